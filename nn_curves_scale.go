// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"iter"
	"math"
	"slices"
)

// scale maps values between lo and hi to positions between from and to. Its ticks are the multiples
// of step. On a logarithmic scale, lo, hi and step are decimal logarithms.
type scale struct {
	lo, hi, step, from, to float64
	logarithmic            bool
}

// newScale returns a scale for the values. Its step is 1, 2 or 5 times a power of ten, at least
// smallest, and large enough that there are not many more than the given number of ticks.
func newScale(values []float64, ticks, smallest float64) scale {
	s := scale{lo: slices.Min(values), hi: slices.Max(values)}
	if size := max(-s.lo, s.hi); s.hi-s.lo <= max(1e-9*size, 1e-300) { // all values are equal
		half := size / 2
		if half < 1e-300 { // a step between such numbers could be 0
			half = 1
		}
		s.lo, s.hi = s.lo-half, s.hi+half
	}
	least := max((s.hi-s.lo)/ticks, smallest)
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, s.step = range []float64{power, 2 * power, 5 * power, 10 * power} {
		if s.step >= least {
			break
		}
	}
	return s
}

// newValueScale returns a scale for values on a vertical axis. It is logarithmic if a linear scale
// would press most of the values together: if three quarters of them take up less than a tenth of
// the range, for example because the loss of the first epoch is large.
func newValueScale(values []float64) scale {
	sorted := slices.Sorted(slices.Values(values))
	lo, most, hi := sorted[0], sorted[len(sorted)*3/4], sorted[len(sorted)-1]
	s := newScale(values, 5, 0)
	if lo > 0 && most-lo < (hi-lo)/10 {
		s = newScale([]float64{math.Floor(math.Log10(lo)), math.Ceil(math.Log10(hi))}, 8, 1)
		s.logarithmic = true
	}
	s.lo, s.hi = math.Floor(s.lo/s.step)*s.step, math.Ceil(s.hi/s.step)*s.step
	return s
}

// at returns the position of v.
func (s scale) at(v float64) float64 {
	if s.logarithmic {
		v = math.Log10(v)
	}
	return s.from + (v-s.lo)/(s.hi-s.lo)*(s.to-s.from)
}

// ticks yields the values of the ticks.
func (s scale) ticks() iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for k := math.Ceil(s.lo/s.step - 1e-9); k*s.step <= s.hi+1e-9*s.step; k++ {
			v := k*s.step + 0 // +0 turns -0 into 0
			if s.logarithmic {
				v = math.Pow(10, v)
			}
			if !yield(v) {
				return
			}
		}
	}
}

// decimals returns the number of decimal places that the ticks of a linear scale need.
func (s scale) decimals() int {
	return max(0, int(math.Ceil(-math.Log10(s.step)-1e-9)))
}
