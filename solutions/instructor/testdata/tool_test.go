package main

import (
	"fmt"
	"go/parser"
	"go/token"
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
		{"True", "c := True\n_ = c", "true, false and nil"},
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
		{"a lost result", "A.Rows + 2", "is lost"},
		{"power", "y := x ** 2\n_ = y", "x * x"},
		{"is", "if A is nil {\n}", "== nil"},
		{"a line that breaks before an operator", "x = (x\n\t+ x)", "breaks after"},
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
		{"product without a sign", "x = 2x", "operator, a comma"},
		{"two names", "x = x x", "operator, a comma"},
		{"assert", "assert x > 0", "for raise"},
		{"raise", "raise x", "raise"},
		{"elif", "if x > 0 {\n} elif x < 0 {\n}", "elif"},
		{"else on a line of its own", "if x > 0 {\n}\nelse {\n}", "} else {"},
		{"else with a colon", "if x > 0 {\n} else:\n\tx = 1", "} else {"},
		{"a conditional expression", "x = 1 if x > 0 else 2", "if statement"},
		{"a question mark", "x = x > 0 ? 1 : 2", "if statement"},
		{"var and :=", "var y := 2.0\n_ = y", "either var"},
		{"parentheses of a loop", "for (i := 0; i < 3; i++) {\n}", "no parentheses"},
		{"a type with a colon", "g := func(y: float64) float64 { return y }", "after the names"},
		{"an arrow", "g := func(y float64) -> float64 { return y }", "after the names"},
		{"an annotation", "y: float64 = 2", "no colon"},
		{"a backslash", "x = x \\\n\t+ x", "breaks after"},
		{"a dot on the next line", "A = A\n\t.T()", "breaks after"},
		{"a parenthesis too many", "x = (x))", "more ) than ("},
		{"a parenthesis too few", "A = A.Add(A", "lacks its )"},
		{"two ranges", "for i := range 2, j := range 3 {\n}", "one loop inside"},
		{"an index with a comma", "x = A[0, 1]", "X.At(i, j)"},
		{"a slice of a matrix", "s = A[:, 0]", "X.At(i, j)"},
		{"a list", "s = [1, 2]", "need a type"},
		{"brackets after the type", "s = []float64[x*x, 2]", "need a type"},
		{"braces without a type", "s = {1, 2}", "need a type"},
		{"a type alone", "y := []float64\n_ = y", "make([]float64, n)"},
		{"a list times a number", "s = [0] * A.Rows", "make([]float64, n)"},
		{"make without a length", "s = make([]float64)", "make([]float64, n)"},
		{"map", "s = map(f, s)", "Write a loop"},
		{"two assignments", "x = x = 0", "has one ="},
		{"an import inside", "import \"fmt\"", "top of the file"},
		{"try", "try {\n\treturn x\n}", "no try"},
		{"a docstring", "\"\"\"text\"\"\"", "begins with //"},
		{"three quotes", "'''text'''", "double quotes"},
		{"a sum with a text", "println(\"x\" + x)", "double quotes"},
		{"a minus sign", "x = x \u2212 1", "Write *"},
		{"a star in a name", "y* = x", "Write *"},
		{"a star in a new name", "y* := x", "Write *"},
		{"a prime", "y' := x", "Write *"},
		{"two comparisons", "if 0 < x < 1 {\n}", "joined by &&"},
		{"a number as a condition", "if x {\n}", "true or false"},
		{"one &", "if x > 0 & x < 1 {\n}", "&& for and"},
		{"len of a matrix", "n := len(A)\n_ = n", "X.Rows and X.Cols"},
		{"a field with :=", "A.Rows := 2", "Fields"},
		{"abs", "x = abs(x)", "math.Abs"},
		{"NumPy", "s = np.zeros(2)", "belongs to Python"},
		{"enumerate", "for i := range enumerate(s) {\n\t_ = i\n}", "belongs to Python"},
		{"a function of given", "A = given.Zeros(2, 2)", "The others are methods"},
		{"a capital package", "x = Math.Sqrt(x)", "Capital and small"},
		{"a small function", "strconv.itoa(2)", "Capital and small"},
		{"a field without a receiver", "Weights = A", "receiver"},
		{"a fraction for an int", "n := 2\nn = n + 0.5", "float64(n)"},
		{"a function without a call", "x = x * f", "parentheses: f(x)"},
		{"brackets for a call", "x = f[x]", "parentheses: f(x)"},
		{"a number before parentheses", "x = 2 (x + 1)", "written with *"},
		{"a field with parentheses", "n := A.Rows()\n_ = n", "no parentheses"},
		{"nil for a number", "return nil", "not for numbers"},
		{"a sum of slices", "s = s + s", "operators on slices"},
		{"two indices of a slice", "x = s[0][1]", "X.At(i, j)"},
		{"an index of a struct", "x = b[0]", "with a dot"},
		{"an assignment to Row", "A.Row(0) = s", "left of ="},
		{"compared slices", "if s == s {\n}", "len(s) == 0"},
		{"the rest of a float64", "x = x % 2", "math.Mod"},
		{"a matrix value", "A = given.Matrix{}", "already a pointer"},
		{"an address", "A = &A", "already a pointer"},
		{"a slice for a matrix", "A = s", "are slices"},
		{"a number for a matrix", "A = x", "is a number"},
		{"another function", "f = func() float64 { return 1 }", "exactly these"},
		{"too few arguments", "A = A.Add()", "have and want"},
		{"copy", "B := copy(A)\n_ = B", "X.Clone()"},
		{"a step", "s = s[::2]", "no step"},
		{"a loop over positions", "for v := range s {\n\tx = v.X\n}", "is the index"},
		{"a loop over rows", "for i, r := range A.Rows {\n\t_, _ = i, r\n}", "is the index"},
		{"a method of a slice", "n := s.len()\n_ = n", "no methods"},
		{"a method of a generator", "x = rng.uniform()", "rng.Float64()"},
		{"a method of a type", "x = Box.F(x)", "not on its type"},
		{"a power with ^", "x = x ^ 2", "x * x"},
		{"the largest element", "x = max(s)", "slices.Max"},
		{"a text of a number", "println(string(x))", "fmt.Sprint"},
		{"a comparison alone", "x == 2", "with =="},
		{"unused because of another mistake", "y := A.rows", "Capital and small"},
		{"redeclared", "var x = 2.0", "Fields"},
		{"a list without its brace", "s = []float64{1, 2", "a list lacks"},
		{"a type before brackets", "s = float64[3]", "need a type"},
		{"an index that is no int", "y := s[x]\n_ = y", "int(x)"},
		{"the address of a call", "A = &A.T()", "already a pointer"},
		{"a text subtracted from a number", "x -= \"1\"", "double quotes"},
		{"a text for a number", "x = \"1\"", "not for numbers"},
		{"true for a number", "x = true", "not for numbers"},
		{"an assignment to a part", "s[:] = 0", "operators on slices"},
		{"i++ in an expression", "i := 0\nx = s[i++]", "statement of its own"},
		{"a return without braces", "if (x > 0) return x", "begins with {"},
		{"an operand too few", "x = x +", "not complete"},
		{"a method inside", "func (b Box) H() {\n}", "inside a function"},
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
		"func (m *Matrix) Row(i int) []float64 { return nil }\n\n"+
		"func (m *Matrix) Shape() string { return \"\" }\n\nfunc (m *Matrix) Dot(b *Matrix) *Matrix { return m }\n")
	const imports = "import (\n\t\"m/given\"\n\t\"math/rand/v2\"\n\t\"strconv\"\n)\n\nvar _ = strconv.Itoa\n\n"
	add := func(name, text, help string) {
		cases = append(cases, struct{ name, code, help string }{name, text, help})
	}
	for i, c := range cases {
		code := c.code
		if !strings.HasPrefix(code, "return") {
			code += "\nreturn x"
		}
		code = strings.NewReplacer("func G(", fmt.Sprintf("func G%d(", i), "func H(", fmt.Sprintf("func H%d(", i)).Replace(code)
		cases[i].code = "package p\n\n" + imports + fmt.Sprintf("func F%d(x float64, s []float64, A *given.Matrix, b Box, "+
			"f func(v float64) float64, rng *rand.Rand) float64 {\n%s\n}\n", i, code)
	}
	add("missing return", "package p\n\nfunc F(x float64) float64 {\n\tif x > 0 {\n\t\treturn x\n\t}\n}\n", "without a return")
	add("unused import", "package p\n\nimport \"math\"\n", "Remove the import")
	add("an import that another mistake leaves unused", "package p\n\nimport \"math\"\n\nvar root = Math.Sqrt(2)\n", "Capital and small")
	add("two imports on a line", "package p\n\nimport \"fmt\", \"math\"\n", "line of its own")
	add("import without quotes", "package p\n\nimport math\n", "double quotes")
	add("import with as", "package p\n\nimport numpy as np\n", "double quotes")
	add("import of NumPy", "package p\n\nimport \"numpy\"\n", "no such package")

	// The cases of one kind are one package, because this compiles faster. An error of the syntax hides
	// those of types, and an import that cannot be read hides all others.
	file := func(i int) string {
		kind := "types"
		if _, err := parser.ParseFile(token.NewFileSet(), "", cases[i].code, parser.SkipObjectResolution); err != nil {
			kind = "syntax"
		}
		if strings.HasPrefix(cases[i].name, "import ") {
			kind = fmt.Sprint("imports", i)
		}
		return fmt.Sprintf("%s/f%d.go", kind, i)
	}
	for i, c := range cases {
		write(file(i), c.code)
		write(filepath.Dir(file(i))+"/box.go", "package p\n\ntype Box struct{ F func(v float64) float64 }\n")
	}
	out := ""
	for _, kind := range []string{"types", "syntax", "imports*"} {
		folders, err := filepath.Glob(filepath.Join(dir, kind))
		if err != nil {
			t.Fatal(err)
		}
		build := exec.Command("go", append([]string{"build", "-gcflags=-e"}, folders...)...)
		build.Dir = dir
		printed, err := build.CombinedOutput()
		if err == nil {
			t.Fatalf("everything compiles in %q", folders)
		}
		out += filepath.ToSlash(string(printed))
	}
	for i, c := range cases {
		lines := regexp.MustCompile(`(?m)^(?:\./)?`+regexp.QuoteMeta(file(i))+`:.*$`).FindAllString(out, -1)
		if len(lines) == 0 {
			t.Errorf("%s: no message of the compiler in\n%s", c.name, out)
			continue
		}
		got := helpFor("# m/" + filepath.Dir(file(i)) + "\n" + strings.Join(lines, "\n") + "\n")
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
		{"W = [ " + strings.Repeat("0.25 ", 20) + "]\n", "W = [ " + strings.Repeat("0.25 ", 20) + "]\n"},
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
