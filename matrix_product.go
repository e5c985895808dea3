// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"runtime"
	"slices"
)

// This file computes the three matrix products faster than the plain loops of matrix.go, with the
// same bits. One loop serves all three. Row r of the result is a sum of rows of b, each multiplied
// by one number from a:
//
//	Y  = X·W    row r:  Σ_k X_rk · (row k of W)
//	dW = Xᵀ·dY  row r:  Σ_k X_kr · (row k of dY)
//	dX = dY·Wᵀ  row r:  Σ_k dY_rk · (row k of Wᵀ),  with Wᵀ written out first
//
// The loop lists the nonzero numbers (terms) and then adds their rows, four at a time and from left
// to right (addRows). About half of the numbers are zero after a ReLU, and nearly all of them in
// images and one-hot encoded texts.
//
// The processors share the rows (see share). One processor computes a whole row, in the order of
// the plain loop. Therefore the result has the same bits for any number of processors, and for a
// matrix a with or without index lists.

// block is the number of terms that are listed before their rows are added.
const block = 1024

// smallProduct is the number of multiplications below which sharing a product costs more than it
// saves.
const smallProduct = 1 << 15

// inCache is how many numbers of b are used for several rows of z before the next ones are read.
// They take half a megabyte. Most processors have a second-level cache of that size.
const inCache = 1 << 16

// smallTransposition is the number of elements below which sharing a transposition costs more than
// it saves.
const smallTransposition = 1 << 14

func init() { fast = fastLoops{} }

// fastLoops is the accelerator of this file and of matrix_parallel.go.
type fastLoops struct{}

// product is a matrix product in progress.
type product struct {
	z, a, b *Matrix
	n       int // terms of a row: a.Cols, or a.Rows if a is transposed

	rowStep, termStep int         // term k of row r is a.Data[r*rowStep + k*termStep]
	lists             *indexLists // list r contains the terms of row r; nil if a has no index lists
	columns           indexLists  // memory for the lists of a transposed a
	transposed        Matrix      // memory for bᵀ
	parts             int         // number of parts of a scatter
}

// productPool stores finished products, because the next ones can reuse their memory.
var productPool = make(freeList, 16)

// freeList is like a sync.Pool, but it never drops what it keeps, so that training allocates nothing.
type freeList chan *product

func (l freeList) get() *product {
	select {
	case p := <-l:
		return p
	default:
		return new(product)
	}
}

func (l freeList) put(p *product) {
	select {
	case l <- p:
	default:
	}
}

func (fastLoops) matMul(z, a, b *Matrix) {
	p := matMulOf(z, a, b)
	p.compute(z.Rows, p)
}

func (fastLoops) tMatMul(z, a, b *Matrix) {
	p := tMatMulOf(z, a, b)
	if p.parts > 0 {
		p.compute(p.parts, (*scatter)(p))
	} else {
		p.compute(z.Rows, p)
	}
}

func (fastLoops) matMulT(z, a, b *Matrix) {
	p := matMulOf(z, a, b)
	p.transposeB()
	p.compute(z.Rows, p)
}

// matMulOf returns the product z = a·b.
func matMulOf(z, a, b *Matrix) *product {
	p := productPool.get()
	p.z, p.a, p.b, p.n, p.parts = z, a, b, a.Cols, 0
	p.rowStep, p.termStep, p.lists = a.Cols, 1, listsOf(a)
	return p
}

// tMatMulOf returns the product z = aᵀ·b. It has parts if it should be computed as a [scatter].
func tMatMulOf(z, a, b *Matrix) *product {
	p := productPool.get()
	p.z, p.a, p.b, p.n, p.parts = z, a, b, a.Rows, 0
	p.rowStep, p.termStep, p.lists = 1, a.Cols, nil
	switch l := listsOf(a); {
	case l == nil:
	case l.vals == nil:
		p.parts = 2 * runtime.GOMAXPROCS(0)
	default:
		p.columns.transpose(l, a.Cols)
		p.lists = &p.columns
	}
	return p
}

// transposeB replaces b by bᵀ. The processors share the work.
func (p *product) transposeB() {
	p.transposed.receive("transpose", p.b.Cols, p.b.Rows)
	strips := (p.b.Rows + 7) / 8
	if len(p.b.Data) < smallTransposition {
		(*transposition)(p).run(0, strips)
	} else {
		fast.share(strips, (*transposition)(p))
	}
	p.b = &p.transposed
}

// compute divides the work, 0, ..., n-1, among the processors.
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
	p.z, p.a, p.b = nil, nil, nil // let the garbage collector free the matrices
	productPool.put(p)
}

