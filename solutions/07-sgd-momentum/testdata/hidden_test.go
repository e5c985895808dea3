package sgd_test

import (
	"testing"

	"exercises/check"
)

// Other shapes, and many updates.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for _, size := range []struct{ n, m, updates int }{{1, 1, 1}, {1, 5, 2}, {6, 1, 40}, {7, 9, 12}} {
		randomUpdates(t, rng, size.n, size.m, size.updates)
	}
}
