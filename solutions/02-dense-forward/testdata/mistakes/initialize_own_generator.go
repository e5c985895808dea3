// Mistake: the weights come from a generator other than rng
// Seen: settings: a different seed gives the same first weights
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	own := rand.New(rand.NewPCG(42, 42))
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*own.Float64() - 1)
	}
}
