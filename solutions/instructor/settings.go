package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nn/solutions/internal/bounded"
)

// settings contains an instructor's decisions for one class. It is read from a text file:
//
//	# a hash begins a comment
//	seed     spring-2026                             # seed of the random tests; default: secret
//	weight   05-softmax 1.5                          # multiply the points of the exercise
//	points   03-dense-backward TestInputError 3      # replace the points of one test
//	skip     14-randomized-search                    # leave the exercise out
//	only     05-softmax                              # leave out all exercises without such a line
//	due      03-dense-backward 2026-03-01T23:59:00Z  # deadline; "all": all other exercises
//	grace    03-dense-backward 15m                   # accepted delay; "all" works too
//	late     10                                      # percent lost per day begun; default: 100
//	repeated 50                                      # percent lost at further tests of one mistake; default: 0
//	arrived  alice 2026-03-02T08:00:00Z              # time of the submission; default: in time
//	excused  alice 05-softmax                        # leave the exercise out for one student
//	adjust   "Bo #2" 05-softmax +2 "typing error"    # add or subtract points, with a reason
//
// A word in quotation marks can contain spaces and hashes. A student's name can contain spaces
// without quotation marks. The platform's ID can replace the name.
type settings struct {
	seed     string                   // empty for the secret seed of the class
	late     float64                  // percent per day
	repeated float64                  // percent of a test that fails for a reason already charged
	weight   map[string]float64       // by exercise
	points   map[string]float64       // by exercise and test, separated by a space
	skip     map[string]bool          // by exercise
	only     map[string]bool          // by exercise; empty for all
	due      map[string]time.Time     // by exercise, and "all"
	grace    map[string]time.Duration // by exercise, and "all"
	arrived  map[string]time.Time     // by student
	excused  map[personal]bool
	adjust   map[personal][]adjustment
	named    map[string]bool // all students in the file
	notes    []string        // about lines without an effect
}

// personal is the key of a setting for one student's exercise.
type personal struct{ student, exercise string }

// adjustment is a number of points that an instructor adds or subtracts by hand.
type adjustment struct {
	points float64
	reason string
}

func newSettings() *settings {
	return &settings{
		late:   100,
		weight: map[string]float64{}, points: map[string]float64{}, skip: map[string]bool{}, only: map[string]bool{},
		due: map[string]time.Time{}, grace: map[string]time.Duration{},
		arrived: map[string]time.Time{}, excused: map[personal]bool{},
		adjust: map[personal][]adjustment{}, named: map[string]bool{},
	}
}

// readSettings reads a file of settings. An error contains the number of the line.
func readSettings(name string, cases []*testCase) (*settings, error) {
	data, err := bounded.ReadFile(name, 1<<20)
	if err != nil {
		return nil, err
	}
	if utf16Order(data) != nil {
		return nil, fmt.Errorf("%s is in UTF-16: save it as text in UTF-8", name)
	}
	if !utf8.Valid(data) {
		data = decodeLatin1(data)
	}
	s := newSettings()
	text := strings.TrimPrefix(string(data), "\ufeff") // some editors write this mark first
	n, before := 0, map[string]string{}
	for line := range strings.Lines(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)) {
		n++
		words, err := settingLine(strings.TrimSuffix(line, "\n"))
		if err == nil && len(words) > 0 {
			err = s.line(words[0], words[1:], cases)
		}
		if err == nil && len(words) > 1 && onceOnly[words[0]] {
			what, value := strings.Join(words[:len(words)-1], " "), words[len(words)-1]
			if other, set := before[what]; set && other != value {
				err = fmt.Errorf("%s is %s here and %s in an earlier line; keep one of the lines", what, value, other)
			}
			before[what] = value
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	if len(s.only) > 0 {
		s.skipOthers(cases, s.only)
	}
	if len(cases) > 0 && len(s.skip) == len(cases) {
		return nil, fmt.Errorf("%s leaves out all exercises: remove a line skip, or name other exercises with only", name)
	}
	for of := range s.adjust {
		if s.skip[of.exercise] {
			s.notes = append(s.notes, fmt.Sprintf("the settings adjust the points of %q for %s, but leave this exercise "+
				"out, so the line has no effect", of.student, of.exercise))
		}
	}
	slices.Sort(s.notes)
	return s, nil
}

// skipOthers leaves out all exercises except the named ones.
func (s *settings) skipOthers(cases []*testCase, kept map[string]bool) {
	for _, tc := range cases {
		if !kept[tc.name] {
			s.skip[tc.name] = true
		}
	}
}

// settingLine splits a line into words without the comment. A hash at the beginning of a word
// begins a comment.
func settingLine(line string) ([]string, error) {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t\r")
		switch {
		case line == "" || line[0] == '#':
			return words, nil
		case line[0] == '"':
			quoted, err := strconv.QuotedPrefix(line)
			if err != nil {
				if strings.Contains(line, `\`) && strings.Contains(line[1:], `"`) {
					return nil, fmt.Errorf(`%s: want two backslashes in quotation marks for each one`, line)
				}
				return nil, errors.New("the closing quotation mark is missing")
			}
			word, err := strconv.Unquote(quoted)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", quoted, err)
			}
			words, line = append(words, word), line[len(quoted):]
		default:
			i := strings.IndexAny(line, " \t\r")
			if i < 0 {
				i = len(line)
			}
			words, line = append(words, line[:i]), line[i:]
		}
	}
}

