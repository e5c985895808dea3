package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestOutputsIn(t *testing.T) {
	got := outputsIn("--- FAIL: ExampleA (0.00s)\ngot:\nx = 1\ny = 2\nwant:\nx = 3\n--- FAIL: ExampleB_C (0.00s)\ngot:\nz = 4\n" +
		"want:\nz = 5\nFAIL\nFAIL\tnn/solutions/01-one\t0.001s\nok  \tnn/solutions/02-two\t0.001s\nFAIL\n")
	if len(got) != 2 || got[[2]string{"A", "x = 3"}] != "x = 1\ny = 2" || got[[2]string{"B_C", "z = 5"}] != "z = 4" {
		t.Errorf("got %q", got)
	}
}

// TestVary switches conventions of a small course. The copy is checked, not the course itself.
func TestVary(t *testing.T) {
	onlyGate(t)
	const tests = "exercises/NAME/FILE_test.go"
	c := smallCourse(t, map[string]func(map[string]string){"01-one": changed(tests, "p.Double(3), 6.0)", "p.Double(3), 6.0)\n\t"+
		`check.Call(t, "Double(1)").Mistake("it squares", "Layers", 1.0).Want("", p.Double(1), 2.0)`)})
	write(t, filepath.Join(c.root, "go.mod"), "module nn\n\ngo 1.24\n")
	for name, diff := range map[string]string{
		"half":  "--- a/solutions/01-one/example_test.go\n@@ -1 +1 @@\n-\tfmt.Println(\"Double(2.5) =\", Double(2.5))\n+\tfmt.Println(\"Double(0.5) =\", Double(0.5))\n-\t// Output: Double(2.5) = 5\n+\t// Output:\n+\t// Double(2.5) = 5\n",
		"seven": "--- a/exercises/01-one/one_test.go\n@@ -1 +1 @@\n-\tcheck.Call(t, \"Double(3)\").Mistake(\"it squares\", \"Layers\", 9.0).Want(\"\", p.Double(3), 6.0)\n+\tcheck.Call(t, \"Double(3)\").Mistake(\"it squares\", \"Layers\", 9.0).Want(\"\", p.Double(3), 7.0)\n",
	} {
		write(t, filepath.Join(c.root, "solutions", "instructor", "conventions", name+".diff"), diff)
	}
	before := snapshot(t, c.root)
	dir := filepath.Join(t.TempDir(), "half")
	varied, err := c.vary(context.Background(), io.Discard, variation{conventions: "half"}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if stub := text(t, varied.exercises[0].stub()); !strings.Contains(stub, "//\tDouble(0.5) = 1\n") {
		t.Errorf("the stub has not the Output of the changed Example:\n%s", stub)
	}
	_, err = c.vary(context.Background(), io.Discard, variation{conventions: "half,seven"}, dir+"-seven")
	if err == nil || !strings.Contains(err.Error(), "TestDouble fails on the answer") {
		t.Errorf("got %v, want a problem that check finds in the copy", err)
	}
	if !maps.Equal(before, snapshot(t, c.root)) {
		t.Error("the course itself has changed")
	}
}

// TestRedraws draws again for problems of exercises, but not if other numbers cannot help.
func TestRedraws(t *testing.T) {
	drawn := redraws{}
	for n := 1; n < mostAttempts; n++ {
		if !drawn.again([]string{"03-a: x", "03-a: y", "05-b: x"}, []string{"04-c"}) || drawn["03-a"] != n || drawn["05-b"] != n {
			t.Fatalf("attempt %d: %v", n, drawn)
		}
	}
	for _, problems := range [][]string{{"01-d: x", "03-a: x"}, {"01-d: x", "04-c: x"}, {"01-d: x", "/file: x"}, {"x"}} {
		if drawn.again(problems, []string{"04-c"}) || drawn["01-d"] > 0 {
			t.Errorf("%q: it draws again, attempts %v", problems, drawn)
		}
	}
}

// TestWriteOutputs replaces the output of one Example, with which the output of a second one begins.
func TestWriteOutputs(t *testing.T) {
	c := smallCourse(t, map[string]func(map[string]string){"01-one": func(map[string]string) {}})
	e := c.exercises[0]
	file := filepath.Join(filepath.Dir(e.answer()), "example_test.go")
	write(t, file, "package p\n\nfunc ExampleA() {\n\t// Output:\n\t// x = 1\n}\n\nfunc ExampleB() {\n\t// Output:\n\t// x = 1\n\t// y = 2\n}\n")
	write(t, e.answer(), "package p\n\n// A is:\n//\n//\tx = 1\nfunc A() {}\n\n// B is:\n//\n//\tx = 1\n//\ty = 2\n//\n// That is all.\nfunc B() {}\n")
	before := text(t, file) + text(t, e.answer())
	if err := e.writeOutputs(map[[2]string]string{{"A", "x = 1"}: "x = 3\nz = 4", {"B", "x = 1\ny = 2"}: "y = 5", {"C", "x = 1"}: "x = 6"}); err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("\t// x = 1\n\t// y = 2\n", "\t// y = 5\n", "\t// x = 1\n", "\t// x = 3\n\t// z = 4\n",
		"//\tx = 1\n//\ty = 2\n", "//\ty = 5\n", "//\tx = 1\n", "//\tx = 3\n//\tz = 4\n").Replace(before)
	if got := text(t, file) + text(t, e.answer()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := e.writeOutputs(map[[2]string]string{{"A", "x = 3\nz = 4"}: "x = 1"}); err != nil {
		t.Error(err)
	}
	write(t, e.answer(), "package p\n")
	if err := e.writeOutputs(map[[2]string]string{{"A", "x = 1"}: "x = 2"}); err == nil ||
		!strings.Contains(err.Error(), "the output of ExampleA: one.go contains it 0 times") {
		t.Errorf("got %v", err)
	}
}

// TestConventionErrors switches conventions that do not fit.
func TestConventionErrors(t *testing.T) {
	c := smallCourse(t, map[string]func(map[string]string){"01-one": func(map[string]string) {}})
	const answer = "solutions/01-one/one.go"
	head := "What it does.\n\ndiff --git a/x b/x\n--- a/" + answer + "\n+++ b/" + answer + "\n@@ -1,2 +1,2 @@ func\n"
	for _, tt := range []struct{ name, diff, says string }{
		{"thrice", head + " \t// The shortest sum.\n-\treturn x + x\n+\treturn x + x + x\n", ""},
		{"no-lines", head + "-\treturn 2 * x\n+\treturn 3 * x\n", answer + " contains these lines 0 times, want once:\n\treturn 2 * x"},
		{"many-lines", head + "-//\n+//-\n", answer + " contains these lines 2 times"},
		{"without-example", strings.NewReplacer("one.go", "testdata/mistakes/square.go", "+++ b/solutions/01-one/one.go", "+++ /dev/null").
			Replace(head) + "-// Mistake: it squares\n", ""},
		{"no-file", strings.ReplaceAll(head, "one.go", "two.go") + "-a\n+b\n", "no such file"},
	} {
		write(t, filepath.Join(c.root, "solutions", "instructor", "conventions", tt.name+".diff"), tt.diff)
		err := c.switchConvention(tt.name)
		if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%s: got %v, want %q", tt.name, err, tt.says)
		}
	}
	if err := c.switchConvention("none"); err == nil ||
		!strings.HasSuffix(err.Error(), `no convention "none"; want one of many-lines, no-file, no-lines, thrice, without-example`) {
		t.Errorf("got %v", err)
	}
	if files, _ := c.exercises[0].mistakes(); len(files) > 0 {
		t.Errorf("%s is not removed", files)
	}
	if !strings.Contains(text(t, c.root, answer), "\t// The shortest sum.\n\treturn x + x + x\n}") {
		t.Error("the first convention is not switched")
	}
}

// TestConventionsFit switches each convention in a copy: all of its lines are found.
func TestConventionsFit(t *testing.T) {
	c := open(t)
	for _, name := range allConventions(t) {
		copied := &course{root: t.TempDir()}
		file := "conventions/" + name + ".diff"
		diff := text(t, file)
		write(t, filepath.Join(copied.root, "solutions", "instructor", file), diff)
		for _, h := range hunksOf(diff) {
			write(t, filepath.Join(copied.root, h.file), text(t, c.root, h.file))
		}
		if err := copied.switchConvention(name); err != nil {
			t.Error(err)
		}
	}
	for _, tt := range []struct{ names, says string }{
		{"loss-as-sum,softmax-with-loss", "the convention softmax-with-loss cannot be combined with loss-as-sum"},
		{"softmax-with-loss, loss-as-sum", "the convention loss-as-sum cannot be combined with softmax-with-loss"},
		{"loss-as-sum,loss-as-sum", "the convention loss-as-sum is named twice"},
		{"loss-as-sum,none", `there is no convention "none"; want one of`},
		{"momentum-as-in-keras, loss-as-sum", ""},
	} {
		copied := &course{root: t.TempDir()}
		for _, folder := range []string{"exercises", "solutions"} {
			if err := copyTree(filepath.Join(c.root, folder), filepath.Join(copied.root, folder)); err != nil {
				t.Fatal(err)
			}
		}
		err := copied.switchConventions(strings.Split(tt.names, ","))
		if tt.says == "" && err != nil || tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says)) {
			t.Errorf("%s: got %v, want %q", tt.names, err, tt.says)
		}
	}
}

