// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Moons returns n points on two interleaved half circles. With t drawn from U(0, π):
//
//	y = 0:  (x1, x2) = (cos t, sin t)
//	y = 1:  (x1, x2) = (1 - cos t, 1/2 - sin t)
//
// The classes alternate, starting with y = 0. Normal noise with the given standard deviation is
// added to x1 and x2. Moons panics if n or noise is negative.
func Moons(n int, noise float64, rng *rand.Rand) *Dataset {
	return madeUp("Moons", n, noise, rng, "lower moon",
		func(class int, u float64) (x1, x2 float64) {
			sin, cos := math.Sincos(math.Pi * u)
			if class == 1 {
				return 1 - cos, 0.5 - sin
			}
			return cos, sin
		})
}

// Circles returns n points on two circles, one inside the other. With t drawn from U(0, 2π):
//
//	y = 0:  (x1, x2) = (cos t, sin t)
//	y = 1:  (x1, x2) = (cos t, sin t)/2
//
// Order and noise are as in [Moons].
func Circles(n int, noise float64, rng *rand.Rand) *Dataset {
	return madeUp("Circles", n, noise, rng, "inner circle",
		func(class int, u float64) (x1, x2 float64) {
			sin, cos := math.Sincos(2 * math.Pi * u)
			r := 1 / float64(1+class)
			return r * cos, r * sin
		})
}

// Spiral returns n points on two arms that wind around each other one and a half times. It is the
// hardest of these datasets. With u drawn from U(0, 1):
//
//	r = 0.1 + 0.9·u,  t = 3π·u + π·y,  (x1, x2) = (r·cos t, r·sin t)
//
// Order and noise are as in [Moons].
func Spiral(n int, noise float64, rng *rand.Rand) *Dataset {
	return madeUp("Spiral", n, noise, rng, "second arm",
		func(class int, u float64) (x1, x2 float64) {
			sin, cos := math.Sincos(math.Pi * (3*u + float64(class)))
			r := 0.1 + 0.9*u
			return r * cos, r * sin
		})
}

// madeUp returns n points of alternating classes 0 and 1: point(class, u) plus noise. For each
// point it draws u from U(0, 1), the noise of x1 and the noise of x2, in this order.
func madeUp(op string, n int, noise float64, rng *rand.Rand, label string,
	point func(class int, u float64) (x1, x2 float64)) *Dataset {
	if n < 0 || !(noise >= 0) {
		panic(fmt.Sprintf("nn: %s: %d points with noise %v, want 0 or more for both", op, n, noise))
	}
	mustHaveGenerator(op, rng)
	d := &Dataset{
		X:        NewMatrix(n, 2),
		Y:        NewMatrix(n, 1),
		Features: []string{"x1", "x2"},
		Labels:   []string{label},
	}
	for i := range n {
		class := i % 2
		x1, x2 := point(class, rng.Float64())
		d.X.Data[2*i] = x1 + noise*rng.NormFloat64()
		d.X.Data[2*i+1] = x2 + noise*rng.NormFloat64()
		d.Y.Data[i] = float64(class)
	}
	return d
}
