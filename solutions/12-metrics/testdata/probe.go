// Package probe calls the functions of exercise 12 with random input.
package probe

import (
	"math/rand/v2"

	metrics "exercises/12-metrics"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(6), 1+rng.IntN(4)
	yTrue, yPred := given.NewMatrix(n, m), given.NewMatrix(n, m)
	offset := float64(4 * rng.IntN(2) * min(1, m-1)) // logarithms of probabilities are negative
	for r := range n {
		if m == 1 {
			yTrue.Data[r] = float64(rng.IntN(2))
		} else {
			yTrue.Set(r, rng.IntN(m), 1)
		}
		for c := range m {
			yPred.Set(r, c, float64(rng.IntN(9))/8-offset)
		}
	}
	t, p := yTrue.Clone(), yPred.Clone()
	values(func() any { return metrics.Classes(yTrue) })
	values(func() any { return metrics.Classes(yPred) })
	values(func() any { return metrics.Accuracy(yTrue, yPred) })
	values(func() any { return metrics.ConfusionMatrix(yTrue, yPred) })
	memory(func() any { return []any{yTrue.Subtract(t), yPred.Subtract(p)} })
	counts := make([][]int, 2+rng.IntN(3))
	for i := range counts {
		counts[i] = make([]int, len(counts))
		for k := range counts {
			counts[i][k] = rng.IntN(4) * rng.IntN(2)
		}
	}
	for k := range counts {
		values(func() any { return metrics.Precision(counts, k) })
		values(func() any { return metrics.Recall(counts, k) })
		values(func() any { return metrics.F1(counts, k) })
	}
	memory(func() any { return counts })
}
