// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"strings"
	"testing"
)

func TestTraceRefusesAWrongGradient(t *testing.T) {
	d := &Dataset{X: NewMatrix(4, 2), Y: NewMatrix(4, 1)}
	mustPanicWith(t, func() { wrongNetwork(NewMatrix(4, 3), nil).Trace(d) },
		"BackwardPropagation", "layer 2 (wrongBack)", "gain nil, want (1, 3)")
}

// Numbers keep four digits to compute with, however small they are.
func TestTraceNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0.0000", 0.5: "0.5000", -0.00043861: "-4.386e-04", 2e-12: "2.000e-12", 1e12: "1.0000e+12"} {
		if got := traceNumber(v); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
	for _, line := range traceLines(NewMatrix(20, 20)) {
		if len(line) > 100 {
			t.Errorf("a line of %d characters: %s", len(line), line)
		}
	}
}

// Targets that do not suit the loss are refused, as by Fit.
func TestTraceRefusesTargets(t *testing.T) {
	net := NewNeuralNetwork(2, new(BinaryCrossEntropy), NewSGD(0.1, 0), newRand(1)).
		Add(NewDenseLayer(1), NewSigmoidActivation())
	d := &Dataset{X: MatrixOf([]float64{1, 2}), Y: MatrixOf([]float64{-1})}
	mustPanicWith(t, func() { net.Trace(d) }, "target -1, want 0 to 1")
}

// TestTraceOfPairs: where Fit differentiates the last layer together with the loss, a trace does
// the same, also where the probabilities are rounded to 0 and 1.
func TestTraceOfPairs(t *testing.T) {
	for _, c := range []struct {
		last    Layer
		loss    LossFunction
		formula string
	}{
		{NewSigmoidActivation(), new(BinaryCrossEntropy), "with the loss dX = 1/(n·m)·(Y* - Y)"},
		{NewSoftmaxActivation(), new(CategoricalCrossEntropy), "with the loss dx_i = 1/n·(s_i·Σ_k y_k - y_i)"},
	} {
		network := func() *NeuralNetwork {
			net := NewNeuralNetwork(2, c.loss, NewSGD(0.1, 0), newRand(1))
			net.Epochs, net.BatchSize = 1, 1
			return net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(2), c.last)
		}
		d := &Dataset{X: MatrixOf([]float64{1, -2}), Y: MatrixOf([]float64{0, 1})}
		fitted, traced := network(), network()
		for _, net := range []*NeuralNetwork{fitted, traced} {
			net.Params()[3].Value.Data[0] = 800 // certain and wrong
		}
		if err := fitted.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
		trace := traced.Trace(d)
		for i, p := range traced.Params() {
			if !sameBits(p.Value, fitted.Params()[i].Value) {
				t.Errorf("%T: parameter %d: Fit makes\n%v\na trace\n%v", c.loss, i, fitted.Params()[i].Value, p.Value)
			}
		}
		back := trace.Steps[5] // after four layers and the loss
		if back.Way != "backward" || back.Number != 4 || !strings.HasSuffix(back.Formula, c.formula) {
			t.Errorf("%T: step %s %d has the formula %q, want %q at its end", c.loss, back.Way, back.Number, back.Formula, c.formula)
		}
		if L, want := trace.Steps[4].get("L").At(0, 0), fitted.History[0].Loss; L != want || !(L > 300) {
			t.Errorf("%T: L is %v, want %v, far above what a rounded probability gives", c.loss, L, want)
		}
		if dx := back.get("dX").At(0, 0); !(dx > 0.49) {
			t.Errorf("%T: dX is %v, want about 1/2 or 1", c.loss, dx)
		}
		for _, s := range trace.Steps { // a first dense layer has no dX, so its formula has none
			if s.Way == "backward" && s.Name == "DenseLayer" && strings.Contains(s.Formula, "dX") != (s.get("dX") != nil) {
				t.Errorf("%T: layer %d: formula %q, dX %v", c.loss, s.Number, s.Formula, s.get("dX"))
			}
		}
	}
}
