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

// submission is the submission of one student: for each exercise the file, or the reason why there
// is none.
type submission struct {
	name     string
	id       string    // the student's number on the platform, if known
	numbered bool      // the id is a number of the platform, which no other list contains
	arrived  time.Time // the time of the submission, if the platform states it
	parts    []part
	notes    []string // for the instructor, about the whole submission
	alike    bool     // another student has nearly the same name

	err   error // the reason why nothing could be read
	files map[string]submittedFile
	other []string // Go files that belong to no exercise
}

// noFile is the error for an exercise without any file.
type noFile string

func (name noFile) Error() string { return "there is no " + string(name) }

// part is a folder, an archive or a file of a submission. If there are several attempts, the last
// one counts.
type part struct {
	label   string // its name in the class
	attempt string // sorts later attempts after earlier ones
	add     func(c *contents) error
}

type submittedFile struct {
	path   string // in the submission
	code   []byte // in UTF-8
	digest string // of the file as submitted, before any conversion
	notes  []string
	err    error
}

// read reads the files of the exercises in cases, and nothing else of the submission. course
// contains all exercises, including skipped ones.
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
	s.err = errors.Join(s.err, now.machine)
	if s.err == nil && len(now.files) == 0 && len(now.problems) > 0 && len(s.parts) == 1 {
		s.err = errors.New(strings.Join(now.problems, "; "))
	}
	if s.err != nil {
		return
	}
	s.notes = append(s.notes, now.problems...)
	s.files = map[string]submittedFile{}
	used := map[string]bool{}
	var rest *unclaimed
	for _, tc := range cases {
		file, candidates := choose(now.files, tc)
		_, earlier := choose(before.files, tc)
		switch {
		case len(earlier) == 0:
		case file.path == "":
			file.notes = append(file.notes, fmt.Sprintf("only an earlier attempt contains %s, but the last "+
				"attempt counts", earlier[0].path))
		case earlier[0].unwritten < candidates[0].unwritten:
			file.notes = append(file.notes, fmt.Sprintf("an earlier attempt contains %s with more functions "+
				"written, but the last attempt counts", earlier[0].path))
		}
		s.note(inFolders(candidates))
		for _, c := range candidates {
			used[c.item.path] = true
			if c.unread && ofMachine(c.err) {
				s.err = errors.Join(s.err, c.err)
			}
		}
		if file.path == "" || candidates[0].unwritten > 0 {
			if rest == nil {
				rest = readUnclaimed(now.files)
				if ofMachine(rest.err) {
					s.err = errors.Join(s.err, rest.err)
				}
				s.note(rest.note)
			}
			file.notes = append(file.notes, rest.elsewhere(candidates, tc)...)
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

// inFolders notes that several folders of a submission have the same file, because it can be a class.
func inFolders(all []*candidate) string {
	const several = 3
	var folders []string
	for _, c := range all {
		if top, _, below := strings.Cut(c.item.path, "/"); below && c.nearness <= 1 && !slices.Contains(folders, top) {
			folders = append(folders, top)
		}
	}
	if len(folders) < several {
		return ""
	}
	slices.Sort(folders)
	return fmt.Sprintf("%d folders contain %s: %s; if it is a whole class, grade the folder that contains them",
		len(folders), path.Base(all[0].item.path), list(folders))
}

// handedOut reports whether a path looks like a file that students get but do not change.
func handedOut(name string) bool {
	dir, base := path.Base(path.Dir(name)), path.Base(name)
	switch dir {
	case "check", "given", "train", "tests":
		return true
	}
	return slices.Contains([]string{"main.go", "compile.go", "ladder.go", "watch.go", "report.go"}, base)
}

// candidate is a file that could be the file of an exercise.
type candidate struct {
	*item
	submittedFile
	path      string
	unread    bool
	unwritten int // the number of missing or unwritten functions
	nearness  int // 0 for the right name, larger for less similar names
	replaced  int // 1 if a later resubmission has a file that is as finished
	away      int // 0 in a folder with the exercise's name, 1 elsewhere
}

// order sorts the best candidate first. A finished file comes before an unfinished one, even if its
// name is less similar.
func (a *candidate) order(b *candidate) int {
	unread := func(c *candidate) int {
		if c.unread {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(unread(a), unread(b)), cmp.Compare(a.unwritten, b.unwritten),
		cmp.Compare(a.replaced, b.replaced), cmp.Compare(a.nearness, b.nearness), cmp.Compare(a.away, b.away),
		cmp.Compare(depth(a.path), depth(b.path)), cmp.Compare(b.copy, a.copy))
}

// maxCandidates is the maximum number of files that are read for one exercise.
const maxCandidates = 100

// depth returns the number of folders around a file. Archives do not count.
func depth(name string) (n int) {
	for part := range strings.SplitSeq(path.Dir(name), "/") {
		if part != "." && !isArchive(part) {
			n++
		}
	}
	return n
}

// choose finds the file of an exercise among all files and notes the choice for the instructor. It
// returns an error if there are two different files and neither is better.
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
		f.notes = append(f.notes, fmt.Sprintf("%s was used as %s", best.path, tc.file()))
	}
	var others, same []string
	for _, c := range all[1:] {
		if bytes.Equal(c.code, best.code) && !c.unread {
			if best.order(c) == 0 && inArchive(best.path) == inArchive(c.path) {
				same = append(same, c.path)
			}
			continue
		}
		if best.order(c) == 0 {
			return submittedFile{err: fmt.Errorf("there are several different files, for example %s and %s; "+
				"remove all but one", best.path, c.path)}, all
		}
		others = append(others, c.path)
	}
	if len(others) > 0 {
		f.notes = append(f.notes, fmt.Sprintf("%s was used, not %s", best.path, list(others)))
	}
	if len(same) > 0 {
		f.notes = append(f.notes, fmt.Sprintf("%s was used, and %s is the same; if they are from different students, "+
			"grade the folder that contains them", best.path, list(same)))
	}
	if len(all) == maxCandidates {
		f.notes = append(f.notes, fmt.Sprintf("%d files or more can be %s; the others were not looked at", maxCandidates,
			tc.file()))
	}
	return f, all
}

// inArchive reports whether a file is in an archive.
func inArchive(name string) bool {
	return slices.ContainsFunc(strings.Split(path.Dir(name), "/"), isArchive)
}

// candidates returns the files that could be the file of the exercise, with their contents.
func candidates(files []*item, tc *testCase) []*candidate {
	var all []*candidate
	alone := 0
	for _, it := range files {
		near := nearness(path.Base(it.path), tc.file())
		dir := path.Base(path.Dir(it.path))
		home := strings.EqualFold(dir, tc.name)
		if home && near < 0 && goName(it.path) != "" && !strings.HasSuffix(it.path, "_test.go") {
			near = 5 // accepted with any name if it is the only file in the folder of the exercise
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
		c.unwritten = len(unwritten(code, want))
	}
	for _, c := range all {
		later := func(other *candidate) bool {
			return other.copy > c.copy && attachment(other.item) == attachment(c.item) && !other.unread &&
				other.unwritten <= c.unwritten
		}
		if slices.ContainsFunc(all, later) {
			c.replaced = 1
		}
	}
	return slices.DeleteFunc(all, func(c *candidate) bool {
		return c.nearness >= 3 && ofLibrary(c.code) || c.nearness == 5 && !c.unread && ofAnother(c.code, want)
	})
}

// attachment returns the name under which the student has submitted a file or the archive around it.
func attachment(it *item) string {
	top, _, _ := strings.Cut(it.path, "/")
	return top
}

// list returns the first names and the number of the others.
func list(names []string) string {
	const most = 6
	text := strings.Join(names[:min(len(names), most)], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
