package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"nn"
	"nn/solutions/labs/internal/digits"
)

// TestMain runs the program itself if a test has started this binary as one.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_MNIST") != "" {
		main()
	}
	os.Exit(m.Run())
}

// command returns the program as a process. It is killed after two minutes.
func command(t *testing.T, args ...string) (cmd *exec.Cmd, stderr *bytes.Buffer) {
	t.Helper()
	if runtime.GOOS == "windows" || runtime.GOOS == "js" {
		t.Skip("no signals and pipes as on Unix")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	cmd = exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), "RUN_MNIST=1")
	stderr = new(bytes.Buffer)
	cmd.Stderr = stderr
	return cmd, stderr
}

// waitFor starts the program and reads its output up to the text.
func waitFor(t *testing.T, cmd *exec.Cmd, text string) (stdout io.ReadCloser, rest *bufio.Reader) {
	t.Helper()
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	r := bufio.NewReader(stdout)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			t.Fatalf("no %q: %v", text, err)
		}
		if strings.Contains(line, text) {
			return stdout, r
		}
	}
}

var endless = []string{"-draw", "600", "-epochs", "1000000", "-hidden", "20", "-save", "weights.json",
	"-history", "history.csv", "-curves", "curves.svg", "-report", "page.html"}

func exitCode(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode() // -1 if a signal has ended the process
	}
	return 0
}

// Ctrl-C and SIGTERM end the training and keep the weights, the history, the curves and the report.
func TestInterrupted(t *testing.T) {
	for _, sig := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(sig.String(), func(t *testing.T) {
			isolate(t)
			cmd, stderr := command(t, endless...)
			_, r := waitFor(t, cmd, "epoch 2 ")
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			rest, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			if code := exitCode(cmd.Wait()); code != 1 || !strings.Contains(stderr.String(), "mnist: interrupted ") {
				t.Fatalf("exit code %d, want 1; stderr %q", code, stderr)
			}
			mustBeAlone(t, "curves.svg", "history.csv", "page.html", "weights.json")
			for name, mark := range map[string]string{
				"curves.svg": "Handwritten digits (interrupted)", "history.csv": ",seconds,interrupted\n1,",
				"page.html": "<dt>Interrupted</dt>", "weights.json": `{"interrupted":"`,
			} {
				content, err := os.ReadFile(name)
				if err != nil || !strings.Contains(string(content), mark) {
					t.Errorf("%s: error %v, no %s in\n%.300s", name, err, mark, content)
				}
			}
			again := mustRun(t, mnist, "-draw", "600", "-epochs", "0", "-hidden", "20", "-load", "weights.json")
			if mustEnd(t, again)[0] != mustEnd(t, string(rest))[0] {
				t.Errorf("%s with the saved weights, and %s before", mustEnd(t, again)[0], mustEnd(t, string(rest))[0])
			}
			plain := nn.NeuralNetwork{}
			if err := plain.LoadWeights("weights.json"); err == nil || !strings.Contains(err.Error(), "the file has 4 layers") {
				t.Errorf("LoadWeights of package nn: %v, want to see the layers", err)
			}
		})
	}
}

// An interruption in the first epoch keeps the weights and has no curves to draw.
func TestInterruptedEarly(t *testing.T) {
	isolate(t)
	args := append([]string{"-batch", "1"}, endless...)
	args[2], args[3] = "-draw", "3000"
	cmd, stderr := command(t, args...)
	stdout, _ := waitFor(t, cmd, "Training: ")
	defer stdout.Close()
	go io.Copy(io.Discard, stdout)
	time.Sleep(20 * time.Millisecond)
	cmd.Process.Signal(os.Interrupt)
	if code := exitCode(cmd.Wait()); code != 1 || !strings.Contains(stderr.String(), "interrupted in epoch 1, after ") {
		t.Fatalf("exit code %d, want 1; stderr %q", code, stderr)
	}
	mustBeAlone(t, "history.csv", "page.html", "weights.json")
}

// An interruption while images are drawn does not wait for them.
func TestInterruptedBeforeTheTraining(t *testing.T) {
	isolate(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr strings.Builder
	code := run(ctx, []string{"-draw", "6000", "-save", "weights.json"}, digits.Publication{}, &stdout, &stderr)
	if code != 1 || stdout.String() != "" || stderr.String() != "mnist: interrupted before the training\n" {
		t.Errorf("exit code %d, stderr %q, output\n%s", code, stderr.String(), stdout.String())
	}
	mustBeAlone(t)
}

// Ctrl-C during a comparison keeps the algorithms before it.
func TestCompareInterrupted(t *testing.T) {
	isolate(t)
	cmd, stderr := command(t, "-compare", "-draw", "120", "-hidden", "20", "-epochs", "60", "-report", "page.html")
	_, r := waitFor(t, cmd, "RMSProp, learning rate")
	cmd.Process.Signal(os.Interrupt)
	rest, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if code := exitCode(cmd.Wait()); code != 1 || !regexp.MustCompile(`interrupted (after|in) epoch .* of [A-Z]`).MatchString(stderr.String()) {
		t.Fatalf("exit code %d, want 1; stderr %q", code, stderr)
	}
	mustContain(t, string(rest), "\nAdam  ")
	mustBeSVG(t, "mnist-compare.svg", "Adam", "(interrupted)")
	mustContain(t, readPage(t, "page.html"), "<dt>Interrupted</dt>", ">Adam</th>")
}

// A standard output that cannot be written is an error, and the files are still written.
func TestStdoutCannotBeWritten(t *testing.T) {
	t.Run("full disk", func(t *testing.T) {
		isolate(t)
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			t.Skip("no /dev/full: ", err)
		}
		defer full.Close()
		cmd, stderr := command(t, endless...)
		cmd.Stdout = full
		if code := exitCode(cmd.Run()); code != 1 || !strings.Contains(stderr.String(), "cannot write the standard output: ") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
	})
	t.Run("closed pipe", func(t *testing.T) {
		isolate(t)
		cmd, stderr := command(t, endless...)
		stdout, _ := waitFor(t, cmd, "epoch 1 ")
		stdout.Close()
		if code := exitCode(cmd.Wait()); code != 1 || !strings.Contains(stderr.String(), "cannot write the standard output: ") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
		mustBeAlone(t, "curves.svg", "history.csv", "page.html", "weights.json")
	})
}
