package lab

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"nn"
)

// TestMain runs a program that ignores the first Ctrl-C, if a test has started this binary as one.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_LAB") != "" {
		Main(func(ctx context.Context, args []string, stdout, stderr io.Writer) int {
			fmt.Println("started")
			<-ctx.Done()
			fmt.Println("interrupted")
			time.Sleep(time.Minute)
			return 0
		})
	}
	os.Exit(m.Run())
}

// The second Ctrl-C ends a program that has not reacted to the first one.
func TestSecondInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		t.Skip("no signals as on Unix")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "RUN_LAB=1")
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil && strings.Contains(err.Error(), "exec format error") {
		t.Skip("an emulator runs this test, and the system cannot run its binary")
	}
	if err != nil {
		t.Fatal(err)
	}
	start, lines := time.Now(), bufio.NewScanner(stdout)
	for _, want := range []string{"started", "interrupted"} {
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("line %q, want %q", lines.Text(), want)
		}
		time.Sleep(10 * time.Millisecond) // the context ends a moment before the default is back
		cmd.Process.Signal(os.Interrupt)
	}
	if err := cmd.Wait(); err == nil || time.Since(start) > 30*time.Second {
		t.Errorf("error %v after %v, want the process to end early", err, time.Since(start))
	}
}

// xorNetwork returns a network that has four mini-batches per epoch on nn.XOR.
func xorNetwork(units ...int) *nn.NeuralNetwork {
	net := nn.NewNeuralNetwork(2, &nn.MeanSquaredError{}, nn.NewSGD(0.1, 0), rand.New(rand.NewPCG(1, 2)))
	for _, n := range append(units, 1) {
		net.Add(nn.NewDenseLayer(n), nn.NewTanhActivation())
	}
	net.Epochs, net.BatchSize = 3, 1
	return net
}

// cancelAt ends a context after a mini-batch.
type cancelAt struct {
	epoch, batch int
	cancel       func()
}

func (c cancelAt) EndEpoch(*nn.NeuralNetwork, nn.EpochRecord) error { return nil }
func (c cancelAt) EndBatch(_ *nn.NeuralNetwork, b nn.BatchRecord) error {
	if b.Epoch == c.epoch && b.Batch == c.batch {
		c.cancel()
	}
	return nil
}

func TestStopper(t *testing.T) {
	for _, tt := range []struct {
		epoch, batch, epochs int
		where                string
	}{
		{1, 1, 0, "in epoch 1, after 1 of 4 examples"},
		{2, 3, 1, "in epoch 2, after 3 of 4 examples"},
		{2, 4, 2, "after epoch 2"},
		{3, 4, 3, ""}, // nothing is left to interrupt
		{9, 9, 3, ""},
	} {
		t.Run(fmt.Sprint(tt.epoch, " ", tt.batch), func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s, net := NewStopper(ctx), xorNetwork()
			net.Callbacks = []nn.Callback{cancelAt{tt.epoch, tt.batch, cancel}, s}
			if err := net.Fit(nn.XOR(), nil); err != nil {
				t.Fatal(err)
			}
			if s.Where != tt.where || len(net.History) != tt.epochs {
				t.Errorf("%d epochs, interrupted %q; want %d and %q", len(net.History), s.Where, tt.epochs, tt.where)
			}
			if err := s.Err(); errors.Is(err, ErrInterrupted) != (tt.where != "") || (err == nil) != (tt.where == "") {
				t.Errorf("error %v", err)
			}
		})
	}
	t.Run("second Fit", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s, net := NewStopper(ctx), xorNetwork()
		net.Callbacks = []nn.Callback{cancelAt{5, 4, cancel}, s}
		if err := errors.Join(net.Fit(nn.XOR(), nil), net.Fit(nn.XOR(), nil)); err != nil {
			t.Fatal(err)
		}
		if s.Where != "after epoch 5" {
			t.Errorf("interrupted %q, want after epoch 5 of 6", s.Where)
		}
	})
}

