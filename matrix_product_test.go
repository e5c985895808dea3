// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"runtime"
	"testing"
)

// Each product beside the sum that defines it, element by element.
var products = []struct {
	name string
	fast func(z, a, b *Matrix) *Matrix
	// shapes of a and b for a result (n, m) of sums of k terms
	shapes func(n, k, m int) (aRows, aCols, bRows, bCols int)
	term   func(a, b *Matrix, i, k, j int) (x, y float64)
}{
	{"MatMul", (*Matrix).MatMul,
		func(n, k, m int) (int, int, int, int) { return n, k, k, m },
		func(a, b *Matrix, i, k, j int) (float64, float64) { return a.At(i, k), b.At(k, j) }},
	{"TMatMul", (*Matrix).TMatMul,
		func(n, k, m int) (int, int, int, int) { return k, n, k, m },
		func(a, b *Matrix, i, k, j int) (float64, float64) { return a.At(k, i), b.At(k, j) }},
	{"MatMulT", (*Matrix).MatMulT,
		func(n, k, m int) (int, int, int, int) { return n, k, m, k },
		func(a, b *Matrix, i, k, j int) (float64, float64) { return a.At(i, k), b.At(j, k) }},
}

// plainly returns the product of the plain loops of matrix.go.
func plainly(f func(z, a, b *Matrix) *Matrix, a, b *Matrix) *Matrix {
	was := fast
	fast = nil
	defer func() { fast = was }()
	return f(new(Matrix), a, b)
}

// exactProducts says that fast products have the bits of the plain loops. The tests of
// GOEXPERIMENT=simd set it to false, because vectors use fused multiply-adds. On other processors
// than amd64, the compiler chooses when to use them.
var exactProducts = runtime.GOARCH == "amd64"

// sameProduct reports whether the fast product got is the product of the plain loops: the same
// bits, or the same up to rounding where the processor has a fused multiply-add.
func sameProduct(got, plain *Matrix) bool {
	if exactProducts {
		return got.Equal(plain)
	}
	for i, want := range plain.Data {
		if g := got.Data[i]; !(g == want || math.IsNaN(g) && math.IsNaN(want) ||
			math.Abs(g-want) <= 1e-12*max(1, math.Abs(want)) || !isFinite(want)) {
			return false
		}
	}
	return got.is(plain.Rows, plain.Cols)
}

// plainSum returns Σ x·y over the terms with x ≠ 0, as kernel.go defines the products, and by how
// much another order of the terms may change it: +Inf where the sum overflows in some orders and
// not in others.
func plainSum(terms int, term func(k int) (x, y float64)) (sum, rounding float64) {
	size, infinite := 0.0, false
	for k := range terms {
		x, y := term(k)
		if x == 0 {
			continue
		}
		sum += x * y
		if isFinite(x * y) {
			size += math.Abs(x * y)
		} else {
			infinite = true
		}
	}
	switch {
	case math.IsInf(size, 1):
		return sum, size
	case infinite:
		return sum, 0
	}
	return sum, float64(terms+1) * (0x1p-52*size + 5e-324)
}

// checkProduct compares a product with the plain sums.
func checkProduct(t *testing.T, which int, got, a, b *Matrix, n, k, m int) {
	t.Helper()
	p := products[which]
	if got.Rows != n || got.Cols != m {
		t.Fatalf("%s: %s by %s is %s, want (%d, %d)", p.name, a.shape(), b.shape(), got.shape(), n,
			m)
	}
	for i := range n {
		for j := range m {
			want, rounding := plainSum(k,
				func(k int) (float64, float64) { return p.term(a, b, i, k, j) })
			g := got.At(i, j)
			if g == want || math.IsNaN(g) && math.IsNaN(want) || math.Abs(g-want) <= rounding ||
				math.IsInf(rounding, 1) {
				continue
			}
			t.Fatalf("%s: %s by %s: element (%d, %d) is %v, want %v", p.name, a.shape(), b.shape(),
				i, j, g, want)
		}
	}
}