// run computes the rows from, ..., to-1 of the product.
func (p *product) run(from, to int) {
	if p.lists != nil {
		for r := from; r < to; r++ {
			row := p.row(r)
			clear(row)
			if cols, vals := p.lists.entries(r); vals == nil {
				addOnes(row, p.b, cols)
			} else {
				addRows(row, p.b, cols, vals)
			}
		}
		return
	}
	var index [block]int32
	var value [block]float64
	clear(p.z.Data[from*p.z.Cols : to*p.z.Cols])
	step := p.termsInCache()
	for k := 0; k < p.n; k += step {
		for r := from; r < to; r++ {
			m := p.terms(&index, &value, r, k, min(k+step, p.n))
			addRows(p.row(r), p.b, index[:m], value[:m])
		}
	}
}

func (p *product) row(r int) []float64 { return p.z.Data[r*p.z.Cols : (r+1)*p.z.Cols] }

// termsInCache returns the number of rows of b that fit into the processor's cache, at most block.
// The loop adds their multiples to all rows of z before it reads the next rows of b. Otherwise each
// row of z would read all of b from memory.
func (p *product) termsInCache() int { return max(16, min(block, inCache/max(1, p.z.Cols))) }

// terms lists the nonzero terms among from, ..., to-1 of row r and returns their number. It writes
// every term, and overwrites it with the next one if it is zero. A branch around the write would be
// slower, because the processor cannot predict it: a training step of 784-100-50-10 would take 1.1
// to 1.3 times as long.
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

// addRows adds Σ_k value[k] · (row index[k] of b) to row, from left to right. It adds four rows of
// b in one pass, because row is then read and written only a quarter as often.
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

// addOnes is addRows for values that are all 1, as in one-hot encoded texts. It needs no
// multiplication.
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

// scatter is a product Xᵀ·dY with a one-hot X. Each 1 of X, in row r and column k, adds row r of dY
// to row k of the result. The loop above would first have to write the lists of Xᵀ, which takes as
// long as the sums for a batch of reviews: one pass over IMDB would take 44 ms instead of 36 ms.
type scatter product

// run computes the parts from, ..., to-1 of the product. It adds four numbers at a time, because
// the speed of a shorter loop depends on its address in memory: the 36 ms can become 40 ms.
func (p *scatter) run(from, to int) {
	first, end, n := p.column(from), p.column(to), p.b.Cols
	clear(p.z.Data[first*n : end*n])
	lists := listsOf(p.a)
	for r := range p.a.Rows {
		dY := p.b.Row(r)
		cols, _ := lists.entries(r)
		for _, k := range between(cols, first, end) {
			row, j := p.z.Data[int(k)*n:][:len(dY)], 0
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

// between returns the columns from first to end-1 of an ascending list.
func between(cols []int32, first, end int) []int32 {
	from, _ := slices.BinarySearch(cols, int32(first))
	to, _ := slices.BinarySearch(cols[from:], int32(end))
	return cols[from : from+to]
}

// column returns the first column of part i. Later parts are wider, because frequent words usually
// come first, and the columns of rare words have few entries.
func (p *scatter) column(i int) int { return p.a.Cols * i * i / (p.parts * p.parts) }

// transposition writes bᵀ into transposed. It reads b in strips of eight rows, because the columns
// of bᵀ are then written eight numbers at a time, which is one line of the cache. Element by element,
// (64, 1024)·(1024, 1024)ᵀ would take 26 ms on one processor instead of 7.9 ms.
type transposition product

// run transposes the strips from, ..., to-1 of b.
func (t *transposition) run(from, to int) {
	b, z := t.b, &t.transposed
	from, to = 8*from, min(8*to, b.Rows)
	for ; from+8 <= to; from += 8 {
		b0, b1, b2, b3 := b.Row(from), b.Row(from+1), b.Row(from+2), b.Row(from+3)
		b4, b5, b6, b7 := b.Row(from+4), b.Row(from+5), b.Row(from+6), b.Row(from+7)
		b1, b2, b3 = b1[:len(b0)], b2[:len(b0)], b3[:len(b0)]
		b4, b5, b6, b7 = b4[:len(b0)], b5[:len(b0)], b6[:len(b0)], b7[:len(b0)]
		for j := range b0 {
			column := (*[8]float64)(z.Data[j*z.Cols+from:])
			column[0], column[1], column[2], column[3] = b0[j], b1[j], b2[j], b3[j]
			column[4], column[5], column[6], column[7] = b4[j], b5[j], b6[j], b7[j]
		}
	}
	for ; from < to; from++ {
		for j, v := range b.Row(from) {
			z.Data[j*z.Cols+from] = v
		}
	}
}
