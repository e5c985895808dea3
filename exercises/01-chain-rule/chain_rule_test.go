package chain_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	chain "exercises/01-chain-rule"
	"exercises/check"
	"exercises/given"
)

const slide = "Chain Rule"

// The slope through two points, by hand.
//
//exercise:points 2
//exercise:hint 1 Draw f, the two points and the line through them. How far apart are the points,
//exercise:hint 1 along x?
//exercise:hint 2 A slope is how far the line rises, divided by how far it runs.
//exercise:hint 3 From x - h to x + h the line runs 2h. Mind the order in which Go evaluates / and
//exercise:hint 3 *.
func TestFiniteDifference(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	x, h := rng.NormFloat64(), 0.5+rng.Float64()
	for _, tt := range []struct {
		f       string
		F       func(x float64) float64
		x, h    float64
		want    float64
		because string
	}{
		{"x³", func(x float64) float64 { return x * x * x }, 3, 2, 31, "(5³ - 1³)/4"},
		{"x²", func(x float64) float64 { return x * x }, -3, 0.5, -6, "((-2.5)² - (-3.5)²)/1"},
		{"1/x", func(x float64) float64 { return 1 / x }, 2, 1, -1.0 / 3, "(1/3 - 1/1)/2"},
		{"x³", func(x float64) float64 { return x * x * x }, x, h, 3*x*x + h*h, "3x² + h²"},
	} {
		t.Run(tt.because, func(t *testing.T) {
			defer check.Recover(t)
			f, x, h := tt.F, tt.x, tt.h
			check.Call(t, "FiniteDifference(f, x, h)", "f(x)", tt.f, "x", x, "h", h).
				Mistake("the slope is one-sided: it uses x and x + h",
					slide, (f(x+h)-f(x))/h).
				Mistake("the slope is one-sided: it uses x - h and x",
					slide, (f(x)-f(x-h))/h).
				Mistake("the rise over two steps is divided by the length of one step", slide, 2*tt.want).
				Mistake("the rise is halved, then multiplied by h: / and * are evaluated from left to right",
					slide, tt.want*h*h).
				Mistake("only f(x - h) is divided, because the rise has no parentheses",
					slide, f(x+h)-f(x-h)/(2*h)).
				Mistake("the points are at half the step: x - h/2 and x + h/2", slide, (f(x+h/2)-f(x-h/2))/h).
				Mistake("f(x + h) is subtracted from f(x - h), so the slope has the opposite sign", slide, -tt.want).
				Mistake("the two values are added, not subtracted", slide, (f(x+h)+f(x-h))/(2*h)).
				Mistake("the rise is not divided by the length of the steps", slide, 2*h*tt.want).
				Want("slope", chain.FiniteDifference(f, x, h), tt.want)
		})
	}
}

// double, square, reciprocal and 3v + 1 as boxes.
func double() chain.Box {
	return chain.Box{
		F:          func(v float64) float64 { return 2 * v },
		Derivative: func(float64) float64 { return 2 },
	}
}

func square() chain.Box {
	return chain.Box{
		F:          func(v float64) float64 { return v * v },
		Derivative: func(v float64) float64 { return 2 * v },
	}
}

func reciprocal() chain.Box {
	return chain.Box{
		F:          func(v float64) float64 { return 1 / v },
		Derivative: func(v float64) float64 { return -1 / (v * v) },
	}
}

func line() chain.Box {
	return chain.Box{
		F:          func(v float64) float64 { return 3*v + 1 },
		Derivative: func(float64) float64 { return 3 },
	}
}

