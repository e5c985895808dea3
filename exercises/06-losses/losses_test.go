package losses_test

import (
	"math"
	"math/rand/v2"
	"slices"
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

// squares are four examples with three outputs. Y* - Y is 1 -1 0, 2 0 1, -3 2 1, 1 1 -2, and the sum of
// the squares (1 + 1 + 0) + (4 + 0 + 1) + (9 + 4 + 1) + (1 + 1 + 4) = 27.
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
	squaredError(t, yTrue, yPred, 27.0/12)
	rng := check.Rand(t)
	yTrue, yPred = check.Random(rng, 3, 2), check.Random(rng, 3, 2)
	squaredError(t, yTrue, yPred, all()[0].inOtherWords(yTrue, yPred))
}

func squaredError(t *testing.T, yTrue, yPred *given.Matrix, want float64) {
	t.Helper()
	n, columns, elements := float64(yTrue.Rows), float64(yTrue.Cols), float64(len(yTrue.Data))
	sum, absolute, first, last, rows, lengths := 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
	for r := range yTrue.Rows {
		d := given.MatrixOf(yPred.Row(r)).Subtract(given.MatrixOf(yTrue.Row(r)))
		rows += math.Pow(d.T().SumAxis0().Data[0], 2)
		lengths += math.Sqrt(check.SumOfProducts(d, d))
	}
	for i, d := range yPred.Subtract(yTrue).Data {
		sum, absolute, last = sum+d, absolute+math.Abs(d), d
		if i%yTrue.Cols == 0 {
			first += d * d
		}
	}
	check.Call(t, "MeanSquaredError.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the sum of the squares is not divided by their number", slideMSE, want*elements).
		Mistake("the sum is divided by the number of examples, not by the number of all elements",
			slideMSE, want*columns).
		Mistake("the sum is divided by the number of columns, not by the number of all elements",
			slideMSE, want*n).
		Mistake("only the first output of each example is compared", slideMSE, first/n).
		Mistake("the result is the square root of the mean, the RMSE", slideMSE, math.Sqrt(want)).
		Mistake("the absolute differences are added up, not the squares", slideMSE, absolute/elements).
		Mistake("the differences are neither squared nor made positive, so they cancel", slideMSE, sum/elements).
		Mistake("the differences are neither squared nor made positive, so they cancel", slideMSE, -sum/elements).
		Mistake("the result is half of the mean", slideMSE, want/2).
		Mistake("the differences are added before the square", slideMSE, rows/elements).
		Mistake("the differences are added before the square", slideMSE, rows/n).
		Mistake("the differences are added before the square", slideMSE, sum*sum/elements).
		Mistake("the differences are added before the square", slideMSE, sum*sum/elements/elements).
		Mistake("the loss is the mean distance of the rows, a root for each example", slideMSE, lengths/n).
		Mistake("the last element is left out of the sum", slideMSE, want-last*last/elements).
		Mistake("the minus of the cross-entropies is used, so the loss is negative", slideMSE, -want).
		Mistake("each square overwrites the sum so far, so only the last element counts",
			slideMSE, last*last/elements).
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
	// 2/12 of 1 -1 0, 2 0 1, -3 2 1, 1 1 -2
	squaredErrorDerivative(t, yTrue, yPred,
		given.MatrixOf([]float64{1, -1, 0}, []float64{2, 0, 1}, []float64{-3, 2, 1}, []float64{1, 1, -2}).ScaledBy(1.0/6))
	rng := check.Rand(t)
	for _, size := range [][2]int{{3, 2}, {1, 2}} {
		yTrue, yPred := check.Random(rng, size[0], size[1]), check.Random(rng, size[0], size[1])
		squaredErrorDerivative(t, yTrue, yPred, check.Slopes(yPred, func() float64 {
			return all()[0].inOtherWords(yTrue, yPred)
		}))
	}
}

