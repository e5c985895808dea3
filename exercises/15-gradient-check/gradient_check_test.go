package gradcheck_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gradcheck "exercises/15-gradient-check"
	"exercises/check"
	"exercises/given"
)

const (
	slide     = "Chain Rule"
	slideStep = "Backpropagation steps"
)

// layer is a layer of the museum. Its forward pass is right; the backward pass may be wrong.
type layer struct {
	forward  func(X *given.Matrix) *given.Matrix
	backward func(X, Y, dY *given.Matrix) (dX *given.Matrix)
	params   []*gradcheck.Param
	X, Y     *given.Matrix
}

func (l *layer) Params() []*gradcheck.Param { return l.params }

func (l *layer) ForwardPropagation(X *given.Matrix) *given.Matrix {
	l.X, l.Y = X, l.forward(X)
	return l.Y
}

func (l *layer) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	return l.backward(l.X, l.Y, dY)
}

type builder = func(in, out int) gradcheck.Layer

// exhibit is a layer of the museum and the answer that Check must give: "" if the layer is right.
type exhibit struct {
	name, wrong string
	build       builder
}

// pass is a backward pass of a dense layer. Its results are right; a mistake changes them.
type pass struct {
	n, in, out                 int
	X, W, B, Y, dY, dX, dW, dB *given.Matrix
	calls                      int           // earlier backward passes of this layer
	kept                       *given.Matrix // for mistakes that keep a matrix
}

// dense builds layers Y = size·(XW + B), whose backward pass mistake changes.
func dense(rng *rand.Rand, size float64, mistake func(p *pass)) builder {
	return func(in, out int) gradcheck.Layer {
		W := &gradcheck.Param{Name: "W", Value: check.Random(rng, in, out)}
		B := &gradcheck.Param{Name: "B", Value: check.Random(rng, 1, out)}
		p := new(pass)
		return &layer{
			params:  []*gradcheck.Param{W, B},
			forward: func(X *given.Matrix) *given.Matrix { return X.Dot(W.Value).AddToRows(B.Value).ScaledBy(size) },
			backward: func(X, Y, dY *given.Matrix) *given.Matrix {
				p.n, p.in, p.out = X.Rows, in, out
				p.X, p.W, p.B, p.Y, p.dY = X, W.Value, B.Value, Y, dY
				dZ := dY.ScaledBy(size)
				p.dX, p.dW, p.dB = dZ.Dot(W.Value.T()), X.T().Dot(dZ), dZ.SumAxis0()
				mistake(p)
				p.calls++
				W.Grad, B.Grad = p.dW, p.dB
				return p.dX
			},
		}
	}
}

// elementwise builds layers with y = f(x) and an element of dX from x, y and dy.
func elementwise(f func(x float64) float64, dx func(x, y, dy float64) float64) builder {
	return func(in, out int) gradcheck.Layer {
		return &layer{
			forward: func(X *given.Matrix) *given.Matrix { return X.Apply(f) },
			backward: func(X, Y, dY *given.Matrix) *given.Matrix {
				dX := dY.Clone()
				for i, dy := range dY.Data {
					dX.Data[i] = dx(X.Data[i], Y.Data[i], dy)
				}
				return dX
			},
		}
	}
}

// softmaxOf builds softmax layers with a backward pass that gets S and dY.
func softmaxOf(backward func(S, dY *given.Matrix) (dX *given.Matrix)) builder {
	return func(in, out int) gradcheck.Layer {
		return &layer{
			forward: func(X *given.Matrix) *given.Matrix {
				S := X.Apply(math.Exp)
				for r := range S.Rows {
					sum := 0.0
					for _, e := range S.Row(r) {
						sum += e
					}
					for i := range S.Row(r) {
						S.Row(r)[i] /= sum
					}
				}
				return S
			},
			backward: func(_, S, dY *given.Matrix) *given.Matrix { return backward(S, dY) },
		}
	}
}

// softmax builds softmax layers with an element of dX from s, dy and Σ_j dy_j·s_j.
func softmax(dx func(s, dy, sum float64) float64) builder {
	return softmaxOf(func(S, dY *given.Matrix) *given.Matrix {
		dX := dY.Clone()
		for r := range dY.Rows {
			sum := check.SumOfProducts(given.MatrixOf(S.Row(r)), given.MatrixOf(dY.Row(r)))
			for i, dy := range dY.Row(r) {
				dX.Set(r, i, dx(S.At(r, i), dy, sum))
			}
		}
		return dX
	})
}

func one(float64) float64       { return 1 }
func relu(x float64) float64    { return max(0, x) }
func square(x float64) float64  { return x * x }
func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
func right(*pass)               {}
func zeros(p *pass)             { p.scale(0) }

func (p *pass) scale(by float64) {
	p.dX, p.dW, p.dB = p.dX.ScaledBy(by), p.dW.ScaledBy(by), p.dB.ScaledBy(by)
}

func reluBackward(x, y, dy float64) float64 {
	if x > 0 {
		return dy
	}
	return 0
}

// verdicts are the answers of Check by the name of the exhibit.
type verdicts map[string]string

// missed reports whether Check accepts all exhibits with these names.
func (v verdicts) missed(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		answer, asked := v[name]
		return !asked || answer != ""
	})
}

// accepts reports whether Check accepts the exhibits with these names and rejects all others. If Slopes
// is wrong, the answers do not show what else is.
func (v verdicts) accepts(names ...string) bool {
	accepted := 0
	for _, answer := range v {
		if answer == "" {
			accepted++
		}
	}
	return v.missed(names...) && accepted == len(names) && slopesWork()
}

// missedOnly reports whether Check accepts the right layer and the exhibits with these names only.
func (v verdicts) missedOnly(names ...string) bool { return v.accepts(append(names, "right")...) }

