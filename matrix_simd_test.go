// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

//go:build goexperiment.simd && go1.27

package nn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func init() { exactProducts = false }

// close1e12 reports whether a vector loop gives the numbers of the plain loop, up to 1e-12 of size.
func close1e12(got, want []float64, size float64) bool {
	return slices.EqualFunc(got, want, func(g, w float64) bool {
		return g == w || math.IsNaN(g) && math.IsNaN(w) || math.Abs(g-w) <= 1e-12*size
	})
}

// unaligned returns n normal numbers that start at some distance from the start of their memory.
func unaligned(n int, rng *rand.Rand) []float64 {
	from := rng.IntN(8)
	return normal(NewMatrix(1, n+8), rng).Data[from : from+n : from+n]
}

// FuzzVectorLoops compares each vector loop with its plain loop, for all lengths and addresses.
func FuzzVectorLoops(f *testing.F) {
	for n := range 70 {
		f.Add(uint8(n), uint8(3*n), uint64(n))
	}
	f.Add(uint8(200), uint8(0), uint64(1))
	f.Add(uint8(255), uint8(99), uint64(2))
	f.Fuzz(func(t *testing.T, cols, terms uint8, seed uint64) {
		rng := newRand(seed)
		n, rows := int(cols), 30
		b := &Matrix{Rows: rows, Cols: n, Data: unaligned(rows*n, rng)}
		index, value := make([]int32, terms), unaligned(int(terms), rng)
		for k := range index {
			index[k] = rng.Int32N(int32(rows))
		}
		row := unaligned(n, rng)
		want, size := slices.Clone(row), 10*float64(terms)+10
		addRows(want, b, index, value)
		if addRowsVector(row, b.Data, index, value); !close1e12(row, want, size) {
			t.Errorf("addRowsVector of %d columns and %d terms: got %v, want %v", n, terms, row, want)
		}

		for k := range b.Data {
			if rng.IntN(3) == 0 {
				b.Data[k] = math.Copysign(0, rng.Float64()-0.5)
			}
		}
		zeros := 0
		for _, v := range b.Data {
			if v == 0 {
				zeros++
			}
		}
		if got := countZeros(b.Data); got != zeros {
			t.Errorf("countZeros of %d numbers is %d, want %d", len(b.Data), got, zeros)
		}

		X, dY := onesOf(withZeros(9, rows, 0.6, rng)), &Matrix{Rows: 9, Cols: n, Data: unaligned(9*n, rng)}
		got, plain := &Matrix{Rows: rows, Cols: n, Data: unaligned(rows*n, rng)}, NewMatrix(rows, n)
		(*vectorScatter)(&product{z: got, a: X, b: dY, parts: 4}).run(0, 4)
		(*scatter)(&product{z: plain, a: X, b: dY, parts: 4}).run(0, 4)
		if !sameBits(got, plain) {
			t.Errorf("vectorScatter with %d columns: got\n%v\nwant\n%v", n, got, plain)
		}
	})
}

// withTiles returns the product that tiles or lists compute, whatever is in a.
func withTiles(which int, tiled bool, a, b *Matrix) *Matrix {
	p := products[which]
	z := new(Matrix)
	switch p.name {
	case "MatMul":
		z.receive(p.name, a.Rows, b.Cols)
		return computed(matMulOf(z, a, b), tiled, false)
	case "TMatMul":
		z.receive(p.name, a.Cols, b.Cols)
		return computed(tMatMulOf(z, a, b), tiled, false)
	}
	z.receive(p.name, a.Rows, b.Rows)
	return computed(matMulOf(z, a, b), tiled, true)
}

func computed(p *product, tiled, transposed bool) *Matrix {
	z := p.z
	if tiled {
		t := newTiles(p, transposed)
		p.compute(t.units(), t)
		t.release()
		return z
	}
	if transposed {
		p.transposeB()
	}
	p.compute(z.Rows, (*vectorProduct)(p))
	return z
}

// TestTilesAndListsAgree: both loops give the same bits, with tiles and strips that are not full,
// with more terms than a strip of b holds, and with NaN and Inf beside zeros.
func TestTilesAndListsAgree(t *testing.T) {
	rng := newRand(1)
	special := []float64{math.NaN(), math.Inf(1), math.Inf(-1)}
	for which, p := range products {
		for _, s := range [][3]int{
			{1, 1, 1}, {3, 2, 5}, {4, 8, 16}, {5, 9, 17}, {8, tileTerms, 32}, {7, tileTerms + 1, 15},
			{64, 2*tileTerms + 3, 50}, {150, 30, 33}, {4, 0, 3}, {300, 5, 1}, {2, 5, 0},
		} {
			for _, specials := range []int{0, 1, 5} {
				for _, zeros := range []float64{0, 0.3} {
					aRows, aCols, bRows, bCols := p.shapes(s[0], s[1], s[2])
					a, b := withZeros(aRows, aCols, zeros, rng), withZeros(bRows, bCols, 0.1, rng)
					for i := range specials {
						if len(b.Data) > 0 {
							b.Data[rng.IntN(len(b.Data))] = special[i%3]
						}
					}
					tiled, listed := withTiles(which, true, a, b), withTiles(which, false, a, b)
					plain := plainly(p.fast, a, b)
					if !tiled.Equal(listed) {
						t.Fatalf("%s of shape %v with %d special numbers: tiles give\n%v\nlists give\n%v", p.name, s, specials, tiled, listed)
					}
					if !close1e12(tiled.Data, plain.Data, 1e3) {
						t.Fatalf("%s of shape %v with %d special numbers: tiles give\n%v\nthe plain loops give\n%v", p.name, s, specials, tiled, plain)
					}
				}
			}
		}
	}
}

// TestChoiceOfTheLoop: what is in a decides, up to the last number.
func TestChoiceOfTheLoop(t *testing.T) {
	const n = 1000
	border := int(denseShare * n)
	b := normal(NewMatrix(n/10, 3), newRand(1))
	for _, c := range []struct {
		nonzero, rows int
		want          bool
	}{{border, 10, false}, {border + 1, 10, true}, {0, 10, false}, {n, 10, true}, {n, 3, false}, {n, 4, true}} {
		a := NewMatrix(10, n/10)
		for i := range c.nonzero {
			a.Data[i] = math.Inf(1 - i%2*2)
		}
		a = a.RowRange(0, c.rows)
		p := matMulOf(NewMatrix(c.rows, 3), a, b)
		if got := p.suitsTiles(); got != c.want {
			t.Errorf("%d of %d numbers in %d rows are not zero: tiles %v, want %v", c.nonzero, n, c.rows, got, c.want)
		}
	}
	if matMulOf(NewMatrix(10, 3), normal(NewMatrix(10, n/10), newRand(1)).Sparse(), b).suitsTiles() {
		t.Error("index lists are multiplied in tiles")
	}
}
