package network_test

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	network "exercises/09-mini-batches-fit"
	"exercises/check"
	"exercises/given"
)

const (
	slideBatches = "Improvements on training algorithms: batches"
	slideNetwork = "Python implementation - neural network"
	slideFit     = "Python implementation - neural network (NeuralNetwork.fit)"
)

// line is a layer with one weight and one bias for all columns, Y = w·X + b, and its own gradient
// descent. It records its calls in log.
type line struct {
	w, b, α float64

	input  *given.Matrix
	dw, db float64
	shape  int // the argument of SetInputShape
	log    *log
}

// log records the calls of a network's layers.
type log struct {
	calls []string
	seen  []*given.Matrix // the inputs of the first layer in training
}

func (l *line) SetInputShape(cols int) { l.shape = cols }

// not the true shape, but it shows which shape is passed on
func (l *line) OutputShape() int { return l.shape + 1 }

func (l *line) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	l.note("forward", training)
	if l.log != nil && training && input != nil {
		l.log.seen = append(l.log.seen, input.Clone())
	}
	l.input = input
	return input.Apply(func(x float64) float64 { return l.w*x + l.b })
}

func (l *line) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	what := "backward"
	if l.input != nil && (outputError.Rows != l.input.Rows || outputError.Cols != l.input.Cols) {
		what += " with an error of another shape than the output"
	}
	l.note(what, true)
	l.dw, l.db = check.SumOfProducts(outputError, l.input), 0
	for _, dy := range outputError.Data {
		l.db += dy
	}
	return outputError.ScaledBy(l.w)
}

func (l *line) Update() {
	l.note("update", true)
	l.w, l.b = l.w-l.α*l.dw, l.b-l.α*l.db
}

func (l *line) note(what string, training bool) {
	if l.log == nil {
		return
	}
	if !training {
		what += " without training"
	}
	l.log.calls = append(l.log.calls, what)
}

// mse is the mean squared error, for one column.
type mse struct{}

func (mse) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yTrue.Subtract(yPred)
	return check.SumOfProducts(d, d) / float64(d.Rows)
}

func (mse) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Subtract(yTrue).ScaledBy(2 / float64(yPred.Rows))
}

// metric distinguishes targets from predictions.
func metric(yTrue, yPred *given.Matrix) float64 {
	return meanError(yTrue.ScaledBy(2), yPred)
}

const metricText = "the mean of 2·y - y*"

// meanError is the mean of y - y*.
func meanError(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for _, d := range yTrue.Subtract(yPred).Data {
		sum += d
	}
	return sum / float64(yTrue.Rows)
}

// meanProduct is a metric that needs each prediction beside its own target: the mean of y·y*.
func meanProduct(yTrue, yPred *given.Matrix) float64 {
	return check.SumOfProducts(yTrue, yPred) / float64(yTrue.Rows)
}

// made returns a network of the given layers, all with one log.
func made(t *testing.T, layers ...*line) (*network.NeuralNetwork, *log) {
	l := new(log)
	net := &network.NeuralNetwork{InputShape: 1, Epochs: 1, BatchSize: 2, Loss: mse{},
		Metric: metric, Rng: check.Rand(t)}
	for _, layer := range layers {
		layer.log = l
		net.Layers = append(net.Layers, layer)
	}
	return net, l
}

// column returns a matrix of one column.
func column(numbers ...float64) *given.Matrix { return given.MatrixOf(numbers).T() }

// Layers in their order, each with its input shape.
//
//exercise:points 1
//exercise:hint 1 Which matrix enters the second layer?
//exercise:hint 2 The first layer's input has InputShape columns. For each later layer, ask the
//exercise:hint 2 layer before it.
//exercise:hint 3 Look at net.Layers before you append to it: its last layer has the OutputShape
//exercise:hint 3 that you need.
func TestAdd(t *testing.T) {
	defer check.Recover(t)
	one, two, three := new(line), new(line), new(line)
	net := &network.NeuralNetwork{InputShape: 4, Epochs: 9, BatchSize: 7}
	for _, l := range []*line{one, two, three} {
		net.Add(l)
	}
	c := check.Call(t, "Add, three times", "InputShape", 4, "OutputShape of each layer",
		"its input shape plus 1").
		MistakeIf("the new layer is inserted before the others, not appended", slideNetwork,
			slices.Equal(net.Layers, []network.Layer{three, two, one}))
	c.True("Layers contains the three layers in the order of the calls",
		fmt.Sprintf("%d layers", len(net.Layers)),
		slices.Equal(net.Layers, []network.Layer{one, two, three}))
	check.Call(t, "Add, three times", "InputShape", 4, "OutputShape of each layer",
		"its input shape plus 1").
		Mistake("every layer gets the input shape of the network", slideNetwork, []int{4, 4, 4}).
		Mistake("no input shape is set", slideNetwork, []int{0, 0, 0}).
		Mistake("the input shape of the network is not set for the first layer", slideNetwork,
			[]int{0, 1, 2}).
		Mistake("a layer gets its own output shape, not the output shape of the layer before it", slideNetwork,
			[]int{4, 1, 1}).
		Mistake("every later layer gets the output shape of the first layer", slideNetwork,
			[]int{net.InputShape, net.InputShape + 1, net.InputShape + 1}).
		Want("the input shapes", []int{one.shape, two.shape, three.shape}, []int{4, 5, 6})
}

