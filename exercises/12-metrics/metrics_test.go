package metrics_test

import (
	"fmt"
	"math"
	"testing"

	metrics "exercises/12-metrics"
	"exercises/check"
	"exercises/given"
)

const (
	slideClasses = "DNN for IMDB (class_preds = preds > 0.5)"
	slideMetrics = "Python implementation - numpy (metrics)"
)

// The class of a row with several columns, by hand.
//
//exercise:points 2
//exercise:hint 1 What does one row stand for, and what one column?
//exercise:hint 2 Go along each row and find the position of its largest element, not its value.
//exercise:hint 3 Compare with an element of the row itself: no fixed starting number is below all
//exercise:hint 3 others.
func TestClasses(t *testing.T) {
	defer check.Recover(t)
	Y := given.MatrixOf(
		[]float64{0.1, 0.7, 0.2},
		[]float64{0.5, 0.3, 0.2},
		[]float64{0.2, 0.2, 0.6},
		[]float64{0.3, 0.35, 0.35}, // none is above 0.5; of the two largest the first
		[]float64{-4, -2, -3},      // logarithms of probabilities, for example
		[]float64{0, 0, 1},
	)
	check.Call(t, "Classes(Y)", "Y", Y).
		Mistake("the largest element of each column is searched, although an example is a row",
			slideClasses, []int{1, 0, 5}). // the first column is 0.1 0.5 0.2 0.3 -4 0
		Mistake("of equal elements the last one is chosen, not the first", slideClasses,
			[]int{1, 0, 2, 2, 1, 2}).
		Mistake("the search starts with a largest element of 0, which no negative one exceeds",
			slideClasses, []int{1, 0, 2, 1, 0, 2}).
		Mistake("a class is chosen only above 0.5, although the threshold is for one column",
			slideClasses, []int{1, 0, 2, 0, 0, 2}).
		Mistake("classes are counted from 1, not from 0", slideClasses, []int{2, 1, 3, 2, 2, 3}).
		Mistake("the smallest element is chosen", slideClasses, []int{0, 2, 0, 0, 0, 0}).
		Mistake("each element is compared with the first one, not with the largest so far", slideClasses,
			[]int{2, 0, 2, 2, 2, 2}).
		Want("classes", metrics.Classes(Y.Clone()), []int{1, 0, 2, 1, 1, 2})
	two := given.MatrixOf([]float64{0.2, 0.8}, []float64{3, 4}, []float64{0.4, 0.3}, []float64{0.2, 0.4})
	check.Call(t, "Classes(Y)", "Y", two).
		Mistake("the largest element of each column is searched, although an example is a row",
			slideClasses, []int{1, 1}).
		Mistake("a class is chosen only above 0.5, although the threshold is for one column",
			slideClasses, []int{1, 1, 0, 0}).
		Mistake("classes are counted from 1, not from 0", slideClasses, []int{2, 2, 1, 2}).
		Mistake("the smallest element is chosen", slideClasses, []int{0, 0, 1, 0}).
		Mistake(likeOne, slideClasses, []int{1, 1, 0, 0}).
		Mistake(likeOne, slideClasses, []int{1, 0, 1, 1}). // class 0 if the first one is above 0.5
		Want("classes", metrics.Classes(two.Clone()), []int{1, 1, 0, 1})
}

const likeOne = "two columns are treated like one: one of them is compared with 0.5"

