package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"nn/solutions/internal/tests"
)

func checkCommand(flags *flag.FlagSet) action {
	mutants := flags.Bool("mutants", false, "instead, change the answers in thousands of small ways "+
		"and prove that the tests reject each change; it takes minutes")
	return func(ctx context.Context, c *course, w io.Writer, args []string) error {
		if !*mutants {
			return c.check(ctx, w, args)
		}
		chosen, err := c.named(args)
		if err != nil {
			return misuse{err}
		}
		return c.checkMutants(w, chosen)
	}
}

// check verifies the named exercises and prints every problem.
func (c *course) check(ctx context.Context, w io.Writer, names []string) error {
	chosen, err := c.named(names)
	if err != nil {
		return misuse{err}
	}
	r := new(report)
	if err := c.checkFiles(r, chosen); err != nil {
		return err
	}
	if err := c.checkRuns(ctx, r, chosen); err != nil {
		return err
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
	if len(r.problems) > 0 {
		return fmt.Errorf("%d problems", len(r.problems))
	}
	fmt.Fprintf(w,
		"no problems: %d exercises, %d tests, %d mistakes (%d of them named by the failing test), "+
			"%d trivial answers, %d unusual right answers, %d wrong answers without a name\n",
		len(chosen), r.tests, r.mistakes, r.named, r.lazy, r.unusual, r.unnamed)
	return nil
}

// checkFiles makes the checks that run no code.
func (c *course) checkFiles(r *report, chosen []*exercise) error {
	c.checkOrder(r)
	for _, e := range chosen {
		c.checkSource(r, e)
	}
	return errors.Join(c.checkCopies(r), c.checkLeaks(r))
}

// report collects problems and counts the checks.
type report struct {
	problems               []string
	tests, mistakes, named int
	lazy, unusual, unnamed int
}

func (r *report) wrong(e *exercise, format string, args ...any) {
	r.problems = append(r.problems, e.name+": "+fmt.Sprintf(format, args...))
}

// checkRuns runs the tests. Every test must fail on the stub, and the answer must pass all of them.
// Every mistake must fail a visible test that names it. A trivial answer must pass exactly the
// tests that its file lists.
// Every unusual right answer must pass all tests.
func (c *course) checkRuns(ctx context.Context, r *report, chosen []*exercise) error {
	var all []*variant
	var names []func() // check the names
	mistakes, lazy := map[*variant]*mistake{}, map[*variant][]string{}
	for _, e := range chosen {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			return err
		}
		stub, err := os.ReadFile(e.stub())
		if err != nil {
			return err
		}
		right, err := tidyImports(answer)
		if err != nil {
			return fmt.Errorf("%s: %w", e.answer(), err)
		}
		both := []string{e.tests(), e.hidden()}
		observed := []*variant{{e: e, id: "answer", code: right, tests: both, names: true},
			{e: e, id: "answer_seed", code: right, tests: both, names: true, seed: "not the students'"}}
		all = append(append(all, observed...), &variant{e: e, id: "stub", code: stub, tests: both})
		museum, err := e.readMistakes(answer)
		if err != nil {
			return err
		}
		names = append(names, func() { r.namesRun(observed[0], observed[1], museum) })
		for i, m := range museum {
			v := &variant{e: e, id: fmt.Sprintf("mistake%d", i+1), code: m.code, tests: both[:1]}
			all, mistakes[v] = append(all, v), m
		}
	}
	for _, e := range chosen {
		variants, earns, err := e.lazyVariants()
		if err != nil {
			return err
		}
		all = append(all, variants...)
		maps.Copy(lazy, earns)
		unusual, err := e.unusualVariants()
		if err != nil {
			return err
		}
		all = append(all, unusual...)
	}
	if err := c.runVariants(ctx, all); err != nil {
		return err
	}
	for _, check := range names {
		check()
	}
	for _, v := range all {
		may, isLazy := lazy[v]
		switch m := mistakes[v]; {
		case isLazy:
			r.lazyRun(v, may)
		case m != nil:
			r.mistakeRun(v, m)
		case strings.HasPrefix(v.id, "unnamed_"):
			r.unnamedRun(v)
		case strings.HasPrefix(v.id, "right_"):
			if err := r.unusualRun(v); err != nil {
				return err
			}
		case v.broken != "":
			r.wrong(v.e, "the %s does not build:\n%s", v.id, v.broken)
		default:
			if err := r.testRuns(v); err != nil {
				return err
			}
		}
	}
	return nil
}

// testRuns reports tests that pass on the stub, fail there for another reason than an unwritten
// function, or fail on the answer.
func (r *report) testRuns(v *variant) error {
	list, err := v.e.allTests()
	if err != nil {
		return err
	}
	for _, t := range list {
		result, ran := v.runs[t.Name]
		switch {
		case !ran:
			r.wrong(v.e, "%s does not run on the %s:\n%s", t.Name, v.id, v.output)
			return nil
		case v.id != "stub" && !result.passed:
			r.wrong(v.e, "%s fails on the answer:\n%s", t.Name, result.output)
		case v.id == "stub" && result.passed:
			r.wrong(v.e, "%s passes on the stub", t.Name)
		case v.id == "stub" && !strings.Contains(result.output, tests.NotWritten):
			r.wrong(v.e, "%s fails on the stub, but without \"not written yet\":\n%s", t.Name,
				result.output)
		}
	}
	if v.id == "answer" {
		r.tests += len(list)
	}
	return nil
}

// says reports whether a failure, as students see it, contains a line that ends with the text.
func (v *variant) says(text string) bool {
	for _, run := range v.runs {
		if !run.passed && strings.Contains(tests.Message(run.output, v.e.file())+"\n", text+"\n") {
			return true
		}
	}
	return false
}

func (r *report) mistakeRun(v *variant, m *mistake) {
	r.mistakes++
	name := filepath.Base(m.file)
	switch {
	case v.broken != "":
		r.wrong(v.e, "%s does not build:\n%s", name, v.broken)
	case !v.failed():
		r.wrong(v.e, "%s passes every test", name)
	case m.named && !v.says(tests.KnownMistake+m.name):
		r.wrong(v.e, "%s fails, but no failure names it %q:\n%s", name, m.name, v.output)
	case m.named:
		r.named++
	}
}