// How many batches, and of which size.
//
//exercise:points 2
//exercise:hint 1 Write the sizes down for 10 examples in batches of 4.
//exercise:hint 2 The last batch contains the rest. When is there no rest?
//exercise:hint 3 From example k a batch extends to k + BatchSize, or to the end if that comes
//exercise:hint 3 first.
func TestBatchSizes(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		n, size int
		want    []int
		full    []int // the batches that have BatchSize examples; nil if all have
	}{
		{10, 4, []int{4, 4, 2}, []int{4, 4}}, // 10 = 4 + 4 + 2
		{8, 4, []int{4, 4}, nil},             // nothing is left
		{3, 5, []int{3}, []int{}},            // all examples are not enough for one batch
		{3, 1, []int{1, 1, 1}, nil},          // stochastic gradient descent
		{7, 6, []int{6, 1}, []int{6}},
	} {
		t.Run(fmt.Sprintf("%d examples, batches of %d", tt.n, tt.size), func(t *testing.T) {
			defer check.Recover(t)
			net, _ := made(t)
			net.BatchSize = tt.size
			X, Y := examples(tt.n)
			c := check.Call(t, "MiniBatches(X, Y)", "examples", tt.n, "BatchSize", tt.size)
			batches := net.MiniBatches(X, Y)
			got, zeros := []int{}, false
			for _, b := range batches {
				got = append(got, b.X.Rows)
				zeros = zeros || slices.Contains(b.X.Data, 0)
			}
			_, together := rowsOf(batches)
			filled := len(got) == len(tt.want) && got[len(got)-1] == tt.size
			used := filled && together && !zeros // examples of the first batches fill the last one
			if filled {
				rest := tt.want[len(tt.want)-1]
				for i, v := range batches[len(got)-1].X.Data {
					filled = filled && (v == 0) == (i >= 2*rest)
				}
			}
			if tt.full == nil { // otherwise the last batch is the short one
				c.Mistake("an empty batch comes last", slideBatches, slices.Concat(tt.want, []int{0}))
			}
			if tt.full != nil {
				if used {
					c.Mistake("the last batch is filled up with examples that were already used",
						slideBatches, slices.Concat(tt.full, []int{tt.size}))
				}
				c.MistakeIf("the last batch is filled up with rows of zeros", slideBatches, filled).
					Mistake("the last batch is dropped because it is short", slideBatches, tt.full)
			}
			if n := len(tt.full); n > 0 {
				joined := slices.Clone(tt.full)
				joined[n-1] += tt.want[n]
				c.Mistake("the remaining examples are put into the batch before", slideBatches, joined)
			}
			var even []int
			for i, k := 0, len(tt.want); i < k; i++ {
				even = append(even, (tt.n+k-1-i)/k)
			}
			c.Mistake("the batches have nearly equal sizes, instead of BatchSize and a smaller last one", slideBatches, even).
				Want("rows of the batches", got, tt.want)
			check.Call(t, "MiniBatches(X, Y)", "examples", tt.n, "BatchSize", tt.size).
				MistakeIf("the last batch is filled up with rows of zeros", slideBatches, filled).
				True("rows of X, of which none is 0", nil, !zeros)
		})
	}
}

// examples returns n examples that can be told apart: row i of X is k, -k, and row i of Y is 10·k,
// with k = i + 1.
func examples(n int) (X, Y *given.Matrix) {
	X, Y = given.NewMatrix(n, 2), given.NewMatrix(n, 1)
	for i := range n {
		k := float64(i + 1)
		X.Set(i, 0, k)
		X.Set(i, 1, -k)
		Y.Set(i, 0, 10*k)
	}
	return X, Y
}

