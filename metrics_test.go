// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// agrees reports whether got is want, where NaN agrees with NaN alone.
func agrees(got, want float64) bool {
	return math.Abs(got-want) <= 1e-14 || got == want || math.IsNaN(got) && math.IsNaN(want)
}

var everyMetric = map[string]Metric{
	"Accuracy": Accuracy, "Precision": Precision, "Recall": Recall, "F1": F1, "MacroF1": MacroF1,
	"MSE": MSE, "RMSE": RMSE, "MAE": MAE, "R2": R2,
}

// ones returns the matrix whose row i is 1 in the columns of lists[i].
func ones(lists [][]int, cols int) *Matrix {
	m := NewMatrix(len(lists), cols)
	for i, list := range lists {
		for _, j := range list {
			m.Set(i, j, 1)
		}
	}
	return m
}

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
		{"two columns", MatrixOf([]float64{0.1, 0.2}, []float64{0.9, 0.8}), []int{1, 0}},
		{"one column", column(0, 1, 0.49, 0.51), []int{0, 1, 0, 1}},
		{"exactly 0.5", column(0.5), []int{0}},
		{"infinities", MatrixOf([]float64{math.Inf(-1), 0, math.Inf(1)}), []int{2}},
		{"NaN first", MatrixOf([]float64{nan, 1, 0}), []int{-1}},
		{"NaN after the largest", MatrixOf([]float64{0, 1, nan}), []int{-1}},
		{"NaN in one column", column(nan, 1), []int{-1, 1}},
		{"a row of zeros", ones([][]int{{2}, {0}, {}}, 3), []int{2, 0, 0}},
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

// metricCase is one worked example: the values that some metrics must have.
type metricCase struct {
	name         string
	yTrue, yPred *Matrix
	want         map[string]float64
}

func metricCases() []metricCase {
	nan := math.NaN()
	tenths := new(Matrix).Map(func(float64) float64 { return 0.1 }, NewMatrix(10, 1))
	return []metricCase{
		// Predicted classes 1 1 1 1 0 0 0 0 0 0: TP = 3, FP = 1, FN = 2, TN = 4. The 0.5 is a 0.
		{"one column",
			column(1, 1, 1, 0, 1, 1, 0, 0, 0, 0),
			column(0.9, 0.8, 0.51, 0.7, 0.5, 0.1, 0.2, 0, 0.3, 0.49),
			map[string]float64{
				"Accuracy":  7. / 10,
				"Precision": 3. / 4,
				"Recall":    3. / 5,
				"F1":        2. / 3, // 2·(3/4)·(3/5) / (3/4 + 3/5) = (18/20) / (27/20)
				// F1 of class 0, with TN for TP: 2·4 / (2·4 + 2 + 1) = 8/11. (2/3 + 8/11)/2 = 23/33
				"MacroF1": 23. / 33,
			}},
		// The same in two columns, where class 1 is the second.
		{"two columns",
			ones([][]int{{1}, {1}, {1}, {0}, {1}, {1}, {0}, {0}, {0}, {0}}, 2),
			ones([][]int{{1}, {1}, {1}, {1}, {0}, {0}, {0}, {0}, {0}, {0}}, 2),
			map[string]float64{
				"Accuracy":  7. / 10,
				"Precision": 3. / 4,
				"Recall":    3. / 5,
				"F1":        2. / 3,
				"MacroF1":   23. / 33,
			}},
		// Classes 0, 1, 2 taken for 0, 2, 2. F1: class 0 has 1, class 1 has 0, class 2 has P = 1/2
		// and R = 1, so 2/3; their mean is 5/9.
		{"probabilities of three classes",
			ones([][]int{{0}, {1}, {2}}, 3),
			MatrixOf([]float64{0.5, 0.3, 0.2}, []float64{0.3, 0.3, 0.4}, []float64{0.1, 0.2, 0.7}),
			map[string]float64{"Accuracy": 2. / 3, "MacroF1": 5. / 9}},
		// The first and the last row are wrong. Both classes have P = 1/1 and R = 1/2. Errors do
		// become NaN.
		{"NaN predictions", column(0, 1, 0, 1), column(nan, 1, 0, nan),
			map[string]float64{
				"Accuracy":  1. / 2,
				"Precision": 1,
				"Recall":    1. / 2,
				"F1":        2. / 3,
				"MacroF1":   2. / 3,
				"MSE":       nan, "RMSE": nan, "MAE": nan, "R2": nan,
			}},
		{"NaN in truth and prediction", MatrixOf([]float64{nan, 1}), MatrixOf([]float64{nan, 1}),
			map[string]float64{"Accuracy": 0, "MSE": nan, "R2": nan}},
		// All of class 0 and called so: 0/0 for class 1, which the macro mean leaves out.
		{"one class", column(0, 0, 0), column(0, 0, 0),
			map[string]float64{"Precision": 0, "Recall": 0, "F1": 0, "MacroF1": 1}},
		{"always 1", column(1, 0, 0, 0), column(1, 1, 1, 1),
			map[string]float64{"Precision": 1. / 4, "Recall": 1, "F1": 2. / 5, "MacroF1": 1. / 5}},
		{"never 1", column(1, 0, 0, 0), column(0, 0, 0, 0),
			map[string]float64{"Accuracy": 3. / 4, "Precision": 0, "Recall": 0, "F1": 0}},

		// y - y* = -1, 0, 2, 1; squared 1 + 0 + 4 + 1 = 6, absolute 4. ȳ = 3, and the squares of
		// y - ȳ are 4 + 1 + 0 + 9 = 14.
		{"errors", column(1, 2, 3, 6), column(2, 2, 1, 5),
			map[string]float64{"MSE": 3. / 2, "RMSE": math.Sqrt(1.5), "MAE": 1, "R2": 1 - 6./14}},
		// Squared 36 + 1 = 37 and absolute 7, over 6 entries. ȳ = (3, 20), so that
		// Σ = (4 + 0 + 4) + (100 + 100 + 400) = 608.
		{"errors in two columns",
			MatrixOf([]float64{1, 10}, []float64{3, 10}, []float64{5, 40}),
			MatrixOf([]float64{1, 16}, []float64{4, 10}, []float64{5, 40}),
			map[string]float64{
				"MSE":  37. / 6,
				"RMSE": math.Sqrt(37. / 6),
				"MAE":  7. / 6,
				"R2":   1 - 37./608,
			}},
		{"exact", column(1, 2, 4), column(1, 2, 4),
			map[string]float64{"MSE": 0, "RMSE": 0, "MAE": 0, "R2": 1}},
		{"the mean", column(1, 2, 6), column(3, 3, 3), map[string]float64{"R2": 0}},
		// Squared 25 + 25 over Σ = 25/2 + 25/2.
		{"worse than the mean", column(0, 5), column(5, 0), map[string]float64{"R2": -3}},
		// In float64 the mean of ten times 0.1 is not 0.1, yet it must count as constant.
		{"constant truth, exact", tenths, tenths, map[string]float64{"R2": 1}},
		{"constant truth, missed", tenths, NewMatrix(10, 1), map[string]float64{"R2": 0}},
		{"constant truth, NaN", column(0.1, 0.1), column(0.1, nan), map[string]float64{"R2": nan}},
		{"one row", column(3), column(5), map[string]float64{"MSE": 4, "MAE": 2, "R2": 0}},
		{"overflow", column(0, 1), column(1e200, 1),
			map[string]float64{"MSE": math.Inf(1), "R2": math.Inf(-1)}},
	}
}

