// Unnamed: the limits are the root of 6/(in·out)
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape*l.NUnits))
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = -a + 2*a*rng.Float64()
	}
	l.Biases = given.NewMatrix(1, l.NUnits)
}
