package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// submission is what one student has submitted: the file of each exercise, or why there is none.
type submission struct {
	name    string
	id      string    // the platform's number for the student, if it has one
	arrived time.Time // as the platform says it, if it does
	parts   []part
	notes   []string // for the instructor, about all of it
	alike   bool     // whether another student's name is nearly the same

	err   error // why none of it could be read
	files map[string]submittedFile
	other []string // Go files that belong to no exercise
}

// noFile is the error for an exercise of which there is no file at all.
type noFile string

func (name noFile) Error() string { return "there is no " + string(name) }

// part is a folder, an archive or a file of a submission. Of several attempts the last one counts.
type part struct {
	label   string // its name in the class
	attempt string // later attempts sort after earlier ones
	add     func(c *contents) error
}

type submittedFile struct {
	path   string // where in the submission it was found
	code   []byte // in UTF-8
	digest string // of the file as it was submitted
	notes  []string
	err    error
}

// read reads the files of the exercises, and nothing else of the submission. Course has all
// exercises, also those that are not set.
func (s *submission) read(cases, course []*testCase) {
	slices.SortStableFunc(s.parts, func(a, b part) int { return cmp.Compare(a.attempt, b.attempt) })
	last := s.parts[len(s.parts)-1].attempt
	var now, before contents
	defer now.close()
	defer before.close()
	for _, p := range s.parts {
		c := &now
		if p.attempt != last {
			c = &before
		}
		if err := p.add(c); err != nil && p.attempt == last {
			s.err = errors.Join(s.err, fmt.Errorf("%s: %w", p.label, err))
		}
	}
	if s.err == nil && len(now.files) == 0 && len(now.problems) > 0 && len(s.parts) == 1 {
		s.err = errors.New(strings.Join(now.problems, "; "))
	}
	if s.err != nil {
		return
	}
	s.notes = append(s.notes, now.problems...)
	s.files = map[string]submittedFile{}
	used := map[string]bool{}
	for _, tc := range cases {
		file, candidates := choose(now.files, tc)
		if _, earlier := choose(before.files, tc); file.path == "" && len(earlier) > 0 {
			file.notes = append(file.notes,
				fmt.Sprintf("an earlier attempt has %s; the last attempt counts", earlier[0].path))
		}
		for _, name := range candidates {
			used[name.item.path] = true
		}
		s.files[tc.name] = file
	}
	var names []string
	found := len(used) > 0
	for _, it := range now.files {
		base := path.Base(it.path)
		names = append(names, it.path)
		known := slices.ContainsFunc(course, func(tc *testCase) bool {
			return nearness(base, tc.file()) >= 0
		})
		found = found || known
		if strings.Contains(strings.ToLower(base), ".go") && !used[it.path] && !known &&
			!strings.HasSuffix(base, "_test.go") && !handedOut(it.path) {
			s.other = append(s.other, it.path)
		}
	}
	if !found && len(names) > 0 {
		s.note("none of its files belongs to an exercise: " + list(names))
	}
}

// handedOut reports whether a path ends like one of the files that students get and leave alone.
func handedOut(name string) bool {
	dir, base := path.Base(path.Dir(name)), path.Base(name)
	switch dir {
	case "check", "given", "train", "tests":
		return true
	}
	return slices.Contains([]string{"main.go", "ladder.go", "watch.go", "report.go"}, base)
}

// candidate is a file that may be the one of an exercise.
type candidate struct {
	*item
	submittedFile
	path      string
	unread    bool
	unwritten int // functions that are missing or as they were handed out
	nearness  int // 0 for the right name, more for names that are less like it
	away      int // 0 in a folder with the exercise's name, 1 elsewhere
}

// order sorts the best candidate first. A finished file comes before one that is as it was handed
// out, whatever the two are called.
func (a *candidate) order(b *candidate) int {
	unread := func(c *candidate) int {
		if c.unread {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(unread(a), unread(b)), cmp.Compare(a.unwritten, b.unwritten),
		cmp.Compare(a.nearness, b.nearness), cmp.Compare(a.away, b.away),
		cmp.Compare(depth(a.path), depth(b.path)),
		cmp.Compare(b.copy, a.copy))
}

const maxCandidates = 20

// depth is the number of folders around a file. An archive is not one.
func depth(name string) (n int) {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part != "." && !isArchive(part) {
			n++
		}
	}
	return n
}

// choose finds the file of an exercise among all files, and notes the choice for the instructor. Two different files of which neither is better are an error.
func choose(files []*item, tc *testCase) (submittedFile, []*candidate) {
	all := candidates(files, tc)
	if len(all) == 0 {
		return submittedFile{err: noFile(tc.name + "/" + tc.file())}, nil
	}
	slices.SortStableFunc(all, (*candidate).order)
	best := all[0]
	f := best.submittedFile
	f.path = best.path
	if best.nearness > 0 {
		f.notes = append(f.notes, fmt.Sprintf("%s was taken for %s", best.path, tc.file()))
	}
	var others []string
	for _, c := range all[1:] {
		if bytes.Equal(c.code, best.code) && !c.unread {
			continue
		}
		if best.order(c) == 0 {
			return submittedFile{err: fmt.Errorf("there are several that differ: %s and %s; leave one",
				best.path, c.path)}, all
		}
		others = append(others, c.path)
	}
	if len(others) > 0 {
		f.notes = append(f.notes, fmt.Sprintf("%s was taken, not %s", best.path, list(others)))
	}
	return f, all
}

// candidates returns the files that may be the file of the exercise, with their contents.
func candidates(files []*item, tc *testCase) []*candidate {
	var all []*candidate
	alone := 0
	for _, it := range files {
		near := nearness(path.Base(it.path), tc.file())
		dir := path.Base(path.Dir(it.path))
		home := strings.EqualFold(dir, tc.name)
		if home && near < 0 && goName(it.path) != "" && !strings.HasSuffix(it.path, "_test.go") {
			near = 5 // of any name, if it is the only file in the folder of the exercise
			alone++
		}
		if near < 0 || len(all) >= maxCandidates {
			continue
		}
		c := &candidate{item: it, path: it.path, nearness: near, away: 1}
		if it.copy > 0 {
			c.path += fmt.Sprintf(" (resubmission %d)", it.copy)
		}
		if home {
			c.away = 0
		}
		all = append(all, c)
	}
	if alone > 1 || slices.ContainsFunc(all, func(c *candidate) bool { return c.nearness < 5 }) {
		all = slices.DeleteFunc(all, func(c *candidate) bool { return c.nearness == 5 })
	}
	want := toWrite(tc.handedOut)
	for _, c := range all {
		data, err := c.item.read(maxFile)
		if err != nil {
			c.err, c.unread = err, true
			continue
		}
		code, note := decodeSource(data)
		c.code, c.digest = code, fmt.Sprintf("%x", sha256.Sum256(data))
		if note != "" {
			c.notes = append(c.notes, c.path+": "+note)
		}
		c.unwritten = unwritten(code, want)
	}
	return all
}

// list writes some names, and how many more there are.
func list(names []string) string {
	const most = 6
	text := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