// A full disk or a closed pipe on standard output ends the program with an error.
func TestRunReportsStdout(t *testing.T) {
	interrupted := fmt.Errorf("%w after epoch 1", ErrInterrupted)
	for _, result := range []error{nil, interrupted, flag.ErrHelp, syscall.ENOSPC} {
		var stderr strings.Builder
		code := Run(t.Context(), "lab", fullDisk{}, &stderr, func(ctx context.Context, out io.Writer) error {
			fmt.Fprintln(out, "line")
			if ctx.Err() == nil {
				t.Error("the context has not ended")
			}
			return result
		})
		want := "lab: cannot write the standard output: " + syscall.ENOSPC.Error()
		if result == interrupted {
			want += "; interrupted after epoch 1"
		}
		if code != 1 || stderr.String() != want+"\n" {
			t.Errorf("after %v: exit code %d, stderr %q, want %q", result, code, &stderr, want)
		}
	}
}

func TestHistoryCSV(t *testing.T) {
	history := nn.History{{Epoch: 1, Loss: 2}, {Epoch: 2, Loss: 1}}
	for _, tt := range []struct {
		h           nn.History
		interrupted string
		last        []string // fields of the last column
	}{
		{history, "", []string{"seconds", "0", "0"}},
		{history, "after epoch 2", []string{"interrupted", "", "after epoch 2"}},
		{nil, "in epoch 1, after 1 of 4 examples", []string{"interrupted"}},
	} {
		var text strings.Builder
		if err := HistoryCSV(tt.h, tt.interrupted)(&text); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(strings.NewReader(text.String())).ReadAll()
		if err != nil || len(records) != len(tt.last) {
			t.Fatalf("%q: %d records, error %v", tt.interrupted, len(records), err)
		}
		for i, r := range records {
			if r[len(r)-1] != tt.last[i] {
				t.Errorf("%q: record %d ends with %q, want %q", tt.interrupted, i, r[len(r)-1], tt.last[i])
			}
		}
	}
	if err := HistoryCSV(history, "x")(fullDisk{}); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("error %v, want that of the disk", err)
	}
}

func TestNetworkJSONAndLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "weights.json")
	saved := xorNetwork(3, 2)
	for _, words := range [][]string{nil, {`{"a"}`, "ü}"}} {
		notes := Notes{Words: words}
		if words != nil {
			notes.Interrupted = "after epoch 2"
		}
		if err := SaveFile(path, NetworkJSON(saved, notes)); err != nil {
			t.Fatal(err)
		}
		file, err := ReadNetworkFile(path)
		if err != nil || file.Interrupted != notes.Interrupted || strings.Join(file.Words, " ") != strings.Join(words, " ") {
			t.Errorf("%+v, error %v, want %+v", file, err, notes)
		}
		loaded := xorNetwork(3, 2)
		loaded.Params()[0].Value.Data[0]++
		if err := Load(path, loaded, Units{3, 2}); err != nil || !loaded.Params()[0].Value.Equal(saved.Params()[0].Value) {
			t.Errorf("other weights, error %v", err)
		}
	}
	err := Load(path, xorNetwork(4), Units{4})
	if err == nil || !strings.Contains(err.Error(), `-hidden "4" does not fit`) || !strings.Contains(err.Error(), "use -hidden 3,2") {
		t.Errorf("error %v, want one that names both topologies", err)
	}
	half := filepath.Join(t.TempDir(), "half.json")
	content, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(half, content[:len(content)/2], 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := Load(half, xorNetwork(3, 2), Units{3, 2}); err == nil || !strings.Contains(err.Error(), "not a complete weights file") {
		t.Errorf("half a file: error %v", err)
	}
}

// A context that ends while data are read ends a lab before the training.
func TestUntil(t *testing.T) {
	broken := errors.New("broken")
	for _, want := range []error{nil, broken} {
		if n, err := Until(t.Context(), func() (int, error) { return 7, want }); n != 7 || err != want {
			t.Errorf("got %d and %v, want 7 and %v", n, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	end := make(chan bool)
	defer close(end)
	n, err := Until(ctx, func() (int, error) { cancel(); <-end; return 7, nil })
	if n != 0 || !errors.Is(err, ErrInterrupted) || !strings.Contains(err.Error(), "before the training") {
		t.Errorf("got %d and %v, want an interruption before the training", n, err)
	}
}
