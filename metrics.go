package nn

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Metric judges the predictions yPred (y* on the slides) of a batch by the truth yTrue (y), a
// matrix of the same shape; other shapes panic. Unlike a [LossFunction] it has no derivative: it is
// for people to read, not for training to descend. Without rows there is nothing to judge, and
// every metric is NaN.
//
// Slide: Python implementation - numpy (metrics); Python implementation - neural network
type Metric func(yTrue, yPred *Matrix) float64

// EpochRecord is what Fit records at the end of an epoch.
type EpochRecord struct {
	Epoch              int // 1, 2, ...
	Loss, Metric       float64
	ValLoss, ValMetric float64 // on the validation set, NaN without one
	Seconds            float64 // of the training pass alone, without validation
}

// History is the record of a training, epoch by epoch.
//
// Slide: Python implementation - neural network (history)
type History []EpochRecord

// String formats the record as the line that Fit prints.
func (r EpochRecord) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "epoch %d  loss %s", r.Epoch, fourDigits(r.Loss))
	for _, v := range []struct {
		name  string
		value float64
	}{{"metric", r.Metric}, {"val_loss", r.ValLoss}, {"val_metric", r.ValMetric}} {
		if !math.IsNaN(v.value) {
			fmt.Fprintf(&b, "  %s %s", v.name, fourDigits(v.value))
		}
	}
	fmt.Fprintf(&b, "  %.2f s", r.Seconds)
	return b.String()
}

// Callback is called by Fit at the end of each epoch, after its record has been added to History:
// callbacks = [early] on the slides. An error ends the training; [ErrStop], or an error that wraps
// it, ends it well. A callback may also have one or more of these methods:
//
//	BeginTraining(net *NeuralNetwork, train, validation *Dataset)
//	EndBatch(net *NeuralNetwork, b BatchRecord) error
//	EndTraining(net *NeuralNetwork, err error)
//
// BeginTraining is called before the first epoch of each Fit and panics if the callback does not
// suit the network. EndBatch is called after each update; an error ends the training there, within
// the epoch. EndTraining is called at every exit, even by a panic; err is what Fit returns.
//
// Slide: Early stopping (callbacks)
type Callback interface {
	EndEpoch(net *NeuralNetwork, r EpochRecord) error
}

// ErrStop is what a callback returns, alone or wrapped in its reason, to end the training without
// an error.
var ErrStop = errors.New("stopped")

// BatchRecord is what callbacks are told after each mini-batch.
type BatchRecord struct {
	Epoch, Batch   int     // 1, 2, ...
	Done, Examples int     // examples of the epoch that have passed, and all of them
	Loss           float64 // of the batch, without penalties
}

type (
	trainingBeginner interface {
		BeginTraining(net *NeuralNetwork, train, validation *Dataset)
	}
	batchEnder interface {
		EndBatch(net *NeuralNetwork, b BatchRecord) error
	}
	trainingEnder interface {
		EndTraining(net *NeuralNetwork, err error)
	}
)

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

// Precision is the share of true positives TP among the rows that are predicted positive, where
// class 1 is positive and FP counts the false positives:
//
//	precision = TP / (TP + FP)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that rarely predicts class 1 can reach a high precision.
//
// Edge cases: 0 if no row is predicted positive; a prediction with NaN counts as negative; NaN if
// n = 0; a target with NaN panics.
//
// Slide: Python implementation - numpy (metrics)
func Precision(yTrue, yPred *Matrix) float64 {
	tp, fp, _ := countPositives("Precision", yTrue, yPred)
	return quotient(tp, tp+fp, yTrue.Rows)
}

// Recall is the share of true positives TP among the rows that are positive, where FN counts the
// false negatives:
//
//	recall = TP / (TP + FN)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that always predicts class 1 has a recall of 1.
//
// Edge cases: 0 if no row is positive; otherwise as [Precision].
//
// Slide: Python implementation - numpy (metrics)
func Recall(yTrue, yPred *Matrix) float64 {
	tp, _, fn := countPositives("Recall", yTrue, yPred)
	return quotient(tp, tp+fn, yTrue.Rows)
}

// F1 is the harmonic mean of [Precision] P and [Recall] R:
//
//	F1 = 2·P·R / (P + R) = 2·TP / (2·TP + FP + FN)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better.
//
// Edge cases: 0 if there is no true positive; otherwise as [Precision].
//
// Slide: Python implementation - numpy (metrics)
func F1(yTrue, yPred *Matrix) float64 {
	tp, fp, fn := countPositives("F1", yTrue, yPred)
	return quotient(2*tp, 2*tp+fp+fn, yTrue.Rows)
}

// countPositives counts the true positives, false positives and false negatives.
func countPositives(op string, yTrue, yPred *Matrix) (tp, fp, fn int) {
	mustHaveSameShape(op, yTrue, yPred)
	if yTrue.Cols > 2 {
		panicShapes(op, yTrue, yPred, "want one column or two; for more classes there is MacroF1")
	}
	predicted := Classes(yPred)
	for i, target := range Classes(yTrue) {
		switch {
		case target < 0:
			panic(fmt.Sprintf("nn: %s: row %d of the targets contains NaN", op, i))
		case target == 1 && predicted[i] == 1:
			tp++
		case predicted[i] == 1:
			fp++
		case target == 1:
			fn++
		}
	}
	return tp, fp, fn
}

// quotient returns a/b of n rows, where 0/0 is 0 as in scikit-learn, and NaN without rows.
func quotient(a, b, n int) float64 {
	if b == 0 && n > 0 {
		return 0
	}
	return float64(a) / float64(b)
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
