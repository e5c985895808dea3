package course

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// instead has commands that this test does not run as they stand, and what it runs instead.
var instead = map[string]string{
	"go run main.go":                      "",         // the first program of its page, which TestSnippets runs
	"go run ./try":                        "",         // a program of the reader
	"go test ./...":                       "go vet .", // this test is a part of it
	"go test ./docs/course":               "go vet ./docs/course",
	"go test .":                           "go vet .",
	"go run ./solutions/instructor check": "go run ./solutions/instructor check 03", // its own test checks all
	"go run ./solutions/labs/algorithms":  "go run ./solutions/labs/algorithms -seeds 1 -steps 200",
}

// commandsOf returns the commands of a page: lines of indented blocks, and pieces of code in sentences
// and tables.
func commandsOf(text string) (commands []string) {
	text = regexp.MustCompile("(?ms)^```.*?^```").ReplaceAllString(text, "")
	for _, m := range regexp.MustCompile("(?m)^ {4,}(go (?:run|test|doc|version).*)$|`(go (?:run|test|doc) [^`]+)`").FindAllStringSubmatch(text, -1) {
		command, _, _ := strings.Cut(strings.TrimSpace(m[1]+m[2]), "   ") // before the explanation
		command, _, _ = strings.Cut(command, "  ")
		command, _, _ = strings.Cut(command, " #")
		commands = append(commands, strings.TrimSpace(command))
	}
	return commands
}

// TestCommands runs every command of the pages, in a copy of the repository with a roster and the
// submissions of two students. What an answer says that its command prints has to be printed.
func TestCommands(t *testing.T) {
	if os.Getenv("LONG") != "1" {
		t.Skip("runs every command of the course: set LONG=1")
	}
	if testing.Short() {
		t.Skip("it trains networks")
	}
	r := newRunner(t)
	texts := pages(t)
	promised := 0
	all := map[string]bool{}
	for _, page := range sorted(texts) {
		for _, command := range commandsOf(texts[page]) {
			all[command] = true
			if !placeholder.MatchString(command) {
				r.output(t, page, command)
			}
		}
		for _, m := range promise.FindAllStringSubmatch(texts[page], -1) {
			printed := r.output(t, page, m[1])
			for _, piece := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(m[2], -1) {
				promised++
				if !strings.Contains(printed, piece[1]) {
					t.Errorf("%s: %s does not print %q", page, m[1], piece[1])
				}
			}
		}
	}
	for command := range instead {
		if !all[command] {
			t.Errorf("no page has the command %s, which is replaced by %q", command, instead[command])
		}
	}
	if len(r.printed) < 60 || promised < 120 {
		t.Errorf("the pages have %d commands and promise %d pieces of output, want 60 and 120", len(r.printed), promised)
	}
}

// promise is an answer's command and the pieces of its output that the answer names.
var promise = regexp.MustCompile("Run `([^`]+)`, (?:which|in which .* it) .*?prints (.*)\\.")

// placeholder is a command with a word in capitals, which stands for a name.
var placeholder = regexp.MustCompile(`\b(NAME|FILE|DIR|FOLDER)\b`)

// labSheet is for students, who work in the folder of the exercises.
const labSheet = "docs/course/lab-sheet.md"

type runner struct {
	nn, exercises string // copies
	bin           string
	printed       map[string]string // by folder and command
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	dir := t.TempDir()
	r := &runner{filepath.Join(dir, "nn"), filepath.Join(dir, "work", "exercises"), filepath.Join(dir, "bin"), map[string]string{}}
	for _, copied := range [][2]string{{"exercises", r.exercises}, {"exercises", filepath.Join(r.nn, "exercises")},
		{"solutions", filepath.Join(r.nn, "solutions")}, {"docs", filepath.Join(r.nn, "docs")}} {
		if err := os.CopyFS(copied[1], os.DirFS(filepath.Join(root, copied[0]))); err != nil {
			t.Fatal(err)
		}
	}
	names, err := filepath.Glob(root + "/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := os.Stat(name); err == nil && info.Mode().IsRegular() {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(r.nn, filepath.Base(name)), string(text))
		}
	}
	write(t, filepath.Join(r.nn, "students.csv"), "Name,ID number\nAlice,1\nBob,2\n")
	answer, err := os.ReadFile(root + "/solutions/01-chain-rule/chain_rule.go")
	if err != nil {
		t.Fatal(err)
	}
	submitted := strings.ReplaceAll(string(answer), "nn/solutions/given", "exercises/given")
	write(t, filepath.Join(r.nn, "submissions", "alice", "chain_rule.go"), submitted)
	write(t, filepath.Join(r.nn, "submissions", "bob", "chain_rule.go"), submitted)
	return r
}

