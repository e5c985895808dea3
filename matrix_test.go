// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// example is the matrix of most tests here: 0 at (0, 1), and every element another number.
func example() *Matrix { return MatrixOf([]float64{1, 0, -2}, []float64{3.5, 4, 5}) }

// bothWays calls f with m as it is and with m kept as index lists.
func bothWays(t *testing.T, m *Matrix, f func(t *testing.T, m *Matrix)) {
	t.Helper()
	t.Run("dense", func(t *testing.T) { f(t, m) })
	t.Run("index lists", func(t *testing.T) { f(t, m.Sparse()) })
}

func TestMatrixOperations(t *testing.T) {
	b := MatrixOf([]float64{2, 3, 4}, []float64{-1, 0.5, 0})
	row := MatrixOf([]float64{10, 20, 30})
	for _, c := range []struct {
		name string
		f    func(z, a *Matrix) *Matrix
		want *Matrix
	}{
		{"Copy", func(z, a *Matrix) *Matrix { return z.Copy(a) }, example()},
		{"Clone", func(z, a *Matrix) *Matrix { return a.Clone() }, example()},
		{"AddRow", func(z, a *Matrix) *Matrix { return z.AddRow(a, row) },
			MatrixOf([]float64{11, 20, 28}, []float64{13.5, 24, 35})},
		{"AddRow of index lists", func(z, a *Matrix) *Matrix { return z.AddRow(a, row.Sparse()) },
			MatrixOf([]float64{11, 20, 28}, []float64{13.5, 24, 35})},
		{"SumRows",
			func(z, a *Matrix) *Matrix { return z.SumRows(a) }, MatrixOf([]float64{4.5, 4, 3})},
		{"Sub",
			func(z, a *Matrix) *Matrix { return z.Sub(a, b) },
			MatrixOf([]float64{-1, -3, -6}, []float64{4.5, 3.5, 5})},
		{"Sub of index lists",
			func(z, a *Matrix) *Matrix { return z.Sub(b, a) },
			MatrixOf([]float64{1, 3, 6}, []float64{-4.5, -3.5, -5})},
		{"Mul",
			func(z, a *Matrix) *Matrix { return z.Mul(a, b) },
			MatrixOf([]float64{2, 0, -8}, []float64{-3.5, 2, 0})},
		{"Mul by index lists",
			func(z, a *Matrix) *Matrix { return z.Mul(a, b.Sparse()) },
			MatrixOf([]float64{2, 0, -8}, []float64{-3.5, 2, 0})},
		{"Scale",
			func(z, a *Matrix) *Matrix { return z.Scale(-2, a) },
			MatrixOf([]float64{-2, 0, 4}, []float64{-7, -8, -10})},
		{"Map",
			func(z, a *Matrix) *Matrix {
				return z.Map(func(x float64) float64 { return x*x + 1 },
					a)
			},
			MatrixOf([]float64{2, 1, 5}, []float64{13.25, 17, 26})},
		{"Gather", func(z, a *Matrix) *Matrix { return z.Gather(a, []int{1, 0, 1}) },
			MatrixOf([]float64{3.5, 4, 5}, []float64{1, 0, -2}, []float64{3.5, 4, 5})},
		{"Gather of no rows",
			func(z, a *Matrix) *Matrix { return z.Gather(a, nil) }, NewMatrix(0, 3)},
		{"RowRange",
			func(z, a *Matrix) *Matrix { return a.RowRange(1, 2) }, MatrixOf([]float64{3.5, 4, 5})},
		{"RowRange of no rows",
			func(z, a *Matrix) *Matrix { return a.RowRange(2, 2) }, NewMatrix(0, 3)},
		{"Dense", func(z, a *Matrix) *Matrix { return a.Dense() }, example()},
		{"Sparse", func(z, a *Matrix) *Matrix { return a.Sparse() }, example()},
		{"MatMulT",
			// 1·2 - 2·4, -1; 7 + 12 + 20, -3.5 + 2
			func(z, a *Matrix) *Matrix { return z.MatMulT(a, b) },
			MatrixOf([]float64{-6, -1}, []float64{39, -1.5})},
		{"TMatMul", func(z, a *Matrix) *Matrix { return z.TMatMul(a, b) },
			MatrixOf([]float64{-1.5, 4.75, 4}, []float64{-4, 2, 0}, []float64{-9, -3.5, -8})},
		{"MatMul",
			func(z, a *Matrix) *Matrix {
				return z.MatMul(a,
					MatrixOf([]float64{1}, []float64{2}, []float64{3}))
			},
			MatrixOf([]float64{-5}, []float64{26.5})},
	} {
		t.Run(c.name, func(t *testing.T) {
			bothWays(t, example(), func(t *testing.T, a *Matrix) {
				small, large := new(Matrix), normal(NewMatrix(7, 9), newRand(1))
				for _, z := range []*Matrix{small, large, MatrixOf([]float64{1})} {
					got := c.f(z, a)
					if !got.Equal(c.want) {
						t.Errorf("got %s\n%v\nwant\n%v", got.shape(), got, c.want)
					}
					if got.stored == nil && len(got.Data) != got.Rows*got.Cols {
						t.Errorf("%d numbers in a %s matrix", len(got.Data), got.shape())
					}
				}
				if !a.Equal(example()) {
					t.Errorf("the operand has become %v", a)
				}
			})
		})
	}
}

