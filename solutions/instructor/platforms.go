package main

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Names of folders and files in the downloads of learning platforms.
var (
	// Full Name_123456_assignsubmission_file_, sometimes followed by the student's file name
	moodleEntry = regexp.MustCompile(`^(.+)_(\d+)_assignsubmission_(?:file|onlinetext)(?:_(.*))?$`)
	// leealice_LATE_12345_67890_dense_backward-1.go
	canvasEntry = regexp.MustCompile(`^([^_]+)_(LATE_)?(\d+)_(\d+)_(.+)$`)
	canvasCopy  = regexp.MustCompile(`^(.+)-(\d{1,2})(\.[A-Za-z.]+)$`)
	// Homework 1_alice_attempt_2026-03-01-10-00-00_dense_backward.go, and one text file per attempt
	blackboardEntry = regexp.MustCompile(`^(.+)_attempt_(\d{4}(?:-\d\d){5})_(.+)$`)
	blackboardText  = regexp.MustCompile(`^(.+)_attempt_(\d{4}(?:-\d\d){5})\.txt$`)
	gradescopeEntry = regexp.MustCompile(`^submission_(\d+)$`)
)

// owner is a student to whom an entry belongs.
type owner struct {
	name, id string
	shown    string // the student's own name for the file
	attempt  string
	copy     int // the number of the resubmission
	note     string
	arrived  time.Time
	plain    bool // whether the entry is a folder or archive with the student's name
}

// ownersOf returns the owners of an entry: one student, a group, or none.
func ownersOf(e entry, gradescope map[string][]owner, blackboard map[string]owner,
	prefix string) []owner {
	if m := moodleEntry.FindStringSubmatch(e.name); m != nil {
		return []owner{{name: compose(m[1]), id: m[2], shown: m[3]}}
	}
	if all := gradescope[e.name]; e.dir && len(all) > 0 {
		return all
	}
	if !e.dir {
		if m := blackboardText.FindStringSubmatch(e.name); m != nil {
			return []owner{blackboardOwner(append(m, "submission.txt"), blackboard)}
		}
		if m := blackboardEntry.FindStringSubmatch(e.name); m != nil {
			return []owner{blackboardOwner(m, blackboard)}
		}
		if m := canvasEntry.FindStringSubmatch(e.name); m != nil {
			return []owner{canvasOwner(m)}
		}
	}
	name := e.name
	switch {
	case e.dir:
	case isArchive(e.name) || unknownArchive(e.name):
		name = strings.TrimSuffix(e.name, archiveExt(e.name))
		if !isArchive(e.name) {
			name = strings.TrimSuffix(e.name, path.Ext(e.name))
		}
	default:
		return nil
	}
	if short := strings.TrimPrefix(name, prefix); short != "" {
		name = short
	}
	return []owner{{name: compose(name), shown: e.name, plain: true}}
}

func canvasOwner(m []string) owner {
	o := owner{name: compose(m[1]), id: m[3], shown: m[5]}
	if m[2] != "" {
		o.note = "Canvas marks it LATE: write a line arrived with the time into the settings"
	}
	if c := canvasCopy.FindStringSubmatch(m[5]); c != nil {
		o.shown = c[1] + c[3]
		o.copy, _ = strconv.Atoi(c[2])
	}
	return o
}

// blackboardOwner returns the student from the text file of the attempt. If there is no such file,
// the name is the last word before "attempt".
func blackboardOwner(m []string, texts map[string]owner) owner {
	o, ok := texts[m[1]]
	if !ok {
		o.name = m[1][strings.LastIndex(m[1], "_")+1:]
	}
	o.shown, o.attempt = m[3], m[2]
	return o
}

var blackboardName = regexp.MustCompile(`(?m)^Name: (.+) \(([^()\s]+)\)\r?$`)

// text returns the text of a platform's file. If it cannot be read, the instructor is told which students
// lose their names.
func (c *collection) text(e entry, whose string) []byte {
	text, err := e.read()
	if err != nil {
		c.problems = append(c.problems, fmt.Sprintf("%s has no names from %s, because it cannot be read: %v", whose,
			e.name, err))
		return nil
	}
	return text
}

// blackboardNames reads the text files of all attempts. The keys are the parts of their names
// before "attempt".
func (c *collection) blackboardNames(entries []entry) map[string]owner {
	all := map[string]owner{}
	for _, e := range entries {
		m := blackboardText.FindStringSubmatch(e.name)
		if m == nil || e.dir {
			continue
		}
		if found := blackboardName.FindSubmatch(c.text(e, "the attempt")); found != nil {
			all[m[1]] = owner{name: compose(string(found[1])), id: string(found[2])}
		}
	}
	return all
}

// gradescopeOwners reads the students of each submission from submission_metadata.yml in
// Gradescope's download. It uses only these lines:
//
//	submission_123456:
//	  :submitters:
//	  - :name: Alice Lee
//	    :sid: '4711'
//	  :created_at: 2026-03-01 10:00:00.000000000 Z
func (c *collection) gradescopeOwners(entries []entry) map[string][]owner {
	all := map[string][]owner{}
	for _, e := range entries {
		if e.name != "submission_metadata.yml" || e.dir {
			continue
		}
		submission, section := "", ""
		for line := range bytes.Lines(c.text(e, "the class")) {
			indent := len(line) - len(bytes.TrimLeft(line, " "))
			key, value, _ := strings.Cut(strings.TrimSpace(strings.TrimLeft(string(line), "- ")), ": ")
			key, value = strings.Trim(key, ":"), strings.Trim(strings.TrimSpace(value), `'"`)
			list := all[submission]
			switch {
			case indent == 0 && !bytes.HasPrefix(line, []byte("-")):
				submission, section = key, ""
			case indent == 2 && !bytes.HasPrefix(line, []byte("  -")):
				section = key
				if t, err := time.Parse("2006-01-02 15:04:05.999999999 Z07:00", value); key ==
					"created_at" && err == nil {
					for i := range list {
						list[i].arrived = t
					}
				}
			case section != "submitters":
			case key == "name":
				all[submission] = append(list, owner{name: compose(value)})
			case key == "sid" && len(list) > 0:
				list[len(list)-1].id = value
			}
		}
	}
	for _, group := range all {
		for i := range group {
			if len(group) > 1 {
				group[i].note = fmt.Sprintf("submitted by a group of %d", len(group))
			}
		}
	}
	return all
}
