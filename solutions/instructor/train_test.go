package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestTrain runs exercises/train with the worked answers, with stubs, and with LONG also with mistakes.
func TestTrain(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	c := open(t)
	answers, stubs := map[string][]byte{}, map[string][]byte{}
	var functions []string // that students write, in their order
	for _, e := range c.exercises {
		answer, stub := answerAndStub(t, c, e.name)
		answers[e.stub()], stubs[e.stub()] = []byte(answer), []byte(stub)
		if e.name == "15-gradient-check" { // training does not need it
			continue
		}
		for _, m := range regexp.MustCompile(`panic\("not written yet: (.*)"\)`).
			FindAllStringSubmatch(stub, -1) {
			functions = append(functions, m[1])
		}
	}

	t.Run("answers", func(t *testing.T) {
		out, errors := train(t, c, answers, true)
		m := regexp.MustCompile(`\naccuracy (0\.\d+|1\.000) on \d+ pictures that the network had never seen`).
			FindStringSubmatch(out)
		if m == nil || errors != "" {
			t.Fatalf("no accuracy; errors %q, output\n%s", errors, out)
		}
		if accuracy, _ := strconv.ParseFloat(m[1], 64); accuracy < 0.95 {
			t.Errorf("accuracy %v, want 0.95 at least:\n%s", accuracy, out)
		}
		t.Log(out[strings.LastIndex(strings.TrimSpace(out), "\n")+1:])
	})
	t.Run("stubs", func(t *testing.T) {
		want := sentenceFor(regexp.QuoteMeta(functions[0]), c.exercises[0])
		if out, errors := train(t, c, stubs, false); out != "" || !want.MatchString(errors) {
			t.Errorf("it says %q and %q, want one sentence that names %s", out, errors, functions[0])
		}
	})
	t.Run("one stub among answers", func(t *testing.T) {
		onlyLong(t)
		e := c.exercises[9]
		want := sentenceFor(`\S+`, e)
		out, errors := train(t, c, with(answers, e.stub(), stubs[e.stub()]), false)
		if out != "" || !want.MatchString(errors) {
			t.Errorf("it says %q and %q, want one sentence that names a function of %s", out, errors, e.name)
		}
	})
	t.Run("every function is looked for", func(t *testing.T) {
		calls := map[string][]byte{}
		for name, stub := range stubs {
			calls[name] = regexp.MustCompile(`panic\("not written yet: (.*)"\)`).
				ReplaceAll(stub, []byte(`println("called: $1"); panic("")`))
		}
		_, errors := train(t, c, calls, false)
		var called []string
		for line := range strings.Lines(errors) {
			if name, ok := strings.CutPrefix(line, "called: "); ok {
				called = append(called, strings.TrimSpace(name))
			}
		}
		if got, want := strings.Join(called, "\n"),
			strings.Join(functions, "\n"); !strings.HasPrefix(got, want) {
			t.Errorf("called are\n%s\nwant first\n%s", got, want)
		}
	})
	t.Run("a wrong derivative", func(t *testing.T) {
		onlyLong(t)
		e := c.exercises[2]
		m, err := os.ReadFile(filepath.Join(c.root, "solutions", e.name, "testdata", "mistakes",
			"weights_error_mean.go"))
		if err != nil {
			t.Fatal(err)
		}
		wrong, err := makeMistake("weights_error_mean.go", answers[e.stub()], m)
		if err != nil {
			t.Fatal(err)
		}
		if _, errors := train(t, c, with(answers, e.stub(), wrong.code),
			false); !strings.HasPrefix(errors, "backward propagation is wrong") {
			t.Errorf("it says %q", errors)
		}
	})
	t.Run("a panic", func(t *testing.T) {
		onlyLong(t)
		e := c.exercises[12]
		wrong := bytes.Replace(answers[e.stub()], []byte("Y.Set(i, k, 1)"), []byte("Y.Set(i, k+5, 1)"), 1)
		_, errors := train(t, c, with(answers, e.stub(), wrong), false)
		want := regexp.MustCompile(`^panic at ` + e.name + `/` + e.file() + `:\d+: .*; ` +
			`do its tests pass\? go test \./` + e.name + `\n$`)
		if !want.MatchString(errors) {
			t.Errorf("it says %q", errors)
		}
	})
}

// sentenceFor returns the program's message for an unwritten function of e.
func sentenceFor(function string, e *exercise) *regexp.Regexp {
	at := e.name + `/` + e.file() + `:\d+`
	return regexp.MustCompile(`^` + function + ` is not written yet, in ` + at + `: .*\n$`)
}

// with returns files after replacing one of them.
func with(files map[string][]byte, name string, data []byte) map[string][]byte {
	some := map[string][]byte{}
	for k, v := range files {
		some[k] = v
	}
	some[name] = data
	return some
}

// train builds and runs exercises/train with some files replaced.
func train(t *testing.T, c *course, files map[string][]byte, ends bool) (out, errors string) {
	t.Helper()
	dir := t.TempDir()
	overlay, err := writeOverlay(dir, files)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "train.exe")
	if out, err := goIn(filepath.Join(c.root, "exercises"), "build", "-overlay="+overlay, "-o",
		program, "./train"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	if (err == nil) != ends || strings.Contains(stderr.String(), "goroutine ") {
		t.Errorf("the program ends with %v and %q", err, stderr.String())
	}
	return stdout.String(), stderr.String()
}
