package sgd

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer with nn.SGD over several updates with random gradients.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 1))
	for _, β := range []float64{0, 0.5, 0.9} {
		n, m, α := 1+rng.IntN(6), 1+rng.IntN(6), rng.Float64()
		W := agree.Random(rng, n, m)
		ours, theirs := &SGD{LearningRate: α, Momentum: β}, nn.NewSGD(α, β)
		p := &nn.Param{Value: agree.Library(W)}
		for range 5 {
			dW := agree.Random(rng, n, m)
			W = ours.Update(W, dW)
			p.Grad = agree.Library(dW)
			theirs.Update(p)
			agree.Matrix(t, "W", W, p.Value)
		}
	}
}
