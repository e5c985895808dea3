package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"nn/solutions/internal/tests"
)

// known is the program of the known mistakes of one exercise. It is trusted, and it is built when
// the first submission with a failure needs it.
type known struct {
	mu    sync.Mutex
	ready bool
	dir   string // with the archives and the program
	list  []*knownMistake
	stub  map[string]int // the alternatives in which one function is not written, by its name

	useful map[picked]bool       // whether single mistakes can explain something
	runs   map[picked][]quietRun // of the tests, in the order of the exercise
}

// knownMistake is a mistake that can explain the failures of a submission.
type knownMistake struct {
	*mistake
	number    int      // of the alternative
	functions []string // that it changes
	trivial   []int    // the numbers of the alternatives that are trivial in these functions
}

// quietRun is one test without the text that the tested code prints.
type quietRun struct {
	status status
	output string
}

const (
	knownArchive = "known.a"
	probeArchive = "known_probe.a"
)

func (tc *testCase) knownPath() string { return "exercises/known/" + tc.name }

// known returns the program of an exercise, not ready if the exercise has no Probe.
func (j *judge) known(ctx context.Context, tc *testCase) (*known, error) {
	k := tc.known
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.ready || tc.probeCode == nil {
		return k, nil
	}
	if err := j.buildKnown(ctx, tc, k); err != nil {
		os.RemoveAll(k.dir)
		return nil, fmt.Errorf("the program of the known mistakes: %w", err)
	}
	k.ready, k.useful, k.runs = true, map[picked]bool{}, map[picked][]quietRun{}
	return k, nil
}

// buildKnown builds a package that acts as the answer, as a mistake, as a trivial answer or as the
// stub, and its tests.
func (j *judge) buildKnown(ctx context.Context, tc *testCase, k *known) error {
	var err error
	if k.dir, err = os.MkdirTemp(j.tools.temp, "known-"); err != nil {
		return err
	}
	var alternatives [][]byte
	if k.list, alternatives, err = tc.knownMistakes(); err != nil {
		return err
	}
	stub, err := readSourceFile(tc.handedOut)
	if err != nil {
		return err
	}
	k.stub = map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(toWrite(tc.handedOut))) {
		alternatives = append(alternatives, []byte("package p\n"+stub.texts[name]))
		k.stub[name] = len(alternatives)
	}
	return j.compileKnown(ctx, tc, k, alternatives)
}

// knownMistakes returns the known mistakes, and the code of all alternatives: first the mistakes, then
// the trivial versions of the functions that they change.
func (tc *testCase) knownMistakes() (list []*knownMistake, alternatives [][]byte, err error) {
	right, err := readSourceFile(tc.answer)
	if err != nil {
		return nil, nil, err
	}
	source, err := os.ReadFile(tc.exercise.answer())
	if err != nil {
		return nil, nil, err
	}
	mistakes, err := tc.readMistakes(source)
	if err != nil {
		return nil, nil, err
	}
	variants, _, err := tc.lazyVariants()
	if err != nil {
		return nil, nil, err
	}
	for _, m := range mistakes {
		alternatives = append(alternatives, m.code)
		functions, err := m.functions(right)
		if err != nil {
			return nil, nil, err
		}
		list = append(list, &knownMistake{mistake: m, number: len(alternatives), functions: functions})
	}
	trivial := map[string][]int{} // by the functions
	for _, m := range list {
		key := strings.Join(m.functions, " ")
		if trivial[key] == nil {
			codes, err := tc.trivial(right, variants, m.functions)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", m.file, err)
			}
			trivial[key] = []int{}
			for _, code := range codes {
				alternatives = append(alternatives, code)
				trivial[key] = append(trivial[key], len(alternatives))
			}
		}
		m.trivial = trivial[key]
	}
	return list, alternatives, nil
}

func (k *known) program() string { return filepath.Join(k.dir, "known.exe") }

