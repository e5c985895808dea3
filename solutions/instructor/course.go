package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// course is the repository as the instructor's tool sees it.
type course struct {
	root       string // the directory of the library
	repository string // whose commit the reports state; it differs from root in a varied copy
	variation  variation
	exercises  []*exercise
}

// exercise is one folder of exercises/ and of solutions/.
type exercise struct {
	root string
	name string // of the folder, for example "03-dense-backward"
}

var exerciseName = regexp.MustCompile(`^\d\d-[a-z0-9]+(-[a-z0-9]+)*$`)

// openCourse finds the repository in the working directory or above it and reads the list of
// exercises.
func openCourse() (*course, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		if exists(filepath.Join(dir, "exercises", "go.mod")) &&
			exists(filepath.Join(dir, "solutions")) {
			return readCourse(dir)
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, errors.New("there is no exercises/go.mod in this folder or above it: run this " +
				"command in the repository")
		}
		dir = parent
	}
}

func readCourse(root string) (*course, error) {
	root, err := filepath.EvalSymlinks(root) // because overlays need the names that go uses
	if err != nil {
		return nil, err
	}
	c := &course{root: root, repository: root}
	entries, err := os.ReadDir(filepath.Join(root, "solutions"))
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() && exerciseName.MatchString(e.Name()) {
			c.exercises = append(c.exercises, &exercise{root: root, name: e.Name()})
		}
	}
	return c, nil
}

// named returns the exercises with the given names or numbers. Without names it returns all.
func (c *course) named(names []string) ([]*exercise, error) {
	if len(names) == 0 {
		return c.exercises, nil
	}
	var chosen []*exercise
	for _, name := range names {
		i := slices.IndexFunc(c.exercises, func(e *exercise) bool {
			return e.name == name || strings.HasPrefix(e.name, name+"-")
		})
		if i < 0 {
			return nil, fmt.Errorf("there is no exercise %q in solutions/", name)
		}
		chosen = append(chosen, c.exercises[i])
	}
	return chosen, nil
}

// file returns the name of the file that students submit, for example "dense_backward.go".
func (e *exercise) file() string {
	return strings.ReplaceAll(e.name[3:], "-", "_") + ".go"
}

func (e *exercise) answer() string { return filepath.Join(e.root, "solutions", e.name, e.file()) }
func (e *exercise) stub() string   { return filepath.Join(e.root, "exercises", e.name, e.file()) }
func (e *exercise) tests() string {
	return filepath.Join(e.root, "exercises", e.name,
		strings.TrimSuffix(e.file(), ".go")+"_test.go")
}

// hidden returns the file of the hidden tests.
func (e *exercise) hidden() string {
	return filepath.Join(e.root, "solutions", e.name, "testdata", "hidden_test.go")
}

// mistakes returns the files of the known mistakes, sorted.
func (e *exercise) mistakes() ([]string, error) {
	return filepath.Glob(filepath.Join(e.root, "solutions", e.name, "testdata", "mistakes", "*.go"))
}

// lazy returns the files of the trivial answers, sorted.
func (e *exercise) lazy() ([]string, error) {
	return filepath.Glob(filepath.Join(e.root, "solutions", e.name, "testdata", "lazy", "*.go"))
}

// rights returns the files of unusual answers that are right, sorted.
func (e *exercise) rights() ([]string, error) {
	return filepath.Glob(filepath.Join(e.root, "solutions", e.name, "testdata", "right", "*.go"))
}

// unnamed returns the files of wrong answers that are no known mistakes, sorted.
func (e *exercise) unnamed() ([]string, error) {
	return filepath.Glob(filepath.Join(e.root, "solutions", e.name, "testdata", "unnamed", "*.go"))
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
