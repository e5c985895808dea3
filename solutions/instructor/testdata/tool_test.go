package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestCompilerHelp compiles what people who know Python write, and compares the help for the
// messages of the compiler.
func TestCompilerHelp(t *testing.T) {
	dir := t.TempDir()
	cases := []struct{ name, code, help string }{
		{"loop", "for b in s {\n}", "for i, v := range s"},
		{"colon", "if x > 0:\n\tx = 1", "begins with {"},
		{"for with a colon", "for i := range s:\n\tx = 1", "begins with {"},
		{"brace on the next line", "if x > 0\n{\nx = 1\n}", "begins with {"},
		{"and", "if x > 0 and x < 1 {\n}", "&& for and"},
		{"not", "if not true {\n}", "! for not"},
		{"comparison", "if x = 2 {\n}", "with =="},
		{"declared twice", "y := 1.0\ny := 2.0\n_ = y", "write = instead"},
		{"unused", "y := 1.0", "nothing reads"},
		{"no import", "x = math.Sqrt(x)", "not imported"},
		{"True", "b := True\n_ = b", "true, false and nil"},
		{"not declared", "total = x", ":="},
		{"int and float64", "n := 3\nx = x * n", "float64(n)"},
		{"int for float64", "n := 3\nx = n", "float64(n) or int(x)"},
		{"sum of matrices", "A = A + A", "A.Add(B)"},
		{"product with a number", "A = 2.0 * A", "A.Add(B)"},
		{"index of a matrix", "x = A[0]", "X.At(i, j)"},
		{"small letter", "n := A.rows\n_ = n", "Capital and small"},
		{"no such method", "A = A.Dot(A).Sum2()", "no such field or method"},
		{"two results", "n := strconv.Atoi(\"1\")\n_ = n", "numbers of values"},
		{"too few results", "return", "as many values"},
		{"too many results", "return 1, 2", "as many values"},
		{"a lost result", "A.Rows == 2", "is lost"},
		{"power", "y := x ** 2\n_ = y", "x * x"},
		{"is", "if A is nil {\n}", "== nil"},
		{"a line that breaks before an operator", "x = (x\n\t+ x)", "also inside parentheses"},
		{"a tuple", "x, y := (1.0, 2.0)", "no tuples"},
		{"lambda", "f := lambda v: v", "g := func("},
		{"lambda as an argument", "x = math.Max(lambda v: v)", "g := func("},
		{"while", "while x > 0 {\n}", "for x < 9"},
		{"a function inside a function", "func g() {\n}", "g := func("},
		{"a missing brace", "if x > 0 {\n}\n}\nfunc G() {\nif true {\n}\nfunc H() {", "} is missing"},
		{"a brace too many", "}\nx = 1", "} too many"},
		{"commas in a loop", "for i := 0, i < 3, i++ {\n}", "semicolons"},
		{"a named argument", "A = A.Add(axis=0)", "SumAxis0"},
		{"a loop without range", "for b := s {\n_ = b\n}", "for i, v := range s"},
		{"an empty list", "s = []", "[]float64{}"},
		{"results without parentheses", "return x\n}\nfunc G(x float64) float64, float64 {", "in parentheses"},
		{"a list comprehension", "s = [v for v in s]", "Write a loop"},
		{"a comment", "# a comment", "with //"},
		{"the sign of a product in Python", "A = A @ A", "A.Dot(B)"},
		{"single quotes", "panic('ab')", "double quotes"},
		{"an f-string", "panic(f\"ab\")", "double quotes"},
		{"float", "x = float(3)", "float64(n)"},
		{"self", "self.x = 3", "receiver"},
		{"shape", "n := A.shape[0]\n_ = n", "X.Rows and X.Cols"},
		{"two sizes", "n, m := A.Shape()\n_, _ = n, m", "X.Rows and X.Cols"},
		{"a loop over a matrix", "for _, r := range A {\n_ = r\n}", "range X.Rows"},
		{"an assignment to At", "A.At(0, 0) += x", "X.Set(i, j, v)"},
		{"a result of Set", "A = A.Set(0, 0, x)", "returns nothing"},
		{"a matrix without New", "A = given.Matrix(2, 3)", "NewMatrix(rows, cols)"},
		{"one size", "A = given.NewMatrix(2)", "NewMatrix(rows, cols)"},
		{"not a slice", "if !s {\n}", "len(s) == 0"},
		{"T", "A = A.T", "X.T()"},
		{"a method of T", "A = A.T.Dot(A)", "X.T()"},
		{"a matrix without a star", "g := func(B given.Matrix) {}\ng(A)", "with a star"},
		{"the last element", "x = s[-1]", "s[len(s)-1]"},
		{"append as a method", "s.append(x)", "s = append(s, x)"},
		{"append alone", "append(s, x)", "s = append(s, x)"},
		{"an unknown error", "goto L", ""},
	}
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module m\n\ngo 1.24\n")
	write("given/given.go", "package given\n\ntype Matrix struct{ Rows, Cols int }\n\n"+
		"func NewMatrix(rows, cols int) *Matrix { return nil }\n\n"+
		"func (m *Matrix) Add(b *Matrix) *Matrix { return m }\n\nfunc (m *Matrix) T() *Matrix { return m }\n\n"+
		"func (m *Matrix) At(i, j int) float64 { return 0 }\n\nfunc (m *Matrix) Set(i, j int, v float64) {}\n\n"+
		"func (m *Matrix) Shape() string { return \"\" }\n\nfunc (m *Matrix) Dot(b *Matrix) *Matrix { return m }\n")
	folder := func(name string) string { return strings.ReplaceAll(name, " ", "-") }
	for _, c := range cases {
		code := c.code
		if !strings.HasPrefix(code, "return") {
			code += "\nreturn x"
		}
		write(folder(c.name)+"/f.go", "package p\n\nimport (\n\t\"m/given\"\n\t\"strconv\"\n)\n\nvar _ = strconv.Itoa\n\n"+
			"func F(x float64, s []float64, A *given.Matrix) float64 {\n"+code+"\n}\n")
	}
	write("missing-return/f.go", "package p\n\nfunc F(x float64) float64 {\n\tif x > 0 {\n\t\treturn x\n\t}\n}\n")
	cases = append(cases, struct{ name, code, help string }{"missing return", "", "without a return"})
	write("unused-import/f.go", "package p\n\nimport \"math\"\n")
	cases = append(cases, struct{ name, code, help string }{"unused import", "", "Remove the import"})

	build := exec.Command("go", "build", "-gcflags=-e", "./...")
	build.Dir = dir
	out, err := build.CombinedOutput()
	if err == nil {
		t.Fatal("everything compiles")
	}
	write("import-without-quotes/f.go", "package p\n\nimport math\n") // alone, because it stops go build ./...
	cases = append(cases, struct{ name, code, help string }{"import without quotes", "", "double quotes"})
	build = exec.Command("go", "build", "./import-without-quotes")
	build.Dir = dir
	alone, _ := build.CombinedOutput()
	out = append(out, alone...)
	for _, c := range cases {
		lines := regexp.MustCompile(`(?m)^`+regexp.QuoteMeta(filepath.FromSlash(folder(c.name)+"/f.go"))+`:.*$`).FindAllString(string(out), -1)
		if len(lines) == 0 {
			t.Errorf("%s: no message of the compiler in\n%s", c.name, out)
			continue
		}
		got := helpFor("# m/" + folder(c.name) + "\n" + strings.Join(lines, "\n") + "\n")
		if !strings.Contains(got, c.help) || (got == "") != (c.help == "") {
			t.Errorf("%s: %q\ngot  %q\nwant %q", c.name, lines, got, c.help)
		}
	}
}

