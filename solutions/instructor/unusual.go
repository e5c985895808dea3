package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// unusualVariants returns the right answers in the files of testdata/right: the worked answer with
// some functions written in a different way. They get other random numbers than students have.
func (e *exercise) unusualVariants() ([]*variant, error) {
	answer, err := os.ReadFile(e.answer())
	if err != nil {
		return nil, err
	}
	files, err := e.rights()
	if err != nil {
		return nil, err
	}
	var all []*variant
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if !bytes.HasPrefix(source, []byte("// Right: ")) {
			return nil, fmt.Errorf("%s: want as its first line // Right: what is unusual", name)
		}
		code, err := replaceFunctions(name, answer, source)
		if err != nil {
			return nil, err
		}
		id := "right_" + strings.TrimSuffix(filepath.Base(name), ".go")
		for _, seed := range []string{"", "not the students'"} {
			v := &variant{e: e, id: id, code: code, seed: seed, tests: []string{e.tests(), e.hidden()}}
			if seed != "" {
				v.id += "_seed"
			}
			all = append(all, v)
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
