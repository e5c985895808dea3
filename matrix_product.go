package nn

import (
	"runtime"
	"slices"
)

// This file is where the time goes: the three matrix products. Everything clever about them is
// here, and nothing outside depends on how they work.
//
// All three are one loop. Row r of the result is a sum of rows of b, each times a number from a:
//
//	Y  = X·W    row r:  Σ_k X_rk · (row k of W)
//	dW = Xᵀ·dY  row r:  Σ_k X_kr · (row k of dY)
//	dX = dY·Wᵀ  row r:  Σ_k dY_rk · (row k of Wᵀ),  with Wᵀ written out first
//
// The loop lists the numbers that are not zero (terms) and then adds their rows, four at a time
// (addRows). Behind a ReLU half of the numbers are zero, in pixels and one-hot words nearly all.
// Leaving zeros out differs from the plain sum in one way: 0·Inf and 0·NaN count as 0.
//
// Rows are shared among the processors (see share). Each row is summed by one of them, in an
// order that depends only on the numbers in a and b, so the result has the same bits on any number
// of processors, and whether a is kept as index lists or not. One product has a loop of its own,
// and so another order: Xᵀ·dY for a one-hot X (see scatter).

// block is how many terms are listed before their rows are added.
const block = 1024

// smallProduct is the number of multiplications below which sharing a product costs more than it
// saves.
const smallProduct = 1 << 15

// product is a matrix product in progress.
type product struct {
	z, b *Matrix
	a    *Matrix
	n    int // terms of a row: a.Cols, or a.Rows if a is transposed

	rowStep, termStep int         // term k of row r is a.Data[r*rowStep + k*termStep]; unused with index lists
	lists             *indexLists // list r has the terms of row r
	columns           indexLists  // memory for the lists of a transposed a
	transposed        *Matrix     // memory for bᵀ
	parts             int         // of a scatter
}

// MatMul sets z to the product a·b; (n, k) by (k, m) gives (n, m). z must be neither a nor b.
func (z *Matrix) MatMul(a, b *Matrix) *Matrix {
	if a.Cols != b.Rows {
		panicShapes("MatMul", a, b, "inner dimensions differ")
	}
	z.mustNotBe("MatMul", a, b)
	p := z.newProduct("MatMul", a.Rows, a, b.Dense())
	p.n, p.rowStep, p.termStep, p.lists = a.Cols, a.Cols, 1, a.lists
	return p.compute(z.Rows, p)
}

// TMatMul sets z to the product aᵀ·b; (k, n) by (k, m) gives (n, m). z must be neither a nor b.
func (z *Matrix) TMatMul(a, b *Matrix) *Matrix {
	if a.Rows != b.Rows {
		panicShapes("TMatMul", a, b, "numbers of rows differ")
	}
	z.mustNotBe("TMatMul", a, b)
	p := z.newProduct("TMatMul", a.Cols, a, b.Dense())
	p.n, p.rowStep, p.termStep, p.lists = a.Rows, 1, a.Cols, nil
	switch {
	case a.lists == nil:
	case a.lists.vals == nil:
		p.parts = 2 * runtime.GOMAXPROCS(0)
		return p.compute(p.parts, (*scatter)(p))
	default:
		p.columns.transpose(a.lists, a.Cols)
		p.lists = &p.columns
	}
	return p.compute(z.Rows, p)
}

// MatMulT sets z to the product a·bᵀ; (n, k) by (m, k) gives (n, m). z must be neither a nor b.
func (z *Matrix) MatMulT(a, b *Matrix) *Matrix {
	if a.Cols != b.Cols {
		panicShapes("MatMulT", a, b, "numbers of columns differ")
	}
	z.mustNotBe("MatMulT", a, b)
	if z.product.transposed == nil {
		z.product.transposed = new(Matrix)
	}
	p := z.newProduct("MatMulT", a.Rows, a, z.product.transposed.transpose(b.Dense()))
	p.n, p.rowStep, p.termStep, p.lists = a.Cols, a.Cols, 1, a.lists
	return p.compute(z.Rows, p)
}

func (z *Matrix) newProduct(op string, rows int, a, b *Matrix) *product {
	a.mustBeWhole(op)
	b.mustBeWhole(op)
	z.receive(op, rows, b.Cols)
	p := &z.product
	p.z, p.a, p.b = z, a, b
	return p
}

// compute shares the work, 0, ..., n-1, among the processors.
func (p *product) compute(n int, work rangeTask) *Matrix {
	z, terms := p.z, p.z.Rows*p.n
	if p.a.lists != nil {
		terms = p.a.lists.entryCount()
	}
	if terms*z.Cols < smallProduct {
		work.run(0, n)
	} else {
		share(n, work)
	}
	p.z, p.a, p.b = nil, nil, nil // keep no matrix alive
	return z
}

