package main

import (
	"bytes"
	"context"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tool runs a command line in the working directory.
func tool(args ...string) (status int, stdout, stderr string) {
	var out, errors bytes.Buffer
	status = run(context.Background(), &out, &errors, args)
	return status, out.String(), errors.String()
}

// TestUsage asks for help and gives wrong arguments. The command must change nothing, although stub
// would have to write a file in this course.
func TestUsage(t *testing.T) {
	c := smallCourse(t, map[string]func(map[string]string){
		"01-one": changed("exercises/NAME/FILE.go", "package p", "package p // not the stub")})
	t.Chdir(c.root)
	before := snapshot(t, c.root)
	for _, cmd := range subcommands {
		line := "usage: go run ./solutions/instructor " + cmd.name
		for _, help := range []string{"-h", "-help", "--help"} {
			status, stdout, stderr := tool(cmd.name, help)
			if status != 0 || !strings.HasPrefix(stdout, line) || stderr != "" {
				t.Errorf("%s %s: status %d, it prints %q and %q", cmd.name, help, status, stdout, stderr)
			}
		}
		if _, all, _ := tool("-h"); !strings.Contains(all, line[len("usage: "):]) {
			t.Errorf("the list of commands has no %s: %s", cmd.name, all)
		}
	}
	for _, tt := range []struct{ args, says, usage string }{
		{"", "", "check [exercise ...]\n"},
		{"dance", `there is no command "dance"`, "similar [-top n]"},
		{"-x", `there is no command "-x"`, "similar [-top n]"},
		{"stub -x", "stub: flag provided but not defined: -x", "stub\n"},
		{"stub 01", `stub: "01" is one argument too many`, "stub\n"},
		{"check -x", "not defined: -x", "check [exercise ...]\n"},
		{"check 07", `check: there is no exercise "07" in solutions/`, "check [exercise ...]\n"},
		{"release", "release: an argument is missing", "release [-variant seed]"},
		{"release -f new", "not defined: -f", "release [-variant seed]"},
		{"release new other", `"other" is one argument too many`, "release [-variant seed]"},
		{"grade", "an argument is missing", "grade [-out"},
		{"grade -workers=x .", `invalid value "x" for flag -workers`, "grade [-out"},
		{"grade exercises -out x", `"-out" is one argument too many; flags come first`, "grade [-out"},
		{"similar", "an argument is missing", "similar [-top n]"},
		{`questions exercises ""`, "questions: argument 2 is empty", "questions [-exercise name]"},
		{`grade -only= exercises`, "grade: -only is empty", "grade [-out"},
		{`grade -settings "" exercises`, "grade: -settings is empty; give it a value or leave it out", "grade [-out"},
		{`grade ""`, "grade: argument 1 is empty", "grade [-out"},
		{"similar exercises -top 3", `"-top" is one argument too many`, "similar [-top n]"},
	} {
		args := strings.Fields(strings.ReplaceAll(tt.args, `""`, "EMPTY"))
		for i := range args {
			args[i] = strings.TrimSuffix(args[i], "EMPTY")
		}
		status, stdout, stderr := tool(args...)
		if status != 2 || stdout != "" || !strings.Contains(stderr, tt.says) ||
			!strings.Contains(stderr, "usage: go run ./solutions/instructor ") ||
			!strings.Contains(stderr, "./solutions/instructor "+tt.usage) {
			t.Errorf("%q: status %d, it prints %q and %q", tt.args, status, stdout, stderr)
		}
	}
	if !maps.Equal(before, snapshot(t, c.root)) {
		t.Error("it has changed files")
	}
	if status, _, stderr := tool("similar", "nowhere"); status != 1 || strings.Contains(stderr, "usage") {
		t.Errorf("a folder that is not there: status %d, %s", status, stderr)
	}
	if status, stdout, _ := tool("stub"); status != 0 || !strings.Contains(stdout, "wrote exercises/01-one/one.go\n") {
		t.Errorf("stub: status %d, it prints %q", status, stdout)
	}
}

// TestRelease releases to a new folder and to an empty one.
func TestRelease(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole folders of exercises")
	}
	c := open(t)
	want := snapshot(t, filepath.Join(c.root, "exercises"))
	parent := t.TempDir()
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(parent, "new"), empty} {
		status, stdout, stderr := tool("release", dir)
		if status != 0 || stderr != "" {
			t.Fatalf("status %d, %s%s", status, stdout, stderr)
		}
		if !maps.Equal(want, snapshot(t, dir)) {
			t.Errorf("%s is not a copy of exercises/", dir)
		}
		for _, says := range []string{"wrote ", filepath.Base(dir) + ": 15 exercises, ", "\n  README.md\n",
			"What to tell students:", "go run . next"} {
			if !strings.Contains(stdout, says) {
				t.Errorf("it does not say %q:\n%s", says, stdout)
			}
		}
	}
	wantEntries(t, parent, "empty", "new")
}

