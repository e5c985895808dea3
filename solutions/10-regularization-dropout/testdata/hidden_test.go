package regularization_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	regularization "exercises/10-regularization-dropout"
	"exercises/check"
	"exercises/given"
)

// Penalties of other layers, against finite differences, and weights that are all 0.
//
//exercise:points 1
func TestHiddenPenalties(t *testing.T) {
	defer check.Recover(t)
	for _, size := range [][2]int{{1, 1}, {1, 6}, {5, 1}, {4, 7}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			defer check.Recover(t)
			slopes(t, size[0], size[1])
		})
	}
	t.Run("all weights 0", func(t *testing.T) {
		defer check.Recover(t)
		l := layer(0.3, 0.4)
		l.Weights = given.NewMatrix(2, 2)
		before := l.WeightsError.Clone()
		l.AddPenaltyDerivative()
		check.Call(t, "AddPenaltyDerivative()", "W", l.Weights).Want("dW", l.WeightsError, before)
		check.Call(t, "Penalty()", "W", l.Weights).Want("", l.Penalty(), 0.0)
	})
}

// Dropout with small and large rates, one example, one column: forward and backward.
//
//exercise:points 1
func TestHiddenDropout(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		n, m int
		p    float64
	}{{1, 5, 0.4}, {6, 1, 0.1}, {30, 20, 0.9}, {30, 20, 0.05}} {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			X, dY := check.Random(rng, tt.n, tt.m), check.Random(rng, tt.n, tt.m)
			l := &regularization.Dropout{Rate: tt.p, Rng: rng}
			for range 3 {
				Y := l.ForwardPropagation(X, true)
				M := given.NewMatrix(tt.n, tt.m)
				for i, y := range Y.Data {
					if y != 0 {
						M.Data[i] = 1 / (1 - tt.p)
					}
				}
				check.Call(t, "ForwardPropagation(X, true)", "X", X, "p", tt.p).Want("Y", Y, X.Multiply(M))
				check.Call(t, "BackwardPropagation(dY)", "Y", Y, "dY", dY, "p", tt.p).
					Want("dX", l.BackwardPropagation(dY), dY.Multiply(M))
				check.Call(t, "ForwardPropagation(X, false)", "X", X).
					Want("Y", l.ForwardPropagation(X, false), X)
			}
			mustDrop(t, tt.p)
		})
	}
}

// Dropout keeps the mean.
//
//exercise:points 1
func TestHiddenMean(t *testing.T) {
	defer check.Recover(t)
	for _, p := range []float64{0.2, 0.5, 0.7} {
		l := &regularization.Dropout{Rate: p, Rng: rand.New(rand.NewPCG(check.Rand(t).Uint64(), 1))}
		Y := l.ForwardPropagation(given.NewMatrix(100, 1000).
			Apply(func(float64) float64 { return 1 }), true)
		mean := 0.0
		for _, y := range Y.Data {
			mean += y / float64(len(Y.Data))
		}
		// the standard deviation is √(p/(1 - p))/√100000, at most 0.005
		check.Call(t, "ForwardPropagation(X, true)", "X", "100 rows of 1000 ones", "p", p).
			True("the mean of Y is near 1", mean, math.Abs(mean-1) < 0.04)
		mustDrop(t, p)
	}
}
