// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// equalUnits returns a network whose hidden units have equal weights, and data for it.
func equalUnits() (*NeuralNetwork, *Dataset) {
	X := normal(NewMatrix(60, 2), newRand(1))
	Y := NewMatrix(60, 1)
	for i := range Y.Data {
		Y.Data[i] = X.At(i, 0) * X.At(i, 1)
	}
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), newRand(2))
	net.Add(NewDenseLayer(5), NewTanhActivation(), NewDenseLayer(1))
	for i := range net.Params()[0].Value.Data {
		net.Params()[0].Value.Data[i] = 0.5
	}
	return net, &Dataset{X: X, Y: Y}
}

func TestDiagnosisWritesItsFindings(t *testing.T) {
	net, data := equalUnits()
	var out bytes.Buffer
	d := NewDiagnosis(&out)
	net.Callbacks = []Callback{d}
	if err := net.Fit(data, nil); err != nil {
		t.Fatal(err)
	}
	if len(d.Findings) == 0 || d.Findings[0].Rule != "equal-weights" || d.Findings[0].Layer != 1 || d.Findings[0].Epoch != 0 {
		t.Fatalf("the findings are %v, want equal-weights of layer 1 in epoch 0 first", d.Findings)
	}
	const want = "before epoch 1, layer 1: all 5 units have the same weights; draw them at random with Glorot or He, " +
		"because equal units have equal gradients and remain equal (equal-weights; see \"The loss does not move\" in docs/what-went-wrong.md)\n"
	if !strings.HasPrefix(out.String(), want) {
		t.Errorf("written:\n%swant\n%s", out.String(), want)
	}
}

// Ten Fits of one epoch have the same findings as one Fit of ten epochs, and each once. A new
// network starts a new diagnosis.
func TestDiagnosisContinues(t *testing.T) {
	findings := func(fits int) string {
		net, data := equalUnits()
		var out bytes.Buffer
		d := NewDiagnosis(&out)
		net.Callbacks, net.Epochs, net.Optimizer = []Callback{d}, 10/fits, NewSGD(0, 0)
		for range fits {
			if err := net.Fit(data, nil); err != nil {
				t.Fatal(err)
			}
		}
		first := out.String()
		out.Reset()
		other, data := equalUnits()
		other.Callbacks = []Callback{d}
		if err := other.Fit(data, nil); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(out.String(), "before epoch 1, layer 1: all 5 units") {
			t.Errorf("a second network: %s", out.String())
		}
		return first
	}
	if one, ten := findings(1), findings(10); one != ten || strings.Count(one, "equal-weights") != 1 {
		t.Errorf("one Fit:\n%sten Fits:\n%s", one, ten)
	}
}

// noSpace is a writer that fails.
type noSpace struct{}

var errNoSpace = errors.New("the disk is full")

func (noSpace) Write([]byte) (int, error) { return 0, errNoSpace }

func TestDiagnosisReturnsTheErrorOfItsWriter(t *testing.T) {
	net, data := equalUnits()
	net.Callbacks = []Callback{NewDiagnosis(noSpace{})}
	if err := net.Fit(data, nil); !errors.Is(err, errNoSpace) {
		t.Errorf("error %v, want %v", err, errNoSpace)
	}
}

// The diagnosis does not call a loss of another kind, because it could have a state, as playback
// has.
func TestDiagnosisOfAnUnknownLoss(t *testing.T) {
	net, train, val := playing([]float64{5, 5, 5, 5, 5, 5, 5, 5}, ValLoss)
	train.Y.Data[1] = 1
	d := NewDiagnosis(nil)
	net.Callbacks = []Callback{d}
	if err := net.Fit(train, val); err != nil {
		t.Fatal(err)
	}
	if len(d.Findings) > 0 {
		t.Errorf("findings %v", d.Findings)
	}
}
