package main

import (
	"context"
	"fmt"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"nn/solutions/internal/tests"
)

// mutation is one exercise with its mutants and its known mistakes.
type mutation struct {
	e        *exercise
	mutants  []*mutant
	mistakes []*mistake
	known    map[string]string // of mutants that behave like the answer, by key: the reason
	binary   string
	runs     []mutantRun // of the mutants
}

// mutantRun is how the tests ended with one mutant.
type mutantRun struct {
	rejected bool
	names    []string // of known mistakes that the failures show
}

// checkMutants makes small changes to the answers and proves that the tests reject each change, or
// that the answer still behaves in the same way. A failure may show the name of a known mistake only if
// the mutant behaves like that mistake.
func (c *course) checkMutants(w io.Writer, chosen []*exercise) error {
	all, err := c.mutations(chosen)
	if err != nil {
		return err
	}
	for _, m := range all {
		if err := m.checkEquivalents(); err != nil {
			return err
		}
	}
	return c.runMutants(w, all)
}

// mutations derives the mutants of all chosen exercises.
func (c *course) mutations(chosen []*exercise) ([]*mutation, error) {
	types, err := c.newChecker()
	if err != nil {
		return nil, err
	}
	all := make([]*mutation, len(chosen))
	for i, e := range chosen {
		if all[i], err = newMutation(e, types); err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
	}
	return all, nil
}

// runMutants builds and runs the mutants, and prints what is wrong and a table.
func (c *course) runMutants(w io.Writer, all []*mutation) error {
	dir, err := os.MkdirTemp("", "mutants-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "mutants.exe")
	var list []*versions
	for _, m := range all {
		v, err := m.versions()
		if err != nil {
			return err
		}
		list = append(list, v)
	}
	if err := c.buildVersions(dir, binary, list); err != nil {
		return err
	}
	r := new(report)
	for _, m := range all {
		m.binary = binary
		if err := m.run(); err != nil {
			return err
		}
		m.judge(r)
	}
	for _, p := range r.problems {
		fmt.Fprintln(w, p)
	}
	writeMutants(w, all)
	if len(r.problems) > 0 {
		return fmt.Errorf("%d problems", len(r.problems))
	}
	return nil
}

func (c *course) newChecker() (*checker, error) {
	t := &checker{std: importer.ForCompiler(token.NewFileSet(), "source", nil), imported: map[string]*types.Package{}}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, filepath.Join(c.root, "exercises", "given", "matrix.go"), nil, 0)
	if err != nil {
		return nil, err
	}
	t.imported[givenInExercises], err = t.check(fset, file, nil)
	return t, err
}

func newMutation(e *exercise, c *checker) (*mutation, error) {
	answer, err := e.tidyAnswer()
	if err != nil {
		return nil, err
	}
	m := &mutation{e: e}
	if m.mutants, err = mutants(answer, c); err != nil {
		return nil, err
	}
	if m.mistakes, err = e.readMistakes(answer); err != nil {
		return nil, err
	}
	m.known, err = readEquivalents(e.equivalents())
	return m, err
}

// versions returns the answer, its mutants and its known mistakes.
func (m *mutation) versions() (*versions, error) {
	answer, err := m.e.tidyAnswer()
	if err != nil {
		return nil, err
	}
	v := &versions{e: m.e, codes: [][]byte{answer}, probed: true}
	for _, mu := range m.mutants {
		v.codes = append(v.codes, apply(answer, []edit{mu.edit}))
	}
	for _, k := range m.mistakes {
		v.codes = append(v.codes, k.code)
	}
	return v, nil
}

// tidyAnswer returns the answer as students would submit it.
func (e *exercise) tidyAnswer() ([]byte, error) {
	source, err := os.ReadFile(e.answer())
	if err != nil {
		return nil, err
	}
	return tidyImports(source)
}

// probe is the file with the function that calls an answer with random input.
func (e *exercise) probe() string {
	return filepath.Join(e.root, "solutions", e.name, "testdata", "probe.go")
}

