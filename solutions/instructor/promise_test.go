package main

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// TestPromises checks which changes to a stub are accepted.
func TestPromises(t *testing.T) {
	const stub = `package p

import "math/rand/v2"

// Limit is handed out.
const Limit = 1e-9

type Batch struct {
	X, Y *rand.Rand // two
}

type Part struct {
	Batch
	Name string
}

// Double is handed out.
func Double(x float64) float64 {
	return 2 * x
}

func (b *Batch) Add(x, y float64, names ...string) (sum float64) {
	panic("not written yet: Batch.Add")
}
`
	e := &exercise{name: "01-a"}
	for _, tt := range []struct{ name, from, to, says string }{
		{"nothing", "", "", ""},
		{"a body", `panic("not written yet: Batch.Add")`, "return x + y", ""},
		{"names of parameters", "(x, y float64, names ...string) (sum float64)",
			"(a float64, b float64, _ ...string) float64", ""},
		{"comments and lines", "X, Y *rand.Rand // two", "// two of them\n\n\tX, Y *rand.Rand\n", ""},
		{"a helper", "const", "func abs(x float64) float64 { return max(x, -x) }\n\nconst", ""},
		{"a helper with the name of a function of Go's", "const", "func max(x float64) float64 { return x }\n\nconst", ""},
		{"an own field", "Name string", "Name string\n\town  []func()", ""},
		{"an own method", "const", "func (b *Batch) helper() {}\n\nconst", ""},
		{"an own type", "const", "type stack struct{}\n\nfunc (stack) String() string { return \"\" }\n\nconst", ""},

		{"a parameter of another type", "y float64", "y string",
			"a.go:22: the signature of Batch.Add differs from the stub: func (b *Batch) Add(x, y string, " +
				"names ...string) (sum float64); want func (b *Batch) Add(x, y float64, names"},
		{"another result", "(sum float64)", "int", "differs from the stub: func"},
		{"two results", "(sum float64)", "(a, b float64)", "differs from the stub: func"},
		{"not variadic", "...string", "[]string", "differs from the stub: func"},
		{"another receiver", "(b *Batch)", "(b Batch)", "differs from the stub: func"},
		{"a type parameter", "func Double(", "func Double[T any](", "Double differs from the stub; change only"},
		{"a function is missing", "Add(", "add(", "there is no Batch.Add in a.go; want as in the stub: func (b *Batch) Add("},
		{"a variable for a function", "func (b *Batch) Add(x, y float64, names ...string) (sum float64) {",
			"var Add = func() {", "there is no Batch.Add"},
		{"a type in its place", "type Batch struct {\n\tX, Y *rand.Rand // two\n}",
			"type liar struct{}\n\ntype Batch struct{ X, Y liar }", "a.go:10: Batch differs from the stub; change only"},
		{"an exported field more", "Name string", "Name, Other string", "Part differs from the stub; change only"},
		{"an embedded field more", "Name string", "Name string\n\tliar", "Part differs from the stub; change only"},
		{"a field before", "Name string", "own int\n\tName string", "Part differs from the stub; change only"},
		{"another constant", "1e-9", "1", "Limit differs from the stub; change only"},
		{"a variable for a constant", "const Limit", "var Limit", "Limit differs from the stub; change only"},
		{"another body", "2 * x", "3 * x", "Double differs from the stub; change only"},
		{"two statements in one", "return 2 * x", "return\n\t2 * x", "Double differs from the stub; change only"},
		{"a type of Go's", "const", "type float64 string\n\nconst", "float64: this name is predeclared in Go"},
		{"a constant of Go's", "const", "func string() {}\n\nconst", "string: this name is predeclared in Go"},
		{"an import of another package", `import "math/rand/v2"`, "import rand \"fmt\"",
			`a.go imports "fmt" as rand, want "math/rand/v2"`},
		{"a method that prints", "const", "func (b Batch) String() string { return \"1\" }\n\nconst",
			"Batch.String: a type of the stub must not"},
		{"a method that hides", "const", "func (p Part) Add() {}\n\nconst", "Part.Add: this method can hide"},
		{"another name of a type", "const", "type Other = Batch\n\nconst", "Other is a second name for a type"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(stub, tt.from) {
				t.Fatalf("the stub has no %q", tt.from)
			}
			code := strings.Replace(stub, tt.from, tt.to, 1)
			got := promises(e, []byte(stub), []byte(code))
			if !strings.Contains(got, tt.says) || tt.says == "" && got != "" {
				t.Errorf("got %q, want %q in it", got, tt.says)
			}
		})
	}
}

// TestGuardLetsThrough checks that guard accepts the worked answers and all known mistakes.
func TestGuardLetsThrough(t *testing.T) {
	if testing.Short() {
		t.Skip("builds whole folders of exercises")
	}
	for _, e := range open(t).exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			t.Fatal(err)
		}
		mistakes, err := e.readMistakes(answer)
		if err != nil {
			t.Fatal(err)
		}
		if s, why := guard(e, tc.handedOut, tc.answer); s != "" {
			t.Errorf("%s: the answer is %s: %s", e.name, s, why)
		}
		for _, m := range mistakes {
			if s, why := guard(e, tc.handedOut, m.code); s != "" {
				t.Errorf("%s is %s: %s", m.file, s, why)
			}
		}
	}
}

// TestOwnFields checks that the tests compile if the types have additional fields, even fields that
// make a type not comparable.
func TestOwnFields(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	c := open(t)
	var all []*variant
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		code, n := withOwnFields(t, tc.handedOut)
		if n > 0 {
			if s, why := guard(e, tc.handedOut, code); s != "" {
				t.Errorf("%s: %s %s", e.name, s, why)
			}
			all = append(all, &variant{e: e, id: "fields", code: code, tests: []string{e.tests(), e.hidden()}})
		}
	}
	if err := c.runVariants(context.Background(), all); err != nil {
		t.Fatal(err)
	}
	for _, v := range all {
		if v.broken != "" {
			t.Errorf("%s: %s", v.e.name, v.broken)
		}
	}
}

// withOwnFields adds a field to each struct type and counts the types.
func withOwnFields(t *testing.T, code []byte) ([]byte, int) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", code, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var edits []edit
	for n := range ast.Preorder(file) {
		if s, ok := n.(*ast.TypeSpec); ok {
			if structure, ok := s.Type.(*ast.StructType); ok {
				at := fset.Position(structure.Fields.Closing).Offset
				edits = append(edits, edit{at, at, "\n\town []func()\n"})
			}
		}
	}
	return apply(code, edits), len(edits)
}
