// Mistake, unnamed: the last weight is not drawn and stays 0
// Seen: unseen: one connection starts at 0; it learns as well
package dense

import "math"

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := 0; i < len(l.Weights.Data)-1; i++ {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}
