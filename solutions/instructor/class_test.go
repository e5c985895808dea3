package main

import (
	"archive/zip"
	"bytes"
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// With -class=50 the class has 50 submissions of all exercises, otherwise a few submissions of two.
var classSize = flag.Int("class", 0, "grade a class of so many submissions, with all exercises")

// commands lists the commands that the test binary can act as.
var commands = map[string]func(){"1": main}

// TestMain lets the test binary act as the command, because a test must be able to kill it.
func TestMain(m *testing.M) {
	if run := commands[os.Getenv("INSTRUCTOR_TEST_COMMAND")]; run != nil {
		run()
		return
	}
	os.Exit(m.Run())
}

// madeStudent is a generated submission. For each exercise it must earn all points, no points, or
// some of them.
type madeStudent struct {
	name   string
	zipped bool
	files  map[string]string
	earns  map[string]string // by exercise: "all", "nothing", "some"
}

// makeClass makes n submissions of the given exercises. They are finished, half finished or
// unwritten, contain known mistakes or attacks, do not compile, or are missing.
func makeClass(t testing.TB, c *course, exercises []*exercise, n int) []*madeStudent {
	rng := rand.New(rand.NewPCG(5, 2026))
	kinds := []string{"finished", "half", "mistaken", "attacker", "careless", "zipped", "untouched",
		"mixed"}
	var class []*madeStudent
	for i := range n {
		kind := kinds[i%len(kinds)]
		s := &madeStudent{name: fmt.Sprintf("%02d-%s", i, kind), zipped: kind == "zipped",
			files: map[string]string{}, earns: map[string]string{}}
		for k, e := range exercises {
			what := map[string]string{"finished": "answer", "zipped": "answer",
				"untouched": "stub", "mistaken": "mistake"}[kind]
			switch {
			case kind == "half":
				what = []string{"answer", "stub"}[min(1, 2*k/max(len(exercises), 1))]
			case kind == "mixed":
				what = []string{"answer", "stub", "mistake", "crash"}[rng.IntN(4)]
			case kind == "attacker":
				what = []string{"answer", "exit"}[k%2]
			case kind == "careless":
				what = []string{"undefined", "answer", "missing", "syntax"}[k%4]
			}
			s.give(t, c, e, what, rng)
		}
		class = append(class, s)
	}
	return class
}

// give adds the file of one exercise to the submission. A comment makes the file unique.
func (s *madeStudent) give(t testing.TB, c *course, e *exercise, what string, rng *rand.Rand) {
	answer, stub := answerAndStub(t, c, e.name)
	own := "\n// " + s.name + "\n"
	name := "exercises/" + e.name + "/" + e.file()
	s.earns[e.name] = "nothing"
	switch what {
	case "answer":
		s.files[name], s.earns[e.name] = answer+own, "all"
	case "stub":
		s.files[name] = stub
	case "mistake":
		source, err := os.ReadFile(e.answer())
		if err != nil {
			t.Fatal(err)
		}
		mistakes, err := e.readMistakes(source)
		if err != nil {
			t.Fatal(err)
		}
		// A mistake whose message is the same in every run. With a random generator of its own, the
		// message would differ.
		mistakes = slices.DeleteFunc(mistakes,
			func(m *mistake) bool { return ownGenerator.Match(m.code) })
		m := mistakes[rng.IntN(len(mistakes))]
		s.files[name], s.earns[e.name] = string(m.code)+own, "some"
	case "crash":
		s.files[name] = answer + own + "func init() { select {} }\n"
	case "exit":
		s.files[name] = strings.Replace(answer, "\nimport ", "\nimport \"os\"\nimport ", 1) +
			own + "func init() { os.Exit(0) }\n"
	case "undefined":
		s.files[name] = answer + own + "var _ = undefined\n"
	case "syntax":
		s.files[name] = answer + own + "}"
	}
}

var ownGenerator = regexp.MustCompile(`\brand\.(Float64|IntN|Perm|NormFloat64|Shuffle)\(`)

// submit writes the submission into the folder of the class.
func (s *madeStudent) submit(t testing.TB, class string) {
	if !s.zipped {
		writeFolder(t, filepath.Join(class, s.name), s.files)
		return
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(s.files[name]))
	}
	w.Close()
	write(t, filepath.Join(class, s.name+".zip"), b.String())
}

