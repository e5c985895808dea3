package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"nn/solutions/labs/internal/lab"
)

// Several processes, also on several computers, can share a search. Each of them runs a part of the
// trials and writes a results file of its own. Another process merges these files.

// span is a flag for the trials from one number to another, such as 1-8. The zero value means all
// trials.
type span struct{ from, to int }

func (s *span) String() string {
	switch {
	case *s == span{}:
		return ""
	case s.from == s.to:
		return strconv.Itoa(s.from)
	}
	return fmt.Sprintf("%d-%d", s.from, s.to)
}

// Set reads the flag.
func (s *span) Set(text string) error {
	if text == "" {
		*s = span{}
		return nil
	}
	first, last, ok := strings.Cut(text, "-")
	if !ok {
		last = first
	}
	from, err1 := strconv.Atoi(first)
	to, err2 := strconv.Atoi(last)
	if err1 != nil || err2 != nil || from < 1 || to < from {
		return fmt.Errorf("want two numbers such as 1-8, or one number")
	}
	*s = span{from, to}
	return nil
}

func (s span) isPart() bool             { return s != span{} }
func (s span) contains(number int) bool { return !s.isPart() || s.from <= number && number <= s.to }

// ranges returns sorted numbers as text, such as "1-3, 7".
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		s := span{numbers[i], numbers[i]}
		for i++; i < len(numbers) && numbers[i] == s.to+1; i++ {
			s.to++
		}
		parts = append(parts, s.String())
	}
	return strings.Join(parts, ", ")
}

// merge reads the results files of -merge and returns their trials as the results of one search.
func (opt *options) merge(out io.Writer) (*results, error) {
	paths, err := expand(opt.mergeFiles)
	if err != nil {
		return nil, err
	}
	var merged *results
	seen := make(map[int]int) // the index of each trial in merged
	for _, path := range paths {
		if err := inUse(path); err != nil {
			return nil, err
		}
		r, err := readResults(path)
		if err != nil {
			return nil, err
		}
		delete(r.origin.Settings, "trials")
		if merged == nil {
			merged = &results{path: path, origin: r.origin}
		}
		if err := merged.sameSearch(r); err != nil {
			return nil, err
		}
		merged.parts = append(merged.parts, r)
		for i, t := range r.trials {
			if k, ok := seen[t.Number]; !ok {
				seen[t.Number] = len(merged.trials)
				merged.trials = append(merged.trials, t)
			} else if !sameResult(merged.trials[k], t) {
				return nil, fmt.Errorf("%s, line %d: trial %d has a different result in a different file; "+
					"leave one of them out", path, i+2, t.Number)
			}
		}
		fmt.Fprintf(out, "%s: %d trials\n", path, len(r.trials))
	}
	slices.SortFunc(merged.trials, func(a, b Trial) int { return a.Number - b.Number })
	return merged, nil
}

// expand returns the files of a list of names and patterns, separated by commas.
func expand(list string) (paths []string, err error) {
	for _, pattern := range strings.Split(list, ",") {
		found, err := filepath.Glob(pattern)
		if err != nil || len(found) == 0 {
			return nil, lab.Usagef("-merge %s: there is no file %s", list, pattern)
		}
		paths = append(paths, found...)
	}
	paths = slices.DeleteFunc(paths, func(p string) bool { return strings.HasSuffix(p, ".lock") })
	slices.Sort(paths)
	return slices.Compact(paths), nil
}

// sameSearch returns an error unless both results are parts of one search. The folder of the data
// may differ, because the images are compared too.
func (r *results) sameSearch(other *results) error {
	settings := []map[string]string{maps.Clone(r.origin.Settings), maps.Clone(other.origin.Settings)}
	for _, s := range settings {
		delete(s, "data")
	}
	for _, name := range slices.Sorted(maps.Keys(settings[0])) {
		if a, b := settings[0][name], settings[1][name]; a != b {
			return fmt.Errorf("%s has -%s %s and %s has %q: only parts of one search can be merged",
				r.path, name, a, other.path, b)
		}
	}
	if r.origin.Images != other.origin.Images {
		return fmt.Errorf("%s and %s are about different images: only parts of one search can be merged",
			r.path, other.path)
	}
	return nil
}

// sameResult reports whether two runs of a trial have the same result, whatever their duration.
func sameResult(a, b Trial) bool {
	var texts [2][]byte
	for i, t := range []Trial{a, b} {
		t.History = slices.Clone(t.History)
		for k := range t.History {
			t.History[k].Seconds = 0
		}
		texts[i], _ = json.Marshal(t) // both have been read from JSON
	}
	return bytes.Equal(texts[0], texts[1])
}
