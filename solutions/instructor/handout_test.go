package main

import (
	"context"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestHiddenStaysHidden puts marked values into a hidden test. It searches for them in the feedback
// of students whose code tries to reveal them; without LONG, of every fourth.
func TestHiddenStaysHidden(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds a program for each submission")
	}
	marked := []string{"4711", "9422", "hidden_test.go", "TestHidden", "markedHelper", "marked words"}
	c := smallCourse(t, map[string]func(map[string]string){
		"01-double-it": changed("solutions/NAME/testdata/hidden_test.go",
			`check.Call(t, "Double(-1)").Want("", p.Double(-1), -2.0)`,
			`x := markedHelper()
	check.Call(t, "Double(x)", "x", x).Mistake("marked words", "Layers", 1.0).Want("marked words", p.Double(x), 9422.0)
}

func markedHelper() float64 { return 4711 }

func init() {
	_ = p.Double`)})
	const double = "package p\n\nfunc Double(x float64) float64 {\n\treturn x + x\n}\n"
	const body = "return x + x"
	submissions := map[string]string{
		"answer":             double,
		"parameter":          strings.Replace(double, "x float64", "x string", 1),
		"result":             strings.Replace(double, ") float64 {\n\treturn x + x", ") string {\n\treturn \"\"", 1),
		"no result":          strings.Replace(double, ") float64 {\n\treturn x + x", ") {", 1),
		"variadic":           strings.Replace(strings.Replace(double, "x float64", "x ...float64", 1), "x + x", "x[0]", 1),
		"generic":            strings.Replace(double, "Double(x float64)", "Double[T ~string](x float64)", 1),
		"own float64":        double + "\ntype float64 string\n",
		"a variable":         strings.Replace(double, "func Double", "var Double = func", 1),
		"missing":            strings.Replace(double, "Double", "double", 1),
		"a type":             "package p\n\ntype Double struct{}\n",
		"undefined":          strings.Replace(double, body, "return markedhelper(x)", 1),
		"name of the test's": double + "\nfunc markedHelper2() {}\n",
		"wrong":              strings.Replace(double, body, "return x", 1),
		"not written":        strings.Replace(double, body, `panic("not written yet: Double")`, 1) + "\n",
		"panic":              strings.Replace(double, body, "panic(x)", 1),
		"index":              strings.Replace(double, body, "return []float64{}[int(x)]", 1),
		"print":              strings.Replace(double, body, "print(x, \"\\n\", int(x), \"\\n\"); return x", 1),
		"print and crash":    strings.Replace(double, body, "print(int(x), \"\\n\"); select {}", 1),
		"print and pass":     strings.Replace(double, body, "print(\"=== RUN   TestDouble\\n\", int(x), \"\\n\"); return x + x", 1),
		"endless":            strings.Replace(double, body, "for x > 4000 {}; return x", 1),
		"recursion":          strings.Replace(double, body, "if x > 4000 { return Double(x) }; return x", 1),
		"crash at the start": double + "\nfunc init() { select {} }\n",
		"panic at the start": double + "\nfunc init() { panic(Double(1)) }\n",
		"large":              double + "\nvar table [1 << 45]byte\n\nfunc init() { table[0] = 1 }\n",
		"a loop of values":   double + "\nvar a, b = b, a\n",
		"a syntax error":     double + "}",
	}
	if !long { // "wrong" and "parameter" are looked at below
		for i, name := range slices.Sorted(maps.Keys(submissions)) {
			if i%4 != 0 && name != "wrong" && name != "parameter" {
				delete(submissions, name)
			}
		}
	}
	dir, out := t.TempDir(), t.TempDir()
	for name, code := range submissions {
		writeFolder(t, filepath.Join(dir, name), map[string]string{"double_it.go": code})
	}
	if err := c.gradeClass(context.Background(), io.Discard,
		gradeOptions{dir: dir, out: out, workers: 2}); err != nil {
		t.Fatal(err)
	}
	seen := 0
	filepath.WalkDir(filepath.Join(out, "students"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		seen++
		data, err := os.ReadFile(path)
		for _, word := range marked {
			if strings.Contains(string(data), word) {
				t.Errorf("%s has %q in it:\n%s", path, word, data)
			}
		}
		return err
	})
	if want := 2 * len(submissions); seen != want { // feedback.md and feedback.html
		t.Errorf("%d files are handed out, want %d", seen, want)
	}
	// The instructor's files must contain the values, which proves that the search can find them.
	found := text(t, out, "instructor", "wrong", "results.json")
	for _, word := range []string{"4711", "9422", "marked words"} {
		if !strings.Contains(found, word) {
			t.Errorf("the instructor is not told of %s:\n%s", word, found)
		}
	}
	if got := text(t, out, "students", "parameter", "feedback.md"); !strings.Contains(got,
		"double_it.go:3: the signature of Double differs from the stub: func Double(x string) float64; want func Double(x float64) float64") {
		t.Errorf("the feedback is\n%s", got)
	}
}
