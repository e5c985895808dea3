// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"math/rand/v2"
	"testing"
)

func init() {
	layerTable = append(layerTable, layerCase{"dense, L1 and L2",
		func() Layer { return NewDenseLayer(2).KernelRegularizer(L1L2(0.1, 0.2)) }})
}

func TestRegularizer(t *testing.T) {
	W := MatrixOf([]float64{1, -2}, []float64{0.5, 0})
	for _, c := range []struct {
		name       string
		r          *WeightPenalty
		penalty    float64
		derivative *Matrix
	}{
		// Σ|w| = 3.5, Σw² = 5.25
		{"L1", L1(0.1), 0.35, MatrixOf([]float64{0.1, -0.1}, []float64{0.1, 0})},
		{"L2", L2(0.1), 0.525, MatrixOf([]float64{0.2, -0.4}, []float64{0.1, 0})},
		{"L1 and L2", L1L2(0.1, 0.01), 0.4025,
			MatrixOf([]float64{0.12, -0.14}, []float64{0.11, 0})},
		{"λ = 0", L1L2(0, 0), 0, NewMatrix(2, 2)},
		{"none", nil, 0, NewMatrix(2, 2)},
	} {
		t.Run(c.name, func(t *testing.T) {
			kept := W.Clone()
			if got := c.r.Penalty(W); !(math.Abs(got-c.penalty) <= 1e-15) {
				t.Errorf("the penalty is %g, want %g", got, c.penalty)
			}
			dW := MatrixOf([]float64{10, 20}, []float64{30, 40}) // of the data
			data := dW.Clone()
			c.r.AddDerivative(dW, W)
			for i, want := range c.derivative.Data {
				if got := dW.Data[i] - data.Data[i]; !(math.Abs(got-want) <= 1e-13) {
					t.Errorf("the derivative adds %g to entry %d, want %g", got, i, want)
				}
			}
			if !W.Equal(kept) {
				t.Error("the weights have changed")
			}
		})
	}
}

func TestRegularizerRefuses(t *testing.T) {
	mustPanicWith(t, func() { L1(-0.1) }, "nn: L1L2: -0.1 and 0, want 0 or more")
	mustPanicWith(t, func() { L2(-0.1) }, "nn: L1L2: 0 and -0.1")
	mustPanicWith(t, func() { L1L2(0.1, math.NaN()) }, "nn: L1L2: 0.1 and NaN")
	mustPanicWith(t, func() { L2(0.1).AddDerivative(NewMatrix(3, 2), NewMatrix(2, 3)) },
		"nn: AddDerivative: (3, 2) by (2, 3)")
}

// regularizedNetwork has two layers, to which regularize may give prices, and examples for it.
func regularizedNetwork(first, second Layer) (*NeuralNetwork, *Dataset) {
	rng := rand.New(rand.NewPCG(7, 8))
	d := &Dataset{X: normal(NewMatrix(5, 3), rng), Y: normal(NewMatrix(5, 2), rng)}
	net := NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(0, 0), rng)
	net.Add(first, NewTanhActivation(), second)
	for _, p := range net.Params() {
		normal(p.Value, rng) // the biases, too
	}
	return net, d
}

// The gradient is checked together with that of the data, as in training.
func TestRegularizerByFiniteDifferences(t *testing.T) {
	for _, c := range []struct {
		name          string
		first, second *WeightPenalty
	}{
		{"none", nil, nil},
		{"L1", L1(0.3), L1(0.02)},
		{"L2", L2(0.3), L2(0.02)},
		{"L1 and L2", L1L2(0.3, 0.2), L1L2(0.01, 0.02)},
		{"one layer alone", nil, L1L2(0.1, 0.2)},
		{"λ = 0", L1(0), L2(0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := NewDenseLayer(4).KernelRegularizer(c.first)
			second := NewDenseLayer(2).KernelRegularizer(c.second)
			net, d := regularizedNetwork(first, second)
			if err := CheckNetwork(net, d).Err(); err != nil {
				t.Error(err)
			}
			// Biases cost nothing: that could be wrong in the loss and in the gradient alike.
			yPred := net.Predict(d.X)
			want := net.Loss.Loss(d.Y, yPred) +
				c.first.Penalty(first.Weights.Value) + c.second.Penalty(second.Weights.Value)
			if got, _ := net.evaluate(d); !(math.Abs(got-want) <= 1e-12) {
				t.Errorf("the loss is %v, want %v", got, want)
			}
		})
	}
}

