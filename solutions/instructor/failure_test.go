package main

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// gradeOnly grades one student with this file. The function change modifies the grader first.
func gradeOnly(t *testing.T, code string, change func(g *grader)) *student {
	t.Helper()
	c := open(t)
	dir, out := t.TempDir(), t.TempDir()
	writeFolder(t, filepath.Join(dir, "ann"), map[string]string{attackedFile: code})
	g, err := c.newGrader(t.TempDir(), out, only(t, c, attackedExercise))
	if err != nil {
		t.Fatal(err)
	}
	g.pause = time.Millisecond
	temp := g.tools.temp
	change(g)
	cl, err := g.gradeAll(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	settled, _ := filepath.Glob(filepath.Join(g.state, "*", "*"))
	for _, pattern := range []string{"build-*", "empty/*"} {
		if left, _ := filepath.Glob(filepath.Join(temp, pattern)); len(left) > 0 {
			t.Errorf("%v was left behind", left)
		}
	}
	st := cl.students[0]
	if (st.ungraded == nil) != (len(settled) == 1) {
		t.Errorf("%d results are settled, and the failure is %v", len(settled), st.ungraded)
	}
	return st
}

// TestGraderFails checks that a failure of the grader gives no mark instead of a bad mark, and that
// the next run repeats the grading.
func TestGraderFails(t *testing.T) {
	t.Parallel()
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	for name, change := range map[string]func(g *grader){
		"no compiler":     func(g *grader) { g.tools.compiler = filepath.Join(g.tools.empty, "x") },
		"a slow machine":  func(g *grader) { g.building.wall = time.Millisecond },
		"no archives":     func(g *grader) { os.RemoveAll(filepath.Dir(g.tools.packages)) },
		"a grader's bug":  func(g *grader) { g.tools = nil },
		"nowhere to keep": func(g *grader) { g.state = filepath.Join(g.tools.packages, "x") },
	} {
		t.Run(name, func(t *testing.T) {
			if st := gradeOnly(t, answer, change); st.ungraded == nil {
				t.Errorf("the marks are %+v", st.marks)
			} else if !strings.Contains(string(marksCSV(&class{students: []*student{st}})), "run the same command again") {
				t.Error("the table does not say so")
			}
		})
	}
}

// TestOut checks that the command rejects impossible folders for the marks before it grades.
func TestOut(t *testing.T) {
	c := open(t)
	dir, elsewhere := t.TempDir(), t.TempDir()
	writeFolder(t, filepath.Join(dir, "ann"), map[string]string{"notes": ""})
	write(t, filepath.Join(elsewhere, "a file"), "")
	linked, inside := filepath.Join(elsewhere, "linked"), filepath.Join(elsewhere, "inside")
	if err := errors.Join(os.Symlink(dir, linked), os.Symlink(filepath.Join(dir, "ann"), inside)); err != nil {
		t.Skip(err) // Windows asks for a right
	}
	for _, tt := range []struct{ name, dir, out, says string }{
		{"a link to the submissions", dir, linked, "is inside the folder of submissions"},
		{"below a link", dir, filepath.Join(linked, "marks"), "is inside the folder of submissions"},
		{"new folders below a link", dir, filepath.Join(inside, "new", "marks"), "is inside the folder of submissions"},
		{"the submissions by a link", linked, filepath.Join(dir, "marks"), "is inside the folder of submissions"},
		{"the submissions", dir, dir, "is inside the folder of submissions"},
		{"among the submissions", dir, filepath.Join(dir, "marks"), "is inside the folder of submissions"},
		{"below a submission", dir, filepath.Join(dir, "ann", "marks"), "is inside the folder of submissions"},
		{"a file", dir, filepath.Join(elsewhere, "a file"), "the folder for the marks"},
		{"no submissions", filepath.Join(elsewhere, "none"), filepath.Join(elsewhere, "none-marks"),
			"reading the submissions"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := snapshot(t, dir)
			var shown lockedBuffer
			err := c.gradeClass(context.Background(), &shown, gradeOptions{dir: tt.dir, out: tt.out})
			if err == nil || !strings.Contains(err.Error(), tt.says) || shown.String() != "" {
				t.Errorf("got %v after %q, want an error that says %q", err, shown.String(), tt.says)
			}
			if !maps.Equal(before, snapshot(t, dir)) {
				t.Error("it has written among the submissions")
			}
			if tt.name == "no submissions" && exists(tt.out) {
				t.Error("it has made a folder for the marks of nobody")
			}
		})
	}
	if err := c.gradeClass(context.Background(), io.Discard,
		gradeOptions{dir: dir, out: dir + "-marks"}); err != nil {
		t.Error(err)
	}
	os.RemoveAll(dir + "-marks")
}