// output returns what a command prints, and runs it if it has not been run before.
func (r *runner) output(t *testing.T, page, command string) string {
	t.Helper()
	key := fmt.Sprint(filepath.Dir(page), page == labSheet, command)
	printed, ok := r.printed[key]
	if !ok {
		printed = r.run(t, page, command)
		r.printed[key] = printed
	}
	return printed
}

// run runs a command of a page. A command of the exercises may fail, because nothing is written yet.
func (r *runner) run(t *testing.T, page, command string) string {
	t.Helper()
	if name, ok := strings.CutPrefix(command, "go test -v -run TestErrata/"); ok { // all in one run
		all := r.output(t, page, "go test -v -run TestErrata$ .")
		if name = strings.TrimSuffix(name, " ."); !strings.Contains(all, "--- PASS: TestErrata/"+name+" ") {
			t.Errorf("%s: %s does not pass a test", page, command)
			return ""
		}
		return "PASS"
	}
	if other, ok := instead[command]; ok {
		if command = other; command == "" {
			return ""
		}
	}
	args := fields(command)
	dir, at := r.nn, root
	inExercises := strings.HasPrefix(page, "exercises/") || page == labSheet
	if inExercises {
		dir, at = r.exercises, r.exercises
	} else if args[1] != "run" {
		dir = root // where the cache has the results
	}
	if args[1] == "run" { // the program is built where the cache has its packages
		binary := filepath.Join(r.bin, filepath.Dir(page), "run-"+strings.Trim(filepath.Base(args[2]), ".")+exe())
		if out, err := goCommand(at, "build", "-o", abs(t, binary), args[2]); err != nil {
			t.Errorf("%s: %s: %s", page, command, out)
			return ""
		}
		args = append([]string{binary}, args[3:]...)
	}
	downloads := slices.Contains(args, "-download")
	if downloads { // needs the network: only its flags are looked up
		out, _ := exec.Command(args[0], "-h").CombinedOutput()
		for _, arg := range args[1:] {
			if strings.HasPrefix(arg, "-") && !strings.Contains(string(out), "\n  "+arg) {
				t.Errorf("%s: %s: there is no flag %s", page, command, arg)
			}
		}
		return string(out)
	}
	serves := strings.Contains(command, "companion") || strings.HasSuffix(command, " watch")
	limit := 5 * time.Minute // against a command that never ends
	if serves {
		limit = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.WaitDelay = dir, time.Second
	out := &firstOutput{done: func() {}}
	if serves {
		out.done = cancel
	}
	cmd.Stdout, cmd.Stderr = out, out
	err := cmd.Run()
	printed := out.String()
	switch {
	case serves:
		if printed == "" {
			t.Errorf("%s: %s prints nothing", page, command)
		}
	case err != nil && !(inExercises && strings.Contains(printed, "not written yet")):
		t.Errorf("%s: %s: %v\n%s", page, command, err, printed)
	}
	return printed
}

func abs(t *testing.T, path string) string {
	t.Helper()
	path, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// firstOutput keeps what a program prints, and calls done at the first of it.
type firstOutput struct {
	bytes.Buffer
	done func()
}

func (f *firstOutput) Write(p []byte) (int, error) {
	f.done()
	return f.Buffer.Write(p)
}

// fields splits a command at spaces outside of quotation marks.
func fields(command string) (all []string) {
	for _, m := range regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`).FindAllString(command, -1) {
		all = append(all, strings.ReplaceAll(m, `"`, ""))
	}
	return all
}
