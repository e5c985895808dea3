package optimizer

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answers with nn.RMSProp and nn.Adam over twenty updates.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 1))
	for range 10 {
		rows, cols := 1+rng.IntN(5), 1+rng.IntN(5)
		W := agree.Random(rng, rows, cols)

		theirRMSProp, α, β := nn.NewRMSProp(0.01), rng.Float64(), rng.Float64()
		theirRMSProp.LearningRate, theirRMSProp.Beta = α, β
		ours := &RMSProp{LearningRate: α, Beta: β, Epsilon: theirRMSProp.Epsilon}
		compare(t, "RMSProp", rng, W, ours.Update, theirRMSProp)

		theirAdam, β1, β2 := nn.NewAdam(α), rng.Float64(), rng.Float64()
		theirAdam.Beta1, theirAdam.Beta2 = β1, β2
		adam := &Adam{LearningRate: α, Beta1: β1, Beta2: β2, Epsilon: theirAdam.Epsilon}
		compare(t, "Adam", rng, W, adam.Update, theirAdam)
	}
}

func compare(t *testing.T, what string, rng *rand.Rand, W *given.Matrix,
	update func(W, dW *given.Matrix) *given.Matrix, theirs nn.Optimizer) {
	t.Helper()
	p := &nn.Param{Value: agree.Library(W)}
	for range 20 {
		dW := agree.Random(rng, W.Rows, W.Cols)
		p.Grad = agree.Library(dW)
		theirs.Update(p)
		W = update(W, dW)
		agree.Matrix(t, what, W, p.Value)
	}
}
