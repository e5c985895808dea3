package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The environment variable LONG selects further tests: with gate also those that build many programs,
// with 1 also those that take minutes.
var (
	gate = os.Getenv("LONG") != ""
	long = os.Getenv("LONG") == "1"
)

// onlyGate skips a test that builds many programs or waits for limits.
func onlyGate(t *testing.T) {
	t.Helper()
	if !gate {
		t.Skip("it takes several seconds; LONG=gate runs it")
	}
}

// onlyLong skips a test that takes longer still.
func onlyLong(t *testing.T) {
	t.Helper()
	if !long {
		t.Skip("it takes many seconds; LONG=1 runs it")
	}
}

// gradeAnn grades one submission of several exercises and returns the time that it used.
func gradeAnn(t testing.TB, code map[string]string, change func(g *grader)) (*student, spent) {
	t.Helper()
	c := open(t)
	files := map[string]string{}
	var names []string
	for _, e := range c.exercises {
		if text, ok := code[e.name]; ok {
			files[e.name+"/"+e.file()] = text
			names = append(names, e.name)
		}
	}
	dir := t.TempDir()
	writeFolder(t, filepath.Join(dir, "ann"), files)
	g, err := c.newGrader(t.TempDir(), t.TempDir(), only(t, c, names...))
	if err != nil {
		t.Fatal(err)
	}
	change(g)
	st := &student{name: "ann", results: map[string]*exerciseResult{}}
	var cases []*testCase
	for _, tc := range g.cases {
		if code[tc.name] != "" {
			cases = append(cases, tc)
		}
	}
	class, err := collect(dir)
	if err != nil {
		t.Fatal(err)
	}
	used := g.gradeOne(context.Background(), st, class.submissions[0], cases)
	if left, _ := filepath.Glob(filepath.Join(g.tools.temp, "build-*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	return st, used
}

// bombs returns small files that keep a compiler or a linker busy, by description.
func bombs(answer string) map[string]string {
	var strings40, structs, calls, literal, generics strings.Builder
	strings40.WriteString("\nconst k0 = \"0123456789\"\n")
	structs.WriteString("\ntype s0 [64]byte\n")
	calls.WriteString("\nfunc f0(x float64) float64 { return x*x + 1 }\n")
	generics.WriteString("\ntype g0[T any] struct{ a, b T }\n")
	for i := range 40 {
		fmt.Fprintf(&strings40, "const k%d = k%d + k%d\n", i+1, i, i)
	}
	for i := range 20 {
		fmt.Fprintf(&structs, "type s%d [64]s%d\n", i+1, i)
	}
	for i := range 60 {
		fmt.Fprintf(&calls, "func f%d(x float64) float64 { return f%d(x) + f%d(x+1) }\n", i+1, i, i)
	}
	for i := range 22 {
		fmt.Fprintf(&generics, "type g%d[T any] struct{ a, b g%d[g%d[T]] }\n", i+1, i, i)
	}
	literal.WriteString("\nvar numbers = [...]float64{")
	for i := range 25000 {
		fmt.Fprintf(&literal, "%d,", i)
	}
	literal.WriteString("}\n\nfunc init() { m := map[float64]float64{")
	for i := range 4000 {
		fmt.Fprintf(&literal, "%d:x%d(),", i, i%2)
	}
	literal.WriteString("}; _ = m }\n\nfunc x0() float64 { return numbers[1] }\nfunc x1() float64 { return numbers[2] }\n")
	return map[string]string{
		"constants that double": answer + strings40.String() + "var size = len(k40)\n",
		"700 MB of constants":   answer + strings40.String() + "var all = k26\n\nfunc init() { print(all[1]) }\n",
		"a table in the file":   answer + "\nvar table = [1 << 28]int{1<<28 - 1: 1}\n\nfunc init() { table[1] = 2 }\n",
		"a table that is empty": answer + "\nvar table [1 << 46]byte\n\nfunc init() { table[1] = 2 }\n",
		"types in types":        answer + structs.String() + "var x s20\n",
		"calls in calls":        answer + calls.String() + "var y = f60(1)\n",
		"a long table":          answer + literal.String(),
		"generic types":         answer + generics.String() + "var z g22[int]\n",
		"a deep expression":     answer + "\nvar deep = " + strings.Repeat("(", 60000) + "1" + strings.Repeat(")", 60000) + "\n",
	}
}

// TestThreeLimits checks that the rest of an exercise is not run after three stopped tests, and
// that the feedback reports it.
func TestThreeLimits(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	const begin = "inputError *given.Matrix) {\n"
	for name, loop := range map[string]string{
		"time": "for {\n}", "output": `for { print("flooding the grader with a line of output\n") }`,
	} {
		st, used := gradeAnn(t, map[string]string{
			attackedExercise: strings.Replace(answer, begin, begin+"\t"+loop+"\n", 1)},
			func(g *grader) { g.running.cpuSeconds = 1 })
		count := map[status]int{}
		for _, r := range st.results[attackedExercise].Tests {
			count[r.Status]++
		}
		if want := map[string]status{"time": timeout, "output": flood}[name]; count[want] != 3 ||
			count[unrun] != 3 || st.ungraded != nil {
			t.Errorf("%s: got %v, %v", name, count, st.ungraded)
		}
		if used.cpu > 8*time.Second {
			t.Errorf("%s: it has used %v", name, used.cpu)
		}
		newSettings().markAll(st, mustCases(t, attackedExercise))
		if page := string(feedback(new(class), st)); !strings.Contains(page, unrunMessage) {
			t.Errorf("the feedback does not say so:\n%s", page)
		}
	}
}

func mustCases(t *testing.T, name string) []*testCase {
	t.Helper()
	chosen, err := open(t).named([]string{name})
	if err != nil {
		t.Fatal(err)
	}
	tc, err := newTestCase(chosen[0])
	if err != nil {
		t.Fatal(err)
	}
	return []*testCase{tc}
}

// TestSubmissionLimit grades a submission that never ends. When its processor time is used up, the
// remaining exercises are not run. No result is stored for them, because they could be graded
// alone.
func TestSubmissionLimit(t *testing.T) {
	onlyLong(t)
	c := open(t)
	code := map[string]string{}
	for _, e := range c.exercises[:5] {
		answer, _ := answerAndStub(t, c, e.name)
		code[e.name] = answer + "\nfunc init() { for {} }\n"
	}
	var state string
	st, used := gradeAnn(t, code, func(g *grader) {
		g.running.cpuSeconds, g.building.cpuSeconds, g.most.cpu = 1, 1, 6*time.Second
		state = g.state
	})
	if st.ungraded != nil || used.cpu > 6*time.Second {
		t.Errorf("it has used %v; not graded: %v", used.cpu, st.ungraded)
	}
	last := st.results[c.exercises[4].name]
	if last.Status != unrun || !strings.Contains(last.Message, "has used up its 6s of processor time") {
		t.Errorf("the last exercise is %+v", last)
	}
	if kept, _ := filepath.Glob(filepath.Join(state, c.exercises[4].name, "*")); len(kept) > 0 {
		t.Errorf("%v is kept", kept)
	}
	waiting := func(g *grader) { g.most.wall = time.Nanosecond }
	if st, _ := gradeAnn(t, code, waiting); st.ungraded == nil {
		t.Errorf("a machine that has no time for it: %+v", st.results)
	}
}

// TestUnexplained grades a known mistake that uses up the processor time before it can be explained.
// Its result is not stored, because alone it could be explained.
func TestUnexplained(t *testing.T) {
	onlyLong(t)
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	slow := strings.Replace(answer, "\treturn dX\n", `	if first {
		first = false
		for range 1 << 30 {
		}
	}
	return dX.ScaledBy(2)
`, 1) + "\nvar first = true\n"
	var state string
	st, used := gradeAnn(t, map[string]string{attackedExercise: slow}, func(g *grader) {
		g.most.cpu = time.Duration(g.building.cpuSeconds)*time.Second + 4*time.Second
		state = g.state
	})
	kept, _ := filepath.Glob(filepath.Join(state, attackedExercise, "*"))
	r := st.results[attackedExercise]
	if st.ungraded != nil || r == nil || !r.explainable() || len(r.Causes) > 0 || len(kept) > 0 {
		t.Errorf("after %v: %+v, %v; stored: %q", used.cpu, r, st.ungraded, kept)
	}
}

// TestManyPairs grades a wrong answer that no known mistake explains, in the exercise with the most pairs
// of them.
func TestManyPairs(t *testing.T) {
	onlyLong(t)
	const name = "15-gradient-check"
	answer, _ := answerAndStub(t, open(t), name)
	wrong := filepath.Join("..", name, "testdata", "unnamed", "step_small.go")
	source, err := os.ReadFile(wrong)
	if err != nil {
		t.Fatal(err)
	}
	code, err := replaceFunctions(wrong, []byte(answer), source)
	if err != nil {
		t.Fatal(err)
	}
	st, used := gradeAnn(t, map[string]string{name: string(code)}, func(*grader) {})
	t.Logf("%v of processor time", used.cpu)
	if r := st.results[name]; r == nil || r.Fingerprint == "" || len(r.Causes) > 0 || used.cpu > 10*time.Second {
		t.Errorf("%v after %v", r, used.cpu)
	}
}

// TestBombs submits files that keep a compiler or a linker busy, with a tenth of the limits.
func TestBombs(t *testing.T) {
	onlyLong(t)
	if runtime.GOOS != "linux" {
		t.Skip("a compiler's memory cannot be limited here")
	}
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	for name, code := range bombs(answer) {
		t.Run(name, func(t *testing.T) {
			most, stop := largest(t)
			st, used := gradeAnn(t, map[string]string{attackedExercise: code}, func(g *grader) {
				g.building.cpuSeconds, g.building.memoryMB = 4, 1536
				most.dir.Store(g.tools.temp)
			})
			stop()
			r := st.results[attackedExercise]
			if st.ungraded != nil || r == nil {
				t.Fatalf("not graded: %v", st.ungraded)
			}
			t.Logf("%q after %v of processor time and %d MB: %.100s", r.Status, used.cpu.Round(time.Millisecond), most.mb, r.Message)
			if most.mb > 256 || used.cpu > 30*time.Second {
				t.Errorf("%d MB of disk and %v", most.mb, used.cpu)
			}
		})
	}
}

// TestLongSubmission grades the worst submission that we know, with the real limits: every exercise
// keeps the compiler and the tests busy for as long as possible.
func TestLongSubmission(t *testing.T) {
	onlyLong(t)
	c := open(t)
	code := map[string]string{}
	for i, e := range c.exercises {
		answer, _ := answerAndStub(t, c, e.name)
		code[e.name] = answer + "\nfunc init() { for {} }\n"
		if i%4 > 0 {
			code[e.name] = bombs(answer)[[]string{"", "generic types", "calls in calls", "generic types"}[i%4]]
		}
	}
	start := time.Now()
	most, stop := largest(t)
	st, used := gradeAnn(t, code, func(g *grader) { most.dir.Store(g.tools.temp) })
	stop()
	for _, e := range c.exercises {
		if r := st.results[e.name]; r != nil {
			t.Logf("%s: %q %.80s", e.name, r.Status, r.Message)
		}
	}
	t.Logf("%v of processor time, %v, %d MB; %v", used.cpu, time.Since(start), most.mb, st.ungraded)
	if used.cpu > submissionLimit.cpu || st.ungraded != nil || most.mb > 256 {
		t.Errorf("it has used %v; not graded: %v", used.cpu, st.ungraded)
	}
}

// disk measures the maximum size of the folders build-* in one folder.
type disk struct {
	dir atomic.Value
	mb  int64
}

// largest watches a folder until stop is called.
func largest(t *testing.T) (d *disk, stop func()) {
	d = new(disk)
	end, done := make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case <-end:
				return
			case <-time.After(10 * time.Millisecond):
			}
			dir, _ := d.dir.Load().(string)
			files, _ := filepath.Glob(filepath.Join(dir, "build-*", "*"))
			sum := int64(0)
			for _, name := range files {
				if info, err := os.Lstat(name); err == nil {
					sum += info.Size()
				}
			}
			d.mb = max(d.mb, sum>>20)
		}
	}()
	return d, func() {
		close(end)
		<-done
	}
}