// visit shows the exhibits to Check, in random order, because a Check that counts its calls could have the
// answers in a list. The report names the exhibits for which the answer is wrong.
func visit(rng *rand.Rand, exhibits []exhibit) (v verdicts, report string) {
	v = verdicts{}
	for _, i := range rng.Perm(len(exhibits)) {
		v[exhibits[i].name] = gradcheck.Check(exhibits[i].build, rng)
	}
	var lines []string
	for _, e := range exhibits {
		switch got := v[e.name]; {
		case got == e.wrong:
		case got == "":
			lines = append(lines, "your Check accepts: "+e.name)
		case e.wrong == "":
			lines = append(lines, fmt.Sprintf("your Check returns %q for a right layer: %s", got, e.name))
		default:
			lines = append(lines, fmt.Sprintf("your Check returns %q instead of %q: %s", got, e.wrong, e.name))
		}
	}
	if more := len(lines) - 9; more > 0 {
		lines = append(lines[:9], fmt.Sprintf("... and %d more", more))
	}
	return v, strings.Join(lines, "\n")
}

// shuffled returns the cases in random order, for the same reason.
func shuffled[T any](t *testing.T, cases []T) []T {
	cases = slices.Clone(cases)
	check.Rand(t).Shuffle(len(cases), func(i, k int) { cases[i], cases[k] = cases[k], cases[i] })
	return cases
}

// judge begins a case for the report of a visit.
func judge(t *testing.T, exhibits int) *ruling {
	return &ruling{Case: check.Call(t, fmt.Sprintf("Check(newLayer, rng) for %d kinds of layers", exhibits))}
}

// ruling is a case with at most one mistake: the first of those that were made, because it has the others
// as consequences. A single batch, for example, has one size.
type ruling struct {
	*check.Case
	found bool
}

func (r *ruling) MistakeIf(name, slide string, made bool) *ruling {
	r.Case.MistakeIf(name, slide, made && !r.found)
	r.found = r.found || made
	return r
}

const verdict = `"" for right layers, and the name of the wrong gradient for the others`

// batch is what one backward pass of a right layer got from Check.
type batch struct {
	layer, n, in, out int
	X, Y, dY          *given.Matrix
	stale             bool // the forward pass before it had another X
}

// observe returns what Check does with a right dense layer, and its answer.
func observe(rng *rand.Rand) (all []batch, wrong string) {
	layers := 0
	wrong = gradcheck.Check(func(in, out int) gradcheck.Layer {
		layers++
		number := layers
		return dense(rng, 1, func(p *pass) {
			all = append(all, batch{number, p.n, in, out, p.X.Clone(), p.Y.Clone(), p.dY.Clone(),
				distance(p.Y, p.X.Dot(p.W).AddToRows(p.B)) > 0})
		})(in, out)
	}, rng)
	return all, wrong
}

// batches returns what Check does with a right dense layer. It returns nothing if Check rejects this layer,
// or accepts one whose gradients are zeros.
func batches(rng *rand.Rand) []batch {
	all, wrong := observe(rng)
	if wrong != "" || gradcheck.Check(dense(rng, 1, zeros), rng) == "" {
		return nil
	}
	return all
}

// every reports whether f holds for all elements, of which there is one or more.
func every[T any](all []T, f func(T) bool) bool {
	return len(all) > 0 && !slices.ContainsFunc(all, func(x T) bool { return !f(x) })
}

// always reports whether f returns one of the answers, each of eight times.
func always(f func() string, answers ...string) bool {
	for range 8 {
		if !slices.Contains(answers, f()) {
			return false
		}
	}
	return true
}

func equalX(b batch) bool    { return slices.Min(b.X.Data) == slices.Max(b.X.Data) }
func positiveX(b batch) bool { return slices.Min(b.X.Data) >= 0 }

// slopesWork reports whether Slopes is right for a curve, at a kink and for a large x, where x+h rounds
// a small h. If it is not, no other part of the check is the cause.
func slopesWork() bool {
	x := []float64{2, 0, 1e6}
	X := given.MatrixOf(x)
	E := func() float64 { return X.Data[0] + square(X.Data[0]) + relu(X.Data[1]) + X.Data[2]/1e6 }
	near := func(i int, left, right float64) bool {
		l, r := gradcheck.Slopes(E, X, i)
		return math.Abs(l-left) < 1e-2 && math.Abs(r-right) < 1e-2
	}
	left, right := gradcheck.Slopes(E, X, 2)
	return near(0, 5, 5) && near(1, 0, 1) && math.Abs((left+right)/2-1e-6) < 1e-8 && slices.Equal(X.Row(0), x)
}

// distance returns the largest difference of two elements.
func distance(a, b *given.Matrix) (largest float64) {
	for _, d := range a.Subtract(b).Data {
		largest = max(largest, math.Abs(d))
	}
	return largest
}

