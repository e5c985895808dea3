package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"nn/solutions/internal/tests"
)

// judge builds submitted files with the tests and runs each test in a process of its own.
type judge struct {
	course *course
	cases  []*testCase
	tools  *toolchain
	seed   string // EXERCISES_SEED

	building, running limits // of the compiler and the linker, and of one test
	comparing         limits // of a comparison with the known mistakes
	most              spent  // the limit of one submission

	// An attempt holds it for reading. A repetition holds it for writing, because its measurements
	// must not depend on other submissions.
	alone   sync.RWMutex
	pause   time.Duration // between two repetitions
	folders atomic.Int64  // made for builds
}

// testCase is one exercise with its trusted files.
type testCase struct {
	*exercise
	digest    string            // of the trusted files
	handedOut []byte            // the stub
	answer    []byte            // the worked answer
	testFiles map[string][]byte // the files that are compiled with a submission, by name
	tests     []gradedTest      // the visible tests, then the hidden ones
	probeCode []byte            // calls all functions with random input; nil if there is no such file
	known     *known
}

type gradedTest struct {
	tests.Test
	hidden bool
}

var buildLimits = limits{
	wall: time.Minute, cpuSeconds: 20, memoryMB: 2048, fileMB: 64,
	outputBytes: 64 << 10, printedMB: 1,
}

var testLimits = limits{
	wall: 30 * time.Second, cpuSeconds: 3, memoryMB: 2048, fileMB: 1,
	outputBytes: 64 << 10, printedMB: 4,
}

// compareLimits leave room for all pairs of mistakes on a slow machine, because an explanation must not
// depend on the machine.
var compareLimits = limits{
	wall: 5 * time.Minute, cpuSeconds: 20, memoryMB: 2048, fileMB: 1,
	outputBytes: 64 << 10, printedMB: 4,
}

// submissionLimit limits all processes of one submission together.
var submissionLimit = spent{cpu: 5 * time.Minute, wall: 20 * time.Minute}

// newJudge reads the exercises and prepares the toolchain.
func newJudge(c *course, temp string) (*judge, error) {
	j := &judge{course: c, building: buildLimits, running: testLimits, comparing: compareLimits,
		most: submissionLimit, pause: time.Second}
	var err error
	if j.tools, err = newToolchain(c.root, temp); err != nil {
		return nil, err
	}
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			return nil, err
		}
		if tc.digest, err = e.digest(j.tools.version); err != nil {
			return nil, err
		}
		j.cases = append(j.cases, tc)
	}
	return j, nil
}

