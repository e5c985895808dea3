package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// double is a small exercise without problems.
func double() map[string]string {
	return map[string]string{
		"solutions/NAME/FILE.go": `// Package p is an exercise.
//
//	Slide   Layers
//	Time    10 minutes
//	Points  2, and 1 for tests that are not shown
package p

// Double returns 2x. For example:
//
//	Double(2.5) = 5
func Double(x float64) float64 {
	// Exercise:
	// The shortest sum.
	return x + x
}
`,
		"exercises/NAME/FILE.go": `// Package p is an exercise.
//
//	Slide   Layers
//	Time    10 minutes
//	Points  2, and 1 for tests that are not shown
package p

// Double returns 2x. For example:
//
//	Double(2.5) = 5
func Double(x float64) float64 {
	panic("not written yet: Double")
}
`,
		"solutions/NAME/example_test.go": `package p

import "fmt"

func ExampleDouble() {
	fmt.Println("Double(2.5) =", Double(2.5))
	// Output: Double(2.5) = 5
}
`,
		"exercises/NAME/FILE_test.go": `package p_test

import (
	"testing"

	p "exercises/NAME"
	"exercises/check"
)

// By hand.
//
//exercise:points 2
//exercise:hint 1 One.
//exercise:hint 2 Two.
//exercise:hint 3 Three.
func TestDouble(t *testing.T) {
	defer check.Recover(t)
	check.Call(t, "Double(3)").Mistake("it squares", "Layers", 9.0).Want("", p.Double(3), 6.0)
}
`,
		"solutions/NAME/testdata/hidden_test.go": `package p_test

import (
	"testing"

	p "exercises/NAME"
	"exercises/check"
)

// Another number.
//
//exercise:points 1
func TestHidden(t *testing.T) {
	defer check.Recover(t)
	check.Call(t, "Double(-1)").Want("", p.Double(-1), -2.0)
}
`,
		"solutions/NAME/testdata/mistakes/square.go": `// Mistake: it squares
package p

func Double(x float64) float64 { return x * x }
`,
	}
}