// Slopes on both sides, by hand.
//
//exercise:points 2
//exercise:hint 1 Draw the graph of |x| with the points at -h, 0 and h. Which line goes through which
//exercise:hint 1 two of them?
//exercise:hint 2 E is called three times: at x, at x + h and at x - h.
//exercise:hint 3 Print the deviation of the mean for h = 1e-1, 1e-2, ..., 1e-15. It falls, then it
//exercise:hint 3 rises: why?
func TestSlopes(t *testing.T) {
	defer check.Recover(t)
	step := func(x float64) (h float64) {
		X := given.MatrixOf([]float64{x})
		gradcheck.Slopes(func() float64 {
			h = max(h, math.Abs(X.Data[0]-x))
			return 0
		}, X, 0)
		return h
	}
	fallsToTheLeft := func() bool {
		X := given.MatrixOf([]float64{0})
		left, right := gradcheck.Slopes(func() float64 { return max(X.Data[0], 3*X.Data[0]) }, X, 0)
		return math.Abs(left+1) < 1e-3 && math.Abs(right-3) < 1e-3
	}
	for _, tt := range []struct {
		name        string
		x           []float64
		E           func(x []float64) float64
		left, right []float64
	}{
		{"E = 8 + 3·x_0 - 2·x_1", []float64{0.3, -0.7}, func(x []float64) float64 { return 8 + 3*x[0] - 2*x[1] },
			[]float64{3, -2}, []float64{3, -2}},
		{"E = |x_0| + 2·x_0 + |x_1|", []float64{0, -2},
			func(x []float64) float64 { return math.Abs(x[0]) + 2*x[0] + math.Abs(x[1]) },
			[]float64{1, -1}, []float64{3, -1}},
		{"E = e^x_0 + x_1⁴", []float64{2, -1}, func(x []float64) float64 { return math.Exp(x[0]) + math.Pow(x[1], 4) },
			[]float64{math.Exp(2), -4}, []float64{math.Exp(2), -4}},
		{"E = sin 10·x_0 + x_1⁵", []float64{0, 1}, func(x []float64) float64 {
			return math.Sin(10*x[0]) + math.Pow(x[1], 5)
		}, []float64{10, 5}, []float64{10, 5}},
		{"E = 9 + 3/7·x_0 + 4/11·x_1 - 5/13·x_2 - 6/17·x_3", []float64{0.1, 0.2, 0.3, 0.4},
			func(x []float64) float64 { return 9 + 3*x[0]/7 + 4*x[1]/11 - 5*x[2]/13 - 6*x[3]/17 },
			[]float64{3. / 7, 4. / 11, -5. / 13, -6. / 17}, []float64{3. / 7, 4. / 11, -5. / 13, -6. / 17}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			for i, x := range tt.x {
				X, toLeft, toRight := given.MatrixOf(tt.x), 0.0, 0.0
				E := func() float64 {
					toLeft, toRight = max(toLeft, x-X.Data[i]), max(toRight, X.Data[i]-x)
					return tt.E(X.Data)
				}
				slopes := func(left, right float64) []float64 { return []float64{left, right} }
				l, r := tt.left[i], tt.right[i]
				ofX := x == 0 && step(0) == 0 && step(2) > 0
				wrongSign := slopes(-l, r)
				if !fallsToTheLeft() {
					wrongSign = slopes(math.NaN(), r)
				}
				call := func() *check.Case {
					return check.Call(t, fmt.Sprintf("Slopes(E, X, %d)", i), "E", tt.name, "X", X)
				}
				c, mean := call().Within(0.02), call().Within(1e-6)
				gotLeft, gotRight := gradcheck.Slopes(E, X, i)
				for _, c := range []*check.Case{c, mean} {
					c.MistakeIf("the step is proportional to x, so it is 0 where x is 0", slideStep, ofX).
						MistakeIf("the step is so large that the curvature of E counts", slideStep,
							curved(E, X, i, toLeft, gotLeft, gotRight)).
						MistakeIf("the step is so small that rounding counts", slideStep,
							toLeft > 0 && toRight > 0 && max(toLeft, toRight) < 1e-9)
				}
				c.Mistake("the slope to the right is also taken for the left side", slideStep, slopes(r, r)).
					Mistake("both slopes are the central difference, which does not see a kink", slideStep,
						slopes((l+r)/2, (l+r)/2)).
					Mistake("left and right are swapped", slideStep, slopes(r, l)).
					Mistake("the rise to the left has the wrong sign", slideStep, wrongSign).
					Mistake("the rise over one step is divided by two steps", slideStep, slopes(l/2, r/2)).
					Want("left, right", slopes(gotLeft, gotRight), slopes(l, r))
				if distance(given.MatrixOf(slopes(gotLeft, gotRight)), given.MatrixOf(slopes(l, r))) > 0.1 {
					continue // the mean is wrong, too
				}
				// a one-sided difference of a graph that bends up is too large on the right
				mean.MistakeIf("the slope to the right is also taken for the left side", slideStep,
					gotLeft == gotRight && gotRight > r && toLeft < 2e-3).
					Want("the mean of left and right", (gotLeft+gotRight)/2, (l+r)/2)
			}
		})
	}
}

// curved reports whether left and right are the slopes over the step h, which is too large for their mean.
func curved(E func() float64, X *given.Matrix, i int, h, left, right float64) bool {
	x := X.Data[i]
	at := func(moved float64) float64 {
		X.Data[i] = moved
		return E()
	}
	middle := at(x)
	wantLeft, wantRight := (middle-at(x-h))/h, (at(x+h)-middle)/h
	X.Data[i] = x
	return h > 2e-4 && math.Abs(left-wantLeft)+math.Abs(right-wantRight) < 1e-7
}

// After Slopes and CheckAt, X and the parameters are as before.
//
//exercise:points 1
//exercise:hint 1 Is 0.1 + h - h equal to 0.1? Print the difference.
//exercise:hint 2 Which value does x have when the next element is moved?
//exercise:hint 3 Keep a copy of the element before you move it.
func TestRestored(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for k := 0; k < 20 && !t.Failed(); k++ {
		X, W := check.Random(rng, 1, 3).ScaledBy(math.Pow(0.1, float64(k%8))), check.Random(rng, 1, 3)
		before, last := X.Clone(), X
		left, right := gradcheck.Slopes(func() float64 {
			last = X.Clone()
			return check.SumOfProducts(X, W)
		}, X, k%3)
		check.Call(t, fmt.Sprintf("Slopes(E, X, %d)", k%3), "E", "Σ W ⊙ X", "X", before, "W", W).Within(0).
			MistakeIf("x is restored by adding and subtracting h, which rounds", slideStep, distance(X, before) < 1e-12).
			Mistake("x is not restored after it was moved", slideStep, last).
			Want("X after the call", X, before)
		check.Call(t, fmt.Sprintf("Slopes(E, X, %d)", k%3), "E", "Σ W ⊙ X", "X", before, "W", W).Within(1e-6).
			Want("the mean of left and right", (left+right)/2, W.Data[k%3])
	}
	if t.Failed() {
		return // CheckAt uses Slopes
	}
	l := dense(rng, 1, right)(3, 2)
	X, W, B := check.Random(rng, 4, 3), l.Params()[0].Value, l.Params()[1].Value
	c := check.Call(t, "CheckAt(l, X, rng)", "X", X, "W", W, "B", B)
	wrong := gradcheck.CheckAt(l, X, rng)
	c.Unchanged(slideStep)
	c.Want("wrong, for a right layer", fmt.Sprintf("%q", wrong), `""`)
}

