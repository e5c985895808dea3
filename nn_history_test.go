// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

func TestHistoryCSV(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		h    History
		want string
	}{
		{"none", nil, ""},
		{"all columns", History{
			{Epoch: 1, Loss: 0.5, Metric: 0.25, ValLoss: 1e-300, ValMetric: 1, LearningRate: 0.01, Seconds: 0.125},
			{Epoch: 2, Loss: 1. / 3, Metric: 0, ValLoss: 123456789, ValMetric: 1e21, LearningRate: nan, Seconds: 60},
		}, "1,0.5,0.25,1e-300,1,0.01,0.125\n2,0.3333333333333333,0,1.23456789e+08,1e+21,,60\n"},
		{"no validation set",
			History{{Epoch: 1, Loss: 0.5, Metric: 0.25, ValLoss: nan, ValMetric: nan, LearningRate: 1, Seconds: 1}},
			"1,0.5,0.25,,,1,1\n"},
		{"no metric",
			History{{Epoch: 1, Loss: 0.5, Metric: nan, ValLoss: 2, ValMetric: nan, LearningRate: 1, Seconds: 1}},
			"1,0.5,,2,,1,1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := c.h.WriteCSV(&b); err != nil {
				t.Fatal(err)
			}
			if got, want := b.String(),
				"epoch,loss,metric,val_loss,val_metric,learning_rate,seconds\n"+c.want; got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	if err := (History{{Epoch: 1}}).WriteCSV(brokenWriter{}); !errors.Is(err, errBroken) {
		t.Errorf("a writer that fails gives the error %v", err)
	}
}

var errBroken = errors.New("the disk is full")

// brokenWriter takes some bytes and then fails.
type brokenWriter struct{}

func (brokenWriter) Write(p []byte) (int, error) { return min(len(p), 7), errBroken }
