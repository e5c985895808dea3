package main

import (
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"path"
	"slices"
)

// maxUnclaimed is the maximum size in bytes of the Go files that are searched for functions.
const maxUnclaimed = 4 << 20

// unclaimed contains the functions of a submission's Go files, also of those whose names belong to no
// exercise.
type unclaimed struct {
	files []goFile
	note  string // if there are too many files
	err   error  // of files that could not be read
}

type goFile struct {
	*item
	functions map[string]bool // true for the written ones
}

func readUnclaimed(files []*item) *unclaimed {
	u, left := new(unclaimed), maxUnclaimed
	for _, it := range files {
		if goName(it.path) == "" || path.Base(path.Dir(it.path)) == "check" { // which has its own Slopes
			continue
		}
		if len(u.files) == maxCandidates || left <= 0 {
			u.note = "there are many Go files, and some were not searched for functions that are unwritten elsewhere"
			break
		}
		data, err := it.read(maxFile)
		if err != nil || len(data) > maxFile {
			u.err = errors.Join(u.err, err)
			continue
		}
		left -= len(data)
		if code, _ := decodeSource(data); !ofLibrary(code) {
			u.files = append(u.files, goFile{it, functions(code)})
		}
	}
	return u
}

// elsewhere notes which files have functions that the chosen file leaves unwritten, or that no file
// has. Such a file has a name that does not belong to the exercise, or it is a test.
func (u *unclaimed) elsewhere(chosen []*candidate, tc *testCase) (notes []string) {
	want := toWrite(tc.handedOut)
	if len(chosen) > 0 {
		want = unwritten(chosen[0].code, want)
	}
	for _, f := range u.files {
		if slices.ContainsFunc(chosen, func(c *candidate) bool { return c.item == f.item }) {
			continue
		}
		var has []string
		for name, written := range f.functions {
			if written && want[name] {
				has = append(has, name)
			}
		}
		if slices.Sort(has); len(has) > 0 {
			notes = append(notes, fmt.Sprintf("%s was not used, although it contains %s", f.path, list(has)))
		}
	}
	return notes
}

// ofLibrary reports whether a file belongs to the library, which a student can have submitted with the
// exercises.
func ofLibrary(code []byte) bool {
	file, err := parser.ParseFile(token.NewFileSet(), "", code, parser.PackageClauseOnly)
	return err == nil && file.Name.Name == "nn"
}