// equivalents is the file of the mutants that behave like the answer.
func (e *exercise) equivalents() string {
	return filepath.Join(e.root, "solutions", e.name, "testdata", "equivalent.txt")
}

// readEquivalents reads blocks of four lines: the function, the code before and after the change,
// which begin with - and +, and the reason, which begins with because.
func readEquivalents(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		l := strings.Split(block, "\n")
		if len(l) != 4 || !strings.HasPrefix(l[1], "- ") || !strings.HasPrefix(l[2], "+ ") ||
			!strings.HasPrefix(l[3], "because ") {
			return nil, fmt.Errorf("%s: want a function, a line with -, a line with + and a line "+
				"with because, found:\n%s", name, block)
		}
		known[l[0]+"\t"+l[1][2:]+"\t"+l[2][2:]] = strings.TrimPrefix(l[3], "because ")
	}
	return known, nil
}

// command runs the program and returns what it prints.
func (m *mutation) command(args ...string) string { return m.seeded("", args...) }

// seeded is command with a seed for the random numbers of the tests.
func (m *mutation) seeded(seed string, args ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, m.binary, append([]string{m.e.name}, args...)...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "EXERCISES_SEED="+seed)
	out, _ := cmd.CombinedOutput() // it ends well only if all tests pass
	return string(out)
}

// inParallel calls f for 0, ..., n-1, on all processors.
func inParallel(n int, f func(i int)) {
	queue := make(chan int)
	var wait sync.WaitGroup
	for range runtime.NumCPU() {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range queue {
				f(i)
			}
		}()
	}
	for i := range n {
		queue <- i
	}
	close(queue)
	wait.Wait()
}

func (m *mutation) run() error {
	list, err := m.e.allTests()
	if err != nil {
		return err
	}
	m.runs = make([]mutantRun, len(m.mutants))
	inParallel(len(m.mutants), func(i int) {
		runs := readRuns(m.command("tests", strconv.Itoa(i+1)))
		r := &m.runs[i]
		for _, t := range list {
			run, ran := runs[t.Name]
			r.rejected = r.rejected || !ran || !run.passed
			if !run.passed {
				message := tests.Message(run.output, m.e.file())
				if _, name, ok := strings.Cut(message, tests.KnownMistake); ok {
					name, _, _ = strings.Cut(name, "\n")
					r.names = append(r.names, t.Name+": "+name)
				}
			}
		}
	})
	return nil
}

// alike reports whether two alternatives give the same results for random input; if not, it says
// where.
func (m *mutation) alike(a, b int, what string) (bool, string) {
	out := m.command("probe", strconv.Itoa(a), strconv.Itoa(b), what)
	return out == "alike\n", strings.TrimSpace(out)
}

// judge reports what is wrong.
func (m *mutation) judge(r *report) {
	problems := make([]string, len(m.mutants))
	inParallel(len(m.mutants), func(i int) {
		mu, run := m.mutants[i], m.runs[i]
		text := fmt.Sprintf("%s: %s\n  - %s\n  + %s", mu.operator, mu.function, mu.from, mu.to)
		_, listed := m.known[mu.key()]
		switch {
		case listed && run.rejected:
			problems[i] = "is listed as equivalent, but a test rejects it: " + text
		case listed:
			if same, how := m.alike(0, i+1, "all"); !same {
				problems[i] = "is listed as equivalent, but behaves differently: " + text + "\n  " + how
			}
		case !run.rejected:
			_, how := m.alike(0, i+1, "all")
			problems[i] = "passes every test: " + text + "\n  " + how
		default:
			problems[i] = m.falseName(i, text)
		}
	})
	for _, p := range problems {
		if p != "" {
			r.wrong(m.e, "%s", p)
		}
	}
}

// checkEquivalents proves that each change in the list of equivalents is still made.
func (m *mutation) checkEquivalents() error {
	for key := range m.known {
		if !slices.ContainsFunc(m.mutants, func(mu *mutant) bool { return mu.key() == key }) {
			return fmt.Errorf("%s: equivalent.txt has a change that no operator makes: %q", m.e.name, key)
		}
	}
	return nil
}
