package course

import (
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestLinks: every link of a page leads to a file, and to a heading if it names one. The index leads to
// every page, and the README to the index. Pages that students get do not lead out of their folder.
func TestLinks(t *testing.T) {
	texts := pages(t)
	heading := regexp.MustCompile(`(?m)^#+ (.*)$`)
	for page, text := range texts {
		for _, m := range regexp.MustCompile(`\]\(([^)#:]*)(?:#([^)]*))?\)`).FindAllStringSubmatch(text, -1) {
			path := filepath.Join(root, filepath.Dir(page), m[1])
			content, err := os.ReadFile(path)
			if info, statErr := os.Stat(path); statErr != nil || err != nil && !info.IsDir() {
				t.Errorf("%s has a link to %s, which is not there", page, m[1])
			}
			if strings.HasPrefix(page, "exercises/") && strings.Contains(m[1], "..") {
				t.Errorf("%s has a link to %s, which is not in the release", page, m[1])
			}
			found := m[2] == ""
			for _, h := range heading.FindAllStringSubmatch(string(content), -1) {
				found = found || strings.ReplaceAll(strings.ToLower(h[1]), " ", "-") == m[2]
			}
			if !found {
				t.Errorf("%s has a link to the heading %s of %s, which is not there", page, m[2], m[1])
			}
		}
		if base := filepath.Base(page); base != "README.md" && !strings.Contains(texts["docs/course/README.md"], base+")") {
			t.Errorf("docs/course/README.md has no link to %s", page)
		}
	}
	readme, err := os.ReadFile(root + "/README.md")
	if err != nil || !strings.Contains(string(readme), "](docs/course/README.md)") {
		t.Errorf("README.md has no link to docs/course/README.md (%v)", err)
	}
	first := regexp.MustCompile(`\]\(([^)]*)\)`).FindStringSubmatch(texts["exercises/README.md"])
	if first == nil || first[1] != "go-for-python.md" {
		t.Errorf("the first link of exercises/README.md is %q, want the page about Go", first)
	}
	if strings.Index(texts["exercises/README.md"], "go run . next") > strings.Index(texts["exercises/README.md"], "go test") {
		t.Error("exercises/README.md has go test before go run . next")
	}
}

// TestShells: a page for students that sets a variable before a command in the way of Unix says how to do
// it in the Command Prompt and in PowerShell.
func TestShells(t *testing.T) {
	found := 0
	for page, text := range pages(t) {
		if page != labSheet && !strings.HasPrefix(page, "exercises/") {
			continue
		}
		for _, m := range regexp.MustCompile(`\b([A-Z_]+)=\w+ go `).FindAllStringSubmatch(text, -1) {
			found++
			for _, other := range []string{"set " + m[1] + "=", "$env:" + m[1] + "="} {
				if !strings.Contains(text, other) {
					t.Errorf("%s has %q, which does not work in Windows shells, and no %q", page, m[0], other)
				}
			}
		}
	}
	if found == 0 {
		t.Error("no page sets EXERCISES_SEED")
	}
}

// slides returns the titles of docs/lecture.md in their order.
func slides(t *testing.T) (titles []string) {
	t.Helper()
	lecture, err := os.ReadFile(root + "/docs/lecture.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(lecture), "\n") {
		if cells := strings.Split(line, "|"); strings.HasPrefix(line, "| ") && len(cells) == 6 && cells[1] != " slide " {
			titles = append(titles, strings.TrimSpace(cells[1]))
		}
	}
	if len(titles) < 40 {
		t.Fatalf("docs/lecture.md has %d slides, want 40", len(titles))
	}
	return titles
}

// TestQuestions: each slide has three questions or more, in the order of the lecture, each with a folded
// answer and a command. The output that an answer promises is not a word of the command itself, which
// would be printed whatever is right. The questions that the slides ask are there, too.
func TestQuestions(t *testing.T) {
	page := pages(t)["docs/course/questions.md"]
	parts := strings.Split(page, "\n## ")[1:]
	var titles []string
	for _, part := range parts {
		title, rest, _ := strings.Cut(part, "\n")
		titles = append(titles, title)
		want := map[string]int{"DNN for IMDB": 4, "Workflow": 4}[title]
		n := len(regexp.MustCompile(`(?m)^\d\. .*\?$`).FindAllString(rest, -1))
		if n < max(want, 3) {
			t.Errorf("%s has %d questions, want %d", title, n, max(want, 3))
		}
		for _, mark := range []string{"<details><summary>Answer</summary>", "</details>", "Run `go "} {
			if k := strings.Count(rest, mark); k != n {
				t.Errorf("%s has %d questions and %d times %s", title, n, k, mark)
			}
		}
	}
	for _, m := range promise.FindAllStringSubmatch(page, -1) {
		for _, piece := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(m[2], -1) {
			if len(piece[1]) < 2 || strings.Contains(m[1], piece[1]) {
				t.Errorf("that %s prints %q shows nothing", m[1], piece[1])
			}
		}
	}
	if want := slides(t); !slices.Equal(titles, want) {
		t.Errorf("the questions have the slides\n%q\nwant\n%q", titles, want)
	}
	for _, question := range []string{"What do these graphs suggest?", "Other architectures?"} {
		if !strings.Contains(page, question) {
			t.Errorf("the slides ask %q, and questions.md does not", question)
		}
	}
}

// TestExam: twelve questions, each with a model answer whose points are named.
func TestExam(t *testing.T) {
	parts := strings.Split(pages(t)["docs/course/exam.md"], "\n## ")[1:]
	if len(parts) != 12 {
		t.Errorf("the exam has %d questions, want 12", len(parts))
	}
	for i, part := range parts {
		if !strings.HasPrefix(part, fmt.Sprint(i+1, ". ")) || strings.Count(part, "<details>") != 1 ||
			strings.Count(part, "</details>") != 1 || !strings.Contains(part, "point") {
			t.Errorf("question %d has no number, no answer or no points: %.60s", i+1, part)
		}
	}
}

// declared returns the names that package nn declares: functions, types, and Type.Member for methods
// and fields.
func declared(t *testing.T) map[string]bool {
	t.Helper()
	fset := token.NewFileSet()
	names, err := filepath.Glob(root + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, file)
		}
	}
	p, err := doc.NewFromFiles(fset, files, "nn")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, f := range p.Funcs {
		all[f.Name] = true
	}
	for _, typ := range p.Types {
		all[typ.Name] = true
		for _, f := range typ.Funcs {
			all[f.Name] = true
		}
		for _, m := range typ.Methods {
			all[typ.Name+"."+m.Name] = true
		}
		ast.Inspect(typ.Decl, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok {
				for _, name := range f.Names {
					all[typ.Name+"."+name.Name] = true
				}
			}
			return true
		})
	}
	return all
}