// TestProducts has shapes around everything that the loops treat specially: groups of four terms,
// blocks of terms, empty matrices, and sizes that are shared among processors.
func TestProducts(t *testing.T) {
	shapes := [][3]int{
		{0, 0, 0}, {0, 3, 2}, {3, 0, 2}, {3, 2, 0}, {1, 1, 1}, {2, 3, 4}, {5, 4, 3},
		{3, block - 5, 2}, {2, block - 4, 2}, {2, block - 3, 1}, {3, block, 2}, {2, block + 1, 3},
		{1, 2 * block, 1}, {2, 3*block + 7, 2},
		{64, 100, 50}, {33, 65, 31},
	}
	for k := 1; k <= 9; k++ {
		shapes = append(shapes, [3]int{2, k, 3})
	}
	for which, p := range products {
		t.Run(p.name, func(t *testing.T) {
			rng := newRand(1)
			reused := new(Matrix) // all products of this test, one after the other
			for _, s := range shapes {
				for _, zeros := range []float64{0, 0.5, 0.97, 1} {
					n, k, m := s[0], s[1], s[2]
					aRows, aCols, bRows, bCols := p.shapes(n, k, m)
					a, b := withZeros(aRows, aCols, zeros, rng), withZeros(bRows, bCols, 0.1, rng)
					got := p.fast(reused, a, b)
					checkProduct(t, which, got, a, b, n, k, m)
					for _, a := range []*Matrix{a, a.Sparse()} {
						if plain := plainly(p.fast, a, b); !sameProduct(got, plain) {
							t.Errorf("%s by %s, %v zeros: the plain loops give\n%v\nwant\n%v", a.shape(),
								b.shape(), zeros, plain, got)
						}
					}
					for name, again := range map[string]*Matrix{
						"a new receiver":           p.fast(new(Matrix), a, b),
						"a as index lists":         p.fast(new(Matrix), a.Sparse(), b),
						"b as index lists":         p.fast(new(Matrix), a, b.Sparse()),
						"a as part of index lists": p.fast(new(Matrix), amid(a.Sparse()), b),
					} {
						if !sameBits(got, again) {
							t.Errorf("%s by %s, %v zeros: %s gives other bits", a.shape(),
								b.shape(), zeros, name)
						}
					}
				}
			}
		})
	}
}

// amid returns m's rows as a part of a larger matrix of index lists.
func amid(m *Matrix) *Matrix {
	rows := []int{}
	for i := range m.Rows {
		rows = append(rows, i)
	}
	if m.Rows == 0 {
		return m
	}
	return new(Matrix).Gather(m, append(append([]int{0}, rows...), 0)).RowRange(1, m.Rows+1)
}

// TestProductsOfMultiHot: lists without values are lists of ones, also when they are longer than
// a block, when the processors share them, and when the receiver holds other numbers.
func TestProductsOfMultiHot(t *testing.T) {
	testProductsOfMultiHot(t, 3)
	testProductsOfMultiHot(t, 9)
}

