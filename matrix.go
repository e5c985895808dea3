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
// The operations are methods of the matrix that receives the result, as in math/big:
//
//	Y.MatMul(X, W)    // Y = X·W
//	dW.TMatMul(X, dY) // dW = Xᵀ·dY
//
// The receiver gets the shape of the result, keeps its memory when that is large enough, and is
// returned. The zero Matrix is empty and ready to receive. In the elementwise operations the
// receiver may be one of the operands; in the products, in SumRows, in Gather and as the row of
// AddRow it must not. A wrong shape panics with the operation and both shapes.
//
// A matrix made by [MultiHot] or by [Matrix.Sparse] keeps only lists of its nonzero entries. Its
// Data is nil, it cannot receive a result, and every operation takes it as an operand like any
// other.
type Matrix struct {
	Rows, Cols int
	Data       []float64

	lists   *indexLists // the nonzero entries, in place of Data
	product product     // the matrix product that this matrix received last
}

// NewMatrix returns a matrix of zeros. It panics if rows or cols is negative.
func NewMatrix(rows, cols int) *Matrix {
	if rows < 0 || cols < 0 {
		panic(fmt.Sprintf("nn: NewMatrix: (%d, %d): a size is negative", rows, cols))
	}
	return &Matrix{Rows: rows, Cols: cols, Data: make([]float64, rows*cols)}
}

// MatrixOf returns a matrix with a copy of the given rows. It panics if they differ in length.
func MatrixOf(rows ...[]float64) *Matrix {
	m := new(Matrix)
	for i, row := range rows {
		if len(row) != len(rows[0]) {
			panic(fmt.Sprintf("nn: MatrixOf: row %d has %d numbers, row 0 has %d", i, len(row), len(rows[0])))
		}
		m.Data = append(m.Data, row...)
		m.Rows, m.Cols = i+1, len(row)
	}
	return m
}

// At returns element (i, j).
func (m *Matrix) At(i, j int) float64 {
	m.mustHold("At", i, j)
	if m.lists != nil {
		return m.lists.at(i, j)
	}
	return m.Data[i*m.Cols+j]
}

// Set makes v element (i, j).
func (m *Matrix) Set(i, j int, v float64) {
	m.mustHold("Set", i, j)
	m.mustReceive("Set")
	m.Data[i*m.Cols+j] = v
}

// Row returns row i: the matrix's own memory, or a copy if it is kept as index lists.
func (m *Matrix) Row(i int) []float64 {
	if i < 0 || i >= m.Rows {
		panic(fmt.Sprintf("nn: Row: row %d of a %s matrix", i, m.shape()))
	}
	if m.lists != nil {
		return m.lists.row(i, m.Cols)
	}
	return m.Data[i*m.Cols : (i+1)*m.Cols : (i+1)*m.Cols]
}

// RowRange returns the rows from, from+1, ..., to-1 as a matrix that shares this one's memory.
func (m *Matrix) RowRange(from, to int) *Matrix {
	if from < 0 || to < from || to > m.Rows {
		panic(fmt.Sprintf("nn: RowRange: rows %d to %d of a %s matrix", from, to, m.shape()))
	}
	part := &Matrix{Rows: to - from, Cols: m.Cols}
	if m.lists != nil {
		part.lists = m.lists.rowRange(from, to)
		return part
	}
	part.Data = m.Data[from*m.Cols : to*m.Cols : to*m.Cols]
	return part
}

