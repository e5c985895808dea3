package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"nn/solutions/labs/internal/digits"
)

// canceller is an output that presses Ctrl-C as soon as so many trials have finished.
type canceller struct {
	strings.Builder
	trials int
	cancel func()
}

func (w *canceller) Write(p []byte) (int, error) {
	n, err := w.Builder.Write(p)
	if strings.Count(w.String(), "/6  trial ") == w.trials {
		w.cancel()
	}
	return n, err
}

// interrupt runs a search until so many trials have finished.
func interrupt(t *testing.T, trials int, args ...string) (stdout string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var errs strings.Builder
	out := &canceller{trials: trials, cancel: cancel}
	code := run(ctx, args, digits.MNIST, out, &errs)
	if code != 1 || !strings.Contains(errs.String(), "interrupted after ") {
		t.Fatalf("exit code %d, want 1; stderr %q", code, errs.String())
	}
	return out.String()
}

func TestResume(t *testing.T) {
	isolate(t)
	want := ending(t, mustRun(t, with(small, "-results", "whole")...))
	for _, trials := range []int{1, 3, 5} {
		t.Run(fmt.Sprint("after ", trials), func(t *testing.T) {
			name := fmt.Sprint("after", trials)
			stdout := interrupt(t, trials, with(small, "-results", name, "-parallel", "2")...)
			mustContain(t, stdout, "\nThe trials, ranked")
			if strings.Contains(stdout, "test accuracy") {
				t.Errorf("the test has come too early:\n%s", stdout)
			}
			output := mustRun(t, "-resume", name)
			if found := ending(t, output); found != want {
				t.Errorf("resumed it is %s\nwant %s", found, want)
			}
			if n := strings.Count(output, "/6  trial "); n != 6-trials {
				t.Errorf("%d trials run after %d were done, want %d", n, trials, 6-trials)
			}
			again := mustRun(t, "-resume", name)
			mustContain(t, again, name+" already contains 6 of the trials")
			if found := ending(t, again); found != want {
				t.Errorf("resumed twice it is %s\nwant %s", found, want)
			}
		})
	}
	t.Run("while the last network is trained again", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var stderr strings.Builder
		out := &canceller{trials: 0, cancel: cancel} // with the line that describes the data
		if code := run(ctx, []string{"-resume", "whole"}, digits.MNIST, out, &stderr); code != 1 {
			t.Errorf("exit code %d, want 1", code)
		}
		mustContain(t, stderr.String(), "interrupted after 6 of 6 trials; ", "-resume whole")
	})
	t.Run("fewer trials, then more", func(t *testing.T) {
		mustRun(t, with(small, "-results", "few", "-iterations", "2")...)
		if found := ending(t, mustRun(t, "-resume", "few", "-iterations", "6")); found != want {
			t.Errorf("with 4 more trials it is %s\nwant %s", found, want)
		}
		few := ending(t, mustRun(t, with(small, "-iterations", "2")...))
		if found := ending(t, mustRun(t, "-resume", "few", "-iterations", "2")); found != few {
			t.Errorf("the first two of six are %s\nwant %s", found, few)
		}
	})
}

// Ctrl-C does not wait for the trials that are running.
func TestInterruptedAtOnce(t *testing.T) {
	isolate(t)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	long := []string{"-draw", "60", "-epochs", "3000", "-topology", "5"}
	for _, args := range [][]string{long, append(long, "-trial", "1")} {
		code, stdout, stderr := start(ctx, args...)
		if code != 1 || !strings.Contains(stderr, "interrupted") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
		if strings.Contains(stdout, "ranked") {
			t.Errorf("a table of no trials:\n%s", stdout)
		}
	}
}

