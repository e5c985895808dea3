// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// The functions in this file compare the gradients of a backward pass with finite differences,
// which approximate the definition of the derivative. For a number E that depends on x:
//
//	∂E/∂x ≈ (E(x+h) - E(x-h))/(2h)        off by h²/6·E''' and by rounding, about 10⁻¹⁶·E/h
//
// For a layer, E = Σ R ⊙ Y with a random R, so that dE/dY = R. The plain sum of the outputs, R = 1,
// can hide mistakes. For example, the outputs of a softmax sum to 1 for every input, so a backward
// pass that returns zeros would be accepted.

const (
	gradStep      = 1e-5 // h; a smaller h increases the rounding error, a larger h the h² term
	gradTolerance = 1e-6 // relative; right formulas are off by 1e-9, wrong ones by 1e-2 or more
	gradDraws     = 3    // more than one, because a wrong formula can be right by chance
)

// GradReport holds the results of a comparison.
type GradReport struct {
	Of      string      // the layer, loss or network that was checked
	Checked int         // number of entries
	Wrong   []GradEntry // entries that differ, except at a kink
	Kinks   []GradEntry // entries at a kink, where any value between the two slopes is accepted
	Broken  []string    // broken rules of the [Layer] contract

	crowded bool // several kinks can affect one entry
}

// GradEntry is one entry of a gradient.
type GradEntry struct {
	Name      string // name of the matrix: input, weights, biases, ...
	Row, Col  int
	Backward  float64 // value computed by the backward pass
	Numeric   float64 // value computed by finite differences
	tolerance float64
}

// String formats the entry with both values.
func (e GradEntry) String() string {
	return fmt.Sprintf("%s[%d,%d]: the backward pass gives %.9g, finite differences give %.9g",
		e.Name, e.Row, e.Col, e.Backward, e.Numeric)
}

// off returns the difference of the two values divided by the tolerance; 1 or less is right.
func (e GradEntry) off() float64 {
	if off := math.Abs(e.Backward-e.Numeric) / e.tolerance; !math.IsNaN(off) {
		return off
	}
	return math.Inf(1)
}

// Err returns nil if everything is right. Otherwise it returns an error with the number of wrong
// entries and the worst of them.
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

// CheckLayer checks the backward pass of a layer for inputs of inputShape columns. It initializes
// the layer and sets its parameters to random values. For three random inputs it compares every
// entry of dE/dX and of every parameter's gradient with finite differences, and checks the rules of
// the [Layer] contract. A layer that draws random numbers, for example dropout, needs a method
// Freeze(on bool) that makes it reuse the last ones.
func CheckLayer(l Layer, inputShape int, rng *rand.Rand) *GradReport {
	l.SetInputShape(inputShape)
	if l, ok := l.(initialized); ok {
		l.Initialize(rng)
	}
	report := &GradReport{Of: LayerName(l)}
	for draw := range gradDraws {
		n := 2 + gradDraws - draw // fewer rows each time, as in the last batch of an epoch
		for n == inputShape || n == l.OutputShape() {
			n++ // different from both, so that a transposed matrix has a wrong shape
		}
		for _, p := range l.Params() {
			normal(p.Value, rng) // not zero, because zeros can hide mistakes
		}
		report.add(CheckLayerAt(l, normal(NewMatrix(n, inputShape), rng), rng))
	}
	return report
}

// CheckLayerAt checks a layer as CheckLayer does, for the given input X (n, in) and the current
// parameters.
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
	report.expect(X.Equal(keptX), "the forward or backward pass writes into its input")
	report.expect(R.Equal(keptR), "the backward pass writes into the output error")
	for i, p := range l.Params() {
		report.expect(p.Value.Equal(kept[i]),
			"the backward pass changes the "+p.Name+"; only the optimizer may")
	}
	E()
	report.expect(l.BackwardPropagation(R).Equal(dX),
		"a second backward pass returns a different dX")
	for i, p := range l.Params() {
		report.expect(p.Grad.Equal(grads[i]),
			"a second backward pass leaves a different gradient of the "+p.Name+"; assign it, do not add to it")
	}

	report.compare("input", X, dX, E)
	for i, p := range l.Params() {
		report.compare(p.Name, p.Value, grads[i], E)
	}
	return report
}

// CheckLoss checks the derivative of a loss for three random predictions in (0, 1).
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

// compare checks the gradient dX of E with respect to X. It changes each entry of X for this, and
// restores it.
func (r *GradReport) compare(name string, X, dX *Matrix, E func() float64) {
	if !r.hasShape(name, dX, X) {
		return
	}
	dX = dX.Clone()
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			at := func(x float64) float64 { X.Set(i, j, x); return E() }
			e := GradEntry{Name: name, Row: i, Col: j, Backward: dX.At(i, j)}
			e.Numeric = (at(x+gradStep) - at(x-gradStep)) / (2 * gradStep)
			e.tolerance = gradTolerance * max(math.Abs(e.Numeric), 1e-3*max(1, math.Abs(at(x))))
			r.Checked++
			switch {
			case e.off() <= 1:
			case e.atKink(at, x, r.crowded):
				r.Kinks = append(r.Kinks, e)
			default: // includes NaN
				r.Wrong = append(r.Wrong, e)
			}
			X.Set(i, j, x)
		}
	}
}

// atKink reports whether the entry lies between the slopes to the left and to the right of x. Each
// slope is computed from three points on one side:
//
//	∂E/∂x ≈ (-3·E(x) + 4·E(x+h) - E(x+2h))/(2h)        off by h²/3·E''', with -h to the left
//
// Without a kink, the two slopes agree, and no wrong value lies between them. If kinks are crowded,
// for example after an input and biases of zero, a change of x can cross several kinks in different
// directions. The right value then need not lie between the slopes, so atKink only requires that
// they differ.
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

// hasShape reports whether dX has the shape of X. If not, it records a broken rule.
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

// freezer is implemented by layers that draw random numbers. A frozen layer reuses the last ones.
type freezer interface{ Freeze(on bool) }

// freeze calls Freeze of the layers that draw random numbers.
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
