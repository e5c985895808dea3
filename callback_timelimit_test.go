// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// A limit that has passed ends training with the epoch, not within it.
func TestTimeLimit(t *testing.T) {
	for _, c := range []struct {
		name   string
		limit  time.Duration
		epochs int
	}{
		{"plenty", time.Hour, 4},
		{"passed at once", time.Nanosecond, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			net, train, _ := playing([]float64{4, 3, 2, 1}, TrainLoss)
			var said bytes.Buffer
			net.Callbacks, net.Verbose = []Callback{NewTimeLimit(c.limit)}, &said
			if err := net.Fit(train, nil); err != nil {
				t.Fatal(err)
			}
			if len(net.History) != c.epochs {
				t.Errorf("%d epochs, want %d", len(net.History), c.epochs)
			}
			stopped := strings.Contains(said.String(), "stopped: 1ns have passed")
			if stopped != (c.epochs < 4) {
				t.Errorf("Verbose says\n%s", said.String())
			}
		})
	}
}

func TestTimeLimitRefuses(t *testing.T) {
	for _, limit := range []time.Duration{0, -time.Second} {
		mustPanicWith(t, func() { NewTimeLimit(limit) }, "nn: NewTimeLimit: ", "more than 0")
	}
}