// At a weight of 0 the price λ·|w| has slopes of -λ and λ; 0, the middle one, is what the rule
// takes.
func TestRegularizerAtTheKink(t *testing.T) {
	first := NewDenseLayer(4).KernelRegularizer(L1(0.3))
	net, d := regularizedNetwork(first, NewDenseLayer(2))
	first.Weights.Value.Set(2, 1, 0)
	if err := CheckNetwork(net, d).Err(); err != nil {
		t.Error(err)
	}
}

// wrongGradient is a dense layer that adds the derivatives of two prices to its gradients.
type wrongGradient struct {
	*DenseLayer
	ofWeights, ofBiases *WeightPenalty
}

func (l wrongGradient) BackwardPropagation(outputError *Matrix) *Matrix {
	dX := l.DenseLayer.BackwardPropagation(outputError)
	l.ofWeights.AddDerivative(l.Weights.Grad, l.Weights.Value)
	l.ofBiases.AddDerivative(l.Biases.Grad, l.Biases.Value)
	return dX
}

func TestWrongRegularizersAreRejected(t *testing.T) {
	less := func(λ1, λ2 float64) *WeightPenalty { return &WeightPenalty{-λ1, -λ2} }
	for _, c := range []struct {
		name                string
		weights, biases     *WeightPenalty // in the loss; to their derivatives are added:
		toWeights, toBiases *WeightPenalty
		right               bool
	}{
		{"right", L1L2(0.1, 0.1), nil, nil, nil, true},
		{"L2 without the 2", L2(0.1), nil, less(0, 0.05), nil, false},
		{"L1 with w in the place of its sign", L1(0.1), nil, &WeightPenalty{-0.1, 0.05}, nil, false},
		{"divided by the number of examples", L2(0.1), nil, less(0, 0.08), nil, false},
		{"of the wrong sign", L2(0.1), nil, less(0, 0.2), nil, false},
		{"L1 in the loss alone", L1(0.1), nil, less(0.1, 0), nil, false},
		{"L2 in the loss alone", L2(0.1), nil, less(0, 0.1), nil, false},
		{"L1 in the gradient alone", nil, nil, L1(0.1), nil, false},
		{"L2 in the gradient alone", nil, nil, L2(0.1), nil, false},
		{"in the gradient of the biases", L2(0.1), nil, nil, L2(0.1), false},
		{"in the loss of the biases", L2(0.1), L2(0.1), nil, less(0, 0.1), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			first := wrongGradient{NewDenseLayer(4), c.toWeights, c.toBiases}
			first.KernelRegularizer(c.weights)
			first.Biases.Regularizer = c.biases
			net, d := regularizedNetwork(first, NewDenseLayer(2))
			if err := CheckNetwork(net, d).Err(); (err == nil) != c.right {
				t.Errorf("CheckNetwork says %v", err)
			}
		})
	}
}

