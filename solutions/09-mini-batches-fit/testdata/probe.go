// Package probe calls the functions of exercise 09 with random input.
package probe

import (
	"fmt"
	"math/rand/v2"

	network "exercises/09-mini-batches-fit"
	"exercises/given"
)

// layer is Y = X·W with its own gradient descent. It notes what it is asked to do.
type layer struct {
	W, dW, input *given.Matrix
	shape, units int
	calls        *[]string
}

func (l *layer) note(text string)       { *l.calls = append(*l.calls, text) }
func (l *layer) SetInputShape(cols int) { l.shape = cols }
func (l *layer) OutputShape() int       { return l.units }
func (l *layer) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	l.note(fmt.Sprint("forward ", training))
	l.input = input
	return input.Dot(l.W)
}
func (l *layer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	l.note("backward")
	l.dW = l.input.T().Dot(outputError)
	return outputError.Dot(l.W.T())
}
func (l *layer) Update() {
	l.note("update")
	l.W = l.W.Subtract(l.dW.ScaledBy(0.01))
}

type loss struct{}

func (loss) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		d := yPred.Data[i] - y
		sum += d*d + 0.1*d*d*d
	}
	return sum / float64(yTrue.Rows)
}
func (loss) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	d := yPred.Subtract(yTrue)
	return d.Apply(func(d float64) float64 { return (2*d + 0.3*d*d) / float64(yTrue.Rows) })
}

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	n, in := 1+rng.IntN(9), 1+rng.IntN(3)
	var calls []string
	var layers []*layer
	var told []network.Record
	net := &network.NeuralNetwork{InputShape: in, Epochs: rng.IntN(4), BatchSize: 1 + rng.IntN(5), Loss: loss{},
		Metric: func(yTrue, yPred *given.Matrix) float64 { return yTrue.Data[0] - 2*yPred.Data[len(yPred.Data)-1] },
		Rng:    rand.New(rand.NewPCG(rng.Uint64(), 1)),
	}
	if rng.IntN(2) == 0 {
		net.Verbose = func(r network.Record) {
			r.Epoch += 100 * len(net.History)
			told = append(told, r)
		}
	}
	cols := in
	for range 1 + rng.IntN(3) {
		units := 1 + rng.IntN(3)
		layers = append(layers, &layer{W: random(rng, cols, units).ScaledBy(0.3), units: units, calls: &calls})
		cols = units
	}
	state := func() any {
		var all []any
		for _, l := range layers {
			all = append(all, l.W, l.shape)
		}
		return []any{all, calls, told, net.History}
	}
	X, Y := random(rng, n, in), random(rng, n, cols)
	x, y, dY := X.Clone(), Y.Clone(), random(rng, n, cols)
	values(func() any {
		for _, l := range layers {
			net.Add(l)
		}
		var units []int
		for _, l := range net.Layers {
			units = append(units, l.OutputShape())
		}
		return []any{units, state()}
	})
	net.Layers = nil
	for _, l := range layers {
		net.Layers = append(net.Layers, l)
	}
	var batches []network.Batch
	values(func() any {
		batches = net.MiniBatches(X, Y)
		var all []any
		for _, b := range batches {
			all = append(all, b.X, b.Y)
		}
		return []any{all, net.Rng.Uint64()}
	})
	memory(func() any {
		for _, b := range batches {
			b.X.Data[0], b.Y.Data[0] = 7, 7
		}
		return []any{X.Subtract(x), Y.Subtract(y)}
	})
	X, Y = x.Clone(), y.Clone()
	values(func() any { return []any{net.ForwardPropagation(X, rng.IntN(2) == 0), state()} })
	values(func() any { return []any{net.BackwardPropagation(dY), state()} })
	for range 2 {
		values(func() any { net.Fit(X, Y); return state() })
	}
	values(func() any { return []any{net.Predict(X), net.Score(X, Y), state()} })
	memory(func() any { return []any{X.Subtract(x), Y.Subtract(y)} })
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}
