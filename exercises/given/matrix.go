// Package given is what every exercise gets: a Matrix.
//
// The operations have the names of the library's, but here each returns a new matrix and changes
// none of its operands, so that a formula is one line:
//
//	Y  = X·W + B      Y := X.MatMul(W).AddRow(B)
//	dW = Xᵀ·dY        dW := X.T().MatMul(dY)
package given

import (
	"fmt"
	"strings"
)

// Matrix is a table of numbers with Rows rows and Cols columns, stored row after row:
//
//	element (i, j) is Data[i*Cols+j],  0 ≤ i < Rows,  0 ≤ j < Cols
//
// A batch of n examples is a matrix with n rows. A vector is a matrix with one row.
// A wrong shape panics with the operation and both shapes.
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

// Set makes v element (i, j).
func (m *Matrix) Set(i, j int, v float64) {
	m.mustHold("Set", i, j)
	m.Data[i*m.Cols+j] = v
}

// Row returns row i. It is the matrix's own memory: writing into it changes the matrix.
func (m *Matrix) Row(i int) []float64 {
	if i < 0 || i >= m.Rows {
		panic(fmt.Sprintf("Row: row %d of a %s matrix", i, m.Shape()))
	}
	return m.Data[i*m.Cols : (i+1)*m.Cols : (i+1)*m.Cols]
}

// Clone returns a copy in memory of its own.
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

// MatMul returns the matrix product m·b.
func (m *Matrix) MatMul(b *Matrix) *Matrix {
	if m.Cols != b.Rows {
		panicShapes("MatMul", m, b, "want as many columns on the left as rows on the right")
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

// AddRow returns m with row, a matrix (1, m.Cols), added to each row of m.
func (m *Matrix) AddRow(row *Matrix) *Matrix {
	if row.Rows != 1 || row.Cols != m.Cols {
		panicShapes("AddRow", m, row, "want one row of as many columns")
	}
	s := m.Clone()
	for i := range s.Data {
		s.Data[i] += row.Data[i%m.Cols]
	}
	return s
}

// SumRows returns the sum of m's rows, a matrix (1, m.Cols).
func (m *Matrix) SumRows() *Matrix {
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

// Sub returns m - b.
func (m *Matrix) Sub(b *Matrix) *Matrix {
	return m.combine("Sub", b, func(v, w float64) float64 { return v - w })
}

// Mul returns the elementwise product m ⊙ b.
func (m *Matrix) Mul(b *Matrix) *Matrix {
	return m.combine("Mul", b, func(v, w float64) float64 { return v * w })
}

// Scale returns s·m.
func (m *Matrix) Scale(s float64) *Matrix {
	return m.Map(func(v float64) float64 { return s * v })
}

// Map returns f applied to every element of m.
func (m *Matrix) Map(f func(float64) float64) *Matrix {
	r := m.Clone()
	for i, v := range r.Data {
		r.Data[i] = f(v)
	}
	return r
}

// Shape returns the shape as it is written in messages, such as "(2, 3)".
func (m *Matrix) Shape() string { return fmt.Sprintf("(%d, %d)", m.Rows, m.Cols) }

// String shows the matrix a row a line, with up to six digits.
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
