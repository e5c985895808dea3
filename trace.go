// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Trace records one training step with all its matrices: forward pass, loss, backward pass and
// update. The layers are numbered from 1, so the backward pass starts with the highest number.
//
// Slide: Back-propagation algorithm; Training: chain rule and computation graphs
type Trace struct {
	Steps []TraceStep
}

// TraceStep records the forward or backward pass of one layer, the loss, or the update of one
// parameter.
type TraceStep struct {
	Way      string // "forward", "loss", "backward" or "update"
	Number   int    // number of the layer; 0 for the loss
	Name     string // name of the layer, loss or optimizer, for example "DenseLayer"
	Formula  string
	Settings string        // of the optimizer in an update, for example "α = 0.5    β = 0"
	Matrices []TraceMatrix // inputs of the step, then its results
}

// TraceMatrix is a matrix with its name in the formula.
type TraceMatrix struct {
	Name  string
	Value *Matrix
}

// Trace performs one training step, with d as a single batch, and returns a record of it. It
// changes the network exactly as one batch of Fit does. Like Fit, it panics if the targets do not
// suit the loss.
func (net *NeuralNetwork) Trace(d *Dataset) *Trace {
	net.mustTrain("Trace", d)
	t := new(Trace)
	X := d.X
	for i, l := range net.layers {
		net.lastInput = X
		Y := l.ForwardPropagation(X, true)
		s := t.add("forward", i+1, LayerName(l), formulaOf(l).forward, "X", X)
		for _, p := range l.Params() {
			s.add(symbol(p), p.Value)
		}
		if l, ok := l.(interface{ drawn() *Matrix }); ok {
			s.add("M", l.drawn())
		}
		s.add("Y", Y)
		X = Y
	}
	L, dY, layers := net.outputError(d.Y, X)
	dYPred := net.Loss.Derivative(d.Y, X)
	s := t.add("loss", 0, typeName(net.Loss), formulaOf(net.Loss).forward,
		"Y", d.Y, "Y*", X, "L", MatrixOf([]float64{L + net.penalty()}), "dY*", dYPred)
	if slices.ContainsFunc(net.params, func(p *Param) bool { return p.Regularizer != nil }) {
		s.Formula += "    L ← L + Σ(λ₁·|w| + λ₂·w²)"
	}
	if n := len(net.layers); len(layers) < n { // combined derivative of the last layer and the loss
		l := net.layers[n-1]
		t.add("backward", n, LayerName(l), formulaOf(l).backward+"    with the loss "+formulaOf(net.Loss).backward,
			"dY", dYPred, "dX", dY)
	}

	for i := len(layers) - 1; i >= 0; i-- {
		var dX *Matrix // nil for a first dense layer, because its X is data
		l := layers[i]
		formula := formulaOf(l).backward
		if i > 0 || !parameterErrorsOnly(l, dY) {
			dX = l.BackwardPropagation(dY)
		} else {
			formula, _, _ = strings.Cut(formula, "    dX = ")
		}
		mustHaveErrors(i+1, l, dY, dX)
		s := t.add("backward", i+1, LayerName(l), formula, "dY", dY)
		for _, p := range l.Params() {
			if p.Regularizer != nil {
				p.Regularizer.AddDerivative(p.Grad, p.Value)
				s.Formula += strings.ReplaceAll("    dW ← dW + λ₁·sign(W) + 2·λ₂·W", "W", symbol(p))
			}
			s.add("d"+symbol(p), p.Grad)
		}
		if dX != nil {
			s.add("dX", dX)
		}
		dY = dX
	}
	for i, l := range net.layers {
		for _, p := range l.Params() {
			t.addUpdate(i+1, net.Optimizer, p)
		}
	}
	return t
}

// add appends a step with copies of the given matrices. The arguments alternate names and matrices.
func (t *Trace) add(way string, number int, name, formula string, matrices ...any) *TraceStep {
	t.Steps = append(t.Steps, TraceStep{Way: way, Number: number, Name: name, Formula: formula})
	s := &t.Steps[len(t.Steps)-1]
	for i := 0; i < len(matrices); i += 2 {
		s.add(matrices[i].(string), matrices[i+1].(*Matrix))
	}
	return s
}

func (s *TraceStep) add(name string, m *Matrix) {
	s.Matrices = append(s.Matrices, TraceMatrix{name, m.Clone()})
}

// symbol returns the letter of a parameter: W for weights, B for biases.
func symbol(p *Param) string {
	if p.Name == "" {
		return "P"
	}
	return strings.ToUpper(p.Name[:1])
}

// formulas holds the formulas of a layer, loss or optimizer for one line of a trace. They are the
// formulas of the comments, without indices where these are the same everywhere, and with dW for g.
type formulas struct{ forward, backward string }