// Right layers, among them curved ones, ones with kinks, and ones with small and large numbers.
//
//exercise:points 2
//exercise:hint 1 The report names the layers. What do the rejected ones have in common?
//exercise:hint 2 x² needs both sides of x. A ReLU has gradients that are exactly 0.
//exercise:hint 3 The rounding error grows with E, so a fixed tolerance is too small for large numbers.
//exercise:hint 3 And which forward pass did your layer see last before its backward pass?
func TestRightLayers(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	exhibits := []exhibit{
		{"dense layer", "", dense(rng, 1, right)},
		{"y = x²", "", elementwise(square, func(x, y, dy float64) float64 { return 2 * x * dy })},
		{"y = sin 5x", "", elementwise(func(x float64) float64 { return math.Sin(5 * x) },
			func(x, y, dy float64) float64 { return 5 * math.Cos(5*x) * dy })},
		{"y = sin 100x", "", elementwise(func(x float64) float64 { return math.Sin(100 * x) },
			func(x, y, dy float64) float64 { return 100 * math.Cos(100*x) * dy })},
		{"y = eˣ", "", elementwise(math.Exp, func(x, y, dy float64) float64 { return y * dy })},
		{"tanh", "", elementwise(math.Tanh, func(x, y, dy float64) float64 { return (1 - y*y) * dy })},
		{"ReLU", "", elementwise(relu, reluBackward)},
		{"softmax", "", softmax(func(s, dy, sum float64) float64 { return s * (dy - sum) })},
		{"dense layer with numbers near 1000000", "", dense(rng, 1e6, right)},
		{"dense layer with numbers near 0.0000001", "", dense(rng, 1e-7, right)},
		{"dense layer with a dX of zeros", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.ScaledBy(0) })},
		{"y = x² with the dX of y = eˣ", "dX", elementwise(square, func(x, y, dy float64) float64 { return y * dy })},
	}
	mean := func(p *pass) { p.scale(1 / float64(p.n*p.out)) }
	v, report := visit(rng, exhibits)
	all, wrong := observe(rng)
	accepts := func(mistake func(p *pass)) bool {
		return wrong != "" && slopesWork() && gradcheck.Check(dense(rng, 1, mistake), rng) == ""
	}
	judge(t, len(exhibits)).
		MistakeIf("the forward pass before the backward pass has a different X", slideStep,
			every(all, func(b batch) bool { return b.stale })).
		MistakeIf("E does not change with X, because it does not use the output of a new forward pass", slideStep,
			accepts(zeros)).
		MistakeIf("E is the mean of the outputs, but dY belongs to their sum", slide, accepts(mean)).
		MistakeIf("the difference is one-sided: it uses x and x + h", slideStep,
			v.missed("dense layer", "ReLU") && v["y = x²"] != "" && slopesWork() && oneSided(rng)).
		MistakeIf("two zeros are not equal: 0/0 is NaN, and 0 < 0 is false", slide,
			v.missed("dense layer", "y = x²", "tanh") && v["ReLU"] != "" && slopesWork() && rejectsZeros(rng)).
		MistakeIf("the tolerance does not follow the size of the gradients", slide,
			v["dense layer"] == "" && v["dense layer with numbers near 1000000"] != "" && slopesWork()).
		True(verdict, report, report == "")
}

// oneSided reports whether CheckAt wants the slope from x to x + h for y = x², which is 2x + h.
func oneSided(rng *rand.Rand) bool {
	h := 0.0
	wants := func(slope float64) bool {
		l := elementwise(func(x float64) float64 {
			h = max(h, math.Abs(x-1.5))
			return x * x
		}, func(x, y, dy float64) float64 { return slope * dy })(1, 1)
		return gradcheck.CheckAt(l, given.MatrixOf([]float64{1.5}), rng) == ""
	}
	return !wants(3) && wants(3+h)
}

// rejectsZeros reports whether Check rejects a right layer because its gradient is 0, not because of a kink.
func rejectsZeros(rng *rand.Rand) bool {
	bent := elementwise(func(x float64) float64 { return max(x, x/2) }, func(x, y, dy float64) float64 {
		return max(reluBackward(x, y, 1), 0.5) * dy
	})
	constant := elementwise(one, func(x, y, dy float64) float64 { return 0 })
	return gradcheck.Check(bent, rng) == "" && gradcheck.Check(constant, rng) != ""
}

// Wrong gradients of a dense layer, each with its name.
//
//exercise:points 1
//exercise:hint 1 Which matrices does a backward pass calculate?
//exercise:hint 2 W is a matrix like X: E depends on it, and the layer states its gradient.
//exercise:hint 3 Repeat the forward pass after each change of W, because E depends on W.
func TestDense(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	zeroDW := dense(rng, 1, func(p *pass) { p.dW = p.dW.ScaledBy(0) })
	exhibits := []exhibit{
		{"right", "", dense(rng, 1, right)},
		{"dX is divided by n", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.ScaledBy(1 / float64(p.n)) })},
		{"dX has the wrong sign", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.ScaledBy(-1) })},
		{"dW is divided by n", "dW", dense(rng, 1, func(p *pass) { p.dW = p.dW.ScaledBy(1 / float64(p.n)) })},
		{"dW is zero", "dW", zeroDW},
		{"dW is zero, and B is no parameter", "dW", func(in, out int) gradcheck.Layer {
			l := zeroDW(in, out).(*layer)
			l.params = l.params[:1]
			return l
		}},
		{"dW is transposed", "dW", dense(rng, 1, func(p *pass) { p.dW = p.dW.T() })},
		{"dB is divided by n", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dB.ScaledBy(1 / float64(p.n)) })},
		{"dB has one row per example", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dY.Clone() })},
		{"dB is a column", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dB.T() })},
		{"dW is never set", "dW", dense(rng, 1, func(p *pass) { p.dW = nil })},
		{"all gradients are too small", "dX", dense(rng, 1, func(p *pass) { p.scale(0.5) })},
		{"dW and dB are too small", "dW", dense(rng, 1, func(p *pass) { p.dW, p.dB = p.dW.ScaledBy(0.5), p.dB.ScaledBy(0.5) })},
	}
	v, report := visit(rng, exhibits)
	judge(t, len(exhibits)).
		MistakeIf("only dX is checked, not the gradients of the parameters", slide,
			v.missedOnly("dW is divided by n", "dW is zero", "dW is zero, and B is no parameter", "dW is transposed",
				"dB is divided by n", "dB has one row per example", "dB is a column", "dW is never set",
				"dW and dB are too small")).
		MistakeIf("the last wrong gradient is named, not the first", slide,
			v["all gradients are too small"] == "dB" && v["dW and dB are too small"] == "dB").
		MistakeIf("only the gradients of the parameters are checked, not dX", slide,
			v.missedOnly("dX is divided by n", "dX has the wrong sign")).
		MistakeIf("only the first parameter is checked", slide,
			v.missedOnly("dB is divided by n", "dB has one row per example", "dB is a column")).
		MistakeIf("the name of the parameter is returned, not that of its gradient", slide, v["dW is zero"] == "W").
		MistakeIf("every batch has one example", slide, v.missed("dW is divided by n") &&
			every(batches(rng), func(b batch) bool { return b.n == 1 })).
		MistakeIf("absolute values are compared, so a wrong sign passes", slide,
			v.missedOnly("dX has the wrong sign")).
		MistakeIf("the shapes are not compared", slide, v.missedOnly("dB is a column")).
		True(verdict, report, report == "")
}

