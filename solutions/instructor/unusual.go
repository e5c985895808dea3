package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nn/solutions/internal/tests"
)

// unusualVariants returns the right answers in the files of testdata/right: the worked answer with
// some functions written in a different way, with the students' random numbers and with others. It also
// returns the wrong answers in testdata/unnamed, which look like known mistakes in some tests.
func (e *exercise) unusualVariants() ([]*variant, error) {
	answer, err := os.ReadFile(e.answer())
	if err != nil {
		return nil, err
	}
	right, err := e.rights()
	if err != nil {
		return nil, err
	}
	unnamed, err := e.unnamed()
	if err != nil {
		return nil, err
	}
	var all []*variant
	for _, name := range slices.Concat(right, unnamed) {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		folder := filepath.Base(filepath.Dir(name))
		word := map[string]string{"right": "// Right: ", "unnamed": "// Unnamed: "}[folder]
		if !bytes.HasPrefix(source, []byte(word)) {
			return nil, fmt.Errorf("%s: want as its first line %sand what is unusual", name, word)
		}
		code, err := replaceFunctions(name, answer, source)
		if err != nil {
			return nil, err
		}
		id := folder + "_" + strings.TrimSuffix(filepath.Base(name), ".go")
		for _, seed := range []string{"", "not the students'"} {
			v := &variant{e: e, id: id, code: code, seed: seed, tests: []string{e.tests(), e.hidden()}}
			if seed != "" {
				v.id += "_seed"
			}
			if folder == "right" || seed == "" {
				all = append(all, v)
			}
		}
	}
	return all, nil
}

// unusualRun proves that a right answer passes every test.
func (r *report) unusualRun(v *variant) error {
	if v.broken != "" {
		r.wrong(v.e, "%s does not build:\n%s", v.id, v.broken)
		return nil
	}
	list, err := v.e.allTests()
	if err != nil {
		return err
	}
	if v.seed == "" {
		r.unusual++
	}
	for _, t := range list {
		if run := v.runs[t.Name]; !run.passed {
			r.wrong(v.e, "%s is right, but %s fails:\n%s%s", v.id, t.Name, run.output, v.output[:min(len(v.output), 2000)])
		}
	}
	return nil
}

// unnamedRun proves that a wrong answer fails, and that no failure names a mistake.
func (r *report) unnamedRun(v *variant) {
	if v.broken != "" || !v.failed() {
		r.wrong(v.e, "%s does not build, or passes every test:\n%s", v.id, v.broken)
	}
	for name, run := range v.runs {
		message := tests.Message(run.output, v.e.file())
		if _, mistake, found := strings.Cut(message, tests.KnownMistake); !run.passed && found {
			r.wrong(v.e, "%s is no known mistake, but %s names it: %s", v.id, name, mistake)
		}
	}
	r.unnamed++
}