// A new order each time, each example once and with its own target, and the caller's data
// unchanged.
//
//exercise:points 3
//exercise:hint 1 Which values exactly do you shuffle? Something lighter than the examples is
//exercise:hint 1 enough.
//exercise:hint 2 One random order of the row numbers serves X and Y. Row i of X belongs to row i of
//exercise:hint 2 Y.
//exercise:hint 3 Rng.Perm(n) contains each of 0, ..., n-1 once. given.MatrixOf copies the rows that
//exercise:hint 3 it is given.
func TestShuffle(t *testing.T) {
	defer check.Recover(t)
	const n = 24
	net, _ := made(t)
	net.BatchSize = 7
	X, Y := examples(n)
	c := check.Call(t, "MiniBatches(X, Y)", "X", X, "Y", Y, "BatchSize", net.BatchSize)
	first := net.MiniBatches(X, Y)
	c.Unchanged(slideBatches)

	order, together := rowsOf(first)
	call := func() *check.Case {
		return check.Call(t, "MiniBatches(X, Y)", "rows of X", "k, -k for k = 1, 2, ...",
			"rows of Y", "10·k",
			"examples", n, "BatchSize", 7)
	}
	if !together {
		call().MistakeIf("X and Y are in different orders, so inputs and targets no longer match",
			slideBatches, slices.Equal(sorted(columns(first, 0)), sorted(X.T().Row(0))) &&
				slices.Equal(sorted(columns(first, 1)), sorted(Y.Data))).
			True("each row of X is in a batch with its own row of Y", nil, false)
		return
	}
	rows, all := sorted(order), make([]int, n)
	for i := range all {
		all[i] = i + 1
	}
	call().MistakeIf("some examples occur more than once and others never",
		slideBatches, len(rows) == n).
		Want("the rows of X in all batches, sorted", rows, all)
	if t.Failed() {
		return
	}
	if shuffles(t); t.Failed() {
		return
	}
	net, _ = made(t) // with an Rng of the same seed
	net.BatchSize = 7
	again, _ := rowsOf(net.MiniBatches(X, Y))
	call().MistakeIf("the order does not depend on Rng alone: the same seed gives a different order",
		slideBatches, true).
		Want("the rows of X, from an Rng with the same seed", again, order)
}

// shuffles looks at the orders of many calls.
func shuffles(t *testing.T) {
	t.Helper()
	rng := check.Rand(t)
	call := func(n int) *check.Case {
		return check.Call(t, "MiniBatches(X, Y), many times", "rows of X", "k, -k for k = 1, 2, ...",
			"examples", n, "BatchSize", 2)
	}
	orders := func(n, calls int) (all [][]int) {
		X, Y := examples(n)
		for range calls {
			net := &network.NeuralNetwork{BatchSize: 2, Rng: rng}
			order, _ := rowsOf(net.MiniBatches(X, Y))
			all = append(all, order)
		}
		return all
	}

	const n = 6
	some := orders(n, 300)
	// places reports whether f holds for all examples k in all orders; at is the place of k.
	places := func(f func(order []int, at, k int) bool) bool {
		return !slices.ContainsFunc(some, func(order []int) bool {
			for at, k := range order {
				if !f(order, at, k) {
					return true
				}
			}
			return len(order) != n
		})
	}
	stays := func(at int) bool {
		return !slices.ContainsFunc(some, func(order []int) bool { return order[at] != some[0][at] })
	}
	mostMoved := 0 // examples in one call
	for _, order := range some {
		moved := 0
		for at, k := range order {
			if k != at+1 {
				moved++
			}
		}
		mostMoved = max(mostMoved, moved)
	}
	name := ""
	switch {
	case mostMoved == 0:
		name = "the examples are not shuffled"
	case places(func(_ []int, at, k int) bool { return k == some[0][at] }):
		name = "the order does not depend on Rng: each call gives the same order"
	case places(func(order []int, at, k int) bool {
		return k%2 == 1 && at%2 == 0 || k%2 == 0 && at%2 == 1 && order[at-1] == k-1
	}):
		name = "whole batches change places, not examples, so the same examples share a batch in each call"
	case places(func(_ []int, at, k int) bool { return (k-1)/2 == at/2 }):
		name = "the examples change places only inside their batch"
	case places(func(order []int, at, k int) bool { return (k-order[0]-at)%n == 0 }):
		name = "the order is only rotated, so an example keeps its neighbours"
	case places(func(order []int, at, k int) bool { return k == at+1 && order[0] == 1 || k == n-at && order[0] == n }):
		name = "the old order is kept or reversed, and no other order occurs"
	case mostMoved == 2:
		name = "each call moves two examples at most"
	case slices.ContainsFunc([]int{0, 1, 2, 3, 4, 5}, stays):
		name = "some examples have the same place in every call"
	case places(func(_ []int, at, k int) bool { return k != at+1 }):
		name = "no example can stay in its place"
	}
	call(n).MistakeIf(name, slideBatches, true).
		True("a random order in each call; got shows the rows of X of the first three", some[:3], name == "")
	if t.Failed() {
		return
	}

	// The standard deviation of a count is 31, and a right shuffle is beyond seven of them with a probability
	// below 1e-9.
	const calls = 24000
	counts := map[string]int{}
	for _, order := range orders(4, calls) {
		counts[fmt.Sprint(order)]++
	}
	fewest, most := calls, 0
	for _, count := range counts {
		fewest, most = min(fewest, count), max(most, count)
	}
	if len(counts) < 24 {
		fewest = 0
	}
	call(4).MistakeIf("some orders are more likely than others", slideBatches, true).
		True(fmt.Sprintf("each of the 24 orders of four examples in about 1000 of %d calls", calls),
			fmt.Sprintf("%d orders, in %d to %d calls each", len(counts), fewest, most),
			fewest > 780 && most < 1220)
}