func TestReleaseRefused(t *testing.T) {
	c := open(t)
	parent := t.TempDir()
	write(t, filepath.Join(parent, "full", "notes"), "")
	write(t, filepath.Join(parent, "file"), "")
	links := t.TempDir()
	for name, to := range map[string]string{"repository": c.root, "nowhere": filepath.Join(links, "x")} {
		if err := os.Symlink(to, filepath.Join(links, name)); err != nil {
			t.Skip(err) // Windows asks for a right
		}
	}
	for _, tt := range []struct{ name, dir, says string }{
		{"in the repository by a link", filepath.Join(links, "repository", "new"), "is in the repository"},
		{"a link to nothing", filepath.Join(links, "nowhere"), "is a link to nothing"},
		{"not empty", filepath.Join(parent, "full"), "is not empty: it contains notes"},
		{"a file", filepath.Join(parent, "file"), "want a new or an empty folder"},
		{"no folder for it", filepath.Join(parent, "none", "new"), "the parent folder of new"},
		{"in the repository", filepath.Join(c.root, "new"), "is in the repository"},
		{"in the exercises", filepath.Join(c.root, "exercises", "new"), "is in the repository"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			status, stdout, stderr := tool("release", tt.dir)
			if status != 1 || stdout != "" || !strings.HasPrefix(stderr, "release: ") ||
				!strings.Contains(stderr, tt.says) || !strings.Contains(stderr, filepath.Base(tt.dir)) {
				t.Errorf("status %d, it prints %q and %q, want %q", status, stdout, stderr, tt.says)
			}
		})
	}
	wantEntries(t, parent, "file", "full")
	wantEntries(t, filepath.Join(parent, "full"), "notes")
	if exists(filepath.Join(c.root, "new")) || exists(filepath.Join(c.root, "exercises", "new")) {
		t.Error("it has written into the repository")
	}
}

// TestReleaseOfProblems releases a stub that differs from the one generated from its answer.
func TestReleaseOfProblems(t *testing.T) {
	c := smallCourse(t, map[string]func(map[string]string){
		"01-one": changed("exercises/NAME/FILE.go", "package p", "package p // not the stub")})
	parent := t.TempDir()
	var page bytes.Buffer
	err := c.release(context.Background(), &page, variation{}, filepath.Join(parent, "new"))
	if err == nil || !strings.Contains(err.Error(), "problems in exercises/, so nothing was copied") ||
		!strings.Contains(page.String(), "01-one: the stub differs from the one generated from the answer") {
		t.Errorf("got %v after %q", err, page.String())
	}
	wantEntries(t, parent)
}

// TestReleaseInterrupted interrupts a release while it copies.
func TestReleaseInterrupted(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole folders of exercises")
	}
	c := open(t)
	parent := t.TempDir()
	ctx, interrupt := context.WithCancel(context.Background())
	interrupt()
	var page bytes.Buffer
	err := c.release(ctx, &page, variation{}, filepath.Join(parent, "new"))
	if err == nil || !strings.Contains(err.Error(), "interrupted, so nothing was written") || page.Len() > 0 {
		t.Errorf("got %v after %q", err, page.String())
	}
	wantEntries(t, parent)
}

// TestReleaseFails releases a folder whose last file cannot be copied.
func TestReleaseFails(t *testing.T) {
	c := smallCourse(t, map[string]func(map[string]string){"01-one": func(map[string]string) {}})
	socket, err := net.Listen("unix", filepath.Join(c.root, "exercises", "zz"))
	if err != nil {
		t.Skip(err)
	}
	defer socket.Close()
	parent := t.TempDir()
	var page bytes.Buffer
	err = c.release(context.Background(), &page, variation{}, filepath.Join(parent, "new"))
	if err == nil || !strings.Contains(err.Error(), "zz") || page.Len() > 0 {
		t.Errorf("got %v after %q, want an error that names zz", err, page.String())
	}
	wantEntries(t, parent)
}

// wantEntries compares the names in a folder.
func wantEntries(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("%s has %q, want %q", dir, got, want)
	}
}
