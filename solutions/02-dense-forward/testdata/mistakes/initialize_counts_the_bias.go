// Mistake, unnamed: the bias counts as an input in the limit a
// Seen: unseen: the weights are a little smaller; it learns as well
package dense

import "math"

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits+1))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}
