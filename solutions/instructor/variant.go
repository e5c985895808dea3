package main

import (
	"context"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// variant is one exercise with one version of its file and some of its tests.
type variant struct {
	e     *exercise
	id    string // within the exercise: "stub", "answer", or the name of a mistake or trivial answer
	code  []byte
	tests []string // files
	seed  string   // EXERCISES_SEED
	names bool     // the tests print what names they have, see ambiguous.go

	number int      // among the versions of the exercise
	wanted []string // the names of its tests

	broken string             // the compiler's errors if it does not build
	output string             // of all its tests
	runs   map[string]testRun // by the test's name
}

// testRun is the outcome of one test.
type testRun struct {
	passed bool
	output string // of the test and its subtests
}

func (v *variant) failed() bool {
	for _, r := range v.runs {
		if !r.passed {
			return true
		}
	}
	return v.broken != "" || len(v.runs) == 0
}

// runVariants builds one program of all variants, and runs the tests of each in a process of its own.
// The first variant of an exercise is its version 0, and the others may differ from it only as
// versions may.
func (c *course) runVariants(ctx context.Context, variants []*variant) error {
	dir, err := os.MkdirTemp("", "variants-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "variants.exe")
	if err := c.buildVariants(dir, binary, variants); err != nil {
		return err
	}
	inParallel(len(variants), func(i int) {
		if variants[i].broken == "" {
			variants[i].run(ctx, binary)
		}
	})
	return context.Cause(ctx)
}

// buildVariants builds the program. If it does not compile, buildVariants looks for the variants with
// errors and builds the program again without them.
func (c *course) buildVariants(dir, binary string, variants []*variant) error {
	names := map[string][]string{} // of the tests, by file
	for _, v := range variants {
		for _, file := range v.tests {
			if names[file] == nil {
				list, err := v.e.readTests(file)
				if err != nil {
					return err
				}
				for _, t := range list {
					names[file] = append(names[file], t.Name)
				}
			}
			v.wanted = append(v.wanted, names[file]...)
		}
	}
	err := c.buildVersions(dir, binary, versionsOf(variants))
	if err == nil {
		return nil
	}
	types, typesErr := c.newChecker()
	if typesErr != nil {
		return typesErr
	}
	found := false
	for _, v := range variants {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, v.e.file(), v.code, parser.SkipObjectResolution)
		if err == nil {
			_, err = types.check(fset, file, nil)
		}
		if err != nil {
			v.broken, found = err.Error(), true
		}
	}
	if !found {
		return err
	}
	return c.buildVersions(dir, binary, versionsOf(variants))
}

// versionsOf numbers the variants that compile, by exercise.
func versionsOf(variants []*variant) (all []*versions) {
	of := map[*exercise]*versions{}
	for _, v := range variants {
		if v.broken != "" {
			continue
		}
		if of[v.e] == nil {
			of[v.e] = &versions{e: v.e}
			all = append(all, of[v.e])
		}
		v.number = len(of[v.e].codes)
		of[v.e].codes = append(of[v.e].codes, v.code)
	}
	return all
}

// importInstead replaces one import path of a file by another.
func importInstead(source []byte, from, to string) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var edits []edit
	for _, s := range file.Imports {
		if pathOf(s) == from {
			at := fset.Position(s.Path.Pos()).Offset
			edits = append(edits, edit{at, at + len(s.Path.Value), strconv.Quote(to)})
		}
	}
	return apply(source, edits), nil
}

// run runs the tests of one variant and reads the outcome of each test from the output.
func (v *variant) run(ctx context.Context, binary string) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary,
		append([]string{v.e.name, "tests", strconv.Itoa(v.number)}, v.wanted...)...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "EXERCISES_SEED="+v.seed, "EXERCISES_OBSERVE=")
	if v.names {
		cmd.Env = append(cmd.Env, "EXERCISES_OBSERVE=1")
	}
	out, _ := cmd.CombinedOutput() // no error check, because a failed test is an error too
	v.output, v.runs = string(out), readRuns(string(out))
}

// readRuns returns the result of each test in the output.
func readRuns(output string) map[string]testRun {
	runs := map[string]testRun{}
	name := ""
	for line := range strings.Lines(output) {
		if begun, ok := strings.CutPrefix(line, "=== RUN   "); ok {
			name, _, _ = strings.Cut(strings.TrimSpace(begun), "/")
		}
		r := runs[name]
		r.output += line
		r.passed = r.passed || strings.HasPrefix(line, "--- PASS: "+name+" (")
		runs[name] = r
	}
	delete(runs, "")
	return runs
}
