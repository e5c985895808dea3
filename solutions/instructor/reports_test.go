package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// reported writes the reports of a class of five and returns the folder.
func reported(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := writeReports(dir, classOfFive(t)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func classOfFive(t *testing.T) *class {
	t.Helper()
	ann := annLee()
	bob := &student{name: "=Bob_[x]", id: "-7", results: map[string]*exerciseResult{
		"01-a": {Tests: []testResult{
			{Name: "TestOne", Status: fail, Message: "got ``` and\n<b>", Mistake: "it guesses"},
			{Name: "TestSecret", Status: timeout}}},
		"02-b": {Status: build, Message: "b.go:3: undefined: x"},
	}}
	cleo := &student{name: "cleo", unread: errors.New("the zip file cannot be read"), results: map[string]*exerciseResult{}}
	dan := &student{name: "dan", ungraded: errors.New("the disk is full"), results: map[string]*exerciseResult{}}
	eve := &student{name: "eve", results: map[string]*exerciseResult{"01-a": {Status: todo}, "02-b": {Status: todo}}}
	s, err := read(t, "excused eve 02-b\ndue 02-b 2026-03-01T12:00:00Z\nlate 25\narrived Ann Lee 2026-03-02T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	cl := &class{cases: twoCases(), students: []*student{bob, ann, cleo, dan, eve},
		notes: (&collection{strangers: []string{"x.rar"}}).notes(),
		audit: audit{"abc", "s", "go1.99", "2026-03-01", variation{}}}
	for _, st := range cl.students {
		s.markAll(st, cl.cases)
	}
	if err := cl.failures(); err == nil || !strings.Contains(err.Error(), "dan could not be graded: the disk is full") {
		t.Errorf("the failures are %v", err)
	}
	return cl
}

// TestOldReports writes the reports of a class again, after one student has left and another one could
// not be graded. Only files that the grader has written may go.
func TestOldReports(t *testing.T) {
	cl, dir := classOfFive(t), t.TempDir()
	write(t, filepath.Join(dir, "students", "zoe", "feedback.md"), "written by hand")
	if err := writeReports(dir, cl); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]string{"students/=Bob_[x]/feedback.md": "Please come to my office.",
		"students/cleo/notes.txt": "mine", "instructor/eve/notes.txt": "mine",
		"students/a copy/feedback.md": text(t, dir, "students", "eve", "feedback.md")} {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), change)
	}
	before := snapshot(t, dir)
	cl.students[1].ungraded = errors.New("the disk is full") // Ann Lee
	cl.students = cl.students[1:2]
	one := *cl
	one.single = true
	if err := writeReports(dir, &one); err != nil { // with -only
		t.Fatal(err)
	}
	after := snapshot(t, dir)
	for name := range before {
		if _, left := after[name]; left == strings.Contains(name, "Ann Lee") {
			t.Errorf("with -only, %s is left: %v", name, left)
		}
	}
	if err := writeReports(dir, cl); err != nil {
		t.Fatal(err)
	}
	after = snapshot(t, dir)
	var left []string
	for name := range before {
		if _, ok := after[name]; ok && strings.Count(name, "/") == 2 {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	if want := []string{"instructor/eve/notes.txt", "students/=Bob_[x]/feedback.md", "students/a copy/feedback.md", "students/cleo/notes.txt",
		"students/zoe/feedback.md"}; !slices.Equal(left, want) {
		t.Errorf("left are %q, want %q", left, want)
	}
	if exists(filepath.Join(dir, "students", "Ann Lee")) {
		t.Error("an empty folder is left")
	}
}

func text(t *testing.T, elements ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(elements...))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestMarksCSV(t *testing.T) {
	got := text(t, reported(t), "marks.csv")
	const with = `"Graded 2026-03-01 with instructor ` + toolVersion + `, commit abc, go1.99, seed s"`
	want := "\ufeff" + strings.ReplaceAll(`student,id,01-a,02-b,points,of,remarks,digest,graded with
'=Bob_[x],'-7,0,0,0,7,01-a: 1 × timeout; 02-b: build: b.go:3: undefined: x,,with
Ann Lee,,2,3,5,7,02-b late: 75 % of the points count,,with
cleo,,0,0,0,7,could not be read: the zip file cannot be read,,with
dan,,,,,7,could not be graded: run the same command again,,with
eve,,0,,0,3,02-b excused,,with
`, ",with\n", ","+with+"\n")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, err := csv.NewReader(strings.NewReader(got)).ReadAll(); err != nil {
		t.Error(err)
	}
}

func TestFeedback(t *testing.T) {
	dir := reported(t)
	ann := text(t, dir, "students", "Ann Lee", "feedback.md")
	for _, want := range []string{
		"**5 of 7 points**", "01-a: 2 of 3 points", "- TestOne, 2 of 2 points: passed\n",
		"hidden tests: 0 of 1 passed, 0 of 1 points", "The submission was late, so 75 % of the points count.",
	} {
		if !strings.Contains(ann, want) {
			t.Errorf("Ann's does not say %q:\n%s", want, ann)
		}
	}
	if strings.Contains(ann, "secret number") || strings.Contains(ann, "TestSecret") {
		t.Errorf("it tells of a hidden test:\n%s", ann)
	}
	bob := text(t, dir, "students", "=Bob_[x]", "feedback.md")
	for _, want := range []string{
		`# =Bob\_\[x]`, "  ````\n  got ``` and\n  <b>\n  ````\n", sentences[build], "b.go:3: undefined: x",
	} {
		if !strings.Contains(bob, want) {
			t.Errorf("Bob's does not say %q:\n%s", want, bob)
		}
	}
	if exists(filepath.Join(dir, "students", "dan")) {
		t.Error("there is feedback for a submission that was not graded")
	}
}

func TestGradescope(t *testing.T) {
	var r gradescopeResults
	if err := json.Unmarshal([]byte(text(t, reported(t), "instructor", "Ann Lee", "results.json")),
		&r); err != nil {
		t.Fatal(err)
	}
	if r.Score != 5 || len(r.Tests) != 3 || r.OutputFormat != "md" ||
		strings.Contains(r.Output, "secret") {
		t.Errorf("got %+v", r)
	}
	want := []gradescopeTest{
		{Name: "01-a TestOne", Number: "01.1", Score: 2, MaxScore: 2, Status: "passed",
			Visibility: "visible"},
		{Name: "01-a TestSecret", Number: "01.2", MaxScore: 1, Status: "failed",
			Visibility: "hidden",
			Output:     sentences[fail] + "\nthe secret number is 7"},
		{Name: "02-b TestTwo", Number: "02.1", Score: 3, MaxScore: 4, Status: "passed",
			Visibility: "visible"},
	}
	for i, w := range want {
		if w.OutputFormat = "text"; r.Tests[i] != w {
			t.Errorf("got %+v, want %+v", r.Tests[i], w)
		}
	}
}

func TestSummary(t *testing.T) {
	got := text(t, reported(t), "summary.md")
	for _, want := range []string{
		"# Class of 5 students",
		"| 01-a | TestOne | 2 | 1 | 50 % |\n| 01-a | TestSecret (hidden) | 2 | 0 | 0 % |\n| 02-b | TestTwo | 2 | 1 | 50 % |\n",
		"The hardest test is 01-a TestSecret.", "- 2 × 01-a: it guesses\n",
		"- dan could not be graded (run the same command again): the disk is full", "- cleo could not be read", "- x.rar was ignored, because it is neither",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q:\n%s", want, got)
		}
	}
}