// The chain rule over one, two and three boxes, by hand.
//
//exercise:points 2
//exercise:hint 1 Take two boxes, f(g(x)). At which number is f' evaluated on the slide, and at
//exercise:hint 1 which g'?
//exercise:hint 2 Each box multiplies dy/dx by its own slope at the number that enters this box.
//exercise:hint 3 Keep two numbers while you go through the boxes: the input of the next box, and
//exercise:hint 3 the product so far. Which of them must change first?
func TestChainRule(t *testing.T) {
	defer check.Recover(t)
	type result = []float64 // y, dy/dx
	for _, tt := range []struct {
		name  string
		boxes []chain.Box
		x     float64
		want  result

		atX, atOutput, added, lastOnly, backwards result
	}{{
		// 5² = 25, slope 2·5 = 10
		name: "v²", boxes: []chain.Box{square()}, x: 5, want: result{25, 10},
		atOutput: result{25, 2 * 25},
	}, {
		// 2 → 3·2+1 = 7 → 7² = 49; slopes 3 and 2·7 = 14: 3·14 = 42
		name: "3v + 1, then v²", boxes: []chain.Box{line(), square()}, x: 2, want: result{49, 42},
		atX: result{49, 3 * 4}, atOutput: result{49, 3 * 98},
		added: result{49, 3 + 14}, lastOnly: result{49, 14},
		backwards: result{13, 3 * 4}, // 2² = 4, 3·4+1 = 13
	}, {
		// 3 → 9 → 2·9 = 18 → 1/18; slopes 2·3 = 6, 2, -1/18²: -12/324 = -1/27
		name: "v², then 2v, then 1/v", boxes: []chain.Box{square(), double(), reciprocal()}, x: 3,
		want: result{1.0 / 18, -1.0 / 27},
		atX:  result{1.0 / 18, -12.0 / 9}, atOutput: result{1.0 / 18, -18 * 2 * 18 * 18},
		added: result{1.0 / 18, 8 - 1.0/324}, lastOnly: result{1.0 / 18, -1.0 / 324},
		backwards: result{4.0 / 9, 2.0 / 3 * 4 * (-1.0 / 9)}, // 3 → 1/3 → 2/3 → 4/9
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "ChainRule(boxes, x)", "boxes", tt.name, "x", tt.x)
			if len(tt.boxes) > 1 {
				c.Mistake("every derivative is evaluated at x: f'(x)·g'(x)",
					slide, tt.atX).
					Mistake("the derivatives along one path are added, not multiplied", slide, tt.added).
					Mistake("only the last box is differentiated: the inner derivative is left out", slide, tt.lastOnly).
					Mistake("the boxes are applied in reverse order: g(f(x))", slide, tt.backwards).
					Mistake("only the first box is differentiated: the outer derivatives are left out", slide,
						result{tt.want[0], tt.boxes[0].Derivative(tt.x)}).
					Mistake("every box gets x, not the output of the box before it", slide, everyAt(tt.boxes, tt.x))
			}
			c.Mistake("the product dy/dx starts at 0 and stays 0",
				slide, result{tt.want[0], 0}).
				Mistake("the product dy/dx starts at x, as y does", slide, result{tt.want[0], tt.x * tt.want[1]}).
				Mistake("each derivative is evaluated at the output of its box, not at the input",
					slide, tt.atOutput)
			y, dydx := chain.ChainRule(tt.boxes, tt.x)
			c.Want("y, dy/dx", result{y, dydx}, tt.want)
		})
	}
	if t.Failed() {
		return
	}
	a, x := 1+check.Rand(t).Float64(), check.Rand(t).NormFloat64()
	flat := chain.Box{ // a square with its lowest point at x
		F:          func(v float64) float64 { return a + (v-x)*(v-x) },
		Derivative: func(v float64) float64 { return 2 * (v - x) },
	}
	y, dydx := chain.ChainRule([]chain.Box{flat, line(), square()}, x)
	check.Call(t, "ChainRule(boxes, x)", "boxes", "a + (v - x)², then 3v + 1, then v²", "x", x, "a", a).
		Mistake("a slope of 0 is treated as unset, so the product starts again after it", slide,
							result{(3*a + 1) * (3*a + 1), 6 * (3*a + 1)}).
		Mistake(stops, slide, result{x, 0}). // before the box with the slope 0
		Mistake(stops, slide, result{a, 0}). // after it
		Mistake(stops, slide, result{3*a + 1, 0}).
		Want("y, dy/dx", result{y, dydx}, result{(3*a + 1) * (3*a + 1), 0})
}

