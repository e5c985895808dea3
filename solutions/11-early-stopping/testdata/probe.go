// Package probe calls the functions of exercise 11 with random input.
package probe

import (
	"math"
	"math/rand/v2"

	stopping "exercises/11-early-stopping"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	s := stopping.NewEarlyStopping(1+rng.IntN(4), []float64{0, 0, 1, 0.5}[rng.IntN(4)])
	W, B := given.NewMatrix(1+rng.IntN(3), 2), given.NewMatrix(1, 1)
	weights := []*given.Matrix{W, B}
	for epoch := 1; epoch < 12; epoch++ {
		for i := range W.Data {
			W.Data[i] = rng.NormFloat64()
		}
		B.Data[0] = float64(epoch)
		loss := float64(rng.IntN(12)) / 2
		if rng.IntN(8) == 0 {
			loss = math.NaN()
		}
		before := W.Clone()
		stop := false
		values(func() any { stop = s.Stop(epoch, loss, weights); return stop })
		values(func() any { return []any{s.Best, s.BestEpoch, s.Waited, s.BestWeights} })
		memory(func() any { return W.Subtract(before) })
		if stop {
			break
		}
	}
	for range 2 {
		values(func() any { s.Restore(weights); return []any{W, B, weights} })
		memory(func() any { W.Data[0], B.Data[0] = 7, 7; return s.BestWeights })
	}
}
