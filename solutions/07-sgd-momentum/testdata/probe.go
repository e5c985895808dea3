// Package probe calls the functions of exercise 07 with random input.
package probe

import (
	"math/rand/v2"

	sgd "exercises/07-sgd-momentum"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	o := &sgd.SGD{LearningRate: rng.Float64(), Momentum: max(0, rng.Float64()-0.2)}
	W := random(rng, n, m)
	for range 3 {
		dW := random(rng, n, m)
		w, dw := W.Clone(), dW.Clone()
		var updated *given.Matrix
		values(func() any { updated = o.Update(W, dW); return updated })
		values(func() any { return o.RetainedGradient })
		memory(func() any { return []any{W.Subtract(w), dW.Subtract(dw)} })
		memory(func() any { // the caller goes on with its matrices
			for _, m := range []*given.Matrix{W, dW, updated} {
				m.Data[0]++
			}
			return o.RetainedGradient
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
