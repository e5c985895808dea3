// Package probe calls the functions of exercise 13 with random input.
package probe

import (
	"math/rand/v2"

	data "exercises/13-one-hot-splits"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n := 1 + rng.IntN(5)
	classes := make([]int, 1+rng.IntN(5))
	for i := range classes {
		classes[i] = rng.IntN(n)
		if rng.IntN(12) == 0 {
			classes[i] = rng.IntN(n+4) - 2
		}
	}
	values(func() any { return data.OneHot(classes, n) })
	sequences := make([][]int, 1+rng.IntN(4))
	for i := range sequences {
		sequences[i] = make([]int, rng.IntN(5))
		for k := range sequences[i] {
			sequences[i][k] = rng.IntN(n)
		}
	}
	values(func() any { return data.VectorizeSequences(sequences, n) })
	memory(func() any { return []any{classes, sequences} })

	d := data.Dataset{X: random(rng, 8+rng.IntN(20), 1+rng.IntN(3))}
	d.Y = random(rng, d.X.Rows, 2)
	X, Y := d.X.Clone(), d.Y.Clone()
	validation, test := 0.1+0.25*rng.Float64(), 0.1+0.25*rng.Float64()
	seed := rng.Uint64()
	var parts []data.Dataset
	values(func() any {
		rng := rand.New(rand.NewPCG(seed, 1))
		a, b, c := data.TrainValidationTest(d, validation, test, rng)
		parts = []data.Dataset{a, b, c}
		return []any{parts, rng.Uint64()}
	})
	memory(func() any {
		for _, p := range parts {
			p.X.Data[0], p.Y.Data[0] = 9, 9
		}
		return []any{d.X.Subtract(X), d.Y.Subtract(Y)}
	})
	cols := 1 + rng.IntN(3)
	train, valid, tested := random(rng, 1+rng.IntN(5), cols), random(rng, 1+rng.IntN(5), cols), random(rng, 1+rng.IntN(5), cols)
	if rng.IntN(3) == 0 {
		for i := 0; i < len(train.Data); i += cols {
			train.Data[i] = 3
		}
	}
	before := []*given.Matrix{train.Clone(), valid.Clone(), tested.Clone()}
	values(func() any {
		a, b, c := data.Standardize(train, valid, tested)
		return []any{a, b, c}
	})
	memory(func() any {
		return []any{train.Subtract(before[0]), valid.Subtract(before[1]), tested.Subtract(before[2])}
	})
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = 2 + rng.NormFloat64()
	}
	return m
}
