package softmax_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	softmax "exercises/05-softmax"
	"exercises/check"
	"exercises/given"
)

const (
	slide    = "Training: activation functions (Softmax)"
	slideSum = "Backward propagation, STEP 1 (the error of x_i is a sum over all outputs)"

	diagonalOnly = "dX uses only the diagonal, the slide's f(x)(1 - f(x)), but s_j depends on every x_i"
)

// table is a batch of two examples of three classes worked by hand: e^x is 2, 1, 1 and 1, 3, 1.
type table struct {
	X, S, dY, dX *given.Matrix
	J            []*given.Matrix // of each example
}

// example makes a new table for each test, so that a call that changes it affects no other test.
func example() table {
	m, ln := given.MatrixOf, math.Log
	return table{
		X: m([]float64{ln(2), 0, 0}, []float64{0, ln(3), 0}),
		// 2 + 1 + 1 = 4 and 1 + 3 + 1 = 5
		S:  m([]float64{0.5, 0.25, 0.25}, []float64{0.2, 0.6, 0.2}),
		dY: m([]float64{4, 8, -4}, []float64{5, 10, -5}),
		// Σ dY·s = 2 + 2 - 1 = 3:  1/2·(4 - 3), 1/4·(8 - 3), 1/4·(-4 - 3)
		//          1 + 6 - 1 = 6:  1/5·(5 - 6), 3/5·(10 - 6), 1/5·(-5 - 6)
		dX: m([]float64{0.5, 1.25, -1.75}, []float64{-0.2, 2.4, -2.2}),
		J: []*given.Matrix{
			// 1/2·1/2    -1/2·1/4   -1/2·1/4
			// -1/4·1/2   1/4·3/4    -1/4·1/4
			// -1/4·1/2   -1/4·1/4   1/4·3/4
			m([]float64{0.25, -0.125, -0.125},
				[]float64{-0.125, 0.1875, -0.0625},
				[]float64{-0.125, -0.0625, 0.1875}),
			// 1/5·4/5    -1/5·3/5   -1/5·1/5
			// -3/5·1/5   3/5·2/5    -3/5·1/5
			// -1/5·1/5   -1/5·3/5   1/5·4/5
			m([]float64{0.16, -0.12, -0.04},
				[]float64{-0.12, 0.24, -0.12},
				[]float64{-0.04, -0.12, 0.16}),
		},
	}
}

// The probabilities, by hand.
//
//exercise:points 2
//exercise:hint 1 Work out the first row on paper: e^x of its elements, then their sum.
//exercise:hint 2 Which elements belong to the sum: one row, one column, or all? What does one row
//exercise:hint 2 stand for?
//exercise:hint 3 For each row: one pass for e^x and the sum, then a second pass that divides.
func TestForwardPropagation(t *testing.T) {
	defer check.Recover(t)
	tt := example()
	forward(t, tt.X, tt.S)
	X := check.Random(check.Rand(t), 3, 4)
	forward(t, X, quotients(X))
}

