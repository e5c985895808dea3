// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// Every number below differs from its mirror image, so that a transposed matrix shows.
//
//	true\pred  0   1   2  total
//	0          3   1   .    4      P = 3/6  R = 3/4  F1 = 6/10
//	1          1   2   3    6      P = 2/5  R = 2/6  F1 = 4/11
//	2          2   2   3    7      P = 3/6  R = 3/7  F1 = 6/13
//	total      6   5   6   17
var confusionCounts = [][]int{{3, 1, 0}, {1, 2, 3}, {2, 2, 3}}

// rowsOf returns truth and predictions with the given counts, in a random order.
func rowsOf(counts [][]int, rng *rand.Rand) (yTrue, yPred *Matrix) {
	var truth, predicted [][]int
	for t := range counts {
		for p, n := range counts[t] {
			for range n {
				truth, predicted = append(truth, []int{t}), append(predicted, []int{p})
			}
		}
	}
	order := rng.Perm(len(truth))
	yTrue, yPred = ones(truth, len(counts)), ones(predicted, len(counts))
	return new(Matrix).Gather(yTrue, order), new(Matrix).Gather(yPred, order)
}

func TestConfusionMatrix(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	yTrue, yPred := rowsOf(confusionCounts, rng)
	c := NewConfusionMatrix(yTrue, yPred)
	if !reflect.DeepEqual(c.Counts, confusionCounts) {
		t.Fatalf("Counts = %v, want %v", c.Counts, confusionCounts)
	}
	for k, want := range []struct{ precision, recall, f1 float64 }{
		{3. / 6, 3. / 4, 6. / 10},
		{2. / 5, 2. / 6, 4. / 11},
		{3. / 6, 3. / 7, 6. / 13},
	} {
		if got := c.Precision(k); !agrees(got, want.precision) {
			t.Errorf("Precision(%d) = %v, want %v", k, got, want.precision)
		}
		if got := c.Recall(k); !agrees(got, want.recall) {
			t.Errorf("Recall(%d) = %v, want %v", k, got, want.recall)
		}
		if got := c.F1(k); !agrees(got, want.f1) {
			t.Errorf("F1(%d) = %v, want %v", k, got, want.f1)
		}
	}
	if got, want := c.MacroPrecision(), 7./15; !agrees(got, want) { // (1/2 + 2/5 + 1/2)/3
		t.Errorf("MacroPrecision = %v, want %v", got, want)
	}
	if got, want := c.MacroRecall(), 127./252; !agrees(got, want) { // (63 + 28 + 36)/84/3
		t.Errorf("MacroRecall = %v, want %v", got, want)
	}
	if got, want := c.MacroF1(), 1019./2145; !agrees(got, want) { // (429 + 260 + 330)/715/3
		t.Errorf("MacroF1 = %v, want %v", got, want)
	}
	if got, want := Accuracy(yTrue, yPred), 8./17; !agrees(got, want) {
		t.Errorf("Accuracy = %v, want %v", got, want)
	}

	exchanged := NewConfusionMatrix(yPred, yTrue)
	for k := range c.Counts {
		if !agrees(exchanged.Precision(k), c.Recall(k)) || !agrees(exchanged.F1(k), c.F1(k)) {
			t.Errorf("class %d: truth and prediction exchanged, precision and recall not", k)
		}
	}
}

func TestConfusionEdges(t *testing.T) {
	nan := math.NaN()
	t.Run("NaN predictions are missed, and of no class", func(t *testing.T) {
		c := NewConfusionMatrix(column(1, 1, 0), column(nan, 1, nan))
		want := &ConfusionMatrix{Counts: [][]int{{0, 0}, {0, 1}}, NaN: []int{1, 1}}
		if !reflect.DeepEqual(c, want) {
			t.Errorf("got %v, want %v", *c, *want)
		}
		if p, r := c.Precision(0), c.Recall(0); p != 0 || r != 0 {
			t.Errorf("class 0: precision %v, recall %v, want 0 and 0", p, r)
		}
		if p, r := c.Precision(1), c.Recall(1); p != 1 || r != 0.5 {
			t.Errorf("class 1: precision %v, recall %v, want 1 and 0.5", p, r)
		}
	})
	t.Run("a class that does not occur", func(t *testing.T) {
		c := NewConfusionMatrix(ones([][]int{{0}, {2}}, 3), ones([][]int{{0}, {2}}, 3))
		if p, r, f1 := c.Precision(1), c.Recall(1), c.F1(1); p != 0 || r != 0 || f1 != 0 {
			t.Errorf("precision %v, recall %v, F1 %v, want 0", p, r, f1)
		}
		if got := c.MacroRecall(); got != 1 {
			t.Errorf("MacroRecall = %v, want 1", got)
		}
	})
	t.Run("mistakes", func(t *testing.T) {
		mustPanicWith(t, func() { NewConfusionMatrix(column(0, nan), column(0, 1)) }, "row 1", "NaN")
		y := column(0, 1)
		c := NewConfusionMatrix(y, y)
		mustPanicWith(t, func() { NewConfusionMatrix(y, y, "no") }, "1 labels", "2 classes")
		mustPanicWith(t, func() { c.Recall(2) }, "class 2 of 2")
		mustPanicWith(t, func() { c.F1(-1) }, "class -1 of 2")
	})
}

func TestConfusionString(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	large := make([][]int, 10)
	for k := range large {
		large[k] = make([]int, 10)
		for p := range large[k] {
			large[k][p] = 50
		}
		large[k][k] = 5500
	}
	yTrue, yPred := rowsOf(confusionCounts, rng)
	withNaN := column(0, 1, math.NaN())
	manyTrue, manyPred := rowsOf(large, rng)
	for _, c := range []struct {
		name string
		c    *ConfusionMatrix
		want string
	}{
		{"numbers", NewConfusionMatrix(yTrue, yPred), `
true\pred    0    1    2 total recall
0            3    1    .     4   0.75
1            1    2    3     6   0.33
2            2    2    3     7   0.43
total        6    5    6    17
precision 0.50 0.40 0.50
correct 8 of 17 (47.06 %), macro F1 0.4751`},
		{"labels and NaN", NewConfusionMatrix(column(0, 1, 1), withNaN, "größer Null", "ja"), `
true\pred        0    1 NaN total recall
0 größer Null    1    .   .     1   1.00
1 ja             .    1   1     2   0.50
total            1    1   1     3
precision     1.00 1.00
correct 2 of 3 (66.67 %), macro F1 0.8333`},
		{"no rows", NewConfusionMatrix(NewMatrix(0, 1), NewMatrix(0, 1)), `
true\pred   0   1 total recall
0           .   .     0    NaN
1           .   .     0    NaN
total       0   0     0
precision NaN NaN
correct 0 of 0 (NaN %), macro F1 NaN`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.c.String(); got != strings.TrimPrefix(c.want, "\n") {
				t.Errorf("got\n%s\nwant%s", got, c.want)
			}
		})
	}
	t.Run("ten classes of thousands fit in 80 columns", func(t *testing.T) {
		table := NewConfusionMatrix(manyTrue, manyPred).String()
		for line := range strings.Lines(table) {
			if len(line) > 80+len("\n") {
				t.Errorf("%d columns: %s", len(line), line)
			}
		}
	})
}
