package activations

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer with the library's activation layers on random input.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	for name, tt := range map[string]struct {
		ours   Activation
		theirs *nn.ActivationLayer
	}{
		"ReLU":    {ReLUActivation{}, &nn.NewReLUActivation().ActivationLayer},
		"Sigmoid": {SigmoidActivation{}, &nn.NewSigmoidActivation().ActivationLayer},
		"Tanh":    {TanhActivation{}, &nn.NewTanhActivation().ActivationLayer},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []float64{1, 30, 1000} {
				n, m := 1+rng.IntN(6), 1+rng.IntN(6)
				X, dY := agree.Random(rng, n, m).ScaledBy(size), agree.Random(rng, n, m)
				X.Data[0] = 0
				l := &ActivationLayer{Activation: tt.ours}
				Y := tt.theirs.ForwardPropagation(agree.Library(X), true)
				agree.Matrix(t, "Y", l.ForwardPropagation(X), Y)
				dX := tt.theirs.BackwardPropagation(agree.Library(dY))
				agree.Matrix(t, "dX", l.BackwardPropagation(dY), dX)
			}
		})
	}
}