func testProductsOfMultiHot(t *testing.T, width int) {
	t.Helper()
	const cols = 3*block + 5
	rng := newRand(1)
	var lists [][]int
	for _, n := range []int{0, 1, 3, 4, 5, block - 1, block, block + 1, 2*block + 2, cols} {
		lists = append(lists, rng.Perm(cols)[:n])
	}
	a := MultiHot(lists, cols)
	if shared := listsOf(a).entryCount()*width >= smallProduct; shared != (width > 3) {
		t.Fatalf("products with %d columns: shared %v", width, shared)
	}
	for which, p := range products {
		n, k, m := a.Rows, cols, width
		bRows, bCols := k, m
		switch p.name {
		case "TMatMul":
			n, k, bRows = cols, a.Rows, a.Rows
		case "MatMulT":
			bRows, bCols = m, k
		}
		b := normal(NewMatrix(bRows, bCols), rng)
		got := p.fast(new(Matrix), a, b)
		want := p.fast(new(Matrix), a.Dense(), b)
		if plain := plainly(p.fast, a, b); !sameProduct(got, plain) {
			t.Errorf("%s: the plain loops give other numbers", p.name)
		}
		checkProduct(t, which, got, a.Dense(), b, n, k, m)
		if !sameBits(want, p.fast(new(Matrix), a.Dense().Sparse(), b)) {
			t.Errorf("%s: dense matrix and lists with values give different bits", p.name)
		}
		for _, cores := range []int{1, 2, 4} {
			processors(t, cores)
			reused := normal(NewMatrix(n, m), rng)
			if !sameBits(want, p.fast(reused, a, b)) ||
				!sameBits(want, p.fast(new(Matrix), amid(a), b)) {
				t.Errorf("%s: multi-hot lists give other bits on %d processors", p.name, cores)
			}
		}
	}
}

// TestScatterInParts: a part of Xᵀ·dY neither needs the others nor touches their rows.
func TestScatterInParts(t *testing.T) {
	rng := newRand(1)
	X := onesOf(withZeros(20, 50, 0.7, rng))
	dY := normal(NewMatrix(20, 3), rng)
	want := new(Matrix).TMatMul(X, dY)
	for _, parts := range []int{1, 2, 4, 7, 60} {
		dW := normal(NewMatrix(50, 3), rng)
		p := &scatter{z: dW, a: X, b: dY, n: X.Rows, parts: parts}
		for i := range parts {
			p.run(parts-1-i, parts-i)
		}
		if !sameBits(dW, want) {
			t.Errorf("the last of %d parts first: other bits", parts)
		}
	}
}

// TestProductsOfSpecialNumbers: a zero of the left matrix leaves its term out, whatever is on the
// right; everything else follows IEEE 754.
func TestProductsOfSpecialNumbers(t *testing.T) {
	inf, nan, minus0 := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct{ x, y, want float64 }{
		{0, inf, 0}, {minus0, inf, 0}, {0, nan, 0}, {minus0, nan, 0}, {0, -inf, 0},
		{inf, 0, nan}, {nan, 0, nan}, {nan, 1, nan}, {1, nan, nan}, {2, inf, inf}, {-2, inf, -inf},
		{inf, inf, inf},
		{minus0, 5, 0}, {0, -5, 0}, {5e-324, 0.5, 0}, {1e308, 10, inf}, {5e-324, 1, 5e-324},
	} {
		for _, p := range products {
			// alone, and as one of six terms of which the others are zero
			for _, k := range []int{1, 6} {
				aRows, aCols, bRows, bCols := p.shapes(1, k, 1)
				a, b := NewMatrix(aRows, aCols), NewMatrix(bRows, bCols)
				a.Data[k-1], b.Data[k-1] = c.x, c.y
				for _, a := range []*Matrix{a, a.Sparse()} {
					got := p.fast(new(Matrix), a, b).At(0, 0)
					if math.Float64bits(got) != math.Float64bits(c.want) &&
						!(math.IsNaN(got) && math.IsNaN(c.want)) {
						t.Errorf("%s: %v·%v as one of %d terms is %v, want %v", p.name, c.x, c.y, k,
							got, c.want)
					}
				}
			}
		}
	}
}

