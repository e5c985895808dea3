package activations_test

import (
	"math"
	"testing"

	"exercises/check"
)

// Each activation in a layer, for one example, one column, and many of each.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	functions := []func(x float64) float64{
		func(x float64) float64 { return max(x, 0) },
		func(x float64) float64 { return 1 / (1 + math.Exp(-x)) },
		math.Tanh,
	}
	for k, a := range all() {
		t.Run(a.name, func(t *testing.T) {
			defer check.Recover(t)
			for _, size := range [][2]int{{1, 4}, {5, 1}, {3, 3}, {9, 7}} {
				layerSlopes(t, a, functions[k], size[0], size[1])
			}
		})
	}
}
