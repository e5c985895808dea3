// Package metrics is exercise 12: accuracy, the confusion matrix, precision, recall and F1.
//
//	Slide   Python implementation - numpy ("metrics" error metrics); DNN for IMDB
//	Time    30 minutes
//	Points  12, and 3 for tests that are not shown
package metrics

import (
	"exercises/given"
)

// yTrue is Y, what the examples say; yPred is Y*, what the network says. Both are (n, m), an
// example a row, and there is at least one. No element is NaN. Neither matrix is changed.

// Classes returns the class that each row of Y names, be it truth or prediction: n numbers.
//
//	several columns   the column of the largest element, from 0; of equal ones the first
//	one column        1 if the element is > 0.5, otherwise 0, as in class_preds = preds > 0.5
func Classes(Y *given.Matrix) []int {
	panic("not written yet: Classes")
}

// Accuracy returns the share of examples whose predicted class is the true one, from 0 to 1.
func Accuracy(yTrue, yPred *given.Matrix) float64 {
	panic("not written yet: Accuracy")
}

// ConfusionMatrix counts which class was taken for which: counts[t][p] examples are of class t and
// were predicted to be of class p. It has a row and a column for each of the m classes, whether
// they occur or not; if Y has one column, for the two classes 0 and 1.
func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	panic("not written yet: ConfusionMatrix")
}

// Precision is given a confusion matrix and returns, for class k, the share of the examples
// predicted to be of class k that are: TP/(TP + FP). It is 0 if there is no such prediction.
func Precision(counts [][]int, k int) float64 {
	panic("not written yet: Precision")
}

// Recall is given a confusion matrix and returns, for class k, the share of the examples of class k
// that were predicted to be: TP/(TP + FN). It is 0 if there is no such example.
func Recall(counts [][]int, k int) float64 {
	panic("not written yet: Recall")
}

// F1 is given a confusion matrix and returns, for class k, the harmonic mean of precision P and
// recall R, which is 1 over the mean of 1/P and 1/R. It is 0 if both are.
func F1(counts [][]int, k int) float64 {
	panic("not written yet: F1")
}
