// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"strings"
)

// Matrix is a table of numbers with Rows rows and Cols columns, stored row after row:
//
//	element (i, j) is Data[i*Cols+j],  0 ≤ i < Rows,  0 ≤ j < Cols
//
// A batch of n examples is a matrix with n rows. A vector is a matrix with one row.
//
// Operations are methods of the matrix that receives the result, as in math/big:
//
//	Y.MatMul(X, W)    // Y = X·W
//	dW.TMatMul(X, dY) // dW = Xᵀ·dY
//
// Each operation sets the shape of its receiver, reuses its memory if it is large enough, and
// returns it. The zero Matrix is empty and can receive any result. In elementwise operations the
// receiver can also be an operand. In the products, in SumRows, in Gather and as the row of AddRow
// it cannot. Operands of the wrong shape cause a panic that names the operation and both shapes.
//
// A matrix returned by [MultiHot] or [Matrix.Sparse] stores only lists of its nonzero entries. Its
// Data is nil. It can be an operand of every operation, but it cannot receive a result.
type Matrix struct {
	Rows, Cols int
	Data       []float64

	stored storage // the elements, if they are not in Data
}

// NewMatrix returns a matrix of zeros. It panics if rows or cols is negative.
func NewMatrix(rows, cols int) *Matrix {
	if rows < 0 || cols < 0 {
		panic(fmt.Sprintf("nn: NewMatrix: shape (%d, %d), want 0 or more rows and columns", rows, cols))
	}
	return &Matrix{Rows: rows, Cols: cols, Data: make([]float64, rows*cols)}
}

// MatrixOf returns a matrix with a copy of the given rows. It panics if they differ in length.
func MatrixOf(rows ...[]float64) *Matrix {
	m := new(Matrix)
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			panic(fmt.Sprintf("nn: MatrixOf: row %d has %d numbers, row 0 has %d; want equal lengths", i, len(row), len(rows[0])))
		}
		m.Data = append(m.Data, row...)
		m.Rows, m.Cols = i+1, len(row)
	}
	return m
}

// At returns element (i, j).
func (m *Matrix) At(i, j int) float64 {
	m.mustHold("At", i, j)
	if m.stored != nil {
		return m.stored.at(i, j)
	}
	return m.Data[i*m.Cols+j]
}

// Set sets element (i, j) to v.
func (m *Matrix) Set(i, j int, v float64) {
	m.mustHold("Set", i, j)
	m.mustReceive("Set")
	m.Data[i*m.Cols+j] = v
}

// Row returns row i. The slice is the matrix's own memory, or a copy if m stores index lists.
func (m *Matrix) Row(i int) []float64 {
	if i < 0 || i >= m.Rows {
		panic(fmt.Sprintf("nn: Row: row %d of a %s matrix, want 0 to %d", i, m.shape(), m.Rows-1))
	}
	if m.stored != nil {
		return m.stored.row(i)
	}
	return m.Data[i*m.Cols : (i+1)*m.Cols : (i+1)*m.Cols]
}

// RowRange returns the rows from, from+1, ..., to-1 as a matrix that shares the memory of m.
func (m *Matrix) RowRange(from, to int) *Matrix {
	if from < 0 || to < from || to > m.Rows {
		panic(fmt.Sprintf("nn: RowRange: rows %d to %d of a %s matrix, want 0 to %d at most", from, to, m.shape(), m.Rows))
	}
	if m.stored != nil {
		return &Matrix{Rows: to - from, Cols: m.Cols, stored: m.stored.rowRange(from, to)}
	}
	return &Matrix{Rows: to - from, Cols: m.Cols, Data: m.Data[from*m.Cols : to*m.Cols : to*m.Cols]}
}

// Gather sets z to the rows of a with the given indices, in the given order, for example to a
// mini-batch. If a stores index lists, z does too.
func (z *Matrix) Gather(a *Matrix, rows []int) *Matrix {
	z.mustNotBe("Gather", a)
	for _, i := range rows {
		if i < 0 || i >= a.Rows {
			panic(fmt.Sprintf("nn: Gather: row %d of a %s matrix, want 0 to %d", i, a.shape(), a.Rows-1))
		}
	}
	if a.stored != nil {
		z.Rows, z.Cols, z.Data = len(rows), a.Cols, nil
		z.stored = a.stored.gather(z.stored, rows)
		return z
	}
	z.stored = nil
	z.receive("Gather", len(rows), a.Cols)
	for k, i := range rows {
		copy(z.Data[k*z.Cols:(k+1)*z.Cols], a.Data[i*a.Cols:(i+1)*a.Cols])
	}
	return z
}

