package digits

import (
	"testing"

	"nn"
)

func TestDataset(t *testing.T) {
	images := &nn.IDX{Dims: []int{2, 1, 3}, Data: []byte{0, 51, 255, 0, 0, 102}}
	d := Dataset(images, &nn.IDX{Dims: []int{2}, Data: []byte{9, 0}})
	want := nn.MatrixOf([]float64{0, 51.0 / 255, 1}, []float64{0, 0, 102.0 / 255})
	for i := range 2 {
		for j := range 3 {
			if diff := d.X.At(i, j) - want.At(i, j); !(diff <= 1e-15 && diff >= -1e-15) {
				t.Errorf("pixel (%d, %d): %v, want %v", i, j, d.X.At(i, j), want.At(i, j))
			}
		}
	}
	if d.Y.Cols != Classes || d.Y.At(0, 9) != 1 || d.Y.At(1, 0) != 1 || d.Y.At(0, 0) != 0 {
		t.Errorf("labels\n%v", d.Y)
	}
}
