// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"strings"
	"testing"
)

func TestCheckNetwork(t *testing.T) {
	tanh := func() Layer { return NewTanhActivation() }
	for _, c := range lossTable {
		for seed := range uint64(3) {
			net, d := smallNetwork(seed, tanh, c.last(), c.make(), 3)
			report := CheckNetwork(net, d)
			if err := report.Err(); err != nil {
				t.Errorf("%s, seed %d: %v", c.name, seed, err)
			}
			if want := 8*3 + 3*5 + 5 + 5*4 + 4 + 4*3 + 3; report.Checked != want ||
				len(report.Kinks) > 0 {
				t.Errorf("%s, seed %d: %d entries checked, want %d; kinks %v", c.name, seed,
					report.Checked, want, report.Kinks)
			}
		}
	}
}

// TestCheckNetworkWithKinks: a network of ReLUs has so many kinks that some are met by chance.
// None of them may be called wrong.
func TestCheckNetworkWithKinks(t *testing.T) {
	kinks := 0
	seeds := uint64(300)
	if testing.Short() {
		seeds = 60
	}
	for seed := range seeds {
		net, d := smallNetwork(seed, func() Layer { return NewReLUActivation() },
			NewSoftmaxActivation(), new(CategoricalCrossEntropy), 3)
		report := CheckNetwork(net, d)
		if err := report.Err(); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		kinks += len(report.Kinks)
	}
	if kinks == 0 {
		t.Error("no kink met: this test shows nothing")
	}
}

// TestCheckNetworkWithCrowdedKinks: behind the input (0, 0) and biases of zero every hidden unit
// is at its kink, some from the left and some from the right, and no slope of the input need be
// between.
func TestCheckNetworkWithCrowdedKinks(t *testing.T) {
	for seed := range uint64(50) {
		net := NewNeuralNetwork(2, new(BinaryCrossEntropy), NewSGD(0.1, 0), newRand(seed))
		net.Add(NewDenseLayer(4), NewReLUActivation(), NewDenseLayer(1), NewSigmoidActivation())
		report := CheckNetwork(net, XOR())
		if err := report.Err(); err != nil || len(report.Kinks) == 0 {
			t.Errorf("seed %d: %d kinks, %v", seed, len(report.Kinks), err)
		}
	}
}

func TestCheckNetworkNamesTheLayer(t *testing.T) {
	wrong := dense(4, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.Scale(2, l.Weights.Grad)
		return dX
	})()
	net := NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(0.1, 0), newRand(1))
	net.Add(NewDenseLayer(5), NewTanhActivation(), wrong)
	d := &Dataset{X: normal(NewMatrix(6, 3), newRand(1)), Y: normal(NewMatrix(6, 4), newRand(2))}
	err := CheckNetwork(net, d).Err()
	if err == nil ||
		!strings.Contains(err.Error(),
			"network: 20 of 62 gradients are wrong; the worst is layer 3 (wrongDense): weights[") {
		t.Errorf("got %v", err)
	}
}

// TestChecksLeaveNoTrace: a network is the same after a check as before.
func TestChecksLeaveNoTrace(t *testing.T) {
	tanh := func() Layer { return NewTanhActivation() }
	net, d := smallNetwork(1, tanh, identity(), new(MeanSquaredError), 2)
	kept, keptX := clones(net.Params(), valueOf), d.X.Clone()
	if err := CheckNetwork(net, d).Err(); err != nil {
		t.Error(err)
	}
	if err := CheckLayerAt(net.Layers()[0], d.X, newRand(1)).Err(); err != nil {
		t.Errorf("the first layer of a network: %v", err)
	}
	for i, p := range net.Params() {
		if !sameBits(p.Value, kept[i]) {
			t.Errorf("the check has changed the %s", p.Name)
		}
	}
	if !sameBits(d.X, keptX) {
		t.Error("the check has changed the data")
	}
}

// TestLossOfInputOfWeightedTargets: the targets of a row need not sum to 1, and there may be several
// sigmoids; finite differences decide, and the slides' two steps agree.
func TestLossOfInputOfWeightedTargets(t *testing.T) {
	for _, c := range []struct {
		name string
		net  *NeuralNetwork
		Y    *Matrix
	}{
		{"softmax", endingIn(NewSoftmaxActivation(), new(CategoricalCrossEntropy), 3),
			MatrixOf([]float64{0, 2.5, 0}, []float64{0.5, 0.25, 0.25}, []float64{0, 0, 1}, []float64{0, 0, 0})},
		{"sigmoid", endingIn(NewSigmoidActivation(), new(BinaryCrossEntropy), 3),
			MatrixOf([]float64{0, 1, 0.25}, []float64{1, 1, 0}, []float64{0, 0, 0.5}, []float64{1, 0, 1})},
	} {
		X := normal(NewMatrix(4, 3), newRand(3))
		d := &Dataset{X: X, Y: c.Y}
		if report := CheckNetwork(c.net, d); report.Err() != nil || report.Checked != 12 {
			t.Errorf("%s: %v, %d entries checked", c.name, report.Err(), report.Checked)
		}
		p := c.net.ForwardPropagation(X, true)
		want := c.net.BackwardPropagation(c.net.Loss.Derivative(c.Y, p)).Clone()
		_, got, _ := c.net.outputError(c.Y, p)
		for i, w := range want.Data {
			if !(math.Abs(got.Data[i]-w) <= 1e-14) {
				t.Errorf("%s: dX[%d] = %v in one step and %v in two", c.name, i, got.Data[i], w)
			}
		}
	}
}

func TestCheckNetworkPanics(t *testing.T) {
	net, _ := tinyNetwork(1)
	d := &Dataset{X: NewMatrix(4, 5), Y: NewMatrix(4, 1)}
	mustPanicWith(t, func() { CheckNetwork(net, d) }, "nn: ", "CheckNetwork", "(4, 5)")
}
