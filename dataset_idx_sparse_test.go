// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

func TestIDXSparse(t *testing.T) {
	for name, x := range map[string]*IDX{
		"images":        {Dims: []int{2, 2, 2}, Data: []byte{0, 255, 51, 0, 0, 0, 0, 102}},
		"a black image": {Dims: []int{2, 2}, Data: []byte{0, 0, 0, 3}},
		"labels":        {Dims: []int{3}, Data: []byte{7, 0, 9}},
		"no images":     {Dims: []int{0, 2, 3}},
		"no pixels":     {Dims: []int{2, 0}},
		"signed bytes":  {Dims: []int{2, 2}, Data: []byte{0, 255, 128, 1}, Type: IDXSignedByte},
		"floats":        {Dims: []int{2, 1}, Data: []byte{0xbf, 0, 0, 0, 0, 0, 0, 0}, Type: IDXFloat32},
	} {
		t.Run(name, func(t *testing.T) {
			for _, scale := range []float64{1 / 255.0, 2, -1} {
				dense, lists := x.Matrix(scale), x.Sparse(scale)
				if !lists.Equal(dense) {
					t.Errorf("got\n%v\nwith lists\n%v", dense, lists)
				}
				made, want := listsOf(lists), listsOf(dense.Sparse())
				if !slices.Equal(made.start, want.start) || !slices.Equal(made.cols, want.cols) ||
					!slices.Equal(made.vals, want.vals) {
					t.Errorf("got lists %v, want %v", made, want)
				}
			}
		})
	}
	x := &IDX{Dims: []int{2, 3}, Data: make([]byte, 6)}
	for scale, word := range map[float64]string{0: "255.0", math.NaN(): "NaN", math.Inf(-1): "-Inf"} {
		wantPanic(t, func() { x.Sparse(scale) }, "Sparse:", word, fmt.Sprint("scale ", scale))
	}
	for _, x := range []*IDX{{Dims: []int{3}, Data: []byte{1}}, {Data: []byte{1}}, {Dims: []int{2, 2}, Data: []byte{1, 2, 3}}} {
		wantPanic(t, func() { x.Sparse(1) }, fmt.Sprint(x.Dims), fmt.Sprint(len(x.Data)))
	}
}

// BenchmarkIDXSparse makes the lists of 10,000 made-up images, four fifths of them black.
func BenchmarkIDXSparse(b *testing.B) {
	x := &IDX{Dims: []int{10_000, 28, 28}, Data: make([]byte, 10_000*28*28)}
	for i := range x.Data {
		if i/28%5 == 0 {
			x.Data[i] = byte(i * i >> 7)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		x.Sparse(1 / 255.0)
	}
}
