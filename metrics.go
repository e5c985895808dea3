// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Metric compares the predictions yPred (y* on the slides) with the targets yTrue (y). It panics
// if their shapes differ, and returns NaN if they have no rows. Unlike a [LossFunction], a metric
// has no derivative, because people read it and training does not minimize it.
//
// Slide: Python implementation - numpy (metrics); Python implementation - neural network
type Metric func(yTrue, yPred *Matrix) float64

// EpochRecord holds the results of one epoch of Fit.
type EpochRecord struct {
	Epoch              int // 1, 2, ...
	Loss, Metric       float64
	ValLoss, ValMetric float64 // on the validation set; NaN without one
	LearningRate       float64 // during this epoch; NaN if the optimizer has no Rate
	Seconds            float64 // duration of the training pass, without validation
}

// History lists the records of a training, one per epoch.
//
// Slide: Python implementation - neural network (history)
type History []EpochRecord

// String formats the record as the line that Fit prints for an epoch.
func (r EpochRecord) String() string {
	s := fmt.Sprintf("epoch %d  loss %s", r.Epoch, fourDigits(r.Loss))
	for i, v := range []float64{r.Metric, r.ValLoss, r.ValMetric} {
		if !math.IsNaN(v) {
			s += "  " + []string{"metric", "val_loss", "val_metric"}[i] + " " + fourDigits(v)
		}
	}
	return s + fmt.Sprintf("  %.2f s", r.Seconds)
}

// Callback is called by Fit at the end of each epoch, after the record r has been added to History;
// on the slides, callbacks = [early]. If EndEpoch returns an error, the training ends. If that
// error is or wraps [ErrStop], Fit returns nil. A callback can also have any of these methods:
//
//	BeginTraining(net *NeuralNetwork, train, validation *Dataset)
//	EndBatch(net *NeuralNetwork, b BatchRecord) error
//	EndTraining(net *NeuralNetwork, err error)
//
// Fit calls BeginTraining before its first epoch. BeginTraining should panic if the callback cannot
// work with the network. Fit calls EndBatch after each mini-batch; an error ends the training
// within the epoch. Fit calls EndTraining at every exit, even after a panic, with the error it
// returns.
//
// Slide: Early stopping (callbacks)
type Callback interface {
	EndEpoch(net *NeuralNetwork, r EpochRecord) error
}

// ErrStop ends the training without an error. A callback returns it, and can wrap it to add the
// reason.
var ErrStop = errors.New("stopped")

// BatchRecord holds the results of one mini-batch, for callbacks.
type BatchRecord struct {
	Epoch, Batch   int     // 1, 2, ...
	Done, Examples int     // number of examples processed in this epoch, and in the training set
	Loss           float64 // mean loss of the batch, without penalties
}

// Classes returns the class of each row of y. y can hold targets or predictions:
//
//	several columns   the column of the largest number, for one-hot rows and probabilities;
//	                  the first such column in case of a tie
//	one column        1 if the number is > 0.5, otherwise 0; exactly 0.5 is class 0
//
// A row that contains NaN has class -1. Classes panics if y has rows but no columns.
//
// Slide: DNN for IMDB (class_preds = preds > 0.5)
func Classes(y *Matrix) []int {
	if y.Rows > 0 && y.Cols == 0 {
		panic("nn: Classes: " + y.shape() + " has no columns, want 1 or more")
	}
	classes := make([]int, y.Rows)
	for i := range classes {
		classes[i] = class(y.Row(i))
	}
	return classes
}

func class(row []float64) int {
	if len(row) == 1 && row[0] > 0.5 {
		return 1
	}
	return slices.Index(row, slices.Max(row)) // -1 for NaN, because NaN is not equal to itself
}

// Accuracy returns the fraction of rows whose predicted class is the target class:
//
//	accuracy = (number of rows i with class(y*_i) = class(y_i)) / n
//
// Shapes: yTrue and yPred (n, m), with classes as in [Classes].
//
// Range: 0 to 1; higher is better. A useful classifier must exceed the fraction of the most
// frequent class, because always predicting that class reaches it without learning anything.
//
// Edge cases: a row with NaN in the target or the prediction counts as wrong. NaN if n = 0. It panics
// if one column has more than two different targets, because these are not two classes.
//
// Slide: Python implementation - numpy (metrics); DNN for IMDB
func Accuracy(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("Accuracy", yTrue, yPred)
	mustBeTwoClasses(yTrue)
	right, truth := 0, Classes(yTrue)
	for i, c := range Classes(yPred) {
		if c >= 0 && c == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
}

// mustBeTwoClasses panics if y is one column with more than two different numbers.
func mustBeTwoClasses(y *Matrix) {
	var seen []float64
	for i := 0; y.Cols == 1 && i < y.Rows; i++ {
		if v := y.At(i, 0); !slices.Contains(seen, v) && !math.IsNaN(v) {
			seen = append(seen, v)
		}
		if len(seen) > 2 {
			panic(fmt.Sprintf("nn: Accuracy: one column with the targets %v, ..., want two classes; "+
				"use OneHot for more classes, or a metric such as MSE for a regression", seen))
		}
	}
}
