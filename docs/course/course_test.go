// Package course has no code: it tests the pages of this folder and the pages about Go that students
// get with the exercises. Every snippet is compiled, every command is run, and every link and name
// is looked up.
package course

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// pages returns the pages of the course by their path from the root.
func pages(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, pattern := range []string{"docs/course/*.md", "exercises/*.md"} {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(names) < 3 {
			t.Fatalf("%s: %d pages (%v), want 3 or more", pattern, len(names), err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			path, _ := filepath.Rel(root, name)
			texts[filepath.ToSlash(path)] = strings.ReplaceAll(string(text), "\r\n", "\n")
		}
	}
	return texts
}

// snippet is a piece of Go on a page and the text that follows it.
type snippet struct {
	page, kind, code, says string
}

var fenced = regexp.MustCompile("(?m)^```go ?(\\w*)\n((?s:.*?))^```\n(?:```\n((?s:.*?))^```$)?")

// snippets returns the pieces of Go of all pages. kind is empty for a program that runs, "wrong" for
// one that must not compile, "imports" for one whose imports cannot be read, "vet" for one that go vet
// refuses, and "panics" for one that must stop.
func snippets(t *testing.T) (all []snippet) {
	texts := pages(t)
	for _, page := range sorted(texts) {
		for _, m := range fenced.FindAllStringSubmatch(texts[page], -1) {
			all = append(all, snippet{page, m[1], m[2], m[3]})
		}
	}
	const reference = "exercises/go-reference.md"
	all = append(all, habits(t, reference, texts[reference])...)
	return append(all, snippet{reference, "", numpyTable(t, texts[reference]), "[ 1 5 ]\n[ 3 4 ]\n"})
}

// habitTypes are the types that the table of Python habits uses.
const habitTypes = "type Box struct{ F func(v float64) float64 }\ntype Layer struct{ W *given.Matrix }\n"

// habits returns the rows of the table of Python habits: one program for each habit, which must not
// compile, and one program with everything that the table recommends.
func habits(t *testing.T, name, page string) (all []snippet) {
	t.Helper()
	code := func(i int, cell string) string {
		if strings.HasSuffix(cell, "{") || strings.HasSuffix(cell, ":") {
			cell += "\n}"
		}
		return fmt.Sprintf("func habit%d(boxes []Box, x float64, n int, X, W *given.Matrix, l *Layer, "+
			"f func(v float64) float64) (float64, float64) {\n%s\nreturn x, 2\n}\n", i, cell)
	}
	_, table, _ := strings.Cut(page, "\n| you write | the compiler says | write instead |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	instead := habitTypes
	for i, row := range strings.Split(table, "\n")[1:] {
		cells := regexp.MustCompile("^\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)`").FindStringSubmatch(row)
		if cells == nil {
			t.Fatalf("want three pieces of code, found %q", row)
		}
		all = append(all, snippet{name, "habit", code(i, cells[1]), cells[2]})
		instead += code(i, cells[3])
	}
	if len(all) < 15 {
		t.Errorf("the table has %d habits, want 15", len(all))
	}
	return append(all, snippet{name, "", instead, ""})
}

func sorted(m map[string]string) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// imports are those that the pages leave out.
var imports = map[string]string{"fmt": "fmt", "math": "math", "slices": "slices", "strconv": "strconv",
	"rand": "math/rand/v2", "given": "exercises/given", "nn": "nn"}

// program completes a snippet: with a main function, the imports and the package.
func (s snippet) program() string {
	code := s.code
	if strings.HasPrefix(code, "package ") {
		return code
	}
	if s.kind != "habit" && !strings.Contains(code, "func main()") {
		if regexp.MustCompile(`(?m)^func `).MatchString(code) {
			code += "\nfunc main() {}\n"
		} else {
			code = "func main() {\n" + code + "}\n"
		}
	}
	head := "package main\n"
	for name, path := range imports {
		if regexp.MustCompile(`\b` + name + `\.[A-Za-z]`).MatchString(code) {
			head += fmt.Sprintf("import %q\n", path)
		}
	}
	return head + code
}

// numpyTable returns a program with the Go column of the table beside NumPy.
func numpyTable(t *testing.T, page string) string {
	t.Helper()
	_, table, _ := strings.Cut(page, "\n| NumPy | Go |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	code, cells := "B, W := given.NewMatrix(1, 2), given.NewMatrix(2, 2)\ni, j := 0, 1\n", 0
	for _, row := range strings.Split(table, "\n")[1:] {
		columns := strings.Split(row, " | ")
		if len(columns) != 2 {
			t.Fatalf("want two columns, found %q", row)
		}
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(columns[1], -1) {
			switch cell := m[1]; {
			case !strings.ContainsAny(cell, ".("): // the names Set, Row and so on
			case regexp.MustCompile(`:=|Set\(|Println`).MatchString(cell):
				code += cell + "\n"
				cells++
			default:
				code += "_ = " + cell + "\n"
				cells++
			}
		}
	}
	if cells < 18 {
		t.Errorf("the table has %d pieces of Go, want 18", cells)
	}
	return code + "_, _, _ = Z, i, j\n"
}

// TestSnippets compiles all pieces of Go together, runs them, and compares what the compiler and the
// programs print with the pages.
func TestSnippets(t *testing.T) {
	all := snippets(t)
	module, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), fmt.Sprintf("module snippets\n\ngo 1.24\n\nrequire (\n\texercises v0.0.0\n\tnn v0.0.0\n)\n\n"+
		"replace (\n\texercises => %s\n\tnn => %s\n)\n", filepath.Join(module, "exercises"), module))
	count := map[string]int{}
	folder := func(i int) string { // wrong programs apart, because the others are linked together
		if kind := all[i].kind; kind == "imports" || kind == "vet" { // imports hide the messages of all others
			return fmt.Sprintf("%s/s%02d", kind, i)
		}
		if all[i].kind == "habit" { // in two packages, which compile faster than one for each
			if _, err := parser.ParseFile(token.NewFileSet(), "", all[i].program(), parser.SkipObjectResolution); err != nil {
				return fmt.Sprintf("syntax/s%02d", i) // apart, because it hides the messages about types
			}
			return fmt.Sprintf("types/s%02d", i)
		}
		if all[i].kind == "wrong" {
			return fmt.Sprintf("wrong/s%02d", i)
		}
		return fmt.Sprintf("good/s%02d", i)
	}
	for i, s := range all {
		count[s.kind]++
		name := folder(i) + "/main.go"
		if s.kind == "habit" {
			name = folder(i) + ".go"
		}
		write(t, filepath.Join(dir, name), s.program())
	}
	for _, kind := range []string{"syntax", "types"} {
		write(t, filepath.Join(dir, kind, "main.go"), snippet{code: habitTypes + "func main() {}\n"}.program())
	}
	bin := filepath.Join(dir, "bin") + string(filepath.Separator)
	messages := map[string][]string{}
	line := regexp.MustCompile(`^((?:good|wrong|imports|vet|syntax|types)/s\d+)(?:/main)?\.go:\d+:\d+: (.*)$`)
	out, _ := goCommand(dir, "build", "./wrong/...")
	linked, _ := goCommand(dir, "build", "-o", bin, "./good/...")
	unread, _ := goCommand(dir, "build", "./imports/...")
	unread = regexp.MustCompile(` \(.*src.*\)`).ReplaceAllString(unread, "") // where Go is installed
	vetted, _ := goCommand(dir, "vet", "./vet/...")
	syntax, _ := goCommand(dir, "build", "-gcflags=-e", "-o", os.DevNull, "./syntax")
	types, _ := goCommand(dir, "build", "-gcflags=-e", "-o", os.DevNull, "./types")
	out += linked + unread + vetted + syntax + types
	for _, text := range strings.Split(filepath.ToSlash(out), "\n") {
		if m := line.FindStringSubmatch(text); m != nil {
			messages[m[1]] = append(messages[m[1]], m[2])
		}
	}
	for i, s := range all {
		got := strings.Join(messages[folder(i)], "\n")
		if s.kind == "habit" { // the first message
			if first, _, _ := strings.Cut(got, "\n"); first != s.says {
				t.Errorf("%s: the compiler prints\n%s\nthe page says\n%s\nfor\n%s", s.page, got, s.says, s.code)
			}
			continue
		}
		if s.kind == "wrong" || s.kind == "imports" || s.kind == "vet" {
			if got != strings.TrimSpace(s.says) {
				t.Errorf("%s: the compiler prints\n%s\nthe page says\n%s\nfor\n%s", s.page, got, s.says, s.code)
			}
			continue
		}
		if got != "" {
			t.Errorf("%s: does not compile: %s\n%s", s.page, got, s.code)
			continue
		}
		printed, err := exec.Command(bin + filepath.Base(folder(i)) + exe()).CombinedOutput()
		first, _, _ := strings.Cut(string(printed), "\n")
		switch {
		case s.kind == "panics" && (err == nil || !strings.HasPrefix(first, strings.TrimSpace(s.says))):
			t.Errorf("%s: it prints\n%s\nthe page says\n%s", s.page, first, s.says)
		case s.kind == "" && (err != nil || lines(string(printed)) != lines(s.says)):
			t.Errorf("%s: %v, it prints\n%s\nthe page says\n%s\nfor\n%s", s.page, err, printed, s.says, s.code)
		}
	}
}

// exe returns what names of programs end with on this system.
func exe() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}

// lines returns text without spaces at the ends of its lines.
func lines(text string) string {
	return regexp.MustCompile(`(?m)[ \t\r]+$`).ReplaceAllString(strings.TrimSpace(text), "")
}

func goCommand(dir string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