func sorted[T cmp.Ordered](s []T) []T { return slices.Sorted(slices.Values(s)) }

// columns returns the first column of X, or of Y, of all batches; nothing if a shape or a row of X is wrong.
func columns(batches []network.Batch, which int) (all []float64) {
	for _, b := range batches {
		m := []*given.Matrix{b.X, b.Y}[which]
		if b.X.Cols != 2 || b.Y.Cols != 1 {
			return nil
		}
		for i := range b.X.Rows {
			if b.X.At(i, 1) != -b.X.At(i, 0) {
				return nil
			}
		}
		all = append(all, m.T().Row(0)...)
	}
	return all
}

// rowsOf returns which rows the batches have, and whether X and Y have the same.
func rowsOf(batches []network.Batch) (order []int, together bool) {
	together = true
	for _, b := range batches {
		together = together && b.X.Rows == b.Y.Rows && b.X.Cols == 2 && b.Y.Cols == 1
		for i := 0; i < b.X.Rows && together; i++ {
			order = append(order, int(b.X.At(i, 0)))
			together = b.X.At(i, 1) == -b.X.At(i, 0) && b.Y.At(i, 0) == 10*b.X.At(i, 0)
		}
	}
	return order, together
}

// Forward and backward pass through all layers, by hand.
//
//exercise:points 3
//exercise:hint 1 Draw two boxes. Which number is on each of the three lines, forward and backward?
//exercise:hint 2 Keep one matrix: the input of the next layer. Each layer replaces it by its
//exercise:hint 2 result.
//exercise:hint 3 In the backward pass the last layer comes first; update a layer when its errors
//exercise:hint 3 are known.
func TestPropagation(t *testing.T) {
	defer check.Recover(t)
	// dY = 1, -2 comes to layer 2, whose input was v = 2, 4:
	//   dw = 1·2-2·4 = -6, w = 2 - 0.5·(-6) = 5; db = 1 - 2 = -1, b = 0 - 0.5·(-1) = 0.5
	//   dv = 2·dY = 2, -4
	// dv comes to layer 1, whose input was x = 1, 3:
	//   dw = 2·1-4·3 = -10, w = 1 - 0.5·(-10) = 6; db = 2 - 4 = -2, b = 1 - 0.5·(-2) = 2
	//   dX = 1·dv = 2, -4
	propagate(t, line{w: 1, b: 1, α: 0.5}, line{w: 2, α: 0.5}, column(1, 3), column(1, -2),
		column(4, 8), []float64{2, -4, 6, 2, 5, 0.5}) // 2·v
	if t.Failed() {
		return
	}
	rng := check.Rand(t)
	one := line{w: rng.NormFloat64(), b: rng.NormFloat64(), α: 0.5}
	two := line{w: rng.NormFloat64(), b: rng.NormFloat64(), α: 0.5}
	X, dY := check.Random(rng, 2, 1), check.Random(rng, 2, 1)
	v := one.of(X)
	dv := dY.ScaledBy(two.w)
	after := slices.Concat(dv.ScaledBy(one.w).Data, one.after(X, dv), two.after(v, dY))
	if propagate(t, one, two, X, dY, two.of(v), after); t.Failed() {
		return
	}

	net, log := made(t, &line{w: 1}, &line{w: 1})
	net.ForwardPropagation(X.Clone(), false)
	check.Call(t, "ForwardPropagation(X, false)", "training", false).
		MistakeIf(alwaysTraining, slideNetwork, slices.Equal(log.calls, []string{"forward", "forward"})).
		Want("calls of the layers", fmt.Sprint(log.calls), "[forward without training forward without training]")
}

