package activations_test

import (
	"math"
	"testing"

	activations "exercises/04-activations"
	"exercises/check"
	"exercises/given"
)

const (
	slideReLU    = "Training: activation functions (ReLU)"
	slideSigmoid = "Training: activation functions (Sigmoid)"
	slideTanh    = "Training: activation functions (Tanh)"
	slideLayer   = "Python implementation - Activation layers"
)

// relus is an input of ReLU, with elements on both sides of 0 and beyond ±1.
func relus() *given.Matrix {
	return given.MatrixOf([]float64{-2, 3}, []float64{0.5, -0.25}, []float64{7, -9})
}

// both calls test with the input worked by hand and what is wanted for it, and with random numbers.
func both(t *testing.T, X, want *given.Matrix, f func(x float64) float64, test func(X, want *given.Matrix)) {
	test(X, want)
	random := offZero(check.Random(check.Rand(t), 2, 3))
	test(random, random.Apply(f))
}

// ReLU, by hand.
//
//exercise:points 1
//exercise:hint 1 Draw f. Of which two straight lines does it consist?
//exercise:hint 2 Apply evaluates a function of one number at every element.
//exercise:hint 3 Of x and 0, which one is f(x)?
func TestReLU(t *testing.T) {
	defer check.Recover(t)
	X := relus()
	want := given.MatrixOf([]float64{0, 3}, []float64{0.5, 0}, []float64{7, 0})
	both(t, X, want, func(x float64) float64 { return (x + math.Abs(x)) / 2 }, func(X, want *given.Matrix) {
		check.Call(t, "ReLUActivation.ActivationFunction(X)", "X", X).
			Mistake("the function is |x|: a negative x becomes -x",
				slideReLU, X.Apply(math.Abs)).
			Mistake("negative inputs are scaled down, not set to 0, as in a leaky ReLU", slideReLU,
				want.Add(X.Subtract(want).ScaledBy(0.01))).
			Mistake("the negative inputs are kept, not the positive ones", slideReLU, X.Subtract(want)).
			Mistake("every positive x becomes 1, as in the derivative or a step function", slideReLU,
				X.Apply(step)).
			Mistake("f is cut off at 6, as in ReLU6", slideReLU,
				want.Apply(func(f float64) float64 { return min(f, 6) })).
			Mistake("negative inputs become eˣ - 1, as in ELU", slideReLU,
				X.Apply(func(x float64) float64 { return max(x, math.Expm1(min(x, 0))) })).
			Mistake("f is the smooth softplus, log(1 + eˣ)", slideReLU,
				X.Apply(func(x float64) float64 { return math.Log1p(math.Exp(x)) })).
			Want("f(X)", activations.ReLUActivation{}.ActivationFunction(X.Clone()), want)
	})
}

func step(x float64) float64 { return (1 + math.Copysign(1, x)) / 2 }

// The derivative of ReLU, by hand.
//
//exercise:points 1
//exercise:hint 1 How steep is the line y = x? And the line y = 0?
//exercise:hint 2 A slope is how fast f grows, not how large f is. Does it differ between 3 and 7?
//exercise:hint 3 f' has two values only, and neither depends on how far x is from 0.
func TestReLUDerivative(t *testing.T) {
	defer check.Recover(t)
	X := relus()
	want := given.MatrixOf([]float64{0, 1}, []float64{1, 0}, []float64{1, 0})
	both(t, X, want, step, func(X, want *given.Matrix) {
		check.Call(t, "ReLUActivation.Derivative(X)", "X", X).
			Mistake("the derivative is ReLU itself: where x > 0 it is x, not the slope",
				slideReLU, X.Multiply(want)).
			Mistake("the derivative is 1 everywhere, even where x < 0", slideReLU,
				want.Apply(func(float64) float64 { return 1 })).
			Mistake("the derivative is 1 on the wrong side of 0", slideReLU, X.ScaledBy(-1).Apply(step)).
			Mistake("the derivative is -1 where x < 0, as for |x|", slideReLU,
				want.Apply(func(f float64) float64 { return 2*f - 1 })).
			Mistake("the derivative is 0.01 where x < 0, as in a leaky ReLU", slideReLU,
				want.Apply(func(f float64) float64 { return max(f, 0.01) })).
			Mistake("the derivative is 0 everywhere", slideReLU, want.ScaledBy(0)).
			Want("f'(X)", activations.ReLUActivation{}.Derivative(X.Clone()), want)
	})
}

