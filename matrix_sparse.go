// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"slices"
)

// indexLists stores a matrix as one list of nonzero entries per row.
//
//	row i has the value vals[k] in column cols[k] for  start[i] ≤ k < start[i+1],
//	and zeros elsewhere; its columns ascend
//
// If vals is nil, every entry is 1. The lists save memory and multiplications by zero, because 98.7
// % of the numbers are zero in one-hot encoded reviews, and 80 % in images of digits.
type indexLists struct {
	width int // number of columns of the matrix
	start []int
	cols  []int32
	vals  []float64

	shared bool // the memory belongs to another matrix
}

// MultiHot returns the matrix whose row i is 1 in the columns listed in lists[i], and 0 elsewhere.
// This is the one-hot encoding of texts, vectorize_sequences on the slides. A list can be in any
// order and can contain a column more than once. The matrix stores index lists. MultiHot panics if
// a column is not in 0, ..., cols-1, or if cols is negative.
//
// Slide: IMDB dataset; IMDB dataset: pre-processing
func MultiHot[T int | int32](lists [][]T, cols int) *Matrix {
	if cols < 0 {
		panic(fmt.Sprintf("nn: MultiHot: shape (%d, %d), want 0 or more columns", len(lists), cols))
	}
	l := &indexLists{width: cols, start: make([]int, 1, len(lists)+1)}
	for i, list := range lists {
		for _, j := range list {
			if j < 0 || int(j) >= cols {
				panic(fmt.Sprintf("nn: MultiHot: list %d contains column %d of %d, want 0 to %d", i, j, cols, cols-1))
			}
			l.cols = append(l.cols, int32(j))
		}
		row := l.cols[l.start[i]:]
		slices.Sort(row)
		l.cols = l.cols[:l.start[i]+len(slices.Compact(row))]
		l.start = append(l.start, len(l.cols))
	}
	return &Matrix{Rows: len(lists), Cols: cols, stored: l}
}

// Sparse returns a matrix with the elements of m that stores lists of its nonzero entries. It makes
// training faster for data with many zeros, for example images with a black background.
func (m *Matrix) Sparse() *Matrix {
	if m.stored != nil {
		return m
	}
	n := 0
	for _, v := range m.Data {
		if v != 0 {
			n++
		}
	}
	l := &indexLists{width: m.Cols, start: make([]int, 1, m.Rows+1), cols: make([]int32, 0, n), vals: make([]float64, 0, n)}
	for i := range m.Rows {
		for j, v := range m.Row(i) {
			if v != 0 {
				l.cols, l.vals = append(l.cols, int32(j)), append(l.vals, v)
			}
		}
		l.start = append(l.start, len(l.cols))
	}
	return &Matrix{Rows: m.Rows, Cols: m.Cols, stored: l}
}

// listsOf returns the index lists of m, or nil if its elements are in Data.
func listsOf(m *Matrix) *indexLists {
	l, _ := m.stored.(*indexLists)
	return l
}

// entries returns the columns and the values of the nonzero entries of row i.
func (l *indexLists) entries(i int) (cols []int32, vals []float64) {
	from, to := l.start[i], l.start[i+1]
	if l.vals != nil {
		vals = l.vals[from:to]
	}
	return l.cols[from:to], vals
}

// entryCount returns the number of entries in all rows.
func (l *indexLists) entryCount() int { return l.start[len(l.start)-1] - l.start[0] }

func (l *indexLists) row(i int) []float64 {
	row := make([]float64, l.width)
	cols, vals := l.entries(i)
	for k, j := range cols {
		row[j] = 1
		if vals != nil {
			row[j] = vals[k]
		}
	}
	return row
}

func (l *indexLists) at(i, j int) float64 {
	cols, vals := l.entries(i)
	k, found := slices.BinarySearch(cols, int32(j))
	switch {
	case !found:
		return 0
	case vals == nil:
		return 1
	}
	return vals[k]
}

// rowRange returns the lists of the rows from, ..., to-1. They share the memory of l.
func (l *indexLists) rowRange(from, to int) storage {
	return &indexLists{width: l.width, start: l.start[from : to+1], cols: l.cols, vals: l.vals, shared: true}
}

// gather returns the lists of the given rows. It reuses the memory of into if into shares it with
// no other matrix.
func (l *indexLists) gather(into storage, rows []int) storage {
	z, ok := into.(*indexLists)
	if !ok || z.shared {
		z = new(indexLists)
	}
	n := 0
	for _, i := range rows {
		n += l.start[i+1] - l.start[i]
	}
	z.width = l.width
	z.start = append(slices.Grow(z.start[:0], len(rows)+1), 0)
	z.cols = slices.Grow(z.cols[:0], n)
	if l.vals == nil {
		z.vals = nil
	} else {
		z.vals = slices.Grow(z.vals[:0], n)
	}
	for _, i := range rows {
		cols, vals := l.entries(i)
		z.cols, z.vals = append(z.cols, cols...), append(z.vals, vals...)
		z.start = append(z.start, len(z.cols))
	}
	return z
}

// transpose sets l to the lists of aᵀ. a has the given number of columns, and its vals is not nil.
func (l *indexLists) transpose(a *indexLists, cols int) {
	rows, first, last := len(a.start)-1, a.start[0], a.start[len(a.start)-1]
	l.width = rows
	l.start = resize(l.start, cols+1)
	l.cols, l.vals = resize(l.cols, last-first), resize(l.vals, last-first)
	clear(l.start)
	for _, j := range a.cols[first:last] {
		l.start[j+1]++ // the number of entries in column j ...
	}
	for j := range cols {
		l.start[j+1] += l.start[j] // ... and where they begin
	}
	for i := range rows {
		cols, vals := a.entries(i)
		for k, j := range cols {
			to := l.start[j]
			l.cols[to], l.vals[to] = int32(i), vals[k]
			l.start[j]++
		}
	}
	copy(l.start[1:], l.start[:cols]) // each start has moved to the start of the next column
	l.start[0] = 0
}

// resize returns a slice of length n. It reuses the memory of s if s is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