// The prices are part of the loss that Fit reports, on training and validation examples, and no
// part of the metric. With a learning rate of 0 the weights stay.
func TestFitReportsPenalties(t *testing.T) {
	first := NewDenseLayer(4).KernelRegularizer(L1(0.1))
	second := NewDenseLayer(2).KernelRegularizer(L2(0.2))
	net, d := regularizedNetwork(first, second)
	net.Metric, net.Epochs, net.BatchSize = sumOfSquares, 1, 2
	if err := net.Fit(d, d); err != nil {
		t.Fatal(err)
	}
	yPred := net.Predict(d.X)
	want := net.Loss.Loss(d.Y, yPred) +
		L1(0.1).Penalty(first.Weights.Value) + L2(0.2).Penalty(second.Weights.Value)
	r := net.History[0]
	if !(math.Abs(r.Loss-want) <= 1e-12) || !(math.Abs(r.ValLoss-want) <= 1e-12) {
		t.Errorf("the losses are %v and %v, want %v", r.Loss, r.ValLoss, want)
	}
	metric := sumOfSquares(d.Y, yPred)
	if !(math.Abs(r.Metric-metric) <= 1e-12) || r.ValMetric != net.Score(d) {
		t.Errorf("the metrics are %v and %v, want %v", r.Metric, r.ValMetric, metric)
	}
}

// For inputs of 0 the data has nothing to say about the weights 1 and -2, and only the price moves
// them.
func TestWeightsDecay(t *testing.T) {
	for _, c := range []struct {
		name string
		r    *WeightPenalty
		want []float64
	}{
		{"none", nil, []float64{1, -2}},
		{"L1", L1(0.5), []float64{0.9, -1.9}},   // w - α·λ·sign w twice, α = 0.1
		{"L2", L2(0.5), []float64{0.81, -1.62}}, // w·(1 - 2·α·λ) twice
	} {
		t.Run(c.name, func(t *testing.T) {
			l := NewDenseLayer(1).KernelRegularizer(c.r)
			rng := rand.New(rand.NewPCG(1, 1))
			net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), rng).Add(l)
			copy(l.Weights.Value.Data, []float64{1, -2})
			l.Biases.Value.Data[0] = 3
			net.Epochs = 2
			if err := net.Fit(&Dataset{X: NewMatrix(3, 2), Y: column(3, 3, 3)}, nil); err != nil {
				t.Fatal(err)
			}
			for i, want := range c.want {
				if got := l.Weights.Value.Data[i]; !(math.Abs(got-want) <= 1e-12) {
					t.Errorf("the weights are %v, want %v", l.Weights.Value.Data, c.want)
				}
			}
			if b := l.Biases.Value.Data[0]; b != 3 {
				t.Errorf("the bias is %v, want 3", b)
			}
		})
	}
}

func newDropout(rate float64, seed uint64) *Dropout {
	l := NewDropout(rate, rand.New(rand.NewPCG(seed, 1)))
	l.SetInputShape(2)
	return l
}

// p = 0.2: what stays is multiplied by 1/(1 - 0.2) = 1.25.
func TestDropoutByHand(t *testing.T) {
	l := newDropout(0.2, 1)
	X := MatrixOf([]float64{1, 2}, []float64{3, 4})
	l.ForwardPropagation(X, true)
	l.Freeze(true)
	l.mask.Copy(MatrixOf([]float64{1.25, 0}, []float64{0, 1.25}))
	dY := MatrixOf([]float64{0.1, 0.2}, []float64{0.3, 0.4})
	Y := MatrixOf([]float64{1.25, 0}, []float64{0, 5})
	dX := MatrixOf([]float64{0.125, 0}, []float64{0, 0.5})
	if got := l.ForwardPropagation(X, true); !got.Equal(Y) {
		t.Errorf("Y is\n%v, want\n%v", got, Y)
	}
	if got := l.BackwardPropagation(dY); !got.Equal(dX) {
		t.Errorf("dX is\n%v, want\n%v", got, dX)
	}
	if l.ForwardPropagation(X, false); !l.BackwardPropagation(dY).Equal(dY) {
		t.Error("not in training dX is not dY")
	}
	if got := l.ForwardPropagation(X, true); !got.Equal(Y) {
		t.Errorf("frozen, Y is\n%v after a prediction, want\n%v", got, Y)
	}
}

