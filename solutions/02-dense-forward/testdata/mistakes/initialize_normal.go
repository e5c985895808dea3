// Mistake: the weights are normally distributed, not uniform
// Seen: numbers: first loss is above 2.303 (ln 10), and differs with each seed
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * rng.NormFloat64()
	}
}
