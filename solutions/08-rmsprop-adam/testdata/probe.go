// Package probe calls the functions of exercise 08 with random input.
package probe

import (
	"math/rand/v2"

	optimizer "exercises/08-rmsprop-adam"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	ε := rng.Float64() * float64(rng.IntN(2))
	rms := &optimizer.RMSProp{LearningRate: rng.Float64(), Beta: rng.Float64(), Epsilon: ε}
	adam := &optimizer.Adam{LearningRate: rng.Float64(), Beta1: rng.Float64(), Beta2: rng.Float64(), Epsilon: ε}
	update := func(update func(W, dW *given.Matrix) *given.Matrix, state func() any) {
		W := random(rng, n, m)
		for range 4 {
			dW := random(rng, n, m)
			w, dw := W.Clone(), dW.Clone()
			var updated *given.Matrix
			values(func() any { updated = update(W, dW); return updated })
			values(state)
			memory(func() any { return []any{W.Subtract(w), dW.Subtract(dw)} })
			memory(func() any { // the caller goes on with its matrices
				for _, m := range []*given.Matrix{W, dW, updated} {
					m.Data[0]++
				}
				return state()
			})
		}
	}
	update(rms.Update, func() any { return rms.S })
	update(adam.Update, func() any { return []any{adam.M, adam.V, adam.T} })
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64() * float64(rng.IntN(4))
	}
	return m
}
