package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"exercises/internal/tests"
)

// ladder is all exercises in their order.
type ladder struct {
	dir   string
	steps []*step
}

// step is one exercise.
type step struct {
	name  string // of the folder
	file  string // that is to be written
	tests []*test
	log   string // of the last run, with the compiler's errors

	forbidden string // an import that no submission may have
}

// test is one test and how its last run ended.
type test struct {
	tests.Test
	ran, passed bool
	output      string
}

// openLadder reads which exercises and tests there are.
func openLadder(dir string) (*ladder, error) {
	l := &ladder{dir: dir}
	files, err := filepath.Glob(filepath.Join(dir, "[0-9][0-9]-*", "*_test.go"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("there are no exercises here: " +
			"change to the folder with go.mod and 01-..., and try again")
	}
	for _, name := range files {
		s := &step{name: filepath.Base(filepath.Dir(name))}
		s.file = strings.TrimSuffix(filepath.Base(name), "_test.go") + ".go"
		list, err := tests.Read(name, nil)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			s.tests = append(s.tests, &test{Test: t})
		}
		l.steps = append(l.steps, s)
	}
	return l, nil
}

// step finds an exercise by its name or its number.
func (l *ladder) step(name string) (*step, error) {
	for _, s := range l.steps {
		if s.name == name || strings.HasPrefix(s.name, name+"-") ||
			strings.HasPrefix(s.name, "0"+name+"-") {
			return s, nil
		}
	}
	return nil, fmt.Errorf("there is no exercise %q", name)
}

// run runs the tests of some exercises. What has not changed comes from go's cache of test results.
func (l *ladder) run(steps []*step) error {
	args := []string{"test", "-json", "-vet=off", "-timeout=30s"}
	of := map[string]*step{}
	for _, s := range steps {
		args = append(args, "./"+s.name)
		of["exercises/"+s.name] = s
		s.log = ""
		s.forbidden = tests.ForbiddenImport(filepath.Join(l.dir, s.name, s.file), nil)
		for _, t := range s.tests {
			t.ran, t.passed, t.output = false, false, ""
		}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = l.dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		return err
	}
	if len(out) == 0 {
		return fmt.Errorf("go test: %s", stderr.Bytes())
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var ev struct{ Action, Package, ImportPath, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &ev) != nil {
			continue
		}
		name, _, _ := strings.Cut(ev.Package+ev.ImportPath, " ")
		if s := of[strings.TrimSuffix(name, "_test")]; s != nil {
			s.event(ev.Action, ev.Test, ev.Output)
		}
	}
	return lines.Err()
}

func (s *step) event(action, name, output string) {
	s.log += output
	name, _, sub := strings.Cut(name, "/")
	for _, t := range s.tests {
		if t.Name == name {
			t.ran = true
			t.output += output
			t.passed = t.passed || action == "pass" && !sub
		}
	}
}

func (s *step) worth() int {
	sum := 0
	for _, t := range s.tests {
		sum += t.Points
	}
	return sum
}

func (s *step) points() int {
	sum := 0
	for _, t := range s.tests {
		if t.passed {
			sum += t.Points
		}
	}
	return sum
}

func (s *step) firstFailing() *test {
	for _, t := range s.tests {
		if !t.passed {
			return t
		}
	}
	return nil
}

// lastRun returns the last test that has run: if there are others after it, the one that has ended
// the program. It is nil if none has run, as of a file that does not compile.
func (s *step) lastRun() *test {
	for i := len(s.tests) - 1; i >= 0; i-- {
		if s.tests[i].ran {
			return s.tests[i]
		}
	}
	return nil
}

// warn says so if the exercise cannot be graded as it is.
func (s *step) warn(w io.Writer) {
	if s.forbidden != "" {
		fmt.Fprintf(w, "%s imports %q: a submission with that is not graded; see Rules in README.md\n",
			s.file, s.forbidden)
	}
}

// firstFailing runs one exercise after the other, or the named one alone, up to the first failing
// test.
func (l *ladder) firstFailing(name string) (*step, *test, error) {
	steps := l.steps
	if name != "" {
		s, err := l.step(name)
		if err != nil {
			return nil, nil, err
		}
		steps = []*step{s}
	}
	for _, s := range steps {
		if err := l.run([]*step{s}); err != nil {
			return nil, nil, err
		}
		if t := s.firstFailing(); t != nil {
			return s, t, nil
		}
	}
	return nil, nil, nil
}

// state is how a failing test ended, in a few words.
func (t *test) state() string {
	switch {
	case !t.ran:
		return t.Name + " does not run: does the file compile?"
	case strings.Contains(t.output, tests.NotWritten):
		return "not written yet"
	}
	return t.Name + " fails"
}

// show writes what a failing test says.
func (s *step) show(w io.Writer, t *test) {
	fmt.Fprintf(w, "%s, %s: %s\n\n", s.name, t.Name, oneLine(t.About))
	output := t.output
	if !t.ran {
		output = s.log
		if last := s.lastRun(); last != nil {
			output = "does not run: " + last.Name + " has ended the program"
		}
	}
	for line := range strings.Lines(tests.Message(output, s.file) + "\n") {
		fmt.Fprint(w, "  ", line)
	}
	fmt.Fprintln(w)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
