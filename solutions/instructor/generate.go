package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nn"
)

// copied lists the folders of solutions/ that are copied to exercises/.
var copied = []string{"given", filepath.Join("internal", "tests")}

func stubCommand(*flag.FlagSet) action {
	return func(_ context.Context, c *course, w io.Writer, _ []string) error {
		return c.writeStubs(w)
	}
}

// writeStubs writes all generated files: the stubs, the copies in exercises/ and the page of
// mistakes.
func (c *course) writeStubs(w io.Writer) error {
	stubs, err := c.stubs()
	if err != nil {
		return err
	}
	copies, err := c.copies()
	if err != nil {
		return err
	}
	page, err := c.wrongPage()
	if err != nil {
		return err
	}
	for _, f := range slices.Concat(stubs, copies, []generatedFile{*page}) {
		old, _ := os.ReadFile(f.path)
		if bytes.Equal(old, f.data) {
			continue
		}
		if err := writeFile(f.path, f.data); err != nil {
			return err
		}
		name, _ := filepath.Rel(c.root, f.path)
		fmt.Fprintln(w, "wrote", filepath.ToSlash(name))
	}
	return nil
}

// generatedFile is a generated file with its contents.
type generatedFile struct {
	path string
	data []byte
}

func (c *course) stubs() ([]generatedFile, error) {
	var files []generatedFile
	for _, e := range c.exercises {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			return nil, err
		}
		stub, err := makeStub(answer)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.answer(), err)
		}
		files = append(files, generatedFile{e.stub(), stub})
	}
	return files, nil
}

func (c *course) copies() ([]generatedFile, error) {
	var files []generatedFile
	for _, folder := range copied {
		names, err := filepath.Glob(filepath.Join(c.root, "solutions", folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			to := filepath.Join(c.root, "exercises", folder, filepath.Base(name))
			files = append(files, generatedFile{to, data})
		}
	}
	return files, nil
}

// checkCopies reports files in the copied folders that differ from the original or have none.
func (c *course) checkCopies(r *report) error {
	copies, err := c.copies()
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, f := range copies {
		known[f.path] = true
		if data, _ := os.ReadFile(f.path); !bytes.Equal(data, f.data) {
			r.problems = append(r.problems,
				f.path+" differs from the original in solutions/: run go run ./solutions/instructor stub")
		}
	}
	for _, folder := range copied {
		names, err := filepath.Glob(filepath.Join(c.root, "exercises", folder, "*"))
		if err != nil {
			return err
		}
		for _, name := range names {
			if !known[name] {
				r.problems = append(r.problems, name+" has no original in solutions/")
			}
		}
	}
	return nil
}

// edit replaces the bytes from, ..., to-1 of a source by text.
type edit struct {
	from, to int
	text     string
}

func apply(source []byte, edits []edit) []byte {
	slices.SortFunc(edits, func(a, b edit) int { return cmp.Compare(b.from, a.from) })
	for _, e := range edits {
		source = slices.Concat(source[:e.from], []byte(e.text), source[e.to:])
	}
	return source
}

// writeFile writes a file and makes its folder if necessary.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return nn.SaveFile(name, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}