func forward(t *testing.T, X, want *given.Matrix) {
	t.Helper()
	exp := X.Apply(math.Exp)
	sumOfX, inverse := sums(X).Data, func(x float64) float64 { return 1 / x }
	total := sums(given.MatrixOf(exp.Data)).Data[0]
	inLoop, goesOn, shifted := exp.Clone(), exp.Clone(), exp.Clone()
	continued, continuedShifted := 0.0, 0.0
	for r := range X.Rows {
		sum, largest := 0.0, slices.Max(exp.Row(r))
		for i, e := range exp.Row(r) {
			sum += e
			inLoop.Set(r, i, e/sum)
		}
		continued, continuedShifted = continued+sum, continuedShifted+sum/largest
		for i, e := range exp.Row(r) {
			goesOn.Set(r, i, e/continued)
			shifted.Set(r, i, e/largest/continuedShifted)
		}
	}
	columns := given.NewMatrix(1, X.Cols)
	for i := range X.Cols {
		columns.Set(0, i, -slices.Max(X.T().Row(i)))
	}
	ofX := X.Clone()
	for r := range X.Rows {
		copy(ofX.Row(r), given.MatrixOf(X.Row(r)).ScaledBy(1/sumOfX[r]).Data)
	}
	c := check.Call(t, "ForwardPropagation(X)", "X", X, "e^X", exp).
		Mistake("each column sums to 1, not each row", slide, byRow(exp.T()).T()).
		Mistake("the whole batch sums to 1, not each row", slide, exp.ScaledBy(1/total)).
		Mistake("e^x is not divided by its sum", slide, exp).
		Mistake("x is divided by the sum of x: the exponential is left out", slide, ofX).
		Mistake("each element is a sigmoid of its own, so the classes do not compete", slide,
			X.ScaledBy(-1).Apply(math.Exp).Apply(func(e float64) float64 { return 1 + e }).Apply(inverse)).
		Mistake("the largest x of each column is subtracted, so the elements of a row shift differently",
			slide, byRow(X.AddToRows(columns).Apply(math.Exp))).
		Mistake("the result is the logarithm of the softmax", slide, want.Apply(math.Log)).
		Mistake("the exponent has the wrong sign, so a larger x has a smaller probability", slide,
			byRow(X.ScaledBy(-1).Apply(math.Exp))).
		Mistake("the base of the power is 2, not e", slide, byRow(X.Apply(math.Exp2))).
		Mistake("the probabilities are divided by the number of classes, too", slide, want.ScaledBy(1/float64(X.Cols))).
		Mistake("the largest e^x becomes 1: the divisor is the largest of a row, not the sum", slide,
			shiftedBy(X, slices.Max[[]float64]).Multiply(ratios(X))).
		Mistake("the division is inside the loop that adds up, before the sum is complete", slide, inLoop).
		Mistake("the sum continues from row to row", slide, goesOn).
		Mistake("the sum continues from row to row", slide, shifted)
	l := new(softmax.SoftmaxActivation)
	x := X.Clone()
	if c.Want("S", l.ForwardPropagation(x), want); t.Failed() {
		return
	}
	changed := x.Subtract(X)
	check.Call(t, "ForwardPropagation(X)", "X", X).
		MistakeIf("Output is not set, so the backward pass has no S", slide, l.Output == nil).
		Want("Output after the call", l.Output, want)
	check.Call(t, "ForwardPropagation(X)", "X", X).
		MistakeIf("Input is not set", slide, l.Input == nil).
		MistakeIf(check.InPlace, slide, check.SumOfProducts(changed, changed) != 0).
		Want("Input after the call", l.Input, X)
}

// ratios returns the sum of each row of e^X divided by its largest element, in every column.
func ratios(X *given.Matrix) *given.Matrix {
	exp := X.Apply(math.Exp)
	R := sums(exp)
	for r := range R.Rows {
		R.Data[r] /= slices.Max(exp.Row(r))
	}
	return wide(R, X.Cols)
}

// sums returns the sum of each row, as a column.
func sums(m *given.Matrix) *given.Matrix { return m.T().SumAxis0().T() }

// byRow divides each row by its sum.
func byRow(m *given.Matrix) *given.Matrix {
	Y := m.Clone()
	for i := range Y.Data {
		Y.Data[i] /= sums(m).Data[i/m.Cols]
	}
	return Y
}

