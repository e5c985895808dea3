package losses_test

import (
	"math"
	"math/rand/v2"
	"testing"

	losses "exercises/06-losses"
	"exercises/check"
	"exercises/given"
)

const (
	slideMSE = "Training: loss functions in backprop (Mean squared error)"
	slideBCE = "Training: loss functions in backprop (Binary cross entropy)"
	slideCCE = "Training: loss functions in backprop (Categorical cross entropy)"
)

// squares are four examples with three outputs. Y* - Y is 1 -1 0, 2 0 1, -3 2 1, 1 1 -2, and the
// sum of the squares (1 + 1 + 0) + (4 + 0 + 1) + (9 + 4 + 1) + (1 + 1 + 4) = 27.
func squares() (yTrue, yPred *given.Matrix) {
	m := given.MatrixOf
	return m([]float64{1, 2, 3}, []float64{4, 5, 6}, []float64{7, 8, 9}, []float64{0, 1, 2}),
		m([]float64{2, 1, 3}, []float64{6, 5, 7}, []float64{4, 10, 10}, []float64{1, 2, 0})
}

// The mean squared error, by hand.
//
//exercise:points 1
//exercise:hint 1 How many numbers are squared, for four examples with three outputs each?
//exercise:hint 2 The matrices are stored row after row in Data: one loop reaches all of their
//exercise:hint 2 elements.
//exercise:hint 3 Add up the squares of all elements of Y* - Y, then divide by their number.
func TestMeanSquaredError(t *testing.T) {
	defer check.Recover(t)
	yTrue, yPred := squares()
	const want = 27.0 / 12
	check.Call(t, "MeanSquaredError.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the sum of the squares is not divided by their number", slideMSE, 27.0).
		Mistake("the sum is divided by the number of examples, not by the number of all elements",
			slideMSE, 27.0/4).
		Mistake("the sum is divided by the number of columns, not by the number of all elements",
			slideMSE, 27.0/3).
		Mistake("only the first output of each example is compared", slideMSE, 15.0/4).
		Mistake("the result is the square root of the mean, the RMSE", slideMSE, math.Sqrt(want)).
		Mistake("the absolute differences are added up, not the squares", slideMSE, 15.0/12).
		Mistake("the differences are neither squared nor made positive, so they cancel", slideMSE, 3.0/12).
		Mistake("the differences are neither squared nor made positive, so they cancel", slideMSE, -3.0/12).
		Mistake("the result is half of the mean", slideMSE, want/2).
		Mistake("each square overwrites the sum so far, so only the last element counts",
			slideMSE, 4.0/12).
		Want("loss", losses.MeanSquaredError{}.Loss(yTrue.Clone(), yPred.Clone()), want)
}

// The derivative of the mean squared error, by hand.
//
//exercise:points 1
//exercise:hint 1 If a prediction is too large, does the loss grow or shrink with it? Which sign
//exercise:hint 1 follows?
//exercise:hint 2 In how many terms of the sum does one y* occur? Differentiate this term with the
//exercise:hint 2 chain rule.
//exercise:hint 3 The 2 comes from the square, the divisor from the loss. Which number was it?
func TestMeanSquaredErrorDerivative(t *testing.T) {
	defer check.Recover(t)
	yTrue, yPred := squares()
	d := yPred.Subtract(yTrue)
	// 2/12 of 1 -1 0, 2 0 1, -3 2 1, 1 1 -2
	want := given.MatrixOf([]float64{1.0 / 6, -1.0 / 6, 0}, []float64{1.0 / 3, 0, 1.0 / 6},
		[]float64{-0.5, 1.0 / 3, 1.0 / 6}, []float64{1.0 / 6, 1.0 / 6, -1.0 / 3})
	check.Call(t, "MeanSquaredError.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the sign is wrong, as in the derivative with respect to Y", slideMSE, want.ScaledBy(-1)).
		Mistake("the derivative is not divided, although the loss is a mean",
			slideMSE, want.ScaledBy(12)).
		Mistake("the divisor is the number of examples, but the loss has the number of all elements",
			slideMSE, want.ScaledBy(3)).
		Mistake("the divisor is the number of columns, but the loss has the number of all elements",
			slideMSE, want.ScaledBy(4)).
		Mistake("the factor 2 of the square is missing", slideMSE, want.ScaledBy(0.5)).
		Mistake("the factor 2 of the square and the division are missing", slideMSE, d).
		Mistake("the factor 2 is missing, and the divisor is only the number of examples",
			slideMSE, want.ScaledBy(1.5)).
		Mistake("two ints are divided, so a quotient below 1 becomes 0", slideMSE, want.ScaledBy(0)).
		Want("derivative", losses.MeanSquaredError{}.Derivative(yTrue.Clone(), yPred.Clone()), want)
}

