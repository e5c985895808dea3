package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// handIn is what one student has given: for each exercise the file, or why there is none.
type handIn struct {
	name  string
	err   error // why none of it could be read
	files map[string]handedIn
}

type handedIn struct {
	path string // where in the hand-in it was found
	code []byte
	err  error
}

// listHandIns returns the names of the folders and zip files in dir, by the students' names. It
// reads none of them. Other entries are returned as strangers.
func listHandIns(dir string) (paths map[string][]string, strangers []string, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, err
	}
	paths = map[string][]string{}
	for _, e := range entries {
		name := e.Name()
		base, zipped := strings.CutSuffix(name, ".zip")
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			paths[name] = append(paths[name], filepath.Join(dir, name))
		case zipped && e.Type().IsRegular():
			paths[base] = append(paths[base], filepath.Join(dir, name))
		default:
			strangers = append(strangers, name)
		}
	}
	return paths, strangers, nil
}

// readHandIn reads the files of the exercises from a folder or a zip file, and nothing else of it.
func readHandIn(name string, paths []string, cases []*testCase) *handIn {
	h := &handIn{name: name, files: map[string]handedIn{}}
	if len(paths) > 1 {
		h.err = fmt.Errorf("there is a folder and a zip file of this name; leave one")
		return h
	}
	open := openFolder
	if strings.HasSuffix(paths[0], ".zip") {
		open = openArchive
	}
	tree, err := open(paths[0])
	if err != nil {
		h.err = err
		return h
	}
	defer tree.close()
	names, err := tree.names()
	if err != nil {
		h.err = err
		return h
	}
	for _, tc := range cases {
		h.files[tc.name] = take(tree, names, tc.exercise)
	}
	return h
}

// take finds the file of an exercise: in a folder of the exercise's name if there is one, and
// otherwise anywhere. Of several the one in the fewest folders counts.
func take(tree tree, names []string, e *exercise) handedIn {
	var found []string
	best := 0
	for _, name := range names {
		if path.Base(name) != e.file() {
			continue
		}
		rank := maxDepth + strings.Count(name, "/")
		if path.Base(path.Dir(name)) == e.name {
			rank -= maxDepth
		}
		if len(found) == 0 || rank < best {
			found, best = nil, rank
		}
		if rank == best {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return handedIn{err: fmt.Errorf("there is no %s/%s", e.name, e.file())}
	case 1:
		code, err := tree.read(found[0])
		return handedIn{path: found[0], code: code, err: err}
	}
	return handedIn{err: fmt.Errorf("there are several: %s", strings.Join(found, " and "))}
}