func squaredErrorDerivative(t *testing.T, yTrue, yPred, want *given.Matrix) {
	t.Helper()
	d := yPred.Subtract(yTrue)
	n, columns, elements := float64(yTrue.Rows), float64(yTrue.Cols), len(yTrue.Data)
	check.Call(t, "MeanSquaredError.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Within(check.SlopeTolerance).
		Mistake("the sign is wrong, as in the derivative with respect to Y", slideMSE, want.ScaledBy(-1)).
		Mistake("the derivative is not divided, although the loss is a mean",
			slideMSE, d.ScaledBy(2)).
		Mistake("the divisor is the number of examples, but the loss has the number of all elements",
			slideMSE, d.ScaledBy(2/n)).
		Mistake("the divisor is the number of columns, but the loss has the number of all elements",
			slideMSE, d.ScaledBy(2/columns)).
		Mistake("the factor 2 of the square is missing", slideMSE, want.ScaledBy(0.5)).
		Mistake("the square is not differentiated", slideMSE, d.Multiply(d).ScaledBy(1/float64(elements))).
		Mistake("only the signs of the differences are used, as for absolute differences", slideMSE,
			d.Apply(func(d float64) float64 {
				if d == 0 {
					return 0
				}
				return math.Copysign(1/float64(elements), d)
			})).
		Mistake("the factor 2 of the square and the division are missing", slideMSE, d).
		Mistake("the factor 2 is missing, and the divisor is only the number of examples",
			slideMSE, d.ScaledBy(1/n)).
		Mistake("two ints are divided, so a quotient below 1 becomes 0", slideMSE,
			d.ScaledBy(float64(2/elements))).
		Want("derivative", losses.MeanSquaredError{}.Derivative(yTrue.Clone(), yPred.Clone()), want)
}

// yesNo are two examples with two targets, each 1 or 0. The loss is the mean of -log of 1/2, 3/4, 1/8
// and 1/2.
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
	defer check.Recover(t)
	ln := math.Log
	yTrue, yPred := yesNo()
	binary(t, yTrue, yPred, (ln(2)+ln(4.0/3)+ln(8)+ln(2))/4)
	yTrue, yPred = given.MatrixOf([]float64{0.5, 0.25}), given.MatrixOf([]float64{0.25, 0.125})
	// 1/2·(-log 1/4) + 1/2·(-log 3/4) and 1/4·(-log 1/8) + 3/4·(-log 7/8)
	binary(t, yTrue, yPred, (1.0/2*ln(4)+1.0/2*ln(4.0/3)+1.0/4*ln(8)+3.0/4*ln(8.0/7))/2)
	bce := all()[1]
	yTrue, yPred = bce.random(check.Rand(t), 2, 3)
	yTrue.Data[0], yTrue.Data[1] = 0.9, 0.2
	binary(t, yTrue, yPred, bce.inOtherWords(yTrue, yPred))
}