// TestClass grades a generated class twice. The second time it kills the command halfway and starts
// it again. Both gradings must give the same, right marks.
func TestClass(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it builds a program for each exercise of each student")
	}
	c := open(t)
	exercises, n := c.exercises[:1], 6
	switch {
	case *classSize > 0:
		exercises, n = c.exercises, *classSize
	case long:
		exercises, n = c.exercises[:2], 8
	}
	var names []string
	for _, e := range exercises {
		names = append(names, e.name)
	}
	settings, dir := only(t, c, names...), t.TempDir()
	made := makeClass(t, c, exercises, n)
	for _, s := range made {
		s.submit(t, dir)
	}
	write(t, filepath.Join(dir, "notes.txt"), "not a submission")
	write(t, filepath.Join(dir, "broken.zip"), "not a zip file")

	first, second := t.TempDir(), t.TempDir()
	start := time.Now()
	g, err := c.newGrader(t.TempDir(), first, settings)
	if err != nil {
		t.Fatal(err)
	}
	cl, err := g.gradeAll(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d submissions of %d exercises took %v", n, len(exercises),
		time.Since(start).Round(time.Second))
	if err := writeReports(first, cl); err != nil {
		t.Fatal(err)
	}
	judgeClass(t, made, cl)

	killed := command(t, "grade", "-workers=1", "-settings="+settings, "-out="+second, dir)
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	var settled []string
	deadline := time.Now().Add(2 * time.Minute)
	for len(settled) < 2 && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
		settled, _ = filepath.Glob(filepath.Join(second, "state", "*", "*.json"))
	}
	killed.Process.Kill()
	killed.Wait()
	if exists(filepath.Join(second, "marks.csv")) || len(settled) < 2 {
		t.Fatalf("the command was not killed in the middle: it had %d results", len(settled))
	}
	before := stat(t, settled)
	again := command(t, "grade", "-settings="+settings, "-out="+second, dir)
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, info := range stat(t, settled) {
		if !os.SameFile(before[i], info) {
			t.Errorf("%s was settled before the command was killed, and again after it", settled[i])
		}
	}
	a, b := snapshot(t, first), snapshot(t, second)
	maps.DeleteFunc(b, func(name, _ string) bool { // what the killed one was about to write
		return strings.HasSuffix(name, ".tmp")
	})
	if !maps.Equal(a, b) {
		for name := range a {
			if a[name] != b[name] {
				t.Errorf("%s differs between two gradings of the same class", name)
			}
		}
		t.Errorf("there are %d files, and %d after it was killed and started again", len(a), len(b))
	}
}

// judgeClass compares the marks with the expectations of the generator.
func judgeClass(t *testing.T, made []*madeStudent, cl *class) {
	if len(cl.students) != len(made)+1 || len(cl.notes) != 1 {
		t.Fatalf("%d students and %d notes, want %d and 1", len(cl.students),
			len(cl.notes), len(made)+1)
	}
	for i, s := range made {
		st := cl.students[i]
		if st.name != s.name || st.unread != nil || st.ungraded != nil {
			t.Fatalf("student %d is %s, %v, %v; want %s", i, st.name, st.unread, st.ungraded,
				s.name)
		}
		for _, m := range st.marks {
			ok := map[string]bool{"all": m.score == m.max, "nothing": m.score == 0,
				"some": m.score < m.max}
			if want := s.earns[m.tc.name]; !ok[want] || m.max == 0 {
				t.Errorf("%s: %s earns %v of %v points, want %s: %s %s",
					s.name, m.tc.name, m.score, m.max, want, m.result.Status, m.result.Message)
			}
		}
	}
	if st := cl.students[len(made)]; st.name != "broken" || st.unread == nil {
		t.Errorf("the broken zip file is %s, %v", st.name, st.unread)
	}
}

func stat(t testing.TB, names []string) []os.FileInfo {
	t.Helper()
	var all []os.FileInfo
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, info)
	}
	return all
}

// command returns this test binary as the instructor's tool.
func command(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	temp := t.TempDir() // a killed command leaves its temporary files
	cmd.Env = append(os.Environ(), "INSTRUCTOR_TEST_COMMAND=1", "TMPDIR="+temp, "TMP="+temp)
	return cmd
}