const stops = "the loop ends when dy/dx is 0, so y lacks the boxes after it"

// everyAt is the result if every box gets x.
func everyAt(boxes []chain.Box, x float64) []float64 {
	y, dydx := x, 1.0
	for _, b := range boxes {
		y, dydx = b.F(x), dydx*b.Derivative(x)
	}
	return []float64{y, dydx}
}

// Two paths from x to the error, by hand.
//
//exercise:points 2
//exercise:hint 1 Draw the graph from x to E. On how many paths does w_1 reach E, and on how many x?
//exercise:hint 2 Begin at the end: ∂E/∂y*. Every earlier derivative is the later one times one more
//exercise:hint 2 factor.
//exercise:hint 3 Multiply the factors along a path. Then add up the paths that end at x, as on the
//exercise:hint 3 slide, where ∂E/∂x_i is a sum with one term for each y_j.
func TestBackwardPropagation(t *testing.T) {
	defer check.Recover(t)
	type result = []float64 // dw1, dw2, dx
	for _, tt := range []graph{
		// a = 2·1 = 2 and 2·(-3) = -6; y* = 4 + 36 = 40; dy* = 2·(40 - 38) = 4;
		// da_1 = 4·2·2 = 16, da_2 = 4·2·(-6) = -48;
		// dw1 = 16·2 = 32, dw2 = -48·2 = -96, dx = 16·1 + (-48)·(-3) = 160
		{x: 2, w1: 1, w2: -3, yTrue: 38, want: result{32, -96, 160}, dy: 4, da1: 16, da2: -48},
		// a = -1·2 = -2 and -1·(-1) = 1; y* = 4 + 1 = 5; dy* = 2·(5 - 8) = -6;
		// da_1 = -6·2·(-2) = 24, da_2 = -6·2·1 = -12;
		// dw1 = 24·(-1) = -24, dw2 = -12·(-1) = 12, dx = 24·2 + (-12)·(-1) = 60
		{x: -1, w1: 2, w2: -1, yTrue: 8, want: result{-24, 12, 60}, dy: -6, da1: 24, da2: -12},
		randomGraph(check.Rand(t)),
	} {
		t.Run(fmt.Sprint("x = ", tt.x), func(t *testing.T) {
			defer check.Recover(t)
			const slide = "Training: chain rule and computation graphs"
			with := func(dx float64) result { return result{tt.want[0], tt.want[1], dx} }
			a1, a2 := tt.w1*tt.x, tt.w2*tt.x
			times := func(s float64) result { return result{s * tt.want[0], s * tt.want[1], s * tt.want[2]} }
			c := check.Call(t, "BackwardPropagation(x, w1, w2, yTrue)",
				"x", tt.x, "w1", tt.w1, "w2", tt.w2, "yTrue", tt.yTrue).
				Mistake("dx includes only the path through a_1", slide, with(tt.da1*tt.w1)).
				Mistake("dx includes only the path through a_2", slide, with(tt.da2*tt.w2)).
				Mistake("the derivative of the error is left out, as if ∂E/∂y* were 1", slide, times(1/tt.dy)).
				Mistake("the derivative of the error has the wrong sign: it uses y - y*",
					slide, times(-1)).
				Mistake("the derivative of one square, a² or (y* - y)², lacks its factor 2",
					slide, times(0.5)).
				Mistake("the derivatives of both squares, a² and (y* - y)², lack their factor 2", slide,
					times(0.25)).
				Mistake("the derivatives along the two paths to x are multiplied, not added",
					slide, with(tt.da1*tt.w1*tt.da2*tt.w2)).
				Mistake("the paths to x are subtracted, not added", slide, with(tt.da1*tt.w1-tt.da2*tt.w2)).
				Mistake("dx is the mean of the two paths, not their sum", slide, with(tt.want[2]/2)).
				Mistake("dx is the product of two sums, not the sum of two products", slide,
					with((tt.da1+tt.da2)*(tt.w1+tt.w2))).
				Mistake("dx lacks the factors w_1 and w_2", slide, with(tt.da1+tt.da2)).
				Mistake("dx has the factor x, where w_1 and w_2 belong", slide, with((tt.da1+tt.da2)*tt.x)).
				Mistake("dw1 and dw2 lack their factor x", slide, result{tt.da1, tt.da2, tt.want[2]}).
				Mistake("dw1 and dw2 have the factors w_1 and w_2, where x belongs", slide,
					result{tt.da1 * tt.w1, tt.da2 * tt.w2, tt.want[2]}).
				Mistake("dw1 and dw2 are swapped", slide, result{tt.want[1], tt.want[0], tt.want[2]}).
				Mistake("the derivative of a² is 2, without its factor a", slide,
					result{2 * tt.dy * tt.x, 2 * tt.dy * tt.x, 2 * tt.dy * (tt.w1 + tt.w2)}).
				Mistake("the derivative of a² is evaluated at a², not at a", slide, result{tt.da1 * tt.x * a1,
					tt.da2 * tt.x * a2, tt.da1*tt.w1*a1 + tt.da2*tt.w2*a2}).
				Mistake("the derivative of a² is left out, as if y* were a_1 + a_2", slide,
					result{tt.dy * tt.x, tt.dy * tt.x, tt.dy * (tt.w1 + tt.w2)})
			dw1, dw2, dx := chain.BackwardPropagation(tt.x, tt.w1, tt.w2, tt.yTrue)
			c.Want("dw1, dw2, dx", result{dw1, dw2, dx}, tt.want)
		})
	}
}