const alwaysTraining = "ForwardPropagation calls the layers with training = true, whatever its argument is"

// of returns the output of the layer.
func (l line) of(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return l.w*x + l.b })
}

// after returns w and b after an update, for an input and an output error of two numbers.
func (l line) after(X, dY *given.Matrix) []float64 {
	dw := X.Data[0]*dY.Data[0] + X.Data[1]*dY.Data[1]
	return []float64{l.w - l.α*dw, l.b - l.α*(dY.Data[0]+dY.Data[1])}
}

// propagate tests x → v = one(x) → y = two(v). after is dX, then w and b of both layers after the update.
func propagate(t *testing.T, one, two line, X, dY, Y *given.Matrix, after []float64) {
	t.Helper()
	first, second := one, two
	net, log := made(t, &first, &second)
	show := func(l line) string { return fmt.Sprintf("y = %.4g·x + %.4g", l.w, l.b) }
	c := check.Call(t, "ForwardPropagation(X, true)", "X", X, "layer 1", show(one), "layer 2", show(two)).
		Mistake("the last layer comes first", slideNetwork, one.of(two.of(X))).
		Mistake("every layer gets X, not the output of the layer before it", slideNetwork, two.of(X))
	c.Want("Y*", net.ForwardPropagation(X.Clone(), true), Y)
	c = check.Call(t, "ForwardPropagation(X, true)", "training", true).
		MistakeIf("ForwardPropagation calls the layers with training = false", slideNetwork,
			slices.Equal(log.calls, []string{"forward without training", "forward without training"}))
	c.Want("calls of the layers", fmt.Sprint(log.calls), "[forward forward]")
	if t.Failed() {
		return
	}

	log.calls = nil
	v := one.of(X)
	dv := dY.ScaledBy(two.w)
	forward := dY.ScaledBy(one.w) // the error of layer 2, if layer 1 comes first
	c = check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY, "α", one.α, "layer 1", show(one),
		"layer 2", show(two)).
		Mistake("every layer gets the network's output error, not the error that the next layer returns",
			slideNetwork, slices.Concat(forward.Data, one.after(X, dY), two.after(v, dY))).
		Mistake("the backward pass starts at the first layer, not at the last",
			slideNetwork, slices.Concat(after[:2], one.after(X, dY), two.after(v, forward))).
		Mistake("the first layer is left out, because the loop ends too early",
			slideNetwork, slices.Concat(dv.Data, []float64{one.w, one.b}, two.after(v, dY)))
	dX := net.BackwardPropagation(dY.Clone())
	if dX == nil || dX.Rows != 2 || dX.Cols != 1 {
		c.Want("dX", dX, given.MatrixOf(after[:2]).T())
		return
	}
	asked := func(what string) bool { return slices.Contains(log.calls, what) }
	unchanged := "no layer updates its weights"
	if asked("update") {
		unchanged = "the layers update their weights before the errors of this batch are computed"
	}
	c.Mistake(unchanged, slideNetwork, slices.Concat(dv.ScaledBy(one.w).Data, []float64{one.w, one.b, two.w, two.b})).
		Want("dX, then w and b of layer 1, then w and b of layer 2",
			[]float64{dX.At(0, 0), dX.At(1, 0), first.w, first.b, second.w, second.b}, after)
}