// sigmoids is an input of the sigmoid: e⁻ˣ is 1, 1/3, 3, 1/4, 1/9 and 9.
func sigmoids() *given.Matrix {
	ln := math.Log
	return given.MatrixOf([]float64{0, ln(3)}, []float64{-ln(3), ln(4)}, []float64{ln(9), -ln(9)})
}

// The sigmoid, by hand.
//
//exercise:points 1
//exercise:hint 1 How large is f at 0, and on which side of 1/2 must f(2) be?
//exercise:hint 2 math.Exp(x) is eˣ. Which sign does the exponent have here?
//exercise:hint 3 Compare 1/(1 + e⁻ˣ) with your code for one x of the table, with a calculator.
func TestSigmoid(t *testing.T) {
	defer check.Recover(t)
	X := sigmoids()
	// 1/(1+1) = 1/2, 1/(1+1/3) = 3/4, 1/(1+3) = 1/4, 1/(1+1/4) = 4/5, 1/(1+1/9) = 9/10, 1/(1+9) = 1/10
	want := given.MatrixOf([]float64{0.5, 0.75}, []float64{0.25, 0.8}, []float64{0.9, 0.1})
	both(t, X, want, sigmoid, func(X, want *given.Matrix) {
		check.Call(t, "SigmoidActivation.ActivationFunction(X)", "X", X).
			Mistake("the exponent has the wrong sign, so f falls as x grows", slideSigmoid,
				want.Apply(func(f float64) float64 { return 1 - f })).
			Mistake("the exponent uses |x|, so a negative x gets the value of -x", slideSigmoid,
				X.Apply(math.Abs).Apply(sigmoid)).
			Mistake("the exponent uses |x|, so a positive x gets the value of -x", slideSigmoid,
				X.Apply(math.Abs).ScaledBy(-1).Apply(sigmoid)).
			Mistake("the denominator has no parentheses: e⁻ˣ is added to 1/1", slideSigmoid,
				X.Apply(func(x float64) float64 { return 1 + math.Exp(-x) })).
			Mistake("the denominator has no parentheses: e⁻ˣ is added to 1/1", slideSigmoid,
				X.Apply(func(x float64) float64 { return 1 + math.Exp(x) })).
			Mistake("f is e⁻ˣ alone: the fraction is left out", slideSigmoid,
				X.Apply(func(x float64) float64 { return math.Exp(-x) })).
			Mistake("the denominator is 1 - e⁻ˣ, not 1 + e⁻ˣ", slideSigmoid,
				X.Apply(func(x float64) float64 { return 1 / (1 - math.Exp(-x)) })).
			Mistake("f is tanh, which is between -1 and 1", slideSigmoid, X.Apply(tanh)).
			Mistake("f is the straight line of the hard sigmoid", slideSigmoid,
				X.Apply(func(x float64) float64 { return max(0, min(1, 0.2*x+0.5)) })).
			Want("f(X)", activations.SigmoidActivation{}.ActivationFunction(X.Clone()), want)
	})
}

// sigmoid is the function in other words.
func sigmoid(x float64) float64 { return (1 + math.Tanh(x/2)) / 2 }

