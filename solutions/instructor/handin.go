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
		switch {
		case strings.HasPrefix(name, "."):
		case e.IsDir():
			paths[name] = append(paths[name], filepath.Join(dir, name))
		case isArchive(name) && e.Type().IsRegular():
			base := name[:len(name)-len(".zip")]
			paths[base] = append(paths[base], filepath.Join(dir, name))
		default:
			strangers = append(strangers, name)
		}
	}
	return paths, strangers, nil
}

// isArchive reports whether a file is a zip file by its name, which some systems write in capitals.
func isArchive(name string) bool { return strings.EqualFold(path.Ext(name), ".zip") }

// readHandIn reads the files of the exercises from a folder or a zip file, and nothing else of it.
func readHandIn(name string, paths []string, cases []*testCase) *handIn {
	h := &handIn{name: name, files: map[string]handedIn{}}
	if len(paths) > 1 {
		h.err = fmt.Errorf("there are several folders or zip files of this name; leave one")
		return h
	}
	tree, names, err := openHandIn(paths[0])
	if err != nil {
		h.err = err
		return h
	}
	defer tree.close()
	for _, tc := range cases {
		h.files[tc.name] = take(tree, names, tc.exercise)
	}
	return h
}

// openHandIn opens a folder or a zip file, or the zip file in a folder that has nothing else: where
// students hand in zip files, learning platforms make a folder for each student's.
func openHandIn(name string) (tree tree, names []string, err error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	open := openArchive
	switch {
	case info.IsDir():
		open = openFolder
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s is a link or a device, want a plain file", filepath.Base(name))
	}
	if tree, err = open(name); err != nil {
		return nil, nil, err
	}
	if names, err = tree.names(); err == nil && info.IsDir() && len(names) == 1 &&
		isArchive(names[0]) {
		tree.close()
		return openHandIn(filepath.Join(name, filepath.FromSlash(names[0])))
	}
	if err != nil {
		tree.close()
	}
	return tree, names, err
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