// Training with all examples in one batch, by hand.
//
//exercise:points 3
//exercise:hint 1 Which of the slide's ten steps belong to a batch, and which to an epoch?
//exercise:hint 2 The backward pass starts with the derivative of the loss with the targets and the
//exercise:hint 2 predictions.
//exercise:hint 3 Two nested loops. The predictions of a batch are needed twice: for its step, and
//exercise:hint 3 after the inner loop, for the loss of the epoch.
func TestFit(t *testing.T) {
	defer check.Recover(t)
	// y = w·x with w = 3 and α = 0.1; the bias is held at 0. y should be 2·x.
	//   epoch 1: y* = 3, 6; y - y* = -1, -2; loss (1 + 4)/2 = 2.5; metric (1 + 2)/2 = 1.5
	//            dY = 1, 2; dw = 1·1+2·2 = 5; w = 3 - 0.1·5 = 2.5
	//   epoch 2: y* = 2.5, 5; y - y* = -0.5, -1; loss (0.25 + 1)/2 = 0.625; metric (1.5 + 3)/2 = 2.25
	//            dY = 0.5, 1; dw = 0.5·1+1·2 = 2.5; w = 2.5 - 0.1·2.5 = 2.25
	layer := &weight{line{w: 3, α: 0.1}}
	net, log := made(t)
	layer.log, net.Layers = log, []network.Layer{layer}
	judge := &judge{sumOfTrue: 6}
	net.Epochs, net.Loss = 2, judge
	var told []network.Record
	var records []int // in History, when Verbose is called
	net.Verbose = func(r network.Record) {
		told, records = append(told, r), append(records, len(net.History))
	}
	X, Y := column(1, 2), column(2, 4)
	one := &line{w: 3, α: 0.1}
	alone, _ := made(t, one)
	alone.ForwardPropagation(X.Clone(), true)
	alone.BackwardPropagation(X.Clone())
	check.Call(t, "BackwardPropagation(dY)", "the network", "y = 3·x, learning rate 0.1", "X", X, "dY", X).
		Want("w after the call", one.w, 2.5)
	if t.Failed() {
		return // TestPropagation says more
	}
	call := func() *check.Case {
		return check.Call(t, "Fit(X, Y)", "X", X, "Y", Y, "the network",
			"y = 3·x, learning rate 0.1", "Loss", "the mean of (y - y*)²", "Metric", metricText,
			"Epochs", 2, "BatchSize", 2)
	}
	c := call()
	net.Fit(X.Clone(), Y.Clone())
	updates := 0
	for _, what := range log.calls {
		if what == "update" {
			updates++
		}
	}
	if len(net.History) != net.Epochs {
		c.Mistake("the history stays empty", slideFit, []int{0, 2}).
			Want("records in History, updates of the layer", []int{len(net.History), updates}, []int{2, 2})
		return
	}
	losses, metrics := []float64{}, []float64{}
	for _, r := range net.History {
		losses, metrics = append(losses, r.Loss), append(metrics, r.Metric)
	}
	const (
		swapped    = "targets and predictions are swapped"
		derivative = "Derivative gets (yPred, yTrue): targets and predictions are swapped, so the loss grows"
		twice      = "the weights are updated twice, because BackwardPropagation already updates them"
		afterwards = "the predictions are computed again after the epoch, not collected during it"
		goOn       = "the predictions of earlier epochs are counted again, because the lists are never cleared"
	)
	never := "the weights are never updated, because the backward pass is never called"
	if !slices.Equal(log.calls, []string{"forward", "forward"}) {
		never = ""
	}
	c = call().
		Mistake(derivative, slideFit, []float64{2.5, 5.625}). // w = 3.5
		Mistake(twice, slideFit, []float64{2.5, 0}).          // w = 2
		Mistake(afterwards, slideFit, []float64{0.625, 0.15625}).
		Mistake(goOn, slideFit, []float64{2.5, (2.5 + 0.625) / 2}).
		Mistake("the loss is multiplied by the number of examples, although Loss is already a mean",
			slideFit, []float64{5, 1.25})
	if never != "" {
		c.Mistake(never, slideFit, []float64{2.5, 2.5})
	}
	c.Want("losses in History", losses, []float64{2.5, 0.625})
	c = call().Mistake("Metric gets (yPred, yTrue): "+swapped, slideFit, []float64{6, 4.5}).
		Mistake(derivative, slideFit, []float64{1.5, 0.75}).
		Mistake(twice, slideFit, []float64{1.5, 3}).
		Mistake(afterwards, slideFit, []float64{2.25, 2.625}).
		Mistake(goOn, slideFit, []float64{1.5, (1.5 + 2.25) / 2})
	if never != "" {
		c.Mistake(never, slideFit, []float64{1.5, 1.5})
	}
	c.Want("metrics in History", metrics, []float64{1.5, 2.25})
	call().MistakeIf("Loss gets (yPred, yTrue): "+swapped, slideFit, true).
		True("Loss gets the targets first, then the predictions", nil, !judge.swapped)
	c = call().
		Mistake(derivative, slideFit, 4.25).
		Mistake(twice, slideFit, 2.0)
	if never != "" {
		c.Mistake(never, slideFit, 3.0)
	}
	c.Want("w after the call", layer.w, 2.25)
	if t.Failed() {
		return // what follows is about how it was done
	}
	call().MistakeIf("Fit contains the derivative of one loss, although Loss can be a different one",
		slideFit, judge.asked == 0).
		Want("calls of Loss.Derivative", judge.asked, 2)
	call().Mistake("epochs are counted from 0", slideFit, []int{0, 1}).
		Want("epochs in History", []int{net.History[0].Epoch, net.History[1].Epoch}, []int{1, 2})
	call().MistakeIf("Verbose is not called", slideFit, len(told) == 0).
		Want("arguments of Verbose", told, net.History)
	call().MistakeIf("Verbose is not called", slideFit, len(told) == 0).
		Mistake("Verbose is called before the record is in History", slideFit, []int{0, 1}).
		Want("records in History when Verbose is called", records, []int{1, 2})
	check.Call(t, "Fit(X, Y)").
		MistakeIf("Fit calls the layers with training = false", slideFit,
			slices.Contains(log.calls, "forward without training")).
		Want("calls of the layer", fmt.Sprint(log.calls),
			"[forward backward update forward backward update]")
}

