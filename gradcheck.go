package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Finite differences compare what backward propagation says with what the definition of a derivative
// says, for a number E that depends on x:
//
//	∂E/∂x ≈ (E(x+h) - E(x-h))/(2h)        off by h²/6·E''' and by rounding, about 10⁻¹⁶·E/h
//
// For a layer, E = Σ R ⊙ Y with a random R, so that dE/dY = R. A plain sum of the outputs, R = 1,
// is blind: the outputs of a softmax sum to 1 whatever the input, so even a backward
// propagation that returns zeros would pass.

const (
	gradStep      = 1e-5 // h: smaller, and rounding grows; larger, and h² does
	gradTolerance = 1e-6 // relative; right formulas are off by 1e-9, wrong ones by 1e-2 or more
	gradDraws     = 3    // a wrong formula may be right by chance once
	kinkWidth     = 1e-3 // the slopes to the left and right differ by more: a kink
)

// GradReport is the outcome of a comparison, entry by entry.
type GradReport struct {
	Of      string      // what was checked
	Checked int         // how many entries
	Wrong   []GradEntry // those that differ, and not because of a kink
	Kinks   []GradEntry // those at a kink, where any slope between the left and the right one is right
	Broken  []string    // the rules of the [Layer] contract that were broken
}

// GradEntry is one entry of one gradient.
type GradEntry struct {
	Name      string // of the matrix: input, weights, biases, ...
	Row, Col  int
	Backward  float64 // what backward propagation says
	Numeric   float64 // what finite differences say
	tolerance float64
}

func (e GradEntry) String() string {
	return fmt.Sprintf("%s[%d,%d]: backward propagation says %.9g, finite differences say %.9g",
		e.Name, e.Row, e.Col, e.Backward, e.Numeric)
}

// off returns how wrong the entry is, in units of what is allowed; 1 or less is right.
func (e GradEntry) off() float64 { return math.Abs(e.Backward-e.Numeric) / e.tolerance }

// Err returns nil if everything is right, and otherwise an error that says how much is wrong and where most.
func (r *GradReport) Err() error {
	if len(r.Broken) > 0 {
		return fmt.Errorf("nn: %s: %s", r.Of, r.Broken[0])
	}
	if len(r.Wrong) == 0 {
		return nil
	}
	worst := r.Wrong[0]
	for _, e := range r.Wrong {
		if !(e.off() <= worst.off()) {
			worst = e
		}
	}
	return fmt.Errorf("nn: %s: %d of %d gradients are wrong; the worst is %v", r.Of, len(r.Wrong), r.Checked, worst)
}

// CheckLayer judges the backward propagation of a layer for inputs of inputShape columns: on three random
// inputs, every entry of the input and of every parameter, and the rules of the [Layer] contract.
// It initializes the layer and gives its parameters random values. A layer that draws random numbers
// needs a method Freeze(on bool), like [Dropout], that makes it use the last ones again.
func CheckLayer(l Layer, inputShape int, rng *rand.Rand) *GradReport {
	l.SetInputShape(inputShape)
	if l, ok := l.(initialized); ok {
		l.Initialize(rng)
	}
	n := 3
	for n == inputShape || n == l.OutputShape() {
		n++ // different from both, so that a transposed matrix does not fit
	}
	report := &GradReport{Of: LayerName(l)}
	for range gradDraws {
		for _, p := range l.Params() {
			normal(p.Value, rng) // not zero, which would hide errors
		}
		report.add(CheckLayerAt(l, normal(NewMatrix(n, inputShape), rng), rng))
	}
	return report
}

// CheckLayerAt is CheckLayer for one input X (n, in) and the parameters as they are.
func CheckLayerAt(l Layer, X *Matrix, rng *rand.Rand) *GradReport {
	report := &GradReport{Of: LayerName(l)}
	X = X.Clone()
	R := normal(l.ForwardPropagation(X, true).Clone(), rng)
	defer freeze(l)()
	E := func() float64 { return sumOfProducts(R, l.ForwardPropagation(X, true)) }

	kept := append([]*Matrix{X.Clone(), R.Clone()}, clones(l.Params(), valueOf)...)
	E()
	dX := l.BackwardPropagation(R).Clone()
	grads := clones(l.Params(), gradOf)
	report.expect(X.Equal(kept[0]), "forward or backward propagation writes into its input")
	report.expect(R.Equal(kept[1]), "backward propagation writes into the output error")
	for i, p := range l.Params() {
		report.expect(p.Value.Equal(kept[2+i]), "backward propagation changes the "+p.Name+"; only the optimizer may")
	}
	E()
	report.expect(l.BackwardPropagation(R).Equal(dX), "the second call of backward propagation returns another dX")
	for i, p := range l.Params() {
		report.expect(p.Grad.Equal(grads[i]), "the second call leaves another gradient of the "+p.Name+": assigned, or added?")
	}

	report.compare("input", X, dX, E)
	for i, p := range l.Params() {
		report.compare(p.Name, p.Value, grads[i], E)
	}
	return report
}