// Of n entries, p·n are dropped within five standard deviations, the rest is divided by 1 - p, and
// the mean stays, within five of the deviations √(p/(1 - p)/n) of a mean of n numbers.
func TestDropoutKeepsTheMean(t *testing.T) {
	const rows, cols = 500, 400
	const n = rows * cols
	X := new(Matrix).Map(func(float64) float64 { return 1 }, NewMatrix(rows, cols))
	for _, p := range []float64{0, 0.1, 0.3, 0.5, 0.9, 0.999} {
		Y := newDropout(p, 2).ForwardPropagation(X, true)
		dropped, sum := 0.0, 0.0
		for _, y := range Y.Data {
			switch {
			case y == 0:
				dropped++
			case !(math.Abs(y*(1-p)-1) <= 1e-12):
				t.Fatalf("p = %g makes 1 to %g, want 0 or %g", p, y, 1/(1-p))
			}
			sum += y
		}
		if off := math.Abs(dropped - p*n); !(off <= 5*math.Sqrt(n*p*(1-p))) {
			t.Errorf("p = %g drops %g of %d", p, dropped, n)
		}
		if mean := sum / n; !(math.Abs(mean-1) <= 5*math.Sqrt(p/(1-p)/n)+1e-12) {
			t.Errorf("p = %g makes a mean of 1 to %g", p, mean)
		}
	}
}

func TestDropoutIsInertOutsideTraining(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	X := normal(NewMatrix(600, 2), rng) // more rows than Predict propagates at a time
	l := NewDropout(0.9, rng)
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), rng).Add(l)
	net.Metric = sumOfSquares
	if !net.Predict(X).Equal(X) {
		t.Error("Predict drops inputs")
	}
	if got := net.Score(&Dataset{X: X, Y: X}); got != 0 {
		t.Errorf("the score of the truth is %g, want 0", got)
	}
	if Y := l.ForwardPropagation(X, false); Y == X || !Y.Equal(X) {
		t.Error("not in training, Y must equal X in memory of its own")
	}
	if l.ForwardPropagation(X, true).Equal(X) {
		t.Error("in training nothing is dropped")
	}
}

type dropoutBackward struct {
	*Dropout
	backward func(l *Dropout, dY *Matrix) *Matrix
}

func (l dropoutBackward) BackwardPropagation(dY *Matrix) *Matrix {
	return l.backward(l.Dropout, dY)
}

func TestDropoutByFiniteDifferences(t *testing.T) {
	for _, p := range []float64{0, 0.1, 0.3, 0.9, 0.999} {
		if err := CheckLayer(newDropout(p, 3), 6, rand.New(rand.NewPCG(4, 4))).Err(); err != nil {
			t.Errorf("p = %g: %v", p, err)
		}
	}
	for name, backward := range map[string]func(l *Dropout, dY *Matrix) *Matrix{
		"the mask without the scale": func(l *Dropout, dY *Matrix) *Matrix {
			return new(Matrix).Scale(1-l.Rate, new(Matrix).Mul(dY, &l.mask))
		},
		"the scale without the mask": func(l *Dropout, dY *Matrix) *Matrix {
			return new(Matrix).Scale(1/(1-l.Rate), dY)
		},
		"neither": func(l *Dropout, dY *Matrix) *Matrix { return dY.Clone() },
		"a new mask": func(l *Dropout, dY *Matrix) *Matrix {
			kept := l.mask.Clone()
			l.draw(dY.Rows, dY.Cols)
			dX := new(Matrix).Mul(dY, &l.mask)
			l.mask.Copy(kept)
			return dX
		},
		"the scale of what is dropped": func(l *Dropout, dY *Matrix) *Matrix {
			return new(Matrix).Scale((1-l.Rate)/l.Rate, new(Matrix).Mul(dY, &l.mask))
		},
	} {
		t.Run(name, func(t *testing.T) {
			wrong := dropoutBackward{newDropout(0.3, 3), backward}
			if CheckLayer(wrong, 6, rand.New(rand.NewPCG(4, 4))).Err() == nil {
				t.Error("accepted")
			}
		})
	}
}