// Rows of very large and very small numbers.
//
//exercise:points 2
//exercise:hint 1 math.Exp(1000) is +Inf, math.Exp(-1000) is 0. What are Inf/Inf and 0/0?
//exercise:hint 2 How does s change if the same number is added to all x of a row? Work it out on
//exercise:hint 2 paper.
//exercise:hint 3 Choose that number for each row separately, so that its largest exponent becomes
//exercise:hint 3 0.
func TestExtremes(t *testing.T) {
	defer check.Recover(t)
	// The differences within each row are the same as in the table by hand.
	X, want := example().X, example().S
	high := given.MatrixOf(X.Row(0)).Apply(func(x float64) float64 { return x + 1000 })
	near := check.Random(check.Rand(t), 2, 3)
	low := given.MatrixOf(X.Row(1)).Apply(func(x float64) float64 { return x - 1000 })
	const (
		nothing = "nothing is subtracted before e^x is computed, and e^1000 is infinite"
		zero    = "the search for the largest x starts at 0, above every x of a negative row"
		batch   = "the largest x is searched in other rows, too, so a row of small numbers becomes 0/0"
		other   = "the subtracted number is not the largest x, so one exponent stays too large"
		clipped = "the probabilities are kept away from 0 by a small number, so a row does not have the sum 1"
		same    = "the elements become equal, because their differences are lost before e^x is computed"
	)
	tiny := []float64{1e-8, 1e-7, 1e-6, 1e-5}
	for _, tt := range []struct {
		name    string
		X, want *given.Matrix
	}{
		{"a row of 1000", high, given.MatrixOf(want.Row(0))},
		{"a row of -1000", low, given.MatrixOf(want.Row(1))},
		{"both", given.MatrixOf(high.Row(0), low.Row(0)), want},
		{"numbers near 0", near, quotients(near)},
		{"a row of 400", high.Apply(func(x float64) float64 { return x - 600 }), given.MatrixOf(want.Row(0))},
		{"far apart", given.MatrixOf([]float64{-1000, 1000, 0}), given.MatrixOf([]float64{0, 1, 0})},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			global := slices.Max(tt.X.Data)
			minus := func(shift func(x []float64) float64) *given.Matrix {
				return shiftedBy(tt.X, shift)
			}
			c := check.Call(t, "ForwardPropagation(X)", "X", tt.X)
			for _, ε := range tiny {
				c.Mistake(clipped, slide, tt.want.Apply(func(s float64) float64 { return max(ε, min(s, 1-ε)) })).
					Mistake(clipped, slide, tt.want.Apply(func(s float64) float64 { return max(ε, s) })).
					Mistake("a small number is added to every probability, so a row does not have the sum 1", slide,
						tt.want.Apply(func(s float64) float64 { return s + ε }))
			}
			c.Mistake("the largest x is added, not subtracted", slide,
				minus(func(x []float64) float64 { return -slices.Max(x) })).
				Mistake(nothing, slide, minus(func([]float64) float64 { return 0 })).
				Mistake(zero, slide, minus(func(x []float64) float64 { return max(0, slices.Max(x)) })).
				Mistake(batch, slide, minus(func([]float64) float64 { return global })).
				Mistake(other, slide, minus(func(x []float64) float64 { return x[0] })).
				Mistake(other, slide, minus(func(x []float64) float64 { return x[len(x)-1] })).
				Mistake(other, slide, minus(slices.Min[[]float64])).
				Mistake(same, slide, byRow(tt.X.Apply(func(x float64) float64 {
					return math.Exp(max(-500, min(x, 500)))
				}))).
				Want("S", new(softmax.SoftmaxActivation).ForwardPropagation(tt.X.Clone()), tt.want)
		})
	}
}

// shiftedBy is the softmax in which a number is subtracted from the elements of each row.
func shiftedBy(X *given.Matrix, shift func(x []float64) float64) *given.Matrix {
	Y := X.Clone()
	for i, x := range X.Data {
		Y.Data[i] = math.Exp(x - shift(X.Row(i/X.Cols)))
	}
	return byRow(Y)
}

// The Jacobian, by hand.
//
//exercise:points 2
//exercise:hint 1 s_i is a fraction. Which x are in its numerator, and which in its denominator?
//exercise:hint 2 For i ≠ j the numerator does not depend on x_j, but the sum does. Is the slope
//exercise:hint 2 then 0?
//exercise:hint 3 If x_j grows, s_j gains exactly as much as the others lose. So which sum must each
//exercise:hint 3 row of the matrix have?
func TestJacobian(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	random, equal := quotients(check.Random(rng, 1, 3)), quotients(withEqual(check.Random(rng, 1, 3)))
	all, probabilities := example().J, example().S.Clone().Data
	for _, S := range []*given.Matrix{random, equal} {
		J := S.T().Dot(S).ScaledBy(-1)
		for i, s := range S.Data {
			J.Set(i, i, s-s*s)
		}
		all, probabilities = append(all, J), append(probabilities, S.Data...)
	}
	for r, J := range all {
		s := probabilities[3*r : 3*r+3]
		t.Run([]string{"first example", "second example", "random example", "equal probabilities"}[r], func(t *testing.T) {
			defer check.Recover(t)
			diagonal, ones := given.NewMatrix(3, 3), given.NewMatrix(3, 3)
			for i := range 3 {
				diagonal.Set(i, i, J.At(i, i))
				ones.Set(i, i, 1)
			}
			outer := given.MatrixOf(s).T().Dot(given.MatrixOf(s))
			upper, lower, deltas := given.NewMatrix(3, 3), given.NewMatrix(3, 3), given.NewMatrix(3, 3)
			for k, d := range J.Data {
				i, j := k/3, k%3
				if deltas.Data[k] = ones.Data[k] - s[j]; i <= j {
					upper.Data[k] = d
				}
				if i >= j {
					lower.Data[k] = d
				}
			}
			check.Call(t, "Jacobian(s)", "s", s).
				Mistake("only the diagonal, the slide's f(x)(1 - f(x)), is set, but the sum depends on every x_j",
					slideSum, diagonal).
				Mistake("the off-diagonal elements are positive, although the other s_i shrink when x_j grows",
					slide, diagonal.ScaledBy(2).Subtract(J)).
				Mistake("every element of dX has the opposite sign", slide, J.ScaledBy(-1)).
				Mistake("only one half of the matrix is filled, above or below the diagonal", slide, upper).
				Mistake("only one half of the matrix is filled, above or below the diagonal", slide, lower).
				Mistake("the diagonal is left out", slide, J.Subtract(diagonal)).
				Mistake("every row lacks its factor s_i", slide, deltas).
				Mistake("the diagonal is 1 - s_i, without its factor s_i", slide,
					J.Subtract(diagonal).Add(deltas.Multiply(ones))).
				Mistake("the diagonal adds the square of s_i, which belongs to it with a minus", slide,
					J.Add(outer.Multiply(ones).ScaledBy(2))).
				Mistake("the numerator is treated as a constant on the diagonal, too", slide, outer.ScaledBy(-1)).
				Mistake("only the products s_i·s_j are used: the derivative of the numerator and a sign are left out",
					slide, outer).
				Mistake("the sum is treated as a constant on the diagonal", slide, J.Add(outer.Multiply(ones))).
				Mistake(equalProbabilities, slide, likeDiagonal(s)).
				Mistake("every element is computed like one on the diagonal", slide,
					given.MatrixOf(s).T().Dot(given.MatrixOf([]float64{1, 1, 1})).Subtract(outer)).
				Want("J", softmax.Jacobian(append([]float64(nil), s...)), J)
		})
	}
}