// allConventions returns the names of all conventions.
func allConventions(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join("conventions", "*.diff"))
	if err != nil || len(names) == 0 {
		t.Fatal("there are no conventions", err)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(filepath.Base(name), ".diff")
	}
	return names
}

func TestVariantRefused(t *testing.T) {
	full := t.TempDir()
	write(t, filepath.Join(full, "notes"), "")
	for _, tt := range []struct {
		args []string
		says string
	}{
		{[]string{"variant", filepath.Join(full, "new")}, "want -variant, -convention or both"},
		{[]string{"variant", "-variant", "s", full}, "is not empty: it contains notes"},
		{[]string{"release", "-variant", "s", full}, "is not empty: it contains notes"},
		{[]string{"release", "-convention", "none", filepath.Join(full, "new")}, `there is no convention "none"`},
		{[]string{"variant", "-convention", "none", filepath.Join(full, "new")}, `there is no convention "none"`},
	} {
		status, stdout, stderr := tool(tt.args...)
		if status == 0 || stdout != "" || !strings.Contains(stderr, tt.says) {
			t.Errorf("%s: status %d, it prints %q and %q, want %q", tt.args, status, stdout, stderr, tt.says)
		}
	}
	ctx, interrupt := context.WithCancel(context.Background())
	interrupt()
	var stderr strings.Builder
	if status := run(ctx, io.Discard, &stderr, []string{"variant", "-variant", "s", filepath.Join(full, "new")}); status != 1 ||
		!strings.HasPrefix(stderr.String(), "variant: interrupted, so nothing was written") {
		t.Errorf("interrupted: status %d, it prints %q", status, stderr.String())
	}
	wantEntries(t, full, "notes")
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), fmt.Sprintf("%s*-%d-*", tempPrefix, os.Getpid()), "course")); len(left) > 0 {
		t.Errorf("%s is left", left)
	}
}

