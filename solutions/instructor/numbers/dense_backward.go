package main

import (
	dense "nn/solutions/03-dense-backward"
	"nn/solutions/given"
)

func denseBackward(d *drawing) {
	type results struct{ dX, dW, dB *given.Matrix }
	table := func(X, W, dY *given.Matrix) results {
		l := &dense.DenseLayer{Input: X, Weights: W}
		dX := l.BackwardPropagation(dY)
		d.distinct(dX.Data, l.WeightsError.Data, l.BiasesError.Data)
		d.text("test", `
		X:    m(%v),
		W:    m(%v),
		dY:   m(%v),
		dX:   m(%v),
		dW:   m(%v),
		dB:   m(%v),
`, X, W, dY, dX, l.WeightsError, l.BiasesError)
		return results{dX, l.WeightsError, l.BiasesError}
	}
	two := table(d.matrix("1 2 3; 4 5 6"), d.matrix("1 -1; 2 0; 3 1"), d.matrix("1 2; -1 3"))
	square := table(d.matrix("1 2; 0 1; 3 0"), d.matrix("1 2; 3 4"), d.matrix("1 0; 0 1; 2 -1"))
	d.text("testdata/lazy/table.go", "m(%v), m(%v)\n\t\treturn m(%v)\n", square.dW, square.dB, square.dX)
	d.text("testdata/lazy/table.go", "m(%v)\n\tl.BiasesError = m(%v)\n\treturn m(%v)\n", two.dW, two.dB, two.dX)

	X, W, dY := d.matrix("1 2 -1; 0.5 0 3"), d.matrix("2 -1; 0 1.5; 1 -2"), d.matrix("1 -2; 3 0.5")
	d.text("example_test.go", "X := m(%v)\n\tW := m(%v)\n\tdY := m(%v)\n", X, W, dY)
}
