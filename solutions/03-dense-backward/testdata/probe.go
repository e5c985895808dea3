// Package probe calls the functions of exercise 03 with random input.
package probe

import (
	"math/rand/v2"

	dense "exercises/03-dense-backward"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, in, out := 1+rng.IntN(4), 1+rng.IntN(4), 1+rng.IntN(4)
	l := &dense.DenseLayer{Weights: random(rng, in, out), Biases: random(rng, 1, out)}
	for range 3 {
		l.Input = random(rng, n, in)
		dY := random(rng, n, out)
		X, W, B, before := l.Input.Clone(), l.Weights.Clone(), l.Biases.Clone(), dY.Clone()
		values(func() any { return l.BackwardPropagation(dY) })
		values(func() any { return l.WeightsError })
		values(func() any { return l.BiasesError })
		memory(func() any {
			return []any{l.Input.Subtract(X), l.Weights.Subtract(W), l.Biases.Subtract(B), dY.Subtract(before)}
		})
	}
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * float64(rng.IntN(4))
	}
	return m
}
