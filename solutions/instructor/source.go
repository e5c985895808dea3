package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nn/solutions/internal/tests"
)

// allTests returns the tests of the file that students have, then the hidden ones.
func (e *exercise) allTests() ([]tests.Test, error) {
	all, err := e.readTests(e.tests())
	if err != nil {
		return nil, err
	}
	hidden, err := e.readTests(e.hidden())
	return append(all, hidden...), err
}

func (e *exercise) readTests(name string) ([]tests.Test, error) {
	source, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return tests.Read(name, source)
}

// checkOrder proves that the exercises are numbered 01, 02, ... and that each folder of exercises/
// which looks like one has its answer.
func (c *course) checkOrder(r *report) {
	known := map[string]bool{}
	for i, e := range c.exercises {
		known[e.name] = true
		if want := fmt.Sprintf("%02d-", i+1); !strings.HasPrefix(e.name, want) {
			r.wrong(e, "its number is not the next one, %s", want[:2])
		}
	}
	entries, err := os.ReadDir(filepath.Join(c.root, "exercises"))
	if err != nil {
		r.problems = append(r.problems, err.Error())
	}
	for _, f := range entries {
		if exerciseName.MatchString(f.Name()) && !known[f.Name()] {
			r.problems = append(r.problems, fmt.Sprintf("exercises/%s has no answer in solutions/",
				f.Name()))
		}
	}
}

// checkSource proves what can be seen without running anything.
func (c *course) checkSource(r *report, e *exercise) {
	answer, err := os.ReadFile(e.answer())
	if err != nil {
		r.wrong(e, "no answer: %v", err)
		return
	}
	stub, err := makeStub(answer)
	if err != nil {
		r.wrong(e, "%v", err)
		return
	}
	if committed, _ := os.ReadFile(e.stub()); !bytes.Equal(committed, stub) {
		r.wrong(e, "the stub is not the one that the answer makes: go run ./solutions/instructor stub")
	}
	for _, path := range importsOf(stub) {
		if !slices.Contains(tests.AllowedImports, path) {
			r.wrong(e, "the stub imports %q, which submissions may not", path)
		}
	}
	entries, _ := os.ReadDir(filepath.Dir(e.stub()))
	for _, f := range entries {
		if name := f.Name(); name != e.file() && name != filepath.Base(e.tests()) {
			r.wrong(e, "exercises/%s/%s is neither the stub nor its tests", e.name, name)
		}
	}
	shown := c.checkTests(r, e, e.tests(), 3)
	hidden := c.checkTests(r, e, e.hidden(), 0)
	checkHeader(r, e, answer, shown, hidden)
	checkExamples(r, e, answer)
}

// checkTests proves that each test of a file has points and so many hints, and returns all points.
func (c *course) checkTests(r *report, e *exercise, name string, hints int) (points int) {
	source, err := os.ReadFile(name)
	if err != nil {
		r.wrong(e, "%v", err)
		return 0
	}
	list, err := tests.Read(name, source)
	if err != nil {
		r.wrong(e, "%v", err)
		return 0
	}
	for _, t := range list {
		points += t.Points
		if t.Points == 0 {
			r.wrong(e, "%s has no //exercise:points", t.Name)
		}
		if len(t.Hints) != hints {
			r.wrong(e, "%s has %d hints, want %d", t.Name, len(t.Hints), hints)
		}
	}
	for _, path := range importsOf(source) {
		allowed := []string{"testing", "exercises/check", "exercises/" + e.name}
		if !slices.Contains(allowed, path) && !slices.Contains(tests.AllowedImports, path) {
			r.wrong(e, "%s imports %q", filepath.Base(name), path)
		}
	}
	for _, word := range []string{"TestMain", "t.Skip", "t.Parallel"} {
		if bytes.Contains(source, []byte(word)) {
			r.wrong(e, "%s has a %s", filepath.Base(name), word)
		}
	}
	return points
}

var header = regexp.MustCompile(`(?m)^//\n//\tSlide   \S.*\n(//\t        \S.*\n)*` +
	`//\tTime    \d+ minutes\n//\tPoints  (.*)\n`)

// checkHeader proves that the package comment names slide, time and points, and the points rightly.
func checkHeader(r *report, e *exercise, answer []byte, shown, hidden int) {
	found := header.FindSubmatch(answer)
	if found == nil {
		r.wrong(e, "the package comment has no lines Slide, Time (in minutes) and Points; "+
			"see solutions/instructor/AUTHORING.md")
		return
	}
	want := fmt.Sprintf("%d, and %d for tests that are not shown", shown, hidden)
	if string(found[2]) != want {
		r.wrong(e, "the package comment has Points %q, the tests have %q", found[2], want)
	}
}

func importsOf(source []byte) []string {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	var paths []string
	for _, s := range file.Imports {
		paths = append(paths, pathOf(s))
	}
	return paths
}

func pathOf(s *ast.ImportSpec) string {
	path, _ := strconv.Unquote(s.Path.Value)
	return path
}