// The class of a row with one column, by hand.
//
//exercise:points 1
//exercise:hint 1 In which column is the largest of one element? And what does this element mean?
//exercise:hint 2 It is the probability of class 1. Where is the threshold, and to which side does
//exercise:hint 2 it belong?
//exercise:hint 3 Check the number of columns first: one column is compared with 0.5.
func TestThreshold(t *testing.T) {
	defer check.Recover(t)
	Y := given.MatrixOf([]float64{0.2, 0.5, 0.51, 0.9, 1, 0}).T()
	check.Call(t, "Classes(Y)", "Y", Y).
		Mistake("no threshold is used with one column, so the largest element is always in column 0",
			slideClasses, []int{0, 0, 0, 0, 0, 0}).
		Mistake("0.5 itself becomes class 1, although the slide has preds > 0.5", slideClasses,
			[]int{0, 1, 1, 1, 1, 0}).
		Mistake("the probability is truncated to a whole number, so only 1 itself is class 1",
			slideClasses, []int{0, 0, 0, 0, 1, 0}).
		Mistake("every probability above 0 becomes class 1, although the threshold is 0.5", slideClasses,
			[]int{1, 1, 1, 1, 1, 0}).
		Want("classes", metrics.Classes(Y.Clone()), []int{0, 0, 1, 1, 1, 0})
	next := given.MatrixOf([]float64{math.Nextafter(0.5, 0), math.Nextafter(0.5, 1)}).T()
	check.Call(t, "Classes(Y)", "Y", "the two numbers next to 0.5").
		Mistake("no threshold is used with one column, so the largest element is always in column 0",
			slideClasses, []int{0, 0}).
		Mistake("the probability is truncated to a whole number, so only 1 itself is class 1",
			slideClasses, []int{0, 0}).
		Mistake("every probability above 0 becomes class 1, although the threshold is 0.5", slideClasses,
			[]int{1, 1}).
		Want("classes", metrics.Classes(next), []int{0, 1})
	two := given.MatrixOf([]float64{0.1, 0.9}, []float64{0.2, 0.8})
	check.Call(t, "Classes(Y)", "Y", two).Want("classes", metrics.Classes(two.Clone()), []int{1, 1})
}

// pair is truth and predictions.
type pair struct{ yTrue, yPred *given.Matrix }

// three are eight examples of three classes; the predictions say
//
//	truth       0 0 0 1 1 2 2 2
//	prediction  0 1 1 1 2 2 2 0    4 are right
func three() pair {
	m := given.MatrixOf
	a, b, c := []float64{1, 0, 0}, []float64{0, 1, 0}, []float64{0, 0, 1}
	return pair{m(a, a, a, b, b, c, c, c), m(
		[]float64{0.8, 0.1, 0.1},
		[]float64{0.1, 0.5, 0.4},
		[]float64{0, 1, 0},
		[]float64{0.3, 0.4, 0.3},
		[]float64{0.1, 0.3, 0.6},
		[]float64{0, 0, 1},
		[]float64{0.2, 0.3, 0.5},
		[]float64{0.9, 0, 0.1})}
}

// two are five examples of two classes, in one column:
//
//	truth       1 1 1 1 0
//	prediction  0.9 0.2 0.3 0.7 0.6    classes 1 0 0 1 1, 2 are right
func two() pair {
	return pair{given.MatrixOf([]float64{1, 1, 1, 1, 0}).T(), given.MatrixOf([]float64{0.9, 0.2, 0.3, 0.7, 0.6}).T()}
}

// accuracy is a pair and what is counted in it.
type accuracy struct {
	name        string
	pair        pair
	want, right float64
	equal       float64 // elements that are equal as numbers
	elements    float64
}

// randomPair has 5 to 9 examples; the first is right and the second is wrong.
func randomPair(t *testing.T) accuracy {
	rng := check.Rand(t)
	n := 5 + rng.IntN(5)
	tt := accuracy{"random numbers", pair{given.NewMatrix(n, 3), check.Random(rng, n, 3)}, 0, 0, 0, float64(3 * n)}
	for i := range n {
		class, predicted := rng.IntN(3), rng.IntN(3)
		if i == 0 {
			predicted = class
		} else if i == 1 {
			predicted = (class + 1) % 3
		}
		tt.pair.yTrue.Set(i, class, 1)
		tt.pair.yPred.Set(i, predicted, 9)
		if class == predicted {
			tt.right++
		}
	}
	tt.want = tt.right / float64(n)
	return tt
}

