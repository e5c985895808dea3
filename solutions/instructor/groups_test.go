package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
)

// TestGroups grades a class in which three students share one wrong answer that has no name, two
// share another, and two are alone.
func TestGroups(t *testing.T) {
	onlyLong(t)
	c := open(t)
	const name, right = "01-chain-rule", "(f(x+h) - f(x-h)) / (2 * h)"
	answer, _ := answerAndStub(t, c, name)
	dir, out := t.TempDir(), t.TempDir()
	for student, lines := range map[string]string{
		"ann": "slope := f(x+h) - f(x-h)\n\tslope *= 5 // why?\n\treturn slope / h",
		"bob": "return 5 * " + strings.Replace(right, "2 * ", "", 1),
		"cem": "return (5*f(x+h) - 5*f(x-h)) / h",
		"dan": "return 2 + " + right, "eve": "s := " + right + "\n\treturn helper(s)",
		"fay": "return 3 + " + right, "gus": "return " + right,
	} {
		code := strings.Replace(answer, "return "+right, lines, 1)
		if student == "eve" {
			code += "\nfunc helper(x float64) float64 { return x + 2 }\n"
		}
		write(t, filepath.Join(dir, student, "chain_rule.go"), code)
	}
	g, err := c.newGrader(t.TempDir(), out, only(t, c, name))
	if err != nil {
		t.Fatal(err)
	}
	cl, err := g.gradeAll(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeReports(out, cl); err != nil {
		t.Fatal(err)
	}
	if len(cl.groups) != 2 || cl.groups[0].names() != "ann, bob, cem" || cl.groups[1].names() != "dan, eve" {
		for _, g := range cl.groups {
			t.Log(g.names())
		}
		t.Fatalf("%d groups, want ann, bob, cem and dan, eve", len(cl.groups))
	}
	const want = draftHead + `package chain

func FiniteDifference(f func(x float64) float64, x, h float64) float64 {
	return (5*f(x+h) - 5*f(x-h)) / h
}
`
	draft, second := text(t, out, cl.groups[0].file()), text(t, out, cl.groups[1].file())
	if draft != want || cl.groups[0].shortest.name != "cem" {
		t.Errorf("the draft of %s is\n%s\nwant\n%s", cl.groups[0].shortest.name, draft, want)
	}
	if strings.Contains(second, "Gradient") {
		t.Errorf("the second draft contains functions that are right:\n%s", second)
	}
	m, err := makeMistake("draft.go", g.cases[0].answer, []byte(draft))
	if err != nil {
		t.Fatal(err)
	}
	if print, err := g.fingerprint(context.Background(), g.cases[0], m.code); print != cl.groups[0].print || err != nil {
		t.Errorf("the draft as a mistake has the fingerprint %s, %v; want %s", print, err, cl.groups[0].print)
	}
	for _, page := range []string{"class.html", "summary.md"} {
		if got := text(t, out, page); !strings.Contains(got, "3 × "+name+": ann, bob, cem") ||
			!strings.Contains(got, cl.groups[0].file()) || !strings.Contains(got, "Shortest: cem.") {
			t.Errorf("%s does not show the groups", page)
		}
	}
}

// TestDraftBecomesMistake grades a class, gives the draft of its largest group a name and a symptom, and
// verifies with the check that it is a known mistake. Then the class is charged for it once.
func TestDraftBecomesMistake(t *testing.T) {
	onlyLong(t)
	const name, tests = "01-double-it", "exercises/NAME/FILE_test.go"
	dir, out := t.TempDir(), t.TempDir()
	c := smallCourse(t, map[string]func(map[string]string){name: func(files map[string]string) {
		changed(tests, `"Layers", 9.0).Want("", p.Double(3), 6.0)`, `"Layers", 9.0).Mistake("it doubles twice", "Layers", 12.0).Want("", p.Double(3), 6.0)
	x := check.Rand(t).NormFloat64()
	check.Call(t, "Double(x)", "x", x).Mistake("it squares", "Layers", x*x).Mistake("it doubles twice", "Layers", 4*x).Want("", p.Double(x), 2*x)`)(files)
		files["solutions/NAME/testdata/probe.go"] = "package probe\n\nimport (\n\t\"math/rand/v2\"\n\n\tp \"exercises/NAME\"\n)\n\n" +
			"func Probe(rng *rand.Rand, values, memory func(f func() any)) {\n" +
			"\tx := rng.NormFloat64()\n\tvalues(func() any { return p.Double(x) })\n}\n"
	}})
	for student, line := range map[string]string{"ann": "y := 2 * x\n\treturn 2 * y", "bob": "return 4 * x", "cem": "return 5 * x",
		"dan": "return x * x"} {
		code := strings.Replace(text(t, c.root, "exercises", name, "double_it.go"), `panic("not written yet: Double")`, line, 1)
		write(t, filepath.Join(dir, student, "double_it.go"), code)
	}
	grade := func() (said string) {
		var b bytes.Buffer
		if err := c.gradeClass(context.Background(), &b, gradeOptions{dir: dir, out: out}); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	said := grade()
	if !strings.Contains(said, "2 share a wrong answer without a name to 01-double-it: ann, bob; the shortest, of bob, is in ") {
		t.Errorf("the terminal shows\n%s", said)
	}
	found, _ := filepath.Glob(filepath.Join(out, "drafts", "*.go"))
	if len(found) != 1 {
		t.Fatalf("the drafts are %q", found)
	}
	problems := func(draft string) string {
		write(t, filepath.Join(c.root, "solutions", name, "testdata", "mistakes", "twice.go"), draft)
		r := new(report)
		if err := c.checkRuns(context.Background(), r, c.exercises); err != nil {
			t.Fatal(err)
		}
		return strings.Join(r.problems, "\n")
	}
	draft := text(t, found[0])
	if got := problems(draft); !strings.Contains(got, "twice.go") {
		t.Errorf("the draft without a name has the problems %q", got)
	}
	if got := problems(strings.Replace(draft, draftHead, "// Mistake: it doubles twice\n// Seen: numbers: 2x is 4x\n", 1)); got != "" {
		t.Errorf("the draft with a name has the problems %q", got)
	}
	if said := grade(); strings.Contains(said, "share") {
		t.Errorf("with the mistake the terminal shows\n%s", said)
	}
	if got := text(t, out, "marks.csv"); strings.Count(got, "One known mistake explains all tests that fail: it doubles twice.") != 2 {
		t.Errorf("with the mistake the marks are\n%s", got)
	}
}