// CheckLoss judges the derivative of a loss on three random predictions in (0, 1).
func CheckLoss(loss LossFunction, rng *rand.Rand) *GradReport {
	report := &GradReport{Of: fmt.Sprintf("%T", loss)}
	for range gradDraws {
		yTrue, yPred := NewMatrix(4, 3), NewMatrix(4, 3)
		for i := range yPred.Data {
			yTrue.Data[i], yPred.Data[i] = rng.Float64(), 0.05+0.9*rng.Float64()
		}
		kept := yPred.Clone()
		dY := loss.Derivative(yTrue, yPred).Clone()
		report.expect(yPred.Equal(kept), "Derivative writes into yPred")
		report.compare("yPred", yPred, dY, func() float64 { return loss.Loss(yTrue, yPred) })
	}
	return report
}

// CheckNetwork judges a whole network with its loss on the examples d: the input and every parameter of
// every layer, at the parameters as they are.
func CheckNetwork(net *NeuralNetwork, d *Dataset) *GradReport {
	net.mustFit("CheckNetwork", d)
	if first, ok := net.layers[0].(*DenseLayer); ok { // here the error of the input is of use
		first.first = false
		defer func() { first.first = true }()
	}
	X, Y := d.X.Clone(), d.Y
	net.ForwardPropagation(X, true)
	defer freeze(net.layers...)()
	E := func() float64 { return net.loss(Y, net.ForwardPropagation(X, true)) }
	dX := net.BackwardPropagation(net.Loss.Derivative(Y, net.ForwardPropagation(X, true))).Clone()

	report := &GradReport{Of: "network"}
	report.compare("input", X, dX, E)
	for i, l := range net.layers {
		for _, p := range l.Params() {
			report.compare(fmt.Sprintf("layer %d (%s): %s", i+1, LayerName(l), p.Name), p.Value, p.Grad.Clone(), E)
		}
	}
	return report
}

// compare checks the gradient dX of E with respect to the entries of X, which it moves and puts back.
func (r *GradReport) compare(name string, X, dX *Matrix, E func() float64) {
	if dX.Rows != X.Rows || dX.Cols != X.Cols {
		r.Broken = append(r.Broken, fmt.Sprintf("the gradient of %s is %s, want %s", name, dX.shape(), X.shape()))
		return
	}
	for i := range X.Rows {
		for j := range X.Cols {
			x := X.At(i, j)
			at := func(x float64) float64 { X.Set(i, j, x); return E() }
			right, left := at(x+gradStep), at(x-gradStep)
			middle := at(x)
			e := GradEntry{Name: name, Row: i, Col: j, Backward: dX.At(i, j), Numeric: (right - left) / (2 * gradStep)}
			size := math.Abs(e.Backward) + math.Abs(e.Numeric)
			e.tolerance = gradTolerance * max(size, 1e-3*max(1, math.Abs(middle)))
			r.judge(e, (middle-left)/gradStep, (right-middle)/gradStep)
		}
	}
}

// judge counts the entry as right, wrong or at a kink, given the slopes to the left and to the right.
func (r *GradReport) judge(e GradEntry, left, right float64) {
	r.Checked++
	low, high := min(left, right), max(left, right)
	switch {
	case e.off() <= 1:
	case high-low > kinkWidth && low-kinkWidth <= e.Backward && e.Backward <= high+kinkWidth:
		r.Kinks = append(r.Kinks, e)
	default: // NaN comes here too
		r.Wrong = append(r.Wrong, e)
	}
}

func (r *GradReport) expect(ok bool, rule string) {
	if !ok {
		r.Broken = append(r.Broken, rule)
	}
}

func (r *GradReport) add(s *GradReport) {
	r.Checked += s.Checked
	r.Wrong, r.Kinks, r.Broken = append(r.Wrong, s.Wrong...), append(r.Kinks, s.Kinks...), append(r.Broken, s.Broken...)
}

// freezer is implemented by layers that draw random numbers: frozen, they use the last ones again.
type freezer interface{ Freeze(on bool) }

// freeze freezes the layers that draw random numbers and returns the function that undoes it.
func freeze(layers ...Layer) (undo func()) {
	set := func(on bool) {
		for _, l := range layers {
			if l, ok := l.(freezer); ok {
				l.Freeze(on)
			}
		}
	}
	set(true)
	return func() { set(false) }
}

// normal fills m with draws from N(0, 1) and returns it.
func normal(m *Matrix, rng *rand.Rand) *Matrix {
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}

func sumOfProducts(a, b *Matrix) float64 {
	sum := 0.0
	for i, v := range a.Data {
		sum += v * b.Data[i]
	}
	return sum
}

func valueOf(p *Param) *Matrix { return p.Value }
func gradOf(p *Param) *Matrix  { return p.Grad }

func clones(params []*Param, of func(*Param) *Matrix) []*Matrix {
	var m []*Matrix
	for _, p := range params {
		m = append(m, of(p).Clone())
	}
	return m
}