func binary(t *testing.T, yTrue, yPred *given.Matrix, want float64) {
	t.Helper()
	const (
		ofLabels = "the logarithm contains y, as the slide writes, where y* is meant"
		swapped  = "yTrue and yPred are swapped, so the logarithm contains the target"
	)
	n, elements := float64(yTrue.Rows), float64(len(yTrue.Data))
	// logs returns the mean of -y·log p and the mean of -(1 - y)·log(1 - p). cut replaces smaller p and 1 - p.
	logs := func(y, p *given.Matrix, cut float64) (yes, no float64) {
		for i, p := range p.Data {
			yes -= y.Data[i] * math.Log(max(p, cut)) / elements
			no -= (1 - y.Data[i]) * math.Log(max(1-p, cut)) / elements
		}
		return yes, no
	}
	both := func(y, p *given.Matrix, cut float64) float64 { yes, no := logs(y, p, cut); return yes + no }
	yes, no := logs(yTrue, yPred, 0)
	c := check.Call(t, "BinaryCrossEntropy.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the minus before the sum is missing, so the loss is negative", slideBCE, -want).
		Mistake("the sum of the terms is not divided by their number", slideBCE, want*elements).
		Mistake("the logarithm has the base 2, not e", slideBCE, want/math.Ln2).
		Mistake("the logarithm has the base 10, not e", slideBCE, want/math.Ln10).
		Mistake("the terms with 1 - y are left out, so a target of 0 costs nothing", slideBCE,
			yes).
		Mistake("only the terms with 1 - y are left, so a target of 1 costs nothing", slideBCE,
			no).
		Mistake("the divisor is the number of examples, not the number of all elements",
			slideBCE, want*elements/n).
		Mistake("the terms with 1 - y have the opposite sign", slideBCE, yes-no).
		Mistake("both terms contain log y*, although the second belongs to 1 - y*", slideBCE,
			both(yTrue.Apply(func(float64) float64 { return 1 }), yPred, 0)).
		Mistake("the two logarithms are swapped", slideBCE,
			both(yTrue, yPred.Apply(func(p float64) float64 { return 1 - p }), 0)).
		Mistake("a target between 0 and 1 is treated as 0", slideBCE,
			both(yTrue.Apply(math.Floor), yPred, 0)).
		Mistake("a target between 0 and 1 is treated as 1", slideBCE,
			both(yTrue.Apply(math.Ceil), yPred, 0)).
		Mistake("a target between 0 and 1 is rounded to one of them", slideBCE,
			both(yTrue.Apply(func(y float64) float64 { return math.Floor(y + 0.5) }), yPred, 0)).
		Mistake("a target between 0 and 1 is rounded to one of them", slideBCE,
			both(yTrue.Apply(func(y float64) float64 { return math.Ceil(y - 0.5) }), yPred, 0))
	for _, cut := range []float64{0, losses.Epsilon} {
		c.Mistake(swapped, slideBCE, both(yPred, yTrue, cut)).
			Mistake(ofLabels, slideBCE, both(yTrue, yTrue, cut))
	}
	c.Want("loss", losses.BinaryCrossEntropy{}.Loss(yTrue.Clone(), yPred.Clone()), want)
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
	binaryDerivative(t, yTrue, yPred, want)
	bce := all()[1]
	yTrue, yPred = bce.random(check.Rand(t), 2, 3)
	binaryDerivative(t, yTrue, yPred, check.Slopes(yPred, func() float64 { return bce.inOtherWords(yTrue, yPred) }))
}

