// Package probe calls the functions of exercise 02 with random input.
package probe

import (
	"math/rand/v2"

	dense "exercises/02-dense-forward"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, in, out := 1+rng.IntN(4), 1+rng.IntN(4), 1+rng.IntN(4)
	l := &dense.DenseLayer{InputShape: in, NUnits: out}
	seed := rng.Uint64()
	values(func() any { return []int{l.Parameters(), l.OutputShape()} })
	drawn := rand.New(rand.NewPCG(seed, 1))
	values(func() any { l.Initialize(drawn); return l.Weights })
	values(func() any { return l.Biases })
	values(func() any { return drawn.Uint64() })
	l = &dense.DenseLayer{InputShape: in, NUnits: out, Weights: random(rng, in, out), Biases: random(rng, 1, out)}
	W, B := l.Weights.Clone(), l.Biases.Clone()
	for range 2 {
		X := random(rng, n, in)
		before := X.Clone()
		var Y *given.Matrix
		values(func() any { Y = l.ForwardPropagation(X); return Y })
		values(func() any { return []any{l.Input, l.Output} })
		memory(func() any {
			return []any{X.Subtract(before), l.Weights.Subtract(W), l.Biases.Subtract(B)}
		})
		n++
	}
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * float64(rng.IntN(4))
	}
	return m
}
