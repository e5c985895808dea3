// Mistake: the limits do not depend on the size of the layer
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = rng.Float64() - 0.5
	}
}
