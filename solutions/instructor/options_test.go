package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestShards grades a class in one process and in three shards. It compares every file.
func TestShards(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	c := open(t)
	dir, one, many := t.TempDir(), t.TempDir(), t.TempDir()
	settings := only(t, c, c.exercises[0].name, attackedExercise)
	before, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	made := makeClass(t, c, []*exercise{c.exercises[0], c.exercises[2]}, 8)
	for _, s := range made {
		s.submit(t, dir)
	}
	roster := filepath.Join(t.TempDir(), "roster.csv")
	write(t, roster, "Name,ID\n00-finished,1\n01-half,2\nnobody,3\n")
	base := gradeOptions{dir: dir, settings: settings, roster: roster, date: "2026-03-01"}
	grade := func(change func(o *gradeOptions)) error {
		o := base
		change(&o)
		return c.gradeClass(context.Background(), &bytes.Buffer{}, o)
	}
	shard := func(out, part string) error {
		return grade(func(o *gradeOptions) { o.out, o.shard = out, part })
	}
	unseeded := regexp.MustCompile(`(?m)^seed.*\n`).ReplaceAllString(string(before), "")
	write(t, settings, unseeded)
	if err := shard(t.TempDir(), "1/3"); err == nil || !strings.Contains(err.Error(), "seed") {
		t.Errorf("without a seed in the settings: %v", err)
	}
	write(t, settings, unseeded+"seed s\n")
	if err := grade(func(o *gradeOptions) { o.out = one }); err != nil {
		t.Fatal(err)
	}
	for i := 1; i <= 3; i++ {
		out := t.TempDir()
		if err := shard(out, fmt.Sprintf("%d/3", i)); err != nil {
			t.Fatal(err)
		}
		if exists(filepath.Join(out, "marks.csv")) {
			t.Error("a shard has written marks")
		}
		if i == 3 {
			err := grade(func(o *gradeOptions) { o.out, o.merge = many, true })
			if err == nil || !strings.Contains(err.Error(), "a result is missing: run all shards") {
				t.Errorf("with a shard missing: %v", err)
			}
		}
		if err := os.CopyFS(filepath.Join(many, "state", fmt.Sprint("s", i)),
			os.DirFS(filepath.Join(out, "state"))); err != nil {
			t.Fatal(err)
		}
		moved, _ := filepath.Glob(filepath.Join(many, "state", fmt.Sprint("s", i), "*", "*"))
		for _, name := range moved { // as a download of several artifacts puts them together
			data, _ := os.ReadFile(name)
			write(t, filepath.Join(many, "state", filepath.Base(filepath.Dir(name)), filepath.Base(name)),
				string(data))
		}
		os.RemoveAll(filepath.Join(many, "state", fmt.Sprint("s", i)))
	}
	if err := grade(func(o *gradeOptions) { o.out, o.merge = many, true }); err != nil {
		t.Fatal(err)
	}
	a, b := snapshot(t, one), snapshot(t, many)
	if !maps.Equal(a, b) {
		for name := range a {
			if a[name] != b[name] {
				t.Errorf("%s differs", name)
			}
		}
		t.Errorf("one process writes %d files, three %d", len(a), len(b))
	}

	// Grading one student or one exercise must not change the marks of the class.
	part := filepath.Join(one, "partial")
	for _, name := range []string{"00-finished", "1"} {
		err := grade(func(o *gradeOptions) { o.out, o.only, o.exercise = one, name, "03" })
		if err != nil {
			t.Fatal(err)
		}
		if got := text(t, part, "marks.csv"); strings.Count(got, "\n") != 2 ||
			!strings.Contains(got, "student,id,03-dense-backward,points") ||
			!strings.Contains(got, "\n00-finished,1,10,10,10,,") {
			t.Errorf("the student %s has the marks\n%s", name, got)
		}
		os.RemoveAll(part)
	}
	if !maps.Equal(a, snapshot(t, one)) {
		t.Error("grading one student has changed the marks of the class")
	}
	if err := grade(func(o *gradeOptions) { o.out, o.only = one, "zoe" }); err == nil ||
		!strings.Contains(err.Error(), `-only=zoe`) {
		t.Errorf("a student who is not there: %v", err)
	}
}

