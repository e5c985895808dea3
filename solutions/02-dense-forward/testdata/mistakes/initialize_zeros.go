// Mistake: all weights are the same, and so all units will always be
// Seen: stuck: at ln 10 from the first epoch to the last; the accuracy is that of guessing
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	l.Biases = given.NewMatrix(1, l.NUnits)
}