// yesNo are two examples with two targets, each 1 or 0. The loss is the mean of -log of 1/2,
// 3/4, 1/8 and 1/2.
func yesNo() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf([]float64{1, 0}, []float64{1, 0}),
		given.MatrixOf([]float64{0.5, 0.25}, []float64{0.125, 0.5})
}

// The binary cross-entropy, by hand.
//
//exercise:points 2
//exercise:hint 1 For y = 1, which of the two terms remains? And for y = 0?
//exercise:hint 2 The logarithm of a probability is negative or 0. Which sign does the loss have?
//exercise:hint 3 Go's math.Log is the natural logarithm. Which of y and y* is inside it?
func TestBinaryCrossEntropy(t *testing.T) {
	ln := math.Log
	const ofLabels = "the logarithm contains y, as the slide writes, where y* is meant"
	t.Run("targets 0 and 1", func(t *testing.T) {
		defer check.Recover(t)
		yTrue, yPred := yesNo()
		want := (ln(2) + ln(4.0/3) + 3*ln(2) + ln(2)) / 4
		got := losses.BinaryCrossEntropy{}.Loss(yTrue.Clone(), yPred.Clone())
		binary(t, yTrue, yPred, want).
			MistakeIf(ofLabels, slideBCE, math.IsNaN(got)). // 0·log 0, and no y* is 0 or 1
			Mistake("the terms with 1 - y are left out, so a target of 0 costs nothing", slideBCE, 4*ln(2)/4).
			Mistake("only the terms with 1 - y are left, so a target of 1 costs nothing",
				slideBCE, (ln(4.0/3)+ln(2))/4).
			Mistake("the divisor is the number of examples, not the number of all elements",
				slideBCE, want*2).
			Want("loss", got, want)
	})
	t.Run("targets between 0 and 1", func(t *testing.T) {
		defer check.Recover(t)
		yTrue, yPred := given.MatrixOf([]float64{0.5, 0.25}), given.MatrixOf([]float64{0.25, 0.125})
		// 1/2·(-log 1/4) + 1/2·(-log 3/4) and 1/4·(-log 1/8) + 3/4·(-log 7/8)
		want := (ln(2) + ln(4.0/3)/2 + 3*ln(2)/4 + 3*ln(8.0/7)/4) / 2
		binary(t, yTrue, yPred, want).
			Mistake("yTrue and yPred are swapped, so the logarithm contains the target",
				slideBCE, (ln(2)+ln(2)/4+7*ln(4.0/3)/8)/2).
			Mistake("a target between 0 and 1 is treated as 0", slideBCE, (ln(4.0/3)+ln(8.0/7))/2).
			Mistake(ofLabels, slideBCE,
				(ln(2)+ln(2)/2+3*ln(4.0/3)/4)/2).
			Want("loss", losses.BinaryCrossEntropy{}.Loss(yTrue.Clone(), yPred.Clone()), want)
	})
}