func TestMetricCases(t *testing.T) {
	for _, c := range metricCases() {
		for name, want := range c.want {
			t.Run(c.name+"/"+name, func(t *testing.T) {
				metric := everyMetric[name]
				if got := metric(c.yTrue, c.yPred); !agrees(got, want) {
					t.Errorf("%s = %v, want %v", name, got, want)
				}
				for _, way := range waysToKeep {
					if got := metric(way.keep(c.yTrue), way.keep(c.yPred)); !agrees(got, want) {
						t.Errorf("%s of %s = %v, want %v", name, way.name, got, want)
					}
				}
			})
		}
	}
}

// The worked examples must tell each metric from the mistakes that are made with it.
func TestMetricCasesRejectMistakes(t *testing.T) {
	entries := func(yTrue, yPred *Matrix) float64 { // of equal numbers after rounding
		equal := 0.0
		for i := range yTrue.Rows {
			for j, y := range yTrue.Row(i) {
				if y == math.Round(yPred.At(i, j)) {
					equal++
				}
			}
		}
		return equal / float64(yTrue.Rows*yTrue.Cols)
	}
	means := func(y *Matrix) *Matrix { // of the columns, as many rows as y
		mean := new(Matrix).SumRows(y)
		mean.Scale(1/float64(y.Rows), mean)
		return new(Matrix).AddRow(NewMatrix(y.Rows, y.Cols), mean)
	}
	perRow := func(m Metric) Metric { // n is the number of rows
		return func(yTrue, yPred *Matrix) float64 { return float64(yTrue.Cols) * m(yTrue, yPred) }
	}
	swapped := func(m Metric) Metric {
		return func(yTrue, yPred *Matrix) float64 { return m(yPred, yTrue) }
	}
	for _, c := range []struct {
		mistake, metric string
		wrong           Metric
	}{
		{"entries in place of classes", "Accuracy", entries},
		{"precision and recall exchanged", "Precision", Recall},
		{"recall and precision exchanged", "Recall", Precision},
		{"truth and prediction exchanged", "Precision", swapped(Precision)},
		{"arithmetic mean", "F1", func(t, p *Matrix) float64 {
			return (Precision(t, p) + Recall(t, p)) / 2
		}},
		{"accuracy", "F1", Accuracy},
		{"F1 of class 1 alone", "MacroF1", func(t, p *Matrix) float64 {
			return NewConfusionMatrix(t, p).F1(1)
		}},
		{"accuracy", "MacroF1", Accuracy},
		{"harmonic mean of the macro means", "MacroF1", func(t, p *Matrix) float64 {
			c := NewConfusionMatrix(t, p)
			return 2 / (1/c.MacroPrecision() + 1/c.MacroRecall())
		}},
		{"mean over rows", "MSE", perRow(MSE)},
		{"no root", "RMSE", MSE},
		{"mean over rows", "MAE", perRow(MAE)},
		{"no absolute value", "MAE", func(t, p *Matrix) float64 {
			return meanError("", func(d float64) float64 { return d }, t, p)
		}},
		{"mean of the predictions", "R2", func(t, p *Matrix) float64 {
			return 1 - MSE(t, p)/MSE(t, means(p))
		}},
		{"constant truth forgotten", "R2", func(t, p *Matrix) float64 {
			return 1 - MSE(t, p)/MSE(t, means(t))
		}},
		{"truth and prediction exchanged", "R2", swapped(R2)},
	} {
		t.Run(c.metric+"/"+c.mistake, func(t *testing.T) {
			for _, example := range metricCases() {
				want, ok := example.want[c.metric]
				if ok && !agrees(c.wrong(example.yTrue, example.yPred), want) {
					return
				}
			}
			t.Error("every example accepts it")
		})
	}
}