func binaryDerivative(t *testing.T, yTrue, yPred, want *given.Matrix) {
	t.Helper()
	n, elements := float64(yTrue.Rows), float64(len(yTrue.Data))
	yes := yTrue.Clone()
	for i, y := range yTrue.Data {
		yes.Data[i] = -y / yPred.Data[i] / elements
	}
	no := want.Subtract(yes)
	swapped := yTrue.Clone()
	for i, y := range yTrue.Data {
		swapped.Data[i] = ((1-y)/yPred.Data[i] - y/(1-yPred.Data[i])) / elements
	}
	together := yPred.Subtract(yTrue)
	const name = "y* - y combines the derivatives of sigmoid and loss, but the sigmoid has its own"
	check.Call(t, "BinaryCrossEntropy.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Within(check.SlopeTolerance).
		Mistake("the derivative is not divided, as on the slide, although the slide's loss is a mean",
			slideBCE, want.ScaledBy(elements)).
		Mistake("the divisor is the number of examples, but the loss has the number of all elements",
			slideBCE, want.ScaledBy(elements/n)).
		Mistake("the signs are reversed, although a larger y* costs less for target 1 and more for target 0",
			slideBCE, want.ScaledBy(-1)).
		Mistake("the derivative of 1 - y* is treated as 1, but it is -1", slideBCE, yes.Subtract(no)).
		Mistake("the terms with 1 - y are left out, so a target of 0 has no derivative", slideBCE, yes).
		Mistake("only the terms with 1 - y are left, so a target of 1 has no derivative", slideBCE, no).
		Mistake("the factors y and 1 - y are left out", slideBCE, yPred.Apply(func(p float64) float64 {
			return (1/(1-p) - 1/p) / elements
		})).
		Mistake("the two denominators are swapped", slideBCE, swapped).
		Mistake(name, slideBCE, together).
		Mistake(name, slideBCE, together.ScaledBy(1/elements)).
		Mistake(name, slideBCE, together.ScaledBy(1/n)).
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
	categorical(t, yTrue, yPred, (math.Log(2)+math.Log(8))/2)
	cce := all()[2]
	yTrue, yPred = cce.random(check.Rand(t), 4, 3)
	categorical(t, yTrue, yPred, cce.inOtherWords(yTrue, yPred))
}

func categorical(t *testing.T, yTrue, yPred *given.Matrix, want float64) {
	t.Helper()
	n, m := float64(yTrue.Rows), float64(yTrue.Cols)
	binary, likeliest, any := want, 0.0, 0.0
	for i, y := range yTrue.Data {
		any -= math.Log(yPred.Data[i]) / n
		binary -= (1 - y) * math.Log(1-yPred.Data[i]) / n
	}
	for r := range yTrue.Rows {
		likeliest -= math.Log(slices.Max(yPred.Row(r))) / n
	}
	const name = "the wrong classes have their own terms with 1 - y, as in binary cross-entropy"
	check.Call(t, "CategoricalCrossEntropy.Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Mistake("the minus before the sum is missing, so the loss is negative", slideCCE, -want).
		Mistake("the sum over the examples is not divided by their number", slideCCE, want*n).
		Mistake("the loss is a mean over the classes, too, not a sum", slideCCE, want/m).
		Mistake("the sum is divided by the number of classes, not by the number of examples",
			slideCCE, want*n/m).
		Mistake(name, slideCCE, binary).
		Mistake(name, slideCCE, binary/m).
		Mistake("the loss uses the most probable class, not the right one", slideCCE, likeliest).
		Mistake("the target is left out, so the wrong classes count, too", slideCCE, any).
		Mistake("the logarithm is left out", slideCCE, -check.SumOfProducts(yTrue, yPred)/n).
		Mistake("the logarithm is left out", slideCCE, check.SumOfProducts(yTrue, yPred)/n).
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
	categoricalDerivative(t, yTrue, yPred, given.MatrixOf([]float64{0, -1, 0}, []float64{-4, 0, 0}))
	cce := all()[2]
	yTrue, yPred = cce.random(check.Rand(t), 4, 3)
	categoricalDerivative(t, yTrue, yPred,
		check.Slopes(yPred, func() float64 { return cce.inOtherWords(yTrue, yPred) }))
}

func categoricalDerivative(t *testing.T, yTrue, yPred, want *given.Matrix) {
	t.Helper()
	n, m := float64(yTrue.Rows), float64(yTrue.Cols)
	together := yPred.Subtract(yTrue)
	binary, anyTarget, likeliest := want.Clone(), want.Clone(), want.ScaledBy(0)
	for r := range yPred.Rows {
		p := slices.Max(yPred.Row(r))
		likeliest.Set(r, slices.Index(yPred.Row(r), p), -1/p/n)
	}
	for i, p := range yPred.Data {
		binary.Data[i] += (1 - yTrue.Data[i]) / (1 - p) / n
		anyTarget.Data[i] = -1 / p / n
	}
	const name = "y* - y combines the derivatives of softmax and loss, but softmax has its own"
	check.Call(t, "CategoricalCrossEntropy.Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
		Within(check.SlopeTolerance).
		Mistake("the derivative is not divided by n, although the loss is a mean over the examples",
			slideCCE, want.ScaledBy(n)).
		Mistake("the divisor is the number of all elements, but the loss has the number of examples",
			slideCCE, want.ScaledBy(1/m)).
		Mistake("the minus is missing, so a larger y* for the right class increases the loss",
			slideCCE, want.ScaledBy(-1)).
		Mistake(name, slideCCE, together).
		Mistake(name, slideCCE, together.ScaledBy(1/n)).
		Mistake("the wrong classes have their own terms with 1 - y, as in binary cross-entropy", slideCCE, binary).
		Mistake("the target is left out, so the wrong classes have a derivative, too", slideCCE, anyTarget).
		Mistake("the derivative is at the most probable class, not at the right one", slideCCE, likeliest).
		Mistake("the division by y* is left out", slideCCE, yTrue.ScaledBy(-1/n)).
		Mistake("the divisor is the number of classes, not the number of examples", slideCCE, want.ScaledBy(n/m)).
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

// random returns predictions between 0.2 and 0.8 and targets between 0 and 1. Where the loss is for classes,
// the targets are one-hot, and each row of predictions is divided by its sum, as in the output of a softmax.
func (l loss) random(rng *rand.Rand, n, m int) (yTrue, yPred *given.Matrix) {
	yTrue, yPred = given.NewMatrix(n, m), given.NewMatrix(n, m)
	for i := range yTrue.Data {
		yTrue.Data[i], yPred.Data[i] = rng.Float64(), 0.2+0.6*rng.Float64()
	}
	if l.slide == slideCCE {
		yTrue = given.NewMatrix(n, m)
		for r := range n {
			yTrue.Set(r, rng.IntN(m), 1)
			row, sum := yPred.Row(r), 0.0
			for _, p := range row {
				sum += p
			}
			for k := range row {
				row[k] /= sum
			}
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
	defer check.Recover(t)
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

// Predictions of exactly 0 and 1, right and wrong ones, and predictions of exactly Epsilon.
//
//exercise:points 2
//exercise:hint 1 math.Log(0) is -Inf. How does Go evaluate 0 times -Inf? And 1/0?
//exercise:hint 2 The comment above Epsilon gives the solution for both the loss and the
//exercise:hint 2 derivative.
//exercise:hint 3 Which numbers in a logarithm or in a denominator can be 0? max helps with all of
//exercise:hint 3 them.
func TestExtremes(t *testing.T) {
	defer check.Recover(t)
	sure := given.MatrixOf([]float64{1, 0}, []float64{0, 1})
	wrong := given.MatrixOf([]float64{0, 1}, []float64{1, 0})
	nearly := given.MatrixOf([]float64{0.001, 0.999}, []float64{0.999, 0.001})
	const ε = losses.Epsilon
	least := given.MatrixOf([]float64{ε, 1 - ε}, []float64{1 - ε, ε})
	for _, l := range all()[1:] {
		t.Run(l.name, func(t *testing.T) {
			defer check.Recover(t)
			const (
				name = "the logarithm of 0 is computed: it is infinite, and 0 times infinity is NaN"
				over = "the derivative divides by 0"
			)
			const early = "the cut-off also changes predictions far from 0 and 1"
			slopes(t, l, 2, 2) // numbers far from 0 and 1
			// c replaces smaller probabilities.
			c := math.Exp(-l.Loss(sure.Clone(), nearly.Clone()))
			compare := func(yPred *given.Matrix, want float64) {
				yTrue, yPred := sure.Clone(), yPred.Clone()
				k := check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred,
					"Epsilon", ε).Within(toleranceFor(yPred)).
					Mistake(rounded, l.slide, l.cutBy(unchanged, sure, clipped(yPred))).
					Mistake(name, l.slide, l.cutBy(unchanged, sure, yPred)).
					Mistake(added, l.slide, l.cutBy(raised, sure, yPred))
				if c < 0.2 {
					k.Mistake(early, l.slide, -math.Log(max(c, yPred.Data[0])))
				}
				value := l.Loss(yTrue, yPred)
				k.Unchanged(l.slide)
				k.Want("loss", value, want)
			}
			compare(sure, 0)
			compare(wrong, -math.Log(ε))
			compare(nearly, math.Log(1000))
			compare(least, -math.Log(ε))
			for _, yPred := range []*given.Matrix{sure, wrong, least} {
				l.slopesAt(t, sure, yPred, over)
			}
		})
	}
}

// added is a mistake in the loss or in the derivative.
const added = "Epsilon is added to every probability, not only put in place of smaller ones"

// What a loss uses instead of a probability: unchanged may be 0, raised is the mistake added.
func unchanged(p float64) float64 { return p }
func raised(p float64) float64    { return p + losses.Epsilon }
func cut(p float64) float64       { return max(p, losses.Epsilon) }

// cutBy is the loss with f(y*) and f(1 - y*) in its logarithms.
func (l loss) cutBy(f func(p float64) float64, yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for i, y := range yTrue.Data {
		sum -= y * math.Log(f(yPred.Data[i]))
		if l.slide == slideBCE {
			sum -= (1 - y) * math.Log(f(1-yPred.Data[i]))
		}
	}
	return sum / l.divisor(yTrue)
}

func (l loss) divisor(yTrue *given.Matrix) float64 {
	if l.slide == slideBCE {
		return float64(len(yTrue.Data))
	}
	return float64(yTrue.Rows)
}

const combined = "Epsilon limits the product y*·(1 - y*), not each factor"

// combinedAt is the derivative (y* - y)/(y*·(1 - y*)) with f of the denominator.
func combinedAt(yTrue, yPred *given.Matrix, f func(p float64) float64) *given.Matrix {
	dY := yPred.Subtract(yTrue).ScaledBy(1 / float64(len(yTrue.Data)))
	for i, p := range yPred.Data {
		dY.Data[i] /= f(p * (1 - p))
	}
	return dY
}

// rounded is a mistake of about 0.1 %, because 1 - Epsilon is rounded.
const rounded = "1 - y* is computed from a y* that is already cut off, so it is not Epsilon where y* is 1"

func clipped(yPred *given.Matrix) *given.Matrix {
	return yPred.Apply(func(p float64) float64 { return max(losses.Epsilon, min(p, 1-losses.Epsilon)) })
}

// toleranceFor is large for predictions of 1 - Epsilon itself, because 1 minus this is not exactly Epsilon.
func toleranceFor(yPred *given.Matrix) float64 {
	if slices.Contains(yPred.Data, losses.Epsilon) {
		return 0.01
	}
	return check.SlopeTolerance
}

// slopesAt compares derivatives where probabilities are below Epsilon, with Epsilon in their place.
func (l loss) slopesAt(t *testing.T, yTrue, yPred *given.Matrix, over string) {
	t.Helper()
	slopeAt := func(yPred *given.Matrix, cutYes, cutNo func(p float64) float64) *given.Matrix {
		dY := yTrue.Clone()
		for i, y := range yTrue.Data {
			yes, no := cutYes(yPred.Data[i]), cutNo(1-yPred.Data[i])
			dY.Data[i] = -y / yes
			if l.slide == slideBCE {
				dY.Data[i] += (1 - y) / no
			}
		}
		return dY.ScaledBy(1 / l.divisor(yTrue))
	}
	slope := func(cutYes, cutNo func(p float64) float64) *given.Matrix { return slopeAt(yPred, cutYes, cutNo) }
	y, p := yTrue.Clone(), yPred.Clone()
	c := check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", y, "yPred", p, "Epsilon",
		losses.Epsilon).Within(toleranceFor(yPred)).
		Mistake(rounded, l.slide, slopeAt(clipped(yPred), unchanged, unchanged)).
		Mistake(over, l.slide, slope(unchanged, unchanged)).
		Mistake(over, l.slide, slope(unchanged, cut)).
		Mistake(over, l.slide, slope(cut, unchanged)).
		Mistake(added, l.slide, slope(raised, raised))
	left := func(p float64) float64 { // out
		if p < losses.Epsilon {
			return math.Inf(1)
		}
		return p
	}
	c.Mistake("a term with a probability below Epsilon is left out", l.slide, slope(left, left))
	if l.slide == slideBCE {
		c.Mistake(combined, l.slide, combinedAt(yTrue, yPred, cut)).
			Mistake("Epsilon is added to the product y*·(1 - y*)", l.slide, combinedAt(yTrue, yPred, raised))
	}
	dY := l.Derivative(y, p)
	c.Unchanged(l.slide)
	c.Want("derivative", dY, slope(cut, cut))
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
	defer check.Recover(t)
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
			if c.Unchanged(l.slide); t.Failed() {
				return
			}

			mean, rows := 0.0, given.NewMatrix(3, 2)
			for r := range 3 {
				y, p := given.MatrixOf(yTrue.Row(r)), given.MatrixOf(yPred.Row(r))
				mean += l.Loss(y, p) / 3
				copy(rows.Row(r), l.Derivative(y, p).ScaledBy(1.0/3).Data)
			}
			c = check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			c.Want("loss; want is the mean over the three examples, each computed alone", whole, mean)
			c = check.Call(t, l.name+".Derivative(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred)
			c.Want("derivative; want is a third of the derivative of each example alone", dY, rows)
			slopes(t, l, 3, 2)
		})
	}
}