// Copy sets z to a copy of a.
func (z *Matrix) Copy(a *Matrix) *Matrix {
	a = a.Dense()
	z.receive("Copy", a.Rows, a.Cols)
	copy(z.Data, a.Data)
	return z
}

// Clone returns a copy of m that shares no memory with it.
func (m *Matrix) Clone() *Matrix { return new(Matrix).Copy(m) }

// Equal reports whether m and b have the same shape and exactly the same elements. NaN equals NaN,
// and 0 equals -0.
func (m *Matrix) Equal(b *Matrix) bool {
	if m.Rows != b.Rows || m.Cols != b.Cols {
		return false
	}
	a, b := m.Dense(), b.Dense()
	for i, v := range a.Data {
		if v != b.Data[i] && !(math.IsNaN(v) && math.IsNaN(b.Data[i])) {
			return false
		}
	}
	return true
}

// Dense returns a matrix with the elements of m in Data: m itself if they are already there,
// otherwise a new matrix.
func (m *Matrix) Dense() *Matrix {
	if m.stored == nil {
		return m
	}
	d := NewMatrix(m.Rows, m.Cols)
	for i := range m.Rows {
		copy(d.Row(i), m.Row(i))
	}
	return d
}

// MatMul sets z to the product a·b; (n, k) by (k, m) gives (n, m). z must be neither a nor b.
//
//	z_ij = Σ_k a_ik·b_kj
//
// Row i of z is therefore a sum of rows of b, each multiplied by one element of row i of a. All
// three products skip the zeros of a, because they add nothing. This saves most of the work if most
// elements are zero. As a consequence, 0·Inf and 0·NaN count as 0.
func (z *Matrix) MatMul(a, b *Matrix) *Matrix {
	if a.Cols != b.Rows {
		panicShapes("MatMul", a, b, "want equal inner dimensions, columns on the left and rows on the right")
	}
	b = z.receiveProduct("MatMul", a.Rows, b.Cols, a, b)
	if fast != nil {
		fast.matMul(z, a, b)
		return z
	}
	clear(z.Data)
	for i := range a.Rows {
		zi := z.Row(i)
		for k, v := range a.Row(i) {
			if v == 0 {
				continue
			}
			for j, w := range b.Row(k) {
				zi[j] += v * w
			}
		}
	}
	return z
}

// TMatMul sets z to the product aᵀ·b; (k, n) by (k, m) gives (n, m). z must be neither a nor b.
//
//	z_ij = Σ_k a_ki·b_kj
func (z *Matrix) TMatMul(a, b *Matrix) *Matrix {
	if a.Rows != b.Rows {
		panicShapes("TMatMul", a, b, "want the same number of rows")
	}
	b = z.receiveProduct("TMatMul", a.Cols, b.Cols, a, b)
	if fast != nil {
		fast.tMatMul(z, a, b)
		return z
	}
	clear(z.Data)
	for k := range a.Rows {
		bk := b.Row(k)
		for i, v := range a.Row(k) {
			if v == 0 {
				continue
			}
			zi := z.Row(i)
			for j, w := range bk {
				zi[j] += v * w
			}
		}
	}
	return z
}

// MatMulT sets z to the product a·bᵀ; (n, k) by (m, k) gives (n, m). z must be neither a nor b.
//
//	z_ij = Σ_k a_ik·b_jk
func (z *Matrix) MatMulT(a, b *Matrix) *Matrix {
	if a.Cols != b.Cols {
		panicShapes("MatMulT", a, b, "want the same number of columns")
	}
	b = z.receiveProduct("MatMulT", a.Rows, b.Rows, a, b)
	if fast != nil {
		fast.matMulT(z, a, b)
		return z
	}
	clear(z.Data)
	for i := range a.Rows {
		zi, ai := z.Row(i), a.Row(i)
		for j := range zi {
			bj := b.Row(j)
			for k, v := range ai {
				if v != 0 {
					zi[j] += v * bj[k]
				}
			}
		}
	}
	return z
}