// TestOptionsRefused checks that wrong options are rejected before the grading.
func TestOptionsRefused(t *testing.T) {
	c, dir := open(t), t.TempDir()
	for _, folder := range []string{"ann", "Cy_8_assignsubmission_file_", "Cy_9_assignsubmission_file_"} {
		writeFolder(t, filepath.Join(dir, folder), map[string]string{attackedFile: "package dense\n"})
	}
	seeded := filepath.Join(t.TempDir(), "settings")
	write(t, seeded, "seed s\n")
	other := only(t, c, "05-softmax")
	for says, o := range map[string]gradeOptions{
		"-excel=fr":         {excel: "fr"},
		"-date=yesterday":   {date: "yesterday"},
		"the roster":        {roster: filepath.Join(dir, "none.csv")},
		"the file to fill":  {fill: filepath.Join(dir, "none.csv")},
		`no exercise "99"`:  {exercise: "99"},
		"-shard=2":          {shard: "2"},
		"-shard=9/8":        {shard: "9/8"},
		"-shard=0/8":        {shard: "0/8"},
		"-shard=1/8x":       {shard: "1/8x"},
		"there is no -fill": {column: "Grade"},
		"-exercise=03: the settings leave out 03-dense-backward": {exercise: "03", settings: other},
		"-merge":                            {shard: "1/8", merge: true},
		`-only=zoe: there is no submission`: {only: "zoe"},
		`-only=Cy can mean several students: Cy 8 (write "Cy 8"),`: {only: "Cy"},
	} {
		o.dir, o.out, o.settings = dir, t.TempDir(), cmp.Or(o.settings, seeded)
		err := c.gradeClass(context.Background(), &bytes.Buffer{}, o)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %q", err, says)
		}
	}
}

// TestFillAndAudit grades one student and looks for the audit line in every report.
func TestFillAndAudit(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds an exercise")
	}
	c, dir, out := open(t), t.TempDir(), t.TempDir()
	answer, _ := answerAndStub(t, c, attackedExercise)
	write(t, filepath.Join(dir, "Ann Lee_101_assignsubmission_file_", right), answer)
	sheet := filepath.Join(t.TempDir(), "sheet.csv")
	write(t, sheet, "Identifier,Full name,Grade,Maximum Grade\nParticipant 101,Ann Lee,,100.00\n"+
		"Participant 102,Ben Roe,,100.00\n")
	settings := only(t, c, attackedExercise)
	old, err := os.ReadFile(settings)
	if err != nil {
		t.Fatal(err)
	}
	write(t, settings, strings.Replace(string(old), "seed tests", "seed not-for-students", 1)+"adjust 101 03-dense-backward -5 \"a test\"\n")
	var shown bytes.Buffer
	if err := c.gradeClass(context.Background(), &shown, gradeOptions{dir: dir, out: out, fill: sheet,
		settings: settings, date: "2026-03-01"}); err != nil {
		t.Fatal(err)
	}
	if got := text(t, out, "filled-sheet.csv"); got != "Identifier,Full name,Grade,Maximum Grade\n"+
		"Participant 101,Ann Lee,50,100.00\nParticipant 102,Ben Roe,,100.00\n" {
		t.Errorf("the worksheet is\n%s", got)
	}
	if got := text(t, out, "marks.csv"); !strings.Contains(got, "\nBen Roe,Participant 102,0,0,10,no submission") ||
		!strings.Contains(got, "adjusted -5 points: a test") {
		t.Errorf("the marks are\n%s", got)
	}
	for file := range snapshot(t, out) {
		if strings.HasPrefix(file, "state/") || file == "filled-sheet.csv" {
			continue
		}
		got := text(t, out, filepath.FromSlash(file))
		for _, want := range []string{toolVersion, "2026-03-01", c.commit()[:7], "go1."} {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q", file, want)
			}
		}
		handedOut := strings.HasPrefix(file, "students/") || strings.HasSuffix(file, "results.json")
		if strings.Contains(got, "not-for-students") == handedOut {
			t.Errorf("%s: the seed is for the instructor alone", file)
		}
		if strings.HasPrefix(file, "students/Ann") && !strings.Contains(got, "SHA-256 ") {
			t.Errorf("%s has no digest of the graded file", file)
		}
	}
}

// TestTotal checks the total that an instructor enters on a platform.
func TestTotal(t *testing.T) {
	c := open(t)
	var shown bytes.Buffer
	settings := only(t, c, attackedExercise)
	if err := c.total(&shown, settings); err != nil ||
		!strings.HasSuffix(shown.String(), "total (enter it on the platform): 10\n") {
		t.Errorf("got %q, %v", shown.String(), err)
	}
}
