package nn

import (
	"fmt"
	"math"
	"strings"
)

// EarlyStopping ends Fit when what it monitors has not improved for Patience epochs, and gives the
// network back the weights of its best epoch. (The slide's text says "if the validation error
// improves"; it means: if it does not.)
//
//	epoch       1  2  3  4  5  6  7
//	val_loss    5  6  4  5  3  4  5     Patience 2: the best is epoch 5, Fit stops after epoch 7
//
// Slide: Overfitting and generalization in NNs; Early stopping
type EarlyStopping struct {
	Monitor  string  // "val_loss", "val_metric", "loss" or "metric"
	MinDelta float64 // by how much it must be better to count as better
	Patience int     // epochs without improvement until Fit stops
	Mode     string  // "min", "max", or "auto": min for a loss and max for a metric
	Restore  bool    // the best epoch's weights at the end of Fit, even if that is an error

	BestEpoch int     // found by the last Fit, 0 if none
	Best      float64 // what was monitored then

	waited  int
	weights []*Matrix // of the best epoch
}

// NewEarlyStopping returns early stopping as on the slide: val_loss, a MinDelta of 0, mode auto.
// Unlike Keras it restores the best weights unless told otherwise.
func NewEarlyStopping(patience int) *EarlyStopping {
	return &EarlyStopping{Monitor: "val_loss", Patience: patience, Mode: "auto", Restore: true}
}

// begin forgets the last training. It panics if a field is not one of its values. Like stop and end
// it does nothing if s is nil.
func (s *EarlyStopping) begin(validation *Dataset, metric Metric) {
	if s == nil {
		return
	}
	if s.Patience < 0 || !(s.MinDelta >= 0) {
		panic(fmt.Sprintf("nn: EarlyStopping: Patience %d, MinDelta %v: want 0 or more", s.Patience, s.MinDelta))
	}
	if s.Mode != "min" && s.Mode != "max" && s.Mode != "auto" {
		panic(fmt.Sprintf("nn: EarlyStopping: Mode is %q, want min, max or auto", s.Mode))
	}
	switch s.Monitor {
	case "loss", "metric":
	case "val_loss", "val_metric":
		if validation == nil {
			panic(fmt.Sprintf("nn: EarlyStopping: Monitor is %q, but Fit has no validation set", s.Monitor))
		}
	default:
		panic(fmt.Sprintf("nn: EarlyStopping: Monitor is %q, want val_loss, val_metric, loss or metric", s.Monitor))
	}
	if metric == nil && strings.HasSuffix(s.Monitor, "metric") {
		panic(fmt.Sprintf("nn: EarlyStopping: Monitor is %q, but the network's Metric is nil", s.Monitor))
	}
	s.BestEpoch, s.Best, s.waited, s.weights = 0, math.Inf(1), 0, nil
	if s.maximizes() {
		s.Best = math.Inf(-1)
	}
}

func (s *EarlyStopping) maximizes() bool {
	return s.Mode == "max" || s.Mode == "auto" && strings.HasSuffix(s.Monitor, "metric")
}

// stop takes note of an epoch and reports whether training should end. NaN is no improvement.
func (s *EarlyStopping) stop(r EpochRecord, params []*Param) bool {
	if s == nil {
		return false
	}
	v := map[string]float64{"loss": r.Loss, "metric": r.Metric, "val_loss": r.ValLoss, "val_metric": r.ValMetric}[s.Monitor]
	better := v < s.Best-s.MinDelta
	if s.maximizes() {
		better = v > s.Best+s.MinDelta
	}
	if !better {
		s.waited++
		return s.waited >= s.Patience
	}
	s.BestEpoch, s.Best, s.waited = r.Epoch, v, 0
	if s.Restore {
		s.weights = clones(params, valueOf)
	}
	return false
}

// String says what the last Fit found.
func (s *EarlyStopping) String() string {
	if s.BestEpoch == 0 {
		return fmt.Sprintf("%s has not improved for %d epochs; it has never been finite", s.Monitor,
			s.waited)
	}
	return fmt.Sprintf("%s has not improved for %d epochs; the best was %s in epoch %d", s.Monitor,
		s.waited, fourDigits(s.Best), s.BestEpoch)
}

// end gives the parameters their best values back.
func (s *EarlyStopping) end(params []*Param) {
	if s == nil {
		return
	}
	for i, w := range s.weights {
		params[i].Value.Copy(w)
	}
}
