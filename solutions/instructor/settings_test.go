package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nn/solutions/internal/tests"
)

// twoCases returns two exercises with 3 and 4 points and without files.
func twoCases() []*testCase {
	return []*testCase{
		{exercise: &exercise{name: "01-a"}, tests: []gradedTest{
			{tests.Test{Name: "TestOne", Points: 2}, false},
			{tests.Test{Name: "TestSecret", Points: 1}, true}}},
		{exercise: &exercise{name: "02-b"}, tests: []gradedTest{
			{tests.Test{Name: "TestTwo", Points: 4}, false}}},
	}
}

func read(t *testing.T, text string) (*settings, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "settings")
	write(t, name, text)
	return readSettings(name, twoCases())
}

// TestSettingsOfTheReadme reads the example in the instructor's manual as a file.
func TestSettingsOfTheReadme(t *testing.T) {
	c := open(t)
	var cases []*testCase
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, tc)
	}
	page, err := os.ReadFile(filepath.Join(c.root, "solutions", "instructor", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(page), "## Settings\n")
	text, _, _ = strings.Cut(text, "\n## ")
	example := ""
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "    ") {
			example += line
		}
	}
	name := filepath.Join(t.TempDir(), "settings")
	write(t, name, example)
	s, err := readSettings(name, cases)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.skip) != 1 || len(s.points) != 1 || len(s.weight) != 1 || len(s.due) != 1 ||
		len(s.arrived) != 1 || len(s.excused) != 1 || len(s.adjust) != 1 || len(s.grace) != 1 || s.late != 10 || s.seed != "spring-2026" {
		t.Errorf("read %+v", s)
	}
}

func TestSettingsRefused(t *testing.T) {
	for _, tt := range []struct{ line, says string }{
		{"wieght 01-a 2", `"wieght" is not a setting`},
		{"weight 01-a", "weight has 1 words after it, want 2"},
		{"weight 03-c 2", `no exercise "03-c"`},
		{"weight 01-a -2", "want a number from 0 to 1000000"},
		{"weight 01-a NaN", "want a number from 0 to 1000000"},
		{"weight 01-a Inf", "want a number from 0 to 1000000"},
		{"points 01-a TestOne 1e300", "want a number from 0 to 1000000"},
		{"weight 01-a two", `"two": want a number from 0 to 1000000`},
		{"weight 01-a 1,5", `"1,5": want a number from 0 to 1000000, for example 10 or 1.5`},
		{"late 10%", `"10%": want a number`},
		{"repeated 1e999", `"1e999": want a number`},
		{"adjust alice 01-a +2 typing error", "adjust has 3 words after the exercise 01-a, want 2; put a reason of several words in quotation marks"},
		{"excused alice 01-a 02-b", "excused has 1 words after the exercise 01-a, want 0; write one line per exercise"},
		{`adjust alice 01-a +2 ""`, "the reason is empty"},
		{`adjust alice 01-a +2 " "`, "the reason is empty"},
		{`excused "" 01-a`, "excused has an empty name"},
		{`excused "C:\Bo" 01-a`, `"C:\Bo" 01-a: want two backslashes`},
		{"points 01-a TestTwo 3", `01-a has no test "TestTwo"`},
		{"seed y", "seed is y here and x in an earlier line"},
		{"due all 2026-03-01 23:59", "due has 3 words after it, want 2, the exercise and a time such as 2026-03-01T23:59:00Z"},
		{"due all tomorrow", "cannot parse"},
		{"due all 2026-03-01", "want a time, for example 2026-03-01T23:59:00Z"},
		{"arrived alice 2026-03-02 08:00", "want a time, for example"},
		{"due 03-c 2026-03-01T12:00:00Z", `no exercise "03-c"`},
		{"excused alice all", `no exercise "all"`},
		{"excused Bo #2 02-b", "quotation marks"},
		{`excused "Bo 02-b`, "the closing quotation mark is missing"},
		{"grace 01-a soon", "want a duration, for example 15m"},
		{"grace 01-a -1h", "want a duration, for example 15m"},
		{"adjust alice 01-a 2 reason", "want points with a sign"},
		{"adjust alice 01-a +x reason", "want points with a sign"},
		{"adjust alice 01-a +NaN reason", "want points with a sign"},
		{"adjust alice 01-a +2", "adjust has 3 words after it, want 4"},
		{`adjust alice 03-c +2 "reason"`, `no exercise "03-c"`},
	} {
		t.Run(tt.line, func(t *testing.T) {
			_, err := read(t, "# remarks\n\nseed x # more\n"+tt.line+"\n")
			if err == nil || !strings.Contains(err.Error(), tt.says) ||
				!strings.Contains(err.Error(), "settings:4:") {
				t.Errorf("got %v, want line 4 and %q", err, tt.says)
			}
		})
	}
}

