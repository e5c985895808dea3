package nn

import (
	"fmt"
	"math"
	"slices"
)

// EarlyStopping is a [Callback] that stops the training when the monitored number has not improved
// for Patience epochs, and gives the network back the weights of its best epoch. (The slide's text
// says "if the validation error improves"; it means: if it does not.)
//
//	epoch       1  2  3  4  5  6  7
//	val_loss    5  6  4  5  3  4  5     Patience 2: the best is epoch 5, Fit stops after epoch 7
//
// A Fit that ends because its Epochs are over can be continued by another one. EarlyStopping then
// goes on counting, from the weights of the last epoch. After it has stopped a training, with a
// different network or a different History, it starts again from nothing.
//
// Slide: Overfitting and generalization in NNs; Early stopping
type EarlyStopping struct {
	Monitor  Monitor // the number to watch, ValLoss unless changed
	Mode     Mode    // which way is better, Auto unless changed
	MinDelta float64 // by how much it must be better to count as an improvement
	Patience int     // epochs without improvement until the training stops
	Restore  bool    // give back the best epoch's weights at the end of Fit, even after an error

	BestEpoch int     // found so far, 0 if none
	Best      float64 // the monitored number of that epoch

	net          *NeuralNetwork // the network of the last Fit
	epoch        int            // its last epoch
	waited       int
	stopped      bool
	best, latest []*Matrix // weights of the best epoch; of the last one, if the best were restored
}

// Monitor chooses a number of an [EpochRecord].
type Monitor int

// The numbers of an EpochRecord.
const (
	ValLoss Monitor = iota // loss on the validation set, "val_loss" on the slide
	ValMetric
	TrainLoss
	TrainMetric
)

// String returns the name that Keras and the history's CSV have for the number.
func (m Monitor) String() string {
	return [...]string{"val_loss", "val_metric", "loss", "metric"}[m]
}

// of returns the number of r.
func (m Monitor) of(r EpochRecord) float64 {
	return [...]float64{r.ValLoss, r.ValMetric, r.Loss, r.Metric}[m]
}

func (m Monitor) isMetric() bool { return m == ValMetric || m == TrainMetric }

// mustSuit panics unless a training of net will have the number.
func (m Monitor) mustSuit(op string, net *NeuralNetwork, validation *Dataset) {
	switch {
	case m < ValLoss || m > TrainMetric:
		panic(fmt.Sprintf("nn: %s: Monitor is %d, want ValLoss, ValMetric, TrainLoss or TrainMetric", op, int(m)))
	case validation == nil && (m == ValLoss || m == ValMetric):
		panic(fmt.Sprintf("nn: %s: Monitor is %v, but Fit has no validation set", op, m))
	case net.Metric == nil && m.isMetric():
		panic(fmt.Sprintf("nn: %s: Monitor is %v, but the network's Metric is nil", op, m))
	}
}

// Mode is which way a monitored number is better.
type Mode int

// The modes of Keras.
const (
	Auto Mode = iota // Min for a loss and Max for a metric
	Min              // smaller is better
	Max              // larger is better
)

// NewEarlyStopping returns early stopping as on the slide: ValLoss, a MinDelta of 0, mode Auto.
// Unlike Keras it restores the best weights unless told otherwise.
func NewEarlyStopping(patience int) *EarlyStopping {
	return &EarlyStopping{Patience: patience, Restore: true}
}

// BeginTraining panics if a field does not suit the training. If the last Fit can be continued, the
// network gets the weights of its last epoch back; otherwise counting starts again.
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

// EndEpoch compares the epoch with the best one so far and stops the training after Patience epochs
// without improvement. NaN is no improvement.
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

// String describes what has been found so far.
func (s *EarlyStopping) String() string {
	if s.BestEpoch == 0 {
		return fmt.Sprintf("%v has not improved for %d epochs; it has never been finite", s.Monitor, s.waited)
	}
	return fmt.Sprintf("%v has not improved for %d epochs; the best was %s in epoch %d", s.Monitor,
		s.waited, fourDigits(s.Best), s.BestEpoch)
}

// EndTraining gives the network the weights of the best epoch.
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
