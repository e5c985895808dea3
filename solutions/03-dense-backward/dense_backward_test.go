package dense

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer with nn.DenseLayer on random layers.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for range 10 {
		n, in, out := 1+rng.IntN(6), 1+rng.IntN(6), 1+rng.IntN(6)
		X, dY := agree.Random(rng, n, in), agree.Random(rng, n, out)

		theirs := nn.NewDenseLayer(out)
		theirs.SetInputShape(in)
		theirs.Initialize(rng)
		theirs.ForwardPropagation(agree.Library(X), true)
		dX := theirs.BackwardPropagation(agree.Library(dY))

		W, B := theirs.Weights, theirs.Biases
		ours := &DenseLayer{Input: X, Weights: agree.Given(W.Value), Biases: agree.Given(B.Value)}
		agree.Matrix(t, "dX", ours.BackwardPropagation(dY), dX)
		agree.Matrix(t, "dW", ours.WeightsError, W.Grad)
		agree.Matrix(t, "dB", ours.BiasesError, B.Grad)
	}
}
