package nn

import (
	"math"
	"slices"
	"testing"
)

func TestClasses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		y    *Matrix
		want []int
	}{
		{"one-hot", MatrixOf([]float64{0, 0, 1}, []float64{1, 0, 0}), []int{2, 0}},
		{"probabilities", MatrixOf([]float64{0.2, 0.5, 0.3}), []int{1}},
		{"all negative", MatrixOf([]float64{-3, -1, -2}), []int{1}},
		{"a tie is the first", MatrixOf([]float64{0.2, 0.4, 0.4}), []int{1}},
		{"all zero", MatrixOf([]float64{0, 0, 0}), []int{0}},
		{"two columns have no threshold", MatrixOf([]float64{0.1, 0.2}, []float64{0.9, 0.8}), []int{1, 0}},
		{"one column", MatrixOf([]float64{0}, []float64{1}, []float64{0.49}, []float64{0.51}), []int{0, 1, 0, 1}},
		{"exactly 0.5", MatrixOf([]float64{0.5}), []int{0}},
		{"infinities", MatrixOf([]float64{math.Inf(-1), 0, math.Inf(1)}), []int{2}},
		{"NaN first", MatrixOf([]float64{nan, 1, 0}), []int{-1}},
		{"NaN after the largest", MatrixOf([]float64{0, 1, nan}), []int{-1}},
		{"NaN in one column", MatrixOf([]float64{nan}, []float64{1}), []int{-1, 1}},
		{"index lists", MultiHot([][]int{{2}, {0}, {}}, 3), []int{2, 0, 0}},
		{"index lists of one column", MatrixOf([]float64{1}, []float64{0}).Sparse(), []int{1, 0}},
		{"no rows", NewMatrix(0, 3), []int{}},
		{"no rows, no columns", new(Matrix), []int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Classes(c.y); !slices.Equal(got, c.want) {
				t.Errorf("Classes = %v, want %v", got, c.want)
			}
		})
	}
}

func TestAccuracy(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name         string
		yTrue, yPred *Matrix
		want         float64
	}{
		// 1, 0, 1, 1 against 1, 0, 0, 1: three of four.
		{"one column", MatrixOf([]float64{1}, []float64{0}, []float64{1}, []float64{1}),
			MatrixOf([]float64{0.7}, []float64{0.2}, []float64{0.5}, []float64{0.9}), 0.75},
		// Classes 0, 1, 2 against 0, 2, 2: two of three. Comparing entry by entry after rounding
		// would give 7/9.
		{"one-hot by probabilities", MultiHot([][]int{{0}, {1}, {2}}, 3),
			MatrixOf([]float64{0.5, 0.3, 0.2}, []float64{0.3, 0.3, 0.4}, []float64{0.1, 0.2, 0.7}), 2.0 / 3},
		{"NaN predictions are wrong", MatrixOf([]float64{0}, []float64{1}, []float64{0}, []float64{1}),
			MatrixOf([]float64{nan}, []float64{nan}, []float64{0}, []float64{1}), 0.5},
		{"NaN in both is wrong", MatrixOf([]float64{nan, 1}), MatrixOf([]float64{nan, 1}), 0},
		{"no rows", NewMatrix(0, 3), NewMatrix(0, 3), nan},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Accuracy(c.yTrue, c.yPred)
			if !(math.Abs(got-c.want) <= 1e-15) && !(math.IsNaN(got) && math.IsNaN(c.want)) {
				t.Errorf("Accuracy = %v, want %v", got, c.want)
			}
		})
	}
}
