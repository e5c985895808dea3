package main

import (
	"context"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// attackedExercise is the exercise of all attacks. attackedFile is the file that they submit.
const attackedExercise, attackedFile = "03-dense-backward", "03-dense-backward/dense_backward.go"

// attack is one submission that tries to get points, to harm the grader or to confuse it.
type attack struct {
	name   string
	code   string            // of the handed-in file
	more   map[string]string // other files of the submission
	status status            // of the exercise as a whole; empty if its tests run
	tests  map[string]status // of some of its tests, "all" for those that are not named
	points float64           // of ten
}

// attacks returns all attacks, given the answer and the stub of the attacked exercise.
func attacks(answer, stub string) []attack {
	// into puts statements before the code's own, and declarations and imports around them.
	into := func(code, imports, statements, declarations string) string {
		code = strings.Replace(code, "\n\nimport ", "\n\n"+imports+"\nimport ", 1)
		const begin = "inputError *given.Matrix) {\n"
		return strings.Replace(code, begin, begin+statements+"\n", 1) + declarations
	}
	with := func(imports, statements, declarations string) string {
		return into(answer, imports, statements, declarations)
	}
	wrong := strings.NewReplacer("dY.SumAxis0()", "dY.SumAxis0().ScaledBy(7)",
		"return dX", "return dX.ScaledBy(7)", "X.T().Dot(dY)", "X.T().Dot(dY).ScaledBy(7)").Replace(answer)
	wrongWith := func(imports, statements string) string { return into(wrong, imports, statements, "") }
	everywhere := func(s status) map[string]status { return map[string]status{"all": s} }
	const forge = `	for _, test := range []string{"TestInputError", "TestWeightsError", "TestBiasesError", "TestContract"} {
		print("\x16=== RUN   " + test + "\n\x16--- PASS: " + test + " (0.00s)\n--- PASS: " + test + " (0.00s)\n")
		fmt.Print("\x16=== RUN   " + test + "\n\x16--- PASS: " + test + " (0.00s)\n--- PASS: " + test + " (0.00s)\n")
	}
	fmt.Println("\x16PASS\nPASS\nok  \texercises/03-dense-backward\t0.001s")
`
	refuse := func(name, imports, statements, declarations string) attack {
		return attack{name: name, code: with(imports, statements, declarations), status: refused}
	}
	return []attack{
		{name: "the answer", code: answer, tests: everywhere(pass), points: 10},
		{name: "the stub", code: stub, status: todo},
		{name: "the stub with Windows line ends", code: "\ufeff" +
			strings.ReplaceAll(stub, "\n", "\r\n"), status: todo},
		{name: "the stub with a remark", code: stub + "\n// I could not do it.\n",
			tests: everywhere(todo)},

		// Exiting the process with status 0.
		refuse("os.Exit in init", `import "os"`, "", "func init() { os.Exit(0) }"),
		refuse("os.Exit in the function", `import "os"`, "os.Exit(0)", ""),
		refuse("syscall.Exit", `import "syscall"`, "syscall.Exit(0)", ""),
		refuse("forged output and syscall.Exit", "import \"syscall\"\nimport \"fmt\"",
			forge+"syscall.Exit(0)", ""),
		refuse("runtime.Goexit", `import "runtime"`, "runtime.Goexit()", ""),
		refuse("other flags for the tests", `import "os"`, "",
			`func init() { os.Args = append(os.Args, "-test.run=^$") }`),
		refuse("the flag package", `import "flag"`, "",
			`func init() { flag.Set("test.run", "^$") }`),

		// Reaching files, memory or code outside the submission.
		refuse("the library", `import _ "nn"`, "", ""),
		refuse("another exercise", `import _ "exercises/04-activations"`, "", ""),
		refuse("the checker", `import _ "exercises/check"`, "", ""),
		refuse("the checker by a way round", `import _ "exercises/given/../check"`, "", ""),
		refuse("a raw import path", "import x `os`", "", "var _ = x.Args\n"),
		refuse("a dot import", "import . `os`", "", "var _ = Args\n"),
		refuse("testing", `import _ "testing"`, "", ""),
		refuse("unsafe and linkname", `import _ "unsafe"`, "",
			"//go:linkname exit os.Exit\nfunc exit(int)\n"),
		refuse("linkname alone", "", "", "//go:linkname f os.Exit\nfunc f() {}\n"),
		refuse("cgo", `import "C"`, "", ""),
		refuse("embed", `import _ "embed"`, "",
			"//go:embed dense_backward_test.go\nvar test string\n"),
		refuse("embed without its import", "", "",
			"//go:embed dense_backward_test.go\nvar test string\n"),
		refuse("reflect", `import _ "reflect"`, "", ""),
		refuse("another file's line", "", "//line dense_backward_test.go:1", ""),
		refuse("another file's line inside", "", "/*line dense_backward_test.go:1*/", ""),
		{name: "a build tag", code: "//go:build ignore\n\n" + answer, status: refused},
		{name: "an old build tag", code: "// +build ignore\n\n" + answer, status: refused},
		{name: "an old build tag after a tab", code: "//\t+build ignore\n\n" + answer, status: refused},
		{name: "a function without a body", code: with("", "", "func exit(int)\n"), status: build},

		// Reading and writing any memory without unsafe: two goroutines write to one interface
		// until it has the type of one value and the pointer of the other.
		refuse("a race for an interface", "", "poke(0x400000)", `
type poker interface{ word() *uintptr }
type address struct{ a uintptr }
type pointer struct{ p *uintptr }

func (*address) word() *uintptr   { return nil }
func (p *pointer) word() *uintptr { return p.p }

var shared poker

func poke(at uintptr) {
	a, p := &address{at}, &pointer{}
	shared = p
	go func() {
		for shared = a; ; shared = p {
			shared = a
		}
	}()
	for range 1000 {
		if word := shared.word(); word != nil {
			*word = 0
		}
	}
}
`),
		refuse("a goroutine before the tests begin", "", "",
			"var _ = func() int { go func() { print(\"PASS\") }(); return 0 }()\n"),

		// Printing that the tests pass.
		{name: "forged output and a wrong result", code: wrongWith(`import "fmt"`, forge),
			tests: everywhere(fail)},
		{name: "forged output and a panic", code: wrongWith(`import "fmt"`,
			forge+`panic("enough")`), tests: everywhere(panics)},
		{name: "forged output and a crash", code: wrongWith(`import "fmt"`,
			forge+`select {}`),
			tests: everywhere(panics)},
		{name: "debug output without a line end",
			code:  with(`import "fmt"`, `fmt.Print("here"); print("here")`, ""),
			tests: everywhere(pass), points: 10},
		{name: "a forged mistake", code: wrongWith(`import "fmt"`,
			`fmt.Println("known mistake: <script>|")`),
			tests: everywhere(fail)},

		// Running forever or exhausting a resource. Only one test has four examples.
		{name: "an endless loop", code: with("", "for len(l.Input.Data) == 12 {\n}", ""),
			tests: map[string]status{"TestFiniteDifferences": timeout, "all": pass}, points: 8},
		{name: "endless output", code: with("", `for len(l.Input.Data) == 12 { print("flooding the grader with a line of output\n") }`,
			""),
			tests: map[string]status{"TestFiniteDifferences": flood, "all": pass}, points: 8},
		{name: "waiting for ever", code: with("", "if len(l.Input.Data) == 12 { select {} }", ""),
			tests: map[string]status{"TestFiniteDifferences": panics, "all": pass}, points: 8},
		refuse("a panic in another goroutine", "",
			`if len(l.Input.Data) == 12 { go panic("x"); select {} }`, ""),
		{name: "endless recursion", code: with("",
			"if len(l.Input.Data) == 12 { l.BackwardPropagation(outputError) }", ""),
			tests: map[string]status{"TestFiniteDifferences": memory, "all": pass}, points: 8},
		{name: "all the memory", code: with("", `for all := [][]byte{}; len(l.Input.Data) == 12; {
			all = append(all, make([]byte, 1<<24))
			for i := range all[len(all)-1] { all[len(all)-1][i] = 1 }
		}`, ""), tests: map[string]status{"TestFiniteDifferences": memory, "all": pass}, points: 8},
		{name: "a table as large as the memory",
			code: with("", "table[0] = 1", "var table [1 << 50]byte\n"), status: build},

		// Wrong answers that a careless grader would accept.
		{name: "NaN", code: with(`import "math"`, "return outputError.ScaledBy(math.NaN())", ""),
			tests: everywhere(fail)},
		{name: "nothing", code: with("", "return nil", ""), tests: everywhere(fail)},
		{name: "a matrix that lies about its shape", code: with("",
			"return &given.Matrix{Rows: 1 << 40, Cols: 1 << 40, Data: make([]float64, 6)}", ""), tests: everywhere(fail)},
		{name: "its own tests and its own module", code: wrong, tests: everywhere(fail),
			more: map[string]string{
				"03-dense-backward/dense_backward_test.go": "package dense\n",
				"03-dense-backward/main_test.go": "package dense\nimport (\"os\"; \"testing\")\n" +
					"func TestMain(*testing.M) { os.Exit(0) }\n",
				"03-dense-backward/exit.go":     "package dense\nimport \"os\"\nfunc init() { os.Exit(0) }\n",
				"03-dense-backward/exit.s":      "TEXT ·x(SB), $0\n",
				"03-dense-backward/exit.c":      "int x;\n",
				"03-dense-backward/go.mod":      "module other\n",
				"check/check.go":                "package check\n",
				"given/matrix.go":               "package given\n",
				"go.mod":                        "module exercises\ntoolchain go9.9.9\nrequire example.com/x v1.0.0\n",
				"go.work":                       "go 1.24\n",
				"vendor/exercises/check/x.go":   "package check\n",
				"03-dense-backward/testdata/pw": "secret\n",
			}},

		// Files that are missing or not Go code.
		{name: "another package", code: strings.Replace(answer, "package dense", "package main",
			1), status: build},
		{name: "a syntax error", code: answer + "}", status: build},
		{name: "a type error", code: with("", "return 1", ""), status: build},
		{name: "not text", code: answer + "// \xff\xfe", status: build},
		{name: "an empty file", code: "", status: build},
		{name: "a very large file", code: answer + "//" + strings.Repeat("x", maxFile),
			status: refused},
		{name: "nothing submitted", status: missing,
			more: map[string]string{"README.md": "sorry\n"}},
		{name: "two different files", status: missing, more: map[string]string{
			"a/" + attackedFile: answer, "b/" + attackedFile: answer + "// better\n"}},
		{name: "a finished file and the stub", tests: everywhere(pass), points: 10,
			more: map[string]string{"a/" + attackedFile: stub, "b/" + attackedFile: answer}},
		{name: "deep in folders", tests: everywhere(pass), points: 10,
			more: map[string]string{"homework/try 2/exercises/" + attackedFile: answer}},
		{name: "the file alone", tests: everywhere(pass), points: 10,
			more: map[string]string{"dense_backward.go": answer}},
	}
}

// TestAttacks grades all attacks as one class and compares the points of each; without LONG every
// sixth. Attacks with archives or links are submitted as such, and all others as folders.
func TestAttacks(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	c := open(t)
	answer, stub := answerAndStub(t, c, attackedExercise)
	class, out := t.TempDir(), t.TempDir()
	all := attacks(answer, stub)
	if runtime.GOOS != "linux" { // the others cannot limit a process's memory: it would be the machine's
		all = slices.DeleteFunc(all, func(a attack) bool { return a.name == "all the memory" })
	}
	if !long {
		i := 0
		all = slices.DeleteFunc(all, func(attack) bool { i++; return i%6 != 1 })
	}
	for _, a := range all {
		files := map[string]string{}
		maps.Copy(files, a.more)
		if a.code != "" || a.name == "an empty file" {
			files[attackedFile] = a.code
		}
		writeFolder(t, filepath.Join(class, a.name), files)
	}
	all = append(all, linksAndArchives(t, class, answer)...)
	outside := snapshot(t, class)

	g, err := c.newGrader(t.TempDir(), out, only(t, c, attackedExercise))
	if err != nil {
		t.Fatal(err)
	}
	g.running.cpuSeconds, g.running.memoryMB = 1, 1500
	cl, err := g.gradeAll(context.Background(), class)
	if err != nil {
		t.Fatal(err)
	}
	students := map[string]*student{}
	for _, st := range cl.students {
		students[st.name] = st
	}
	for _, a := range all {
		t.Run(a.name, func(t *testing.T) { a.judge(t, students[a.name]) })
	}
	if after := snapshot(t, class); !maps.Equal(outside, after) {
		t.Error("the submissions have changed")
	}
	if s := string(summary(cl)); strings.Contains(s, "<script>") {
		t.Errorf("the summary has a student's HTML in it:\n%s", s)
	}
}

// judge compares the grader's result with the expected result.
func (a *attack) judge(t *testing.T, st *student) {
	if st == nil {
		t.Fatal("there is no such student")
	}
	if st.ungraded != nil {
		t.Fatal(st.ungraded)
	}
	score, of := st.total()
	if score != a.points || of != 10 {
		t.Errorf("it earns %v of %v points, want %v of 10", score, of, a.points)
	}
	if st.unread != nil {
		if a.status != missing {
			t.Errorf("not read: %v", st.unread)
		}
		return
	}
	m := st.marks[0]
	if m.result.Status != a.status {
		t.Errorf("the exercise is %q (%s), want %q", m.result.Status, m.result.Message, a.status)
	}
	for _, tm := range m.tests {
		want, ok := a.tests[tm.test.Name]
		if !ok {
			want = a.tests["all"]
		}
		// A program without memory can hang instead of reporting it.
		ok = tm.result.Status == want || want == memory && tm.result.Status == timeout
		if a.status == "" && !ok {
			t.Errorf("%s is %q, want %q; its message:\n%s", tm.test.Name, tm.result.Status, want,
				tm.result.Message)
		}
		if len(tm.result.Message) > 4000 {
			t.Errorf("%s has a message of %d bytes", tm.test.Name, len(tm.result.Message))
		}
		if tm.result.Status != pass && sentences[tm.result.Status] == "" {
			t.Errorf("%s has no sentence", tm.result.Status)
		}
	}
}
