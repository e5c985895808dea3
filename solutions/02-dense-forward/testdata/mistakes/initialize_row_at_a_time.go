// Mistake: all units start with the same weights, so they stay equal
// Seen: stuck: loss stays near 2.303 (ln 10); all columns of W are equal
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
