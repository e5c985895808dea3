package main

import (
	"os"
	"path/filepath"
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
	names, err := filepath.Glob(filepath.Join("conventions", "*.diff"))
	if err != nil || len(names) == 0 {
		t.Fatal("there are no conventions", err)
	}
	for _, name := range names {
		copied := &course{root: t.TempDir()}
		name = filepath.ToSlash(name)
		diff := text(t, name)
		write(t, filepath.Join(copied.root, "solutions", "instructor", name), diff)
		for _, h := range hunksOf(diff) {
			write(t, filepath.Join(copied.root, h.file), text(t, c.root, h.file))
		}
		if err := copied.switchConvention(strings.TrimSuffix(filepath.Base(name), ".diff")); err != nil {
			t.Error(err)
		}
	}
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
	} {
		status, stdout, stderr := tool(tt.args...)
		if status == 0 || stdout != "" || !strings.Contains(stderr, tt.says) {
			t.Errorf("%s: status %d, it prints %q and %q, want %q", tt.args, status, stdout, stderr, tt.says)
		}
	}
	wantEntries(t, full, "notes")
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), tempPrefix+"*", "course")); len(left) > 0 {
		t.Errorf("%s is left", left)
	}
}