// receiveProduct sets the shape of z for a product of a and b, and returns b with its elements in
// Data.
func (z *Matrix) receiveProduct(op string, rows, cols int, a, b *Matrix) *Matrix {
	z.mustNotBe(op, a, b)
	a.mustBeWhole(op)
	b.mustBeWhole(op)
	z.receive(op, rows, cols)
	return b.Dense()
}

// AddRow sets z to a with row, a matrix (1, a.Cols), added to each of its rows.
func (z *Matrix) AddRow(a, row *Matrix) *Matrix {
	if row.Rows != 1 || row.Cols != a.Cols {
		panicShapes("AddRow", a, row, "want a single row with the columns of the first matrix")
	}
	z.mustNotBe("AddRow", row)
	a, row = a.Dense(), row.Dense()
	z.receive("AddRow", a.Rows, a.Cols)
	for i := range a.Rows {
		zi, ai := z.Row(i), a.Row(i)
		for j, v := range row.Data {
			zi[j] = ai[j] + v
		}
	}
	return z
}

// SumRows sets z to the sum of the rows of a, a matrix (1, a.Cols).
func (z *Matrix) SumRows(a *Matrix) *Matrix {
	a = a.Dense()
	z.mustNotBe("SumRows", a)
	z.receive("SumRows", 1, a.Cols)
	clear(z.Data)
	for i := range a.Rows {
		for j, v := range a.Row(i) {
			z.Data[j] += v
		}
	}
	return z
}

// Sub sets z to a - b.
func (z *Matrix) Sub(a, b *Matrix) *Matrix {
	mustHaveSameShape("Sub", a, b)
	a, b = a.Dense(), b.Dense()
	z.receive("Sub", a.Rows, a.Cols)
	for i, v := range a.Data {
		z.Data[i] = v - b.Data[i]
	}
	return z
}

// Mul sets z to the elementwise product a ⊙ b.
func (z *Matrix) Mul(a, b *Matrix) *Matrix {
	mustHaveSameShape("Mul", a, b)
	a, b = a.Dense(), b.Dense()
	z.receive("Mul", a.Rows, a.Cols)
	for i, v := range a.Data {
		z.Data[i] = v * b.Data[i]
	}
	return z
}

// Scale sets z to s·a.
func (z *Matrix) Scale(s float64, a *Matrix) *Matrix {
	a = a.Dense()
	z.receive("Scale", a.Rows, a.Cols)
	for i, v := range a.Data {
		z.Data[i] = s * v
	}
	return z
}

// Map sets z to f applied to every element of a.
func (z *Matrix) Map(f func(float64) float64, a *Matrix) *Matrix {
	a = a.Dense()
	z.receive("Map", a.Rows, a.Cols)
	for i, v := range a.Data {
		z.Data[i] = f(v)
	}
	return z
}

// String formats the matrix one row per line with four digits and abbreviates large matrices.
func (m *Matrix) String() string { return strings.Join(m.lines(8, fourDigits), "\n") }

// lines returns the lines of String, with numbers of the given width and format.
func (m *Matrix) lines(width int, format func(float64) string) (lines []string) {
	for i := range m.Rows {
		if hidden, first := abbreviated(i, m.Rows); hidden {
			if first {
				lines = append(lines, fmt.Sprintf("... %d more rows", m.Rows-mostShown+1))
			}
			continue
		}
		line := "["
		for j, v := range m.Row(i) {
			if hidden, first := abbreviated(j, m.Cols); !hidden {
				line += fmt.Sprintf(" %*s", width, format(v))
			} else if first {
				line += " ..."
			}
		}
		lines = append(lines, line+" ]")
	}
	return lines
}

const mostShown = 10 // maximum number of rows and of columns that String shows

// abbreviated reports whether row or column i of n is hidden, and whether it is the first hidden
// one.
func abbreviated(i, n int) (hidden, first bool) {
	return n > mostShown && i >= mostShown-2 && i < n-1, i == mostShown-2
}

// fourDigits formats v with four decimal places. It uses scientific notation for large numbers,
// because diverging training produces numbers with hundreds of digits.
func fourDigits(v float64) string {
	switch size := math.Abs(v); {
	case size < 0.00005:
		return "0.0000" // not -0.0000
	case size >= 1e9:
		return fmt.Sprintf("%.4e", v)
	}
	return fmt.Sprintf("%.4f", v)
}

