// Mistake: W has the transposed shape: (out, in) instead of (in, out)
// Seen: panics: Dot: want as many columns on the left as rows on the right
package dense

func (l *DenseLayer) Initialize(rng *rand.Rand) {
	a := math.Sqrt(6 / float64(l.InputShape+l.NUnits))
	l.Biases = given.NewMatrix(1, l.NUnits)
	l.Weights = given.NewMatrix(l.NUnits, l.InputShape)
	for i := range l.Weights.Data {
		l.Weights.Data[i] = a * (2*rng.Float64() - 1)
	}
}