// TestGlossary: the terms are sorted, their Go names exist in package nn or name a lab, their slides are in
// the lecture's table, and every algorithm and task of the slides is a term.
func TestGlossary(t *testing.T) {
	names, titles := declared(t), slides(t)
	last, terms, rows := "", "", 0
	for _, line := range strings.Split(pages(t)["docs/course/glossary.md"], "\n") {
		cells := strings.Split(line, " | ")
		if len(cells) != 7 || cells[0] == "| term" {
			continue
		}
		rows++
		term := strings.ToLower(strings.TrimPrefix(cells[0], "| "))
		if term < last {
			t.Errorf("%q comes after %q", term, last)
		}
		last = term
		terms += "|" + strings.ReplaceAll(term, ", ", "|") + "|"
		name := strings.Trim(cells[5], "`")
		if _, err := os.Stat(filepath.Join(root, name)); !names[name] && (err != nil || !strings.HasPrefix(name, "solutions/labs/")) {
			t.Errorf("%s: package nn has no %s", term, name)
		}
		if slide := strings.TrimSuffix(cells[6], " |"); !slices.Contains(titles, slide) {
			t.Errorf("%s: there is no slide %q", term, slide)
		}
		if cells[1] == "" {
			t.Errorf("%s has no meaning", term)
		}
	}
	if rows < 80 {
		t.Errorf("the glossary has %d terms, want 80", rows)
	}
	for _, term := range []string{"SGD", "AdaGrad", "RMSProp", "Adam", "Rprop", "Quickprop", "Levenberg-Marquardt", "supervised learning",
		"regression", "classification", "topology", "convergence", "stopping criterion", "weight decay", "L1 penalty", "multi-hot",
		"callback", "randomized search", "finite differences", "Jacobian", "transpose"} {
		if !strings.Contains(terms, "|"+strings.ToLower(term)+"|") {
			t.Errorf("the glossary does not have %s", term)
		}
	}
}

// TestNames: the Go names of the page about adapting exist.
func TestNames(t *testing.T) {
	names := declared(t)
	members := map[string]bool{}
	for name := range names {
		members[name[strings.LastIndexByte(name, '.')+1:]] = true
	}
	table, _, _ := strings.Cut(pages(t)["docs/course/adapting.md"], "\n## What must be edited")
	found := 0
	for _, m := range regexp.MustCompile("`&?([A-Z]\\w*)\\b[^`]*`").FindAllStringSubmatch(table, -1) {
		if m[1] == "EXERCISES_SEED" {
			continue
		}
		found++
		if !members[m[1]] {
			t.Errorf("adapting.md names %s, which package nn does not have", m[1])
		}
	}
	if found < 10 {
		t.Errorf("adapting.md has %d names, want 10", found)
	}
}