// Gather sets z to the rows of a with the given indices, in their order: a mini-batch.
// It keeps index lists as index lists.
func (z *Matrix) Gather(a *Matrix, rows []int) *Matrix {
	z.mustNotBe("Gather", a)
	for _, i := range rows {
		if i < 0 || i >= a.Rows {
			panic(fmt.Sprintf("nn: Gather: row %d of a %s matrix", i, a.shape()))
		}
	}
	if a.lists != nil {
		if z.lists == nil || z.lists.shared {
			z.lists = new(indexLists)
		}
		z.Rows, z.Cols, z.Data = len(rows), a.Cols, nil
		z.lists.gather(a.lists, rows)
		return z
	}
	z.lists = nil
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

// Clone returns a copy in memory of its own.
func (m *Matrix) Clone() *Matrix { return new(Matrix).Copy(m) }

// Equal reports whether a and b have the same shape and the same elements to the last bit of value:
// NaN equals NaN, and 0 equals -0.
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

// AddRow sets z to a with row, a matrix (1, a.Cols), added to each row of a.
func (z *Matrix) AddRow(a, row *Matrix) *Matrix {
	if row.Rows != 1 || row.Cols != a.Cols {
		panicShapes("AddRow", a, row, "want one row of as many columns")
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

// SumRows sets z to the sum of a's rows, a matrix (1, a.Cols).
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

// String shows the matrix a row a line with four digits, larger ones with their middle left out.
func (m *Matrix) String() string {
	const most = 10
	var b strings.Builder
	for i := range m.Rows {
		if m.Rows > most && i == most-2 {
			fmt.Fprintf(&b, "... %d rows more\n", m.Rows-most+1)
		}
		if m.Rows > most && i >= most-2 && i < m.Rows-1 {
			continue
		}
		b.WriteByte('[')
		for j, v := range m.Row(i) {
			switch {
			case m.Cols > most && j == most-2:
				b.WriteString(" ...")
			case m.Cols > most && j > most-2 && j < m.Cols-1:
			default:
				fmt.Fprintf(&b, " %8s", fourDigits(v))
			}
		}
		b.WriteString(" ]\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// fourDigits shows v with four digits behind the point. A training that diverges has numbers of
// hundreds of digits before it; the large ones are in scientific notation.
func fourDigits(v float64) string {
	switch size := math.Abs(v); {
	case size < 0.00005:
		return "0.0000" // not -0.0000
	case size >= 1e9:
		return fmt.Sprintf("%.4e", v)
	}
	return fmt.Sprintf("%.4f", v)
}

// receive gives z the shape of a result. Its elements are then still to be written.
func (z *Matrix) receive(op string, rows, cols int) {
	z.mustReceive(op)
	if n := rows * cols; z.Data == nil || cap(z.Data) < n {
		z.Data = make([]float64, n)
	} else {
		z.Data = z.Data[:n]
	}
	z.Rows, z.Cols = rows, cols
}

// is reports whether m is there and has the shape.
func (m *Matrix) is(rows, cols int) bool { return m != nil && m.Rows == rows && m.Cols == cols }

func (m *Matrix) shape() string { return fmt.Sprintf("(%d, %d)", m.Rows, m.Cols) }

func (m *Matrix) mustHold(op string, i, j int) {
	if i < 0 || i >= m.Rows || j < 0 || j >= m.Cols {
		panic(fmt.Sprintf("nn: %s: element (%d, %d) of a %s matrix", op, i, j, m.shape()))
	}
}

// mustBeWhole panics if somebody has made m by hand and its Data does not have its shape.
func (m *Matrix) mustBeWhole(op string) {
	if m.lists == nil && len(m.Data) != m.Rows*m.Cols {
		panic(fmt.Sprintf("nn: %s: a %s matrix has %d numbers in Data", op, m.shape(), len(m.Data)))
	}
}

func (z *Matrix) mustReceive(op string) {
	if z.lists != nil {
		panic(fmt.Sprintf("nn: %s: the receiving %s matrix is kept as index lists; write into its Dense copy", op, z.shape()))
	}
}

func (z *Matrix) mustNotBe(op string, operands ...*Matrix) {
	for _, a := range operands {
		if z == a {
			panic(fmt.Sprintf("nn: %s: the receiving %s matrix is also an operand", op, z.shape()))
		}
	}
}

func mustHaveSameShape(op string, a, b *Matrix) {
	if a.Rows != b.Rows || a.Cols != b.Cols {
		panicShapes(op, a, b, "shapes differ")
	}
	a.mustBeWhole(op)
	b.mustBeWhole(op)
}

func panicShapes(op string, a, b *Matrix, why string) {
	panic(fmt.Sprintf("nn: %s: %s by %s: %s", op, a.shape(), b.shape(), why))
}
