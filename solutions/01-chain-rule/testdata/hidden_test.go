package chain_test

import (
	"math"
	"testing"

	chain "exercises/01-chain-rule"
	"exercises/check"
	"exercises/given"
)

// Small steps, long chains and matrices of other sizes.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for k := 0; k < 5 && !t.Failed(); k++ {
		x := rng.NormFloat64()
		check.Call(t, "FiniteDifference(f, x, h)", "f(x)", "sin x", "x", x, "h", 1e-5).Within(1e-8).
			Want("slope", chain.FiniteDifference(math.Sin, x, 1e-5), math.Cos(x))

		boxes := randomBoxes(rng, 30)
		c := check.Call(t, "ChainRule(boxes, x)", "boxes", "30 random ones", "x", x).
			Within(check.SlopeTolerance)
		_, dydx := chain.ChainRule(boxes, x)
		y := func(x float64) float64 { y, _ := chain.ChainRule(boxes, x); return y }
		c.Want("dy/dx", dydx, check.Slope(y, x))
	}
	for _, size := range [][2]int{{1, 1}, {1, 7}, {6, 1}, {9, 4}} {
		X, dY := check.Random(rng, size[0], size[1]), check.Random(rng, size[0], size[1])
		E := func(X *given.Matrix) float64 { return check.SumOfProducts(X, dY) }
		check.Call(t, "Gradient(E, X, h)", "E(X)", "Σ X ⊙ R", "X", X, "R", dY, "h", 0.5).
			Want("dX", chain.Gradient(E, X, 0.5), dY)
	}
}