// sameSide is the share of elements, or of whole rows, that are on the same side of 0.5 in both matrices.
func sameSide(p pair, rows bool) float64 {
	elements, whole := 0, 0
	for i := range p.yTrue.Rows {
		before := elements
		for j, y := range p.yTrue.Row(i) {
			if (y > 0.5) == (p.yPred.At(i, j) > 0.5) {
				elements++
			}
		}
		if elements-before == p.yTrue.Cols {
			whole++
		}
	}
	if rows {
		return float64(whole) / float64(p.yTrue.Rows)
	}
	return float64(elements) / float64(len(p.yTrue.Data))
}

// Accuracy, by hand.
//
//exercise:points 2
//exercise:hint 1 Of how many examples is the accuracy a share? How many of them are right?
//exercise:hint 2 An example is right if target and prediction have the same class.
//exercise:hint 3 Apply Classes to both, then count where they are equal. How does Go evaluate 4/8
//exercise:hint 3 if both are ints?
func TestAccuracy(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	for _, tt := range []accuracy{
		// 5 elements of the predictions are equal to those of the targets
		{"three classes", three(), 4.0 / 8, 4, 5, 24},
		{"one column", two(), 2.0 / 5, 2, 0, 5},
		// the first and the last example are right, and all four numbers of the two are equal
		{"all right", pair{m([]float64{0, 1}, []float64{1, 0}, []float64{0, 1}),
			m([]float64{0.4, 0.6}, []float64{0.7, 0.3}, []float64{0.2, 0.8})}, 1, 3, 0, 6},
		{"right at both ends", pair{m([]float64{0, 1}, []float64{1, 0}, []float64{0, 1}, []float64{1, 0}),
			m([]float64{0, 1}, []float64{0.3, 0.7}, []float64{0.2, 0.8}, []float64{1, 0})}, 3.0 / 4, 3, 4, 8},
		// the first column alone looks right in each example
		{"two classes exchanged", pair{m([]float64{1, 0, 0}, []float64{0, 1, 0}, []float64{0, 0, 1}, []float64{0, 1, 0}),
			m([]float64{0.8, 0.1, 0.1}, []float64{0.1, 0.1, 0.8}, []float64{0.1, 0.8, 0.1}, []float64{0.2, 0.7, 0.1})},
			2.0 / 4, 2, 0, 12},
		randomPair(t),
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "Accuracy(yTrue, yPred)", "yTrue", tt.pair.yTrue, "yPred",
				tt.pair.yPred)
			got := metrics.Accuracy(tt.pair.yTrue, tt.pair.yPred)
			c.Unchanged(slideMetrics)
			c.Mistake("two ints are divided, so a quotient below 1 becomes 0", slideMetrics, math.Floor(tt.want)).
				Mistake("the result is the number of right examples, not their share",
					slideMetrics, tt.right).
				Mistake("the result is the share of wrong examples", slideMetrics, 1-tt.want).
				Mistake("the number of right examples is divided by the number of elements",
					slideMetrics, tt.right/tt.elements).
				Mistake("predictions and targets are compared as numbers, not as classes", slideMetrics, tt.equal/tt.elements).
				Mistake("predictions and targets are compared as numbers, not as classes", slideMetrics,
					tt.equal/float64(tt.pair.yTrue.Rows)).
				Mistake("the accuracy is in percent", slideMetrics, 100*tt.want).
				Mistake("the result is the share of elements on the same side of 0.5, as in Keras' binary_accuracy",
					slideMetrics, sameSide(tt.pair, false)).
				Mistake("an example is right only if all its elements are on the right side of 0.5", slideMetrics,
					sameSide(tt.pair, true)).
				Want("", got, tt.want)
		})
	}
}

