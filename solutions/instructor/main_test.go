package main

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExercises makes the checks of "go run ./solutions/instructor check". It runs the tests of every
// fifth exercise, and of all with LONG=gate.
func TestExercises(t *testing.T) {
	t.Parallel()
	c := open(t)
	r := new(report)
	if err := c.checkFiles(r, c.exercises); err != nil {
		t.Fatal(err)
	}
	var run []*exercise
	for i, e := range c.exercises {
		if gate || i%5 == 4 {
			run = append(run, e)
		}
	}
	if testing.Short() {
		t.Log("the tests of the exercises are not run under -short")
	} else if err := c.checkRuns(context.Background(), r, run); err != nil {
		t.Fatal(err)
	} else if n := 20 * len(run); r.mistakes < n || r.named < n {
		t.Errorf("%d known mistakes, %d of them named by the tests, want %d", r.mistakes, r.named, n)
	}
	for _, p := range r.problems {
		t.Error(p)
	}
}

// TestSameGo checks that the two modules use the same version of Go.
func TestSameGo(t *testing.T) {
	c := open(t)
	version := func(elements ...string) string {
		_, after, _ := strings.Cut(text(t, append([]string{c.root}, elements...)...), "\ngo ")
		v, rest, _ := strings.Cut(after, "\n")
		if strings.TrimSpace(rest) != "" {
			t.Errorf("%s requires something: %s", elements, rest)
		}
		return v
	}
	if a, b := version("go.mod"), version("exercises", "go.mod"); a != b || a == "" {
		t.Errorf("the library is for go %q, the exercises for go %q", a, b)
	}
}

// open opens the course. It reads every file that the go commands of the tests depend on, because
// the test cache cannot see which files they read.
func open(t testing.TB) *course {
	t.Helper()
	c, err := openCourse()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"exercises", "solutions"} {
		err := filepath.WalkDir(filepath.Join(c.root, dir),
			func(path string, d fs.DirEntry, err error) error {
				if err == nil && d.Type().IsRegular() {
					_, err = os.ReadFile(path)
				}
				return err
			})
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestMakeStub(t *testing.T) {
	for _, tt := range []struct{ name, answer, stub string }{
		{"body", `
// F doubles x.
func F(x int) int {
	// Exercise: twice.
	return 2 * x
}
`, `
// F doubles x.
func F(x int) int {
	panic("not written yet: F")
}
`},
		{"what is above stays", `
func F(x int) (y int) {
	if x < 0 { // not allowed
		panic("negative")
	}
	// Exercise:
	for range 2 {
		y += x // once more
	}
	return y
}
`, `
func F(x int) (y int) {
	if x < 0 { // not allowed
		panic("negative")
	}
	panic("not written yet: F")
}
`},
		{"method of a generic type", `
type S[T any] struct{ v T }

func (s *S[T]) Get() T {
	// Exercise:
	return s.v
}
`, `
type S[T any] struct{ v T }

func (s *S[T]) Get() T {
	panic("not written yet: S.Get")
}
`},
		{"helper and imports go", `
import (
	"fmt"
	"math"
)

func F(x float64) float64 {
	// Exercise:
	return root(x)
}

// root is a helper.
//
//exercise:remove
func root(x float64) float64 {
	return math.Sqrt(x)
}

func Show(x float64) string { return fmt.Sprint(x) }
`, `
import (
	"fmt"
)

func F(x float64) float64 {
	panic("not written yet: F")
}

func Show(x float64) string { return fmt.Sprint(x) }
`},
		{"the last import", `
import "math"

import "nn/solutions/given"

func F(m *given.Matrix) float64 {
	// Exercise:
	return math.Sqrt(m.Data[0])
}
`, `
import "exercises/given"

func F(m *given.Matrix) float64 {
	panic("not written yet: F")
}
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := makeStub([]byte("package p\n" + tt.answer))
			if err != nil {
				t.Fatal(err)
			}
			if want := "package p\n" + tt.stub; string(got) != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestMakeStubRefuses(t *testing.T) {
	for name, tt := range map[string]struct{ answer, want string }{
		"nothing to write": {"func F() {}", "no function contains"},
		"two markers":      {"func F() {\n// Exercise:\n// Exercise:\n}", "contains two // Exercise:"},
		"inner marker":     {"func F() {\nfor {\n// Exercise:\n}\n}", "is inside a statement"},
		"not Go":           {"func F() {", "expected"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := makeStub([]byte("package p\n" + tt.answer))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error that says %q", err, tt.want)
			}
		})
	}
}

func TestMakeMistake(t *testing.T) {
	answer := "package p\n\n// F doubles.\nfunc F(x int) int {\n\treturn 2 * x\n}\n\nfunc G() {}\n"
	source := "// Mistake: three times\npackage p\n\nimport \"math\"\n\nfunc F(x int) int {\n\treturn three() * x\n}\n\n" +
		"func three() int { return int(math.Sqrt(9)) }\n"
	m, err := makeMistake("three.go", []byte(answer), []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	want := "package p\n\nimport \"math\"\n\n// F doubles.\nfunc F(x int) int {\n\treturn three() * x\n}\n\nfunc G() {}\n\n" +
		"func three() int { return int(math.Sqrt(9)) }\n"
	if m.name != "three times" || !m.named || string(m.code) != want {
		t.Errorf("got %q, %v and\n%s\nwant\n%s", m.name, m.named, m.code, want)
	}
	for _, source := range []string{"package p\nfunc F() {}",
		"// Mistake: none\npackage p\nfunc H() {}"} {
		if _, err := makeMistake("m.go", []byte(answer), []byte(source)); err == nil {
			t.Errorf("no error for %q", source)
		}
	}
}
