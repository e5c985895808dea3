// Package agree compares the worked answers, whose matrices are given's, with the library.
package agree

import (
	"math"
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
)

// Number fails the test unless the answer's number is the library's but for rounding.
func Number(t testing.TB, what string, answer, library float64) {
	t.Helper()
	if d := math.Abs(answer - library); answer != library && !(d <= 1e-12*(1+math.Abs(library))) {
		t.Errorf("%s: the answer gives %v, the library %v", what, answer, library)
	}
}

// Matrix fails the test unless the answer's matrix is the library's but for rounding.
func Matrix(t testing.TB, what string, answer *given.Matrix, library *nn.Matrix) {
	t.Helper()
	if answer.Rows != library.Rows || answer.Cols != library.Cols {
		t.Fatalf("%s: the answer gives %s, the library (%d, %d)", what, answer.Shape(),
			library.Rows, library.Cols)
	}
	for i, v := range library.Dense().Data {
		Number(t, what, answer.Data[i], v)
	}
}

// Random returns a matrix of normally distributed numbers.
func Random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}

// Library returns a copy of m as the library's Matrix.
func Library(m *given.Matrix) *nn.Matrix {
	m = m.Clone()
	return &nn.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.Data}
}

// Given returns a copy of m as given's Matrix.
func Given(m *nn.Matrix) *given.Matrix {
	m = m.Clone().Dense()
	return &given.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.Data}
}
