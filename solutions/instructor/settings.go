package main

import (
	"bufio"
	"bytes"
	"errors"
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
//	grace    03-dense-backward 15m                   # so much later is still in time; or "all"
//	late     10                                      # percent lost for each day begun; else all
//	arrived  alice 2026-03-02T08:00:00Z              # when a submission came; without it, in time
//	excused  alice 05-softmax                        # does not count for her, neither way
//	adjust   "Bo #2" 05-softmax +2 "typing error"    # points by hand, with the reason
//
// A word in quotation marks may have spaces and hashes in it. A student's name may also be written
// without them, and the platform's ID may stand in its place.
type settings struct {
	seed    string                   // empty for the secret one of the class
	late    float64                  // percent a day
	weight  map[string]float64       // by exercise
	points  map[string]float64       // by exercise and test, with a space between
	skip    map[string]bool          // by exercise
	due     map[string]time.Time     // by exercise, and "all"
	grace   map[string]time.Duration // by exercise, and "all"
	arrived map[string]time.Time     // by student
	excused map[personal]bool
	adjust  map[personal][]adjustment
	named   map[string]bool // the students of all the lines
}

// personal is the key of a setting for one student's exercise.
type personal struct{ student, exercise string }

// adjustment is points that an instructor adds or takes away by hand.
type adjustment struct {
	points float64
	reason string
}

func newSettings() *settings {
	return &settings{
		late:   100,
		weight: map[string]float64{}, points: map[string]float64{}, skip: map[string]bool{},
		due: map[string]time.Time{}, grace: map[string]time.Duration{},
		arrived: map[string]time.Time{}, excused: map[personal]bool{},
		adjust: map[personal][]adjustment{}, named: map[string]bool{},
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
		words, err := settingLine(lines.Text())
		if err == nil && len(words) > 0 {
			err = s.line(words[0], words[1:], cases)
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return s, lines.Err()
}

// settingLine splits a line into its words and leaves out the remark: a hash ends the line where a
// word could begin.
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
				return nil, errors.New("a quotation mark is missing")
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

// settingWords says how many words follow the first one of a line.
var settingWords = map[string]int{
	"seed": 1, "weight": 2, "points": 3, "skip": 1, "due": 2, "grace": 2, "late": 1, "arrived": 2,
	"excused": 2, "adjust": 4,
}

func (s *settings) line(word string, rest []string, cases []*testCase) (err error) {
	n, known := settingWords[word]
	if !known {
		return fmt.Errorf("%q is not a setting", word)
	}
	ofStudent := word == "arrived" || word == "excused" || word == "adjust"
	if more := len(rest) - n; ofStudent && more > 0 { // the name of a student may have spaces
		rest = append([]string{strings.Join(rest[:more+1], " ")}, rest[more+1:]...)
	}
	if len(rest) != n {
		hint := ""
		if ofStudent {
			hint = "; a name with # in it needs quotation marks"
		}
		return fmt.Errorf("%s has %d words after it, want %d%s", word, len(rest), n, hint)
	}
	first, last := rest[0], rest[n-1]
	if ofStudent {
		first = compose(first)
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
	if ofStudent {
		name = rest[1]
	}
	i := slices.IndexFunc(cases, func(tc *testCase) bool { return tc.name == name })
	if i < 0 && (word != "due" && word != "grace" || name != "all") {
		return fmt.Errorf("there is no exercise %q", name)
	}
	switch word {
	case "due":
		s.due[name], err = moment(last)
	case "grace":
		if s.grace[name], err = time.ParseDuration(last); err != nil || s.grace[name] < 0 {
			err = fmt.Errorf("%q: want a time such as 15m or 2h", last)
		}
	case "weight":
		s.weight[name], err = positive(last)
	case "skip":
		s.skip[name] = true
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
		return fmt.Errorf("%q: want points with their sign, such as +2 or -1.5", points)
	}
	if points[0] == '-' {
		x = -x
	}
	s.adjust[of] = append(s.adjust[of], adjustment{x, reason})
	return nil
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

// unknown returns the students of the settings for whom there is no submission.
func (s *settings) unknown(students []*student) []string {
	left := maps.Clone(s.named)
	for _, st := range students {
		for _, key := range st.keys() {
			delete(left, key)
		}
	}
	return slices.Sorted(maps.Keys(left))
}

// keys returns the names of a student in the settings: the name and the IDs. Several spaces
// inside of the name may be written as one, unless another student has that name; spaces around it
// make it another name.
func (st *student) keys() []string {
	keys := []string{compose(st.name)}
	words := strings.Fields(keys[0])
	if single := strings.Join(words, " "); !st.alike && len(words) > 1 &&
		strings.TrimSpace(keys[0]) == keys[0] {
		keys = append(keys, single)
	}
	for _, id := range st.ids {
		if !slices.Contains(keys, id) {
			keys = append(keys, id)
		}
	}
	return slices.Compact(keys)
}

// kept is the part of the points that a student keeps for an exercise after the deadline.
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
	if !hasDue || !arrived.After(due.Add(grace)) { // without a time it came in time
		return 1
	}
	days := float64((arrived.Sub(due) + 24*time.Hour - 1) / (24 * time.Hour)) // each day begun
	return max(0, 1-days*s.late/100)
}
