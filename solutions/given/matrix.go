// Package given contains the Matrix of the exercises.
//
// A name that [Matrix] shares with the Matrix of package nn means the same in both; an operation
// that returns a new matrix here, where the library's overwrites its receiver, has another name,
// close to NumPy's.
//
//	here               package nn              NumPy
//	NewMatrix(n, m)    the same                np.zeros((n, m))
//	MatrixOf(x, y)     the same                np.array([x, y])
//	X.At(i, j)         the same                X[i, j]
//	X.Set(i, j, v)     the same                X[i, j] = v
//	X.Row(i)           the same                X[i]
//	X.Clone()          the same                X.copy()
//	X.String()         the same                str(X)
//	X.Shape()          -                       X.shape
//	X.T()              - (TMatMul, MatMulT)    X.T
//	X.Dot(W)           Z.MatMul(X, W)          X.dot(W)
//	X.AddToRows(B)     Z.AddRow(X, B)          X + B, with B of shape (1, m)
//	X.SumAxis0()       Z.SumRows(X)            X.sum(axis=0, keepdims=True)
//	X.Add(Y)           -                       X + Y
//	X.Subtract(Y)      Z.Sub(X, Y)             X - Y
//	X.Multiply(Y)      Z.Mul(X, Y)             X * Y
//	X.ScaledBy(s)      Z.Scale(s, X)           s * X
//	X.Apply(f)         Z.Map(f, X)             np.vectorize(f)(X)
//
// Only Set and a write to Row or Data change a matrix, so a formula is one line:
//
//	Y  = X·W + B      Y := X.Dot(W).AddToRows(B)
//	dW = Xᵀ·dY        dW := X.T().Dot(dY)
package given

import (
	"fmt"
	"strings"
)

// Matrix is a table of numbers with Rows rows and Cols columns, stored row by row:
//
//	element (i, j) is Data[i*Cols+j],  0 ≤ i < Rows,  0 ≤ j < Cols
//
// A batch of n examples is a matrix with n rows. A vector is a matrix with one row.
// An operation panics if a shape is wrong; the message names the operation and both shapes.
type Matrix struct {
	Rows, Cols int
	Data       []float64
}

// NewMatrix returns a matrix of zeros.
func NewMatrix(rows, cols int) *Matrix {
	return &Matrix{Rows: rows, Cols: cols, Data: make([]float64, rows*cols)}
}

// MatrixOf returns a matrix with a copy of the given rows. It panics if they differ in length.
func MatrixOf(rows ...[]float64) *Matrix {
	m := new(Matrix)
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			panic(fmt.Sprintf("MatrixOf: row %d has %d numbers, row 0 has %d", i, len(row),
				len(rows[0])))
		}
		m.Data = append(m.Data, row...)
		m.Rows, m.Cols = i+1, len(row)
	}
	return m
}

// At returns element (i, j).
func (m *Matrix) At(i, j int) float64 {
	m.mustHold("At", i, j)
	return m.Data[i*m.Cols+j]
}

// Set sets element (i, j) to v.
func (m *Matrix) Set(i, j int, v float64) {
	m.mustHold("Set", i, j)
	m.Data[i*m.Cols+j] = v
}

// Row returns row i. The slice shares the memory of the matrix: writing to the slice changes the
// matrix.
func (m *Matrix) Row(i int) []float64 {
	if i < 0 || i >= m.Rows {
		panic(fmt.Sprintf("Row: row %d of a %s matrix", i, m.Shape()))
	}
	return m.Data[i*m.Cols : (i+1)*m.Cols : (i+1)*m.Cols]
}

// Clone returns a copy that shares no memory with m.
func (m *Matrix) Clone() *Matrix {
	c := NewMatrix(m.Rows, m.Cols)
	copy(c.Data, m.Data)
	return c
}