func TestDropoutAndRegularizersTogether(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	d := &Dataset{X: normal(NewMatrix(6, 3), rng), Y: normal(NewMatrix(6, 2), rng)}
	net := NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(0.1, 0), rng)
	net.Add(NewDenseLayer(8).KernelRegularizer(L1L2(0.1, 0.1)), NewTanhActivation())
	net.Add(NewDropout(0.3, rng), NewDenseLayer(2))
	if err := CheckNetwork(net, d).Err(); err != nil {
		t.Error(err)
	}
}

func TestDropoutDrawsAnew(t *testing.T) {
	X := new(Matrix).Map(func(float64) float64 { return 1 }, NewMatrix(20, 2))
	masks := func(l *Dropout) (m []*Matrix) {
		for range 3 {
			m = append(m, l.ForwardPropagation(X, true).Clone())
			l.ForwardPropagation(X, false) // draws nothing
		}
		return m
	}
	a, b, other := masks(newDropout(0.5, 1)), masks(newDropout(0.5, 1)), masks(newDropout(0.5, 2))
	for i := range a {
		if !a[i].Equal(b[i]) {
			t.Errorf("selection %d differs for the same seed", i)
		}
		if a[i].Equal(other[i]) {
			t.Errorf("selection %d is the same for another seed", i)
		}
	}
	if a[0].Equal(a[1]) || a[1].Equal(a[2]) {
		t.Error("two batches have the same selection")
	}
	l := newDropout(0.5, 1)
	kept := l.ForwardPropagation(X, true).Clone()
	l.Freeze(true)
	if !l.ForwardPropagation(X, true).Equal(kept) {
		t.Error("frozen, the selection changes")
	}
	fewer := X.RowRange(0, 3) // for which there is none to keep
	if kept := l.ForwardPropagation(fewer, true).Clone(); !l.ForwardPropagation(fewer, true).Equal(kept) {
		t.Error("frozen, the selection for fewer rows changes")
	}
	l.Freeze(false)
	if l.ForwardPropagation(X, true).Equal(kept) {
		t.Error("no longer frozen, the selection stays")
	}
}

// With a generator of its own, a layer that drops nothing leaves weights, batches and results as
// they are without it.
func TestDropoutLeavesTheOtherDrawsAlone(t *testing.T) {
	d := &Dataset{X: normal(NewMatrix(40, 2), newRand(1)), Y: NewMatrix(40, 1)}
	for i := range d.Y.Data {
		d.Y.Data[i] = float64(i % 2)
	}
	fit := func(layers ...Layer) History {
		rng := rand.New(rand.NewPCG(2, 2))
		net := NewNeuralNetwork(2, new(BinaryCrossEntropy), NewSGD(0.5, 0.9), rng)
		net.Add(NewDenseLayer(4), NewTanhActivation()).Add(layers...)
		net.Add(NewDenseLayer(1), NewSigmoidActivation())
		net.Epochs, net.BatchSize = 3, 8
		if err := net.Fit(d, d); err != nil {
			t.Fatal(err)
		}
		return net.History
	}
	want, got := fit(), fit(NewDropout(0, rand.New(rand.NewPCG(3, 3))))
	for i := range want {
		if got[i].Loss != want[i].Loss || got[i].ValLoss != want[i].ValLoss {
			t.Errorf("epoch %d: losses %v and %v, without the layer %v and %v",
				i+1, got[i].Loss, got[i].ValLoss, want[i].Loss, want[i].ValLoss)
		}
	}
}

func TestDropoutRefuses(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for _, p := range []float64{-0.1, 1, 1.5, math.NaN(), math.Inf(1)} {
		mustPanicWith(t, func() { NewDropout(p, rng) }, "nn: NewDropout: rate", "less than 1")
	}
	mustPanicWith(t, func() { NewDropout(0.5, nil) }, "nn: NewDropout", "generator is nil")
	l := newDropout(0.5, 1)
	mustPanicWith(t, func() { l.BackwardPropagation(NewMatrix(1, 2)) }, "before ForwardPropagation")
}
