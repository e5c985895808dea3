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
	numbered bool   // whether the id is the platform's own number
	shown    string // the student's own name for the file
	attempt  string
	copy     int // the number of the resubmission
	note     string
	arrived  time.Time
	whole    bool // whether the entry is all that the student submitted
}

// ownersOf returns the owners of an entry: one student, a group, or none.
func ownersOf(e entry, gradescope map[string][]owner, blackboard map[string]owner,
	prefix string) []owner {
	if m := moodleEntry.FindStringSubmatch(e.name); m != nil {
		return []owner{{name: compose(m[1]), id: m[2], numbered: true, shown: m[3]}}
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
	return []owner{{name: compose(name), shown: e.name, whole: true}}
}

func canvasOwner(m []string) owner {
	o := owner{name: compose(m[1]), id: m[3], numbered: true, shown: m[5]}
	if m[2] != "" {
		o.note = "Canvas marks it LATE: write a line arrived with the time into the settings"
	}
	if c := canvasCopy.FindStringSubmatch(m[5]); c != nil {
		o.shown = c[1] + c[3]
		o.copy, _ = strconv.Atoi(c[2])
	}
	return o
}

// blackboardOwner returns the student of an attempt.
func blackboardOwner(m []string, all map[string]owner) owner {
	o := all[m[1]]
	o.shown, o.attempt = m[3], m[2]
	return o
}

// Name: Ann Lee (alee), with the word for the name in any language
var blackboardName = regexp.MustCompile(`(?m)^[^:\r\n]+: (.+) \(([^()\s]+)\)\r?$`)

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

// blackboardNames returns the students of all attempts. The keys are the parts of the entries' names before
// "attempt": the assignment and the student's login. The text file of an attempt contains the name and
// the login. Without it the login is the name. Both parts of a key can contain underscores, so other text
// files must show where the login begins. If there are none, it is the last word, or everything if
// students share the last word.
func (c *collection) blackboardNames(entries []entry) map[string]owner {
	all, assignment, shared := map[string]owner{}, "", map[string]int{}
	for _, e := range entries {
		m := blackboardEntry.FindStringSubmatch(e.name)
		text := blackboardText.FindStringSubmatch(e.name)
		switch {
		case e.dir:
		case text != nil:
			o := all[text[1]]
			for _, found := range blackboardName.FindAllSubmatch(c.text(e, "the attempt"), -1) {
				login := string(found[2])
				if o.name == "" && strings.HasSuffix(lettersOf(text[1]), lettersOf(login)) {
					o = owner{name: compose(string(found[1])), id: login}
					if begin, ok := strings.CutSuffix(text[1], login); ok && len(begin) > len(assignment) {
						assignment = begin
					}
				}
			}
			if o.name == "" {
				o.note = e.name + " does not contain the student's name"
			}
			all[text[1]] = o
		case m != nil:
			if _, ok := all[m[1]]; !ok {
				all[m[1]] = owner{}
			}
		}
	}
	login := func(key string) string {
		if rest, ok := strings.CutPrefix(key, assignment); ok && assignment != "" {
			return rest
		}
		return key[strings.LastIndex(key, "_")+1:]
	}
	for key := range all {
		shared[login(key)]++
	}
	for key, o := range all {
		if o.name == "" {
			if o.name = login(key); shared[o.name] > 1 {
				o.name, o.note = key, "the file's name does not show where the student's name begins"
			}
			all[key] = o
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
//	    :email: alice@example.org
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
			key, value = strings.Trim(key, ":"), yamlText(strings.TrimSpace(value))
			list := all[submission]
			switch {
			case indent == 0 && !bytes.HasPrefix(line, []byte("-")):
				submission, section = key, ""
			case indent == 2 && !bytes.HasPrefix(line, []byte("  -")):
				section = key
				if key != "created_at" {
					continue
				}
				arrived, err := gradescopeTime(value)
				if err != nil {
					c.problems = append(c.problems, fmt.Sprintf("%s counts as in time, because the time %q of %s cannot be read",
						submission, value, e.name))
				}
				for i := range list {
					list[i].arrived = arrived
				}
			case section != "submitters":
			case key == "name":
				all[submission] = append(list, owner{name: compose(value), whole: true})
			case value == "" || len(list) == 0:
			case key == "sid", key == "email" && list[len(list)-1].id == "":
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

// gradescopeTime reads a time as Ruby writes it, in universal time or with an offset.
func gradescopeTime(value string) (t time.Time, err error) {
	for _, zone := range []string{"Z07:00", "-0700", "UTC"} {
		if t, err = time.Parse("2006-01-02 15:04:05.999999999 "+zone, value); err == nil {
			return t, nil
		}
	}
	return time.Time{}, err
}

// yamlText returns a value of YAML without its quotation marks.
func yamlText(value string) string {
	if text, err := strconv.Unquote(value); err == nil && value[0] == '"' {
		return text
	}
	if n := len(value); n >= 2 && value[0] == '\'' && value[n-1] == '\'' {
		return strings.ReplaceAll(value[1:n-1], "''", "'")
	}
	return value
}
