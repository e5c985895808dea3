package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"nn"
)

const diagnosisFile = "docs/diagnosis-of-mistakes.md"

var writeDiagnosis = flag.Bool("write", false, "write "+diagnosisFile+" instead of comparing it")

// trained is a mistake in a network that is trained. Without code it is the right answer.
type trained struct {
	exercise  *exercise
	file      string
	name      string
	functions []string
	code      []byte // of the exercise's file
}

// diagnosed is what the program in testdata/diagnosed prints.
type diagnosed struct {
	Network, Check, Panic, Refused string
	Diverged                       bool
	Accuracy                       float64
	Findings                       []nn.Finding
}

// trainedMistakes returns all mistakes in functions that take part in a training.
func trainedMistakes(t *testing.T, c *course) (all []*trained, known int) {
	t.Helper()
	for _, e := range c.exercises {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			t.Fatal(err)
		}
		files, err := e.mistakes()
		if err != nil {
			t.Fatal(err)
		}
		known += len(files)
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			m, err := makeMistake(filepath.Base(file), answer, source)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
			if err != nil {
				t.Fatal(err)
			}
			one := &trained{exercise: e, file: m.file, name: m.name, code: m.code}
			for _, d := range parsed.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && takesPart(e.name[:2], funcName(fn)) {
					one.functions = append(one.functions, funcName(fn))
				}
			}
			if len(one.functions) > 0 {
				all = append(all, one)
			}
		}
	}
	return all, known
}

// diagnose trains the network with a mistake. The exercises' files belong to another module, so their
// imports are changed to the ones of the answers.
func diagnose(t *testing.T, c *course, m *trained) *diagnosed {
	t.Helper()
	dir := t.TempDir()
	overlay := map[string][]byte{}
	inModule := func(file string) []byte {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return inAnswers(source)
	}
	folder := filepath.Join(c.root, "solutions", "diagnosed")
	for _, name := range []string{"main.go", "network.go", "digits.go", "written.go"} {
		overlay[filepath.Join(folder, name)] = bytes.Replace(inModule(filepath.Join(c.root, "exercises", "train", name)),
			[]byte("\nfunc main()"), []byte("\nfunc _()"), 1)
	}
	for _, name := range []string{"diagnosed.go", "window.go"} {
		overlay[filepath.Join(folder, name)] = inModule(filepath.Join(c.root, "solutions", "instructor", "testdata",
			"diagnosed", name))
	}
	if m.code != nil {
		overlay[m.exercise.answer()] = inAnswers(m.code)
	}
	file, err := writeOverlay(dir, overlay)
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(dir, "diagnosed.exe")
	if out, err := goIn(c.root, "build", "-overlay="+file, "-o", program, "./solutions/diagnosed"); err != nil {
		t.Fatalf("%s: %v\n%s", m.name, err, out)
	}
	defer os.Remove(program)
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, append([]string{m.exercise.name[:2]}, m.functions...)...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	r := new(diagnosed)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", m.name, err, stderr.String())
	} else if err := json.Unmarshal(stdout.Bytes(), r); err != nil {
		t.Fatalf("%s: %v\n%s", m.name, err, stdout.String())
	}
	return r
}

// worse is the loss of accuracy above which a mistake is not harmless.
const worse = 0.05

// spoils reports whether the network with the mistake is worse than right, or cannot be trained.
func (r *diagnosed) spoils(right *diagnosed) bool {
	return r.Panic != "" || r.Diverged || r.Accuracy < right.Accuracy-worse
}

func (r *diagnosed) noticed() bool { return r.Panic != "" || r.Refused != "" || len(r.Findings) > 0 }

// row returns the line of the table for a mistake. right is the accuracy of the right answer.
func (m *trained) row(r *diagnosed, right string) string {
	accuracy := "-"
	switch {
	case drawsFreely.Match(m.code):
		accuracy = "varies"
	case r.Accuracy >= 0 && !r.Diverged && r.Panic == "":
		accuracy = fmt.Sprintf("%.2f", r.Accuracy)
	}
	var says []string
	switch {
	case r.Panic != "":
		says = append(says, "*panic*")
	case r.Refused != "":
		sentence, _, _ := strings.Cut(strings.TrimPrefix(r.Refused, "nn: "), ";")
		says = append(says, "*refused*: "+escape(longNumber.ReplaceAllString(sentence, "$1")))
	case r.Diverged:
		says = append(says, "*NaN*")
	}
	for _, f := range r.Findings {
		if f.Layer > 0 {
			says = append(says, fmt.Sprintf("%s in layer %d", f.Rule, f.Layer))
		} else {
			says = append(says, f.Rule)
		}
	}
	return fmt.Sprintf("| %s | %s | %s | %s | %s |", m.cell(), r.Check, accuracy, right, strings.Join(says, ", "))
}