// The derivative of the sigmoid, by hand.
//
//exercise:points 1
//exercise:hint 1 Where is f steepest? Its slope there is 1/4: which value does your code return at
//exercise:hint 1 0?
//exercise:hint 2 The formula contains f(x). Which of the two, x or f(x), is the argument X?
//exercise:hint 3 Let u = 1 + e⁻ˣ, differentiate 1/u with the chain rule, and write the result with
//exercise:hint 3 f = 1/u.
func TestSigmoidDerivative(t *testing.T) {
	defer check.Recover(t)
	X := sigmoids()
	// 1/2·1/2, 3/4·1/4, 1/4·3/4, 4/5·1/5, 9/10·1/10, 1/10·9/10
	want := given.MatrixOf([]float64{0.25, 0.1875}, []float64{0.1875, 0.16}, []float64{0.09, 0.09})
	slope := func(x float64) float64 { return 1 / (2 + 2*math.Cosh(x)) }
	both(t, X, want, slope, func(X, want *given.Matrix) {
		f := X.Apply(sigmoid)
		check.Call(t, "SigmoidActivation.Derivative(X)", "X", X).
			Mistake("X is treated as the output f(x), but it is the input x", slideSigmoid,
				X.Apply(func(x float64) float64 { return x - x*x })).
			Mistake("the sign of the inner derivative, from -x, is lost", slideSigmoid, want.ScaledBy(-1)).
			Mistake("one factor is missing: the derivative is 1 - f(x)", slideSigmoid,
				f.Apply(func(f float64) float64 { return 1 - f })).
			Mistake("the function is returned, not its derivative", slideSigmoid, f).
			Mistake("the factor is 1 + f(x), not 1 - f(x)", slideSigmoid,
				f.Apply(func(f float64) float64 { return f * (1 + f) })).
			Mistake("the second factor uses x: the derivative is f(x)(1 - x)", slideSigmoid,
				f.Subtract(f.Multiply(X))).
			Mistake("f is applied twice: the derivative is evaluated at f(x)", slideSigmoid, f.Apply(slope)).
			Mistake("the result is the square of f(x)", slideSigmoid, f.Multiply(f)).
			Mistake("the result is the derivative of tanh", slideSigmoid,
				f.Apply(func(f float64) float64 { return 1 - f*f })).
			Want("f'(X)", activations.SigmoidActivation{}.Derivative(X.Clone()), want)
	})
}

// tanhs is an input of tanh: eˣ is 1, 2, 1/2, 3, 1/3 and 7.
func tanhs() *given.Matrix {
	ln := math.Log
	return given.MatrixOf([]float64{0, ln(2), -ln(2)}, []float64{ln(3), -ln(3), ln(7)})
}

// Tanh, by hand.
//
//exercise:points 1
//exercise:hint 1 How large is tanh at 0, and how are tanh(2) and tanh(-2) related?
//exercise:hint 2 tanh(x) is (eˣ - e⁻ˣ)/(eˣ + e⁻ˣ); but look at the test with extreme inputs, too.
//exercise:hint 3 Go's package math has more functions than Exp.
func TestTanh(t *testing.T) {
	defer check.Recover(t)
	X := tanhs()
	// 0, (2 - 1/2)/(2 + 1/2) = 3/5, (3 - 1/3)/(3 + 1/3) = 4/5, (7 - 1/7)/(7 + 1/7) = 24/25, and f(-x) = -f(x)
	want := given.MatrixOf([]float64{0, 0.6, -0.6}, []float64{0.8, -0.8, 0.96})
	both(t, X, want, tanh, func(X, want *given.Matrix) {
		check.Call(t, "TanhActivation.ActivationFunction(X)", "X", X).
			Mistake("the result is tanh(x/2), because the exponent lacks its factor 2", slideTanh,
				X.Apply(func(x float64) float64 { return math.Tanh(x / 2) })).
			Mistake("numerator and denominator are swapped",
				slideTanh, want.Apply(func(f float64) float64 { return 1 / f })).
			Mistake("the exponents have the wrong sign, so f falls as x grows", slideTanh, want.ScaledBy(-1)).
			Mistake("the denominator is left out", slideTanh, X.Apply(math.Sinh)).
			Mistake("the denominator is left out", slideTanh, X.Apply(math.Sinh).ScaledBy(2)).
			Mistake("f is the sigmoid, which is between 0 and 1", slideTanh, X.Apply(sigmoid)).
			Mistake("f is the tangent, not the hyperbolic tangent", slideTanh, X.Apply(math.Tan)).
			Mistake("f is the arc tangent", slideTanh, X.Apply(math.Atan)).
			Mistake("f is twice the sigmoid of 2x, without the 1 that is subtracted", slideTanh,
				want.Apply(func(f float64) float64 { return 1 + f })).
			Mistake("the exponents use |x|, so a negative x gets the value of -x", slideTanh, want.Apply(math.Abs)).
			Want("f(X)", activations.TanhActivation{}.ActivationFunction(X.Clone()), want)
	})
}