// trivial returns versions of the answer in which the given functions are those of the trivial answers.
func (tc *testCase) trivial(right *sourceFile, variants []*variant, names []string) ([][]byte, error) {
	var all [][]byte
	for _, v := range variants {
		lazy, err := readSourceFile(v.code)
		if err != nil {
			return nil, err
		}
		// A trivial answer that is made from the stub lacks the helpers of the worked answer, and one that is
		// made from the worked answer has the same.
		lacks := !slices.ContainsFunc(names, func(name string) bool {
			return lazy.texts[name] != "" && lazy.texts[name] != right.texts[name]
		})
		for _, name := range names {
			lacks = lacks || strings.Contains(lazy.texts[name], strings.TrimPrefix(tests.NotWritten, ": "))
		}
		if lacks {
			continue
		}
		code, err := replaceFunctions(v.id, tc.answer, lazy.part(right, names))
		if err != nil {
			return nil, err
		}
		all = append(all, code)
	}
	return all, nil
}

// compileKnown compiles the package, its Probe and its tests, and links the program.
func (j *judge) compileKnown(ctx context.Context, tc *testCase, k *known, alternatives [][]byte) error {
	path := tc.knownPath()
	code, err := schemata(tc.answer, alternatives)
	if err != nil {
		return err
	}
	files := map[string][]byte{tc.file(): code, "probe.go": tc.probeCode,
		"compare.go": []byte(compareProgram), "main.go": knownProgram(path, tc.tests)}
	var names []string
	for name, data := range tc.testFiles {
		files[name], names = data, append(names, name)
	}
	for name, data := range files {
		if data, err = importInstead(data, "exercises/"+tc.name, path); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(k.dir, name), data, 0o644); err != nil {
			return err
		}
	}
	slices.Sort(names)
	config, err := j.tools.importConfig(k.dir, map[string]string{path: knownArchive,
		path + "/probe": probeArchive, path + "_test": "tests.a"})
	if err != nil {
		return err
	}
	return j.steps(ctx, new(spent), k.dir, [][]string{
		append([]string{j.tools.compiler}, j.tools.compile(k.dir, config, path, knownArchive, tc.file())...),
		append([]string{j.tools.compiler}, j.tools.compile(k.dir, config, path+"/probe", probeArchive, "probe.go")...),
		append([]string{j.tools.compiler}, j.tools.compile(k.dir, config, path+"_test", "tests.a", names...)...),
		append([]string{j.tools.compiler}, j.tools.compile(k.dir, config, "main", "main.a", "main.go", "compare.go")...),
		j.tools.link(config, k.program()),
	})
}

// steps runs the compiler and the linker on trusted files.
func (j *judge) steps(ctx context.Context, s *spent, dir string, steps [][]string) error {
	for _, step := range steps {
		o, err := j.run(ctx, s, j.building, dir, j.tools.env, step[0], step[1:]...)
		if err != nil {
			return err
		}
		if o.cause != byItself || o.exit != 0 {
			return errors.New("the build " + string(o.cause) + ": " + tests.Cut(o.output, 400))
		}
	}
	return nil
}

// run returns how the tests of the exercise end with these mistakes.
func (k *known) run(ctx context.Context, j *judge, tc *testCase, p picked) ([]quietRun, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if runs, ok := k.runs[p]; ok {
		return runs, nil
	}
	runs, _, err := j.quietRuns(ctx, new(spent), tc, k.program(), p.String())
	if err == nil {
		k.runs[p] = runs
	}
	return runs, err
}

// quietRuns runs every test without the text that the tested code prints. final is false if a test
// ends in a way that the machine could have caused.
func (j *judge) quietRuns(ctx context.Context, s *spent, tc *testCase, program, version string) (
	all []quietRun, final bool, err error) {
	for _, test := range tc.tests {
		o, err := j.run(ctx, s, j.running, j.tools.empty, j.testEnv(), program, test.Name, version)
		if err != nil {
			return nil, false, err
		}
		r, d := verdict(test.Name, tc.file(), o, j.running)
		if d != nil && d.machine {
			return nil, false, errors.New(d.why)
		}
		if d != nil {
			return nil, false, nil
		}
		all = append(all, quietRun{r.Status, o.output})
	}
	return all, true, nil
}