// TestMatrixKeepsMemory: a receiver that is large enough is not allocated again.
func TestMatrixKeepsMemory(t *testing.T) {
	z := NewMatrix(5, 5)
	memory := &z.Data[0]
	z.Copy(example())
	if z.Scale(2, z); &z.Data[0] != memory || z.shape() != "(2, 3)" {
		t.Errorf("the memory of a %s matrix is new", z.shape())
	}
}

// TestMatrixAliases: in the elementwise operations the receiver may be an operand, the same one
// twice too.
func TestMatrixAliases(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(a *Matrix) *Matrix
		want *Matrix
	}{
		{"Copy", func(a *Matrix) *Matrix { return a.Copy(a) }, example()},
		{"AddRow",
			func(a *Matrix) *Matrix { return a.AddRow(a, MatrixOf([]float64{1, 2, 3})) },
			MatrixOf([]float64{2, 2, 1}, []float64{4.5, 6, 8})},
		{"Sub", func(a *Matrix) *Matrix { return a.Sub(a, a) }, NewMatrix(2, 3)},
		{"Sub from",
			func(a *Matrix) *Matrix { return a.Sub(NewMatrix(2, 3), a) },
			new(Matrix).Scale(-1, example())},
		{"Mul",
			func(a *Matrix) *Matrix { return a.Mul(a, a) },
			MatrixOf([]float64{1, 0, 4}, []float64{12.25, 16, 25})},
		{"Scale",
			func(a *Matrix) *Matrix { return a.Scale(2, a) },
			MatrixOf([]float64{2, 0, -4}, []float64{7, 8, 10})},
		{"Map",
			func(a *Matrix) *Matrix { return a.Map(math.Abs, a) },
			MatrixOf([]float64{1, 0, 2}, []float64{3.5, 4, 5})},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := example()
			if got := c.f(a); got != a || !got.Equal(c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestMatrixElements(t *testing.T) {
	bothWays(t, example(), func(t *testing.T, m *Matrix) {
		if m.At(0, 0) != 1 || m.At(0, 1) != 0 || m.At(1, 2) != 5 {
			t.Errorf("elements of %v", m)
		}
		if !slices.Equal(m.Row(1), []float64{3.5, 4, 5}) ||
			!slices.Equal(m.Row(0), []float64{1, 0, -2}) {
			t.Errorf("rows %v and %v", m.Row(0), m.Row(1))
		}
	})
	m := example()
	m.Set(1, 0, 7)
	m.Row(0)[2] = 8
	if !m.Equal(MatrixOf([]float64{1, 0, 8}, []float64{7, 4, 5})) || m.Data[3] != 7 {
		t.Errorf("after Set and a write into a row: %v", m)
	}
	if row := append(m.Row(0), 9); m.At(1, 0) != 7 {
		t.Errorf("a row that has grown to %v has grown into the next row", row)
	}
	rows := [][]float64{{1, 2}, {3, 4}}
	if m = MatrixOf(rows...); m.shape() != "(2, 2)" {
		t.Errorf("MatrixOf is %s", m.shape())
	}
	if rows[0][0] = 9; m.At(0, 0) != 1 {
		t.Error("MatrixOf does not copy")
	}
	if MatrixOf().shape() != "(0, 0)" || MatrixOf([]float64{}, []float64{}).shape() != "(2, 0)" {
		t.Error("MatrixOf without numbers")
	}
}

// TestRowRangeSharesMemory: what is written into a part is in the whole, and never beyond the part.
func TestRowRangeSharesMemory(t *testing.T) {
	m := NewMatrix(4, 2)
	m.RowRange(1, 3).Copy(MatrixOf([]float64{1, 2}, []float64{3, 4}))
	want := MatrixOf([]float64{0, 0}, []float64{1, 2}, []float64{3, 4}, []float64{0, 0})
	if !m.Equal(want) {
		t.Errorf("got\n%v", m)
	}
	m.RowRange(0, 1).Scale(2, want) // too large: it takes new memory
	if !m.Equal(want) {
		t.Errorf("a part has written beyond itself:\n%v", m)
	}
}

func TestMatrixEqual(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		a, b *Matrix
		want bool
	}{
		{"same", example(), example(), true},
		{"index lists", example(), example().Sparse(), true},
		{"one number",
			example(), MatrixOf([]float64{1, 0, -2}, []float64{3.5, 4, math.Nextafter(5, 6)}),
			false},
		{"shape", NewMatrix(2, 3), NewMatrix(3, 2), false},
		{"rows", NewMatrix(0, 3), NewMatrix(0, 2), false},
		{"NaN", MatrixOf([]float64{nan}), MatrixOf([]float64{nan}), true},
		{"NaN and a number", MatrixOf([]float64{nan}), MatrixOf([]float64{1}), false},
		{"zeros", MatrixOf([]float64{0}), MatrixOf([]float64{math.Copysign(0, -1)}), true},
		{"infinities", MatrixOf([]float64{math.Inf(1)}), MatrixOf([]float64{math.Inf(-1)}), false},
	} {
		if c.a.Equal(c.b) != c.want || c.b.Equal(c.a) != c.want {
			t.Errorf("%s: Equal is not %v", c.name, c.want)
		}
	}
}

func TestMatrixString(t *testing.T) {
	if got, want := MatrixOf([]float64{1, -0.00001, 1234.56789},
		[]float64{math.NaN(), math.Inf(1), -2}).String(),
		"[   1.0000   0.0000 1234.5679 ]\n[      NaN     +Inf  -2.0000 ]"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := MatrixOf([]float64{-1.23456e99, 123456789}).String(),
		"[ -1.2346e+99 123456789.0000 ]"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := new(Matrix).String(); got != "" {
		t.Errorf("an empty matrix is %q", got)
	}
	// Of a large one eight rows and columns, dots and the last are shown; of ten all.
	large := NewMatrix(12, 30)
	large.Set(11, 29, 7)
	lines := strings.Split(large.String(), "\n")
	if len(lines) != 10 || lines[8] != "... 3 more rows" ||
		strings.Count(lines[9], "0.0000") != 8 || !strings.HasSuffix(lines[9], "...   7.0000 ]") {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	if lines := strings.Split(NewMatrix(10, 10).String(), "\n"); len(lines) != 10 ||
		strings.Contains(lines[8], "...") || strings.Count(lines[8], "0.0000") != 10 {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
}

// TestMatrixPanics has every mistake in the use of a matrix, and what its sentence must name: the
// operation and the shapes.
func TestMatrixPanics(t *testing.T) {
	a, b, wide := example(), NewMatrix(4, 5), NewMatrix(1, 4)
	lists := a.Sparse()
	half := &Matrix{Rows: 3, Cols: 4, Data: make([]float64, 5)} // made by hand, and badly
	for _, c := range []struct {
		name  string
		f     func()
		words []string
	}{
		{"NewMatrix of negative rows",
			func() { NewMatrix(-1, 2) }, []string{"NewMatrix", "(-1, 2)"}},
		{"NewMatrix of negative columns",
			func() { NewMatrix(1, -2) }, []string{"NewMatrix", "(1, -2)"}},
		{"MatrixOf of rows that differ",
			func() { MatrixOf([]float64{1}, []float64{1}, []float64{1, 2}) },
			[]string{"MatrixOf", "row 2 has 2", "row 0 has 1"}},
		{"a product of a matrix that has not all its numbers",
			func() { new(Matrix).MatMul(&Matrix{Rows: 2, Cols: 2, Data: []float64{1}}, a) },
			[]string{"MatMul", "(2, 2) matrix has 1 numbers in Data"}},
		{"a difference of such a matrix",
			func() { new(Matrix).Sub(a, &Matrix{Rows: 2, Cols: 3, Data: make([]float64, 7)}) },
			[]string{"Sub", "(2, 3) matrix has 7 numbers in Data"}},
		{"At row", func() { a.At(2, 0) }, []string{"At", "(2, 0)", "(2, 3)"}},
		{"At column", func() { a.At(0, 3) }, []string{"At", "(0, 3)", "(2, 3)"}},
		{"At negative", func() { a.At(0, -1) }, []string{"At", "(0, -1)", "(2, 3)"}},
		{"At of lists", func() { lists.At(-1, 0) }, []string{"At", "(-1, 0)", "(2, 3)"}},
		{"Set", func() { a.Set(2, 3, 1) }, []string{"Set", "(2, 3)"}},
		{"Set of lists", func() { lists.Set(0, 0, 1) }, []string{"Set", "(2, 3)", "index lists"}},
		{"Row", func() { a.Row(2) }, []string{"Row", "2", "(2, 3)"}},
		{"Row of lists", func() { lists.Row(-1) }, []string{"Row", "-1", "(2, 3)"}},
		{"RowRange end", func() { a.RowRange(0, 3) }, []string{"RowRange", "0 to 3", "(2, 3)"}},
		{"RowRange order", func() { a.RowRange(2, 1) }, []string{"RowRange", "2 to 1", "(2, 3)"}},
		{"RowRange start", func() { a.RowRange(-1, 1) }, []string{"RowRange", "-1 to 1", "(2, 3)"}},
		{"Gather",
			func() { new(Matrix).Gather(a, []int{0, 2}) }, []string{"Gather", "row 2", "(2, 3)"}},
		{"Gather negative",
			func() { new(Matrix).Gather(lists, []int{-1}) },
			[]string{"Gather", "row -1", "(2, 3)"}},
		{"Gather into itself",
			func() { a.Gather(a, []int{0}) }, []string{"Gather", "operand", "(2, 3)"}},
		{"Gather of lists into itself",
			func() { lists.Gather(lists, []int{0}) }, []string{"Gather", "operand", "(2, 3)"}},
		{"Copy into lists", func() { a.Sparse().Copy(a) }, []string{"Copy", "index lists"}},
		{"Scale of lists in place",
			func() { lists.Scale(2, lists) }, []string{"Scale", "index lists"}},
		{"Map into lists", func() { lists.Map(math.Abs, a) }, []string{"Map", "index lists"}},
		{"AddRow of another width",
			func() { new(Matrix).AddRow(a, wide) }, []string{"AddRow", "(2, 3)", "(1, 4)"}},
		{"AddRow of two rows",
			func() { new(Matrix).AddRow(a, a) }, []string{"AddRow", "(2, 3) by (2, 3)"}},
		{"AddRow into the row",
			func() { row := NewMatrix(1, 3); row.AddRow(a, row) },
			[]string{"AddRow", "operand", "(1, 3)"}},
		{"SumRows into itself", func() { a.SumRows(a) }, []string{"SumRows", "operand", "(2, 3)"}},
		{"Sub", func() { new(Matrix).Sub(a, b) }, []string{"Sub", "(2, 3)", "(4, 5)"}},
		{"Sub of the same size",
			func() { new(Matrix).Sub(a, NewMatrix(3, 2)) }, []string{"Sub", "(2, 3)", "(3, 2)"}},
		{"Mul",
			func() { new(Matrix).Mul(a, NewMatrix(1, 3)) }, []string{"Mul", "(2, 3)", "(1, 3)"}},
		{"MatMul",
			func() { new(Matrix).MatMul(a, b) }, []string{"MatMul", "(2, 3) by (4, 5)", "inner"}},
		{"TMatMul",
			func() { new(Matrix).TMatMul(a, b) }, []string{"TMatMul", "(2, 3) by (4, 5)", "rows"}},
		{"MatMulT",
			func() { new(Matrix).MatMulT(a, b) },
			[]string{"MatMulT", "(2, 3) by (4, 5)", "columns"}},
		{"MatMul into a",
			func() { c := NewMatrix(2, 2); c.MatMul(c, NewMatrix(2, 2)) },
			[]string{"MatMul", "operand", "(2, 2)"}},
		{"MatMul into b",
			func() { c := NewMatrix(2, 2); c.MatMul(NewMatrix(2, 2), c) },
			[]string{"MatMul", "operand"}},
		{"TMatMul into a",
			func() { c := NewMatrix(2, 2); c.TMatMul(c, NewMatrix(2, 2)) },
			[]string{"TMatMul", "operand"}},
		{"MatMulT into b",
			func() { c := NewMatrix(2, 2); c.MatMulT(NewMatrix(2, 2), c) },
			[]string{"MatMulT", "operand"}},
		{"MatMul into lists",
			func() { lists.MatMul(a, NewMatrix(3, 1)) }, []string{"MatMul", "index lists"}},
		{"MatMul of a matrix made by hand",
			func() { new(Matrix).MatMul(half, NewMatrix(4, 2)) },
			[]string{"MatMul", "(3, 4)", "5 numbers"}},
		{"MatMul by a matrix made by hand",
			func() { new(Matrix).MatMul(NewMatrix(2, 3), half) },
			[]string{"MatMul", "(3, 4)", "5 numbers"}},
		{"TMatMul of a matrix made by hand",
			func() { new(Matrix).TMatMul(half, NewMatrix(3, 2)) },
			[]string{"TMatMul", "(3, 4)", "5 numbers"}},
		{"MultiHot column",
			func() { MultiHot([][]int{{0}, {3}}, 3) },
			[]string{"MultiHot", "list 1", "column 3 of 3"}},
		{"MultiHot negative column",
			func() { MultiHot([][]int32{{-1}}, 3) }, []string{"MultiHot", "list 0", "column -1"}},
		{"MultiHot of negative size",
			func() { MultiHot([][]int{}, -3) }, []string{"MultiHot", "(0, -3)"}},
	} {
		t.Run(c.name, func(t *testing.T) { mustPanicWith(t, c.f, append(c.words, "nn: ")...) })
	}
	if !a.Equal(example()) || !lists.Equal(example()) {
		t.Error("a refused operation has changed its operand")
	}
}