func TestFold(t *testing.T) {
	word := strings.Repeat("x", 100)
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"a short line\nand one more", "a short line\nand one more"},
		{"  " + strings.Repeat("abcdefg ", 12) + "end\nnext\n",
			"  " + strings.TrimSpace(strings.Repeat("abcdefg ", 9)) + "\n  " + strings.Repeat("abcdefg ", 3) + "end\nnext\n"},
		{word + "\n", word + "\n"},
		{strings.Repeat("é", 80) + "\n", strings.Repeat("é", 80) + "\n"},
	} {
		if got := fold(tt.text); got != tt.want {
			t.Errorf("got\n%s\nwant\n%s", got, tt.want)
		}
	}
}

// TestToShow: the test that is shown names the mistake that most tests name.
func TestToShow(t *testing.T) {
	of := func(outputs ...string) *step {
		s := new(step)
		for i, out := range outputs {
			s.tests = append(s.tests, &test{ran: true, passed: out == "", output: out})
			s.tests[i].Name = string(rune('A' + i))
		}
		return s
	}
	const a, b = "    known mistake: a\n", "    known mistake: b\n"
	for _, tt := range []struct {
		s    *step
		want string
	}{
		{of("", ""), ""},
		{of("", "x", "y"), "B"},
		{of("x", a), "B"},
		{of(a, b, b), "B"},
		{of(a, a+b, b), "A"},
		{of("x: not written yet: F", a), "B"},
		{of(a+a, b, b), "B"},
	} {
		got := ""
		if t := tt.s.toShow(); t != nil {
			got = t.Name
		}
		if got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
