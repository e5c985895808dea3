package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// unknown returns the students in the settings who have no submission.
func (s *settings) unknown(students []*student) []string {
	left := maps.Clone(s.named)
	for _, st := range students {
		for _, key := range st.keys() {
			delete(left, key)
		}
	}
	return slices.Sorted(maps.Keys(left))
}

// dropAmbiguous removes the lines for each word that can mean several students, and returns notes that
// say how to write the students' names.
func (s *settings) dropAmbiguous(students []*student) (notes []string) {
	for _, word := range slices.Sorted(maps.Keys(s.named)) {
		found := called(word, students)
		if len(found) < 2 {
			continue
		}
		notes = append(notes, fmt.Sprintf("the lines for %q in the settings have no effect, because it can mean "+
			"several students: %s", word, tellWhich(found, students)))
		delete(s.arrived, word)
		maps.DeleteFunc(s.excused, func(of personal, _ bool) bool { return of.student == word })
		maps.DeleteFunc(s.adjust, func(of personal, _ []adjustment) bool { return of.student == word })
	}
	return notes
}

// severalTimes notes which students have several times of arrival, under their names and IDs.
func (s *settings) severalTimes(students []*student) (notes []string) {
	for _, st := range students {
		var found []string
		for _, key := range st.keys() {
			if t, ok := s.arrived[key]; ok {
				found = append(found, fmt.Sprintf("%q %s", key, t.Format(time.RFC3339)))
			}
		}
		if len(found) > 1 {
			notes = append(notes, fmt.Sprintf("the settings have several lines arrived for %s: %s; the last of these counts",
				cmp.Or(st.name, st.id), list(found)))
		}
	}
	return notes
}

// called returns the students that a word identifies.
func called(word string, students []*student) (found []*student) {
	for _, st := range students {
		if slices.Contains(st.keys(), word) {
			found = append(found, st)
		}
	}
	return found
}

// tellWhich lists students with a word for each that identifies nobody else among all students.
func tellWhich(some, all []*student) string {
	var parts []string
	for _, st := range some {
		keys := st.keys()
		i := slices.IndexFunc(keys, func(key string) bool { return len(called(key, all)) == 1 })
		how := "has no ID of its own: rename the folder to the ID"
		if st.absent {
			how = "has no ID of its own: add one to the roster"
		}
		if i >= 0 {
			how = fmt.Sprintf("write %q", keys[i])
		}
		parts = append(parts, fmt.Sprintf("%s (%s)", cmp.Or(st.name, st.id), how))
	}
	return list(parts)
}

// keys returns the words that identify a student in the settings: the name and the IDs. Several
// spaces inside a name can be written as one, unless another student has that name. Spaces around a
// name are significant. A number that tellApart has added to the name can be left out, but then the name
// means several students.
func (st *student) keys() []string {
	name := compose(st.name)
	all := []string{name}
	words := strings.Fields(name)
	if single := strings.Join(words, " "); !st.alike && len(words) > 1 && strings.TrimSpace(name) == name {
		all = append(all, single)
	}
	all = append(all, st.ids...)
	if len(st.ids) > 0 {
		if short, numbered := strings.CutSuffix(name, " "+st.ids[0]); numbered {
			all = append(all, short)
		}
	}
	var keys []string
	for _, key := range all {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}
