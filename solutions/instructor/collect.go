package main

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"nn/solutions/internal/bounded"
)

// collection contains the submissions of a class, sorted by name.
type collection struct {
	submissions []*submission
	strangers   []string // entries that belong to no student
	problems    []string // what else was not read, and why
	closers     []io.Closer
}

func (c *collection) close() {
	for _, f := range c.closers {
		f.Close()
	}
}

// entry is one folder or file at the top level of a class.
type entry struct {
	name string
	dir  bool
	git  bool   // whether it is a clone
	note string // for the instructor
	add  func(c *contents, shown string) error
	read func() ([]byte, error) // returns the contents of a file
}

// collect finds the submissions in a folder or in the zip file of a platform, without reading them.
// It returns an error if there is no submission.
func collect(name string) (*collection, error) {
	c := new(collection)
	entries, err := c.entries(name)
	if err != nil {
		return nil, fmt.Errorf("reading the submissions: %w", err)
	}
	entries = c.unwrap(name, entries)
	c.group(entries, className(name))
	if len(c.submissions) == 0 {
		c.close()
		others := append(c.strangers, c.problems...)
		return nil, fmt.Errorf("%s contains no submissions: found %d other files: %s; want one folder or "+
			"archive per student, or a download of Moodle, Canvas, Blackboard or Gradescope",
			name, len(others), list(others))
	}
	return c, nil
}

// notes says for the instructor what was not read.
func (c *collection) notes() []string {
	var all []string
	for _, name := range c.strangers {
		all = append(all, name+" was ignored, because it is neither a folder nor an archive")
	}
	return append(all, c.problems...)
}

// className returns the name of a class's folder or zip file without the extension.
func className(name string) string {
	base := filepath.Base(name)
	return strings.TrimSuffix(base, archiveExt(base))
}

func (c *collection) entries(name string) ([]entry, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is neither a folder nor a file", name)
	}
	if !info.IsDir() {
		return c.zipEntries(name)
	}
	files, err := os.ReadDir(name)
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, f := range files {
		if junk(f.Name()) {
			continue
		}
		if strings.HasPrefix(f.Name(), ".") {
			if f.IsDir() || isArchive(f.Name()) {
				c.problems = append(c.problems, f.Name()+" was not read, because its name begins with a dot")
			}
			continue
		}
		at := filepath.Join(name, f.Name())
		e := entry{name: f.Name(), dir: f.IsDir(), read: func() ([]byte, error) { return bounded.ReadFile(at, maxArchive) }}
		if e.dir {
			e.git = exists(filepath.Join(at, ".git"))
			e.add = func(c *contents, _ string) error { return c.addFolder(at) }
		} else {
			e.add = func(c *contents, shown string) error { return c.addDisk(at, shown) }
		}
		all = append(all, e)
	}
	return all, nil
}

// zipEntries returns the top folders and files in a platform's zip file. If one folder contains all
// of them, zipEntries returns the entries of this folder, and so on.
func (c *collection) zipEntries(name string) ([]entry, error) {
	if !strings.EqualFold(filepath.Ext(name), ".zip") {
		return nil, fmt.Errorf("%s is neither a folder nor a zip file: unpack it, or give a zip file", name)
	}
	z, err := zip.OpenReader(name)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c.closers = append(c.closers, z)
	names := map[*zip.File]string{}
	var in contents
	for _, f := range z.File {
		if inside, ok := in.nameIn("", zipName(f)); ok {
			names[f] = inside
		}
	}
	c.problems = append(c.problems, in.problems...)
	all, below := entriesBelow(z, names, ""), ""
	for len(all) == 1 && all[0].dir && !isSubmission(all[0]) {
		below += all[0].name + "/"
		inner := entriesBelow(z, names, below)
		if all[0].name != className(name) && !slices.ContainsFunc(inner, fromPlatform) {
			break
		}
		all = inner
	}
	return all, nil
}

