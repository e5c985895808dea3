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

// allTests returns the visible tests, then the hidden ones.
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

// checkOrder reports exercises that are not numbered 01, 02, ..., and folders in exercises/ without
// an answer.
func (c *course) checkOrder(r *report) {
	known := map[string]bool{}
	for i, e := range c.exercises {
		known[e.name] = true
		if want := fmt.Sprintf("%02d-", i+1); !strings.HasPrefix(e.name, want) {
			r.wrong(e, "the exercises are not numbered consecutively: want number %s here", want[:2])
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

// checkSource checks the files of an exercise without running them.
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
		r.wrong(e, "the stub differs from the one generated from the answer: "+
			"run go run ./solutions/instructor stub")
	}
	for _, path := range importsOf(stub) {
		if !slices.Contains(tests.AllowedImports, path) {
			r.wrong(e, "the stub imports %q, which is not allowed in submissions", path)
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

// checkTests checks the points, hints and imports of the tests in a file, and that each begins with
// check.Recover. It returns the sum of the points.
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
		if !bytes.Contains(source, []byte("\nfunc "+t.Name+"(t *testing.T) {\n\tdefer check.Recover(t)\n")) {
			r.wrong(e, "%s does not begin with defer check.Recover(t), which names the mistake", t.Name)
		}
	}
	for _, path := range importsOf(source) {
		allowed := []string{"testing", "exercises/check", "exercises/" + e.name}
		if !slices.Contains(allowed, path) && !slices.Contains(tests.AllowedImports, path) {
			r.wrong(e, "%s imports %q, which is not allowed in tests", filepath.Base(name), path)
		}
	}
	for _, word := range []string{"TestMain", "t.Skip", "t.Parallel"} {
		if bytes.Contains(source, []byte(word)) {
			r.wrong(e, "%s contains %s, which is not allowed in tests", filepath.Base(name), word)
		}
	}
	return points
}

var header = regexp.MustCompile(`(?m)^//\n//\tSlide   \S.*\n(//\t        \S.*\n)*` +
	`//\tTime    \d+ minutes\n//\tPoints  (.*)\n`)

// checkHeader checks that the package comment states the slide, the time and the right points.
func checkHeader(r *report, e *exercise, answer []byte, shown, hidden int) {
	found := header.FindSubmatch(answer)
	if found == nil {
		r.wrong(e, "the package comment has no lines Slide, Time (in minutes) and Points; "+
			"see solutions/instructor/AUTHORING.md")
		return
	}
	want := fmt.Sprintf("%d, and %d for tests that are not shown", shown, hidden)
	if string(found[2]) != want {
		r.wrong(e, "the package comment states Points %q, but the tests have %q", found[2], want)
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
