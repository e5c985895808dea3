package play

import (
	"fmt"
	"html"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"nn"
)

// derivation is a formula of the lecture with editable numbers.
type derivation struct {
	inputs  []named
	compute func(in map[string]*nn.Matrix) []named
	limits  map[string][2]float64 // of the inputs that cannot be any number
}

// named is a matrix with its name in the formula.
type named struct {
	name string
	m    *nn.Matrix
}

var (
	row     = func(v ...float64) *nn.Matrix { return nn.MatrixOf(v) }
	batchX  = nn.MatrixOf([]float64{1, -2, 0.5}, []float64{-0.25, 1.5, 3})
	batchDY = nn.MatrixOf([]float64{0.5, -1, 2}, []float64{1, 0.25, -0.75})
)

// derivations are the live derivations, by the name of the type that they belong to.
var derivations = map[string]derivation{
	"DenseLayer": {inputs: []named{
		{"X", batchX},
		{"W", nn.MatrixOf([]float64{0.1, 0.2}, []float64{-0.3, 0.4}, []float64{0.5, -0.6})},
		{"B", row(0.1, -0.1)},
		{"dY", nn.MatrixOf([]float64{1, 0}, []float64{0.5, -1})},
	}, compute: denseDerivation},
	"ReLUActivation":    activationDerivation("relu"),
	"SigmoidActivation": activationDerivation("sigmoid"),
	"TanhActivation":    activationDerivation("tanh"),
	"LinearActivation":  activationDerivation("linear"),
	"SoftmaxActivation": {inputs: []named{{"x", row(1, 2, 0.5)}, {"dy", row(0.5, -1, 2)}}, compute: softmaxDerivation},

	"MeanSquaredError":        lossDerivation(&nn.MeanSquaredError{}, row(1, 0), row(0.5, -0.5)),
	"SumSquaredError":         lossDerivation(&nn.SumSquaredError{}, row(1, 0), row(0.5, -0.5)),
	"BinaryCrossEntropy":      withProbabilities(lossDerivation(&nn.BinaryCrossEntropy{}, nn.MatrixOf([]float64{1}, []float64{0}), nn.MatrixOf([]float64{0.8}, []float64{0.4}))),
	"CategoricalCrossEntropy": withProbabilities(lossDerivation(&nn.CategoricalCrossEntropy{}, nn.MatrixOf([]float64{0, 1, 0}, []float64{1, 0, 0}), nn.MatrixOf([]float64{0.2, 0.7, 0.1}, []float64{0.5, 0.25, 0.25}))),

	"SGD": optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer {
		return nn.NewSGD(in["α"].Data[0], in["β"].Data[0])
	}, named{"α", row(0.1)}, named{"β", row(0.9)}),
	"RMSProp":   optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewRMSProp(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"Adam":      optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewAdam(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"AdaGrad":   optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewAdaGrad(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"Quickprop": optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewQuickprop(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"Rprop":     optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewRprop(max(in["Δ_0"].Data[0], 1e-6)) }, named{"Δ_0", row(0.1)}),
	"WeightPenalty": {inputs: []named{{"W", row(1, -2, 0.5)}, {"λ₁", row(0.01)}, {"λ₂", row(0.1)}},
		limits: map[string][2]float64{"λ₁": {0, 1e6}, "λ₂": {0, 1e6}},
		compute: func(in map[string]*nn.Matrix) []named {
			r := nn.L1L2(in["λ₁"].Data[0], in["λ₂"].Data[0])
			dW := nn.NewMatrix(1, in["W"].Cols)
			r.AddDerivative(dW, in["W"])
			return []named{{"penalty", row(r.Penalty(in["W"]))}, {"∂penalty/∂W", dW}}
		}},
}

// HasDerivation reports whether there is a live derivation for a type of the package.
func HasDerivation(typeName string) bool { _, ok := derivations[typeName]; return ok }

func denseDerivation(in map[string]*nn.Matrix) []named {
	l := nn.NewDenseLayer(in["W"].Cols)
	l.SetInputShape(in["W"].Rows)
	l.Initialize(rand.New(rand.NewPCG(0, 0)))
	l.Weights.Value.Copy(in["W"])
	l.Biases.Value.Copy(in["B"])
	Y := l.ForwardPropagation(in["X"], true).Clone()
	dX := l.BackwardPropagation(in["dY"])
	return []named{{"Y = X·W + B", Y}, {"dW = Xᵀ·dY", l.Weights.Grad}, {"dB = sum of the rows of dY", l.Biases.Grad}, {"dX = dY·Wᵀ", dX}}
}

func activationDerivation(name string) derivation {
	return derivation{inputs: []named{{"X", batchX}, {"dY", batchDY}}, compute: func(in map[string]*nn.Matrix) []named {
		l := activationOf(name)
		l.SetInputShape(in["X"].Cols)
		Y := l.ForwardPropagation(in["X"], true).Clone()
		slope := new(nn.Matrix).Map(l.Derivative, in["X"])
		return []named{{"Y = f(X)", Y}, {"f'(X)", slope}, {"dX = dY ⊙ f'(X)", l.BackwardPropagation(in["dY"])}}
	}}
}

// softmaxDerivation computes row i of the Jacobian as the dx of the dy that is 1 at i and 0
// elsewhere.
func softmaxDerivation(in map[string]*nn.Matrix) []named {
	l, n := nn.NewSoftmaxActivation(), in["x"].Cols
	l.SetInputShape(n)
	s := l.ForwardPropagation(in["x"], true).Clone()
	jacobian := nn.NewMatrix(n, n)
	for i := range n {
		unit := nn.NewMatrix(1, n)
		unit.Data[i] = 1
		copy(jacobian.Row(i), l.BackwardPropagation(unit).Data)
	}
	return []named{{"s = softmax(x)", s}, {"Jacobian ∂s_i/∂x_j", jacobian}, {"dx = dy·Jacobian", l.BackwardPropagation(in["dy"])}}
}

func lossDerivation(loss nn.LossFunction, Y, yPred *nn.Matrix) derivation {
	return derivation{inputs: []named{{"Y", Y}, {"Y*", yPred}}, compute: func(in map[string]*nn.Matrix) []named {
		return []named{{"L", row(loss.Loss(in["Y"], in["Y*"]))}, {"dY*", loss.Derivative(in["Y"], in["Y*"])}}
	}}
}

func withProbabilities(d derivation) derivation {
	d.limits = map[string][2]float64{"Y": {0, 1}, "Y*": {0, 1}}
	return d
}

// optimizerDerivation updates a parameter of two weights with three gradients, one after the other.
func optimizerDerivation(make func(in map[string]*nn.Matrix) nn.Optimizer, settings ...named) derivation {
	d := derivation{inputs: append([]named{{"W", row(1, -0.5)}, {"g", nn.MatrixOf([]float64{0.5, -1}, []float64{0.4, 1}, []float64{0.3, -1})}}, settings...),
		limits: map[string][2]float64{"α": {0, 1e6}, "β": {0, 0.999}, "Δ_0": {1e-6, 50}}}
	d.compute = func(in map[string]*nn.Matrix) (out []named) {
		o := make(in)
		p := &nn.Param{Name: "weights", Value: in["W"].Clone()}
		for t := range in["g"].Rows {
			p.Grad = in["g"].RowRange(t, t+1).Clone()
			o.Update(p)
			out = append(out, named{fmt.Sprintf("W after step %d", t+1), p.Value.Clone()})
		}
		return out
	}
	return d
}

// Derivations are the live derivations of a page with the numbers that the reader has entered, by
// the id of their place.
type Derivations map[string]map[string]*nn.Matrix

// Change changes one number of the derivation of the given kind, for example X.0.1, and returns the
// whole derivation as HTML. An empty name changes nothing. A wrong entry changes nothing either, and
// the HTML says what is wrong.
func (all Derivations) Change(id, kind, name, value string) string {
	d, ok := derivations[kind]
	if !ok {
		return message("There is no derivation of " + kind + ".")
	}
	in := all[id]
	if in == nil {
		in = map[string]*nn.Matrix{}
		for _, x := range d.inputs {
			in[x.name] = x.m.Clone()
		}
		all[id] = in
	}
	wrong := ""
	if name != "" {
		if err := d.set(in, name, value); err != nil {
			wrong = err.Error()
		}
	}
	var b strings.Builder
	b.WriteString(`<div class="matrices">`)
	for _, x := range d.inputs {
		b.WriteString(inputTable(x.name, in[x.name]))
	}
	fmt.Fprintf(&b, `</div><p class="error" role="alert">%s</p><div class="matrices">`, html.EscapeString(wrong))
	for _, y := range d.compute(in) {
		b.WriteString(matrixTable(y.name, y.m))
	}
	b.WriteString("</div>")
	return b.String()
}

func (d derivation) set(in map[string]*nn.Matrix, name, value string) error {
	matrix, place, _ := strings.Cut(name, ".")
	i, j, ok := parsePlace(place)
	m := in[matrix]
	if !ok || m == nil || i < 0 || i >= m.Rows || j < 0 || j >= m.Cols {
		return fmt.Errorf("there is no number %s", name)
	}
	v, err := parseNumber(value)
	limits, limited := d.limits[matrix]
	if !limited {
		limits = [2]float64{-1e6, 1e6}
	}
	if err == nil && !(v >= limits[0] && v <= limits[1]) {
		err = fmt.Errorf("want a number from %v to %v; found %q", limits[0], limits[1], value)
	}
	if err != nil {
		return fmt.Errorf("%s, row %d, column %d: %w. Still in use: %v", matrix, i+1, j+1, err, m.At(i, j))
	}
	m.Set(i, j, v)
	return nil
}

// inputTable returns a matrix whose numbers can be edited.
func inputTable(name string, m *nn.Matrix) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<table class="matrix"><caption>%s (%d, %d)</caption>`, html.EscapeString(name), m.Rows, m.Cols)
	for i := range m.Rows {
		b.WriteString("<tr>")
		for j := range m.Cols {
			fmt.Fprintf(&b, `<td><input name="%s.%d.%d" value="%s" inputmode="decimal" aria-label="%[1]s, row %[5]d, column %[6]d">`,
				html.EscapeString(name), i, j, formatNumber(m.At(i, j)), i+1, j+1)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// DerivationNames returns the types with a live derivation, in alphabetical order.
func DerivationNames() []string { return slices.Sorted(maps.Keys(derivations)) }