// The counts of true and predicted classes, by hand.
//
//exercise:points 2
//exercise:hint 1 Take the first example alone. Which one of all the counts grows by 1?
//exercise:hint 2 The row is the true class, the column the predicted one. How many of each are
//exercise:hint 2 needed?
//exercise:hint 3 As many as Y has columns, but two if it has one: create all of them before you
//exercise:hint 3 count.
func TestConfusionMatrix(t *testing.T) {
	defer check.Recover(t)
	rare := pair{given.MatrixOf([]float64{1, 0, 0}, []float64{0, 1, 0}, []float64{1, 0, 0}),
		given.MatrixOf([]float64{0.6, 0.3, 0.1}, []float64{0.8, 0.1, 0.1}, []float64{0.7, 0.3, 0})}
	for _, tt := range []struct {
		name                      string
		pair                      pair
		want, transposed, smaller [][]int
	}{
		{"three classes", three(), [][]int{{1, 2, 0}, {0, 1, 1}, {1, 0, 2}},
			[][]int{{1, 0, 1}, {2, 1, 0}, {0, 1, 2}}, nil},
		{"one column", two(), [][]int{{0, 1}, {2, 2}}, [][]int{{0, 2}, {1, 2}}, nil},
		{"a class that does not occur", rare, [][]int{{2, 0, 0}, {1, 0, 0}, {0, 0, 0}},
			[][]int{{2, 1, 0}, {0, 0, 0}, {0, 0, 0}}, [][]int{{2, 0}, {1, 0}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "ConfusionMatrix(yTrue, yPred)", "yTrue", tt.pair.yTrue, "yPred",
				tt.pair.yPred)
			got := metrics.ConfusionMatrix(tt.pair.yTrue, tt.pair.yPred)
			c.Unchanged(slideMetrics)
			c.Mistake("the counts are transposed, although the true class is the row", slideMetrics,
				tt.transposed).
				Mistake("there are only as many classes as occur, not one per column of Y",
					slideMetrics, tt.smaller).
				Mistake("all rows share one slice, so every count appears in all rows",
					slideMetrics, oneRow(tt.want)).
				Mistake("only the right examples are counted", slideMetrics, part(tt.want, true)).
				Mistake("only the wrong examples are counted", slideMetrics, part(tt.want, false)).
				Want("counts", got, tt.want)
		})
	}
}

// part returns the counts on the diagonal, or those beside it, with 0 for all others.
func part(counts [][]int, diagonal bool) [][]int {
	rows := make([][]int, len(counts))
	for t, row := range counts {
		rows[t] = make([]int, len(row))
		for p, n := range row {
			if (t == p) == diagonal {
				rows[t][p] = n
			}
		}
	}
	return rows
}

// oneRow returns counts with every row replaced by the sum of the rows.
func oneRow(counts [][]int) [][]int {
	sum, rows := make([]int, len(counts)), make([][]int, len(counts))
	for t, row := range counts {
		rows[t] = sum
		for p, n := range row {
			sum[p] += n
		}
	}
	return rows
}

// counts is a confusion matrix and its results for class k.
type counts struct {
	counts [][]int
	k      int
	P, R   float64
	all    float64 // TP as a share of all examples
	right  float64 // the share of all examples that are right about k: TP and TN
}

// quotients are worked by hand:
//
//	        0   1   2   sum            0    1   sum
//	 0      6   1   0     7     0     50   10    60
//	 1      3   4   4    11     1      5   35    40
//	 2      1   0   3     4    sum    55   45   100
//	sum    10   5   7    22
//
// A row's sum is TP + FN, a column's is TP + FP.
func quotients() []counts {
	a, b := [][]int{{6, 1, 0}, {3, 4, 4}, {1, 0, 3}}, [][]int{{50, 10}, {5, 35}}
	return []counts{
		{a, 0, 6.0 / 10, 6.0 / 7, 6.0 / 22, 17.0 / 22}, // TN = 11
		{a, 1, 4.0 / 5, 4.0 / 11, 4.0 / 22, 14.0 / 22}, // TN = 10
		{b, 0, 50.0 / 55, 50.0 / 60, 50.0 / 100, 85.0 / 100},
		{b, 1, 35.0 / 45, 35.0 / 40, 35.0 / 100, 85.0 / 100},
		{[][]int{{3, 0}, {0, 2}}, 1, 1, 1, 2.0 / 5, 1},
	}
}