// TestSettingsTwice: a line may be there twice, but not with another value. A name and an ID of one student
// are only found with the class.
func TestSettingsTwice(t *testing.T) {
	s, err := read(t, "late 20\nlate 20\ndue all 2026-03-01T23:59:00Z\ndue 01-a 2026-03-02T23:59:00Z\n"+
		"arrived Ann 2026-03-02T08:00:00Z\narrived 7 2026-03-01T08:00:00Z\n")
	if err != nil {
		t.Fatal(err)
	}
	notes := s.severalTimes([]*student{{name: "Ann", ids: []string{"7"}}, {name: "Bo"}})
	if len(notes) != 1 || !strings.Contains(notes[0], `for Ann: "Ann" 2026-03-02T08:00:00Z, "7" 2026-03-01T08:00:00Z`) {
		t.Errorf("the notes are %q", notes)
	}
	if _, err := read(t, "arrived Ann 2026-03-02T08:00:00Z\narrived Ann 2026-03-01T08:00:00Z\n"); err == nil {
		t.Error("two times of one student are accepted")
	}
}

// TestSettingsFileRefused reads files that are wrong as a whole.
func TestSettingsFileRefused(t *testing.T) {
	for text, says := range map[string]string{
		"\xff\xfes\x00e\x00e\x00d\x00 \x00x\x00": "is in UTF-16: save it as text in UTF-8",
		"skip 01-a\nskip 02-b":                   "leaves out all exercises",
		"only 01-a\nskip 01-a":                   "leaves out all exercises",
	} {
		if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, want %q", text, err, says)
		}
	}
}

// TestAdjustmentsWithoutEffect checks that the instructor is told about points that change nothing.
func TestAdjustmentsWithoutEffect(t *testing.T) {
	s, err := read(t, "skip 01-a\nexcused 4711 02-b\nadjust Ann Lee 01-a +3 reason\nadjust Ann Lee 02-b +3 reason")
	if err != nil {
		t.Fatal(err)
	}
	ann := annLee()
	ann.ids = []string{"4711"}
	cl := &class{cases: twoCases()[1:], students: []*student{ann}, notes: s.notes}
	s.markAll(ann, twoCases())
	got, want := cl.oddities(), []string{
		"Ann Lee, 02-b: excused, so these lines of the settings have no effect: +3 points: reason",
		`the settings adjust the points of "Ann Lee" for 01-a, but leave this exercise out, so the line has no effect`}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestMarks checks the arithmetic of weights, points, lateness and excuses. The student passes
// every test except the hidden one.
func TestMarks(t *testing.T) {
	const due = "due all 2026-03-01T12:00:00Z\n"
	for _, tt := range []struct {
		name, settings string
		score, max     float64
	}{
		{"nothing set", "", 6, 7},
		{"weight", "weight 01-a 1.5", 7, 8.5},
		{"points", "points 01-a TestSecret 5\npoints 02-b TestTwo 1", 3, 8},
		{"skipped", "skip 02-b", 2, 3},
		{"only one", "only 01-a", 2, 3},
		{"only two", "only 01-a\nonly 02-b", 6, 7},
		{"excused", "excused Ann Lee 02-b", 2, 3},
		{"excused somebody else", "excused Bob 02-b", 6, 7},
		{"in time", due + "arrived Ann Lee 2026-03-01T13:00:00+01:00", 6, 7},
		{"a second late", due + "arrived Ann Lee 2026-03-01T12:00:01Z", 0, 7},
		{"a day and a second late", due + "late 10\narrived Ann Lee 2026-03-02T12:00:01Z", 4.8, 7},
		{"late for one",
			"due 02-b 2026-03-01T12:00:00Z\nlate 50\narrived Ann Lee 2026-03-02T12:00:00Z", 4, 7},
		{"very late", due + "late 30\narrived Ann Lee 2027-01-01T00:00:00Z", 0, 7},
		{"one deadline and all others", "due 02-b 2026-03-01T12:00:00Z\n" +
			"due all 2026-04-01T12:00:00Z\narrived Ann Lee 2026-03-02T12:00:00Z", 2, 7},
		{"begun by an editor", "\ufeffskip 02-b\r\n", 2, 3},
		{"lines that end in CR", "# remarks\rskip 02-b\radjust Ann Lee 01-a +1 reason\r", 3, 3},
		{"mixed line ends", "# remarks\r\nskip 02-b\r# remarks\nadjust Ann Lee 01-a +1 reason", 3, 3},
		{"within the grace of all", due + "grace all 15m\narrived Ann Lee 2026-03-01T12:15:00Z", 6, 7},
		{"after the grace", due + "grace all 15m\nlate 50\narrived Ann Lee 2026-03-01T12:15:01Z", 3, 7},
		{"grace of one", due + "grace all 0s\ngrace 02-b 1h\narrived Ann Lee 2026-03-01T13:00:00Z", 4, 7},
		{"days count from the deadline", due + "grace all 25h\nlate 25\narrived Ann Lee 2026-03-02T13:00:01Z",
			3, 7},
		{"adjusted", "adjust Ann Lee 01-a +1.5 reason\nadjust Ann Lee 02-b -1 reason", 6.5, 7},
		{"adjusted twice", "adjust Ann Lee 02-b +1 one\nadjust Ann Lee 02-b +1 two", 8, 7},
		{"never below nothing", "adjust Ann Lee 01-a -9 reason", 4, 7},
		{"down and up", "adjust Ann Lee 02-b -10 one\nadjust Ann Lee 02-b +7 two", 3, 7},
		{"up and down", "adjust Ann Lee 02-b +7 one\nadjust Ann Lee 02-b -10 two", 3, 7},
		{"adjusted and late", due + "late 50\narrived Ann Lee 2026-03-01T12:00:01Z\n" +
			"adjust Ann Lee 01-a +1 reason", 4, 7},
		{"by the ID", "excused 4711 02-b", 2, 3},
		{"a remark after a name", "excused Ann Lee 02-b # not Bo", 2, 3},
		{"late is somebody else", due + "arrived Bob 2026-04-01T00:00:00Z", 6, 7},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := read(t, tt.settings)
			if err != nil {
				t.Fatal(err)
			}
			st := annLee()
			st.ids = []string{"4711"}
			s.markAll(st, twoCases())
			score, of := st.total()
			if d := score - tt.score; !(d*d <= 1e-18) || of != tt.max {
				t.Errorf("got %v of %v, want %v of %v", score, of, tt.score, tt.max)
			}
		})
	}
}