// receive sets the shape of z for a result. The caller must then write every element.
func (z *Matrix) receive(op string, rows, cols int) {
	z.mustReceive(op)
	if n := rows * cols; z.Data == nil || cap(z.Data) < n {
		z.Data = make([]float64, n)
	} else {
		z.Data = z.Data[:n]
	}
	z.Rows, z.Cols = rows, cols
}

// is reports whether m is not nil and has the given shape.
func (m *Matrix) is(rows, cols int) bool { return m != nil && m.Rows == rows && m.Cols == cols }

func (m *Matrix) shape() string {
	if m == nil {
		return "nil"
	}
	return fmt.Sprintf("(%d, %d)", m.Rows, m.Cols)
}

// finite reports whether m contains neither NaN nor Inf.
func finite(m *Matrix) bool {
	for i := range m.Rows {
		for _, v := range m.Row(i) {
			if !isFinite(v) {
				return false
			}
		}
	}
	return true
}

// isFinite reports whether v is neither NaN nor Inf. (The test v-v == 0 can fail for a finite v =
// x·y, because a processor with a fused multiply-add computes x·y - v, the rounding error of v.)
func isFinite(v float64) bool { return math.Abs(v) <= math.MaxFloat64 }

// sign returns 1 or -1, or v itself if v is 0 or NaN, because NaN should stay visible.
func sign(v float64) float64 {
	if v == 0 || math.IsNaN(v) {
		return v
	}
	return math.Copysign(1, v)
}

func square(v float64) float64 { return v * v }

func (m *Matrix) mustHold(op string, i, j int) {
	if i < 0 || i >= m.Rows || j < 0 || j >= m.Cols {
		panic(fmt.Sprintf("nn: %s: element (%d, %d) of a %s matrix, want indices within the shape", op, i, j, m.shape()))
	}
}

// mustBeWhole panics if the length of Data does not match the shape, as in a wrong literal.
func (m *Matrix) mustBeWhole(op string) {
	if m.stored == nil && len(m.Data) != m.Rows*m.Cols {
		panic(fmt.Sprintf("nn: %s: a %s matrix has %d numbers in Data, want %d", op, m.shape(), len(m.Data), m.Rows*m.Cols))
	}
}

func (z *Matrix) mustReceive(op string) {
	if z.stored != nil {
		panic(fmt.Sprintf("nn: %s: the receiving %s matrix stores index lists; use its Dense copy", op, z.shape()))
	}
}

func (z *Matrix) mustNotBe(op string, operands ...*Matrix) {
	for _, a := range operands {
		if z == a {
			panic(fmt.Sprintf("nn: %s: the receiving %s matrix is also an operand; use a different receiver", op, z.shape()))
		}
	}
}

func mustHaveSameShape(op string, a, b *Matrix) {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		panicShapes(op, a, b, "want the same shape")
	}
	a.mustBeWhole(op)
	b.mustBeWhole(op)
}

func panicShapes(op string, a, b *Matrix, why string) {
	panic(fmt.Sprintf("nn: %s: %s by %s: %s", op, a.shape(), b.shape(), why))
}

// The core has three hooks. Each is nil unless an extension file sets it. The first two do not
// change any bit of a result, except in a build with GOEXPERIMENT=simd:
//
//	Matrix.stored  alternative storage of the elements   matrix_sparse.go
//	fast           faster versions of the main loops     matrix_product.go
//	explain        the reason why training diverged      nn_diverged.go
var (
	fast    accelerator
	explain func(net *NeuralNetwork, X *Matrix, d *Dataset) string
)

// accelerator runs the loops of the core faster. The receiver z of a product already has the right
// shape, and all elements of b are in Data.
type accelerator interface {
	matMul(z, a, b *Matrix)     // z = a·b
	tMatMul(z, a, b *Matrix)    // z = aᵀ·b
	matMulT(z, a, b *Matrix)    // z = a·bᵀ
	share(n int, t elementTask) // calls t.run on parts of 0, ..., n-1 at the same time
}

// elementTask is work on 0, ..., n-1 that can be divided into independent parts.
type elementTask interface{ run(from, to int) }

// storage stores the elements of a matrix in a different form than Data.
type storage interface {
	at(i, j int) float64
	row(i int) []float64                     // a copy
	rowRange(from, to int) storage           // the rows from, ..., to-1, in the same memory
	gather(into storage, rows []int) storage // the given rows, in the memory of into if possible
}