var formulasOf = map[string]formulas{
	"*nn.DenseLayer":        {"Y = X·W + B", "dW = Xᵀ·dY    dB = sum of the rows of dY    dX = dY·Wᵀ"},
	"*nn.ActivationLayer":   {"Y = f(X)", "dX = dY ⊙ f'(X)"},
	"*nn.ReLUActivation":    {"Y = f(X)    f(x) = x if x ≥ 0, and 0 if x < 0", "dX = dY ⊙ f'(X)    f'(x) = 1 if x > 0, and 0 if x < 0    f'(0) = 0"},
	"*nn.SigmoidActivation": {"Y = f(X)    f(x) = 1/(1 + e⁻ˣ)", "dX = dY ⊙ f'(X)    f'(x) = f(x)·(1 - f(x))"},
	"*nn.TanhActivation":    {"Y = f(X)    f(x) = tanh(x)", "dX = dY ⊙ f'(X)    f'(x) = 1 - f(x)²"},
	"*nn.LinearActivation":  {"Y = f(X)    f(x) = x", "dX = dY ⊙ f'(X)    f'(x) = 1"},
	"*nn.SoftmaxActivation": {"y_i = s_i = e^x_i / Σ_j e^x_j", "dx_i = s_i·(dy_i - Σ_j dy_j·s_j)"},
	"*nn.Dropout":           {"Y = X ⊙ M", "dX = dY ⊙ M"},

	"*nn.MeanSquaredError":        {"L = 1/(n·m)·Σ(y - y*)²    dY* = 2/(n·m)·(Y* - Y)", ""},
	"*nn.SumSquaredError":         {"L = 1/n·Σ(y - y*)²    dY* = 2/n·(Y* - Y)", ""},
	"*nn.BinaryCrossEntropy":      {"L = -1/(n·m)·Σ(y·log y* + (1 - y)·log(1 - y*))    dY* = 1/(n·m)·(-Y/Y* + (1 - Y)/(1 - Y*))", "dX = 1/(n·m)·(Y* - Y)"},
	"*nn.CategoricalCrossEntropy": {"L = -1/n·Σ y·log y*    dY* = -1/n·Y/Y*", "dx_i = 1/n·(s_i·Σ_k y_k - y_i)"},

	"*nn.SGD":       {"V ← β·V + (1 - β)·dW    W ← W - α·V", ""},
	"*nn.RMSProp":   {"S ← β·S + (1 - β)·dW²    W ← W - α·dW/(√S + ε)", ""},
	"*nn.Adam":      {"M ← β₁·M + (1 - β₁)·dW    V ← β₂·V + (1 - β₂)·dW²    W ← W - α·M̂/(√V̂ + ε)", ""},
	"*nn.AdaGrad":   {"S ← S + dW²    W ← W - α·dW/(√S + ε)", ""},
	"*nn.Rprop":     {"s = sign(dW)    W ← W - s·Δ    Δ grows while the sign stays", ""},
	"*nn.Quickprop": {"W ← W + d    d leads to the minimum of a parabola", ""},
}

// formulaOf returns the formulas of a layer, loss or optimizer. For a layer outside this package,
// it returns the general formulas of every layer.
func formulaOf(v any) formulas {
	f, ok := formulasOf[fmt.Sprintf("%T", v)]
	if _, isLayer := v.(Layer); isLayer && !ok {
		return formulas{"Y = f(X)", "dX = dY·∂Y/∂X"}
	}
	return f
}

// WriteText writes the trace as plain text.
func (t *Trace) WriteText(w io.Writer) error {
	var b strings.Builder
	way := ""
	for _, s := range t.Steps {
		if s.Way != way {
			way = s.Way
			fmt.Fprintf(&b, "%s\n", strings.ToUpper(way))
		}
		fmt.Fprintf(&b, "%s%s\n    %s\n", s.label(), s.Name, s.Formula)
		if s.Settings != "" {
			fmt.Fprintf(&b, "    %s\n", s.Settings)
		}
		width := 8
		for _, m := range s.Matrices {
			width = max(width, utf8.RuneCountInString(m.Name))
		}
		for _, m := range s.Matrices {
			name := fmt.Sprintf("    %-*s %-10s", width, m.Name, m.Value.shape())
			for _, line := range traceLines(m.Value) {
				fmt.Fprintf(&b, "%s %s\n", name, line)
				name = strings.Repeat(" ", utf8.RuneCountInString(name))
			}
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// label returns the number of the layer in parentheses, or nothing for the loss.
func (s TraceStep) label() string {
	if s.Number == 0 {
		return ""
	}
	return fmt.Sprintf("(%d) ", s.Number)
}
