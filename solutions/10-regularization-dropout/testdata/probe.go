// Package probe calls the functions of exercise 10 with random input.
package probe

import (
	"math/rand/v2"

	regularization "exercises/10-regularization-dropout"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	some := func() float64 { return rng.Float64() * float64(rng.IntN(3)) }
	l := &regularization.DenseLayer{Weights: random(rng, n, m), Biases: random(rng, 1, m),
		WeightsError: random(rng, n, m), BiasesError: random(rng, 1, m), L1: some(), L2: some()}
	W, B, dB := l.Weights.Clone(), l.Biases.Clone(), l.BiasesError.Clone()
	values(func() any { return l.Penalty() })
	for range 2 {
		values(func() any { l.AddPenaltyDerivative(); return l.WeightsError })
		memory(func() any {
			return []any{l.Weights.Subtract(W), l.Biases.Subtract(B), l.BiasesError.Subtract(dB)}
		})
	}
	d := &regularization.Dropout{Rate: []float64{0, 0.2, 0.5, 0.9}[rng.IntN(4)], Rng: rand.New(rand.NewPCG(rng.Uint64(), 1))}
	for range 3 {
		X, dY := random(rng, n, m), random(rng, n, m)
		x, dy := X.Clone(), dY.Clone()
		values(func() any { return d.ForwardPropagation(X, true) })
		values(func() any { return []any{d.BackwardPropagation(dY), d.Mask} })
		values(func() any { return d.ForwardPropagation(X, false) })
		values(func() any { return d.BackwardPropagation(dY) })
		memory(func() any { return []any{X.Subtract(x), dY.Subtract(dy)} })
	}
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * float64(rng.IntN(4))
	}
	return m
}
