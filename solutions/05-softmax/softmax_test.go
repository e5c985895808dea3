package softmax

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer, by formula and by Jacobian, with the library.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	for _, size := range []float64{1, 1, 1, 30, 1000} {
		n, m := 1+rng.IntN(6), 1+rng.IntN(6)
		X, dY := agree.Random(rng, n, m).ScaledBy(size), agree.Random(rng, n, m)
		ours, theirs := new(SoftmaxActivation), nn.NewSoftmaxActivation()
		S := ours.ForwardPropagation(X)
		agree.Matrix(t, "S", S, theirs.ForwardPropagation(agree.Library(X), true))
		dX := theirs.BackwardPropagation(agree.Library(dY))
		agree.Matrix(t, "dX", ours.BackwardPropagation(dY), dX)

		byJacobian := given.NewMatrix(n, m)
		for r := range n {
			copy(byJacobian.Row(r), given.MatrixOf(dY.Row(r)).Dot(Jacobian(S.Row(r))).Data)
		}
		agree.Matrix(t, "dY·J", byJacobian, dX)
	}
}
