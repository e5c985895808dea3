package nn

import "math"

// Metric judges the predictions yPred (y* on the slides) of a batch by the truth yTrue (y), a
// matrix of the same shape; other shapes panic. Unlike a [LossFunction] it has no derivative: it is
// for people to read, not for training to descend. Without rows there is nothing to judge, and
// every metric is NaN.
//
// Slide: Python implementation - numpy (metrics); Python implementation - neural network
type Metric func(yTrue, yPred *Matrix) float64

// Classes returns the class that each row of y names, be it truth or prediction:
//
//	several columns   the column of the largest number: one-hot rows and probabilities alike;
//	                  of equal ones the first
//	one column        1 if the number is > 0.5, otherwise 0; so exactly 0.5 is class 0
//
// A row that contains NaN has class -1. Classes panics if there are rows but no columns.
//
// Slide: DNN for IMDB (class_preds = preds > 0.5)
func Classes(y *Matrix) []int {
	if y.Rows > 0 && y.Cols == 0 {
		panic("nn: Classes: " + y.shape() + " has no columns")
	}
	classes := make([]int, y.Rows)
	for i := range classes {
		classes[i] = class(y.Row(i))
	}
	return classes
}

func class(row []float64) int {
	largest := 0
	for j, v := range row {
		if math.IsNaN(v) {
			return -1
		}
		if v > row[largest] {
			largest = j
		}
	}
	if len(row) == 1 && row[0] > 0.5 {
		return 1
	}
	return largest
}

// Accuracy is the share of rows whose predicted class is the true one:
//
//	accuracy = (number of rows i with class(y*_i) = class(y_i)) / n
//
// Shapes: yTrue and yPred (n, m), with classes as in [Classes].
//
// Range: 0 to 1; higher is better. To be worth anything it must beat the share of the most frequent
// class.
//
// Edge cases: a row with NaN in truth or prediction counts as wrong; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics); DNN for IMDB
func Accuracy(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("Accuracy", yTrue, yPred)
	right, truth := 0, Classes(yTrue)
	for i, c := range Classes(yPred) {
		if c >= 0 && c == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
}

// Precision is the share of true positives among the rows that are predicted positive, which is
// [Confusion.Precision] of class 1:
//
//	precision = TP / (TP + FP)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that is sparing with class 1 gets it cheaply.
//
// Edge cases: 0 if no row is predicted positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func Precision(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("Precision", yTrue, yPred).Precision(1)
}

// Recall is the share of true positives among the rows that are positive, which is
// [Confusion.Recall] of class 1:
//
//	recall = TP / (TP + FN)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that always says 1 gets it cheaply.
//
// Edge cases: 0 if no row is positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func Recall(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("Recall", yTrue, yPred).Recall(1)
}

// F1 is the harmonic mean of [Precision] P and [Recall] R, which is [Confusion.F1] of class 1:
//
//	F1 = 2·P·R / (P + R)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic. For more
// classes there is [MacroF1].
//
// Range: 0 to 1; higher is better.
//
// Edge cases: 0 if there is no true positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func F1(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("F1", yTrue, yPred).F1(1)
}

// MacroF1 is the mean of F1 over the classes, which is [Confusion.MacroF1]: where accuracy counts
// rows, it counts classes, so that a network cannot do well by neglecting the rare ones.
//
// Shapes: yTrue and yPred (n, m), with classes as in [Classes].
//
// Range: 0 to 1; higher is better.
//
// Edge cases: classes that occur in neither truth nor prediction are left out; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func MacroF1(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("MacroF1", yTrue, yPred)
	return ConfusionMatrix(yTrue, yPred).MacroF1()
}

func ofTwoClasses(op string, yTrue, yPred *Matrix) *Confusion {
	mustHaveSameShape(op, yTrue, yPred)
	if yTrue.Cols > 2 {
		panicShapes(op, yTrue, yPred, "want one column or two; for more classes there is MacroF1")
	}
	return ConfusionMatrix(yTrue, yPred)
}

// MSE is the mean squared error, where n counts all entries as in [MeanSquaredError]:
//
//	MSE = (1/n) Σ_ij (y_ij - y*_ij)²
//
// Shapes: yTrue and yPred of any one shape.
//
// Range: 0 to ∞, in the unit of y squared; lower is better.
//
// Edge cases: NaN if an entry is NaN or n = 0; +Inf if a square overflows.
//
// Slide: Python implementation - numpy (metrics)
func MSE(yTrue, yPred *Matrix) float64 { return meanError("MSE", square, yTrue, yPred) }

// RMSE is the root of the mean squared error:
//
//	RMSE = √MSE
//
// Shapes: yTrue and yPred of any one shape.
//
// Range: 0 to ∞, in the unit of y; lower is better. Never below [MAE].
//
// Edge cases: as [MSE].
//
// Slide: Python implementation - numpy (metrics)
func RMSE(yTrue, yPred *Matrix) float64 {
	return math.Sqrt(meanError("RMSE", square, yTrue, yPred))
}

// MAE is the mean absolute error, where n counts all entries:
//
//	MAE = (1/n) Σ_ij |y_ij - y*_ij|
//
// Shapes: yTrue and yPred of any one shape.
//
// Range: 0 to ∞, in the unit of y; lower is better. One large error weighs less than in [RMSE].
//
// Edge cases: NaN if an entry is NaN or n = 0.
//
// Slide: Python implementation - numpy (metrics)
func MAE(yTrue, yPred *Matrix) float64 { return meanError("MAE", math.Abs, yTrue, yPred) }

func square(d float64) float64 { return d * d }

// meanError returns the mean of f(y - y*) over all entries.
func meanError(op string, f func(float64) float64, yTrue, yPred *Matrix) float64 {
	mustHaveSameShape(op, yTrue, yPred)
	sum := 0.0
	for i := range yTrue.Rows {
		prediction := yPred.Row(i)
		for j, y := range yTrue.Row(i) {
			sum += f(y - prediction[j])
		}
	}
	return sum / float64(yTrue.Rows*yTrue.Cols)
}

// R2 is the coefficient of determination: the part of the squared error of always predicting the
// mean ȳ_j of each column of the truth that the predictions do away with.
//
//	R² = 1 - Σ_ij (y_ij - y*_ij)² / Σ_ij (y_ij - ȳ_j)²
//
// Shapes: yTrue and yPred of any one shape.
//
// Range: -∞ to 1; higher is better. 0 is as good as predicting the means, below 0 is worse.
//
// Edge cases: if the truth is constant in each column, so if there is one row only, then 1 if the
// predictions are exact and otherwise 0. NaN if an entry is NaN or n = 0. Over several columns it
// is scikit-learn's multioutput="variance_weighted".
//
// Slide: Python implementation - numpy (metrics)
func R2(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("R2", yTrue, yPred)
	if yTrue.Rows == 0 {
		return math.NaN()
	}
	residual, total := 0.0, 0.0
	for j := range yTrue.Cols {
		first, mean := yTrue.At(0, j), 0.0
		for i := range yTrue.Rows {
			mean += (yTrue.At(i, j) - first) / float64(yTrue.Rows)
		}
		mean += first // exact if the column is constant
		for i := range yTrue.Rows {
			y := yTrue.At(i, j)
			residual += square(y - yPred.At(i, j))
			total += square(y - mean)
		}
	}
	switch {
	case total == 0 && residual == 0:
		return 1
	case total == 0 && residual > 0:
		return 0
	}
	return 1 - residual/total
}