const (
	wholeNumbers = "two ints are divided, so a quotient below 1 becomes 0"
	trueNegative = "true negatives are counted, as in an accuracy"
	ofAll        = "the true positives are divided by the number of all examples"
	byFalse      = "the true positives are divided by the false ones alone"
	diagonal     = "the right examples of all classes are counted, not only of class k"
	alwaysOne    = "k is ignored: the class is always 1"
)

// Precision and recall, by hand.
//
//exercise:points 3
//exercise:hint 1 Both have TP in the numerator. Which examples are in each denominator: the ones
//exercise:hint 1 predicted as k, or the ones that are k?
//exercise:hint 2 counts[t][p]: in which direction do you find all examples that were predicted as
//exercise:hint 2 k?
//exercise:hint 3 Precision divides by the sum of a column, recall by the sum of a row. Both sums
//exercise:hint 3 are ints.
func TestPrecisionAndRecall(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range quotients() {
		t.Run(fmt.Sprintf("class %d of %d", tt.k, len(tt.counts)), func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "Precision(counts, k)", "counts", tt.counts, "k", tt.k)
			common(c, tt, tt.P, func(other counts) float64 { return other.P })
			precision := metrics.Precision(tt.counts, tt.k)
			c.Mistake("precision and recall are swapped: the divisor is the sum of a row",
				slideMetrics, tt.R).
				Want("", precision, tt.P)
			c = check.Call(t, "Recall(counts, k)", "counts", tt.counts, "k", tt.k)
			common(c, tt, tt.R, func(other counts) float64 { return other.R })
			swapped := "precision and recall are swapped: the divisor is the sum of a column"
			if math.Abs(precision-tt.P) > check.Tolerance { // in both
				swapped = "precision and recall are swapped: the divisor is the sum of a row"
			}
			c.Mistake(swapped, slideMetrics, tt.P).
				Want("", metrics.Recall(tt.counts, tt.k), tt.R)
			c.Unchanged(slideMetrics)
		})
	}
}

// common names the mistakes that both quotients can have.
func common(c *check.Case, tt counts, want float64, of func(counts) float64) {
	quotient := want / (1 - want)
	if want == 1 {
		quotient = 0 // nothing to divide by
	}
	c.Mistake(wholeNumbers, slideMetrics, math.Floor(want)).
		Mistake(trueNegative, slideMetrics, tt.right).
		Mistake(ofAll, slideMetrics, tt.all).
		Mistake(byFalse, slideMetrics, quotient)
	TP, all := float64(tt.counts[tt.k][tt.k]), 0.0
	for k := range tt.counts {
		all += float64(tt.counts[k][k])
	}
	c.Mistake(diagonal, slideMetrics, want*all/TP)
	for _, other := range quotients() {
		if len(other.counts) == len(tt.counts) && other.k == 1 && tt.k != 1 {
			c.Mistake(alwaysOne, slideMetrics, of(other))
		}
	}
}