// entriesBelow groups the files below a folder by the next part of their paths.
func entriesBelow(z *zip.ReadCloser, names map[*zip.File]string, below string) []entry {
	files := map[string][]*zip.File{}
	var order []string
	for _, f := range z.File {
		rest, ok := strings.CutPrefix(names[f], below)
		if top, _, _ := strings.Cut(rest, "/"); ok && top != "" {
			if files[top] == nil {
				order = append(order, top)
			}
			files[top] = append(files[top], f)
		}
	}
	var all []entry
	for _, top := range order {
		first := files[top][0]
		e := entry{name: top, dir: first.FileInfo().IsDir() || names[first] != below+top}
		e.read = func() ([]byte, error) {
			data, err := (&item{path: top, mode: first.Mode(), open: first.Open}).read(maxArchive)
			if len(data) > maxArchive {
				err = fmt.Errorf("%s has more than %d MiB, the limit", top, maxArchive>>20)
			}
			return data, err
		}
		e.add = func(c *contents, shown string) error {
			for _, f := range files[top] {
				if err := c.count(); err != nil {
					return err
				}
				name := strings.TrimPrefix(names[f], below+top+"/")
				if !e.dir {
					name = shown
				}
				switch {
				case f.FileInfo().IsDir():
					continue
				case f.Flags&1 != 0:
					c.problem("%s cannot be read, because it is encrypted", name)
					continue
				}
				if err := c.add(&item{path: name, mode: f.Mode(), open: f.Open}, 0); err != nil {
					return err
				}
			}
			return nil
		}
		all = append(all, e)
	}
	return all
}

// group makes one submission per student from the entries.
func (c *collection) group(entries []entry, class string) {
	owners, names := c.gradescopeOwners(entries), c.blackboardNames(entries)
	prefix := classroomPrefix(entries, class)
	byKey := map[string]*submission{}
	for _, e := range entries {
		all := ownersOf(e, owners, names, prefix)
		if len(all) == 0 && !slices.Contains(platformFiles, e.name) {
			c.strangers = append(c.strangers, e.name)
		}
		for _, o := range all {
			key := o.name + "\x00" + o.id
			s := byKey[key]
			if s == nil {
				s = &submission{name: o.name, id: o.id, numbered: o.numbered}
				byKey[key] = s
				c.submissions = append(c.submissions, s)
			} else if o.whole {
				s.note("there are several entries with this name: " + s.parts[0].label + " and " + e.name)
			}
			s.note(o.note)
			s.note(e.note)
			if o.arrived.After(s.arrived) {
				s.arrived = o.arrived
			}
			s.parts = append(s.parts, part{e.name, o.attempt, func(c *contents) error {
				c.copy = o.copy
				defer func() { c.copy = 0 }()
				return e.add(c, o.shown)
			}})
		}
	}
	tellApart(c.submissions)
	slices.SortFunc(c.submissions, func(a, b *submission) int { return cmp.Compare(a.name, b.name) })
}

// note adds a note unless it exists already.
func (s *submission) note(text string) {
	if text != "" && !slices.Contains(s.notes, text) {
		s.notes = append(s.notes, text)
	}
}

// tellApart adds the platform's number to names that several students share. It notes names that
// are nearly the same.
func tellApart(all []*submission) {
	same, alike := map[string]int{}, map[string]int{}
	rough := func(s *submission) string {
		return strings.ToLower(strings.Join(strings.Fields(s.name), " "))
	}
	for _, s := range all {
		same[s.name]++
	}
	for _, s := range all {
		if same[s.name] > 1 && s.id != "" {
			s.name += " " + s.id
		}
		alike[rough(s)]++
	}
	for _, s := range all {
		if s.alike = alike[rough(s)] > 1; s.alike {
			s.note(fmt.Sprintf("the name of another student differs from %q only in spaces or case",
				s.name))
		}
	}
}

// classroomPrefix returns the common prefix of all names, because GitHub Classroom begins each name
// with the assignment. The folder of the class can also have the name of the assignment.
func classroomPrefix(entries []entry, class string) string {
	if assignment, ok := strings.CutSuffix(class, "-submissions"); ok {
		return assignment + "-"
	}
	if len(entries) < 2 {
		return ""
	}
	prefix := entries[0].name
	for _, e := range entries {
		if !e.dir || !e.git {
			return ""
		}
		for !strings.HasPrefix(e.name, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix[:strings.LastIndex(prefix, "-")+1]
}

// platformFiles are files in a platform's download that belong to no student.
var platformFiles = []string{"submission_metadata.yml", "index.html"}

var exportFolder = regexp.MustCompile(`^assignment_\d+_export$`)

// fromPlatform reports whether an entry has a name that a platform makes.
func fromPlatform(e entry) bool {
	return e.name == "submission_metadata.yml" || exportFolder.MatchString(e.name) || isSubmission(e)
}

// isSubmission reports whether an entry has the name that a platform makes for a student's submission.
func isSubmission(e entry) bool {
	return moodleEntry.MatchString(e.name) || gradescopeEntry.MatchString(e.name) ||
		canvasEntry.MatchString(e.name) || blackboardText.MatchString(e.name)
}
