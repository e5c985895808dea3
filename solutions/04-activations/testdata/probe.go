// Package probe calls the functions of exercise 04 with random input.
package probe

import (
	"math/rand/v2"

	activations "exercises/04-activations"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	for _, a := range []activations.Activation{activations.ReLUActivation{},
		activations.SigmoidActivation{}, activations.TanhActivation{}} {
		X := random(rng, n, m)
		before := X.Clone()
		values(func() any { return a.ActivationFunction(X) })
		memory(func() any { return X.Subtract(before) })
		values(func() any { return a.Derivative(X) })
		memory(func() any { return X.Subtract(before) })
		l := &activations.ActivationLayer{Activation: a}
		for range 2 {
			X, dY := random(rng, n, m), random(rng, n, m)
			x, dy := X.Clone(), dY.Clone()
			values(func() any { return l.ForwardPropagation(X) })
			values(func() any { return []any{l.Input, l.Output} })
			memory(func() any { return X.Subtract(x) })
			values(func() any { return l.BackwardPropagation(dY) })
			memory(func() any { return []any{l.Input, l.Output, X.Subtract(x), dY.Subtract(dy)} })
		}
	}
}

// random returns numbers of which none is 0, where the slope of ReLU is not defined.
func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * []float64{0.1, 1, 10, 1000}[rng.IntN(4)]
	}
	return m
}
