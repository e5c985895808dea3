// Right: each weight is -a and a part of the length 2a, with Set
package dense

import "math"

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	l.Biases = given.MatrixOf(make([]float64, l.NUnits))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	a := math.Sqrt(6) / math.Sqrt(float64(l.InputShape)+float64(l.NUnits))
	for i := range l.InputShape {
		for j := range l.NUnits {
			l.Weights.Set(i, j, rng.Float64()*2*a-a)
		}
	}
}