const equalProbabilities = "probabilities are compared, not indices, so equal ones count as the diagonal"

// likeDiagonal is the Jacobian with this mistake.
func likeDiagonal(s []float64) *given.Matrix {
	J := given.NewMatrix(len(s), len(s))
	for i, a := range s {
		for j, b := range s {
			if J.Set(i, j, -a*b); a == b {
				J.Set(i, j, a-a*b)
			}
		}
	}
	return J
}

// The backward pass, by hand.
//
//exercise:points 3
//exercise:hint 1 Along which paths does one x_i reach the error? Draw all of them for three
//exercise:hint 1 classes.
//exercise:hint 2 dX_i is a sum over j: dY_j times ∂s_j/∂x_i. Which element of the Jacobian is that?
//exercise:hint 3 A row of dX is a row of dY times the Jacobian of the same example. Or put both
//exercise:hint 3 cases of the Jacobian into the sum, and factor out a common term.
func TestBackwardPropagation(t *testing.T) {
	defer check.Recover(t)
	tt := example()
	backward(t, tt.X, tt.S, tt.dY, tt.dX)
	rng := check.Rand(t)
	for _, X := range []*given.Matrix{check.Random(rng, 3, 3), withEqual(check.Random(rng, 3, 3))} {
		dY := check.Random(rng, 3, 3)
		backward(t, X, quotients(X), dY, check.Slopes(X, func() float64 {
			return check.SumOfProducts(quotients(X), dY)
		}))
	}
}

// withEqual makes the first two elements of each row of X equal.
func withEqual(X *given.Matrix) *given.Matrix {
	for r := range X.Rows {
		X.Set(r, 1, X.At(r, 0))
	}
	return X
}

