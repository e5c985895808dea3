package softmax_test

import (
	"testing"

	softmax "exercises/05-softmax"
	"exercises/check"
	"exercises/given"
)

// One example, one class, two classes, and many of each.
//
//exercise:points 1
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	for _, size := range []struct {
		name string
		n, m int
	}{
		{"one example", 1, 5}, {"one class", 3, 1}, {"two classes", 7, 2},
		{"square", 4, 4}, {"larger", 9, 12},
	} {
		t.Run(size.name, func(t *testing.T) {
			defer check.Recover(t)
			slopes(t, size.n, size.m)
		})
	}
}

// Forward and backward pass for numbers of very different size.
//
//exercise:points 1
func TestHiddenExtremes(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for range 5 {
		X, dY := check.Random(rng, 4, 3).ScaledBy(2000), check.Random(rng, 4, 3)
		l := new(softmax.SoftmaxActivation)
		S := l.ForwardPropagation(X.Clone())
		check.Call(t, "ForwardPropagation(X)", "X", X).
			Want("sum of each row of S", S.Dot(given.MatrixOf([]float64{1}, []float64{1}, []float64{1})),
				given.MatrixOf([]float64{1}, []float64{1}, []float64{1}, []float64{1}))
		want := quotients(X)
		check.Call(t, "ForwardPropagation(X)", "X", X).Want("S", S, want)
		dX := l.BackwardPropagation(dY.Clone())
		check.Call(t, "BackwardPropagation(dY)", "X", X, "dY", dY).
			Want("dX", dX, differences(want, dY))
	}
	manyClasses(t)
}

// manyClasses is a row in which the first of a thousand classes is nearly certain, and one in which
// none is.
func manyClasses(t *testing.T) {
	t.Helper()
	X := check.Random(check.Rand(t), 2, 1000)
	X.Set(0, 0, 800)
	S := new(softmax.SoftmaxActivation).ForwardPropagation(X.Clone())
	check.Call(t, "ForwardPropagation(X)", "X", X).Want("S", S, quotients(X))
}

// differences is the input error from differences of output errors: dx_i = s_i·Σ_j s_j·(dy_i - dy_j).
func differences(S, dY *given.Matrix) *given.Matrix {
	dX := given.NewMatrix(S.Rows, S.Cols)
	for r := range S.Rows {
		for i, s := range S.Row(r) {
			for j, other := range S.Row(r) {
				dX.Row(r)[i] += s * other * (dY.At(r, i) - dY.At(r, j))
			}
		}
	}
	return dX
}
