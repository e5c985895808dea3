package nn

import (
	"fmt"
	"time"
)

// TimeLimit is a [Callback] that stops the training at the end of the epoch in which the time has
// passed, counted from the beginning of Fit.
//
// Slide: Back-propagation algorithm (stopping criterion: elapsed time)
type TimeLimit struct {
	Limit time.Duration

	start time.Time
}

// NewTimeLimit returns a time limit. It panics if the limit is not positive.
func NewTimeLimit(limit time.Duration) *TimeLimit {
	if limit <= 0 {
		panic(fmt.Sprintf("nn: NewTimeLimit: %v, want more than 0", limit))
	}
	return &TimeLimit{Limit: limit}
}

// BeginTraining starts the clock.
func (t *TimeLimit) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	t.start = time.Now()
}

// EndEpoch stops the training if the time has passed.
func (t *TimeLimit) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if time.Since(t.start) < t.Limit {
		return nil
	}
	return fmt.Errorf("%w: %v have passed", ErrStop, t.Limit)
}