// tanh is the function in other words.
func tanh(x float64) float64 { return math.Sinh(x) / math.Cosh(x) }

// The derivative of tanh, by hand.
//
//exercise:points 1
//exercise:hint 1 Where is f steepest? Its slope there is 1. Can a slope of tanh be negative?
//exercise:hint 2 Like the sigmoid's derivative, the formula contains f(x), but the argument X is x.
//exercise:hint 3 Differentiate the fraction s/c, where s' = c and c' = s, and write the result with
//exercise:hint 3 f = s/c.
func TestTanhDerivative(t *testing.T) {
	defer check.Recover(t)
	X := tanhs()
	// 1 - 0, 1 - 9/25 = 16/25 twice, 1 - 16/25 = 9/25 twice, 1 - 576/625 = 49/625
	want := given.MatrixOf([]float64{1, 0.64, 0.64}, []float64{0.36, 0.36, 0.0784})
	slope := func(x float64) float64 { return 1 / (math.Cosh(x) * math.Cosh(x)) }
	both(t, X, want, slope, func(X, want *given.Matrix) {
		f := X.Apply(tanh)
		check.Call(t, "TanhActivation.Derivative(X)", "X", X).
			Mistake("X is treated as the output f(x), but it is the input x", slideTanh,
				X.Apply(func(x float64) float64 { return 1 - x*x })).
			Mistake("f(x) is not squared, so the slope differs at x and -x", slideTanh,
				f.Apply(func(f float64) float64 { return 1 - f })).
			Mistake("the result is the derivative of the sigmoid", slideTanh,
				f.Apply(func(f float64) float64 { return f * (1 - f) })).
			Mistake("the function is returned, not its derivative", slideTanh, f).
			Mistake("the inner derivative, a factor 2, is left out", slideTanh, want.ScaledBy(0.5)).
			Mistake("the inner derivative, a factor 2, is left out of the derivative of one sigmoid", slideTanh,
				X.Apply(func(x float64) float64 { f := sigmoid(x); return 2 * f * (1 - f) })).
			Mistake("the sign is reversed: the derivative is f(x)² - 1", slideTanh, want.ScaledBy(-1)).
			Mistake("the square of f(x) is added to 1", slideTanh,
				f.Apply(func(f float64) float64 { return 1 + f*f })).
			Mistake("f is applied twice: the derivative is evaluated at f(x)", slideTanh, f.Apply(slope)).
			Mistake("1/cosh is not squared", slideTanh, want.Apply(math.Sqrt)).
			Mistake("x is squared, not f(x): the derivative is 1 - tanh(x²)", slideTanh,
				X.Apply(func(x float64) float64 { return 1 - tanh(x*x) })).
			Want("f'(X)", activations.TanhActivation{}.Derivative(X.Clone()), want)
	})
}

// square is an activation other than the three: f(x) = x².
type square struct{}

func (square) ActivationFunction(X *given.Matrix) *given.Matrix { return X.Multiply(X) }
func (square) Derivative(X *given.Matrix) *given.Matrix         { return X.ScaledBy(2) }

// The forward pass of the layer, by hand.
//
//exercise:points 1
//exercise:hint 1 The same layer works for every activation. Where does it get its function?
//exercise:hint 2 l.ActivationFunction is the method of the activation with which the layer was
//exercise:hint 2 created.
//exercise:hint 3 There are two results: the returned output, and the fields that the backward pass
//exercise:hint 3 needs.
func TestForwardPropagation(t *testing.T) {
	defer check.Recover(t)
	X := given.MatrixOf([]float64{1, -2}, []float64{3, 0.5})
	Y := given.MatrixOf([]float64{1, 4}, []float64{9, 0.25})
	forward(t, X, Y)
	X = check.Random(check.Rand(t), 3, 2)
	forward(t, X, X.Multiply(X))
}

