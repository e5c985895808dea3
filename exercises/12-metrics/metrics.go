// Package metrics is exercise 12: accuracy, the confusion matrix, precision, recall and F1.
//
//	Slide   Python implementation - numpy ("metrics" error metrics); DNN for IMDB
//	Time    30 minutes
//	Points  12, and 3 for tests that are not shown
package metrics

import (
	"exercises/given"
)

// yTrue is Y, the targets; yPred is Y*, the predictions of the network. Both are (n, m), one
// example per row, with at least one example. No element is NaN. Neither matrix is changed.

// Classes returns the class of each row of Y, where Y can be targets or predictions: n numbers.
//
//	several columns   the column of the largest element, from 0; of equal elements the first
//	one column        1 if the element is > 0.5, otherwise 0, as in class_preds = preds > 0.5
//
// For example:
//
//	Y = [ 0.1 0.2 0.7 ]    classes = [2 0 1]
//	    [ 0.4 0.4 0.2 ]
//	    [ 0.1 0.8 0.1 ]
//	Y = [ 0.7 ]    classes = [1 0 0]
//	    [ 0.5 ]
//	    [ 0.1 ]
func Classes(Y *given.Matrix) []int {
	panic("not written yet: Classes")
}

// Accuracy returns the proportion of examples whose predicted class is the target class, from 0
// to 1. For example:
//
//	yTrue = [ 1 0 0 ]    yPred = [ 0.6 0.3 0.1 ]    accuracy = 0.6
//	        [ 1 0 0 ]            [ 0.2 0.5 0.3 ]
//	        [ 0 1 0 ]            [ 0.1 0.7 0.2 ]
//	        [ 0 0 1 ]            [ 0.4 0.3 0.3 ]
//	        [ 0 0 1 ]            [ 0.1 0.1 0.8 ]
func Accuracy(yTrue, yPred *given.Matrix) float64 {
	panic("not written yet: Accuracy")
}

// ConfusionMatrix counts pairs of target and prediction: counts[t][p] examples have the target
// class t and the predicted class p. It has one row and one column for each of the m classes, also
// for classes that do not occur. If Y has one column, the classes are 0 and 1.
//
// For example:
//
//	yTrue = [ 1 0 0 ]    yPred = [ 0.6 0.3 0.1 ]    counts = [[1 1 0] [0 1 0] [1 0 1]]
//	        [ 1 0 0 ]            [ 0.2 0.5 0.3 ]
//	        [ 0 1 0 ]            [ 0.1 0.7 0.2 ]
//	        [ 0 0 1 ]            [ 0.4 0.3 0.3 ]
//	        [ 0 0 1 ]            [ 0.1 0.1 0.8 ]
func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	panic("not written yet: ConfusionMatrix")
}

// Precision returns TP/(TP + FP) for class k of a confusion matrix: of the examples predicted as
// class k, the proportion that belongs to class k. It is 0 if no example was predicted as class k.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    precision = 0.7143
func Precision(counts [][]int, k int) float64 {
	panic("not written yet: Precision")
}

// Recall returns TP/(TP + FN) for class k of a confusion matrix: of the examples of class k, the
// proportion that was predicted as class k. It is 0 if class k has no example.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    recall = 0.625
func Recall(counts [][]int, k int) float64 {
	panic("not written yet: Recall")
}

// F1 returns the harmonic mean of precision P and recall R for class k of a confusion matrix: 1
// divided by the mean of 1/P and 1/R. It is 0 if P and R are both 0.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    F1 = 0.6667
func F1(counts [][]int, k int) float64 {
	panic("not written yet: F1")
}