func binary(t *testing.T, yTrue, yPred *given.Matrix, want float64) *check.Case {
	return check.Call(t, "BinaryCrossEntropy.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the minus before the sum is missing, so the loss is negative", slideBCE, -want).
		Mistake("the sum of the terms is not divided by their number", slideBCE,
			want*float64(len(yTrue.Data))).
		Mistake("the logarithm has the base 2, not e", slideBCE, want/math.Ln2).
		Mistake("the logarithm has the base 10, not e", slideBCE, want/math.Ln10)
}

// The derivative of the binary cross-entropy, by hand.
//
//exercise:points 2
//exercise:hint 1 Differentiate log u. Then differentiate log(1 - u) with the chain rule.
//exercise:hint 2 Which sign must it have for target 1, and which for target 0? Does the loss fall
//exercise:hint 2 if y* rises?
//exercise:hint 3 Compare the slide's loss and its derivative: which factor occurs in only one of
//exercise:hint 3 them?
func TestBinaryCrossEntropyDerivative(t *testing.T) {
	defer check.Recover(t)
	yTrue, yPred := yesNo()
	// -1/(1/2) = -2, 1/(1 - 1/4) = 4/3, -1/(1/8) = -8, 1/(1 - 1/2) = 2, divided by 4
	want := given.MatrixOf([]float64{-0.5, 1.0 / 3}, []float64{-2, 0.5})
	yes := want.Multiply(yTrue)
	no := want.Subtract(yes)
	together := yPred.Subtract(yTrue)
	const name = "y* - y combines the derivatives of sigmoid and loss, but the sigmoid has its own"
	check.Call(t, "BinaryCrossEntropy.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the derivative is not divided, as on the slide, although the slide's loss is a mean",
			slideBCE, want.ScaledBy(4)).
		Mistake("the divisor is the number of examples, but the loss has the number of all elements",
			slideBCE, want.ScaledBy(2)).
		Mistake("the signs are reversed, although a larger y* costs less for target 1 and more for target 0",
			slideBCE, want.ScaledBy(-1)).
		Mistake("the derivative of 1 - y* is treated as 1, but it is -1", slideBCE, yes.Subtract(no)).
		Mistake("the terms with 1 - y are left out, so a target of 0 has no derivative", slideBCE, yes).
		Mistake(name, slideBCE, together).
		Mistake(name, slideBCE, together.ScaledBy(0.25)).
		Mistake(name, slideBCE, together.ScaledBy(0.5)).
		Want("derivative", losses.BinaryCrossEntropy{}.Derivative(yTrue.Clone(), yPred.Clone()), want)
}

// classes are two examples with three classes. The loss is the mean of -log of 1/2 and 1/8.
func classes() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf([]float64{0, 1, 0}, []float64{1, 0, 0}),
		given.MatrixOf([]float64{0.25, 0.5, 0.25}, []float64{0.125, 0.625, 0.25})
}

// The categorical cross-entropy, by hand.
//
//exercise:points 1
//exercise:hint 1 Which of the three terms of an example is not 0?
//exercise:hint 2 The slide's sum is for one example. How many examples are there, and how many
//exercise:hint 2 classes?
//exercise:hint 3 A sum over the classes, a mean over the examples: which number of the shape is the
//exercise:hint 3 divisor?
func TestCategoricalCrossEntropy(t *testing.T) {
	defer check.Recover(t)
	yTrue, yPred := classes()
	ln := math.Log
	want := (ln(2) + 3*ln(2)) / 2
	// -log(1 - y*) of the wrong classes is log 4/3 twice, then log 8/3 and log 4/3.
	binary := (4*ln(2) + 3*ln(4.0/3) + ln(8.0/3)) / 2
	const name = "the wrong classes have their own terms with 1 - y, as in binary cross-entropy"
	check.Call(t, "CategoricalCrossEntropy.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the minus before the sum is missing, so the loss is negative", slideCCE, -want).
		Mistake("the sum over the examples is not divided by their number", slideCCE, want*2).
		Mistake("the loss is a mean over the classes, too, not a sum", slideCCE, want/3).
		Mistake("the sum is divided by the number of classes, not by the number of examples",
			slideCCE, want*2/3).
		Mistake(name, slideCCE, binary).
		Mistake(name, slideCCE, binary/3).
		Mistake("the loss uses the most probable class, not the right one", slideCCE, (ln(2)+ln(1.6))/2).
		Mistake("the logarithm has the base 2, not e", slideCCE, want/math.Ln2).
		Mistake("the logarithm has the base 10, not e", slideCCE, want/math.Ln10).
		Want("loss", losses.CategoricalCrossEntropy{}.Loss(yTrue.Clone(), yPred.Clone()), want)
}

