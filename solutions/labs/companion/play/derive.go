package play

import (
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strings"

	"nn"
)

// derivation is a formula of the lecture with editable numbers.
type derivation struct {
	inputs   []named
	compute  func(in map[string]*nn.Matrix) []named // nil for none
	misprint func(in map[string]*nn.Matrix) []named // what the slides print, and finite differences; nil for none
	figure   func(in map[string]*nn.Matrix) string  // HTML; nil for none
	limits   map[string][2]float64                  // of the inputs that cannot be any number
}

// named is a matrix with its name in the formula.
type named struct {
	name string
	m    *nn.Matrix
}

// The numbers of the worked examples, so that a reader can compare them.
var (
	row      = func(v ...float64) *nn.Matrix { return nn.MatrixOf(v) }
	batchX   = nn.MatrixOf([]float64{1, -2, 0.5}, []float64{-0.25, 1.5, 3})
	batchDY  = nn.MatrixOf([]float64{0.5, -1, 2}, []float64{1, 0.25, -0.75})
	wholeFor = func(names ...string) map[string][2]float64 {
		limits := map[string][2]float64{}
		for _, name := range names {
			limits[name] = [2]float64{1, 24}
		}
		return limits
	}
)

// derivations are the live derivations, by the name of the type or method that they belong to.
var derivations = map[string]derivation{
	"DenseLayer": {inputs: []named{
		{"X", batchX},
		{"W", nn.MatrixOf([]float64{0.5, -1}, []float64{0.25, 2}, []float64{-0.5, 1})},
		{"B", row(0.125, -0.25)},
		{"dY", nn.MatrixOf([]float64{1, -0.5}, []float64{0.25, 2})},
		{"α", row(0.5)},
	}, compute: denseDerivation, misprint: denseMisprint},
	"Layer": {inputs: []named{{"x", row(1.5)}, {"w", row(-0.5)}, {"b", row(0.25)}, {"target", row(1)}},
		compute: func(in map[string]*nn.Matrix) []named { return chainOf(in).named() }, figure: chainFigure},
	"ReLUActivation":    activationDerivation("relu"),
	"SigmoidActivation": activationDerivation("sigmoid"),
	"TanhActivation":    activationDerivation("tanh"),
	"LinearActivation":  activationDerivation("linear"),
	"SoftmaxActivation": {inputs: []named{{"X", batchX}, {"dY", batchDY}}, compute: softmaxDerivation, misprint: softmaxMisprint},

	"MeanSquaredError":        lossDerivation(&nn.MeanSquaredError{}, batchDY, batchX, func(n, m int) float64 { return float64(m) }),
	"SumSquaredError":         lossDerivation(&nn.SumSquaredError{}, batchDY, batchX, func(n, m int) float64 { return float64(n) }),
	"BinaryCrossEntropy":      withProbabilities(lossDerivation(&nn.BinaryCrossEntropy{}, nn.MatrixOf([]float64{1}, []float64{0}), nn.MatrixOf([]float64{0.75}, []float64{0.375}), func(n, m int) float64 { return float64(n) })),
	"CategoricalCrossEntropy": withProbabilities(lossDerivation(&nn.CategoricalCrossEntropy{}, nn.MatrixOf([]float64{0, 1, 0}, []float64{1, 0, 0}), nn.MatrixOf([]float64{0.25, 0.625, 0.125}, []float64{0.5, 0.125, 0.375}), func(n, m int) float64 { return float64(n) })),

	"SGD": withMisprint(optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer {
		return nn.NewSGD(in["α"].Data[0], in["β"].Data[0])
	}, named{"α", row(0.5)}, named{"β", row(0.9)}), kerasMomentum),
	"RMSProp":   optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewRMSProp(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"Adam":      withMisprint(optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewAdam(in["α"].Data[0]) }, named{"α", row(0.1)}), uncorrectedAdam),
	"AdaGrad":   optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewAdaGrad(in["α"].Data[0]) }, named{"α", row(0.1)}),
	"Quickprop": optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewQuickprop(in["α"].Data[0]) }, named{"α", row(0.125)}),
	"Rprop":     optimizerDerivation(func(in map[string]*nn.Matrix) nn.Optimizer { return nn.NewRprop(in["Δ_0"].Data[0]) }, named{"Δ_0", row(0.1)}),

	"WeightPenalty": {inputs: []named{{"W", batchX}, {"λ₁", row(0.5)}, {"λ₂", row(0.25)}},
		limits: map[string][2]float64{"λ₁": {0, 1e6}, "λ₂": {0, 1e6}},
		compute: func(in map[string]*nn.Matrix) []named {
			r := nn.L1L2(in["λ₁"].Data[0], in["λ₂"].Data[0])
			dW := nn.NewMatrix(in["W"].Rows, in["W"].Cols)
			r.AddDerivative(dW, in["W"])
			return []named{{"penalty = λ₁·Σ|w| + λ₂·Σw²", row(r.Penalty(in["W"]))}, {"its part of dW = λ₁·sign(W) + 2·λ₂·W", dW}}
		}},
	"Dropout": {inputs: []named{{"X", batchX}, {"dY", batchDY}, {"p", row(0.5)}, {"seed", row(42)}},
		limits: map[string][2]float64{"p": {0, 0.95}, "seed": {0, 1e6}}, compute: dropoutDerivation, misprint: dropoutMisprint},
	"EarlyStopping": {inputs: []named{{"val_loss", row(5, 6, 4, 5, 3, 4, 5)}, {"Patience", row(2)}},
		limits: map[string][2]float64{"val_loss": {0, 1e6}, "Patience": {0, 24}}, figure: stoppingFigure},
	"NeuralNetwork.MiniBatches": {inputs: []named{{"examples", row(10)}, {"BatchSize", row(4)}, {"seed", row(1)}},
		limits: wholeFor("examples", "BatchSize", "seed"), figure: batchesFigure},
}

