package metrics_test

import (
	"testing"

	metrics "exercises/12-metrics"
	"exercises/check"
	"exercises/given"
)

// Random predictions for many classes, and for one column.
//
//exercise:points 2
func TestHiddenCounts(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for _, m := range []int{1, 2, 3, 7} {
		const n = 60
		yTrue, yPred := given.NewMatrix(n, m), check.Random(rng, n, m)
		want := make([][]int, max(m, 2))
		for k := range want {
			want[k] = make([]int, len(want))
		}
		right := 0
		for i := range n {
			class, p := rng.IntN(len(want)), rng.IntN(len(want))
			if m == 1 {
				yTrue.Data[i], yPred.Data[i] = float64(class), 0.5*float64(p)+0.49*rng.Float64()+0.005
			} else {
				yTrue.Set(i, class, 1)
				yPred.Set(i, p, 10)
			}
			want[class][p]++
			if class == p {
				right++
			}
		}
		check.Call(t, "Accuracy(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
			Want("", metrics.Accuracy(yTrue, yPred), float64(right)/n)
		check.Call(t, "ConfusionMatrix(yTrue, yPred)", "yTrue", yTrue, "yPred", yPred).
			Want("counts", metrics.ConfusionMatrix(yTrue, yPred), want)
	}
}

// Quotients of large counts, and of classes that do not occur.
//
//exercise:points 1
func TestHiddenQuotients(t *testing.T) {
	defer check.Recover(t)
	counts := [][]int{{9000, 300, 0, 700}, {100, 100, 0, 0}, {0, 0, 0, 0}, {900, 0, 0, 100}}
	for _, tt := range []struct {
		k     int
		P, R  float64
		twice float64 // 2·TP/(2·TP + FP + FN)
	}{
		{0, 9000.0 / 10000, 9000.0 / 10000, 2.0 * 9000 / (10000 + 10000)},
		{1, 100.0 / 400, 100.0 / 200, 2.0 * 100 / (400 + 200)},
		{2, 0, 0, 0},
		{3, 100.0 / 800, 100.0 / 1000, 2.0 * 100 / (800 + 1000)},
	} {
		check.Call(t, "Precision(counts, k)", "counts", counts, "k", tt.k).
			Want("", metrics.Precision(counts, tt.k), tt.P)
		check.Call(t, "Recall(counts, k)", "counts", counts, "k", tt.k).
			Want("", metrics.Recall(counts, tt.k), tt.R)
		check.Call(t, "F1(counts, k)", "counts", counts, "k", tt.k).
			Want("", metrics.F1(counts, tt.k), tt.twice)
	}
}