// TestVariants makes two variants, with all conventions. check has accepted a variant when vary returns it.
// The answers must still agree with the library, and train must work with them.
func TestVariants(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	c := open(t)
	variations := []variation{{seed: "one", conventions: "softmax-with-loss"}, {seed: "two", conventions: "loss-as-sum,momentum-as-in-keras"}}
	for _, name := range allConventions(t) {
		if !slices.ContainsFunc(variations, func(v variation) bool { return strings.Contains(v.conventions, name) }) {
			t.Errorf("no variant has the convention %s", name)
		}
	}
	for _, v := range variations {
		t.Run(v.String(), func(t *testing.T) {
			var said strings.Builder
			varied, err := c.vary(context.Background(), &said, v, filepath.Join(t.TempDir(), "course"))
			if err != nil {
				t.Fatal(err)
			}
			t.Log(said.String())
			if out, err := varied.goCommand(context.Background(), "test", "./solutions/...", "-run=Example|Agrees"); err != nil {
				t.Error(out)
			}
			answers := map[string][]byte{}
			for _, e := range varied.exercises {
				answer, _ := answerAndStub(t, varied, e.name)
				answers[e.stub()] = []byte(answer)
			}
			if out, errors := train(t, varied, answers, true); !strings.Contains(out, "\naccuracy 0.9") || errors != "" {
				t.Errorf("train prints %q and\n%s", errors, out)
			}
		})
	}
}

