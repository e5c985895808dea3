// Package probe calls the functions of exercise 06 with random input.
package probe

import (
	"math/rand/v2"

	losses "exercises/06-losses"
	"exercises/given"
)

type loss interface {
	Loss(yTrue, yPred *given.Matrix) float64
	Derivative(yTrue, yPred *given.Matrix) *given.Matrix
}

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, m := 1+rng.IntN(4), 1+rng.IntN(4)
	for k, l := range []loss{losses.MeanSquaredError{}, losses.BinaryCrossEntropy{}, losses.CategoricalCrossEntropy{}} {
		yTrue, yPred := given.NewMatrix(n, m), given.NewMatrix(n, m)
		for i := range yTrue.Data {
			yTrue.Data[i], yPred.Data[i] = rng.Float64(), rng.Float64()
			switch rng.IntN(8) {
			case 0:
				yTrue.Data[i], yPred.Data[i] = 0, 0
			case 1:
				yTrue.Data[i], yPred.Data[i] = 1, 1
			case 2:
				yTrue.Data[i] = float64(rng.IntN(2))
				yPred.Data[i] = 1e-16 * float64(rng.IntN(30))
			}
			if k == 0 {
				yTrue.Data[i] *= 5 - 9*rng.Float64()
			}
		}
		if k == 2 {
			yTrue = given.NewMatrix(n, m)
			for r := range n {
				yTrue.Set(r, rng.IntN(m), 1)
			}
		}
		t, p := yTrue.Clone(), yPred.Clone()
		values(func() any { return l.Loss(yTrue, yPred) })
		memory(func() any { return []any{yTrue.Subtract(t), yPred.Subtract(p)} })
		values(func() any { return l.Derivative(yTrue, yPred) })
		memory(func() any { return []any{yTrue.Subtract(t), yPred.Subtract(p)} })
	}
}