func forward(t *testing.T, X, Y *given.Matrix) {
	t.Helper()
	l := &activations.ActivationLayer{Activation: square{}}
	c := check.Call(t, "ForwardPropagation(X)", "activation", "f(x) = x²", "X", X).
		Mistake("the forward pass applies the derivative", slideLayer, X.ScaledBy(2)).
		Mistake("X is returned unchanged", slideLayer, X)
	c.Want("Y", l.ForwardPropagation(X.Clone()), Y)
	check.Call(t, "ForwardPropagation(X)", "activation", "f(x) = x²", "X", X).
		MistakeIf("Input is not set, so the backward pass has no X",
			slideLayer, l.Input == nil).
		Mistake("Input is set to the output", slideLayer, Y).
		Want("Input after the call", l.Input, X)
	check.Call(t, "ForwardPropagation(X)", "activation", "f(x) = x²", "X", X).
		Mistake("the forward pass applies the derivative", slideLayer, X.ScaledBy(2)).
		Want("Output after the call", l.Output, Y)
}

// The backward pass of the layer, by hand.
//
//exercise:points 2
//exercise:hint 1 Write the chain rule down for one element: ∂E/∂x = ∂E/∂y·... At which number is f'
//exercise:hint 1 evaluated?
//exercise:hint 2 x_ij influences only y_ij. Do you need the matrix product or the elementwise
//exercise:hint 2 product?
//exercise:hint 3 Combine two matrices of shape (n, m), one from the argument, one from a field that
//exercise:hint 3 the forward pass set.
func TestBackwardPropagation(t *testing.T) {
	defer check.Recover(t)
	X := given.MatrixOf([]float64{1, -2}, []float64{3, 0.5})
	Y := given.MatrixOf([]float64{1, 4}, []float64{9, 0.25})
	dY := given.MatrixOf([]float64{2, 1}, []float64{-1, 4})
	// f' = 2x: 2, -4, 6, 1    dX: 2·2 = 4, 1·(-4) = -4, -1·6 = -6, 4·1 = 4
	want := given.MatrixOf([]float64{4, -4}, []float64{-6, 4})
	backward(t, X, Y, dY, want)
	rng := check.Rand(t)
	X, dY = check.Random(rng, 3, 3), check.Random(rng, 3, 3)
	backward(t, X, X.Multiply(X), dY, dY.ScaledBy(2).Multiply(X))
}

func backward(t *testing.T, X, Y, dY, want *given.Matrix) {
	t.Helper()
	slopes := X.ScaledBy(2)
	l := &activations.ActivationLayer{Activation: square{}, Input: X.Clone(), Output: Y.Clone()}
	check.Call(t, "BackwardPropagation(dY)", "activation", "f(x) = x²", "X", X, "Y", Y, "dY", dY).
		Mistake("the output error is left out: f' alone is returned", slideLayer, slopes).
		Mistake("the derivative is left out: the output error is returned unchanged", slideLayer, dY).
		Mistake("the derivative is evaluated at the output Y, not at the input X",
			slideLayer, dY.Multiply(Y.ScaledBy(2))).
		Mistake("the derivative is evaluated at the output error, not at the input X",
			slideLayer, dY.Multiply(dY.ScaledBy(2))).
		Mistake("the function is applied, not its derivative", slideLayer, dY.Multiply(Y)).
		Mistake("the factors form a matrix product, not an elementwise product",
			slideLayer, dY.Dot(slopes)).
		Mistake("the factors form a matrix product, not an elementwise product",
			slideLayer, slopes.Dot(dY)).
		Mistake("the factors are added, not multiplied", slideLayer, dY.Add(slopes)).
		Mistake("dX has the opposite sign", slideLayer, want.ScaledBy(-1)).
		Mistake("dX is divided by n, which the loss has already done", slideLayer, want.ScaledBy(1/float64(X.Rows))).
		Want("dX", l.BackwardPropagation(dY.Clone()), want)
}

// activation is one of the three activations, used by the tests that apply to all of them.
type activation struct {
	name, slide string
	activations.Activation
	f func(x float64) float64 // what it is to be, in other words
}