// graph is an input of BackwardPropagation with its derivatives. want is dw1, dw2 and dx.
type graph struct {
	x, w1, w2, yTrue float64
	want             []float64
	dy, da1, da2     float64
}

// randomGraph writes E as (x²·(w1² + w2²) - y)².
func randomGraph(rng *rand.Rand) graph {
	x, w1, w2, y := 1+rng.Float64(), rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
	squares := w1*w1 + w2*w2
	dy := 2 * (x*x*squares - y)
	return graph{x, w1, w2, y, []float64{2 * dy * x * x * w1, 2 * dy * x * x * w2, 2 * dy * x * squares},
		dy, 2 * dy * x * w1, 2 * dy * x * w2}
}

// errorOf is an error of a (3, 2) matrix, made so that finite differences with any step are exact:
// in each single element it is a line or a parabola.
func errorOf(X *given.Matrix) float64 {
	return X.At(0, 0)*X.At(1, 1) - X.At(0, 1) + X.At(1, 0)*X.At(1, 0) + 3*X.At(2, 0)*X.At(2, 1)
}

// A gradient by finite differences, by hand.
//
//exercise:points 2
//exercise:hint 1 ∂E/∂x_ij is how fast E changes if one element moves. What do the others do
//exercise:hint 1 meanwhile?
//exercise:hint 2 E as a function of one element alone is a function that FiniteDifference can use.
//exercise:hint 3 Work with a copy of X: change one element, evaluate E, and restore the element
//exercise:hint 3 when its slope is known.
func TestGradient(t *testing.T) {
	defer check.Recover(t)
	X := given.MatrixOf([]float64{1, 2}, []float64{3, 4}, []float64{5, 6})
	// E = x00·x11 - x01 + x10² + 3·x20·x21; its derivatives are
	//  x11    -1         4   -1
	//  2·x10  x00    =   6    1
	//  3·x21  3·x20     18   15
	want := given.MatrixOf([]float64{4, -1}, []float64{6, 1}, []float64{18, 15})
	const h = 0.5
	moved := func(by float64) *given.Matrix { return X.Apply(func(x float64) float64 { return x + by }) }
	all := (errorOf(moved(h)) - errorOf(moved(-h))) / (2 * h)
	// x00·x11 and 3·x20·x21 are products: the second factor is measured when the first has moved by this.
	left := func(by float64) *given.Matrix {
		left := want.Clone()
		left.Set(1, 1, X.At(0, 0)+by)
		left.Set(2, 1, 3*(X.At(2, 0)+by))
		return left
	}
	// From x to x + h the parabola x10² rises by 3.5² - 3² = 3.25.
	oneSided := given.MatrixOf([]float64{4, -1}, []float64{6.5, 1}, []float64{18, 15})
	c := check.Call(t, "Gradient(E, X, h)", "E(X)", "x00·x11 - x01 + x10² + 3·x20·x21", "X", X, "h", h)
	if countsByRows() {
		c.Mistake(byRows, slide, check.Panics)
	}
	c.
		Mistake("all elements are moved at once, which gives one slope for the whole matrix", slide,
			X.Apply(func(float64) float64 { return all })).
		Mistake("an element is not restored before the next one is moved", slide, left(-h)).
		Mistake("an element is not restored before the next one is moved", slide, left(h)).
		Mistake("the gradient is one-sided", slide, oneSided).
		Mistake("the rise is halved, then multiplied by h: / and * are evaluated from left to right",
			slide, want.ScaledBy(h*h)).
		Mistake("dX is all zeros: both points share one matrix, because := copies only the pointer",
			slide, zeros(want)).
		Mistake(byColumns, slide, columnFirst(want)).
		Mistake(byColumns, slide, rowFirst(want)).
		Want("dX", chain.Gradient(errorOf, X.Clone(), h), want)
	steps(t)
}

