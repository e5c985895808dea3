package main

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"nn/solutions/labs/internal/lab"
)

// program runs the program.
func program(args ...string) (code int, stdout, stderr string) {
	var out, err strings.Builder
	code = run(context.Background(), args, &out, &err)
	return code, out.String(), err.String()
}

func TestProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("trains with every algorithm")
	}
	t.Chdir(t.TempDir())
	args := []string{"-steps", "150", "-seeds", "1", "-svg", "c.svg"}
	code, out, stderr := program(args...)
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	picture, err := os.ReadFile("c.svg")
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(string(picture))); err != io.EOF; {
		if _, err = d.Token(); err != nil && err != io.EOF {
			t.Fatal(err)
		}
	}
	for _, title := range []string{"SGD", "SGD with momentum 0.9", "RMSProp", "Adam", "AdaGrad", "Rprop",
		"Quickprop", "Levenberg-Marquardt"} {
		if !strings.Contains(out, "\n"+title+" ") || !strings.Contains(string(picture), ">"+title+"<") {
			t.Errorf("%s is missing in the table or in the picture:\n%s", title, out)
		}
	}
	if marquardt := regexp.MustCompile(`Marquardt +steps( +\d\d){4}\n`); !marquardt.MatchString(out) {
		t.Errorf("Levenberg-Marquardt needs 100 steps or more:\n%s", out)
	}
	if sgd := regexp.MustCompile(`SGD +steps( +-){4} *\n`); !sgd.MatchString(out) {
		t.Errorf("SGD is there after 150 steps:\n%s", out)
	}
	seconds := regexp.MustCompile(`seconds.*`)
	_, again, _ := program(args...)
	if seconds.ReplaceAllString(again, "") != seconds.ReplaceAllString(out, "") {
		t.Errorf("a second run differs:\n%s\n%s", out, again)
	}
}

func TestProgramRefuses(t *testing.T) {
	for args, want := range map[string]string{
		"-steps 0":           "-steps 0: want 1 to",
		"-seeds 0":           "-seeds 0: want 1 to",
		"-seeds 100":         "-seeds 100: want 1 to",
		"-svg nowhere/c.svg": "there is no folder",
		"adam":               `"adam" is not a flag`,
	} {
		code, out, stderr := program(strings.Fields(args)...)
		if code != 2 || out != "" || !strings.Contains(stderr, want) {
			t.Errorf("%s: exit code %d, %q, %q; want 2, nothing and %q", args, code, out, stderr, want)
		}
	}
}

// TestRates: every learning rate is about three times the one before.
func TestRates(t *testing.T) {
	for _, a := range algorithms {
		for i := 1; i < len(a.rates); i++ {
			if ratio := a.rates[i] / a.rates[i-1]; !(ratio > 2.9 && ratio < 3.5) {
				t.Errorf("%s: %v after %v", a.Name, a.rates[i], a.rates[i-1])
			}
		}
	}
}

// TestTrain compares with Fit, which makes the same steps on its own.
func TestTrain(t *testing.T) {
	if testing.Short() {
		t.Skip("trains with every algorithm")
	}
	a := &attempt{Optimizer: lab.Optimizer{Name: "sgd", Momentum: 0.9, LearningRate: 0.1}}
	for seed := range uint64(3) {
		result := a.train(t.Context(), seed, 6000)
		net := a.newNetwork(seed)
		net.BatchSize, net.Epochs = points, result.steps[1]+1
		if err := net.Fit(wave(points, 0), nil); err != nil {
			t.Fatal(err)
		}
		for i := range 2 {
			n := result.steps[i] // the loss of epoch n+1 is that after n steps
			before, after := net.History[n-1].Loss, net.History[n].Loss
			if !(before > goals[i] && after <= goals[i]) {
				t.Errorf("seed %d: by Fit the error is %v after %d steps, %v after %d; want above %v and below",
					seed, before, n-1, after, n, goals[i])
			}
		}
		for i, s := range result.seconds {
			if !(s >= 0) || i > 0 && result.steps[i] != never && s < result.seconds[i-1] {
				t.Errorf("seed %d: %v seconds", seed, result.seconds)
			}
		}
	}
	diverges := &attempt{Optimizer: lab.Optimizer{Name: "sgd", LearningRate: 100}}
	if r := diverges.train(t.Context(), 1, math.MaxInt); r.steps != [4]int{never, never, never, never} {
		t.Errorf("SGD with learning rate 100 has reached %v", r.steps)
	}
}

func TestFastest(t *testing.T) {
	attemptOf := func(all ...[4]int) *attempt {
		a := new(attempt)
		for _, steps := range all {
			a.trainings = append(a.trainings, &training{steps: steps})
		}
		return a
	}
	early := attemptOf([4]int{1, 2, 3, never})
	lucky := attemptOf([4]int{9, 9, 9, 10}, [4]int{1, 2, never, never}, [4]int{1, 2, never, never})
	sure := attemptOf([4]int{5, 6, 7, 90}, [4]int{5, 6, 8, never}, [4]int{5, 6, 7, 80})
	sooner := attemptOf([4]int{5, 5, 7, 90}, [4]int{5, 5, 8, never}, [4]int{5, 5, 7, 80})
	for _, tt := range []struct {
		attempts []*attempt
		want     int
	}{
		{[]*attempt{early}, 0},
		{[]*attempt{early, sure}, 1},         // it reaches the smallest error
		{[]*attempt{lucky, early}, 1},        // one training of three is not the median
		{[]*attempt{sure, sooner, early}, 1}, // the same but for a larger error
	} {
		if got := fastest(tt.attempts); got != tt.attempts[tt.want] {
			t.Errorf("got %v, want attempt %d", got, tt.want)
		}
	}
	if got := sure.span(3); got != "80–never" {
		t.Errorf("the range is %q, want from 80 to never", got)
	}
	if got := early.span(3); got != "" {
		t.Errorf("the range is %q, want nothing", got)
	}
}

// All output fits on terminals of 40, 80 and 200 columns.
func TestOutputFits(t *testing.T) {
	if testing.Short() {
		t.Skip("trains with every algorithm")
	}
	for _, columns := range []int{40, 80, 200} {
		t.Setenv("COLUMNS", fmt.Sprint(columns))
		for line := range strings.Lines(output(t, "-steps", "150", "-seeds", "2")) {
			if n := utf8.RuneCountInString(line) - 1; n > columns {
				t.Errorf("%d columns: a line of %d characters: %s", columns, n, line)
			}
		}
	}
}

func output(t *testing.T, args ...string) string {
	t.Helper()
	code, out, stderr := program(args...)
	if code != 0 {
		t.Fatalf("exit code %d, stderr %q", code, stderr)
	}
	return out
}