func TestIncompleteLine(t *testing.T) {
	isolate(t)
	want := ending(t, mustRun(t, with(small, "-results", "whole", "-parallel", "1")...))
	content, err := os.ReadFile("whole")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(content), "\n")[:7]
	for _, tt := range []struct{ name, last string }{
		{"half", lines[6][:len(lines[6])/2]},
		{"all but the end", strings.TrimSpace(lines[6])},
		{"zeros", "\x00\x00\x00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, strings.Join(lines[:6], "")+tt.last)
			output := mustRun(t, "-resume", "file", "-parallel", "1")
			mustContain(t, output, "The last line of file is incomplete",
				"file already contains 5 of the trials", "6/6")
			if found := ending(t, output); found != want {
				t.Errorf("resumed it is %s\nwant %s", found, want)
			}
			found, err := readResults("file")
			if err != nil || len(found.trials) != 6 || found.dropped {
				t.Errorf("the file has %v, error %v, want six complete trials", found, err)
			}
		})
	}
	t.Run("of the head", func(t *testing.T) {
		for _, head := range []string{"", lines[0][:50]} {
			write(t, head)
			code, _, stderr := start(t.Context(), "-resume", "file")
			if code != 1 || !strings.Contains(stderr, "file has no complete line") {
				t.Errorf("%q: exit code %d, want 1; stderr %q", head, code, stderr)
			}
		}
	})
}

func write(t *testing.T, content string) {
	t.Helper()
	if err := os.WriteFile("file", []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestDamagedResults(t *testing.T) {
	isolate(t)
	mustRun(t, with(small, "-results", "whole", "-parallel", "1", "-iterations", "3")...)
	content, err := os.ReadFile("whole")
	if err != nil {
		t.Fatal(err)
	}
	whole := string(content)
	lines := strings.SplitAfter(whole, "\n")
	replace := func(old, new string) string {
		t.Helper()
		if !strings.Contains(whole, old) {
			t.Fatalf("the file does not contain %q:\n%s", old, whole)
		}
		return strings.Replace(whole, old, new, 1)
	}
	topology := lines[1][strings.Index(lines[1], `"topology":[`):]
	topology = topology[:strings.Index(topology, "]")+1]
	for _, tt := range []struct{ name, content, want string }{
		{"another file", "text\n", "line 1: "},
		{"another JSON", "{\"a\": 1}\n", "line 1: "},
		{"another format", replace("nn search 1", "nn search 2"),
			`line 1: the format is "nn search 2", want "nn search 1"`},
		{"no format", "{}\n" + lines[1], `line 1: the format is "", want`},
		{"a flag that is none", replace(`"lr":"`, `"lr":"x`), `line 1: -lr "x`},
		{"a flag that is missing", replace(`"epochs":"2",`, ""), `line 1: -epochs ""`},
		{"other images", replace(`"images":"`, `"images":"0`),
			"the search in file used different images"},
		{"a broken line", lines[0] + lines[1][:20] + "\n" + lines[2], "line 2: "},
		{"an empty line", lines[0] + "\n" + lines[1], "line 2: "},
		{"two trials on a line", lines[0] + strings.TrimSpace(lines[1]) + lines[2],
			"line 2: more than one value"},
		{"twice", whole + lines[2], "line 5: trial 2 occurs twice"},
		{"number 0", replace(`"trial":1`, `"trial":0`), "line 2: trial 0 occurs twice or is impossible"},
		{"number too large", replace(`"trial":1`, `"trial":55`),
			"line 2: trial 55 occurs twice or is impossible"},
		{"another configuration", replace(topology, `"topology":[99]`), "line 2: trial 1 has [99 "},
		{"no result", replace(`"epoch":2`, `"epoch":0`),
			"line 2: trial 1: the result is from epoch 0 of 2"},
		{"result too late", replace(`"epoch":2`, `"epoch":3`), "the result is from epoch 3 of 2"},
		{"an epoch too many", replace(`"Epoch":2`, `"Epoch":1},{"Epoch":2`),
			"the result is from epoch 2 of 3"},
		{"wrong epoch", replace(`"Epoch":1`, `"Epoch":7`), "epoch 1 has the number 7"},
		{"wrong accuracy", replace(`"ValMetric":`, `"ValMetric":7`),
			"epoch 1 has the number 1 and the accuracy 7"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, tt.content)
			code, _, stderr := start(t.Context(), "-resume", "file")
			if code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			mustContain(t, stderr, tt.want)
			if after, err := os.ReadFile("file"); err != nil || string(after) != tt.content {
				t.Errorf("the file has changed, error %v", err)
			}
		})
	}
	t.Run("no file", func(t *testing.T) {
		code, _, stderr := start(t.Context(), "-resume", "none")
		if code != 1 || !strings.Contains(stderr, "cannot resume the search: ") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
	})
	t.Run("from another computer", func(t *testing.T) {
		var trial Trial
		if err := json.Unmarshal([]byte(lines[1]), &trial); err != nil {
			t.Fatal(err)
		}
		trial.History[1].ValMetric = 1
		line, err := json.Marshal(trial)
		if err != nil {
			t.Fatal(err)
		}
		write(t, lines[0]+string(line)+"\n"+lines[2]+lines[3])
		mustContain(t, mustRun(t, "-resume", "file"), "validation accuracy 1.0000", "The result differs",
			"Now: validation accuracy 0.")
	})
}