// zeros is the gradient if both points are the same matrix: 0, or nil if FiniteDifference alone gives 0.
func zeros(like *given.Matrix) *given.Matrix {
	slope := 0.0
	func() {
		defer func() { _ = recover() }() // not written, and Gradient does not use it
		slope = chain.FiniteDifference(func(x float64) float64 { return x }, 1, 0.5) - 1
	}()
	if math.Abs(slope) > 1e-9 {
		return nil
	}
	return like.ScaledBy(0)
}

const byRows = "the index into Data is computed with the number of rows, not of columns"

const byColumns = "the elements of Data are taken column by column, but a row comes first"

// columnFirst writes the elements of m column by column.
func columnFirst(m *given.Matrix) *given.Matrix {
	return (&given.Matrix{Rows: m.Cols, Cols: m.Rows, Data: m.Data}).T()
}

// rowFirst reads the elements of m column by column.
func rowFirst(m *given.Matrix) *given.Matrix {
	return &given.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.T().Data}
}

// countsByRows reports whether the index is i·2 + j in a matrix with two rows and three columns.
func countsByRows() bool {
	X := given.MatrixOf([]float64{1, 2, 3}, []float64{4, 5, 6})
	squares := func(X *given.Matrix) float64 { return check.SumOfProducts(X, X) }
	var dX []float64
	func() {
		defer func() { _ = recover() }()
		dX = chain.Gradient(squares, X, 0.5).Data
	}()
	// the last element of dX is never set, or only its index is right
	return slices.Equal(dX, []float64{2, 4, 6, 8, 10, 0}) || slices.Equal(dX, []float64{2, 4, 6, 6, 8, 10})
}