// HasDerivation reports whether there is a live derivation for a type of the package.
func HasDerivation(typeName string) bool { _, ok := derivations[typeName]; return ok }

// Derivations are the live derivations of a page, by the id of their place.
type Derivations map[string]*derived

// derived is a derivation with the numbers that the reader has entered.
type derived struct {
	in       map[string]*nn.Matrix
	misprint bool // the reader wants to see what the slides print
}

// Change changes one number of the derivation of the given kind, for example X.0.1, and returns the
// whole derivation as HTML. An empty name changes nothing. A wrong entry changes nothing either, and
// the HTML says what is wrong.
func (all Derivations) Change(id, kind, name, value string) string {
	d, ok := derivations[kind]
	if !ok {
		return message("There is no derivation of " + kind + ".")
	}
	x := all[id]
	if x == nil {
		x = &derived{in: map[string]*nn.Matrix{}}
		for _, y := range d.inputs {
			x.in[y.name] = y.m.Clone()
		}
		all[id] = x
	}
	wrong := ""
	if name == "misprint" {
		x.misprint = value == "true"
	} else if name != "" {
		if err := d.set(x.in, name, value); err != nil {
			wrong = err.Error()
		}
	}
	var b strings.Builder
	b.WriteString(`<div class="matrices">`)
	for _, y := range d.inputs {
		b.WriteString(inputTable(y.name, x.in[y.name]))
	}
	fmt.Fprintf(&b, `</div><p class="error" role="alert">%s</p><div class="matrices">`, html.EscapeString(wrong))
	if d.compute != nil {
		for _, y := range d.compute(x.in) {
			b.WriteString(matrixTable(y.name, y.m))
		}
	}
	b.WriteString("</div>")
	if d.figure != nil {
		b.WriteString(d.figure(x.in))
	}
	if d.misprint != nil {
		fmt.Fprintf(&b, `<p><label><input type="checkbox" name="misprint"%s> Show what the slides or other sources print, beside it</label></p>`,
			map[bool]string{true: " checked"}[x.misprint])
		if x.misprint {
			b.WriteString(`<div class="matrices misprint">`)
			for _, y := range d.misprint(x.in) {
				b.WriteString(matrixTable(y.name, y.m))
			}
			b.WriteString("</div>")
		}
	}
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
	if wholeNumbers[matrix] && err == nil && v != math.Trunc(v) {
		err = fmt.Errorf("want a whole number; found %q", value)
	}
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

// wholeNumbers are the inputs that count something.
var wholeNumbers = map[string]bool{"examples": true, "BatchSize": true, "seed": true, "Patience": true}

// inputTable returns a matrix whose numbers can be edited.
func inputTable(name string, m *nn.Matrix) string {
	var b strings.Builder
	b.WriteString(tableStart(name, meaning(name), m))
	for i := range m.Rows {
		b.WriteString("<tr>")
		for j := range m.Cols {
			fmt.Fprintf(&b, `<td><input type="text" autocomplete="off" name="%s.%d.%d" value="%s" inputmode="decimal" aria-label="%[1]s, row %[5]d, column %[6]d">`,
				html.EscapeString(name), i, j, formatNumber(m.At(i, j)), i+1, j+1)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// DerivationNames returns the types with a live derivation, in alphabetical order.
func DerivationNames() []string { return slices.Sorted(maps.Keys(derivations)) }
