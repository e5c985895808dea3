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
	// Exercise:
	//
	// A softmax has one column per class, and its largest element is the predicted class. The same
	// rule works for probabilities, their logarithms, and one-hot targets. A sigmoid has one
	// column, the probability of yes. There the largest of one element would always be in column 0,
	// so a threshold is needed; at 0.5, yes and no are equally likely.
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

// Accuracy returns the proportion of examples whose predicted class is the target class, from 0
// to 1. For example:
//
//	yTrue = [ 1 0 0 ]    yPred = [ 0.6 0.3 0.1 ]    accuracy = 0.6
//	        [ 1 0 0 ]            [ 0.2 0.5 0.3 ]
//	        [ 0 1 0 ]            [ 0.1 0.7 0.2 ]
//	        [ 0 0 1 ]            [ 0.4 0.3 0.3 ]
//	        [ 0 0 1 ]            [ 0.1 0.1 0.8 ]
func Accuracy(yTrue, yPred *given.Matrix) float64 {
	// Exercise:
	//
	// An example is right or wrong as a whole: the probabilities 0.4, 0.35 and 0.25 are right if
	// the target class is 0, although none of them equals its target. So the function compares
	// classes and counts examples. In Go, 3/4 of two ints is 0: convert to float64 before the
	// division.
	right, truth := 0, Classes(yTrue)
	for i, class := range Classes(yPred) {
		if class == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
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
	// Exercise:
	//
	// Every example adds 1 in the row of its target class and the column of its predicted class.
	// The diagonal counts the right predictions. A row shows how the examples of one class were
	// predicted; a column shows which classes received one prediction. A single number such as the
	// accuracy cannot separate the two kinds of mistake.
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

// Precision returns TP/(TP + FP) for class k of a confusion matrix: of the examples predicted as
// class k, the proportion that belongs to class k. It is 0 if no example was predicted as class k.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    precision = 0.7143
func Precision(counts [][]int, k int) float64 {
	// Exercise:
	//
	// "How often is the prediction k right?" All predictions of k, right (TP) or wrong (FP), are in
	// column k. A network that predicts k only when it is certain easily gets a high precision.
	called := 0
	for t := range counts {
		called += counts[t][k]
	}
	if called == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(called)
}

// Recall returns TP/(TP + FN) for class k of a confusion matrix: of the examples of class k, the
// proportion that was predicted as class k. It is 0 if class k has no example.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    recall = 0.625
func Recall(counts [][]int, k int) float64 {
	// Exercise:
	//
	// "How many examples of k are found?" All examples of k, found (TP) or missed (FN), are in row
	// k. A network that always predicts k has recall 1, so precision and recall must be read
	// together.
	are := 0
	for _, count := range counts[k] {
		are += count
	}
	if are == 0 {
		return 0
	}
	return float64(counts[k][k]) / float64(are)
}

// F1 returns the harmonic mean of precision P and recall R for class k of a confusion matrix: 1
// divided by the mean of 1/P and 1/R. It is 0 if P and R are both 0.
//
// For example:
//
//	counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    F1 = 0.6667
func F1(counts [][]int, k int) float64 {
	// Exercise:
	//
	// The harmonic mean is at most twice the smaller of the two. For a class with 1 in 100
	// examples, always predicting k gives P = 0.01 and R = 1: their mean is 0.5, but F1 is 0.02.
	// Expanding 1/((1/P + 1/R)/2) by P·R leaves no P or R alone in a denominator; only their sum
	// must not be 0.
	P, R := Precision(counts, k), Recall(counts, k)
	if P+R == 0 {
		return 0
	}
	return 2 * P * R / (P + R)
}
