package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// switchConventions makes the changes of several conventions, one after the other.
func (c *course) switchConventions(names []string) error {
	for i, name := range names {
		if names[i] = strings.TrimSpace(name); slices.Contains(names[:i], names[i]) {
			return fmt.Errorf("the convention %s is named twice; name it once", names[i])
		}
		err := c.switchConvention(names[i])
		if i > 0 && err != nil && !errors.As(err, new(noConvention)) {
			return fmt.Errorf("the convention %s cannot be combined with %s, because they change the same lines; "+
				"leave one out", names[i], strings.Join(names[:i], ", "))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// noConvention is the error for a name without a file.
type noConvention string

func (text noConvention) Error() string { return string(text) }

// switchConvention makes the changes of conventions/NAME.diff in the course. The file is the output of
// git diff. Its line numbers are ignored, because the lines of each hunk must occur exactly once.
func (c *course) switchConvention(name string) error {
	folder := filepath.Join(c.root, "solutions", "instructor", "conventions")
	diff, err := os.ReadFile(filepath.Join(folder, name+".diff"))
	if err != nil {
		files, _ := filepath.Glob(filepath.Join(folder, "*.diff"))
		for i, file := range files {
			files[i] = strings.TrimSuffix(filepath.Base(file), ".diff")
		}
		return noConvention(fmt.Sprintf("there is no convention %q; want one of %s", name, strings.Join(files, ", ")))
	}
	for _, h := range hunksOf(string(diff)) {
		file := filepath.Join(c.root, filepath.FromSlash(h.file))
		source, err := os.ReadFile(file)
		if err != nil {
			return fmt.Errorf("convention %s: %w", name, err)
		}
		source = append([]byte("\n"), source...)
		if n := bytes.Count(source, []byte("\n"+h.old)); n != 1 {
			return fmt.Errorf("convention %s: %s contains these lines %d times, want once:\n%s", name, h.file, n, h.old)
		}
		source = bytes.Replace(source, []byte("\n"+h.old), []byte("\n"+h.new), 1)[1:]
		if h.deleted {
			err = os.Remove(file)
		} else {
			err = os.WriteFile(file, source, 0o644)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hunk is a piece of a file before and after a change, in whole lines.
type hunk struct {
	file, old, new string
	deleted        bool // the whole file
}

// hunksOf parses the output of git diff. Lines before the first file are a description.
func hunksOf(diff string) (all []hunk) {
	var of hunk
	in := false // in a hunk
	for line := range strings.Lines(diff) {
		switch {
		case strings.HasPrefix(line, "diff "):
			of, in = hunk{}, false
		case strings.HasPrefix(line, "--- a/") && !in:
			of.file = strings.TrimSpace(line[len("--- a/"):])
		case strings.HasPrefix(line, "+++ ") && !in:
			of.deleted = strings.HasPrefix(line, "+++ /dev/null")
		case strings.HasPrefix(line, "@@ ") && of.file != "":
			all, in = append(all, of), true
		case in:
			h := &all[len(all)-1]
			if line[0] != '+' {
				h.old += line[1:]
			}
			if line[0] != '-' {
				h.new += line[1:]
			}
		}
	}
	return all
}
