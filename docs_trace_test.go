package nn

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestTraceIsABatchOfFit: the same weights come out, and L and the gradients are those of the
// formulas beside them, with dropout and with the prices of regularizers.
func TestTraceIsABatchOfFit(t *testing.T) {
	network := func() *NeuralNetwork {
		net := NewNeuralNetwork(2, new(MeanSquaredError), NewAdam(0.1), newRand(1))
		net.Epochs, net.BatchSize = 1, 1
		return net.Add(NewDenseLayer(4).KernelRegularizer(L1L2(0.01, 0.1)), NewTanhActivation(),
			newDropout(0.5, 3), NewDenseLayer(2))
	}
	d := &Dataset{X: MatrixOf([]float64{1, -2}), Y: MatrixOf([]float64{0.5, 3})}
	fitted, traced := network(), network()
	first, before := traced.params[0], traced.params[0].Value.Clone()
	if err := fitted.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	trace := traced.Trace(d)
	for i, p := range traced.Params() {
		if !sameBits(p.Value, fitted.Params()[i].Value) {
			t.Errorf("parameter %d: Fit makes\n%v\na trace\n%v", i, fitted.Params()[i].Value, p.Value)
		}
	}

	steps := map[string]TraceStep{}
	for _, s := range trace.Steps {
		if s.Number <= 1 && s.Way != "update" {
			steps[s.Way] = s
		}
	}
	loss, back := steps["loss"], steps["backward"]
	E := new(MeanSquaredError).Loss(loss.get("Y"), loss.get("Y*")) + first.Regularizer.Penalty(before)
	wantNumber(t, "L", loss.get("L").Data[0], E, 1e-14)
	dW := new(Matrix).TMatMul(steps["forward"].get("X"), back.get("dY"))
	first.Regularizer.AddDerivative(dW, before)
	wantMatrix(t, "dW", back.get("dW"), dW, 1e-14)
	for _, c := range []struct{ formula, want string }{
		{loss.Formula, "L ← L + Σ(λ₁·|w| + λ₂·w²)"},
		{back.Formula, "dW ← dW + λ₁·sign(W) + 2·λ₂·W"},
	} {
		if !strings.HasSuffix(c.formula, "    "+c.want) {
			t.Errorf("the formula %q does not end with %q", c.formula, c.want)
		}
	}
	for _, s := range trace.Steps {
		if s.Way == "backward" && s.Number > 1 && strings.Contains(s.Formula, "λ") {
			t.Errorf("layer %d has no regularizer, but the formula %q", s.Number, s.Formula)
		}
	}
	dropout := trace.Steps[2]
	M := dropout.get("M")
	if M == nil || !dropout.get("Y").Equal(new(Matrix).Mul(dropout.get("X"), M)) {
		t.Errorf("the step of dropout is %v", dropout)
	}
}

// Every number of an update can be recomputed from the numbers and the settings before it, in the
// first update and in a later one.
func TestTraceOfUpdates(t *testing.T) {
	d := &Dataset{X: MatrixOf([]float64{1, -2}), Y: MatrixOf([]float64{0.5, 3})}
	for _, o := range []Optimizer{NewSGD(0.5, 0.25), NewRMSProp(0.5), NewAdam(0.5), NewAdaGrad(0.5), NewRprop(0.5), NewQuickprop(0.5)} {
		net := NewNeuralNetwork(2, new(MeanSquaredError), o, newRand(1)).Add(NewDenseLayer(2))
		for round := 1; round <= 2; round++ {
			for _, s := range net.Trace(d).Steps {
				if s.Way != "update" {
					continue
				}
				last := len(s.Matrices) - 1
				W := s.Matrices[last].Name[:1]
				if s.Matrices[0].Name != W+" before" || s.Matrices[last].Name != W+" after" {
					t.Fatalf("%T: the matrices begin with %s and end with %s", o, s.Matrices[0].Name, s.Matrices[last].Name)
				}
				get := func(name string, k int) float64 {
					m := s.get(name)
					if m == nil {
						t.Fatalf("%T, update %d: there is no %s", o, round, name)
					}
					return m.Data[k]
				}
				for k := range s.Matrices[0].Value.Data {
					g, w := get("d"+W, k), get(W+" before", k)
					var want float64
					settings := ""
					switch o.(type) {
					case *SGD:
						settings = "α = 0.5    β = 0.25"
						want = w - 0.5*(0.25*get("V before", k)+0.75*g)
						wantNumber(t, "V", get("V after", k), 0.25*get("V before", k)+0.75*g, 1e-14)
					case *RMSProp:
						settings = "α = 0.5    β = 0.9    ε = 1e-07"
						S := 0.9*get("S before", k) + 0.1*g*g
						want = w - 0.5*g/(math.Sqrt(S)+1e-7)
					case *Adam:
						settings = fmt.Sprintf("α = 0.5    β₁ = 0.9    β₂ = 0.999    ε = 1e-08    t = %d    M̂ = M/(1 - β₁ᵗ)", round)
						M, V := 0.9*get("M before", k)+0.1*g, 0.999*get("V before", k)+0.001*g*g
						wantNumber(t, "V", get("V after", k), V, 1e-14)
						n := float64(round)
						want = w - 0.5*M/(1-math.Pow(0.9, n))/(math.Sqrt(V/(1-math.Pow(0.999, n)))+1e-8)
					case *AdaGrad:
						settings = "α = 0.5    ε = 1e-07"
						want = w - 0.5*g/(math.Sqrt(get("S before", k)+g*g)+1e-7)
					case *Rprop:
						settings = "Δ_0 = 0.5    η⁺ = 1.2    η⁻ = 0.5    Δmin = 1e-06    Δmax = 50"
						want = w - get("last after", k)*get("Δ after", k)
					case *Quickprop:
						settings = "α = 0.5    μ = 1.75    dmax = 50"
						want = w + get("d after", k)
					}
					wantNumber(t, fmt.Sprintf("%T: %s after update %d", o, W, round), get(W+" after", k), want, 1e-12)
					if !strings.HasPrefix(s.Settings, settings) {
						t.Errorf("%T: settings %q, want %q", o, s.Settings, settings)
					}
				}
			}
		}
	}
}

// The numbers of a matrix stand in columns, whatever letters its name has.
func TestTraceAligned(t *testing.T) {
	for _, o := range []Optimizer{NewSGD(0.1, 0.9), NewRprop(0.1), NewQuickprop(0.1)} {
		net := NewNeuralNetwork(2, new(MeanSquaredError), o, newRand(1)).Add(NewDenseLayer(2))
		var text strings.Builder
		net.Trace(&Dataset{X: MatrixOf([]float64{1, 2}), Y: MatrixOf([]float64{3, 4})}).WriteText(&text)
		begin := 0
		for _, line := range strings.Split(text.String(), "\n") {
			at := strings.Index(line, "[ ")
			if at < 0 {
				begin = 0
				continue
			}
			if at = utf8.RuneCountInString(line[:at]); begin > 0 && at != begin {
				t.Errorf("%T: the numbers begin in column %d, want %d, in\n%s", o, at, begin, line)
			}
			begin = at
		}
	}
}
