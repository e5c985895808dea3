package network_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	network "exercises/09-mini-batches-fit"
	"exercises/check"
)

// Other numbers of examples and batch sizes, including one example and one batch.
//
//exercise:points 1
func TestHiddenBatches(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct{ n, size int }{{1, 1}, {1, 64}, {100, 32}, {64, 64}, {65, 64},
		{50, 7}} {
		t.Run(fmt.Sprintf("%d examples, batches of %d", tt.n, tt.size), func(t *testing.T) {
			defer check.Recover(t)
			net, _ := made(t)
			net.BatchSize = tt.size
			X, Y := examples(tt.n)
			batches := net.MiniBatches(X, Y)
			order, together := rowsOf(batches)
			slices.Sort(order)
			for k, b := range batches {
				together = together && (b.X.Rows == tt.size || k == len(batches)-1 && b.X.Rows < tt.size)
			}
			check.Call(t, "MiniBatches(X, Y)", "examples", tt.n, "BatchSize", tt.size).
				True("all examples once, in full batches and a last one; got shows the rows of X, sorted", order,
					together && len(slices.Compact(order)) == tt.n)
		})
	}
}

// Four layers, against finite differences.
//
//exercise:points 1
func TestHiddenSlopes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	var layers []*line
	for range 4 {
		layers = append(layers, &line{w: rng.NormFloat64(), b: rng.NormFloat64()})
	}
	net, _ := made(t, layers...)
	X, dY := check.Random(rng, 5, 3), check.Random(rng, 5, 3)
	E := func() float64 { return check.SumOfProducts(net.ForwardPropagation(X, true), dY) }
	slopes := check.Slopes(X, E)
	Y := X
	for _, l := range layers {
		Y = Y.Apply(func(x float64) float64 { return l.w*x + l.b })
	}
	got := net.ForwardPropagation(X, true) // and the layers remember X as it is
	check.Call(t, "ForwardPropagation(X, true)", "X", X).Want("Y", got, Y)
	c := check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY).Within(check.SlopeTolerance)
	c.Want("dX", net.BackwardPropagation(dY.Clone()), slopes)
	for k, l := range layers {
		c := check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY).Within(check.SlopeTolerance)
		c.Want(fmt.Sprintf("dw of layer %d", k+1), l.dw, check.Slope(func(w float64) float64 {
			l.w, w = w, l.w
			defer func() { l.w = w }()
			return E()
		}, l.w))
	}
}

// A line learned from noisy examples, with the same result for the same seed.
//
//exercise:points 1
func TestHiddenLine(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	X := check.Random(rng, 50, 1)
	Y := X.Apply(func(x float64) float64 { return 3*x - 1 })
	train := func() (*network.NeuralNetwork, *line) {
		l := &line{α: 0.1}
		net := &network.NeuralNetwork{InputShape: 1, Epochs: 200, BatchSize: 8, Loss: mse{},
			Metric: meanError,
			Rng:    rand.New(rand.NewPCG(9, 9))}
		net.Add(l)
		net.Fit(X, Y)
		return net, l
	}
	net, l := train()
	check.Call(t, "Fit(X, Y)", "the examples", "y = 3·x - 1", "Epochs", 200, "BatchSize", 8).
		Within(1e-3).
		Want("w, b", []float64{l.w, l.b}, []float64{3, -1})
	again, _ := train()
	check.Call(t, "Fit(X, Y)", "Rng", "the same seed").Want("History", again.History, net.History)
	check.Call(t, "Score(X, Y)").Within(1e-3).Want("", net.Score(X, Y), 0.0)
	check.Call(t, "Predict(X)").Within(1e-3).Want("Y*", net.Predict(X), Y)
}