// settingWords is the number of words after the first word of a line.
var settingWords = map[string]int{
	"seed": 1, "weight": 2, "points": 3, "skip": 1, "only": 1, "due": 2, "grace": 2, "late": 1, "repeated": 1,
	"arrived": 2, "excused": 2, "adjust": 4,
}

// onceOnly are the settings with one value for each exercise or student.
var onceOnly = map[string]bool{"seed": true, "weight": true, "points": true, "due": true, "grace": true, "late": true,
	"repeated": true, "arrived": true}

func (s *settings) line(word string, rest []string, cases []*testCase) (err error) {
	n, known := settingWords[word]
	if !known {
		return fmt.Errorf("%q is not a setting; want one of %s", word,
			strings.Join(slices.Sorted(maps.Keys(settingWords)), ", "))
	}
	ofStudent := word == "arrived" || word == "excused" || word == "adjust"
	exercise := func(word string) int {
		return slices.IndexFunc(cases, func(tc *testCase) bool { return tc.name == word })
	}
	if word == "excused" || word == "adjust" {
		isExercise := func(word string) bool { return exercise(word) >= 0 }
		if i := 1 + slices.IndexFunc(rest[min(1, len(rest)):], isExercise); i > 0 && len(rest)-i > n-1 {
			hint := "; write one line per exercise"
			if word == "adjust" {
				hint = "; put a reason of several words in quotation marks"
			}
			return fmt.Errorf("%s has %d words after the exercise %s, want %d%s", word, len(rest)-i-1, rest[i], n-2, hint)
		}
	}
	if more := len(rest) - n; ofStudent && more > 0 { // the name of a student may have spaces
		rest = append([]string{strings.Join(rest[:more+1], " ")}, rest[more+1:]...)
	}
	if len(rest) != n {
		hint := ""
		if ofStudent {
			hint = "; put a name that contains # in quotation marks"
		}
		if word == "due" {
			hint = ", the exercise and a time such as 2026-03-01T23:59:00Z"
		}
		return fmt.Errorf("%s has %d words after it, want %d%s", word, len(rest), n, hint)
	}
	first, last := rest[0], rest[n-1]
	if ofStudent {
		if first = compose(first); strings.TrimSpace(first) == "" {
			return fmt.Errorf("%s has an empty name: want the name or the ID of a student", word)
		}
		s.named[first] = true
	}
	switch word {
	case "seed":
		s.seed = first
		return nil
	case "late":
		s.late, err = positive(last)
		return err
	case "repeated":
		if s.repeated, err = positive(last); err == nil && s.repeated > 100 {
			err = fmt.Errorf("%q: want a number from 0 to 100", last)
		}
		return err
	case "arrived":
		s.arrived[first], err = moment(last)
		return err
	}
	name := first
	if ofStudent {
		name = rest[1]
	}
	i := exercise(name)
	if i < 0 && (word != "due" && word != "grace" || name != "all") {
		return fmt.Errorf("there is no exercise %q", name)
	}
	switch word {
	case "due":
		s.due[name], err = moment(last)
	case "grace":
		if s.grace[name], err = time.ParseDuration(last); err != nil || s.grace[name] < 0 {
			err = fmt.Errorf("%q: want a duration, for example 15m or 2h", last)
		}
	case "weight":
		s.weight[name], err = positive(last)
	case "skip":
		s.skip[name] = true
	case "only":
		s.only[name] = true
	case "excused":
		s.excused[personal{first, name}] = true
	case "adjust":
		err = s.addAdjustment(personal{first, name}, rest[2], last)
	case "points":
		same := func(t gradedTest) bool { return t.Name == rest[1] }
		if !slices.ContainsFunc(cases[i].tests, same) {
			return fmt.Errorf("%s has no test %q", name, rest[1])
		}
		s.points[name+" "+rest[1]], err = positive(last)
	}
	return err
}

func (s *settings) addAdjustment(of personal, points, reason string) error {
	x, err := positive(strings.TrimLeft(points, "+-"))
	if err != nil || len(points) < 2 || points[0] != '+' && points[0] != '-' {
		return fmt.Errorf("%q: want points with a sign, for example +2 or -1.5", points)
	}
	if points[0] == '-' {
		x = -x
	}
	if strings.TrimSpace(reason) == "" {
		return errors.New("the reason is empty; want a reason, because the student reads it")
	}
	s.adjust[of] = append(s.adjust[of], adjustment{x, reason})
	return nil
}

func moment(word string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339, word)
	if err != nil {
		err = fmt.Errorf("cannot parse %q; want a time, for example 2026-03-01T23:59:00Z", word)
	}
	return t, err
}

func positive(word string) (float64, error) {
	x, err := strconv.ParseFloat(word, 64)
	if err != nil || !(x >= 0 && x <= 1e6) {
		return 0, fmt.Errorf("%q: want a number from 0 to 1000000, for example 10 or 1.5", word)
	}
	return x, nil
}

// kept returns the share of the points that counts for a student's exercise: 1 if it is in time.
func (s *settings) kept(st *student, exercise string) float64 {
	due, hasDue := s.due[exercise]
	if !hasDue {
		due, hasDue = s.due["all"]
	}
	grace, hasGrace := s.grace[exercise]
	if !hasGrace {
		grace = s.grace["all"]
	}
	arrived := st.arrived
	for _, key := range st.keys() {
		if t, ok := s.arrived[key]; ok {
			arrived = t
		}
	}
	if !hasDue || !arrived.After(due.Add(grace)) { // a submission without a time is in time
		return 1
	}
	days := float64((arrived.Sub(due) + 24*time.Hour - 1) / (24 * time.Hour)) // each day begun
	return max(0, 1-days*s.late/100)
}
