// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
)

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

// improvement finds out whether a monitored value is better than the best one so far.
type improvement struct {
	monitor  Monitor
	max      bool // larger is better
	minDelta float64

	best  float64
	net   *NeuralNetwork // of the last Fit
	epoch int            // the last epoch of that Fit
}

// begin panics if the settings do not suit the training. It reports whether the training continues
// the last one; otherwise it starts from the beginning.
func (b *improvement) begin(op string, monitor Monitor, mode Mode, minDelta float64,
	net *NeuralNetwork, validation *Dataset) (continues bool) {
	if mode < Auto || mode > Max {
		panic(fmt.Sprintf("nn: %s: Mode is %d, want Auto, Min or Max", op, int(mode)))
	}
	if !(minDelta >= 0) {
		panic(fmt.Sprintf("nn: %s: MinDelta %v: want 0 or more", op, minDelta))
	}
	monitor.mustSuit(op, net, validation)
	if b.net == net && net.nextEpoch() == b.epoch+1 {
		return true
	}
	*b = improvement{monitor: monitor, max: mode == Max || mode == Auto && monitor.isMetric(),
		minDelta: minDelta, best: math.Inf(1), net: net, epoch: net.nextEpoch() - 1}
	if b.max {
		b.best = math.Inf(-1)
	}
	return false
}

// update reports whether the epoch is better than all before it. NaN is not.
func (b *improvement) update(r EpochRecord) bool {
	b.epoch = r.Epoch
	v := b.monitor.of(r)
	if b.max && v > b.best+b.minDelta || !b.max && v < b.best-b.minDelta {
		b.best = v
		return true
	}
	return false
}
