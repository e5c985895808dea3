package main

import (
	"math/rand/v2"
	"testing"

	"nn"
)

func TestKeepForValidation(t *testing.T) {
	all := dataset(drawDigits(60, rand.New(rand.NewPCG(1, 1))))
	d := &digits{train: all}
	if err := d.keepForValidation(10); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name     string
		d        *nn.Dataset
		from, to int
	}{
		{"training", d.train, 0, 50},
		{"validation", d.validation, 50, 60},
	} {
		if !tt.d.X.Equal(all.X.RowRange(tt.from, tt.to)) || !tt.d.Y.Equal(all.Y.RowRange(tt.from, tt.to)) {
			t.Errorf("%s is not images %d to %d", tt.name, tt.from, tt.to-1)
		}
	}
}

func TestDataset(t *testing.T) {
	images := &nn.IDX{Dims: []int{2, 1, 3}, Data: []byte{0, 51, 255, 0, 0, 102}}
	d := dataset(images, &nn.IDX{Dims: []int{2}, Data: []byte{9, 0}})
	want := nn.MatrixOf([]float64{0, 51.0 / 255, 1}, []float64{0, 0, 102.0 / 255})
	for i := range 2 {
		for j := range 3 {
			if diff := d.X.At(i, j) - want.At(i, j); !(diff <= 1e-15 && diff >= -1e-15) {
				t.Errorf("pixel (%d, %d): %v, want %v", i, j, d.X.At(i, j), want.At(i, j))
			}
		}
	}
	if d.Y.Cols != classes || d.Y.At(0, 9) != 1 || d.Y.At(1, 0) != 1 || d.Y.At(0, 0) != 0 {
		t.Errorf("labels\n%v", d.Y)
	}
}
