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

// Names of the folders and files that learning platforms deliver.
var (
	// Full Name_123456_assignsubmission_file_ with or without the student's own file name after it
	moodleEntry = regexp.MustCompile(`^(.+)_(\d+)_assignsubmission_(?:file|onlinetext)(?:_(.*))?$`)
	// leealice_LATE_12345_67890_dense_backward-1.go
	canvasEntry = regexp.MustCompile(`^([^_]+)_(LATE_)?(\d+)_(\d+)_(.+)$`)
	canvasCopy  = regexp.MustCompile(`^(.+)-(\d{1,2})(\.[A-Za-z.]+)$`)
	// Homework 1_alice_attempt_2026-03-01-10-00-00_dense_backward.go, and one text for each attempt
	blackboardEntry = regexp.MustCompile(`^(.+)_attempt_(\d{4}(?:-\d\d){5})_(.+)$`)
	blackboardText  = regexp.MustCompile(`^(.+)_attempt_(\d{4}(?:-\d\d){5})\.txt$`)
	gradescopeEntry = regexp.MustCompile(`^submission_(\d+)$`)
)

// owner is a student to whom an entry belongs.
type owner struct {
	name, id string
	shown    string // the name of the file as the student chose it
	attempt  string
	copy     int
	note     string
	arrived  time.Time
	plain    bool // a folder or an archive with the student's name
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
		o.note = "Canvas marks it LATE: give the time in the settings, with a line that begins with arrived"
	}
	if c := canvasCopy.FindStringSubmatch(m[5]); c != nil {
		o.shown = c[1] + c[3]
		o.copy, _ = strconv.Atoi(c[2])
	}
	return o
}

// blackboardOwner finds the student in the text that belongs to the attempt. Without one, the name
// is the last word before "attempt".
func blackboardOwner(m []string, texts map[string]owner) owner {
	o, ok := texts[m[1]]
	if !ok {
		o.name = m[1][strings.LastIndex(m[1], "_")+1:]
	}
	o.shown, o.attempt = m[3], m[2]
	return o
}

var blackboardName = regexp.MustCompile(`(?m)^Name: (.+) \(([^()\s]+)\)\r?$`)

// blackboardNames reads the texts of all attempts, by the part of their names before "attempt".
func blackboardNames(entries []entry) map[string]owner {
	all := map[string]owner{}
	for _, e := range entries {
		m := blackboardText.FindStringSubmatch(e.name)
		if m == nil || e.dir {
			continue
		}
		text, err := e.read()
		if found := blackboardName.FindSubmatch(text); err == nil && found != nil {
			all[m[1]] = owner{name: compose(string(found[1])), id: string(found[2])}
		}
	}
	return all
}

// gradescopeOwners reads who has made which submission from the export's submission_metadata.yml,
// of which only the lines below are needed:
//
//	submission_123456:
//	  :submitters:
//	  - :name: Alice Lee
//	    :sid: '4711'
//	  :created_at: 2026-03-01 10:00:00.000000000 Z
func gradescopeOwners(entries []entry) map[string][]owner {
	all := map[string][]owner{}
	for _, e := range entries {
		if e.name != "submission_metadata.yml" || e.dir {
			continue
		}
		text, err := e.read()
		if err != nil {
			continue
		}
		submission, section := "", ""
		for line := range bytes.Lines(text) {
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
