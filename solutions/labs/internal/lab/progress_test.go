package lab

import (
	"os"
	"strings"
	"testing"
	"time"

	"nn"
)

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 80, "40": 40, "200": 200, "0": 80, "-3": 80, "x": 80, "99999": 1000} {
		t.Setenv("COLUMNS", text)
		if got := Columns(); got != want {
			t.Errorf("COLUMNS=%q: %d, want %d", text, got, want)
		}
	}
}

// Bars fit on the screen, whatever its width, and use no escape sequences.
func TestBarsFit(t *testing.T) {
	for columns, brackets := range map[string]bool{"20": false, "40": true, "80": true, "200": true} {
		t.Setenv("COLUMNS", columns)
		var w strings.Builder
		net := &nn.NeuralNetwork{Epochs: 10}
		p := &ProgressBar{line: &statusLine{w: &w, visible: true}}
		p.BeginTraining(net, nil, nil)
		p.start = time.Now().Add(-time.Hour)
		p.EndBatch(net, nn.BatchRecord{Epoch: 4, Done: 50, Examples: 100})
		line := strings.TrimPrefix(w.String(), "\r")
		if len(line) >= Columns() || !strings.HasPrefix(line, "epoch 4/10") || strings.Contains(line, "[") != brackets {
			t.Errorf("%s columns: %q", columns, line)
		}
		if brackets && !strings.HasSuffix(line, "] 1h51m26s left") {
			t.Errorf("%s columns: %q, want 1h51m26s left, because 35 %% is done after an hour", columns, line)
		}
		p.EndTraining(net, nil)
		if after := w.String(); strings.Contains(after, "\x1b") || !strings.HasSuffix(after, "\r") {
			t.Errorf("%s columns: %q", columns, after)
		}
	}
}

// A terminal that cannot move its cursor gets no bars.
func TestDumbTerminal(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0) // a character device, like a terminal
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	for term, want := range map[string]bool{"xterm": true, "dumb": false} {
		t.Setenv("TERM", term)
		if got := newStatusLine(null).visible; got != want {
			t.Errorf("TERM=%s: visible %v, want %v", term, got, want)
		}
	}
}