func all() []activation {
	return []activation{
		{"ReLUActivation", slideReLU, activations.ReLUActivation{},
			func(x float64) float64 { return (x + math.Abs(x)) / 2 }},
		{"SigmoidActivation", slideSigmoid, activations.SigmoidActivation{},
			sigmoid},
		{"TanhActivation", slideTanh, activations.TanhActivation{},
			tanh},
	}
}

// offZero moves every element away from 0, where ReLU has its kink.
func offZero(X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return x + math.Copysign(0.01, x) })
}

// The three derivatives, against finite differences of their functions.
//
//exercise:points 1
//exercise:hint 1 If the tests by hand pass, for which numbers do function and derivative still
//exercise:hint 1 disagree?
//exercise:hint 2 Take the element with the largest difference, and compute f a little to its right
//exercise:hint 2 and left.
//exercise:hint 3 Does a branch or a constant in your code depend on more than the sign of x?
func TestSlopes(t *testing.T) {
	defer check.Recover(t)
	for _, a := range all() {
		t.Run(a.name, func(t *testing.T) {
			defer check.Recover(t)
			slopes(t, a)
		})
	}
}

// slopes compares the function of a with its formula, and the derivative with the slopes of the formula.
func slopes(t *testing.T, a activation) {
	t.Helper()
	X := offZero(check.Random(check.Rand(t), 4, 3).ScaledBy(2))
	check.Call(t, a.name+".ActivationFunction(X)", "X", X).
		Want("f(X)", a.ActivationFunction(X.Clone()), X.Apply(a.f))
	want := X.Apply(func(x float64) float64 { return check.Slope(a.f, x) })
	check.Call(t, a.name+".Derivative(X)", "X", X).Within(check.SlopeTolerance).
		Want("f'(X)", a.Derivative(X.Clone()), want)
}

// sine is an activation that the package does not contain.
type sine struct{}

func (sine) ActivationFunction(X *given.Matrix) *given.Matrix { return X.Apply(math.Sin) }
func (sine) Derivative(X *given.Matrix) *given.Matrix         { return X.Apply(math.Cos) }

// The layer, against finite differences with a random output error.
//
//exercise:points 1
//exercise:hint 1 Move one element of X a little. Which elements of Y move, and how does E change?
//exercise:hint 2 Does the layer use its own activation, or one that is written into it?
//exercise:hint 3 If the tests by hand pass, is your code right only for a square matrix?
func TestLayerSlopes(t *testing.T) {
	defer check.Recover(t)
	if anyActivation(t); !t.Failed() {
		layerSlopes(t, sine{}, math.Sin, 4, 3)
	}
}

// curve is an activation of the test.
type curve struct {
	name     string
	f, slope func(x float64) float64
}

func (c curve) ActivationFunction(X *given.Matrix) *given.Matrix { return X.Apply(c.f) }
func (c curve) Derivative(X *given.Matrix) *given.Matrix         { return X.Apply(c.slope) }

