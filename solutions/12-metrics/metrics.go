// Package metrics is exercise 12: accuracy, the confusion matrix, precision, recall and F1.
//
//	Slide   Python implementation - numpy ("metrics" error metrics); DNN for IMDB
//	Time    30 minutes
//	Points  12, and 3 for tests that are not shown
package metrics

import (
	"slices"

	"nn/solutions/given"
)

// yTrue is Y, what the examples say; yPred is Y*, what the network says. Both are (n, m), an
// example a row, and there is at least one. No element is NaN. Neither matrix is changed.

// Classes returns the class that each row of Y names, be it truth or prediction: n numbers.
//
//	several columns   the column of the largest element, from 0; of equal ones the first
//	one column        1 if the element is > 0.5, otherwise 0, as in class_preds = preds > 0.5
func Classes(Y *given.Matrix) []int {
	// Exercise:
	//
	// A softmax has a column for each class, and says by the largest element which one it takes. For
	// that it makes no difference whether the elements are probabilities, their logarithms, or
	// one-hot. A sigmoid has one column, the probability of yes; the largest of one element would
	// always be that of column 0. So the threshold is needed, and its 0.5 is where yes and no are
	// equally likely.
	classes := make([]int, Y.Rows)
	for i := range classes {
		row := Y.Row(i)
		switch {
		case len(row) > 1:
			classes[i] = slices.Index(row, slices.Max(row))
		case row[0] > 0.5:
			classes[i] = 1
		}
	}
	return classes
}

// Accuracy returns the share of examples whose predicted class is the true one, from 0 to 1.
func Accuracy(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// An example is right or wrong as a whole: probabilities of 0.4, 0.35 and 0.25 are right if the
	// true class is 0, though none of the three numbers is. So classes are compared, and examples
	// counted. In Go 3/4 of two ints is 0: they become float64 before they are divided.
	right, truth := 0, Classes(yTrue)
	for i, class := range Classes(yPred) {
		if class == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
}

// ConfusionMatrix counts which class was taken for which: counts[t][p] examples are of class t and
// were predicted to be of class p. It has a row and a column for each of the m classes, whether
// they occur or not; if Y has one column, for the two classes 0 and 1.
func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	// Exercise:
	//
	// Every example is one tally, in the row of its true class and the column of its predicted class.
	// The diagonal is what was right. Reading along a row shows what became of a class, down a column
	// what hides behind a prediction. One number for each, as accuracy is, would not tell the two
	// kinds of error apart.
	counts = make([][]int, max(yTrue.Cols, 2))
	for t := range counts {
		counts[t] = make([]int, len(counts))
	}
	truth := Classes(yTrue)
	for i, p := range Classes(yPred) {
		counts[truth[i]][p]++
	}
	return counts
}

// Precision is given a confusion matrix and returns, for class k, the share of the examples
// predicted to be of class k that are: TP/(TP + FP). It is 0 if there is no such prediction.
func Precision(counts [][]int, k int) float64 {
	// Exercise:
	//
	// "If it says k, how often is that so?" All that was called k, be it rightly (TP) or not (FP), is
	// column k. A network that says k only when it is sure gets a high precision cheaply.
	called := 0
	for t := range counts {
		called += counts[t][k]
	}
	if called == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(called)
}

// Recall is given a confusion matrix and returns, for class k, the share of the examples of class k
// that were predicted to be: TP/(TP + FN). It is 0 if there is no such example.
func Recall(counts [][]int, k int) float64 {
	// Exercise:
	//
	// "Of all k, how many does it find?" All that are k, found (TP) or not (FN), are row k. A network
	// that always says k gets a recall of 1 cheaply: it takes both numbers to judge it.
	are := 0
	for _, count := range counts[k] {
		are += count
	}
	if are == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(are)
}

// F1 is given a confusion matrix and returns, for class k, the harmonic mean of precision P and
// recall R, which is 1 over the mean of 1/P and 1/R. It is 0 if both are.
func F1(counts [][]int, k int) float64 {
	// Exercise:
	//
	// The harmonic mean is never far above the smaller of the two: always saying k, for a class that 1
	// in 100 examples has, gives P = 0.01 and R = 1. Their mean would be 0.5, F1 is 0.02. 1/((1/P +
	// 1/R)/2), expanded by P·R, has no P or R below a line; only their sum must not be 0.
	P, R := Precision(counts, k), Recall(counts, k)
	if P+R == 0 {
		return 0
	}
	return 2 * P * R / (P + R)
}