func TestMetricsOfNoRowsAreNaN(t *testing.T) {
	for name, metric := range everyMetric {
		for _, cols := range []int{0, 1, 2} {
			if got := metric(NewMatrix(0, cols), NewMatrix(0, cols)); !math.IsNaN(got) {
				t.Errorf("%s of (0, %d) = %v, want NaN", name, cols, got)
			}
		}
	}
}

func TestMetricsRefuseShapes(t *testing.T) {
	for name, metric := range everyMetric {
		for _, c := range [][2]*Matrix{
			{NewMatrix(3, 1), NewMatrix(1, 3)}, // would broadcast to (3, 3)
			{NewMatrix(3, 1), NewMatrix(3, 2)},
			{NewMatrix(3, 2), NewMatrix(1, 2)},
			{NewMatrix(3, 2), NewMatrix(4, 2)},
		} {
			t.Run(fmt.Sprint(name, c[0].shape(), c[1].shape()), func(t *testing.T) {
				mustPanicWith(t, func() { metric(c[0], c[1]) },
					"nn: "+name+": ", c[0].shape(), c[1].shape())
			})
		}
	}
	for _, metric := range []Metric{Precision, Recall, F1} {
		y := NewMatrix(4, 3)
		mustPanicWith(t, func() { metric(y, y) }, "(4, 3)", "MacroF1")
	}
	mustPanicWith(t, func() { Classes(NewMatrix(4, 0)) }, "nn: Classes: ", "(4, 0)")
}

// No metric may depend on the order of the rows, and those without a favourite among truth and
// prediction not on which is which.
func TestMetricSymmetries(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	yTrue, yPred := NewMatrix(57, 2), NewMatrix(57, 2)
	for i := range yTrue.Data {
		yTrue.Data[i], yPred.Data[i] = rng.Float64(), rng.Float64()
	}
	order := rng.Perm(yTrue.Rows)
	shuffledTrue := new(Matrix).Gather(yTrue, order)
	shuffledPred := new(Matrix).Gather(yPred, order)
	for name, metric := range everyMetric {
		if a, b := metric(yTrue, yPred), metric(shuffledTrue, shuffledPred); !agrees(a, b) {
			t.Errorf("%s = %v, with the rows in another order %v", name, a, b)
		}
	}
	for _, name := range []string{"Accuracy", "F1", "MacroF1", "MSE", "RMSE", "MAE"} {
		if a, b := everyMetric[name](yTrue, yPred), everyMetric[name](yPred, yTrue); !agrees(a, b) {
			t.Errorf("%s = %v, with truth and prediction exchanged %v", name, a, b)
		}
	}
	if a, b := Precision(yTrue, yPred), Recall(yPred, yTrue); !agrees(a, b) {
		t.Errorf("Precision = %v, Recall with truth and prediction exchanged = %v", a, b)
	}
	if a, b := MSE(yTrue, yPred), new(MeanSquaredError).Loss(yTrue, yPred); !agrees(a, b) {
		t.Errorf("MSE = %v, the loss %v", a, b)
	}
	if a, b := MAE(yTrue, yPred), RMSE(yTrue, yPred); !(a < b) {
		t.Errorf("MAE = %v is not below RMSE = %v", a, b)
	}
}

// TestR2LikeVarianceWeighted: a constant column of the targets has no variance to explain and is left
// out, and the unit of the targets makes no difference.
func TestR2LikeVarianceWeighted(t *testing.T) {
	T := MatrixOf([]float64{0, 7}, []float64{1, 7}, []float64{2, 7}, []float64{3, 7})
	P := MatrixOf([]float64{.5, 8}, []float64{1, 8}, []float64{2.5, 8}, []float64{3, 8})
	wantNumber(t, "R2 with a constant column", R2(T, P), 0.9, 1e-14)
	for _, unit := range []float64{1e-200, 1, 1e200} {
		a, b := new(Matrix).Scale(unit, column(0, 1, 2, 3)), new(Matrix).Scale(unit, column(.5, 1, 2.5, 3))
		wantNumber(t, "R2", R2(a, b), 0.9, 1e-14)
	}
}