// TestProductsKeepTheirOperands: the products write into the receiver only, and keep nothing alive.
func TestProductsKeepTheirOperands(t *testing.T) {
	rng := newRand(1)
	for _, p := range products {
		aRows, aCols, bRows, bCols := p.shapes(40, 50, 60)
		a, b := withZeros(aRows, aCols, 0.5, rng), withZeros(bRows, bCols, 0.5, rng)
		for _, a := range []*Matrix{a, a.Sparse(), onesOf(a)} {
			keptA, keptB, z := a.Clone(), b.Clone(), new(Matrix)
			p.fast(z, a, b)
			if !sameBits(a, keptA) || !sameBits(b, keptB) {
				t.Errorf("%s writes into an operand", p.name)
			}
			if p := productPool.get(); p.a != nil || p.b != nil || p.z != nil {
				t.Error("a product keeps its operands alive")
			}
		}
	}
}

// TestProductsDoNotAllocate: once a receiver has its memory, a product needs no other.
func TestProductsDoNotAllocate(t *testing.T) {
	if testing.Short() {
		t.Skip("counts allocations for seconds")
	}
	rng := newRand(1)
	for _, p := range products {
		for _, n := range []int{8, 64} { // by one processor, and shared
			aRows, aCols, bRows, bCols := p.shapes(n, 50, 60)
			a, b := withZeros(aRows, aCols, 0.5, rng), withZeros(bRows, bCols, 0, rng)
			for name, a := range map[string]*Matrix{
				"dense": a, "index lists": a.Sparse(), "multi-hot": onesOf(a),
			} {
				z := new(Matrix)
				p.fast(z, a, b)
				if n := allocations(func() { p.fast(z, a, b) }); n != 0 {
					t.Errorf("%s by %s, %s: %v allocations", a.shape(), b.shape(), name, n)
				}
			}
		}
	}
}

// TestTransposeOfIndexLists compares with the transposed dense matrix, over and over in the same
// memory.
func TestTransposeOfIndexLists(t *testing.T) {
	rng := newRand(1)
	var columns indexLists
	for _, s := range [][2]int{{3, 4}, {1, 9}, {7, 1}, {0, 5}, {5, 0}, {20, 30}, {2, 2}} {
		for _, zeros := range []float64{0, 0.7, 1} {
			m := withZeros(s[0], s[1], zeros, rng)
			for _, a := range []*Matrix{m.Sparse(), amid(m.Sparse())} {
				columns.transpose(listsOf(a), a.Cols)
				got := &Matrix{Rows: a.Cols, Cols: a.Rows, stored: &columns}
				if want := transposeOf(a.Dense()); !got.Equal(want) {
					t.Errorf("%s, %v zeros: got\n%v\nwant\n%v", a.shape(), zeros, got, want)
				}
			}
		}
	}
}

// transposeOf returns mᵀ, element by element.
func transposeOf(m *Matrix) *Matrix {
	z := NewMatrix(m.Cols, m.Rows)
	for i := range m.Rows {
		for j := range m.Cols {
			z.Set(j, i, m.At(i, j))
		}
	}
	return z
}

// TestTransposition, in strips of eight rows, their rest, and in any order.
func TestTransposition(t *testing.T) {
	rng := newRand(1)
	for _, s := range [][2]int{{0, 0}, {1, 1}, {7, 3}, {8, 8}, {9, 5}, {25, 17}, {3, 0}, {200, 90}} {
		b := normal(NewMatrix(s[0], s[1]), rng)
		p := &product{b: b}
		p.transposeB()
		if !sameBits(p.b, transposeOf(b)) {
			t.Errorf("%s: other elements", b.shape())
		}
		p.b = b
		normal(&p.transposed, rng)
		for strip := (b.Rows + 7) / 8; strip > 0; strip-- {
			(*transposition)(p).run(strip-1, strip)
		}
		if !sameBits(&p.transposed, transposeOf(b)) {
			t.Errorf("%s, the last strip first: other elements", b.shape())
		}
	}
}

// onesOf returns the multi-hot matrix with ones where m is not zero.
func onesOf(m *Matrix) *Matrix {
	lists := make([][]int, m.Rows)
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			if v != 0 {
				lists[i] = append(lists[i], j)
			}
		}
	}
	return MultiHot(lists, m.Cols)
}