// TestUnknownStudents checks names in the settings that no student has, and a name whose two spaces
// are written as one.
func TestUnknownStudents(t *testing.T) {
	s, err := read(t, "excused An Lee 02-b\narrived Ann Lee 2026-03-02T12:00:00Z\n"+
		"arrived Zoe 2026-03-02T12:00:00Z\nexcused Ann Lee 02-b")
	if err != nil {
		t.Fatal(err)
	}
	ann := annLee()
	ann.name = "Ann  Lee"
	if got := s.unknown([]*student{ann}); !slices.Equal(got, []string{"An Lee", "Zoe"}) {
		t.Errorf("got %q, want An Lee and Zoe", got)
	}
	s.markAll(ann, twoCases())
	if !ann.marks[1].excused {
		t.Error("two spaces in a name have made it another")
	}
}

func annLee() *student {
	return &student{name: "Ann Lee", results: map[string]*exerciseResult{
		"01-a": {Tests: []testResult{{Name: "TestOne", Status: pass},
			{Name: "TestSecret", Status: fail, Message: "the secret number is 7",
				Mistake: "it guesses"}}},
		"02-b": {Tests: []testResult{{Name: "TestTwo", Status: pass}}},
	}}
}

// TestNamesInSettings checks which student a line refers to.
func TestNamesInSettings(t *testing.T) {
	for _, tt := range []struct {
		line, name string
		alike      bool
		excused    bool
	}{
		{"excused alice 02-b", "alice", false, true},
		{"excused alice 02-b", "alice ", false, false},
		{"excused alice 02-b", " alice", false, false},
		{"excused alice 02-b", "Alice", false, false},
		{`excused "alice " 02-b`, "alice ", false, true},
		{`excused "alice " 02-b`, "alice", false, false},
		{"excused Ann Lee 02-b", "Ann  Lee", false, true},
		{"excused Ann Lee 02-b", "Ann  Lee", true, false},
		{`excused "Ann  Lee" 02-b`, "Ann  Lee", true, true},
		{"excused C#Fan 02-b", "C#Fan", false, true},
		{`excused "Bo #2" 02-b`, "Bo #2", false, true},
		{`excused "Bo \"x\"" 02-b`, `Bo "x"`, false, true},
		{"excused Zo\u00eb 02-b", "Zoe\u0308", false, true},
		{"excused Zoe\u0308 02-b", "Zo\u00eb", false, true},
		{"excused Zo\xeb 02-b", "Zo\u00eb", false, true},
	} {
		s, err := read(t, tt.line)
		if err != nil {
			t.Fatal(err)
		}
		st := annLee()
		st.name, st.alike = tt.name, tt.alike
		s.markAll(st, twoCases())
		if st.marks[1].excused != tt.excused {
			t.Errorf("%s: %q is excused: %v, want %v", tt.line, tt.name, !tt.excused, tt.excused)
		}
		if known := len(s.unknown([]*student{st})) == 0; known != tt.excused {
			t.Errorf("%s: %q is known: %v, want %v", tt.line, tt.name, known, tt.excused)
		}
	}
}