func TestResumeRefusesOtherSettings(t *testing.T) {
	isolate(t)
	mustRun(t, with(small, "-results", "r", "-iterations", "1")...)
	_, train, test := images(240, 60)
	mustRun(t, "-data", mnistFolder(t, train, test), "-results", "mnist",
		"-epochs", "1", "-topology", "5", "-iterations", "1")
	for _, tt := range []struct{ args, want string }{
		{"-resume r -seed 2", "-seed 2: the search in r has 1;"},
		{"-resume r -examples 100", "-examples 100: the search in r has 10000;"},
		{"-resume r -validation 0.5", "-validation 0.5: the search in r has 0.2;"},
		{"-resume r -epochs 3", "-epochs 3: the search in r has 2;"},
		{"-resume r -batch 32", "-batch 32: the search in r has 64;"},
		{"-resume r -draw 300", "-draw 300: the search in r has 240;"},
		{"-resume r -topology 8", "-topology 8: the search in r has 8;8,6;12;"},
		{"-resume r -algorithm adam", "-algorithm adam: the search in r has adam,rmsprop,sgd_momentum;"},
		{"-resume r -lr 0.1", "-lr 0.1: the search in r has 0.01,0.001;"},
		{"-resume r -dropout 0", "-dropout 0: the search in r has 0,0.2,0.5;"},
		{"-resume r -activation tanh", "-activation tanh: the search in r has relu;"},
		{"-resume r -l1 0.1", "-l1 0.1: the search in r has 0;"},
		{"-resume r -l2 0.1", "-l2 0.1: the search in r has 0;"},
		{"-resume r -patience 1", "-patience 1: the search in r has off;"},
		{"-resume r -all", ": the search in r has "},
		{"-resume r -results s", "leave out -results"},
		{"-resume r -data .", "leave one out"},
		{"-resume r -trial 1", "-resume is for a search"},
		{"-resume mnist -draw 240", "-draw 240: the search in mnist does not have this flag;"},
	} {
		t.Run(tt.args, func(t *testing.T) {
			code, _, stderr := start(t.Context(), strings.Fields(tt.args)...)
			if code != 2 {
				t.Errorf("exit code %d, want 2", code)
			}
			mustContain(t, stderr, tt.want)
		})
	}
	t.Run("the same settings", func(t *testing.T) {
		mustRun(t, with(small, "-resume", "r", "-seed", "1", "-lr", "0.01, 0.001", "-iterations", "1")...)
		mustRun(t, "-resume", "mnist", "-algorithm", "adam,rmsprop,sgd_momentum")
	})
	t.Run("other images", func(t *testing.T) {
		train[1].Data[0] = (train[1].Data[0] + 1) % 10
		code, _, stderr := start(t.Context(), "-resume", "mnist", "-data", mnistFolder(t, train, test))
		if code != 1 || !strings.Contains(stderr, "the search in mnist used different images") {
			t.Errorf("exit code %d, want 1; stderr %q", code, stderr)
		}
	})
}

// What cannot be written ends the search at once.
func TestResultsCannotBeKept(t *testing.T) {
	f, err := os.Create(t.TempDir() + "/r")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	file := &resultsFile{File: f}
	err = file.append(Trial{})
	if err == nil || !strings.Contains(err.Error(), "cannot write the results") {
		t.Errorf("error %v, want one that says so", err)
	}
}
