package main

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/labs/internal/digits"
	"nn/solutions/labs/internal/handwriting"
)

func TestKeepForValidation(t *testing.T) {
	all := digits.Dataset(handwriting.Draw(60, rand.New(rand.NewPCG(1, 1))))
	d := &images{train: all}
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
