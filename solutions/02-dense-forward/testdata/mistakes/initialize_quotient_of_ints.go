// Mistake: 6/(in+out) is a quotient of ints, which is 0 in a large layer
// Seen: stuck: loss stays at 2.303 (ln 10) in every epoch; the accuracy is no better than guessing
package dense

import "math"

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(float64(6 / (l.InputShape + l.NUnits)))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}
