// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"slices"
)

// EarlyStopping is a [Callback] that stops the training when the monitored value has not improved
// for Patience epochs, and then restores the weights of the best epoch. (The slide's text says "if
// the validation error improves"; the condition must be that it does not improve.)
//
//	epoch       1  2  3  4  5  6  7
//	val_loss    5  6  4  5  3  4  5     Patience 2: the best is epoch 5, Fit stops after epoch 7
//
// After a Fit that has completed its Epochs, a second Fit continues: EarlyStopping puts back the
// weights of the last epoch and keeps counting. It starts from the beginning after it has stopped a
// training, and when the network or its History is a different one.
//
// Slide: Overfitting and generalization in NNs; Early stopping
type EarlyStopping struct {
	Monitor  Monitor // the value to monitor, ValLoss by default
	Mode     Mode    // whether smaller or larger values are better, Auto by default
	MinDelta float64 // a change must be larger than this to count as an improvement
	Patience int     // epochs without improvement before the training stops
	Restore  bool    // restore the weights of the best epoch when Fit ends, even after an error

	StartFromEpoch int    // epochs before this one are not compared; 0 compares all
	File           string // if not empty, the best weights are saved here at each improvement

	BestEpoch int     // best epoch so far, 0 if none
	Best      float64 // monitored value of that epoch

	improvement  improvement
	waited       int // epochs since the last improvement
	stopped      bool
	best, latest []*Matrix // weights of the best epoch; of the last one, if Fit can continue
}

// NewEarlyStopping returns an EarlyStopping with the defaults of the slide: ValLoss, MinDelta 0 and
// mode Auto. Unlike Keras, it restores the best weights by default, because a user of early
// stopping usually wants them; set Restore to false to keep the weights of the last epoch.
func NewEarlyStopping(patience int) *EarlyStopping {
	return &EarlyStopping{Patience: patience, Restore: true}
}

// BeginTraining panics if a field has an invalid value. If the previous Fit can be continued,
// BeginTraining puts back the weights of its last epoch; otherwise it resets the counters.
func (s *EarlyStopping) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	if s.Patience < 0 || s.StartFromEpoch < 0 {
		panic(fmt.Sprintf("nn: EarlyStopping: Patience %d, StartFromEpoch %d: want 0 or more", s.Patience, s.StartFromEpoch))
	}
	if _, ok := any(net).(weightsSaver); s.File != "" && !ok {
		panic("nn: EarlyStopping: File is set, but this copy of the package has no SaveWeights; add nn_weights.go")
	}
	if s.stopped {
		s.improvement = improvement{}
	}
	if s.improvement.begin("EarlyStopping", s.Monitor, s.Mode, s.MinDelta, net, validation) {
		if s.latest != nil && slices.EqualFunc(net.params, s.best, hasValue) {
			setValues(net.params, s.latest)
		}
		return
	}
	s.waited, s.stopped, s.best = 0, false, nil
	s.BestEpoch, s.Best = 0, s.improvement.best
}

// weightsSaver is what nn_weights.go makes of a network.
type weightsSaver interface{ SaveWeights(path string) error }

// EndEpoch compares the epoch with the best epoch so far, and stops the training after Patience
// epochs without improvement. NaN does not count as an improvement.
func (s *EarlyStopping) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if r.Epoch < s.StartFromEpoch {
		return nil
	}
	if s.improvement.update(r) {
		s.BestEpoch, s.Best, s.waited = r.Epoch, s.improvement.best, 0
		if s.Restore {
			s.best = clones(net.params, valueOf)
		}
		if s.File != "" {
			return any(net).(weightsSaver).SaveWeights(s.File)
		}
		return nil
	}
	s.waited++
	if s.waited < s.Patience {
		return nil
	}
	s.stopped = true
	return fmt.Errorf("%w: %v", ErrStop, s)
}

// String returns a sentence about the epochs without improvement and the best epoch.
func (s *EarlyStopping) String() string {
	if s.BestEpoch == 0 {
		return fmt.Sprintf("%v has not improved for %d epochs; it has never been finite", s.Monitor, s.waited)
	}
	return fmt.Sprintf("%v has not improved for %d epochs; the best was %s in epoch %d", s.Monitor,
		s.waited, fourDigits(s.Best), s.BestEpoch)
}

// EndTraining restores the weights of the best epoch if Restore is set.
func (s *EarlyStopping) EndTraining(net *NeuralNetwork, err error) {
	s.latest = nil
	if s.best == nil {
		return
	}
	if err == nil && !s.stopped {
		s.latest = clones(net.params, valueOf)
	}
	setValues(net.params, s.best)
}

func hasValue(p *Param, value *Matrix) bool { return p.Value.Equal(value) }

func setValues(params []*Param, values []*Matrix) {
	for i, value := range values {
		params[i].Value.Copy(value)
	}
}
