package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"exercises/internal/tests"
)

// ladder is the list of all exercises in their order.
type ladder struct {
	dir   string
	steps []*step
}

// step is one exercise.
type step struct {
	name  string // the name of the folder
	file  string // the file that the student writes
	tests []*test
	log   string // the output of the last run, with the compiler's errors

	forbidden string // why the file would not be graded, for example an import
}

// test is one test with the result of its last run.
type test struct {
	tests.Test
	ran, passed bool
	output      string
}

// openLadder finds the exercises in a folder and reads their tests.
func openLadder(dir string) (*ladder, error) {
	l := &ladder{dir: dir}
	files, err := filepath.Glob(filepath.Join(dir, "[0-9][0-9]-*", "*_test.go"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("there are no exercises in this folder: " +
			"change to the folder that contains go.mod and 01-..., and try again")
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
	return nil, fmt.Errorf("there is no exercise %q: go run . lists them", name)
}

// run runs the tests of the given exercises. go test caches the results of unchanged exercises.
func (l *ladder) run(steps []*step) error {
	args := []string{"test", "-json", "-vet=off", "-timeout=30s"}
	of := map[string]*step{}
	for _, s := range steps {
		args = append(args, "./"+s.name)
		of["exercises/"+s.name] = s
		s.log = ""
		s.forbidden = tests.Forbidden(filepath.Join(l.dir, s.name, s.file), nil)
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

// points returns the points of the tests that pass. A file that would not be graded has none.
func (s *step) points() int {
	if s.forbidden != "" {
		return 0
	}
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

// broken reports whether the exercise does not compile.
func (s *step) broken() bool {
	return strings.Contains(s.log, "[build failed]") || strings.Contains(s.log, "[setup failed]")
}

// state describes the exercise in a few words.
func (s *step) state() string {
	t := s.firstFailing()
	switch {
	case s.broken():
		return "does not compile"
	case s.forbidden != "":
		return "not graded: see go run . next"
	case t == nil:
		return "done"
	case !t.ran:
		return t.Name + " did not run: the program ended before it"
	case strings.Contains(t.output, tests.NotWritten):
		return "not written yet"
	}
	return t.Name + " fails"
}

// toShow returns the failing test that explains most: the first that names the known mistake which
// most tests name. If no test names one, it is the first failing test.
func (s *step) toShow() *test {
	var best *test
	most, count := 0, map[string]int{}
	for _, t := range s.tests {
		for _, name := range t.mistakes() {
			count[name]++
		}
	}
	for _, t := range s.tests { // in their order, so that the earliest wins
		for _, name := range t.mistakes() {
			if count[name] > most {
				best, most = t, count[name]
			}
		}
	}
	if best == nil {
		return s.firstFailing()
	}
	return best
}

// mistakes returns the known mistakes that the failures of a test name, each once.
func (t *test) mistakes() (names []string) {
	if t.passed {
		return nil
	}
	for line := range strings.Lines(t.output) {
		if _, name, ok := strings.Cut(line, tests.KnownMistake); ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// lastRun returns the last test that ran, or nil if none did. If there are tests after it, this test
// ended the program.
func (s *step) lastRun() *test {
	for i := len(s.tests) - 1; i >= 0; i-- {
		if s.tests[i].ran {
			return s.tests[i]
		}
	}
	return nil
}

// warn prints why the exercise would not be graded, if so.
func (s *step) warn(w io.Writer) {
	if s.forbidden != "" {
		fmt.Fprint(w, fold(fmt.Sprintf("%s %s, so it will not be graded: change this; see Rules in README.md\n",
			s.file, s.forbidden)))
	}
}

// firstFailing returns the first exercise that is not done, and the test to show, or nil if all its
// tests pass. It runs the exercises in their order, or only the named exercise, up to that one.
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
		if t := s.toShow(); t != nil || s.forbidden != "" {
			return s, t, nil
		}
	}
	return nil, nil, nil
}

// show writes the failure of a test, or the errors of the compiler.
func (s *step) show(w io.Writer, t *test) {
	if s.broken() {
		fmt.Fprintf(w, "%s does not compile:\n\n", s.name)
		indented(w, tests.Message(s.log, s.file))
		fmt.Fprintf(w, "\n%s", fold(cmp.Or(helpFor(s.log), "Look for these words in go-reference.md.")+"\n"))
		return
	}
	fmt.Fprint(w, fold(fmt.Sprintf("%s, %s: %s\n", s.name, t.Name, oneLine(t.About))), "\n")
	output := t.output
	if last := s.lastRun(); !t.ran && last != nil {
		output = "did not run: " + last.Name + " ended the program"
	} else if !t.ran { // a crash before the first test
		output = s.log
	}
	indented(w, tests.Message(output, s.file))
}

func indented(w io.Writer, text string) {
	for line := range strings.Lines(text + "\n") {
		fmt.Fprint(w, fold("  "+line))
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
