// Package probe calls the functions of exercise 01 with random input.
package probe

import (
	"math"
	"math/rand/v2"

	chain "exercises/01-chain-rule"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	x, h := rng.NormFloat64(), 0.01+rng.Float64()
	x *= float64(rng.IntN(3))
	a, b := rng.NormFloat64(), rng.NormFloat64()
	values(func() any {
		return chain.FiniteDifference(func(x float64) float64 { return math.Exp(a*x) + b*x*x }, x, h)
	})
	boxes := make([]chain.Box, rng.IntN(5))
	for i := range boxes {
		a, b := rng.NormFloat64(), rng.NormFloat64()
		boxes[i] = chain.Box{
			F:          func(v float64) float64 { return math.Sin(a*v+b) + 2*v },
			Derivative: func(v float64) float64 { return a*math.Cos(a*v+b) + 2 },
		}
	}
	values(func() any { y, dydx := chain.ChainRule(boxes, x); return []float64{y, dydx} })
	y := rng.NormFloat64()
	values(func() any { dw1, dw2, dx := chain.BackwardPropagation(x, a, b, y); return []float64{dw1, dw2, dx} })
	X, R := given.NewMatrix(1+rng.IntN(4), 1+rng.IntN(4)), []float64{}
	for i := range X.Data {
		X.Data[i] = rng.NormFloat64() * float64(rng.IntN(3))
	}
	for range X.Data {
		R = append(R, rng.NormFloat64())
	}
	var seen []*given.Matrix
	E := func(X *given.Matrix) float64 {
		seen = append(seen, X)
		sum := 0.0
		for i, x := range X.Data {
			sum += R[i] * x * x * (x + X.Data[(i+1)%len(X.Data)])
		}
		return sum
	}
	before := X.Clone()
	values(func() any { return chain.Gradient(E, X, h) })
	memory(func() any { return X.Subtract(before) })
}
