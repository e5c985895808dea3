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

// EarlyStopping ends a training when the error on the validation set does not improve any more, and
// keeps the weights of the best epoch. Each training has an EarlyStopping of its own.
type EarlyStopping struct {
	Patience int     // epochs allowed for the error not to improve, 1 or more
	MinDelta float64 // by how much an error must be lower than the best one to count as better

	Best        float64         // the lowest error, of the epoch BestEpoch
	BestEpoch   int             // 0 as long as there is none
	BestWeights []*given.Matrix // that epoch's
	Waited      int             // epochs since then
}

// NewEarlyStopping returns early stopping before the first epoch: anything will be better than
// +Inf.
func NewEarlyStopping(patience int, minDelta float64) *EarlyStopping {
	return &EarlyStopping{Patience: patience, MinDelta: minDelta, Best: math.Inf(1)}
}

// Stop is told, after each epoch, its number, its error on the validation set, and the weights of
// all layers. It reports whether training should stop now. (The slide's text says "if the
// validation error improves". Its code means: if it has not improved for Patience epochs in a row.)
//
//	epoch       1  2  3  4  5  6  7
//	valLoss     5  6  4  5  3  4  5      Patience 2: stop after epoch 7, the best was epoch 5
//
// Conventions. An error is an improvement if it is lower than Best by more than MinDelta; NaN is
// none. Only an improvement changes Best, BestEpoch and BestWeights, and it begins the waiting
// anew. The caller's matrices will be changed by further training, BestWeights must not; Stop
// changes no weight.
func (s *EarlyStopping) Stop(epoch int, valLoss float64, weights []*given.Matrix) bool {
	// Exercise:
	//
	// From epoch to epoch the error goes up and down by chance, so one that is worse than the last
	// says nothing, and neither does one better than the last: what counts is the best of all.
	// Patience asks how long ago that was. So there is one counter, which every improvement puts to 0.
	// A list of pointers is not a copy: the optimizer goes on writing into the matrices.
	// The comparison is written so that NaN makes it false.
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

// Restore gives the weights, the same matrices as in Stop, the numbers that they had after the best
// epoch: it writes into them. Without a best epoch it leaves them as they are.
func (s *EarlyStopping) Restore(weights []*given.Matrix) {
	// Exercise:
	//
	// The layers hold these matrices by pointer, and so must find the numbers in them. An assignment
	// to weights[i] would change the caller's list only, and hand out the copy.
	for i, W := range s.BestWeights {
		copy(weights[i].Data, W.Data)
	}
}
