package activations_test

import (
	"testing"

	"exercises/check"
)

// Each activation in a layer, for one example, one column, and many of each.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	for _, a := range all() {
		t.Run(a.name, func(t *testing.T) {
			defer check.Recover(t)
			for _, size := range [][2]int{{1, 4}, {5, 1}, {3, 3}, {9, 7}} {
				layerSlopes(t, a, size[0], size[1])
			}
		})
	}
}
