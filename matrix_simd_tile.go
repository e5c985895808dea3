// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

//go:build goexperiment.simd && go1.27

package nn

import (
	"runtime"
	"simd"
	"sync"
)

// A product with few zeros is computed in tiles. A tile is 4 rows and 2v columns of z, in eight
// vectors that stay in registers. Each step adds x·y for one term k: two vectors from row k of b,
// each multiplied by four numbers of column k of a. These are 8 multiply-adds for 6 reads. Both
// operands are first copied (packed) into the order in which the tile reads them:
//
//	a  in strips of 4 rows, term by term:     x_0k, x_1k, x_2k, x_3k,  k = 0, 1, ...
//	b  in strips of 2v columns, term by term: y_k0, ..., y_k(2v-1),    k = 0, 1, ...
//
// All strips of a are packed once per product. A strip of b is packed for a block of terms, so that
// it fits into the first-level cache, and is then used for many rows of a.

const (
	tileRows  = 4
	tileTerms = 128 // terms for which a strip of b is packed: 16 kB with AVX-512
	mostWide  = 16  // most columns of a strip, 2v with AVX-512
)

// tiles is a product in progress that is divided into units: all tiles of a strip of b in some
// strips of a.
type tiles struct {
	*product
	transposed bool // multiply by bᵀ
	width      int  // columns of a strip of b, 2v
	strips     int  // number of strips of b
	group      int  // number of strips of a in a unit
	packed     []float64
}

var tilesPool = sync.Pool{New: func() any { return new(tiles) }}

// newTiles returns the tiles of p, with a packed.
func newTiles(p *product, transposed bool) *tiles {
	t := tilesPool.Get().(*tiles)
	t.product, t.transposed = p, transposed
	t.width = 2 * vectorLength()
	t.strips = (p.z.Cols + t.width - 1) / t.width
	t.group = 32
	for t.group > 4 && t.units() < 4*runtime.GOMAXPROCS(0) {
		t.group /= 2
	}
	t.packed = resize(t.packed, t.stripsOfA()*tileRows*p.n)
	if pack := (*packing)(t); len(t.packed) < smallTransposition {
		pack.run(0, t.stripsOfA())
	} else {
		fast.share(t.stripsOfA(), pack)
	}
	return t
}

func (t *tiles) release() {
	t.product = nil
	tilesPool.Put(t)
}

func (t *tiles) stripsOfA() int { return (t.z.Rows + tileRows - 1) / tileRows }

func (t *tiles) units() int { return (t.stripsOfA() + t.group - 1) / t.group * t.strips }

func vectorLength() int {
	var x simd.Float64s
	return x.Len()
}

// packing copies a into strips.
type packing tiles

// run packs the strips from, ..., to-1 of a. Rows that a does not have are zero.
func (t *packing) run(from, to int) {
	for s := from; s < to; s++ {
		strip := t.packed[s*tileRows*t.n : (s+1)*tileRows*t.n]
		first := s * tileRows
		if t.termStep != 1 && first+tileRows <= t.z.Rows { // the four numbers are neighbours in a
			for k := range t.n {
				*(*[tileRows]float64)(strip[k*tileRows:]) = *(*[tileRows]float64)(t.a.Data[first+k*t.termStep:])
			}
			continue
		}
		for i := range tileRows {
			if first+i >= t.z.Rows {
				for k := range t.n {
					strip[k*tileRows+i] = 0
				}
				continue
			}
			at := (first + i) * t.rowStep
			for k := range t.n {
				strip[k*tileRows+i] = t.a.Data[at]
				at += t.termStep
			}
		}
	}
}

// run computes the units from, ..., to-1.
func (t *tiles) run(from, to int) {
	defer leaveVectors()
	var memory [tileTerms * mostWide]float64
	var corner [tileRows * mostWide]float64
	for u := from; u < to; u++ {
		firstStrip := u / t.strips * t.group
		lastStrip := min(firstStrip+t.group, t.stripsOfA())
		col := u % t.strips * t.width
		cols := min(t.width, t.z.Cols-col)
		for k := 0; k < t.n; k += tileTerms {
			terms := min(tileTerms, t.n-k)
			b := memory[:terms*t.width]
			if t.transposed {
				packTransposed(b, t.b, k, col, cols, t.width)
			} else {
				packColumns(b, t.b.Data[k*t.b.Cols+col:], t.b.Cols, cols, terms)
			}
			skip := !allFinite(b)
			for s := firstStrip; s < lastStrip; s++ {
				a := t.packed[(s*t.n+k)*tileRows:][:terms*tileRows]
				rows := min(tileRows, t.z.Rows-s*tileRows)
				z, step := t.z.Data[s*tileRows*t.z.Cols+col:], t.z.Cols
				if whole := rows == tileRows && cols == t.width; whole {
					computeTile(z, step, a, b, k == 0, skip)
					continue
				}
				for i := range rows {
					copy(corner[i*t.width:], z[i*step:][:cols])
				}
				computeTile(corner[:], t.width, a, b, k == 0, skip)
				for i := range rows {
					copy(z[i*step:][:cols], corner[i*t.width:])
				}
			}
		}
	}
}