// Mistakes that a simple dY or X hides.
//
//exercise:points 1
//exercise:hint 1 What is the sum of the outputs of a softmax? How does it change with x?
//exercise:hint 2 Which dY belongs to the plain sum of the outputs? What is dY·f' then?
//exercise:hint 3 A sum of products with numbers that you choose has these numbers as its ∂E/∂Y.
//exercise:hint 3 Are there some of both signs in dY and in X, different in every row?
func TestOutputError(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	const reluAll, reluCut = "ReLU: everything passes back", "ReLU: negative elements of dY do not pass back"
	const firstForAll = "dense layer: the dX of the first example for all"
	const lastZero = "dense layer: the dX of the last example is zero"
	exhibits := []exhibit{
		{"softmax, right", "", softmax(func(s, dy, sum float64) float64 { return s * (dy - sum) })},
		{"softmax: dX is all zeros", "dX", softmax(func(s, dy, sum float64) float64 { return 0 })},
		{"softmax: dX has the wrong sign", "dX", softmax(func(s, dy, sum float64) float64 { return s * (sum - dy) })},
		{"softmax: dX is 7 times too large", "dX", softmax(func(s, dy, sum float64) float64 { return 7 * s * (dy - sum) })},
		{"sigmoid: dY is left out", "dX", elementwise(sigmoid, func(x, y, dy float64) float64 { return y * (1 - y) })},
		{"ReLU: dY is left out", "dX", elementwise(relu, func(x, y, dy float64) float64 { return reluBackward(x, y, 1) })},
		{"dense layer: dY is left out of dX", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dY.Apply(one).Dot(p.W.T()) })},
		{reluAll, "dX", elementwise(relu, func(x, y, dy float64) float64 { return dy })},
		{reluCut, "dX", elementwise(relu, func(x, y, dy float64) float64 { return reluBackward(x, y, relu(dy)) })},
		{firstForAll, "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.ScaledBy(0).AddToRows(top(p.dX, 1)) })},
		{lastZero, "dX", dense(rng, 1, func(p *pass) { p.dX = only(p.dX, p.n-1, p.in) })},
	}
	v, report := visit(rng, exhibits)
	all := batches(rng)
	judge(t, len(exhibits)).
		MistakeIf("dY is all ones: E is the plain sum of the outputs", slide,
			every(all, func(b batch) bool { return distance(b.dY, b.dY.Apply(one)) == 0 })).
		MistakeIf("every batch has one example", slide, every(all, func(b batch) bool { return b.n == 1 })).
		MistakeIf("dY is 0 except for one element", slide, every(all, oneElement)).
		MistakeIf("dY is a multiple of Y: E is the sum of the squares", slide,
			every(all, multipleOfY)).
		MistakeIf("all elements of X are equal", slide, v.missed(reluAll) && every(all, equalX)).
		MistakeIf("all elements of X are positive", slide, v.missed(reluAll) && every(all, positiveX)).
		MistakeIf("dY is the same for all examples", slide, v.missed(firstForAll) &&
			every(all, func(b batch) bool { return distance(b.dY, b.dY.ScaledBy(0).AddToRows(top(b.dY, 1))) == 0 })).
		MistakeIf("all elements of dY are positive", slide, v.missed(reluCut) &&
			every(all, func(b batch) bool { return slices.Min(b.dY.Data) > 0 })).
		MistakeIf("E is the plain sum of the outputs, although dY is random", slide,
			v.accepts("sigmoid: dY is left out", "ReLU: dY is left out") ||
				v.accepts("softmax: dX is all zeros", "sigmoid: dY is left out", "ReLU: dY is left out")).
		True(verdict, report, report == "")
}

// oneElement reports whether dY has one element that is not 0.
func oneElement(b batch) bool {
	return len(slices.DeleteFunc(slices.Clone(b.dY.Data), func(dy float64) bool { return dy == 0 })) == 1
}

// multipleOfY reports whether dY is a multiple of Y, as the derivative of a sum of squares is.
func multipleOfY(b batch) bool {
	factor := b.dY.Data[0] / b.Y.Data[0]
	return factor != 0 && distance(b.dY, b.Y.ScaledBy(factor)) < 1e-9
}

// only returns m with zeros below the first rows and after the first columns.
func only(m *given.Matrix, rows, cols int) *given.Matrix {
	part := m.ScaledBy(0)
	for i := range min(rows, m.Rows) {
		copy(part.Row(i)[:min(cols, m.Cols)], m.Row(i))
	}
	return part
}