// anyActivation checks the layer with activations for which it can assume nothing: an input or output of 0
// can have a slope, a negative one too, and the slope of an output in (0, 1) need not be y(1 - y).
func anyActivation(t *testing.T) {
	t.Helper()
	X := given.MatrixOf([]float64{0, 1, -1, 0.5, -0.5, 3, -2})
	dY := given.MatrixOf([]float64{3, -2, 5, 7, -4, 6, -8})
	line := func(slope, f0 float64) (f, derivative func(x float64) float64) {
		return func(x float64) float64 { return slope*x + f0 }, func(float64) float64 { return slope }
	}
	up, one := line(1, 1)
	down, minusOne := line(-1, 1)
	flat, zero := line(0, 0.5)
	curves := []curve{
		{"f(x) = tanh x", math.Tanh, func(x float64) float64 { return 1 / (math.Cosh(x) * math.Cosh(x)) }},
		{"f(x) = x + 1", up, one},
		{"f(x) = 1 - x", down, minusOne},
		{"f(x) = 1/2", flat, zero},
		{"f(x) = eˣ", math.Exp, math.Exp},
		{"f(x) = |x|", math.Abs, func(x float64) float64 { return 2*step(x) - 1 }},
	}
	for _, a := range curves {
		Y, want := X.Apply(a.f), dY.Multiply(X.Apply(a.slope))
		ofZero, below, inputZero, inputBelow := want.Clone(), want.Clone(), want.Clone(), want.Clone()
		for i, x := range X.Data {
			if Y.Data[i] == 0 {
				ofZero.Data[i] = 0
			}
			if Y.Data[i] <= 0 {
				below.Data[i] = 0
			}
			if x == 0 {
				inputZero.Data[i] = 0
			}
			if x <= 0 {
				inputBelow.Data[i] = 0
			}
		}
		l := &activations.ActivationLayer{Activation: a}
		y := l.ForwardPropagation(X.Clone())
		check.Call(t, "ForwardPropagation(X)", "activation", a.name, "X", X).Want("Y", y, Y)
		check.Call(t, "BackwardPropagation(dY)", "activation", a.name, "X", X, "Y", Y, "dY", dY).
			Mistake("X and the output error are swapped, so the derivative is evaluated at the wrong one",
				slideLayer, a.Derivative(dY).Multiply(X)).
			Mistake("an output of 0 gets no error, which is right for ReLU only", slideLayer, ofZero).
			Mistake("an output of 0 or less gets no error, which is right for ReLU only", slideLayer, below).
			Mistake("an input of 0 gets no error, which is right for ReLU only", slideLayer, inputZero).
			Mistake("an input of 0 or less gets no error, which is right for ReLU only", slideLayer, inputBelow).
			Want("dX", l.BackwardPropagation(dY.Clone()), want)
	}
	if t.Failed() {
		return
	}
	for _, a := range curves {
		for i, x := range X.Data {
			x, dy := given.MatrixOf([]float64{x}), given.MatrixOf([]float64{dY.Data[i]})
			l := &activations.ActivationLayer{Activation: a}
			y := l.ForwardPropagation(x.Clone())
			check.Call(t, "ForwardPropagation(X)", "activation", a.name, "X", x).Want("Y", y, x.Apply(a.f))
			check.Call(t, "BackwardPropagation(dY)", "activation", a.name, "X", x, "Y", y, "dY", dy).
				Want("dX", l.BackwardPropagation(dy.Clone()), dy.Multiply(x.Apply(a.slope)))
		}
	}
}

// layerSlopes checks a layer whose activation should be f.
func layerSlopes(t *testing.T, a activations.Activation, f func(float64) float64, n, m int) {
	t.Helper()
	rng := check.Rand(t)
	X, dY := offZero(check.Random(rng, n, m)), check.Random(rng, n, m)
	l := &activations.ActivationLayer{Activation: a}
	forward := func() *given.Matrix { return l.ForwardPropagation(X.Clone()) }
	check.Call(t, "ForwardPropagation(X)", "X", X).Want("Y", forward(), X.Apply(f))
	c := check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY).Within(check.SlopeTolerance).
		Mistake("X and the output error are swapped, so the derivative is evaluated at the wrong one",
			slideLayer, a.Derivative(dY).Multiply(X))
	dX := l.BackwardPropagation(dY.Clone())
	c.Want("dX", dX, check.Slopes(X, func() float64 { return check.SumOfProducts(forward(), dY) }))
}

