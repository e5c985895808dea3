// Mistake: all weights are the same, and so all units will always be
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	l.Biases = given.NewMatrix(1, l.NUnits)
}