// Mistakes that certain shapes hide: loops with a wrong bound.
//
//exercise:points 2
//exercise:hint 1 The report names the loops. For which n, in and out does the loop end too early?
//exercise:hint 2 With three equal numbers every bound is right. With n = 1 every mean is a sum.
//exercise:hint 3 One shape cannot have more inputs than outputs and more outputs than inputs.
func TestShapes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	exhibits := []exhibit{
		{"right", "", dense(rng, 1, right)},
		{"dB is divided by n", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dB.ScaledBy(1 / float64(p.n)) })},
		{"dW: the loop over the examples ends at in", "dW", dense(rng, 1, func(p *pass) {
			p.dW = p.X.T().Dot(only(p.dY, p.in, p.out))
		})},
		{"dW: the loop over the outputs ends at in", "dW", dense(rng, 1, func(p *pass) { p.dW = only(p.dW, p.in, p.in) })},
		{"dX: the loop over the inputs ends at out", "dX", dense(rng, 1, func(p *pass) { p.dX = only(p.dX, p.n, p.out) })},
		{"dB: the loop over the examples ends at out", "dB", dense(rng, 1, func(p *pass) {
			p.dB = only(p.dY, p.out, p.out).SumAxis0()
		})},
		{"dX: the loop over the inputs ends at n", "dX", dense(rng, 1, func(p *pass) { p.dX = only(p.dX, p.n, p.n) })},
	}
	_, report := visit(rng, exhibits)
	all := batches(rng)
	judge(t, len(exhibits)).
		MistakeIf("all layers are square: in and out are equal", slide,
			every(all, func(b batch) bool { return b.in == b.out })).
		MistakeIf("every batch has one example", slide, every(all, func(b batch) bool { return b.n == 1 })).
		MistakeIf("all layers have the same shape", slide,
			every(all, func(b batch) bool { return b.in == all[0].in && b.out == all[0].out })).
		MistakeIf("no batch has more examples than the layer has inputs", slide,
			every(all, func(b batch) bool { return b.n <= b.in })).
		True(verdict, report, report == "")
}

// top returns the first n rows of m, or all if it has fewer.
func top(m *given.Matrix, n int) *given.Matrix {
	n = min(n, m.Rows)
	return &given.Matrix{Rows: n, Cols: m.Cols, Data: m.Data[:n*m.Cols]}
}

// Mistakes that appear in the second batch of a layer.
//
//exercise:points 1
//exercise:hint 1 What can a layer keep from one batch to the next?
//exercise:hint 2 A layer gets a new X in every step of the training. How often does it in your Check?
//exercise:hint 3 Call newLayer once for several batches, not once for each batch. The last batch of
//exercise:hint 3 an epoch is smaller, and the first one of the next epoch is larger again.
func TestBatches(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	const firstWrong = "dX is zero in the first batch"
	added := func(p *pass, gradient *given.Matrix) *given.Matrix {
		if p.calls > 0 {
			gradient = gradient.Add(p.kept)
		}
		p.kept = gradient
		return gradient
	}
	exhibits := []exhibit{
		{"right", "", dense(rng, 1, right)},
		{firstWrong, "dX", dense(rng, 1, func(p *pass) {
			if p.calls == 0 {
				p.dX = p.dX.ScaledBy(0)
			}
		})},
		{"dW is added to that of the batch before", "dW", dense(rng, 1, func(p *pass) { p.dW = added(p, p.dW) })},
		{"dB is added to that of the batch before", "dB", dense(rng, 1, func(p *pass) { p.dB = added(p, p.dB) })},
		{"dW uses the X of the first batch", "dW", dense(rng, 1, func(p *pass) {
			if p.calls == 0 {
				p.kept = p.X.Clone()
			}
			p.dW = top(p.kept, p.n).T().Dot(top(p.dY, p.kept.Rows))
		})},
		{"dX has as many rows as in the first batch, then zeros", "dX", dense(rng, 1, func(p *pass) {
			if p.calls == 0 {
				p.kept = p.X.Clone()
			}
			p.dX = only(p.dX, p.kept.Rows, p.in)
		})},
		{"dB includes rows of a larger batch before", "dB", dense(rng, 1, func(p *pass) {
			if p.calls > 0 && p.kept.Rows > p.n {
				p.dB = p.dB.Add(p.kept.Subtract(only(p.kept, p.n, p.out)).SumAxis0())
			}
			p.kept = p.dY.Clone()
		})},
	}
	v, report := visit(rng, exhibits)
	all := batches(rng)
	judge(t, len(exhibits)).
		MistakeIf("a later batch overwrites the answer for an earlier one", slide, slopesWork() && v.missed(firstWrong) &&
			gradcheck.Check(dense(rng, 1, zeros), rng) == "dX").
		MistakeIf("there is one batch only", slide, len(all) == 1).
		MistakeIf("every batch gets a new layer, which remembers nothing", slide, len(all) > 0 &&
			all[len(all)-1].layer == len(all)).
		MistakeIf("no batch of a layer is smaller than the batch before it", slide, len(all) > 1 && grows(all)).
		MistakeIf("all batches of a layer have the same size", slide, every(all, func(b batch) bool {
			return every(all, func(other batch) bool { return other.layer != b.layer || other.n == b.n })
		})).
		True(verdict, report, report == "")
}

// grows reports whether the batches of each layer become larger, and no two have the same size.
func grows(all []batch) bool {
	several := false
	for i, b := range all[1:] {
		if before := all[i]; before.layer == b.layer {
			if several = true; b.n <= before.n {
				return false
			}
		}
	}
	return several
}