// digest identifies everything that affects the results of an exercise, except the submitted file,
// the seed and the limits of a test.
func (e *exercise) digest(goVersion string) (string, error) {
	files := []string{e.tests(), e.hidden(), e.stub(), filepath.Join(e.root, "exercises", "go.mod")}
	testdata := filepath.Join("solutions", e.name, "testdata") // Probe, and answers to compare with
	for _, folder := range []string{"exercises/check", "exercises/given", filepath.Join("solutions", e.name),
		testdata, filepath.Join(testdata, "mistakes"), filepath.Join(testdata, "lazy")} {
		names, err := filepath.Glob(filepath.Join(e.root, folder, "*.go"))
		if err != nil {
			return "", err
		}
		files = append(files, names...)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%+v %+v %+v\n", goVersion, buildLimits, compareLimits, submissionLimit)
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%s %d\n%s", filepath.Base(name), len(data), data)
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

func newTestCase(e *exercise) (*testCase, error) {
	tc := &testCase{exercise: e, testFiles: map[string][]byte{}, known: new(known)}
	var err error
	if tc.handedOut, err = os.ReadFile(e.stub()); err != nil {
		return nil, err
	}
	answer, err := os.ReadFile(e.answer())
	if err != nil {
		return nil, err
	}
	if tc.answer, err = tidyImports(answer); err != nil {
		return nil, fmt.Errorf("%s: %w", e.answer(), err)
	}
	for _, name := range []string{e.tests(), e.hidden()} {
		if tc.testFiles[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			return nil, err
		}
		list, err := e.readTests(name)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			tc.tests = append(tc.tests, gradedTest{t, name == e.hidden()})
		}
	}
	if tc.probeCode, err = os.ReadFile(e.probe()); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	return tc, nil
}

// spent is the time that the processes of one submission have used.
type spent struct{ cpu, wall time.Duration }

// errSpent is the error for a process that could exceed the limit of its submission.
type errSpent struct{ what string }

func (e errSpent) Error() string { return "the submission has used up its " + e.what }

// run runs a process for a submission and adds its time to s.
func (j *judge) run(ctx context.Context, s *spent, l limits, dir string, env []string,
	name string, args ...string) (outcome, error) {
	switch {
	case s.cpu+time.Duration(l.cpuSeconds)*time.Second > j.most.cpu:
		return outcome{}, errSpent{fmt.Sprintf("%v of processor time", j.most.cpu)}
	case s.wall > j.most.wall:
		return outcome{}, fmt.Errorf("the submission has taken %v, most of it waiting for a processor: "+
			"grade it again when the machine is less busy", j.most.wall)
	}
	o, err := runLimited(ctx, l, dir, env, name, args...)
	s.cpu, s.wall = s.cpu+o.used, s.wall+o.wall
	return o, err
}

// testsBinary is the file name of the program with the tests of a submission.
const testsBinary = "tests.exe"

// build makes the folder dir, compiles and links one file with its tests there, and returns the name of the
// program. If the file has an error, build returns the result instead. If the build fails for another
// reason, it returns a doubt.
func (j *judge) build(ctx context.Context, s *spent, dir string, tc *testCase, code []byte) (
	binary string, r *exerciseResult, d *doubt, err error) {
	if err := os.RemoveAll(dir); err != nil {
		return "", nil, machineDoubt(err.Error()), nil
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", nil, machineDoubt(err.Error()), nil
	}
	path := "exercises/" + tc.name
	config, err := j.tools.importConfig(dir, map[string]string{path: "own.a", path + "_test": "tests.a"})
	if err != nil {
		return "", nil, machineDoubt(err.Error()), nil
	}
	files := map[string][]byte{tc.file(): code, "main.go": testProgram(path+"_test", tc.tests)}
	var names []string
	for name, data := range tc.testFiles {
		files[name], names = data, append(names, name)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return "", nil, machineDoubt(err.Error()), nil
		}
	}
	binary = filepath.Join(dir, testsBinary)
	// The file is compiled alone first, because then the compiler's message cannot quote a test.
	o, err := j.run(ctx, s, j.building, dir, j.tools.env, j.tools.compiler,
		j.tools.compile(dir, config, path, "own.a", tc.file())...)
	if err != nil {
		return "", nil, nil, err
	}
	if errors := compilerErrors(o, tc.file()); errors != "" {
		return "", &exerciseResult{Status: build, Message: errors}, nil, nil
	}
	if r, d := buildEnd(o, j.building); r != nil || d != nil {
		return "", r, d, nil
	}
	for _, step := range [][]string{
		append([]string{j.tools.compiler}, j.tools.compile(dir, config, path+"_test", "tests.a", names...)...),
		append([]string{j.tools.compiler}, j.tools.compile(dir, config, "main", "main.a", "main.go")...),
		j.tools.link(config, binary),
	} {
		o, err := j.run(ctx, s, j.building, dir, j.tools.env, step[0], step[1:]...)
		if err != nil {
			return "", nil, nil, err
		}
		if r, d := buildEnd(o, j.building); r != nil || d != nil {
			return "", r, d, nil
		}
	}
	return binary, nil, nil, nil
}

// runTest runs one test in a process of its own.
func (j *judge) runTest(ctx context.Context, s *spent, binary, name, file string) (
	testResult, *doubt, error) {
	o, err := j.run(ctx, s, j.running, j.tools.empty, j.testEnv(), binary, name)
	if err != nil {
		return testResult{}, nil, err
	}
	t, d := verdict(name, file, o, j.running)
	return t, d, nil
}

// testEnv returns the environment of a test.
func (j *judge) testEnv() []string {
	return append(j.tools.env[:len(j.tools.env):len(j.tools.env)], "EXERCISES_SEED="+j.seed)
}

// limitsReached is the number of stopped tests after which the rest of an exercise is not run.
const limitsReached = 3

var unrunMessage = "The test was not run because " + strconv.Itoa(limitsReached) +
	" earlier tests were stopped."
