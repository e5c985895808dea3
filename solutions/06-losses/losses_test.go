package losses

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer with the library's losses on random predictions.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	for name, tt := range map[string]struct {
		ours interface {
			Loss(yTrue, yPred *given.Matrix) float64
			Derivative(yTrue, yPred *given.Matrix) *given.Matrix
		}
		theirs nn.LossFunction
	}{
		"MeanSquaredError":        {MeanSquaredError{}, new(nn.MeanSquaredError)},
		"BinaryCrossEntropy":      {BinaryCrossEntropy{}, new(nn.BinaryCrossEntropy)},
		"CategoricalCrossEntropy": {CategoricalCrossEntropy{}, new(nn.CategoricalCrossEntropy)},
	} {
		t.Run(name, func(t *testing.T) {
			for range 10 {
				n, m := 1+rng.IntN(6), 1+rng.IntN(6)
				yTrue, yPred := given.NewMatrix(n, m), given.NewMatrix(n, m)
				for i := range yTrue.Data {
					yTrue.Data[i], yPred.Data[i] = float64(rng.IntN(2)), rng.Float64()
				}
				Y, P := agree.Library(yTrue), agree.Library(yPred)
				agree.Number(t, "loss", tt.ours.Loss(yTrue, yPred), tt.theirs.Loss(Y, P))
				agree.Matrix(t, "derivative", tt.ours.Derivative(yTrue, yPred), tt.theirs.Derivative(Y, P))
			}
		})
	}
}
