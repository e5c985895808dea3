package nn

import (
	"fmt"
	"math"
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

	BestEpoch int     // best epoch so far, 0 if none
	Best      float64 // monitored value of that epoch

	net          *NeuralNetwork // the network of the last Fit
	epoch        int            // the last epoch of that Fit
	waited       int            // epochs since the last improvement
	stopped      bool
	best, latest []*Matrix // weights of the best epoch; of the last one, if Fit can continue
}

// Monitor selects a value of an [EpochRecord].
type Monitor int

// The values of an EpochRecord that can be monitored.
const (
	ValLoss Monitor = iota // loss on the validation set, "val_loss" on the slide
	ValMetric
	TrainLoss
	TrainMetric
)

// String returns the name of the value, for example "val_loss" as in Keras.
func (m Monitor) String() string {
	return [...]string{"val_loss", "val_metric", "loss", "metric"}[m]
}

// of returns the monitored value of r.
func (m Monitor) of(r EpochRecord) float64 {
	return [...]float64{r.ValLoss, r.ValMetric, r.Loss, r.Metric}[m]
}

func (m Monitor) isMetric() bool { return m == ValMetric || m == TrainMetric }

// mustSuit panics unless Fit will compute the monitored value.
func (m Monitor) mustSuit(op string, net *NeuralNetwork, validation *Dataset) {
	switch {
	case m < ValLoss || m > TrainMetric:
		panic(fmt.Sprintf("nn: %s: Monitor is %d, want ValLoss, ValMetric, TrainLoss or TrainMetric", op, int(m)))
	case validation == nil && (m == ValLoss || m == ValMetric):
		panic(fmt.Sprintf("nn: %s: Monitor is %v, but Fit has no validation set; pass one to Fit", op, m))
	case net.Metric == nil && m.isMetric():
		panic(fmt.Sprintf("nn: %s: Monitor is %v, but the network's Metric is nil; set net.Metric", op, m))
	}
}

// Mode defines whether smaller or larger values of a monitored value are better.
type Mode int

// The modes, named as in Keras.
const (
	Auto Mode = iota // Min for a loss and Max for a metric
	Min              // smaller is better
	Max              // larger is better
)

// NewEarlyStopping returns an EarlyStopping with the defaults of the slide: ValLoss, MinDelta 0 and
// mode Auto. Unlike Keras, it restores the best weights by default, because a user of early
// stopping usually wants them; set Restore to false to keep the weights of the last epoch.
func NewEarlyStopping(patience int) *EarlyStopping {
	return &EarlyStopping{Patience: patience, Restore: true}
}

// BeginTraining panics if a field has an invalid value. If the previous Fit can be continued,
// BeginTraining puts back the weights of its last epoch; otherwise it resets the counters.
func (s *EarlyStopping) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	if s.Patience < 0 || !(s.MinDelta >= 0) {
		panic(fmt.Sprintf("nn: EarlyStopping: Patience %d, MinDelta %v: want 0 or more", s.Patience, s.MinDelta))
	}
	if s.Mode < Auto || s.Mode > Max {
		panic(fmt.Sprintf("nn: EarlyStopping: Mode is %d, want Auto, Min or Max", int(s.Mode)))
	}
	s.Monitor.mustSuit("EarlyStopping", net, validation)
	if s.net == net && net.nextEpoch() == s.epoch+1 && !s.stopped {
		if s.latest != nil && slices.EqualFunc(net.params, s.best, hasValue) {
			setValues(net.params, s.latest)
		}
		return
	}
	s.net, s.epoch, s.waited, s.stopped, s.best = net, net.nextEpoch()-1, 0, false, nil
	s.BestEpoch, s.Best = 0, math.Inf(1)
	if s.maximizes() {
		s.Best = math.Inf(-1)
	}
}

func (s *EarlyStopping) maximizes() bool {
	return s.Mode == Max || s.Mode == Auto && s.Monitor.isMetric()
}

// EndEpoch compares the epoch with the best epoch so far, and stops the training after Patience
// epochs without improvement. NaN does not count as an improvement.
func (s *EarlyStopping) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	s.epoch = r.Epoch
	v := s.Monitor.of(r)
	better := v < s.Best-s.MinDelta
	if s.maximizes() {
		better = v > s.Best+s.MinDelta
	}
	if better {
		s.BestEpoch, s.Best, s.waited = r.Epoch, v, 0
		if s.Restore {
			s.best = clones(net.params, valueOf)
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