// steps compares gradients of E = Σ x³ with several steps. The slope from x - h to x + h is
// ((x+h)³ - (x-h)³)/(2h) = 3x² + h².
func steps(t *testing.T) {
	t.Helper()
	rng := check.Rand(t)
	E := func(X *given.Matrix) float64 { return check.SumOfProducts(X, X.Multiply(X)) }
	for _, h := range []float64{0.5, 0.125, 2} {
		X := check.Random(rng, 2, 3)
		X.Set(0, 1, 0)
		want := X.Apply(func(x float64) float64 { return 3*x*x + h*h })
		moved := func(by float64) *given.Matrix { return X.Apply(func(x float64) float64 { return x + by }) }
		all := (E(moved(h)) - E(moved(-h))) / (2 * h)
		check.Call(t, "Gradient(E, X, h)", "E(X)", "Σ x³", "X", X, "h", h).
			Mistake("all elements are moved at once, which gives one slope for the whole matrix", slide,
				X.Apply(func(float64) float64 { return all })).
			Mistake("the gradient is one-sided", slide,
				X.Apply(func(x float64) float64 { return 3*x*x + 3*x*h + h*h })).
			Mistake("the rise is halved, then multiplied by h: / and * are evaluated from left to right",
				slide, want.ScaledBy(h*h)).
			Mistake("dX is all zeros: both points share one matrix, because := copies only the pointer",
				slide, zeros(want)).
			Mistake("the step is h·|x| where |x| > 1, although it should be h everywhere", slide,
				X.Apply(func(x float64) float64 { return 3*x*x + h*h*max(1, x*x) })).
			Mistake(byRows, slide, given.MatrixOf(want.Row(0), []float64{want.Data[3], want.Data[4], 0})).
			Mistake(byRows, slide, given.MatrixOf(want.Row(0), want.Data[2:5])).
			Mistake(byColumns, slide, columnFirst(want)).
			Mistake(byColumns, slide, rowFirst(want)).
			Want("dX", chain.Gradient(E, X.Clone(), h), want)
	}
}

// Random graphs, against finite differences.
//
//exercise:points 1
//exercise:hint 1 Do the tests by hand pass? Then look for code that is right only for their
//exercise:hint 1 numbers.
//exercise:hint 2 Choose one random case from the message and work it out on paper.
//exercise:hint 3 At which number is each derivative evaluated, and does every path to E have its
//exercise:hint 3 term?
func TestSlopes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for k := 1; k < 8 && !t.Failed(); k++ {
		boxes, x := randomBoxes(rng, k), rng.NormFloat64()
		c := check.Call(t, "ChainRule(boxes, x)", "boxes", fmt.Sprint(k, " random ones"), "x", x).
			Within(check.SlopeTolerance)
		_, dydx := chain.ChainRule(boxes, x)
		y := func(x float64) float64 { y, _ := chain.ChainRule(boxes, x); return y }
		c.Want("dy/dx", dydx, check.Slope(y, x))
	}
	for k := 0; k < 4 && !t.Failed(); k++ {
		x, w1, w2, yTrue := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		E := func(x, w1, w2 float64) float64 {
			return math.Pow(math.Pow(w1*x, 2)+math.Pow(w2*x, 2)-yTrue, 2)
		}
		c := check.Call(t, "BackwardPropagation(x, w1, w2, yTrue)", "x", x, "w1", w1, "w2", w2,
			"yTrue", yTrue).Within(check.SlopeTolerance)
		dw1, dw2, dx := chain.BackwardPropagation(x, w1, w2, yTrue)
		c.Want("dw1", dw1, check.Slope(func(w float64) float64 { return E(x, w, w2) }, w1))
		c.Want("dw2", dw2, check.Slope(func(w float64) float64 { return E(x, w1, w) }, w2))
		c.Want("dx", dx, check.Slope(func(x float64) float64 { return E(x, w1, w2) }, x))
	}
}