// judge is the mean squared error, and records its calls. The sum of the targets distinguishes them
// from predictions.
type judge struct {
	mse
	sumOfTrue float64
	swapped   bool
	asked     int // for the derivative
}

func (l *judge) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := func(Y *given.Matrix) float64 { return Y.SumAxis0().Data[0] }
	l.swapped = l.swapped || sum(yPred) == l.sumOfTrue && sum(yTrue) != l.sumOfTrue
	return l.mse.Loss(yTrue, yPred)
}

func (l *judge) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	l.asked++
	return l.mse.Derivative(yTrue, yPred)
}

// weight is a line without a bias.
type weight struct{ line }

func (l *weight) Update() {
	l.line.Update()
	l.b = 0
}

// The loss of an epoch with a short last batch, and the order of the batches.
//
//exercise:points 2
//exercise:hint 1 Five examples in batches of two: which share of the epoch's loss does each example
//exercise:hint 1 have?
//exercise:hint 2 Every example has the weight one fifth. A mean of three means would give the last
//exercise:hint 2 one a third.
//exercise:hint 3 Collect yTrue and yPred of the batches in parallel, and compute the loss once:
//exercise:hint 3 Concatenate.
func TestEpoch(t *testing.T) {
	defer check.Recover(t)
	for _, n := range []int{7, 8} {
		epochs(t, n)
	}
}

// epochs trains with n examples in batches of 3, 3 and n-6.
func epochs(t *testing.T, n int) {
	t.Helper()
	layer := &line{w: 1} // learning rate 0: every epoch predicts the same
	net, log := made(t, layer)
	net.BatchSize, net.Epochs = 3, 3
	net.Metric = meanProduct
	X, Y := given.NewMatrix(n, 1), given.NewMatrix(n, 1)
	for i := range n {
		X.Data[i], Y.Data[i] = float64(i), float64(i*i%5)
	}
	c := check.Call(t, "Fit(X, Y)", "X", X, "Y", Y)
	net.Fit(X, Y)
	c.Unchanged(slideFit)
	call := func() *check.Case {
		return check.Call(t, "Fit(X, Y)", "X, as a row", X.T(), "Y, as a row", Y.T(),
			"the network", "y = x, learning rate 0", "Loss", "the mean of (y - y*)²", "BatchSize", 3,
			"Epochs", 3)
	}
	call().
		Mistake("the history stays empty", slideFit, []int{0, 9}).
		Mistake("there is one record per batch, not one per epoch", slideFit, []int{9, 9}).
		Mistake("there is one epoch too many", slideFit, []int{4, 12}).
		Mistake("there is one epoch too few", slideFit, []int{2, 6}).
		Want("records in History, batches in training", []int{len(net.History), len(log.seen)},
			[]int{3, 9})
	if t.Failed() {
		return
	}
	for epoch, r := range net.History {
		batches := log.seen[3*epoch : 3*epoch+3]
		order := network.Concatenate(batches)
		loss := func(X *given.Matrix) float64 { // with the targets beside the examples
			return mse{}.Loss(X.Apply(func(x float64) float64 { return Y.Data[int(x)] }), X)
		}
		of := []float64{loss(batches[0]), loss(batches[1]), loss(batches[2])}
		var metrics []float64 // of the batches
		for _, X := range batches {
			metrics = append(metrics, meanProduct(X.Apply(func(x float64) float64 { return Y.Data[int(x)] }), X))
		}
		call().
			Mistake("the loss is the mean of the batch losses, so examples of a short batch count more",
				slideFit, (of[0]+of[1]+of[2])/3).
			Mistake("the losses of the batches are added up", slideFit, of[0]+of[1]+of[2]).
			Mistake("the batch losses, each times its size, are not divided by n",
				slideFit, of[0]*3+of[1]*3+of[2]*float64(n-6)).
			Mistake("the loss of the epoch is the loss of its last batch", slideFit, of[2]).
			Mistake("the predictions are in the order of the batches, but the targets are in the order of Y",
				slideFit, mse{}.Loss(Y, order)).
			Want(fmt.Sprintf("loss of epoch %d", epoch+1), r.Loss, mse{}.Loss(Y, X))
		check.Call(t, "Fit(X, Y)", "X, as a row", X.T(), "Y, as a row", Y.T(), "the network",
			"y = x, learning rate 0", "Metric", "the mean of y·y*", "BatchSize", 3, "Epochs", 3).
			Mistake("the loss is the mean of the batch losses, so examples of a short batch count more",
				slideFit, (metrics[0]+metrics[1]+metrics[2])/3).
			Mistake("the losses of the batches are added up", slideFit, metrics[0]+metrics[1]+metrics[2]).
			Mistake("the batch losses, each times its size, are not divided by n",
				slideFit, metrics[0]*3+metrics[1]*3+metrics[2]*float64(n-6)).
			Mistake("the loss of the epoch is the loss of its last batch", slideFit, metrics[2]).
			Mistake("the predictions are in the order of the batches, but the targets are in the order of Y",
				slideFit, meanProduct(Y, order)).
			Want(fmt.Sprintf("metric of epoch %d", epoch+1), r.Metric, meanProduct(Y, X))
	}
	var orders [][]float64
	for epoch := range 3 {
		orders = append(orders, network.Concatenate(log.seen[3*epoch:3*epoch+3]).Data)
	}
	differ := !slices.Equal(orders[0], orders[1]) || !slices.Equal(orders[1], orders[2])
	if differ {
		return
	}
	log.seen, net.Epochs = nil, 50
	net.Fit(X, Y)
	same := len(log.seen) == 150
	for k, batch := range log.seen {
		same = same && slices.Equal(batch.Data, log.seen[k%3].Data)
	}
	call().MistakeIf("every epoch has the same batches in the same order", slideFit, same).
		True("a different order in each epoch; got shows the examples of the three epochs",
			fmt.Sprint(orders), false)
}

