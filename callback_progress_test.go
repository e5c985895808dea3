// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"math"
	"os"
	"strings"
	"testing"
	"time"
)

// TestProgressBar: on a terminal there is a bar between the lines, with the time that is left.
func TestProgressBar(t *testing.T) {
	var b bytes.Buffer
	p := &ProgressBar{w: &b, terminal: true, first: 1, last: 4,
		start: time.Now().Add(-30 * time.Second)}
	batch := func(epoch, done int) { p.EndBatch(nil, BatchRecord{Epoch: epoch, Done: done, Examples: 100}) }
	for _, c := range []struct {
		epoch, done int
		want        string
	}{
		// 1/8 in 30 s
		{1, 50, "\r\x1b[Kepoch 1/4 [" + strings.Repeat("=", 3) + strings.Repeat(" ",
			27) + "] 3m30s left"},
		// 1/2
		{3, 0, "\r\x1b[Kepoch 3/4 [" + strings.Repeat("=", 15) + strings.Repeat(" ",
			15) + "] 30s left"},
		{4, 99, "\r\x1b[Kepoch 4/4 [" + strings.Repeat("=", 29) + " ] 0s left"},
	} {
		b.Reset()
		p.drawn = time.Time{}
		if batch(c.epoch, c.done); b.String() != c.want {
			t.Errorf("got %q, want %q", b.String(), c.want)
		}
		b.Reset()
		if batch(c.epoch, c.done); b.String() != "" {
			t.Errorf("drawn again at once: %q", b.String())
		}
	}
	b.Reset()
	if batch(1, 100); b.String() != "\r\x1b[K" {
		t.Errorf("after the last batch of an epoch: %q, want the bar removed", b.String())
	}
	b.Reset()
	if p.EndTraining(nil, nil); b.String() != "\r\x1b[K" {
		t.Errorf("cleared by %q", b.String())
	}
	b.Reset()
	p.terminal = false
	if p.EndTraining(nil, nil); b.String() != "" {
		t.Errorf("a file is cleared by %q", b.String())
	}
}

// TestFitOnATerminal: Fit draws the bar, and takes it away also when training ends within an epoch.
func TestFitOnATerminal(t *testing.T) {
	terminal, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no terminal here: ", err)
	}
	defer terminal.Close()
	net, d := tinyNetwork(1)
	net.Verbose, net.BatchSize = terminal, 5
	net.Callbacks = []Callback{NewProgressBar(terminal)}
	net.Optimizer = NewSGD(math.MaxFloat64, 0)
	d.Y.Scale(100, d.Y)
	wantError(t, net.Fit(d, nil), "epoch 1, batch 2")

	// What is written comes back as if it were typed, control characters in letters.
	text, part := "", make([]byte, 1000)
	for !strings.Contains(text, "left\r\n^[[K") {
		if err := terminal.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
			t.Skip("a terminal that may keep us waiting: ", err)
		}
		n, err := terminal.Read(part)
		if text += string(part[:n]); err != nil && text == "" {
			t.Skip("a terminal without an echo: ", err)
		} else if err != nil {
			t.Fatalf("Fit has written %q and no end of the bar, %v", text, err)
		}
	}
	if !strings.Contains(text, "^[[Kepoch 1/3 [=====     ") {
		t.Errorf("Fit has written %q, want a bar after one of two batches of one of three epochs", text)
	}
}