// TestAmbiguousNames checks that a line changes no mark if its name can mean several students, and that a
// note says how to write the names.
func TestAmbiguousNames(t *testing.T) {
	for _, tt := range []struct {
		line, says string
		students   []*student
		excused    int
	}{
		{"excused lee 02-b", `Ann Lee (write "Ann Lee"), Bo Lee (write "Bo Lee")`,
			[]*student{{name: "Ann Lee", ids: []string{"lee@cs.edu", "lee"}}, {name: "Bo Lee", ids: []string{"lee@math.edu", "lee"}}}, 0},
		{"excused 4711 02-b", `4711 (write "12"), Bo (write "Bo")`,
			[]*student{{name: "4711", ids: []string{"12"}}, {name: "Bo", ids: []string{"4711"}}}, 0},
		{"excused Wei Wang 02-b", `Wei Wang (write "7"), Wei Wang (has no ID of its own: rename the folder to the ID)`,
			[]*student{{name: "Wei Wang", ids: []string{"7"}}, {name: "Wei Wang"}}, 0},
		{"excused Wei Wang 02-b", `Wei Wang 7 (write "Wei Wang 7"), Wei Wang 8 (write "Wei Wang 8")`,
			[]*student{{name: "Wei Wang 7", ids: []string{"7"}}, {name: "Wei Wang 8", ids: []string{"8"}}}, 0},
		{"excused Wei Wang 8 02-b", "",
			[]*student{{name: "Wei Wang 7", ids: []string{"7"}}, {name: "Wei Wang 8", ids: []string{"8"}}}, 1},
		{"excused 101 02-b", "", []*student{{name: "Bo", ids: []string{"101", "101"}}}, 1},
	} {
		s, err := read(t, tt.line+"\n"+strings.Replace(tt.line, "excused", "adjust", 1)+" +1 reason")
		if err != nil {
			t.Fatal(err)
		}
		if unknown := s.unknown(tt.students); len(unknown) > 0 {
			t.Errorf("%s: unknown are %q", tt.line, unknown)
		}
		notes := strings.Join(s.dropAmbiguous(tt.students), "\n")
		if !strings.Contains(notes, tt.says) || (notes == "") != (tt.says == "") {
			t.Errorf("%s: got %q, want %q", tt.line, notes, tt.says)
		}
		excused := 0
		for _, st := range tt.students {
			s.markAll(st, twoCases())
			if st.marks[1].excused {
				excused += len(st.marks[1].adjusted)
			}
		}
		if excused != tt.excused {
			t.Errorf("%s: %d students are excused, want %d", tt.line, excused, tt.excused)
		}
	}
}

// TestUnwrittenIsNotLate checks that an unchanged stub and a missing file are not late.
func TestUnwrittenIsNotLate(t *testing.T) {
	s, err := read(t, "due all 2026-03-01T12:00:00Z\narrived Ann Lee 2026-03-09T12:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	st := annLee()
	st.results = map[string]*exerciseResult{"01-a": {Tests: []testResult{
		{Name: "TestOne", Status: todo}, {Name: "TestSecret", Status: todo}}}}
	s.markAll(st, twoCases())
	cl := &class{cases: twoCases(), students: []*student{st}}
	page, err := feedbackPage(cl, st)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{string(marksCSV(cl)), string(feedback(cl, st)), string(page)} {
		if strings.Contains(text, "late") {
			t.Errorf("it says that it was late:\n%s", text)
		}
	}
}