// Numbers far from 0, where eˣ overflows.
//
//exercise:points 1
//exercise:hint 1 math.Exp(1000) is +Inf. Follow it through your formula: how does Go evaluate
//exercise:hint 1 Inf/Inf?
//exercise:hint 2 1/Inf is 0, which is right. Can you write the fraction so that only 1/Inf occurs?
//exercise:hint 3 The derivatives can be written with f alone, and f is between -1 and 1.
func TestExtremes(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	X := func() *given.Matrix { return m([]float64{-1000, 1000}, []float64{-50, 50}) }
	zeros := given.NewMatrix(2, 2)
	for k, want := range []struct{ f, slope *given.Matrix }{
		{m([]float64{0, 1000}, []float64{0, 50}), m([]float64{0, 1}, []float64{0, 1})},
		{m([]float64{0, 1}, []float64{0, 1}), zeros},
		{m([]float64{-1, 1}, []float64{-1, 1}), zeros},
	} {
		a := all()[k]
		t.Run(a.name, func(t *testing.T) {
			defer check.Recover(t)
			const name = "for large |x| the result is NaN or infinite, as after an overflow of eˣ"
			slopes(t, a) // numbers near 0
			f := a.ActivationFunction(X())
			limit := []float64{f.Data[1], math.Log(f.Data[1] / (1 - f.Data[1])), math.Atanh(f.Data[1])}[k]
			clipped := X().Apply(func(x float64) float64 { return max(-limit, min(x, limit)) })
			c := check.Call(t, a.name+".ActivationFunction(X)", "X", X())
			if limit < 50 {
				c.Mistake(clips, a.slide, clipped.Apply(a.f))
			}
			c.MistakeIf(name, a.slide, !check.Finite(f)).
				Want("f(X)", f, want.f)
			slope := a.Derivative(X())
			c = check.Call(t, a.name+".Derivative(X)", "X", X())
			if limit < 50 {
				c.Mistake(clips, a.slide, slopesAt(a, clipped))
			}
			c.MistakeIf(name, a.slide, !check.Finite(slope)).
				Want("f'(X)", slope, want.slope)
		})
	}
}

const clips = "x is cut off at a limit first, so all larger |x| have one value"

// slopesAt returns the slopes of the right function at X.
func slopesAt(a activation, X *given.Matrix) *given.Matrix {
	return X.Apply(func(x float64) float64 { return check.Slope(a.f, x) })
}

// stale is the mistake of a layer that keeps X or f'(X) for later calls.
const stale = "the backward pass uses the slopes of an earlier batch"

// The arguments stay unchanged, and a second call does not depend on the first.
//
//exercise:points 1
//exercise:hint 1 Which matrices does your code write into, and who owns them?
//exercise:hint 2 Y := X does not copy: both names refer to the same matrix.
//exercise:hint 3 Apply, Multiply and the others return new matrices; Set, Row and Data give access
//exercise:hint 3 to the existing memory.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	for _, a := range all() {
		t.Run(a.name, func(t *testing.T) {
			defer check.Recover(t)
			X, dY := given.MatrixOf([]float64{-1, 2, -3}), given.MatrixOf([]float64{5, -6, 7})
			c := check.Call(t, a.name+".ActivationFunction(X)", "X", X)
			a.ActivationFunction(X)
			c.Unchanged(a.slide)
			c = check.Call(t, a.name+".Derivative(X)", "X", X)
			a.Derivative(X)
			c.Unchanged(a.slide)

			l := &activations.ActivationLayer{Activation: a}
			c = check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY)
			l.ForwardPropagation(X)
			first := l.BackwardPropagation(dY)
			if c.Unchanged(slideLayer); t.Failed() {
				return
			}
			c.Want("dX; want is dY ⊙ Derivative(X)", first, dY.Multiply(a.Derivative(X)))
			c.True("not all of dX is 0", first, check.SumOfProducts(first, first) > 0)

			l = &activations.ActivationLayer{Activation: a}
			earlier := given.MatrixOf([]float64{0.5, -1, 0.25})
			y := l.ForwardPropagation(earlier.Clone())
			l.BackwardPropagation(dY)
			l.ForwardPropagation(X)
			check.Call(t, "ForwardPropagation(X)", "X", X, "X of the first call", earlier).
				Mistake("each call writes into the matrix that the previous call returned", slideLayer, X.Apply(a.f)).
				Want("Y of the first call, after the second call", y, earlier.Apply(a.f))
			check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY, "X of the first call", earlier).
				Mistake(stale, slideLayer, dY.Multiply(a.Derivative(earlier))).
				Want("dX of the second call", l.BackwardPropagation(dY), first)
			other := dY.ScaledBy(0.5).Apply(math.Cos)
			want := other.Multiply(a.Derivative(X))
			dX := l.BackwardPropagation(other.Clone())
			l.BackwardPropagation(dY)
			check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY, "dY of the first call", other).
				Mistake(stale, slideLayer, other.Multiply(a.Derivative(earlier))).
				Mistake("each call writes into the matrix that the previous call returned", slideLayer, first).
				Want("dX of the first call, after the second call", dX, want)
			slopes(t, a)
		})
	}
}