// smallCourse writes a course with the given exercises. The functions can change the files first.
func smallCourse(t *testing.T, exercises map[string]func(files map[string]string)) *course {
	t.Helper()
	real := open(t)
	root := t.TempDir()
	for _, folder := range []string{"exercises/check", "exercises/given", "solutions/given"} {
		if err := os.CopyFS(filepath.Join(root, folder),
			os.DirFS(filepath.Join(real.root, folder))); err != nil {
			t.Fatal(err)
		}
	}
	write(t, filepath.Join(root, "exercises", "go.mod"), "module exercises\n\ngo 1.24\n")
	for name, change := range exercises {
		files := double()
		change(files)
		for file, text := range files {
			r := strings.NewReplacer("NAME", name, "FILE", strings.ReplaceAll(name[3:], "-", "_"))
			write(t, filepath.Join(root, r.Replace(file)), r.Replace(text))
		}
	}
	c, err := readCourse(root)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// changed returns a function that replaces a text in one file of double.
func changed(file, from, to string) func(map[string]string) {
	return func(files map[string]string) {
		if !strings.Contains(files[file], from) {
			panic("there is no " + from)
		}
		files[file] = strings.Replace(files[file], from, to, 1)
	}
}

func TestCheckSource(t *testing.T) {
	const answer, stub, tests = "solutions/NAME/FILE.go", "exercises/NAME/FILE.go", "exercises/NAME/FILE_test.go"
	const hidden = "solutions/NAME/testdata/hidden_test.go"
	for _, tt := range []struct {
		name   string
		change func(map[string]string)
		says   string // nothing if all is well
	}{
		{"nothing", func(map[string]string) {}, ""},
		{"an old stub", changed(stub, "returns 2x", "returns 3x"),
			"the stub differs from the one generated from the answer"},
		{"no marker", changed(answer, "// Exercise:", "// Answer:"),
			"no function contains an // Exercise: comment"},
		{"no Recover", changed(tests, "\tdefer check.Recover(t)\n", ""),
			"TestDouble does not begin with defer check.Recover(t)"},
		{"no points", changed(tests, "//exercise:points 2\n", ""),
			"TestDouble has no //exercise:points"},
		{"two hints", changed(tests, "//exercise:hint 3 Three.\n", ""),
			"TestDouble has 2 hints, want 3"},
		{"hints out of order", changed(tests, "hint 2", "hint 4"), "in order"},
		{"no number", changed(tests, "points 2", "points"), "want a number from 1"},
		{"hints for hidden tests", changed(hidden, "points 1", "points 1\n//exercise:hint 1 x"),
			"TestHidden has 1 hints, want 0"},
		{"another sum", changed(hidden, "points 1", "points 2"),
			`Points "2, and 1 for tests that are not shown", but the tests have "2, and 2`},
		{"no time", changed(answer, "//\tTime    10 minutes\n", ""), "no lines Slide, Time"},
		{"TestMain", changed(tests, "// By hand", "func TestMain(m *testing.M) {}\n\n// By hand"),
			"contains TestMain"},
		{"a skip", changed(tests, "\tdefer", "\tt.Skip()\n\tdefer"), "contains t.Skip"},
		{"an import of the tests", changed(tests, "\t\"testing\"", "\t\"os\"\n\t\"testing\""),
			`FILE_test.go imports "os"`},
		{"a strange file",
			func(f map[string]string) { f["exercises/NAME/more.go"] = "package p\n" }, "more.go is neither"},
		{"an import of the answer", changed(answer, "package p",
			"package p\n\nimport \"os\"\n\nvar Name = os.Args[0]"),
			`the stub imports "os"`},
		{"no Example", func(f map[string]string) { delete(f, "solutions/NAME/example_test.go") },
			"Double has no ExampleDouble"},
		{"no hidden tests", func(f map[string]string) { delete(f, hidden) },
			"hidden_test.go: no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := smallCourse(t, map[string]func(map[string]string){"01-double-it": tt.change})
			r := new(report)
			c.checkSource(r, c.exercises[0])
			got := strings.Join(r.problems, "\n")
			says := strings.ReplaceAll(tt.says, "FILE", "double_it")
			if !strings.Contains(got, says) || says == "" && got != "" {
				t.Errorf("got %q, want it to say %q", got, says)
			}
		})
	}
}

func TestCheckOrder(t *testing.T) {
	same := func(map[string]string) {}
	c := smallCourse(t, map[string]func(map[string]string){"01-one": same, "03-three": same})
	write(t, filepath.Join(c.root, "exercises", "04-four", "four.go"), "package p\n")
	r := new(report)
	c.checkOrder(r)
	want := []string{"03-three: the exercises are not numbered consecutively: want number 02 here",
		"exercises/04-four has no answer in solutions/"}
	if !slices.Equal(r.problems, want) {
		t.Errorf("got %q, want %q", r.problems, want)
	}
}

func TestCheckCopies(t *testing.T) {
	for name, want := range map[string]string{"": "", "matrix.go": "differs from the original",
		"more.go": "has no original"} {
		c := smallCourse(t, nil)
		if name != "" {
			write(t, filepath.Join(c.root, "exercises", "given", name), "package given\n")
		}
		r := new(report)
		if err := c.checkCopies(r); err != nil {
			t.Fatal(err)
		}
		got := strings.Join(r.problems, "\n")
		if !strings.Contains(got, want) || name == "" && got != "" {
			t.Errorf("with another %s: got %q, want %q", name, got, want)
		}
	}
}

