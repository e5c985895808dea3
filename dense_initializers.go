package nn

import (
	"math"
	"math/rand/v2"
)

// He draws from N(0, 2/in): twice the variance that keeps the size of a sum, because ReLU lets half
// of it through (He et al. 2015). Right for many layers of ReLU.
func He(w *Matrix, rng *rand.Rand) {
	σ := math.Sqrt(2 / float64(w.Rows))
	for i := range w.Data {
		w.Data[i] = σ * rng.NormFloat64()
	}
}

// Uniform returns an initializer that draws from U(-a, a). The course's own is Uniform(0.5). Its
// spread does not know the layer's size: with 10,000 inputs the sums are far too large, sigmoids
// saturate and learning starts with many epochs of undoing that; with two inputs it is fine.
func Uniform(a float64) Initializer {
	return func(w *Matrix, rng *rand.Rand) {
		for i := range w.Data {
			w.Data[i] = a * (2*rng.Float64() - 1)
		}
	}
}

// Zeros makes all weights zero. Then all units of a layer compute the same, get the same gradient
// and stay the same for ever: a layer of 100 such units is a layer of one. Only a network of a
// single dense layer can learn from zeros.
func Zeros(w *Matrix, rng *rand.Rand) { clear(w.Data) }