func computeTile(z []float64, step int, a, b []float64, first, skip bool) {
	if skip {
		tileSkipping(z, step, a, b, first)
	} else {
		tile(z, step, a, b, first)
	}
}

// packColumns packs the given number of columns and terms of b, whose rows are step numbers apart.
// Columns that b does not have are zero.
func packColumns(strip, b []float64, step, cols, terms int) {
	var x simd.Float64s
	v := x.Len()
	for k := range terms {
		y := b[k*step:][:cols]
		if cols == 2*v {
			simd.LoadFloat64s(y).Store(strip[2*k*v:])
			simd.LoadFloat64s(y[v:]).Store(strip[(2*k+1)*v:])
			continue
		}
		n := copy(strip[2*k*v:], y)
		clear(strip[2*k*v+n : 2*(k+1)*v])
	}
}

// packTransposed packs columns of bᵀ, which are rows of b: numbers k, k+1, ... of the rows from
// first. Columns that bᵀ does not have are zero.
func packTransposed(strip []float64, b *Matrix, k, first, cols, width int) {
	terms := len(strip) / width
	if cols < width {
		clear(strip)
	}
	for j := range cols {
		at := j
		for _, y := range b.Data[(first+j)*b.Cols+k:][:terms] {
			strip[at] = y
			at += width
		}
	}
}

// allFinite reports whether no number of b is NaN or infinite, because only these change a sum when
// they are multiplied by 0. The length of b is a multiple of v.
func allFinite(b []float64) bool {
	var zero, sum simd.Float64s
	v := zero.Len()
	for ; len(b) >= v; b = b[v:] {
		sum = simd.LoadFloat64s(b).MulAdd(zero, sum)
	}
	var lanes [mostWide / 2]float64
	sum.StorePart(lanes[:])
	for _, x := range lanes {
		if x != 0 {
			return false
		}
	}
	return true
}

// tile adds the product of a packed strip of a and one of b to the tile at the start of z, whose
// rows are step numbers apart. If first is true, the tile starts at 0.
func tile(z []float64, step int, a, b []float64, first bool) {
	var z00, z01, z10, z11, z20, z21, z30, z31 simd.Float64s
	v := z00.Len()
	r0, r1, r2, r3 := z[:2*v], z[step:][:2*v], z[2*step:][:2*v], z[3*step:][:2*v]
	if !first {
		z00, z01 = simd.LoadFloat64s(r0), simd.LoadFloat64s(r0[v:])
		z10, z11 = simd.LoadFloat64s(r1), simd.LoadFloat64s(r1[v:])
		z20, z21 = simd.LoadFloat64s(r2), simd.LoadFloat64s(r2[v:])
		z30, z31 = simd.LoadFloat64s(r3), simd.LoadFloat64s(r3[v:])
	}
	for len(a) >= 4 && len(b) >= 2*v {
		y0, y1 := simd.LoadFloat64s(b), simd.LoadFloat64s(b[v:])
		x0, x1 := simd.BroadcastFloat64s(a[0]), simd.BroadcastFloat64s(a[1])
		x2, x3 := simd.BroadcastFloat64s(a[2]), simd.BroadcastFloat64s(a[3])
		z00, z01 = x0.MulAdd(y0, z00), x0.MulAdd(y1, z01)
		z10, z11 = x1.MulAdd(y0, z10), x1.MulAdd(y1, z11)
		z20, z21 = x2.MulAdd(y0, z20), x2.MulAdd(y1, z21)
		z30, z31 = x3.MulAdd(y0, z30), x3.MulAdd(y1, z31)
		a, b = a[4:], b[2*v:]
	}
	z00.Store(r0)
	z01.Store(r0[v:])
	z10.Store(r1)
	z11.Store(r1[v:])
	z20.Store(r2)
	z21.Store(r2[v:])
	z30.Store(r3)
	z31.Store(r3[v:])
}

// tileSkipping is tile for a strip of b with NaN or Inf. It skips the zeros of a, because 0·Inf and
// 0·NaN count as 0.
func tileSkipping(z []float64, step int, a, b []float64, first bool) {
	var z0, z1 simd.Float64s
	v := z0.Len()
	for i := range 4 {
		row := z[i*step:][:2*v]
		if first {
			clear(row)
		}
		z0, z1 = simd.LoadFloat64s(row), simd.LoadFloat64s(row[v:])
		for k := 0; 4*k < len(a); k++ {
			if a[4*k+i] == 0 {
				continue
			}
			x, y := simd.BroadcastFloat64s(a[4*k+i]), b[2*k*v:][:2*v]
			z0, z1 = x.MulAdd(simd.LoadFloat64s(y), z0), x.MulAdd(simd.LoadFloat64s(y[v:]), z1)
		}
		z0.Store(row)
		z1.Store(row[v:])
	}
}
