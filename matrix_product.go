package nn

import (
	"runtime"
	"slices"
	"sync"
)

// The three matrix products, faster than the plain loops of matrix.go and with the same bits. All
// three are one loop. Row r of the result is a sum of rows of b, each times a number from a:
//
//	Y  = X·W    row r:  Σ_k X_rk · (row k of W)
//	dW = Xᵀ·dY  row r:  Σ_k X_kr · (row k of dY)
//	dX = dY·Wᵀ  row r:  Σ_k dY_rk · (row k of Wᵀ),  with Wᵀ written out first
//
// The loop lists the numbers that are not zero (terms) and then adds their rows, four at a time and
// from left to right (addRows). After a ReLU half of the numbers are zero, in pixels and one-hot
// words nearly all.
//
// Rows are shared among the processors (see share). Each row is summed by one of them, in the order
// of the plain loop, so the result has the same bits on any number of processors, and whether a is
// kept as index lists or not.

// block is how many terms are listed before their rows are added.
const block = 1024

// smallProduct is the number of multiplications below which sharing a product costs more than it
// saves.
const smallProduct = 1 << 15

func init() { fast = fastLoops{} }

// fastLoops is the accelerator of this file and of matrix_parallel.go.
type fastLoops struct{}

// product is a matrix product in progress.
type product struct {
	z, a, b *Matrix
	n       int // terms of a row: a.Cols, or a.Rows if a is transposed

	rowStep, termStep int         // term k of row r is a.Data[r*rowStep + k*termStep]; unused with index lists
	lists             *indexLists // list r has the terms of row r
	columns           indexLists  // memory for the lists of a transposed a
	transposed        Matrix      // memory for bᵀ
	parts             int         // of a scatter
}

// productPool keeps the memory of finished products for the next ones.
var productPool = sync.Pool{New: func() any { return new(product) }}

func (fastLoops) matMul(z, a, b *Matrix) {
	p := productPool.Get().(*product)
	p.z, p.a, p.b, p.n = z, a, b, a.Cols
	p.rowStep, p.termStep, p.lists = a.Cols, 1, listsOf(a)
	p.compute(z.Rows, p)
}

func (fastLoops) tMatMul(z, a, b *Matrix) {
	p := productPool.Get().(*product)
	p.z, p.a, p.b, p.n = z, a, b, a.Rows
	p.rowStep, p.termStep, p.lists = 1, a.Cols, nil
	switch l := listsOf(a); {
	case l == nil:
	case l.vals == nil:
		p.parts = 2 * runtime.GOMAXPROCS(0)
		p.compute(p.parts, (*scatter)(p))
		return
	default:
		p.columns.transpose(l, a.Cols)
		p.lists = &p.columns
	}
	p.compute(z.Rows, p)
}

func (fastLoops) matMulT(z, a, b *Matrix) {
	p := productPool.Get().(*product)
	p.z, p.a, p.b, p.n = z, a, p.transposed.transpose(b), a.Cols
	p.rowStep, p.termStep, p.lists = a.Cols, 1, listsOf(a)
	p.compute(z.Rows, p)
}

// compute shares the work, 0, ..., n-1, among the processors.
func (p *product) compute(n int, work elementTask) {
	terms := p.z.Rows * p.n
	if l := listsOf(p.a); l != nil {
		terms = l.entryCount()
	}
	if terms*p.z.Cols < smallProduct {
		work.run(0, n)
	} else {
		fast.share(n, work)
	}
	p.z, p.a, p.b = nil, nil, nil // keep no matrix alive
	productPool.Put(p)
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
		for k := 0; k < p.n; k += block {
			m := p.terms(&index, &value, r, k, min(k+block, p.n))
			addRows(row, p.b, index[:m], value[:m])
		}
	}
}

// terms lists the terms from, ..., to-1 of row r that are not zero and returns how many there are.
// Every term is written, and the next one overwrites it if it is zero, because the processor cannot
// predict the branch that would leave it out: with the branch a training step of 784-100-50-10
// takes 1.1 to 1.3 times as long.
func (p *product) terms(index *[block]int32, value *[block]float64, r, from, to int) (m int) {
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

// addRows adds Σ_k value[k] · (row index[k] of b) to row, from left to right. Four rows of b go into
// one pass, so that row is read and written a quarter as often.
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
			row[j] = row[j] + v0*b0[j] + v1*b1[j] + v2*b2[j] + v3*b3[j]
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
			row[j] = row[j] + b0[j] + b1[j] + b2[j] + b3[j]
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
	lists := listsOf(p.a)
	for r := range p.a.Rows {
		dY := p.b.Row(r)
		cols, _ := lists.entries(r)
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