func TestCheckLeaks(t *testing.T) {
	long := "x = 1*x + 2*x - 3*x + 4*x - 5*x + 6*x - 8*x + x"
	c := smallCourse(t, map[string]func(map[string]string){
		"01-one": changed("solutions/NAME/FILE.go", "return x + x", long+"\n\treturn x"),
		"02-two": changed("exercises/NAME/FILE_test.go", "\tcheck.Call",
			"\tx := 1.0\n\t// the answer:\n\t"+long+"\n\tcheck.Call"),
		"04-comment": changed("exercises/NAME/FILE_test.go", "\tcheck.Call",
			"\t// the answer:\n\t// "+strings.ReplaceAll(long, "+ 4", "+\n\t// 4")+"\n\tcheck.Call"),
		"05-text": func(files map[string]string) {
			files["exercises/NAME/README.md"] = "It isn't:\n```go\n" + long + "\n```\n"
		},
		"03-lib": changed("exercises/NAME/FILE_test.go", "\t\"testing\"",
			"\t\"nn\"\n\t\"testing\""),
	})
	r := new(report)
	if err := c.checkLeaks(r); err != nil {
		t.Fatal(err)
	}
	slices.Sort(r.problems)
	for _, want := range []string{"two_test.go contains a piece of the answer",
		"comment_test.go contains a piece of the answer", "README.md contains a piece of the answer",
		`lib_test.go imports "nn" from the library`} {
		if !slices.ContainsFunc(r.problems,
			func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("got %q, want %q", r.problems, want)
		}
	}
	if len(r.problems) != 4 {
		t.Errorf("got %d problems, want 4: %q", len(r.problems), r.problems)
	}
}

func TestCheckRuns(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds nine exercises three times")
	}
	const tests, mistake = "exercises/NAME/FILE_test.go", "solutions/NAME/testdata/mistakes/square.go"
	says := map[string]string{
		"01-good":       "",
		"02-free":       "TestDouble passes on the stub",
		"03-wrong":      "TestHidden fails on the answer",
		"04-lenient":    "square.go passes every test",
		"05-unnamed":    `no failure names it "it multiplies"`,
		"06-silent":     `TestDouble fails on the stub, but without "not written yet"`,
		"07-broken":     "square.go does not build",
		"08-strict":     "right_twice is right, but TestHidden fails",
		"09-one-number": `TestDouble cannot tell "it squares" from "times the right result"`,
	}
	changes := map[string]func(map[string]string){
		"01-good": changed(tests, "p.Double(3), 6.0)", "p.Double(3), 6.0)\n\t"+
			`check.Call(t, "Double(1)").Mistake("it squares", "Layers", 1.0).Want("", p.Double(1), 2.0)`),
		"09-one-number": func(map[string]string) {},
		"02-free":       changed(tests, "p.Double(3), 6.0)", "6.0, 6.0)\n\tvar _ = p.Double"),
		"03-wrong":      changed("solutions/NAME/testdata/hidden_test.go", "-2.0)", "-1.0)"),
		"04-lenient":    changed(mistake, "x * x", "(x + x) * 1"),
		"05-unnamed":    changed(mistake, "squares", "multiplies"),
		"06-silent": changed(tests, "defer check.Recover(t)",
			"defer func() { recover(); t.Fail() }()"),
		"07-broken": changed(mistake, "x * x", "x * y"),
		"08-strict": func(files map[string]string) {
			files["solutions/NAME/testdata/right/twice.go"] = "// Right: it multiplies by 2\npackage p\n\n" +
				"func Double(x float64) float64 { return 2 * max(x, 0) }\n"
		},
	}
	c := smallCourse(t, changes)
	r := new(report)
	if err := c.checkRuns(context.Background(), r, c.exercises); err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(says)) {
		var mine []string
		for _, p := range r.problems {
			if strings.HasPrefix(p, name) {
				mine = append(mine, p)
			}
		}
		got := fmt.Sprint(mine)
		if want := says[name]; !strings.Contains(got, want) || want == "" && len(mine) > 0 {
			t.Errorf("%s: got %s, want it to say %q", name, got, want)
		}
	}
	if r.mistakes != 9 || r.tests != 18 || r.unusual != 1 {
		t.Errorf("%d mistakes, %d tests and %d unusual answers were run, want 9, 18 and 1", r.mistakes,
			r.tests, r.unusual)
	}
}
