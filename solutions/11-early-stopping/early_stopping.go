// Package stopping is exercise 11: early stopping.
//
//	Slide   Overfitting and generalization in NNs; Early stopping
//	Time    25 minutes
//	Points  11, and 2 for tests that are not shown
package stopping

import (
	"math"

	"nn/solutions/given"
)

// EarlyStopping ends training when the loss on the validation set no longer improves, and keeps the
// weights of the best epoch. Each training needs its own EarlyStopping.
type EarlyStopping struct {
	Patience int     // number of epochs without improvement after which training stops, 1 or more
	MinDelta float64 // how much lower than Best a loss must be to count as an improvement

	Best        float64         // the lowest loss, reached in epoch BestEpoch
	BestEpoch   int             // 0 before the first improvement
	BestWeights []*given.Matrix // the weights after BestEpoch
	Waited      int             // epochs since BestEpoch
}

// NewEarlyStopping returns early stopping before the first epoch. Best is +Inf, so any number is an
// improvement.
func NewEarlyStopping(patience int, minDelta float64) *EarlyStopping {
	return &EarlyStopping{Patience: patience, MinDelta: minDelta, Best: math.Inf(1)}
}

// Stop is called after each epoch with the number of the epoch, the loss on the validation set, and
// the weights of all layers. It reports whether training should stop now. (The slide's text says
// "if the validation error improves". The slide's code means: if the error has not improved for
// Patience epochs in a row.)
//
// Conventions. A loss is an improvement if it is lower than Best by more than MinDelta; NaN is not
// an improvement. Only an improvement changes Best, BestEpoch and BestWeights, and it restarts the
// waiting. Further training will change the caller's matrices, but must not change BestWeights.
// Stop changes no weight.
//
// For example, with Patience 3 and MinDelta 0.1, training stops after epoch 8, and the best epoch
// is 5:
//
//	epoch        1      2      3      4      5      6      7      8
//	valLoss    0.9    0.7   0.65    0.8    0.5   0.45   0.55   0.42
//	Stop     false  false  false  false  false  false  false   true
//	BestEpoch = 5    Best = 0.5
func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	// Exercise:
	//
	// The loss goes up and down by chance from epoch to epoch. So a comparison with the previous
	// epoch means little; the comparison must be with the best of all epochs. Patience limits how
	// long ago the best epoch was. So one counter is enough, and every improvement sets it to 0. A
	// copy of the list of pointers would not be enough, because the optimizer keeps writing into
	// the matrices. The comparison is written so that it is false for NaN.
	if valLoss < s.Best-s.MinDelta {
		s.Best, s.BestEpoch, s.BestWeights, s.Waited = valLoss, epoch, nil, 0
		for _, W := range weights {
			s.BestWeights = append(s.BestWeights, W.Clone())
		}
		return false
	}
	s.Waited++
	return s.Waited >= s.Patience
}

// Restore writes the weights of the best epoch into weights, which are the same matrices as in
// Stop. Without a best epoch it leaves them unchanged.
//
// For example, after training in which epoch 2 had the lowest loss:
//
//	epoch = 1    valLoss = 0.8    W = [ 0.5  -2 ]
//	epoch = 2    valLoss = 0.3    W = [  1 -4 ]
//	epoch = 3    valLoss = 0.5    W = [ 1.5  -6 ]
//	after Restore, W = [  1 -4 ]
func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	// Exercise:
	//
	// The layers hold pointers to these matrices, so the numbers must be written into them. An
	// assignment to weights[i] would change only the caller's list, and it would share the copy.
	for i, W := range s.BestWeights {
		copy(weights[i].Data, W.Data)
	}
}
