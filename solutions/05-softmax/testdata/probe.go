// Package probe calls the functions of exercise 05 with random input.
package probe

import (
	"math/rand/v2"

	softmax "exercises/05-softmax"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	l := new(softmax.SoftmaxActivation)
	for range 2 {
		X, dY := random(rng, n, m), random(rng, n, m)
		shift := 800 * float64(rng.IntN(3)-1)
		for i := range X.Row(0) {
			X.Data[i] += shift
		}
		x, dy := X.Clone(), dY.Clone()
		values(func() any { return l.ForwardPropagation(X) })
		values(func() any { return []any{l.Input, l.Output} })
		memory(func() any { return X.Subtract(x) })
		values(func() any { return l.BackwardPropagation(dY) })
		memory(func() any { return []any{l.Input, l.Output, X.Subtract(x), dY.Subtract(dy)} })
	}
	s := make([]float64, m)
	sum := 0.0
	for i := range s {
		s[i] = rng.Float64()
		sum += s[i]
	}
	for i := range s {
		s[i] /= sum
	}
	values(func() any { return softmax.Jacobian(s) })
	memory(func() any { return s })
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * float64(rng.IntN(4))
	}
	return m
}