// TestVeryLate checks that the remarks explain a mark of 0 for a very late submission.
func TestVeryLate(t *testing.T) {
	s, err := read(t, "due all 2026-03-01T12:00:00Z\narrived Ann Lee 2026-03-09T12:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	st := annLee()
	s.markAll(st, twoCases())
	got := string(marksCSV(&class{cases: twoCases(), students: []*student{st}}))
	want := "Ann Lee,,0,0,0,7,01-a late: 0 % of the points count; 02-b late: 0 % of the points count,"
	if !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant in it\n%s", got, want)
	}
}

// TestControlCharacters prints characters that end a line of Markdown or move a cursor.
func TestControlCharacters(t *testing.T) {
	st := &student{name: "x\r# y", results: map[string]*exerciseResult{"01-a": {Tests: []testResult{
		{Name: "TestOne", Status: fail, Message: "a\r# 10 of 10\x1b[2J", Mistake: "b\r# 10 of 10"}}}}}
	cl := &class{cases: twoCases(), students: []*student{st}, notes: []string{"z\r# z"}}
	newSettings().markAll(st, cl.cases)
	for name, page := range map[string][]byte{"feedback": feedback(cl, st), "summary": summary(cl)} {
		if bytes.ContainsAny(page, "\r\x1b") {
			t.Errorf("the %s has a control character: %q", name, page)
		}
	}
}

// TestOddities checks what is printed about submissions that are unreadable or lack the files.
func TestOddities(t *testing.T) {
	st := &student{name: "eve", results: map[string]*exerciseResult{
		"01-a": {Status: missing}, "02-b": {Status: missing}}}
	cl := &class{cases: twoCases(), students: []*student{annLee(), st, {name: "max", unread: errors.New("half a file")}},
		unknown: []string{"Zoe"}}
	for _, st := range cl.students {
		newSettings().markAll(st, cl.cases)
	}
	got, want := cl.oddities(), []string{"max could not be read: half a file",
		"eve: no file of an exercise was found; is the folder empty, or do its files have other names?",
		"Zoe is in the settings but has no submission; check the name"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if page := string(summary(cl)); !strings.Contains(page, "- "+want[0]) {
		t.Errorf("the summary does not say so:\n%s", page)
	}
}
