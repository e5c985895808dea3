package nn

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Finite differences compare what backward propagation says with what the definition of a
// derivative says, for a number E that depends on x:
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
)

// GradReport is the outcome of a comparison, entry by entry.
type GradReport struct {
	Of      string      // what was checked
	Checked int         // how many entries
	Wrong   []GradEntry // those that differ, and not because of a kink
	Kinks   []GradEntry // those at a kink, where any slope between left and right is right
	Broken  []string    // the rules of the [Layer] contract that were broken

	crowded bool // several kinks may meet in one entry
}

// GradEntry is one entry of one gradient.
type GradEntry struct {
	Name      string // of the matrix: input, weights, biases, ...
	Row, Col  int
	Backward  float64 // what backward propagation says
	Numeric   float64 // what finite differences say
	tolerance float64
}

// String says what the two sides say of the entry.
func (e GradEntry) String() string {
	return fmt.Sprintf("%s[%d,%d]: backward propagation says %.9g, finite differences say %.9g",
		e.Name, e.Row, e.Col, e.Backward, e.Numeric)
}

// off returns how wrong the entry is, in units of what is allowed; 1 or less is right.
func (e GradEntry) off() float64 {
	if off := math.Abs(e.Backward-e.Numeric) / e.tolerance; !math.IsNaN(off) {
		return off
	}
	return math.Inf(1)
}

// Err returns nil if everything is right, and otherwise an error that says how much is wrong and
// where most.
func (r *GradReport) Err() error {
	if len(r.Broken) > 0 {
		return fmt.Errorf("nn: %s: %s", r.Of, r.Broken[0])
	}
	if len(r.Wrong) == 0 {
		return nil
	}
	worst := slices.MaxFunc(r.Wrong, func(a, b GradEntry) int { return cmp.Compare(a.off(), b.off()) })
	return fmt.Errorf("nn: %s: %d of %d gradients are wrong; the worst is %v", r.Of, len(r.Wrong),
		r.Checked, worst)
}