// randomBoxes returns k boxes with random slopes.
func randomBoxes(rng *rand.Rand, k int) []chain.Box {
	var boxes []chain.Box
	for range k {
		a, b := rng.NormFloat64(), rng.NormFloat64()
		boxes = append(boxes, chain.Box{
			F:          func(v float64) float64 { return math.Sin(a*v + b) },
			Derivative: func(v float64) float64 { return a * math.Cos(a*v+b) },
		})
	}
	return boxes
}

// A chain without boxes, an unchanged X, and a second call.
//
//exercise:points 1
//exercise:hint 1 Read the last sentence above each function again.
//exercise:hint 2 The derivative of y = x is known. And where does the matrix that you move come
//exercise:hint 2 from?
//exercise:hint 3 x + h - 2h + h is rounded three times, so the result can differ from x. A copy
//exercise:hint 3 cannot.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	y, dydx := chain.ChainRule([]chain.Box{line()}, 2)
	check.Call(t, "ChainRule(boxes, x)", "boxes", "3v + 1", "x", 2.0).
		Want("y, dy/dx", []float64{y, dydx}, []float64{7, 3})
	y, dydx = chain.ChainRule(nil, 5)
	check.Call(t, "ChainRule(boxes, x)", "boxes", "none", "x", 5.0).
		Mistake("the slope of an empty chain is 0", slide, []float64{5, 0}).
		Want("y, dy/dx", []float64{y, dydx}, []float64{5, 1})
	dw1, dw2, dx := chain.BackwardPropagation(0, 2, -1, 3)
	gradients := []float64{dw1, dw2, dx}
	check.Call(t, "BackwardPropagation(x, w1, w2, yTrue)", "x", 0.0, "w1", 2.0, "w2", -1.0, "yTrue", 3.0).
		MistakeIf("a gradient is not finite where x or a weight is 0, as after a division by it", slide, !check.Finite(gradients)).
		Want("dw1, dw2, dx", gradients, []float64{0, 0, 0})

	X := given.MatrixOf([]float64{0.1, 0.2, 0.3}, []float64{-0.7, 1.1, 5.3})
	before := X.Clone()
	E := func(X *given.Matrix) float64 { return check.SumOfProducts(X, X) }
	first := chain.Gradient(E, X, 1e-3)
	moved := X.Subtract(before)
	rounded := check.SumOfProducts(moved, moved) < 1e-12
	left := 0 // elements that were moved and not restored
	for _, d := range moved.Data {
		if math.Abs(math.Abs(d)-1e-3) < 1e-9 {
			left++
		} else if d != 0 {
			left = math.MinInt
		}
	}
	check.Call(t, "Gradient(E, X, h)", "X", before, "h", 1e-3).Within(0).
		MistakeIf("the gradient is written into X itself", slide, first == X).
		MistakeIf("X is restored by adding and subtracting h, which rounds",
			slide, first != X && rounded).
		MistakeIf("an element of X is not restored after it was moved", slide, first != X && left > 0).
		Want("X after the call", X, before)
	check.Call(t, "Gradient(E, X, h)", "E(X)", "Σ x²", "X", before, "h", 1e-3).
		Want("dX", first, before.ScaledBy(2))
	check.Call(t, "Gradient(E, X, h)", "E(X)", "Σ x²", "X", before, "h", 1e-3).
		Want("dX of the second call", chain.Gradient(E, before, 1e-3), first)
	if !t.Failed() {
		restored(t)
	}
}

// restored proves for many X that Gradient restores X to the last bit: x + h - h is often x, but
// not always.
func restored(t *testing.T) {
	t.Helper()
	rng := check.Rand(t)
	for k := 0; k < 30 && !t.Failed(); k++ {
		X, h := check.Random(rng, 2, 2), 1e-3+0.1*rng.Float64()
		before := X.Clone()
		chain.Gradient(func(X *given.Matrix) float64 { return check.SumOfProducts(X, X) }, X, h)
		check.Call(t, "Gradient(E, X, h)", "E(X)", "Σ x²", "X", before, "h", h).Within(0).
			Want("X after the call", X, before)
	}
}
