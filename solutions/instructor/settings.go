package main

import (
	"bufio"
	"bytes"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// settings is what an instructor decides for one class. They are read from a plain file of lines:
//
//	# everything after a hash is a remark
//	seed     spring-2026                             # other random numbers than the students'
//	weight   05-softmax 1.5                          # the exercise's points count so much
//	points   03-dense-backward TestInputError 3      # in place of the test's own points
//	skip     14-randomized-search                    # not set in this class
//	due      03-dense-backward 2026-03-01T23:59:00Z  # "all" in place of the name: all others
//	late     10                                      # percent lost for each day begun; else all
//	arrived  alice 2026-03-02T08:00:00Z              # when a hand-in came; without it, in time
//	excused  alice 05-softmax                        # does not count for her, neither way
type settings struct {
	seed    string               // empty for the secret one of the class
	late    float64              // percent a day
	weight  map[string]float64   // by exercise
	points  map[string]float64   // by exercise and test, with a space between
	skip    map[string]bool      // by exercise
	due     map[string]time.Time // by exercise, and "all"
	arrived map[string]time.Time // by student
	excused map[string]bool      // by student and exercise, with a space between
	named   map[string]bool      // the students of all the lines
}

func newSettings() *settings {
	return &settings{
		late:   100,
		weight: map[string]float64{}, points: map[string]float64{}, skip: map[string]bool{},
		due: map[string]time.Time{}, arrived: map[string]time.Time{}, excused: map[string]bool{},
		named: map[string]bool{},
	}
}

// readSettings reads the file; an error names the line.
func readSettings(name string, cases []*testCase) (*settings, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	s := newSettings()
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // as some editors begin a file
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		text, _, _ := strings.Cut(lines.Text(), "#")
		words := strings.Fields(text)
		if len(words) == 0 {
			continue
		}
		// The name of a student may have spaces.
		if w := words[0]; (w == "arrived" || w == "excused") && len(words) > 3 {
			student := strings.Join(words[1:len(words)-1], " ")
			words = []string{w, student, words[len(words)-1]}
		}
		if err := s.line(words[0], words[1:], cases); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return s, lines.Err()
}

// settingWords says how many words follow the first one of a line.
var settingWords = map[string]int{
	"seed": 1, "weight": 2, "points": 3, "skip": 1, "due": 2, "late": 1, "arrived": 2, "excused": 2,
}

func (s *settings) line(word string, rest []string, cases []*testCase) (err error) {
	n, known := settingWords[word]
	switch {
	case !known:
		return fmt.Errorf("%q is not a setting", word)
	case len(rest) != n:
		return fmt.Errorf("%s has %d words after it, want %d", word, len(rest), n)
	}
	first, last := rest[0], rest[n-1]
	if word == "arrived" || word == "excused" {
		s.named[first] = true
	}
	switch word {
	case "seed":
		s.seed = first
		return nil
	case "late":
		s.late, err = positive(last)
		return err
	case "arrived":
		s.arrived[first], err = moment(last)
		return err
	}
	name := first
	if word == "excused" {
		name = last
	}
	i := slices.IndexFunc(cases, func(tc *testCase) bool { return tc.name == name })
	if i < 0 && (word != "due" || name != "all") {
		return fmt.Errorf("there is no exercise %q", name)
	}
	switch word {
	case "due":
		s.due[name], err = moment(last)
	case "weight":
		s.weight[name], err = positive(last)
	case "skip":
		s.skip[name] = true
	case "excused":
		s.excused[first+" "+name] = true
	case "points":
		same := func(t gradedTest) bool { return t.Name == rest[1] }
		if !slices.ContainsFunc(cases[i].tests, same) {
			return fmt.Errorf("%s has no test %q", name, rest[1])
		}
		s.points[name+" "+rest[1]], err = positive(last)
	}
	return err
}

func moment(word string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, word)
	if err != nil {
		err = fmt.Errorf("cannot parse %q, want a time such as 2026-03-01T23:59:00Z", word)
	}
	return t, err
}

func positive(word string) (float64, error) {
	x, err := strconv.ParseFloat(word, 64)
	if err == nil && !(x >= 0 && x <= 1e6) {
		err = fmt.Errorf("%q: want a number that is not negative and at most 1000000", word)
	}
	return x, err
}

// unknown returns the students of the settings for whom there is no hand-in.
func (s *settings) unknown(students []*student) []string {
	left := maps.Clone(s.named)
	for _, st := range students {
		delete(left, nameInSettings(st))
	}
	return slices.Sorted(maps.Keys(left))
}

// nameInSettings is the name of a student as the words of a line give it: with single spaces.
func nameInSettings(st *student) string { return strings.Join(strings.Fields(st.name), " ") }

// kept is the part of the points that a student keeps for an exercise after the deadline.
func (s *settings) kept(student, exercise string) float64 {
	due, hasDue := s.due[exercise]
	if !hasDue {
		due, hasDue = s.due["all"]
	}
	arrived, known := s.arrived[student]
	if !hasDue || !known || !arrived.After(due) {
		return 1
	}
	days := float64((arrived.Sub(due) + 24*time.Hour - 1) / (24 * time.Hour)) // each day begun
	return max(0, 1-days*s.late/100)
}
