// Mistake: all units have the same weights, and will always have
// Seen: stuck: close to ln 10; all columns of W are the same
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.InputShape, l.NUnits)
	for i := range l.InputShape {
		w := a * (2*rng.Float64() - 1)
		for j := range l.NUnits {
			l.Weights.Set(i, j, w)
		}
	}
}