// F1, by hand.
//
//exercise:points 1
//exercise:hint 1 If one of precision and recall is large and one is small, which should F1 be close
//exercise:hint 1 to?
//exercise:hint 2 The mean of 1/P and 1/R is (P + R)/(2·P·R). F1 is its reciprocal.
//exercise:hint 3 Divide twice the product by the sum; but which result fits if the sum is 0?
func TestF1(t *testing.T) {
	defer check.Recover(t)
	random, sums, rng := make([][]int, 3), [2]int{}, check.Rand(t) // the sums of column and row 0
	for i := range random {
		random[i] = []int{1 + rng.IntN(9), 1 + rng.IntN(9), 1 + rng.IntN(9)}
		sums[0] += random[i][0]
		sums[1] += random[0][i]
	}
	TP := float64(random[0][0])
	for _, tt := range []struct {
		counts [][]int
		k      int
		P, R   float64
		want   float64
	}{
		// P = 1/2 and R = 1/3: 2·(1/2·1/3)/(1/2 + 1/3)
		{[][]int{{1, 2, 0}, {0, 1, 1}, {1, 0, 2}}, 0, 1.0 / 2, 1.0 / 3, 2.0 / 5},
		// P = 1/100 and R = 1: 2·0.01/1.01
		{[][]int{{0, 99}, {0, 1}}, 1, 0.01, 1, 2.0 / 101},
		// 2·TP/(2·TP + FP + FN)
		{random, 0, TP / float64(sums[0]), TP / float64(sums[1]), 2 * TP / float64(sums[0]+sums[1])},
	} {
		t.Run(fmt.Sprint(tt.counts), func(t *testing.T) {
			defer check.Recover(t)
			check.Call(t, "F1(counts, k)", "counts", tt.counts, "k", tt.k).
				Mistake("F1 is the arithmetic mean of precision and recall, not the harmonic mean",
					slideMetrics, (tt.P+tt.R)/2).
				Mistake("F1 is the root of the product, the geometric mean, not the harmonic mean",
					slideMetrics, math.Sqrt(tt.P*tt.R)).
				Mistake("the denominator has no parentheses, so only P divides", slideMetrics,
					3*tt.R).
				Mistake("F1 lacks its factor 2", slideMetrics, tt.want/2).
				Mistake("F1 is not divided by the sum of precision and recall", slideMetrics, 2*tt.P*tt.R).
				Mistake("F1 is the product of precision and recall", slideMetrics, tt.P*tt.R).
				Mistake("F1 is the smaller one of precision and recall", slideMetrics, min(tt.P, tt.R)).
				Mistake("F1 is the larger one of precision and recall", slideMetrics, max(tt.P, tt.R)).
				Mistake("F1 is the sum of precision and recall", slideMetrics, tt.P+tt.R).
				Mistake("F1 is upside down: it is the mean of 1/P and 1/R",
					slideMetrics, 1/tt.want).
				Want("", metrics.F1(tt.counts, tt.k), tt.want)
		})
	}
}

// Classes that were never predicted, or do not occur.
//
//exercise:points 1
//exercise:hint 1 A class was never predicted. How large is TP + FP then?
//exercise:hint 2 0/0 is NaN, and NaN spreads to every mean that contains it. The comments define
//exercise:hint 2 the result for this case.
//exercise:hint 3 Check the sum before you divide by it, in all three functions.
func TestNothingToDivide(t *testing.T) {
	defer check.Recover(t)
	const name = "0 is divided by 0 for a class without predictions or examples"
	nothing := math.NaN() // 0/0
	for _, tt := range []struct {
		name   string
		counts [][]int
		k      int
		want   float64
		wrong  []float64 // of Precision, Recall and F1
	}{
		{"never predicted", [][]int{{3, 0}, {2, 0}}, 1, 0, []float64{nothing, 0, nothing}},
		{"does not occur", [][]int{{3, 2}, {0, 0}}, 1, 0, []float64{0, nothing, nothing}},
		{"neither", [][]int{{3, 0}, {0, 0}}, 1, 0, []float64{nothing, nothing, nothing}},
		{"something to divide", [][]int{{1, 1}, {1, 1}}, 1, 0.5, []float64{0.5, 0.5, 0.5}},
		{"the first class", [][]int{{1, 1}, {1, 1}}, 0, 0.5, []float64{0.5, 0.5, 0.5}},
		{"one example", [][]int{{1, 0}, {0, 1}}, 1, 1, []float64{1, 1, 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			for i, f := range []struct {
				call string
				of   func(counts [][]int, k int) float64
			}{
				{"Precision(counts, k)", metrics.Precision}, {"Recall(counts, k)", metrics.Recall},
				{"F1(counts, k)", metrics.F1},
			} {
				if i == 2 && t.Failed() {
					return // F1 uses the other two
				}
				c := check.Call(t, f.call, "counts", tt.counts, "k", tt.k)
				mixed := tt.want // right if both sums are 0, or neither
				if tt.name == "never predicted" || tt.name == "does not occur" {
					mixed = tt.wrong[i]
				}
				c.Mistake("the sum that is compared with 0 is not the divisor: row and column are mixed up",
					slideMetrics, mixed)
				c.Mistake(name, slideMetrics, tt.wrong[i]).
					Want("", f.of(tt.counts, tt.k), tt.want)
			}
		})
	}
}
