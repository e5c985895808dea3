// Mistake: the biases are drawn at random, too
// Seen: unseen: loss falls as usual; the same seed gives the layers different first weights
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
	for j := range l.Biases.Data {
		l.Biases.Data[j] = a * (2*rng.Float64() - 1)
	}
}