// The derivative of the categorical cross-entropy, by hand.
//
//exercise:points 1
//exercise:hint 1 In which term does y*_ij occur? Differentiate this term.
//exercise:hint 2 The slide's -Y/Y* holds for one example. How does a mean over n examples change
//exercise:hint 2 it?
//exercise:hint 3 For a wrong class the numerator is 0. So how many elements of each row are not 0?
func TestCategoricalCrossEntropyDerivative(t *testing.T) {
	defer check.Recover(t)
	yTrue, yPred := classes()
	// -1/(1/2) = -2 and -1/(1/8) = -8, divided by 2
	want := given.MatrixOf([]float64{0, -1, 0}, []float64{-4, 0, 0})
	together := yPred.Subtract(yTrue)
	const name = "y* - y combines the derivatives of softmax and loss, but softmax has its own"
	check.Call(t, "CategoricalCrossEntropy.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the derivative is not divided by n, although the loss is a mean over the examples", slideCCE, want.ScaledBy(2)).
		Mistake("the divisor is the number of all elements, but the loss has the number of examples",
			slideCCE, want.ScaledBy(1.0/3)).
		Mistake("the minus is missing, so a larger y* for the right class increases the loss",
			slideCCE, want.ScaledBy(-1)).
		Mistake(name, slideCCE, together).
		Mistake(name, slideCCE, together.ScaledBy(0.5)).
		// 1/(1 - y*) of the wrong classes is 4/3 twice, then 8/3 and 4/3; halved:
		Mistake("the wrong classes have their own terms with 1 - y, as in binary cross-entropy",
			slideCCE, given.MatrixOf([]float64{2.0 / 3, -1, 2.0 / 3}, []float64{-4, 4.0 / 3, 2.0 / 3})).
		Mistake("the target is left out, so the wrong classes have a derivative, too", slideCCE,
			given.MatrixOf([]float64{-2, -1, -2}, []float64{-4, -0.8, -2})).
		Want("derivative",
			losses.CategoricalCrossEntropy{}.Derivative(yTrue.Clone(), yPred.Clone()), want)
}

// loss is one of the three losses, used by the tests that apply to all of them.
type loss struct {
	name, slide string
	lossFunction
	byHand func() (yTrue, yPred *given.Matrix)
	want   float64 // the loss of these
}

type lossFunction interface {
	Loss(yTrue, yPred *given.Matrix) float64
	Derivative(yTrue, yPred *given.Matrix) *given.Matrix
}

func all() []loss {
	return []loss{
		{"MeanSquaredError", slideMSE, losses.MeanSquaredError{}, squares, 27.0 / 12},
		{"BinaryCrossEntropy", slideBCE, losses.BinaryCrossEntropy{}, yesNo, math.Log(2*4.0/3*8*2) / 4},
		{"CategoricalCrossEntropy", slideCCE, losses.CategoricalCrossEntropy{}, classes,
			math.Log(2*8) / 2},
	}
}

// random returns predictions between 0.2 and 0.8 and targets between 0 and 1, one-hot ones where the
// loss is for classes.
func (l loss) random(rng *rand.Rand, n, m int) (yTrue, yPred *given.Matrix) {
	yTrue, yPred = given.NewMatrix(n, m), given.NewMatrix(n, m)
	for i := range yTrue.Data {
		yTrue.Data[i], yPred.Data[i] = rng.Float64(), 0.2+0.6*rng.Float64()
	}
	if l.slide == slideCCE {
		yTrue = given.NewMatrix(n, m)
		for r := range n {
			yTrue.Set(r, rng.IntN(m), 1)
		}
	}
	return yTrue, yPred
}

