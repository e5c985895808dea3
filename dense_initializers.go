// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"math/rand/v2"
)

// He draws from N(0, 2/in). The variance 1/in would keep the size of a sum; He doubles it, because
// a ReLU lets about half of its inputs through (He et al. 2015). It suits many layers of ReLU.
func He(w *Matrix, rng *rand.Rand) {
	σ := math.Sqrt(2 / float64(w.Rows))
	for i := range w.Data {
		w.Data[i] = σ * rng.NormFloat64()
	}
}

// NewUniform returns an initializer that draws from U(-a, a). The course's code uses NewUniform(0.5).
// Its range does not depend on the size of the layer. It is fine for two inputs, for example. With
// 10,000 inputs the sums are far too large and sigmoids saturate, so training spends many epochs
// undoing the initialization.
func NewUniform(a float64) Initializer {
	return func(w *Matrix, rng *rand.Rand) {
		for i := range w.Data {
			w.Data[i] = a * (2*rng.Float64() - 1)
		}
	}
}

// Zeros sets all weights to zero. All units of a layer then compute the same output, receive the
// same gradient and stay equal forever, so a layer of 100 units is worth no more than a layer of
// one. Only a network with a single dense layer can learn from zeros.
func Zeros(w *Matrix, rng *rand.Rand) { clear(w.Data) }