// run computes the rows from, ..., to-1 of the product.
func (p *product) run(from, to int) {
	var index [block]int32
	var value [block]float64
	for r := from; r < to; r++ {
		row := p.z.Data[r*p.z.Cols : (r+1)*p.z.Cols]
		clear(row)
		if p.lists != nil {
			cols, vals := p.lists.entries(r)
			if vals == nil {
				addOnes(row, p.b, cols)
			} else {
				addRows(row, p.b, cols, vals)
			}
			continue
		}
		k, m := 0, 0
		for ; k+block-4 < p.n; k += block - 4 {
			m = p.terms(&index, &value, m, r, k, k+block-4)
			fours := m &^ 3
			addRows(row, p.b, index[:fours], value[:fours])
			copy(value[:], value[fours:m])
			m = copy(index[:], index[fours:m]) // up to three wait, so that the fours are those of a list
		}
		m = p.terms(&index, &value, m, r, k, p.n)
		addRows(row, p.b, index[:m], value[:m])
	}
}

// terms lists the terms from, ..., to-1 of row r that are not zero, behind m that are listed
// already, and returns how many there are then.
// Every term is written, and the next overwrites it if it is zero: that is faster than a branch
// that the processor cannot foresee.
func (p *product) terms(index *[block]int32, value *[block]float64, m, r, from, to int) int {
	at := r*p.rowStep + from*p.termStep
	for k := from; k < to; k++ {
		v := p.a.Data[at]
		index[m&(block-1)], value[m&(block-1)] = int32(k), v
		if v != 0 {
			m++
		}
		at += p.termStep
	}
	return m
}

// addRows adds Σ_k value[k] · (row index[k] of b) to row. Four rows of b go into one pass, so that
// row is read and written a quarter as often.
func addRows(row []float64, b *Matrix, index []int32, value []float64) {
	n := len(row)
	value = value[:len(index)]
	k := 0
	for ; k+4 <= len(index); k += 4 {
		b0 := b.Data[int(index[k])*n:][:n]
		b1 := b.Data[int(index[k+1])*n:][:n]
		b2 := b.Data[int(index[k+2])*n:][:n]
		b3 := b.Data[int(index[k+3])*n:][:n]
		v0, v1, v2, v3 := value[k], value[k+1], value[k+2], value[k+3]
		for j := range row {
			row[j] += v0*b0[j] + v1*b1[j] + v2*b2[j] + v3*b3[j]
		}
	}
	for ; k < len(index); k++ {
		bk, v := b.Data[int(index[k])*n:][:n], value[k]
		for j := range row {
			row[j] += v * bk[j]
		}
	}
}

// addOnes is addRows for values that are all 1: one-hot words need no multiplication.
func addOnes(row []float64, b *Matrix, index []int32) {
	n := len(row)
	k := 0
	for ; k+4 <= len(index); k += 4 {
		b0 := b.Data[int(index[k])*n:][:n]
		b1 := b.Data[int(index[k+1])*n:][:n]
		b2 := b.Data[int(index[k+2])*n:][:n]
		b3 := b.Data[int(index[k+3])*n:][:n]
		for j := range row {
			row[j] += b0[j] + b1[j] + b2[j] + b3[j]
		}
	}
	for ; k < len(index); k++ {
		bk := b.Data[int(index[k])*n:][:n]
		for j := range row {
			row[j] += bk[j]
		}
	}
}

// scatter is a product Xᵀ·dY with a one-hot X: each 1 of X, in row r and column k, adds row r of dY
// to row k of the result. The loop above would first need the lists of Xᵀ, and for a batch of
// reviews they take as long to write as the sums: a pass over IMDB 44 ms instead of 36.
type scatter product

// run adds up the parts from, ..., to-1 of the product. A loop that adds one number at a time is
// so short that where the linker puts it matters: 36 ms become 40.
func (p *scatter) run(from, to int) {
	first, end, n := p.column(from), p.column(to), p.b.Cols
	clear(p.z.Data[first*n : end*n])
	for r := range p.a.Rows {
		dY := p.b.Row(r)
		cols, _ := p.a.lists.entries(r)
		k, _ := slices.BinarySearch(cols, int32(first))
		for ; k < len(cols) && int(cols[k]) < end; k++ {
			row, j := p.z.Data[int(cols[k])*n:][:len(dY)], 0
			for ; j+4 <= len(dY); j += 4 {
				z, y := row[j:j+4:j+4], dY[j:j+4:j+4]
				z[0] += y[0]
				z[1] += y[1]
				z[2] += y[2]
				z[3] += y[3]
			}
			for ; j < len(dY); j++ {
				row[j] += dY[j]
			}
		}
	}
}

// column returns where part i begins. Parts grow, because common words mostly come first and
// columns of rare ones have few entries.
func (p *scatter) column(i int) int { return p.a.Cols * i * i / (p.parts * p.parts) }

// transpose sets z to bᵀ.
func (z *Matrix) transpose(b *Matrix) *Matrix {
	z.receive("transpose", b.Cols, b.Rows)
	for i := range b.Rows {
		for j, v := range b.Row(i) {
			z.Data[j*b.Rows+i] = v
		}
	}
	return z
}
