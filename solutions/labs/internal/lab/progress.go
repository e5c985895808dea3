package lab

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"nn"
)

// Columns returns the width of the terminal in characters, according to the variable COLUMNS: 80
// unless it is set to 20 or more.
func Columns() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 20 {
		return min(n, 1000)
	}
	return 80
}

// statusLine is a line that changes while a program works. It appears only on a terminal that can
// move its cursor back. It uses no colours.
type statusLine struct {
	w       io.Writer
	visible bool
	drawn   time.Time
	length  int // of the text on the screen
}

func newStatusLine(w io.Writer) *statusLine {
	return &statusLine{w: w, visible: IsTerminal(w) && os.Getenv("TERM") != "dumb"}
}

// show replaces the line, at most ten times per second. It cuts text that is too long.
func (l *statusLine) show(text func() string) {
	if !l.visible || time.Since(l.drawn) < time.Second/10 {
		return
	}
	l.drawn = time.Now()
	s := text()
	s = s[:min(len(s), Columns()-1)] // in the last column, some terminals begin a new line
	fmt.Fprintf(l.w, "\r%-*s", l.length, s)
	l.length = len(s)
}

// clear removes the line.
func (l *statusLine) clear() {
	if l.length > 0 {
		fmt.Fprintf(l.w, "\r%*s\r", l.length, "")
		l.length = 0
	}
}

// bar returns the text before and after a bar that shows the share done, 0 to 1. The bar fits
// between them, or is left out.
func bar(before string, share float64, after string) string {
	n := min(30, Columns()-1-len(before)-len(after)-len(" [] "))
	if n < 5 {
		return before + ", " + after
	}
	full := min(int(share*float64(n)), n)
	return fmt.Sprintf("%s [%s%s] %s", before, strings.Repeat("=", full), strings.Repeat(" ", n-full), after)
}

// timeLeft estimates the remaining time from the share done since start.
func timeLeft(start time.Time, share float64) string {
	left := float64(time.Since(start)) * (1 - share) / share
	return time.Duration(left).Round(time.Second).String() + " left"
}

// ProgressBar is an [nn.Callback] that draws a bar on a terminal while a network trains.
type ProgressBar struct {
	line        *statusLine
	first, last int // epochs of this Fit
	start       time.Time
}

// NewProgressBar returns a progress bar that draws on w if w is a terminal.
func NewProgressBar(w io.Writer) *ProgressBar { return &ProgressBar{line: newStatusLine(w)} }

// BeginTraining starts the clock.
func (p *ProgressBar) BeginTraining(net *nn.NeuralNetwork, train, validation *nn.Dataset) {
	p.first, p.start = 1, time.Now()
	if n := len(net.History); n > 0 {
		p.first = net.History[n-1].Epoch + 1
	}
	p.last = p.first + net.Epochs - 1
}

// EndBatch draws the bar, and removes it after the last batch of an epoch, because Fit then prints
// a line.
func (p *ProgressBar) EndBatch(net *nn.NeuralNetwork, b nn.BatchRecord) error {
	if b.Done == b.Examples {
		p.line.clear()
		return nil
	}
	p.line.show(func() string {
		done := (b.Epoch-p.first)*b.Examples + b.Done
		share := float64(done) / float64((p.last-p.first+1)*b.Examples)
		return bar(fmt.Sprintf("epoch %d/%d", b.Epoch, p.last), share, timeLeft(p.start, share))
	})
	return nil
}

// EndEpoch does nothing.
func (p *ProgressBar) EndEpoch(net *nn.NeuralNetwork, r nn.EpochRecord) error { return nil }

// EndTraining removes the bar.
func (p *ProgressBar) EndTraining(net *nn.NeuralNetwork, err error) { p.line.clear() }

// Counter draws a bar on a terminal for a number of equal tasks.
type Counter struct {
	line      *statusLine
	name      string // of the tasks
	done, all int
	start     time.Time
}

// NewCounter returns a counter that draws on w if w is a terminal.
func NewCounter(w io.Writer, name string, all int) *Counter {
	return &Counter{line: newStatusLine(w), name: name, all: all, start: time.Now()}
}

// Add counts one more task that is done.
func (c *Counter) Add() {
	c.done++
	c.line.show(func() string {
		share := float64(c.done) / float64(c.all)
		return bar(fmt.Sprintf("%s %d/%d", c.name, c.done, c.all), share, timeLeft(c.start, share))
	})
}

// Clear removes the bar.
func (c *Counter) Clear() { c.line.clear() }

// progressLine shows the progress of a download: continuously on a terminal, otherwise at the end.
type progressLine struct {
	line        *statusLine
	done, total int64 // bytes; total is negative if it is unknown
	start       time.Time
}

func newProgressLine(w io.Writer, total int64) *progressLine {
	return &progressLine{line: newStatusLine(w), total: total, start: time.Now()}
}

// add counts n more bytes.
func (l *progressLine) add(n int) {
	l.done += int64(n)
	l.line.show(func() string {
		text := "  " + megabytes(l.done)
		if l.done > 0 && l.done <= l.total {
			share := float64(l.done) / float64(l.total)
			text += fmt.Sprintf(" of %s, %s", megabytes(l.total), timeLeft(l.start, share))
		}
		return text
	})
}

// end removes the line and, if the download was successful, prints its size and duration.
func (l *progressLine) end(ok bool) {
	l.line.clear()
	if ok {
		fmt.Fprintf(l.line.w, "  %s in %.1f s\n", megabytes(l.done), time.Since(l.start).Seconds())
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
