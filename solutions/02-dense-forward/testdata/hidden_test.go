package dense_test

import (
	"testing"

	"exercises/check"
)

// One example, one input, one unit, and many of each.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	for _, size := range []struct {
		name       string
		n, in, out int
	}{
		{"one example", 1, 4, 3}, {"one input", 3, 1, 2}, {"one unit", 3, 5, 1}, {"square", 4, 4, 4},
		{"larger", 9, 7, 11},
	} {
		t.Run(size.name, func(t *testing.T) {
			defer check.Recover(t)
			random(t, size.n, size.in, size.out)
		})
	}
}
