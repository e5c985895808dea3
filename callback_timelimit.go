// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"time"
)

// TimeLimit is a [Callback] that stops the training when Limit has passed since the beginning of
// Fit. The current epoch is completed first.
//
// Slide: Back-propagation algorithm (stopping criterion: elapsed time)
type TimeLimit struct {
	Limit time.Duration

	start time.Time
}

// NewTimeLimit returns a TimeLimit. It panics if the limit is not positive.
func NewTimeLimit(limit time.Duration) *TimeLimit {
	if limit <= 0 {
		panic(fmt.Sprintf("nn: NewTimeLimit: limit %v, want more than 0", limit))
	}
	return &TimeLimit{Limit: limit}
}

// BeginTraining starts the clock.
func (t *TimeLimit) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	t.start = time.Now()
}

// EndEpoch stops the training if the limit has been reached.
func (t *TimeLimit) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if time.Since(t.start) < t.Limit {
		return nil
	}
	return fmt.Errorf("%w: %v have passed", ErrStop, t.Limit)
}
