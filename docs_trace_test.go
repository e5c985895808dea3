package nn

import (
	"strings"
	"testing"
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