// Predictions and their score, by hand, and a second training.
//
//exercise:points 1
//exercise:hint 1 Which of the functions above already does nearly all of it?
//exercise:hint 2 Dropout, for example, has to be told that this is not training.
//exercise:hint 3 The metric expects (yTrue, yPred): the targets first. And each Fit starts with an
//exercise:hint 3 empty history.
func TestPredictAndScore(t *testing.T) {
	defer check.Recover(t)
	net, log := made(t, &line{w: 2})
	X, Y := column(1, 3), column(3, 9)
	net.ForwardPropagation(X.Clone(), false)
	always := slices.Contains(log.calls, "forward")
	log.calls = nil
	c := check.Call(t, "Predict(X)", "X", X, "the network", "y = 2·x")
	c.Want("Y*", net.Predict(X.Clone()), column(2, 6))
	check.Call(t, "Predict(X)").
		MistakeIf(alwaysTraining, slideNetwork, always).
		MistakeIf("Predict calls the layers with training = true", slideNetwork,
			!always && slices.Contains(log.calls, "forward")).
		Want("calls of the layer", fmt.Sprint(log.calls), "[forward without training]")
	if t.Failed() {
		return
	}
	log.calls = nil
	// 2·y - y* is 6 - 2 = 4 and 18 - 6 = 12: the mean is 8; the loss is (1 + 9)/2 = 5
	for _, data := range [][2]*given.Matrix{{X, Y}, {check.Random(check.Rand(t), 2, 1), Y}} {
		X, Y := data[0], data[1]
		P := X.ScaledBy(2)
		log.calls = nil
		check.Call(t, "Score(X, Y)", "X", X, "Y", Y, "the network", "y = 2·x", "Metric",
			metricText).
			Mistake("Metric gets (yPred, yTrue): targets and predictions are swapped", slideNetwork,
				metric(P, Y)).
			Mistake("Score returns the loss", slideNetwork, mse{}.Loss(Y, P)).
			Want("", net.Score(X.Clone(), Y.Clone()), metric(Y, P))
		check.Call(t, "Score(X, Y)").
			MistakeIf("Score calls the layers with training = true", slideNetwork,
				slices.Contains(log.calls, "forward")).
			Want("calls of the layer", fmt.Sprint(log.calls), "[forward without training]")
	}

	net.Fit(X, Y)
	records := len(net.History)
	net.Fit(X, Y)
	check.Call(t, "Fit(X, Y), twice", "Epochs", 1).
		MistakeIf("the second Fit keeps the history of the first", slideFit,
			records == 1 && len(net.History) == 2).
		Want("records in History", len(net.History), 1)
}