// Mistakes of 0.1 %, and mistakes in small gradients.
//
//exercise:points 1
//exercise:hint 1 How far from the slope is a right gradient in your Check? Print it.
//exercise:hint 2 A difference of 0.0000001 is much for a gradient of 0.0000001, and nothing for 1000000.
//exercise:hint 3 Divide the difference by the size of the gradient. Which size is never 0?
func TestTolerance(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	const lastTooLarge = "the last row of dX is seven times too large"
	const lastSign = "the last row of dX has the wrong sign"
	const leaky = "a leaky ReLU passes 0.01·dY back where x < 0, but 0 forward"
	lastRow := func(m *given.Matrix) *given.Matrix { return m.Subtract(only(m, m.Rows-1, m.Cols)) }
	scaled := func(size, by float64) builder {
		return dense(rng, size, func(p *pass) { p.dX = p.dX.ScaledBy(by) })
	}
	exhibits := []exhibit{
		{"right", "", scaled(1, 1)},
		{"dX is seven times too large", "dX", scaled(1, 7)},
		{lastTooLarge, "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.Add(lastRow(p.dX).ScaledBy(6)) })},
		{lastSign, "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.Add(lastRow(p.dX).ScaledBy(-2)) })},
		{"dX is 1 % too large", "dX", scaled(1, 1.01)},
		{"dX is 0.1 % too small", "dX", scaled(1, 0.999)},
		{"dX, with elements near 0.0000001, is twice too large", "dX", scaled(1e-7, 2)},
		{"dX, with elements near 1000000, is 0.1 % too large", "dX", scaled(1e6, 1.001)},
		{"y = sin 10x: dX is 0.2 % too large", "dX", elementwise(func(x float64) float64 { return math.Sin(10 * x) },
			func(x, y, dy float64) float64 { return 10.02 * math.Cos(10*x) * dy })},
		{leaky, "dX",
			elementwise(relu, func(x, y, dy float64) float64 { return max(reluBackward(x, y, 1), 0.01) * dy })},
	}
	works := slopesWork()
	v, report := visit(rng, exhibits)
	all := batches(rng)
	judge(t, len(exhibits)).
		MistakeIf("all elements of X are equal", slide, v.missedOnly(leaky) && every(all, equalX)).
		MistakeIf("all elements of X are positive", slide, v.missedOnly(leaky) && every(all, positiveX)).
		MistakeIf("dY is a multiple of Y: E is the sum of the squares", slide,
			v.missedOnly(leaky) && every(all, multipleOfY)).
		MistakeIf("only the signs are compared", slide, works &&
			v.missed("dX is seven times too large", lastTooLarge) && !v.missed(lastSign)).
		MistakeIf("only the direction of a gradient is compared, so a factor passes", slide, works &&
			v.missed("dX is seven times too large") && !v.missed(lastTooLarge)).
		MistakeIf("the tolerance is so large that a wrong gradient passes", slide, works &&
			v.missed("dX is 0.1 % too small") && !v.missed("dX is seven times too large")).
		MistakeIf("the tolerance does not follow the size of the gradients", slide, works &&
			v.missed("dX, with elements near 0.0000001, is twice too large") &&
			!v.missed("dX is seven times too large")).
		True(verdict, report, report == "")
}

// Mistakes in one element, and NaN.
//
//exercise:points 1
//exercise:hint 1 Which elements of dX and dW does your Check compare?
//exercise:hint 2 Is NaN larger than the tolerance? Try it: NaN > 1, NaN < 1.
//exercise:hint 3 Elements with opposite mistakes can have the right sum. Ask of each whether it is close,
//exercise:hint 3 not whether it is far.
func TestElements(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	const firstSum = "softmax: the first example's sum for all examples"
	change := func(f func(dX []float64)) builder {
		return dense(rng, 1, func(p *pass) { f(p.dX.Data) })
	}
	exhibits := []exhibit{
		{"right", "", dense(rng, 1, right)},
		{"only the last element of dX is wrong", "dX", change(func(dX []float64) { dX[len(dX)-1] += 1 })},
		{"two elements of dX are wrong, their sum is right", "dX", change(func(dX []float64) {
			dX[0] += 1
			dX[len(dX)-1] -= 1
		})},
		{"the last row of dW is wrong", "dW", dense(rng, 1, func(p *pass) { p.dW = only(p.dW, p.in-1, p.out) })},
		{"the last element of dX is NaN", "dX", change(func(dX []float64) { dX[len(dX)-1] = math.NaN() })},
		{"all elements of dX are infinite", "dX", dense(rng, 1, func(p *pass) {
			p.dX = p.dX.Apply(func(float64) float64 { return math.Inf(1) })
		})},
		{firstSum, "dX", softmaxOf(func(S, dY *given.Matrix) *given.Matrix {
			sum := check.SumOfProducts(top(S, 1), top(dY, 1))
			return S.Multiply(dY.Apply(func(dy float64) float64 { return dy - sum }))
		})},
	}
	v, report := visit(rng, exhibits)
	judge(t, len(exhibits)).
		MistakeIf("only the first element is compared", slide,
			v.missedOnly("only the last element of dX is wrong", "the last row of dW is wrong",
				"the last element of dX is NaN", firstSum)).
		MistakeIf("every batch has one example", slide, v.missed(firstSum) &&
			every(batches(rng), func(b batch) bool { return b.n == 1 })).
		MistakeIf("only the sum of the elements is compared", slide,
			v.missedOnly("two elements of dX are wrong, their sum is right")).
		MistakeIf("an infinite gradient passes, as with a tolerance relative to it", slide,
			v.missedOnly("all elements of dX are infinite")).
		MistakeIf("NaN passes, for example because no comparison with NaN is true", slide,
			v.missedOnly("the last element of dX is NaN") ||
				v.missedOnly("the last element of dX is NaN", "all elements of dX are infinite")).
		True(verdict, report, report == "")
}

// A ReLU with inputs at its kink.
//
//exercise:points 1
//exercise:hint 1 What is the central difference of a ReLU at 0? What does your backward pass return?
//exercise:hint 2 Slopes gives both slopes. When do they differ?
//exercise:hint 3 0, 0.5 and 1 are right for the ReLU at 0. Which rule accepts them, but neither 2 nor -1?
func TestKinks(t *testing.T) {
	defer check.Recover(t)
	kinks := answersAtKinks(t)
	for _, tt := range shuffled(t, []struct {
		slope float64
		wrong string
	}{{0, ""}, {1, ""}, {0.5, ""}, {0.3, ""}, {2, "dX"}, {-1, "dX"}, {1.01, "dX"}, {-0.01, "dX"}, {math.NaN(), "dX"}}) {
		t.Run(fmt.Sprint("slope ", tt.slope), func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			at := func(x, last, slope float64) (wrong string) { // with the slope at inputs x
				X := given.MatrixOf([]float64{x, 0.5, -1.5}, []float64{2, -0.75, last})
				return gradcheck.CheckAt(elementwise(relu, func(v, y, dy float64) float64 {
					if v == x {
						return slope * dy
					}
					return reluBackward(v, y, dy)
				})(3, 3), X, rng)
			}
			wrong := at(0, 0, tt.slope)
			besideKink := func() string { return at(0.25, 0, 1.2) }
			call := func(X *given.Matrix) *check.Case {
				return check.Call(t, "CheckAt(l, X, rng)", "l", fmt.Sprintf("ReLU with the derivative %v at 0", tt.slope),
					"X", X).
					MistakeIf("at a kink only one value is right for the check", slide,
						slopesWork() && tt.wrong == "" && at(0.25, 0.25, 1) == "" && kinks.oneRight()).
					MistakeIf(onlyWhereItGrows, slide, slopesWork() && tt.wrong == "" && kinks.onlyRight(rises)).
					MistakeIf(onlyWhereItFalls, slide, slopesWork() && tt.wrong == "" && kinks.onlyRight(falls))
			}
			call(given.MatrixOf([]float64{0, 0.5, -1.5}, []float64{2, -0.75, 0})).
				MistakeIf("dY is a multiple of Y: E is the sum of the squares", slide,
					every(batches(rng), multipleOfY)).
				MistakeIf("at a kink every gradient passes", slide, slopesWork() && tt.wrong != "" && wrong == "" &&
					at(0.25, 0.25, tt.slope) == tt.wrong && always(besideKink, "dX") && !every(batches(rng), oneElement)).
				Want("wrong", fmt.Sprintf("%q", wrong), fmt.Sprintf("%q", tt.wrong))
			if t.Failed() {
				return
			}
			for _, k := range []kink{rises, falls} {
				for _, got := range kinks[k][fmt.Sprint(tt.slope)] {
					call(given.MatrixOf([]float64{0, 2})).
						Want(fmt.Sprintf("wrong, where the slope of E %s at the kink", k), fmt.Sprintf("%q", got), fmt.Sprintf("%q", tt.wrong))
				}
			}
		})
	}
}

// kink is what the slope of E does at a kink. For a ReLU, it grows where dY is positive.
type kink string

const (
	rises kink = "grows"
	falls kink = "falls"

	onlyWhereItGrows = "a right gradient passes where the slope grows at a kink, but not where it falls"
	onlyWhereItFalls = "a right gradient passes where the slope falls at a kink, but not where it grows"
)

// answers are the different answers of CheckAt by the kink and the derivative of the ReLU there.
type answers map[kink]map[string][]string

// answersAtKinks asks CheckAt about a ReLU with one input at its kink.
func answersAtKinks(t *testing.T) answers {
	t.Helper()
	rng := check.Rand(t)
	all := answers{rises: {}, falls: {}}
	for _, slope := range []float64{0, 1, 0.5, 0.3, 2, -1, 1.01, -0.01, math.NaN()} {
		for range 40 {
			k := rises
			answer := gradcheck.CheckAt(elementwise(relu, func(x, y, dy float64) float64 {
				if x != 0 {
					return reluBackward(x, y, dy)
				}
				if dy < 0 {
					k = falls
				}
				return slope * dy
			})(2, 2), given.MatrixOf([]float64{0, 2}), rng)
			if name := fmt.Sprint(slope); !slices.Contains(all[k][name], answer) {
				all[k][name] = append(all[k][name], answer)
			}
		}
	}
	return all
}

// right returns how many of the three right derivatives pass at a kink.
func (a answers) right(k kink) (count int) {
	for _, slope := range []string{"0", "0.5", "1"} {
		if slices.Equal(a[k][slope], []string{""}) {
			count++
		}
	}
	return count
}

// rejects reports whether the wrong derivatives fail at a kink.
func (a answers) rejects(k kink) bool {
	return slices.Equal(a[k]["2"], []string{"dX"}) && slices.Equal(a[k]["-1"], []string{"dX"})
}

func (a answers) oneRight() bool {
	return a.right(rises) == 1 && a.right(falls) == 1 && a.rejects(rises) && a.rejects(falls)
}

// onlyRight reports whether every right derivative passes at this kind of kink only.
func (a answers) onlyRight(k kink) bool {
	other := rises
	if k == rises {
		other = falls
	}
	return a.right(k) == 3 && a.right(other) < 3 && a.rejects(k) && a.rejects(other)
}

// Backward passes that change what is not theirs, and gradients that are missing.
//
//exercise:points 1
//exercise:hint 1 Read the paragraph about "E" again.
//exercise:hint 2 X, dY and the parameters all go into E.
//exercise:hint 3 Calculate E before and after the backward pass. Does your E use the dY that the layer got?
func TestChanges(t *testing.T) {
	defer check.Recover(t)
	type change struct {
		name, wrong string
		mistake     func(p *pass)
	}
	changes := []change{
		{"a right layer", "", right},
		{"after dX and dW the layer performs STEP 4", "E", step4},
		{"the layer performs STEP 4, then it calculates dX", "E", func(p *pass) {
			step4(p)
			p.dX = p.dY.Dot(p.W.T())
		}},
		{"dX is written into dY", "E", func(p *pass) { p.dX = copyInto(p.dY, p.dX) }},
		{"dX is written into X", "E", func(p *pass) { p.dX = copyInto(p.X, p.dX) }},
		{"dX is nil", "dX", func(p *pass) { p.dX = nil }},
	}
	for _, tt := range shuffled(t, changes) {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			answer := func(mistake func(p *pass)) func() (wrong string) {
				return func() string {
					return gradcheck.CheckAt(dense(rng, 1, mistake)(3, 3), check.Random(rng, 4, 3), rng)
				}
			}
			wrong := answer(tt.mistake)()
			unnoticed := func(c change) bool {
				return c.wrong != "E" || always(answer(c.mistake), "", "dX", "dW", "dB")
			}
			check.Call(t, "CheckAt(l, X, rng)", "l", tt.name).
				MistakeIf("a backward pass that changes E is not noticed", slideStep, tt.wrong == "E" && wrong != "E" &&
					answer(right)() == "" && (always(answer(tt.mistake), "") || every(changes, unnoticed))).
				Want("wrong", fmt.Sprintf("%q", wrong), fmt.Sprintf("%q", tt.wrong))
		})
	}
}

// step4 changes the weights by a step of gradient descent.
func step4(p *pass) { copyInto(p.W, p.W.Subtract(p.dW.ScaledBy(0.1))) }

// copyInto writes the elements of from into m, which it returns.
func copyInto(m, from *given.Matrix) *given.Matrix {
	copy(m.Data, from.Data)
	return m
}