// TestGradeVariant grades right and wrong answers with the numbers and the momentum of a variant. The public
// answer to 07 has the momentum of the slide, which is a known mistake there.
func TestGradeVariant(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	c := open(t)
	convention := []string{"-variant", "three", "-convention", "momentum-as-in-keras"}
	dir := filepath.Join(t.TempDir(), "class")
	give := func(student, name, from, to string) {
		i := slices.IndexFunc(c.exercises, func(e *exercise) bool { return e.name == name })
		answer, _ := answerAndStub(t, c, name)
		if !strings.Contains(answer, from) {
			t.Fatalf("there is no %s in %s", from, name)
		}
		write(t, filepath.Join(dir, student, c.exercises[i].file()), strings.Replace(answer, from, to, 1))
	}
	const slide, keras = "V = V.ScaledBy(β).Add(dW.ScaledBy(1 - β))", "V = V.ScaledBy(β).Add(dW)"
	give("ann", "03-dense-backward", "", "")
	give("ann", "07-sgd-momentum", slide, keras)
	give("bob", "03-dense-backward", "X.T().Dot(dY)", "X.T().Dot(dY).ScaledBy(0.5)")
	give("bob", "07-sgd-momentum", slide, slide)
	settings := only(t, c, "03-dense-backward", "07-sgd-momentum")
	status, stdout, stderr := tool(slices.Concat([]string{"grade"}, convention, []string{"-settings", settings, "-date", "2026-03-01", dir})...)
	if status != 0 {
		t.Fatalf("status %d, %s%s", status, stdout, stderr)
	}
	marks, class := text(t, dir+"-marks", "marks.csv"), text(t, dir+"-marks", "class.html")
	for _, says := range []string{"variant three, convention momentum-as-in-keras", "the new gradient has the weight 1 - β, as on the slide"} {
		if !strings.Contains(class, says) {
			t.Errorf("class.html does not say %q", says)
		}
	}
	if !strings.Contains(marks, "\nann,,10,12,22,22,") || !strings.Contains(marks, "\nbob,,3,9,12,22,") {
		t.Errorf("marks\n%s", marks)
	}
	folder := filepath.Join(t.TempDir(), "released")
	if status, stdout, stderr := tool(slices.Concat([]string{"release"}, convention, []string{folder})...); status != 0 || stderr != "" {
		t.Fatalf("status %d, %s%s", status, stdout, stderr)
	}
	stub := text(t, folder, "07-sgd-momentum", "sgd_momentum.go")
	if public := text(t, c.root, "exercises", "07-sgd-momentum", "sgd_momentum.go"); stub == public || !strings.Contains(stub, "V_t = β·V_t-1 + ∂L/∂W") {
		t.Errorf("the released stub is\n%s", stub)
	}
}