// The derivatives, against finite differences of the losses.
//
//exercise:points 2
//exercise:hint 1 Does the message show that got is a multiple of want? How many examples and how
//exercise:hint 1 many elements are there?
//exercise:hint 2 The derivative belongs to the loss as it is, including every divisor.
//exercise:hint 3 If the tests by hand pass: for which targets other than 0 and 1 is it wrong?
func TestSlopes(t *testing.T) {
	for _, l := range all() {
		t.Run(l.name, func(t *testing.T) {
			defer check.Recover(t)
			slopes(t, l, 4, 3)
		})
	}
}

func slopes(t *testing.T, l loss, n, m int) {
	t.Helper()
	yTrue, yPred := l.random(check.Rand(t), n, m)
	check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Want("loss", l.Loss(yTrue.Clone(), yPred.Clone()), l.inOtherWords(yTrue, yPred))
	dY := l.Derivative(yTrue.Clone(), yPred.Clone())
	want := check.Slopes(yPred, func() float64 { return l.inOtherWords(yTrue, yPred) })
	check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Within(check.SlopeTolerance).
		Want("derivative", dY, want)
}

// inOtherWords is the loss: the mean squared error multiplied out, and the cross-entropies from the
// likelihood, which is the product of the probabilities of what has happened.
func (l loss) inOtherWords(yTrue, yPred *given.Matrix) float64 {
	likelihood, elements := 1.0, float64(len(yTrue.Data))
	for i, p := range yPred.Data {
		likelihood *= math.Pow(p, yTrue.Data[i])
		if l.slide == slideBCE {
			likelihood *= math.Pow(1-p, 1-yTrue.Data[i])
		}
	}
	switch l.slide {
	case slideMSE:
		squares := check.SumOfProducts(yTrue, yTrue) + check.SumOfProducts(yPred, yPred)
		return (squares - 2*check.SumOfProducts(yTrue, yPred)) / elements
	case slideBCE:
		return -math.Log(likelihood) / elements
	}
	return -math.Log(likelihood) / float64(yTrue.Rows)
}

// Predictions of exactly 0 and 1, right and wrong ones.
//
//exercise:points 2
//exercise:hint 1 math.Log(0) is -Inf. How does Go evaluate 0 times -Inf? And 1/0?
//exercise:hint 2 The comment above Epsilon gives the solution for both the loss and the
//exercise:hint 2 derivative.
//exercise:hint 3 Which numbers in a logarithm or in a denominator can be 0? max helps with all of
//exercise:hint 3 them.
func TestExtremes(t *testing.T) {
	sure := given.MatrixOf([]float64{1, 0}, []float64{0, 1})
	wrong := given.MatrixOf([]float64{0, 1}, []float64{1, 0})
	nearly := given.MatrixOf([]float64{0.001, 0.999}, []float64{0.999, 0.001})
	for _, l := range all()[1:] {
		t.Run(l.name, func(t *testing.T) {
			defer check.Recover(t)
			const (
				name = "the logarithm of 0 is computed: it is infinite, and 0 times infinity is NaN"
				over = "the derivative divides by 0"
			)
			value := l.Loss(sure.Clone(), sure.Clone())
			check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", sure, "yPred", sure).
				MistakeIf(name, l.slide, !check.Finite(value)).
				Want("loss of a confident right prediction", value, 0.0)
			yTrue, yPred := sure.Clone(), wrong.Clone()
			c := check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			value = l.Loss(yTrue, yPred)
			c.Unchanged(l.slide)
			c.MistakeIf(name, l.slide, !check.Finite(value)).
				True("a finite loss above 10 for a confident wrong prediction",
					value, check.Finite(value) && value > 10)
			half := l.Loss(sure.Clone(), sure.Apply(func(float64) float64 { return 0.5 }))
			value = l.Loss(sure.Clone(), nearly.Clone())
			check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", sure, "yPred", nearly).
				MistakeIf("the cut-off also changes predictions far from 0 and 1", l.slide,
					math.Abs(half-math.Ln2) < 1e-9 && value > 1 && value < 6.9).
				Want("loss", value, math.Log(1000))
			for _, yPred := range []*given.Matrix{sure, wrong} {
				yTrue, yPred := sure.Clone(), yPred.Clone()
				c := check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
				dY := l.Derivative(yTrue, yPred)
				c.Unchanged(l.slide)
				c.MistakeIf(over, l.slide, !check.Finite(dY)).
					True("a finite derivative", dY, dY != nil && check.Finite(dY))
			}
			atEpsilon(t, l, sure, wrong)
		})
	}
}

