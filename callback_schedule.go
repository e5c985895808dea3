// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
)

// Schedule is a [Callback] that changes the learning rate from epoch to epoch. With α_0 the learning
// rate of the optimizer when the training begins:
//
//	α in epoch t = α_0·Factor(t)        t = 1, 2, ...
//
// A large learning rate makes fast progress at first, and a small one lets the weights settle in a
// minimum. [StepDecay], [ExponentialDecay] and [CosineDecay] return the usual schedules. A second Fit
// continues the schedule; History contains the learning rate of each epoch.
//
// Slide: Back-propagation algorithm (learning rate)
type Schedule struct {
	Factor func(epoch int) float64

	first float64        // α_0
	net   *NeuralNetwork // of which it is the learning rate
}

// StepDecay multiplies the learning rate by factor after every so many epochs, for example by 0.5
// after every 10. It panics unless epochs is positive and factor is in (0, 1].
func StepDecay(epochs int, factor float64) *Schedule {
	mustBeDecayFactor("StepDecay", epochs, factor)
	return &Schedule{Factor: func(epoch int) float64 { return math.Pow(factor, float64((epoch-1)/epochs)) }}
}

// ExponentialDecay multiplies the learning rate by factor after each epoch, for example by 0.95. It
// panics unless factor is in (0, 1].
func ExponentialDecay(factor float64) *Schedule {
	mustBeDecayFactor("ExponentialDecay", 1, factor)
	return &Schedule{Factor: func(epoch int) float64 { return math.Pow(factor, float64(epoch-1)) }}
}

// CosineDecay lowers the learning rate along half a cosine, from α_0 in the first epoch to least·α_0
// in the given epoch, and keeps it there (Loshchilov and Hutter 2017). It panics unless epochs is
// positive and least is in (0, 1].
//
//	factor(t) = least + (1 - least)·(1 + cos(π·(t-1)/(epochs-1)))/2
func CosineDecay(epochs int, least float64) *Schedule {
	mustBeDecayFactor("CosineDecay", epochs, least)
	return &Schedule{Factor: func(epoch int) float64 {
		if epoch >= epochs {
			return least
		}
		return least + (1-least)*(1+math.Cos(math.Pi*float64(epoch-1)/float64(epochs-1)))/2
	}}
}

func mustBeDecayFactor(op string, epochs int, factor float64) {
	if epochs < 1 || !(factor > 0 && factor <= 1) {
		panic(fmt.Sprintf("nn: %s: %d epochs and factor %v, want 1 or more epochs and a factor in (0, 1]", op, epochs, factor))
	}
}

// BeginTraining sets the learning rate of the first epoch. It panics if the optimizer has none.
func (s *Schedule) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	rate := mustHaveRate("Schedule", net)
	if s.net != net || len(net.History) == 0 {
		s.net, s.first = net, *rate
	}
	*rate = s.first * s.Factor(net.nextEpoch())
}

// EndEpoch sets the learning rate of the next epoch.
func (s *Schedule) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	*mustHaveRate("Schedule", net) = s.first * s.Factor(r.Epoch+1)
	return nil
}

// mustHaveRate returns the learning rate of the network's optimizer, and panics if it has none.
func mustHaveRate(op string, net *NeuralNetwork) *float64 {
	o, ok := net.Optimizer.(interface{ Rate() *float64 })
	if !ok {
		panic(fmt.Sprintf("nn: %s: the optimizer %T has no learning rate; leave the schedule out or choose another optimizer",
			op, net.Optimizer))
	}
	return o.Rate()
}

// ReduceOnPlateau is a [Callback] that multiplies the learning rate by Factor when the monitored value
// has not improved for Patience epochs, but never below Least.
//
//	epoch          1    2    3    4    5    6    7
//	val_loss       5    4    4    4    3    3    3        Patience 2, Factor 0.5
//	learning rate  0.1  0.1  0.1  0.1  0.05 0.05 0.05     and 0.025 from epoch 8 on
//
// Slide: Back-propagation algorithm (learning rate)
type ReduceOnPlateau struct {
	Monitor  Monitor // the value to monitor, ValLoss by default
	Mode     Mode    // whether smaller or larger values are better, Auto by default
	MinDelta float64 // a change must be larger than this to count as an improvement
	Patience int     // epochs without improvement before the learning rate is reduced
	Factor   float64 // by which it is multiplied, in (0, 1)
	Least    float64 // the smallest learning rate

	improvement improvement
	waited      int // epochs since the last improvement
}

// NewReduceOnPlateau returns a schedule that divides the learning rate by 10 after patience epochs
// without a lower validation loss.
func NewReduceOnPlateau(patience int) *ReduceOnPlateau {
	return &ReduceOnPlateau{Patience: patience, Factor: 0.1}
}

// BeginTraining panics if a field does not suit the training.
func (s *ReduceOnPlateau) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	if s.Patience < 1 || !(s.Factor > 0 && s.Factor < 1) || !(s.Least >= 0) {
		panic(fmt.Sprintf("nn: ReduceOnPlateau: Patience %d, Factor %v, Least %v: want 1 or more, a factor in (0, 1), and 0 or more",
			s.Patience, s.Factor, s.Least))
	}
	mustHaveRate("ReduceOnPlateau", net)
	if !s.improvement.begin("ReduceOnPlateau", s.Monitor, s.Mode, s.MinDelta, net, validation) {
		s.waited = 0
	}
}

// EndEpoch reduces the learning rate after Patience epochs without improvement.
func (s *ReduceOnPlateau) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if s.improvement.update(r) {
		s.waited = 0
		return nil
	}
	s.waited++
	if s.waited >= s.Patience {
		s.waited = 0
		rate := mustHaveRate("ReduceOnPlateau", net)
		*rate = min(*rate, max(s.Factor**rate, s.Least))
	}
	return nil
}
