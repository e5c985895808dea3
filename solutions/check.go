package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"nn/solutions/internal/tests"
)

// check runs all proofs for the named exercises and prints what is wrong.
func (c *course) check(w io.Writer, names []string) error {
	chosen, err := c.named(names)
	if err != nil {
		return err
	}
	r := &report{}
	for _, e := range chosen {
		c.checkSource(r, e)
	}
	if err := c.checkRuns(r, chosen); err != nil {
		return err
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
	if len(r.problems) > 0 {
		return fmt.Errorf("%d problems", len(r.problems))
	}
	fmt.Fprintf(w, "%d exercises, %d tests, %d mistakes, %d of them named by the failing test: all as they should be\n",
		len(chosen), r.tests, r.mistakes, r.named)
	return nil
}

// report collects what is wrong, and counts.
type report struct {
	problems               []string
	tests, mistakes, named int
}

func (r *report) wrong(e *exercise, format string, args ...any) {
	r.problems = append(r.problems, e.name+": "+fmt.Sprintf(format, args...))
}

// checkRuns proves by running that every test fails on the stub, that every answer passes all tests,
// and that every mistake fails one that students have, by name. Each round is one go test over all
// exercises: the stubs, the answers, then the first mistake of each exercise, the second, and so on.
func (c *course) checkRuns(r *report, chosen []*exercise) error {
	stubs, answers := map[string][]byte{}, map[string][]byte{}
	var museum [][]*mistake // by exercise
	for _, e := range chosen {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			return err
		}
		if answers[e.stub()], err = tidyImports(answer); err != nil {
			return fmt.Errorf("%s: %w", e.answer(), err)
		}
		if hidden, err := os.ReadFile(e.hidden()); err == nil {
			stubs[e.hiddenAt()], answers[e.hiddenAt()] = hidden, hidden
		}
		mistakes, err := e.readMistakes(answer)
		if err != nil {
			return err
		}
		museum = append(museum, mistakes)
	}
	if err := c.round(chosen, stubs, func(e *exercise, run *packageRun) { r.stubRun(e, run) }); err != nil {
		return err
	}
	if err := c.round(chosen, answers, func(e *exercise, run *packageRun) { r.answerRun(e, run) }); err != nil {
		return err
	}
	for k := 0; ; k++ {
		var some []*exercise
		overlay, made := map[string][]byte{}, map[*exercise]*mistake{}
		for i, e := range chosen {
			if k < len(museum[i]) {
				some, made[e], overlay[e.stub()] = append(some, e), museum[i][k], museum[i][k].code
			}
		}
		if len(some) == 0 {
			return nil
		}
		err := c.round(some, overlay, func(e *exercise, run *packageRun) { r.mistakeRun(e, made[e], run) })
		if err != nil {
			return err
		}
	}
}

func (c *course) round(exercises []*exercise, overlay map[string][]byte, judge func(*exercise, *packageRun)) error {
	runs, err := c.goTest(exercises, overlay)
	if err != nil {
		return err
	}
	for _, e := range exercises {
		judge(e, runs[e.name])
	}
	return nil
}

func (e *exercise) readMistakes(answer []byte) ([]*mistake, error) {
	files, err := e.mistakes()
	if err != nil {
		return nil, err
	}
	var all []*mistake
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m, err := makeMistake(name, answer, source)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

func (r *report) stubRun(e *exercise, run *packageRun) {
	tests, err := e.allTests()
	if err != nil {
		r.wrong(e, "%v", err)
		return
	}
	r.tests += len(tests)
	for _, t := range tests {
		switch result := run.tests[t.Name]; {
		case result == nil:
			r.wrong(e, "%s does not run on the stub:\n%s", t.Name, run.output)
			return
		case result.passed:
			r.wrong(e, "%s passes on the stub", t.Name)
		case !strings.Contains(result.output, "not written yet: "):
			r.wrong(e, "%s fails on the stub, but does not say \"not written yet\":\n%s", t.Name, result.output)
		}
	}
}

func (r *report) answerRun(e *exercise, run *packageRun) {
	tests, err := e.allTests()
	if err != nil {
		return // stubRun has said so
	}
	for _, t := range tests {
		switch result := run.tests[t.Name]; {
		case result == nil:
			r.wrong(e, "%s does not run on the answer:\n%s", t.Name, run.output)
			return
		case !result.passed:
			r.wrong(e, "%s fails on the answer:\n%s", t.Name, result.output)
		}
	}
}

func (r *report) mistakeRun(e *exercise, m *mistake, run *packageRun) {
	r.mistakes++
	name := filepath.Base(m.file)
	switch {
	case strings.Contains(run.output, "[build failed]"):
		r.wrong(e, "%s does not build:\n%s", name, run.output)
	case !run.failed():
		r.wrong(e, "%s passes every test", name)
	case m.named && !strings.Contains(run.output, tests.KnownMistake+m.name+"\n"):
		r.wrong(e, "%s fails, but no failure names it %q:\n%s", name, m.name, run.output)
	case m.named:
		r.named++
	}
}
