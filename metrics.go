package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
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
	s := fmt.Sprintf("epoch %d  loss %s", r.Epoch, fourDigits(r.Loss))
	for i, v := range []float64{r.Metric, r.ValLoss, r.ValMetric} {
		if !math.IsNaN(v) {
			s += "  " + []string{"metric", "val_loss", "val_metric"}[i] + " " + fourDigits(v)
		}
	}
	return s + fmt.Sprintf("  %.2f s", r.Seconds)
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
	if len(row) == 1 && row[0] > 0.5 {
		return 1
	}
	return slices.Index(row, slices.Max(row)) // -1 for NaN, which equals nothing
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
