// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

//go:build goexperiment.simd && go1.27

package nn

import "simd"

// This file contains the loops of matrix_product.go with vectors, for GOEXPERIMENT=simd. A vector
// holds v numbers: 8 on a processor with AVX-512, 4 with AVX2, 2 on arm64. There are two loops:
//
//	addRowsVector  adds rows of b that are listed, and keeps a part of the row of z in registers
//	tile           computes 4 rows and 2v columns of z in registers, for operands with few zeros
//
// Both compute every element of z as the same chain of fused multiply-adds, in the order of the
// plain loops:
//
//	z ← x_k·y_k + z  for k = 0, 1, ..., rounded once per step
//
// Therefore it makes no difference to the result which loop runs. A product of the default build
// rounds twice per step and differs in the last bits.

func init() {
	if !simd.Emulated() {
		fast = vectorLoops{}
	}
}

// leaveVectors is called at the end of a loop with vectors, before plain code goes on.
var leaveVectors = func() {}

// vectorLoops is the accelerator of this file. It shares work as fastLoops does.
type vectorLoops struct{ fastLoops }

func (vectorLoops) matMul(z, a, b *Matrix) { matMulOf(z, a, b).computeVectors(false) }

func (vectorLoops) tMatMul(z, a, b *Matrix) {
	p := tMatMulOf(z, a, b)
	if p.parts > 0 {
		p.compute(p.parts, (*vectorScatter)(p))
	} else {
		p.computeVectors(false)
	}
}

func (vectorLoops) matMulT(z, a, b *Matrix) { matMulOf(z, a, b).computeVectors(true) }

// computeVectors computes p with the loop that is faster for its a. If transposed is true, the
// product needs bᵀ.
func (p *product) computeVectors(transposed bool) {
	if p.suitsTiles() {
		t := newTiles(p, transposed)
		p.compute(t.units(), t)
		t.release()
		return
	}
	if transposed {
		p.transposeB()
	}
	p.compute(p.z.Rows, (*vectorProduct)(p))
}

// suitsTiles reports whether tiles compute the product faster. They do not skip the zeros of a,
// and they compute four rows at a time.
func (p *product) suitsTiles() bool {
	return p.lists == nil && p.z.Rows >= tileRows && mostlyNonzero(p.a.Data)
}

// mostlyNonzero reports whether more than denseShare of the numbers are not zero.
func mostlyNonzero(a []float64) bool {
	return float64(len(a)-countZeros(a)) > denseShare*float64(len(a))
}

// denseShare is the share of nonzero numbers in a above which tiles are faster than lists.
const denseShare = 0.35

// countZeros returns the number of zeros in a.
func countZeros(a []float64) (n int) {
	var zero, zeros simd.Float64s
	one := simd.BroadcastFloat64s(1)
	v := zero.Len()
	for ; len(a) >= v; a = a[v:] {
		zeros = zeros.Add(one.Masked(simd.LoadFloat64s(a).Equal(zero)))
	}
	var lanes [16]float64
	zeros.StorePart(lanes[:])
	leaveVectors()
	for _, x := range lanes {
		n += int(x)
	}
	for _, x := range a {
		if x == 0 {
			n++
		}
	}
	return n
}

// vectorProduct is a product whose rows are computed by addRowsVector.
type vectorProduct product

// run computes the rows from, ..., to-1 of the product.
func (q *vectorProduct) run(from, to int) {
	defer leaveVectors()
	p := (*product)(q)
	if p.lists != nil {
		for r := from; r < to; r++ {
			row := p.row(r)
			clear(row)
			cols, vals := p.lists.entries(r)
			if vals != nil {
				addRowsVector(row, p.b.Data, cols, vals)
				continue
			}
			for ; len(cols) > block; cols = cols[block:] {
				addRowsVector(row, p.b.Data, cols[:block], manyOnes[:])
			}
			addRowsVector(row, p.b.Data, cols, manyOnes[:len(cols)])
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
			addRowsVector(p.row(r), p.b.Data, index[:m], value[:m])
			leaveVectors()
		}
	}
}

// manyOnes are the values of lists without values.
var manyOnes = func() (v [block]float64) {
	for i := range v {
		v[i] = 1
	}
	return v
}()

