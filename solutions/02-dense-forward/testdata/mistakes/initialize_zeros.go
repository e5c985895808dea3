// Mistake: all weights are equal, so all units stay equal
// Seen: stuck: loss stays at 2.303 (ln 10) in every epoch; the accuracy is no better than guessing
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	l.Biases = given.NewMatrix(1, l.NUnits)
}