func backward(t *testing.T, X, S, dY, want *given.Matrix) {
	t.Helper()
	// minus returns s ⊙ (dY - sum), with one sum for each row.
	minus := func(s, sum *given.Matrix) *given.Matrix { return s.Multiply(dY.Subtract(wide(sum, dY.Cols))) }
	of := func(s *given.Matrix) *given.Matrix { return minus(s, sums(dY.Multiply(s))) }
	all := func(row []float64) *given.Matrix {
		return given.NewMatrix(S.Rows, S.Cols).AddToRows(given.MatrixOf(row))
	}
	sum, diagonal := sums(dY.Multiply(S)), S.Subtract(S.Multiply(S))
	last := S.Rows - 1
	var byEqual [][]float64
	for r := range S.Rows {
		byEqual = append(byEqual, given.MatrixOf(dY.Row(r)).Dot(likeDiagonal(S.Row(r))).Data)
	}
	l := &softmax.SoftmaxActivation{Input: X.Clone(), Output: S.Clone()}
	check.Call(t, "BackwardPropagation(dY)", "S", S, "dY", dY).Within(check.SlopeTolerance).
		Mistake(diagonalOnly, slideSum, dY.Multiply(diagonal)).
		Mistake("dY is left out: dX is s(1 - s), the diagonal of the Jacobian", slideSum, diagonal).
		Mistake("dX is all zeros: the rows of the Jacobian are summed without dY, and each sum is 0",
			slide, dY.ScaledBy(0)).
		Mistake("dY is returned unchanged: the derivative of softmax is left out", slide, dY).
		Mistake("every element of dX has the opposite sign", slide, want.ScaledBy(-1)).
		Mistake("the off-diagonal elements are positive, although the other s_i shrink when x_j grows",
			slide, dY.Multiply(diagonal).ScaledBy(2).Subtract(of(S))).
		Mistake("the term from the sum of the e^x has the wrong sign", slide, minus(S, sum.ScaledBy(-1))).
		Mistake("the sum lacks its factor s_i", slide, dY.Multiply(S).Subtract(wide(sum, dY.Cols))).
		Mistake("the sum adds up dY alone, without the factors s_j", slide, minus(S, sums(dY))).
		Mistake("the sum is left out: dX is dY ⊙ s", slide, dY.Multiply(S)).
		Mistake("the sum is treated as a constant on the diagonal", slide, want.Add(dY.Multiply(S).Multiply(S))).
		Mistake("dX lacks its factor s_i", slide, dY.Subtract(wide(sum, dY.Cols))).
		Mistake("the sum is divided by the number of classes", slide, minus(S, sum.ScaledBy(1/float64(S.Cols)))).
		Mistake("both factors are used: s_i(1 - s_i), and the difference from the sum", slide,
			diagonal.Multiply(dY.Subtract(wide(sum, dY.Cols)))).
		Mistake("the sum runs over the whole batch, not over one example", slide,
			minus(S, sum.Apply(func(float64) float64 { return sum.SumAxis0().Data[0] }))).
		Mistake("the sum continues from row to row", slide, minus(S, soFar(sum))).
		Mistake("the sum runs down a column, over the examples, not along a row", slide,
			S.Multiply(dY.Subtract(all(dY.Multiply(S).SumAxis0().Data)))).
		Mistake("every example uses the Jacobian of the last one", slide, of(all(S.Row(last)))).
		Mistake("every example uses the Jacobian of the first one", slide, of(all(S.Row(0)))).
		Mistake("dX is divided by n, which the loss has already done", slide, want.ScaledBy(1/float64(S.Rows))).
		Mistake("dX is S - dY, the combined derivative of softmax and cross-entropy for the target dY",
			slide, S.Subtract(dY)).
		Mistake("the derivative is computed from X, not from the probabilities", slide, of(X)).
		Mistake(equalProbabilities, slide, given.MatrixOf(byEqual...)).
		Want("dX", l.BackwardPropagation(dY.Clone()), want)
}

// soFar returns the sums of the first elements of a column: of one, of two, and so on.
func soFar(column *given.Matrix) *given.Matrix {
	total := 0.0
	return column.Apply(func(x float64) float64 { total += x; return total })
}

// wide repeats a column.
func wide(column *given.Matrix, cols int) *given.Matrix {
	return given.NewMatrix(cols, column.Rows).AddToRows(column.T()).T()
}

// The backward pass, against finite differences of the forward pass, with a random output error.
//
//exercise:points 2
//exercise:hint 1 The matrices are small: work out one row on paper.
//exercise:hint 2 Move one x a little. How many elements of S move? Does each have its term in dX?
//exercise:hint 3 If the tests by hand pass, is your code right only for two examples or for three
//exercise:hint 3 classes?
func TestSlopes(t *testing.T) {
	defer check.Recover(t)
	slopes(t, 4, 3)
}

func slopes(t *testing.T, n, m int) {
	t.Helper()
	rng := check.Rand(t)
	X, dY := check.Random(rng, n, m), check.Random(rng, n, m)
	l := new(softmax.SoftmaxActivation)
	S := l.ForwardPropagation(X).Clone()
	one := func(float64) float64 { return 1 }
	toSum := given.NewMatrix(m, 1).Apply(one)
	check.Call(t, "ForwardPropagation(X)", "X", X).
		Want("sum of each row of S", S.Dot(toSum), given.NewMatrix(n, 1).Apply(one))
	if check.Call(t, "ForwardPropagation(X)", "X", X).Want("S", S, quotients(X)); t.Failed() {
		return
	}
	dX := l.BackwardPropagation(dY.Clone())
	want := check.Slopes(X, func() float64 { return check.SumOfProducts(quotients(X), dY) })
	check.Call(t, "BackwardPropagation(dY)", "X", X, "S", S, "dY", dY).Within(check.SlopeTolerance).
		Mistake(diagonalOnly, slideSum, dY.Multiply(S.Subtract(S.Multiply(S)))).
		Want("dX", dX, want)

	x := given.MatrixOf(X.Row(0))
	J := given.NewMatrix(m, m)
	for i := range m {
		row := check.Slopes(x, func() float64 { return quotients(x).At(0, i) })
		copy(J.Row(i), row.Data)
	}
	check.Call(t, "Jacobian(s)", "s", S.Row(0)).Within(check.SlopeTolerance).
		Want("J", softmax.Jacobian(append([]float64(nil), S.Row(0)...)), J)
}