// cell names the mistake. The name alone is not unique.
func (m *trained) cell() string { return "`" + m.functions[0] + "` " + escape(m.name) }

var longNumber = regexp.MustCompile(`(\.\d\d)\d+`)

// differ reports whether two lines differ in more than the rounding of an accuracy.
func differ(a, b string) bool {
	x, y := strings.Split(a, " | "), strings.Split(b, " | ")
	for i := range min(len(x), len(y)) {
		p, errX := strconv.ParseFloat(x[i], 64)
		q, errY := strconv.ParseFloat(y[i], 64)
		if errX == nil && errY == nil && math.Abs(p-q) < 0.015 {
			x[i] = y[i]
		}
	}
	return !slices.Equal(x, y)
}

func TestDiffer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"| a |  | 0.95 | 0.96 | x |", "| a |  | 0.94 | 0.97 | x |", false},
		{"| a |  | 0.95 | 0.96 | x |", "| a |  | 0.93 | 0.96 | x |", true},
		{"| a |  | 0.95 | 0.96 | x |", "| a |  | 0.95 | 0.96 | x, y |", true},
		{"| a |  | 0.95 | 0.96 | x |", "| a | stops | 0.95 | 0.96 | x |", true},
		{"| a |  | - | 0.96 | x |", "| a |  | 0.95 | 0.96 | x |", true},
		{"| a |  | 0.95 | 0.96 |", "| a |  | 0.95 | 0.96 | x |", true},
	} {
		if got := differ(c.a, c.b); got != c.want {
			t.Errorf("differ(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

// diagnoseAll trains with each of the mistakes, several at the same time.
func diagnoseAll(t *testing.T, c *course, group string, all []*trained) map[*trained]*diagnosed {
	results := map[*trained]*diagnosed{}
	var mu sync.Mutex
	t.Run(group, func(t *testing.T) {
		for _, m := range all {
			t.Run(m.functions[0]+" "+strings.ReplaceAll(m.name, "/", "÷"), func(t *testing.T) {
				t.Parallel()
				r := diagnose(t, c, m)
				mu.Lock()
				defer mu.Unlock()
				results[m] = r
			})
		}
	})
	if t.Failed() {
		t.FailNow()
	}
	return results
}

// TestDiagnosisOfMistakes makes the page again, and compares it or writes it.
func TestDiagnosisOfMistakes(t *testing.T) {
	onlyLong(t)
	c := open(t)
	all, known := trainedMistakes(t, c)
	results := diagnoseAll(t, c, "mistakes", all)
	var right []*trained // one for each network
	networks := map[string]bool{}
	for _, m := range all {
		if name := results[m].Network; !networks[name] {
			networks[name] = true
			right = append(right, &trained{exercise: m.exercise, name: name, functions: m.functions})
		}
	}
	rights := map[string]*diagnosed{}
	for _, r := range diagnoseAll(t, c, "right answers", right) {
		rights[r.Network] = r
		if r.noticed() || r.Check != "" {
			t.Errorf("the right answers, %s: %+v", r.Network, r)
		}
	}
	page := diagnosisPage(all, known, results, right, rights)
	file := filepath.Join(c.root, filepath.FromSlash(diagnosisFile))
	if *writeDiagnosis {
		if err := os.WriteFile(file, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, want := strings.Split(text(t, c.root, diagnosisFile), "\n"), strings.Split(page, "\n")
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got) || i >= len(want):
			t.Fatalf("%s has %d lines, want %d", diagnosisFile, len(got), len(want))
		case differ(got[i], want[i]):
			t.Errorf("%s:%d:\n%s\nwant\n%s", diagnosisFile, i+1, got[i], want[i])
		}
	}
}

// TestDiagnosisOfSomeMistakes compares a few lines of the page.
func TestDiagnosisOfSomeMistakes(t *testing.T) {
	onlyGate(t)
	c := open(t)
	all, _ := trainedMistakes(t, c)
	lines := strings.Split(text(t, c.root, diagnosisFile), "\n")
	sample := []string{"backward_wrong_sign.go", "setup_outputs_dropped.go"}
	some := slices.DeleteFunc(all, func(m *trained) bool { return !slices.Contains(sample, m.file) })
	if len(some) < len(sample) {
		t.Errorf("%d mistakes, want %d", len(some), len(sample))
	}
	for m, r := range diagnoseAll(t, c, "mistakes", some) {
		i := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(line, "| "+m.cell()+" |") })
		if i < 0 {
			t.Errorf("%s has no line for %s", diagnosisFile, m.cell())
			continue
		}
		right := strings.Split(lines[i], " | ")[3] // measured with LONG=1
		if want := m.row(r, right); differ(lines[i], want) {
			t.Errorf("%s:%d:\n%s\nwant\n%s", diagnosisFile, i+1, lines[i], want)
		}
	}
}
