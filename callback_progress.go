// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// ProgressBar is a [Callback] that draws a progress bar and the remaining time on a terminal. It
// writes nothing if the output is not a terminal, for example a file. It clears its line before Fit
// prints the results of an epoch:
//
//	net.Verbose = os.Stdout
//	net.Callbacks = append(net.Callbacks, nn.NewProgressBar(os.Stdout))
type ProgressBar struct {
	w            io.Writer
	terminal     bool
	first, last  int // first and last epoch of this Fit
	start, drawn time.Time
}

// NewProgressBar returns a progress bar that draws on w if w is a terminal.
func NewProgressBar(w io.Writer) *ProgressBar {
	p := &ProgressBar{w: w}
	if f, ok := w.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// BeginTraining starts the clock.
func (p *ProgressBar) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	p.first, p.start = net.nextEpoch(), time.Now()
	p.last = p.first + net.Epochs - 1
}

// EndBatch redraws the bar, at most ten times per second, and removes it after the last batch of an
// epoch.
func (p *ProgressBar) EndBatch(net *NeuralNetwork, b BatchRecord) error {
	if !p.terminal {
		return nil
	}
	if b.Done == b.Examples {
		p.clear()
		return nil
	}
	if time.Since(p.drawn) < time.Second/10 {
		return nil
	}
	p.drawn = time.Now()
	const width = 30
	share := float64((b.Epoch-p.first)*b.Examples+b.Done) / float64((p.last-p.first+1)*b.Examples)
	left := time.Duration(float64(time.Since(p.start)) * (1 - share) / share)
	bar := strings.Repeat("=", int(share*width)) + strings.Repeat(" ", width-int(share*width))
	fmt.Fprintf(p.w, "\r\x1b[Kepoch %d/%d [%s] %s left", b.Epoch, p.last, bar, left.Round(time.Second))
	return nil
}

// EndEpoch does nothing.
func (p *ProgressBar) EndEpoch(net *NeuralNetwork, r EpochRecord) error { return nil }

// EndTraining removes the bar, because training can end within an epoch.
func (p *ProgressBar) EndTraining(net *NeuralNetwork, err error) { p.clear() }

func (p *ProgressBar) clear() {
	if p.terminal {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