// addRowsVector adds Σ_k value[k] · (row index[k] of b) to row, as [addRows] does. It adds all
// terms to a few vectors of row before it goes on to the next ones. The last vector can overlap the
// vector before it. Therefore its old numbers are read first.
func addRowsVector(row, b []float64, index []int32, value []float64) {
	n := len(row)
	value = value[:len(index)]
	var z0, z1, z2, z3, z4, z5, z6, z7 simd.Float64s
	v := z0.Len()
	var last simd.Float64s // the old last v numbers of row
	if n >= v {
		last = simd.LoadFloat64s(row[n-v:])
	}
	j := 0
	for ; j+8*v <= n; j += 8 * v {
		z := row[j : j+8*v]
		z0, z1 = simd.LoadFloat64s(z), simd.LoadFloat64s(z[v:])
		z2, z3 = simd.LoadFloat64s(z[2*v:]), simd.LoadFloat64s(z[3*v:])
		z4, z5 = simd.LoadFloat64s(z[4*v:]), simd.LoadFloat64s(z[5*v:])
		z6, z7 = simd.LoadFloat64s(z[6*v:]), simd.LoadFloat64s(z[7*v:])
		for k, i := range index {
			x, y := simd.BroadcastFloat64s(value[k]), b[int(i)*n+j:][:8*v]
			z0 = x.MulAdd(simd.LoadFloat64s(y), z0)
			z1 = x.MulAdd(simd.LoadFloat64s(y[v:]), z1)
			z2 = x.MulAdd(simd.LoadFloat64s(y[2*v:]), z2)
			z3 = x.MulAdd(simd.LoadFloat64s(y[3*v:]), z3)
			z4 = x.MulAdd(simd.LoadFloat64s(y[4*v:]), z4)
			z5 = x.MulAdd(simd.LoadFloat64s(y[5*v:]), z5)
			z6 = x.MulAdd(simd.LoadFloat64s(y[6*v:]), z6)
			z7 = x.MulAdd(simd.LoadFloat64s(y[7*v:]), z7)
		}
		z0.Store(z)
		z1.Store(z[v:])
		z2.Store(z[2*v:])
		z3.Store(z[3*v:])
		z4.Store(z[4*v:])
		z5.Store(z[5*v:])
		z6.Store(z[6*v:])
		z7.Store(z[7*v:])
	}
	for ; j+4*v <= n; j += 4 * v {
		z := row[j : j+4*v]
		z0, z1 = simd.LoadFloat64s(z), simd.LoadFloat64s(z[v:])
		z2, z3 = simd.LoadFloat64s(z[2*v:]), simd.LoadFloat64s(z[3*v:])
		for k, i := range index {
			x, y := simd.BroadcastFloat64s(value[k]), b[int(i)*n+j:][:4*v]
			z0 = x.MulAdd(simd.LoadFloat64s(y), z0)
			z1 = x.MulAdd(simd.LoadFloat64s(y[v:]), z1)
			z2 = x.MulAdd(simd.LoadFloat64s(y[2*v:]), z2)
			z3 = x.MulAdd(simd.LoadFloat64s(y[3*v:]), z3)
		}
		z0.Store(z)
		z1.Store(z[v:])
		z2.Store(z[2*v:])
		z3.Store(z[3*v:])
	}
	for ; j+v <= n; j += v {
		z := row[j : j+v]
		z0 = simd.LoadFloat64s(z)
		for k, i := range index {
			z0 = simd.BroadcastFloat64s(value[k]).MulAdd(simd.LoadFloat64s(b[int(i)*n+j:]), z0)
		}
		z0.Store(z)
	}
	if j == n {
		return
	}
	if n >= v {
		for k, i := range index {
			last = simd.BroadcastFloat64s(value[k]).MulAdd(simd.LoadFloat64s(b[int(i)*n+n-v:]), last)
		}
		last.Store(row[n-v:])
		return
	}
	z0, _ = simd.LoadFloat64sPart(row)
	for k, i := range index {
		y, _ := simd.LoadFloat64sPart(b[int(i)*n:][:n])
		z0 = simd.BroadcastFloat64s(value[k]).MulAdd(y, z0)
	}
	z0.StorePart(row)
}

// vectorScatter is a [scatter] that adds vectors.
type vectorScatter product

// run computes the parts from, ..., to-1 of the product.
func (p *vectorScatter) run(from, to int) {
	defer leaveVectors()
	first, end, n := (*scatter)(p).column(from), (*scatter)(p).column(to), p.b.Cols
	clear(p.z.Data[first*n : end*n])
	lists := listsOf(p.a)
	for r := range p.a.Rows {
		cols, _ := lists.entries(r)
		addToRows(p.z.Data, p.b.Row(r), between(cols, first, end))
	}
}

// addToRows adds y to the rows of z in the list.
func addToRows(z, y []float64, rows []int32) {
	n := len(y)
	var y0, y1 simd.Float64s
	v := y0.Len()
	j := 0
	for ; j+2*v <= n; j += 2 * v {
		y0, y1 = simd.LoadFloat64s(y[j:]), simd.LoadFloat64s(y[j+v:])
		for _, i := range rows {
			row := z[int(i)*n+j:][:2*v]
			simd.LoadFloat64s(row).Add(y0).Store(row)
			simd.LoadFloat64s(row[v:]).Add(y1).Store(row[v:])
		}
	}
	for ; j < n; j += v {
		y0, _ = simd.LoadFloat64sPart(y[j:min(j+v, n)])
		for _, i := range rows {
			row := z[int(i)*n+j:][:min(v, n-j)]
			x, _ := simd.LoadFloat64sPart(row)
			x.Add(y0).StorePart(row)
		}
	}
}
