package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestTestsOfTools runs the tests of exercises/check and of the students' tool. They are in
// testdata, because students should not get them.
func TestTestsOfTools(t *testing.T) {
	t.Parallel()
	c := open(t)
	overlay := map[string][]byte{}
	for name, folder := range map[string]string{"check_test.go": "check", "tool_test.go": "."} {
		source, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		overlay[filepath.Join(c.root, "exercises", folder, name)] = source
	}
	file, err := writeOverlay(t.TempDir(), overlay)
	if err != nil {
		t.Fatal(err)
	}
	if out, err := goIn(filepath.Join(c.root, "exercises"), "test", "-overlay="+file,
		".", "./check"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// words returns the text with single spaces, because the tool breaks long lines.
func words(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestStudent plays a student who gets the release, tries every command and writes the first
// exercise.
func TestStudent(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	c := open(t)
	dir := filepath.Join(t.TempDir(), "homework")
	if err := c.release(context.Background(), io.Discard, variation{}, dir); err != nil {
		t.Fatal(err)
	}
	if long {
		if out, err := goIn(dir, "vet", "./..."); err != nil {
			t.Errorf("go vet: %v\n%s", err, out)
		}
	}
	remove := func(exercises []*exercise) { // the rest of this is about the tool
		for _, e := range exercises {
			if err := os.RemoveAll(filepath.Join(dir, e.name)); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove(c.exercises[2:])
	tool := filepath.Join(t.TempDir(), "tool.exe")
	if out, err := goIn(dir, "build", "-o", tool, "."); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	output := filepath.Join(t.TempDir(), "output")
	run := func(args ...string) string {
		cmd := exec.Command(tool, args...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "GITHUB_OUTPUT="+output)
		out, err := cmd.CombinedOutput()
		if exit, ok := err.(*exec.ExitError); err != nil && !ok {
			t.Fatalf("%v: %v", exit, err)
		}
		return string(out)
	}
	says := func(out string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(words(out), words(w)) {
				t.Errorf("it does not say %q:\n%s", w, out)
			}
		}
		for line := range strings.Lines(out) {
			if utf8.RuneCountInString(line) > 81 && strings.Contains(line[:80], " ") {
				t.Errorf("a line of %d characters: %s", utf8.RuneCountInString(line), line)
			}
		}
	}
	e := c.exercises[0]
	answer, stub := answerAndStub(t, c, e.name)
	list, err := e.readTests(e.tests())
	if err != nil {
		t.Fatal(err)
	}
	points := 0
	for _, t := range list {
		points += t.Points
	}

	says(run(), "  0 of ", e.name, "not written yet", "go run . next")
	says(run("next"), e.name+", "+list[0].Name, e.file()+":", "not written yet: ",
		"For a hint: go run . hint 1 01")
	says(run("next", "99"), `no exercise "99"`)
	says(run("hint"), "hint 1 of 3", list[0].Hints[0])
	says(run("hint", "02"), `no hint "02"`, "go run . hint 1 03")
	if long {
		says(run("next", "2"), c.exercises[1].name+", ", "not written yet: ", "go run . hint 1 02")
		says(run("hint", "1", "2"), c.exercises[1].name+", ", "hint 1 of 3")
		says(run("hint", "3", e.name[:2]), "hint 3 of 3", list[0].Hints[2])
		says(run("hint", "4"), "no hint 4: choose 1 to 3")
	}
	remove(c.exercises[1:2])
	says(run("test", e.name[:2]), "tests of "+e.name+" fail")
	says(run("test", "99"), `no exercise "99"`)
	says(run("dance"), "usage: go run .")
	says(run("report"), "  0 of ", "points are missing")
	var r struct {
		Status string
		Max    int `json:"max_score"`
		Tests  []struct {
			Name, Status string
			Score        int
		}
	}
	encoded, ok := strings.CutPrefix(strings.TrimSpace(text(t, output)), "result=")
	decoded, err := base64.StdEncoding.DecodeString(encoded)
	if err := errors.Join(err, json.Unmarshal(decoded, &r)); err != nil || !ok || r.Status != "fail" ||
		r.Max < points || r.Tests[0].Name != e.name+" "+list[0].Name || r.Tests[0].Score != 0 ||
		r.Tests[0].Status != "fail" {
		t.Errorf("the report is %s: %v", decoded, err)
	}

	write(t, filepath.Join(dir, e.name, e.file()), answer+"}")
	says(run(), "does not compile")
	if out := run("next"); !strings.Contains(out, e.file()+":") || !strings.Contains(out, "syntax error") ||
		strings.Contains(out, "hint") {
		t.Errorf("it does not show the compiler's error alone:\n%s", out)
	}
	says(run("hint"), "does not compile", "syntax error")
	if out := run("test", e.name); strings.Count(out, "syntax error") != 1 {
		t.Errorf("it does not say once that the file does not compile:\n%s", out)
	}
	const first = `panic("not written yet: `
	write(t, filepath.Join(dir, e.name, e.file()), strings.Replace(stub, first,
		`go func() { panic("a crash") }()
	select {}
	`+first, 1))
	says(run("test", e.name), "panic: a crash", "at "+e.file()+":",
		"did not run: "+list[0].Name+" ended the program")
	write(t, filepath.Join(dir, e.name, e.file()), strings.Replace(answer, "\nimport ",
		"\nimport _ \"os\"\n\nimport ", 1))
	says(run("test", e.name), `imports "os"`, "Rules")
	says(run(), "0 of 10 points", "not graded: see go run . next")
	says(run("next"), `imports "os"`, "will not be graded")
	says(run("report"), "not graded", "points are missing")
	write(t, filepath.Join(dir, e.name, e.file()), strings.Replace(answer, "{\n\t// Exercise", "{\n\tgo func() {}()\n\t// Exercise", 1)+
		"\nfunc init() { go func() {}() }\n")
	says(run(), "0 of 10 points", "not graded")
	says(run("next"), "starts a goroutine in line ")
	write(t, filepath.Join(dir, e.name, e.file()), answer)
	says(run("test", e.name), list[0].Name, "passed")
	if out := run(); !strings.Contains(out, "done") || strings.Contains(out, "  0 of ") &&
		points == 0 {
		t.Errorf("the answer is not done:\n%s", out)
	}

	// watch: begin with the stub, save twice without progress, then save the answer.
	write(t, filepath.Join(dir, e.name, e.file()), stub)
	var seen lockedBuffer
	watch := exec.Command(tool, "watch")
	watch.Dir, watch.Stdout, watch.Stderr = dir, &seen, &seen
	if err := watch.Start(); err != nil {
		t.Fatal(err)
	}
	defer watch.Wait()
	defer watch.Process.Kill()
	for _, step := range []struct{ save, says string }{
		{"", "For a hint: go run . hint 1 01"},
		{stub + "\n", "not written yet"},
		{stub + "\n\n", "hint 1: " + list[0].Hints[0]},
		{stub + "\n\n\n", "hint 2: " + list[0].Hints[1]},
		{stub + "}", "syntax error"},
		{stub + "\n}", "syntax error"}, // again, without a hint
		{answer, e.name + " is done"},
	} {
		if step.save != "" {
			seen.reset()
			write(t, filepath.Join(dir, e.name, e.file()), step.save)
		}
		for deadline := time.Now().Add(time.Minute); !strings.Contains(words(seen.String()), words(step.says)); {
			if time.Now().After(deadline) {
				t.Fatalf("watch does not say %q:\n%s", step.says, seen.String())
			}
			time.Sleep(10 * time.Millisecond)
		}
		if step.says == "syntax error" && strings.Contains(seen.String(), "hint") {
			t.Errorf("a hint for a file that does not compile:\n%s", seen.String())
		}
	}
}

// TestGradescopeScript runs run_autograder on a submission as Gradescope does.
func TestGradescopeScript(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	if runtime.GOOS == "windows" {
		t.Skip("it is a shell script")
	}
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	top := t.TempDir()
	write(t, filepath.Join(top, "submission", "dense_backward.go"), answer)
	settings, err := os.ReadFile(only(t, c, attackedExercise))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(top, "source", "settings"), string(settings))
	if err := os.Symlink(c.root, filepath.Join(top, "source", "nn")); err != nil {
		t.Fatal(err)
	}
	script := exec.Command("sh", filepath.Join("deploy", "gradescope", "run_autograder"))
	script.Env = append(os.Environ(), "AUTOGRADER="+top)
	out, err := script.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var r gradescopeResults
	if err := json.Unmarshal([]byte(text(t, top, "results", "results.json")), &r); err != nil ||
		r.Score != 10 {
		t.Errorf("%v, score %v\n%s", err, r.Score, out)
	}
	if !strings.Contains(string(out), "total (enter it on the platform): 10\n") {
		t.Errorf("it does not print the total:\n%s", out)
	}

	// A failing grader must write no result, because Gradescope then reports the failure.
	os.Remove(filepath.Join(top, "results", "results.json"))
	write(t, filepath.Join(top, "source", "settings"), "no setting")
	script = exec.Command("sh", filepath.Join("deploy", "gradescope", "run_autograder"))
	script.Env = append(os.Environ(), "AUTOGRADER="+top)
	out, err = script.CombinedOutput()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Errorf("a failing grader ends with %v\n%s", err, out)
	}
	if exists(filepath.Join(top, "results", "results.json")) {
		t.Error("a failing grader has written a result")
	}
}