// quotients is the softmax from quotients of two e^x each: 1/s_i = Σ_j e^(x_j - x_i).
func quotients(X *given.Matrix) *given.Matrix {
	S := given.NewMatrix(X.Rows, X.Cols)
	for r := range X.Rows {
		for i, x := range X.Row(r) {
			inverse := 0.0
			for _, other := range X.Row(r) {
				inverse += math.Exp(other - x)
			}
			S.Set(r, i, 1/inverse)
		}
	}
	return S
}

// The arguments stay unchanged, examples do not affect each other, and a second call does not
// depend on the first.
//
//exercise:points 1
//exercise:hint 1 Which matrices does your code write into, and who owns them?
//exercise:hint 2 Row returns the matrix's own memory, and Y := X gives the same matrix a second
//exercise:hint 2 name.
//exercise:hint 3 Clone first, then work on the copy.
func TestContract(t *testing.T) {
	defer check.Recover(t)
	tt := example()
	l := new(softmax.SoftmaxActivation)
	c := check.Call(t, "ForwardPropagation(X)", "X", tt.X)
	l.ForwardPropagation(tt.X)
	c.Unchanged(slide)

	l = &softmax.SoftmaxActivation{Input: tt.X, Output: tt.S}
	c = check.Call(t, "BackwardPropagation(dY)", "X", tt.X, "S", tt.S, "dY", tt.dY)
	l.BackwardPropagation(tt.dY)
	c.Unchanged(slide)

	s := []float64{0.5, 0.25, 0.25}
	c = check.Call(t, "Jacobian(s)", "s", s)
	softmax.Jacobian(s)
	c.Unchanged(slide)

	rng := check.Rand(t)
	X, dY := check.Random(rng, 3, 4), check.Random(rng, 3, 4)
	l = new(softmax.SoftmaxActivation)
	c = check.Call(t, "ForwardPropagation(X)", "X", X)
	S := l.ForwardPropagation(X)
	c.Want("sum of each row of S", S.T().SumAxis0(), given.MatrixOf([]float64{1, 1, 1}))
	batch := l.BackwardPropagation(dY).Clone()
	for r := 0; r < X.Rows && !t.Failed(); r++ {
		x, dy := given.MatrixOf(X.Row(r)), given.MatrixOf(dY.Row(r))
		c = check.Call(t, "ForwardPropagation(x), then BackwardPropagation(dy)", "x", x, "dy", dy)
		alone := new(softmax.SoftmaxActivation)
		alone.ForwardPropagation(x)
		c.Want(fmt.Sprint("dx alone; want is row ", r, " of a batch"), alone.BackwardPropagation(dy),
			given.MatrixOf(batch.Row(r)))
		c = check.Call(t, "ForwardPropagation(x), then BackwardPropagation(dy)", "x", x, "dy", dy).
			MistakeIf("a call uses values of an earlier one", slide, true)
		l.ForwardPropagation(x)
		c.Want("dx after another batch", l.BackwardPropagation(dy), alone.BackwardPropagation(dy))
	}
	if t.Failed() {
		return
	}

	later := check.Random(rng, 3, 4)
	l = new(softmax.SoftmaxActivation)
	S = l.ForwardPropagation(X)
	l.ForwardPropagation(later.Clone())
	check.Call(t, "ForwardPropagation(X)", "X", later, "X of the first call", X).
		Mistake("each call writes into the matrix that the previous call returned", slide, quotients(later)).
		Want("S of the first call, after the second call", S, quotients(X))
	dX := l.BackwardPropagation(dY)
	want := dX.Clone()
	second := l.BackwardPropagation(later)
	check.Call(t, "BackwardPropagation(dY)", "dY", later, "dY of the first call", dY).
		Mistake("each call writes into the matrix that the previous call returned", slide, second).
		Want("dX of the first call, after the second call", dX, want)
	slopes(t, 2, 3)
}
