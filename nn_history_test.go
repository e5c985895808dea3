package nn

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
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
			{Epoch: 1, Loss: 0.5, Metric: 0.25, ValLoss: 1e-300, ValMetric: 1, Seconds: 0.125},
			{Epoch: 2, Loss: 1. / 3, Metric: 0, ValLoss: 123456789, ValMetric: 1e21, Seconds: 60},
		}, "1,0.5,0.25,1e-300,1,0.125\n2,0.3333333333333333,0,1.23456789e+08,1e+21,60\n"},
		{"no validation set",
			History{{Epoch: 1, Loss: 0.5, Metric: 0.25, ValLoss: nan, ValMetric: nan, Seconds: 1}},
			"1,0.5,0.25,,,1\n"},
		{"no metric",
			History{{Epoch: 1, Loss: 0.5, Metric: nan, ValLoss: 2, ValMetric: nan, Seconds: 1}},
			"1,0.5,,2,,1\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := c.h.WriteCSV(&b); err != nil {
				t.Fatal(err)
			}
			if got, want := b.String(),
				"epoch,loss,metric,val_loss,val_metric,seconds\n"+c.want; got != want {
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

func TestEpochRecordString(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		r    EpochRecord
		want string
	}{
		{EpochRecord{Epoch: 3, Loss: 0.12345, Metric: 0.5, ValLoss: 2, ValMetric: 1,
			Seconds: 1.239},
			"epoch 3  loss 0.1235  metric 0.5000  val_loss 2.0000  val_metric 1.0000  1.24 s"},
		{EpochRecord{Epoch: 12, Loss: 1, Metric: 0.5, ValLoss: nan, ValMetric: nan},
			"epoch 12  loss 1.0000  metric 0.5000  0.00 s"},
		{EpochRecord{Epoch: 1, Loss: 1, Metric: nan, ValLoss: 0.25, ValMetric: nan},
			"epoch 1  loss 1.0000  val_loss 0.2500  0.00 s"},
		{EpochRecord{Epoch: 1, Loss: 1.23456e40, Metric: -2e-5, ValLoss: math.Inf(1), ValMetric: -123456789},
			"epoch 1  loss 1.2346e+40  metric 0.0000  val_loss +Inf  val_metric -123456789.0000  0.00 s"},
	} {
		if got := c.r.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestVerbose: to anything but a terminal Fit writes one line an epoch, and to nil nothing.
func TestVerbose(t *testing.T) {
	var b bytes.Buffer
	net, d := tinyNetwork(1)
	net.Verbose = &b
	if err := net.Fit(d, d); err != nil {
		t.Fatal(err)
	}
	number := `-?\d+\.\d{4}`
	lines := ""
	for epoch := 1; epoch <= net.Epochs; epoch++ {
		lines += fmt.Sprintf(`epoch %d  loss %s  metric %s  val_loss %s  val_metric %s  \d+\.\d\d s\n`,
			epoch, number, number, number, number)
	}
	if got := b.String(); !regexp.MustCompile(`^` + lines + `$`).MatchString(got) {
		t.Errorf("got\n%s\nwant the form\n%s", got, lines)
	}
	if !strings.HasPrefix(b.String(), net.History[0].String()+"\n") {
		t.Errorf("got\n%s\nwant the records of the history", b.String())
	}

	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	net, d = tinyNetwork(1)
	net.Verbose = f
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(f.Name()); strings.Count(string(text), "\n") != 3 ||
		strings.ContainsAny(string(text), "\r\x1b") {
		t.Errorf("a file gets %q", text)
	}
}

// TestProgressBar: on a terminal there is a bar between the lines, with the time that is left.
func TestProgressBar(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, terminal: true, epochs: 4, length: 100,
		start: time.Now().Add(-30 * time.Second)}
	for _, c := range []struct {
		epoch, done int
		want        string
	}{
		// 1/8 in 30 s
		{1, 50, "\r\x1b[Kepoch 1/4 [" + strings.Repeat("=", 3) + strings.Repeat(" ",
			27) + "] 3m30s left"},
		// 1/2
		{2, 100, "\r\x1b[Kepoch 2/4 [" + strings.Repeat("=", 15) + strings.Repeat(" ",
			15) + "] 30s left"},
		{4, 100, "\r\x1b[Kepoch 4/4 [" + strings.Repeat("=", 30) + "] 0s left"},
	} {
		b.Reset()
		p.drawn = time.Time{}
		if p.batch(c.epoch, c.done); b.String() != c.want {
			t.Errorf("got %q, want %q", b.String(), c.want)
		}
		b.Reset()
		if p.batch(c.epoch, c.done); b.String() != "" {
			t.Errorf("drawn again at once: %q", b.String())
		}
	}
	b.Reset()
	if p.epoch(EpochRecord{Epoch: 1, Loss: 1, Metric: math.NaN(),
		ValLoss: math.NaN()}); !strings.HasPrefix(b.String(), "\r\x1b[Kepoch 1  loss 1.0000") {
		t.Errorf("the line of an epoch is %q", b.String())
	}
	b.Reset()
	if p.clear(); b.String() != "\r\x1b[K" {
		t.Errorf("cleared by %q", b.String())
	}
	b.Reset()
	p.terminal = false
	if p.clear(); b.String() != "" {
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