// CheckLayer judges the backward propagation of a layer for inputs of inputShape columns: on
// three random inputs, every entry of the input and of every parameter, and the rules of the
// [Layer] contract. It initializes the layer and gives its parameters random values. A layer that
// draws random numbers needs a method Freeze(on bool), like [Dropout], that makes it use the last
// ones again.
func CheckLayer(l Layer, inputShape int, rng *rand.Rand) *GradReport {
	l.SetInputShape(inputShape)
	if l, ok := l.(initialized); ok {
		l.Initialize(rng)
	}
	report := &GradReport{Of: LayerName(l)}
	for draw := range gradDraws {
		n := 2 + gradDraws - draw // ever fewer rows, like the last batch of an epoch
		for n == inputShape || n == l.OutputShape() {
			n++ // different from both, so that a transposed matrix does not fit
		}
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
	keptX, kept := X.Clone(), clones(l.Params(), valueOf)
	Y := l.ForwardPropagation(X, true)
	if !Y.is(X.Rows, l.OutputShape()) {
		report.expect(false, fmt.Sprintf("the output is %s, want (%d, %d)", Y.shape(), X.Rows, l.OutputShape()))
		return report
	}
	R := normal(Y.Clone(), rng)
	keptR := R.Clone()
	freeze(true, l)
	defer freeze(false, l)
	E := func() float64 { return sumOfProducts(R, l.ForwardPropagation(X, true)) }
	E()
	dX := l.BackwardPropagation(R)
	right := report.hasShape("input", dX, X)
	for _, p := range l.Params() {
		right = report.hasShape(p.Name, p.Grad, p.Value) && right
	}
	if !right {
		return report
	}
	dX = dX.Clone()
	grads := clones(l.Params(), gradOf)
	report.expect(X.Equal(keptX), "forward or backward propagation writes into its input")
	report.expect(R.Equal(keptR), "backward propagation writes into the output error")
	for i, p := range l.Params() {
		report.expect(p.Value.Equal(kept[i]),
			"backward propagation changes the "+p.Name+"; only the optimizer may")
	}
	E()
	report.expect(l.BackwardPropagation(R).Equal(dX),
		"the second call of backward propagation returns another dX")
	for i, p := range l.Params() {
		report.expect(p.Grad.Equal(grads[i]),
			"the second call leaves another gradient of the "+p.Name+": assigned, or added?")
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
	for draw := range gradDraws {
		yTrue, yPred := NewMatrix(6-draw, 3), NewMatrix(6-draw, 3)
		for i := range yPred.Data {
			yTrue.Data[i], yPred.Data[i] = rng.Float64(), 0.05+0.9*rng.Float64()
		}
		keptTrue, keptPred := yTrue.Clone(), yPred.Clone()
		E := func() float64 { return loss.Loss(yTrue, yPred) }
		E()
		dY := loss.Derivative(yTrue, yPred)
		report.expect(yTrue.Equal(keptTrue), "Loss or Derivative writes into yTrue")
		report.expect(yPred.Equal(keptPred), "Loss or Derivative writes into yPred")
		report.compare("yPred", yPred, dY, E)
	}
	return report
}

// compare checks the gradient dX of E with respect to the entries of X, which it moves and puts
// back.
func (r *GradReport) compare(name string, X, dX *Matrix, E func() float64) {
	if !r.hasShape(name, dX, X) {
		return
	}
	dX = dX.Clone()
	for i := range X.Rows {
		for j := range X.Cols {
			x := X.At(i, j)
			at := func(x float64) float64 { X.Set(i, j, x); return E() }
			e := GradEntry{Name: name, Row: i, Col: j, Backward: dX.At(i, j)}
			e.Numeric = (at(x+gradStep) - at(x-gradStep)) / (2 * gradStep)
			e.tolerance = gradTolerance * max(math.Abs(e.Numeric), 1e-3*max(1, math.Abs(at(x))))
			r.Checked++
			switch {
			case e.off() <= 1:
			case e.atKink(at, x, r.crowded):
				r.Kinks = append(r.Kinks, e)
			default: // NaN comes here too
				r.Wrong = append(r.Wrong, e)
			}
			X.Set(i, j, x)
		}
	}
}

// atKink reports whether the entry is between the slopes to the left and to the right of x, each
// taken with three points of its own side:
//
//	∂E/∂x ≈ (-3·E(x) + 4·E(x+h) - E(x+2h))/(2h)        off by h²/3·E''', with -h to the left
//
// Without a kink the two agree, and nothing wrong is between them. Where kinks are crowded some
// may be met from their other side, as behind an input and biases of zero. Then no slope need be
// between, and that the two differ is enough.
func (e GradEntry) atKink(at func(x float64) float64, x float64, crowded bool) bool {
	slope := func(h float64) float64 { return (-3*at(x) + 4*at(x+h) - at(x+2*h)) / (2 * h) }
	left, right := slope(-gradStep), slope(gradStep)
	if crowded && math.Abs(right-left) > 100*e.tolerance {
		return true
	}
	return min(left, right)-e.tolerance <= e.Backward && e.Backward <= max(left, right)+e.tolerance
}

func (r *GradReport) expect(ok bool, rule string) {
	if !ok {
		r.Broken = append(r.Broken, rule)
	}
}

// hasShape reports whether dX has the shape of X; if not, a rule is broken.
func (r *GradReport) hasShape(name string, dX, X *Matrix) bool {
	ok := dX.is(X.Rows, X.Cols)
	r.expect(ok, fmt.Sprintf("the gradient of %s is %s, want %s", name, dX.shape(), X.shape()))
	return ok
}

func (r *GradReport) add(s *GradReport) {
	r.Checked += s.Checked
	r.Wrong = append(r.Wrong, s.Wrong...)
	r.Kinks = append(r.Kinks, s.Kinks...)
	r.Broken = append(r.Broken, s.Broken...)
}

// freezer is implemented by layers that draw random numbers: frozen, they use the last ones again.
type freezer interface{ Freeze(on bool) }

// freeze freezes the layers that draw random numbers, or lets them draw again.
func freeze(on bool, layers ...Layer) {
	for _, l := range layers {
		if l, ok := l.(freezer); ok {
			l.Freeze(on)
		}
	}
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