// T returns the transpose: element (i, j) becomes element (j, i).
func (m *Matrix) T() *Matrix {
	t := NewMatrix(m.Cols, m.Rows)
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			t.Set(j, i, v)
		}
	}
	return t
}

// Dot returns the matrix product m·b. The elementwise product is Multiply.
func (m *Matrix) Dot(b *Matrix) *Matrix {
	if m.Cols != b.Rows {
		panicShapes("Dot", m, b, "want as many columns on the left as rows on the right")
	}
	p := NewMatrix(m.Rows, b.Cols)
	for i := range m.Rows {
		pi := p.Row(i)
		for k, v := range m.Row(i) {
			for j, w := range b.Row(k) {
				pi[j] += v * w
			}
		}
	}
	return p
}

// AddToRows returns m with row, a matrix (1, m.Cols), added to each of its rows.
func (m *Matrix) AddToRows(row *Matrix) *Matrix {
	if row.Rows != 1 || row.Cols != m.Cols {
		panicShapes("AddToRows", m, row, "want one row with as many columns")
	}
	s := m.Clone()
	for i := range s.Data {
		s.Data[i] += row.Data[i%m.Cols]
	}
	return s
}

// SumAxis0 returns the sum of the rows of m: a matrix (1, m.Cols), one sum for each column.
func (m *Matrix) SumAxis0() *Matrix {
	s := NewMatrix(1, m.Cols)
	for i, v := range m.Data {
		s.Data[i%m.Cols] += v
	}
	return s
}

// Add returns m + b.
func (m *Matrix) Add(b *Matrix) *Matrix {
	return m.combine("Add", b, func(v, w float64) float64 { return v + w })
}

// Subtract returns m - b.
func (m *Matrix) Subtract(b *Matrix) *Matrix {
	return m.combine("Subtract", b, func(v, w float64) float64 { return v - w })
}

// Multiply returns the elementwise product m ⊙ b.
func (m *Matrix) Multiply(b *Matrix) *Matrix {
	return m.combine("Multiply", b, func(v, w float64) float64 { return v * w })
}

// ScaledBy returns s·m.
func (m *Matrix) ScaledBy(s float64) *Matrix {
	return m.Apply(func(v float64) float64 { return s * v })
}

// Apply returns a matrix with f(x) for every element x of m.
func (m *Matrix) Apply(f func(float64) float64) *Matrix {
	r := m.Clone()
	for i, v := range r.Data {
		r.Data[i] = f(v)
	}
	return r
}

// Shape returns the shape as text, for example "(2, 3)".
func (m *Matrix) Shape() string { return fmt.Sprintf("(%d, %d)", m.Rows, m.Cols) }

// String formats the matrix one row per line, with up to six significant digits.
func (m *Matrix) String() string {
	width := 0
	for _, v := range m.Data {
		width = max(width, len(fmt.Sprintf("%.6g", v)))
	}
	var lines []string
	for i := range m.Rows {
		line := "["
		for _, v := range m.Row(i) {
			line += fmt.Sprintf(" %*.6g", width, v)
		}
		lines = append(lines, line+" ]")
	}
	return strings.Join(lines, "\n")
}

func (m *Matrix) combine(op string, b *Matrix, f func(v, w float64) float64) *Matrix {
	if m.Rows != b.Rows || m.Cols != b.Cols {
		panicShapes(op, m, b, "shapes differ")
	}
	r := m.Clone()
	for i, v := range r.Data {
		r.Data[i] = f(v, b.Data[i])
	}
	return r
}

func (m *Matrix) mustHold(op string, i, j int) {
	if i < 0 || i >= m.Rows || j < 0 || j >= m.Cols {
		panic(fmt.Sprintf("%s: element (%d, %d) of a %s matrix", op, i, j, m.Shape()))
	}
}

func panicShapes(op string, a, b *Matrix, why string) {
	panic(fmt.Sprintf("%s: %s by %s: %s", op, a.Shape(), b.Shape(), why))
}