// atEpsilon compares a loss and its derivatives where probabilities are below Epsilon, with Epsilon
// in their place. 1 - Epsilon is rounded, so the tolerance is large.
func atEpsilon(t *testing.T, l loss, sure, wrong *given.Matrix) {
	t.Helper()
	call := func(what string, yPred *given.Matrix) *check.Case {
		return check.Call(t, l.name+"."+what+"(yTrue, yPred)", "yTrue", sure, "yPred", yPred,
			"Epsilon", losses.Epsilon).Within(0.01)
	}
	call("Loss", wrong).Want("loss", l.Loss(sure.Clone(), wrong.Clone()), -math.Log(losses.Epsilon))
	// Of a yes with y* = 0 the derivative is -1/Epsilon, of a no with y* = 1 it is 1/Epsilon.
	n, no := 2.0, 0.0
	if l.slide == slideBCE {
		n, no = 4, 1
	}
	slope := func(y float64) float64 { return (-y + no*(1-y)) / n }
	call("Derivative", wrong).Want("derivative", l.Derivative(sure.Clone(), wrong.Clone()),
		sure.Apply(func(y float64) float64 { return slope(y) / losses.Epsilon }))
	call("Derivative", sure).Want("derivative", l.Derivative(sure.Clone(), sure.Clone()), sure.Apply(slope))
}

// The arguments stay unchanged, and a batch is the mean of its examples.
//
//exercise:points 1
//exercise:hint 1 Which matrices does your code write into, and who owns them?
//exercise:hint 2 Work out one example alone, then two equal ones as a batch. Which result do you
//exercise:hint 2 expect?
//exercise:hint 3 Read the conventions at the top of the file again: which number is each loss
//exercise:hint 3 divided by?
func TestContract(t *testing.T) {
	for _, l := range all() {
		t.Run(l.name, func(t *testing.T) {
			defer check.Recover(t)
			yTrue, yPred := l.random(check.Rand(t), 3, 2)
			c := check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			whole := l.Loss(yTrue, yPred)
			c.Unchanged(l.slide)
			c.True("a loss above 0", whole, whole > 0)
			c = check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			dY := l.Derivative(yTrue, yPred).Clone()
			c.Unchanged(l.slide)

			mean, rows := 0.0, given.NewMatrix(3, 2)
			for r := range 3 {
				y, p := given.MatrixOf(yTrue.Row(r)), given.MatrixOf(yPred.Row(r))
				mean += l.Loss(y, p) / 3
				copy(rows.Row(r), l.Derivative(y, p).ScaledBy(1.0/3).Data)
			}
			c = check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
				Mistake("the loss of a batch is the sum over its examples, not the mean", l.slide, 3*mean)
			c.Want("loss; want is the mean over the three examples, each computed alone", whole, mean)
			c = check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			c.Want("derivative; want is a third of the derivative of each example alone", dY, rows)
			slopes(t, l, 3, 2)
		})
	}
}
