package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"

	"nn/solutions/internal/tests"
)

// judge builds handed-in files with the tests and runs each test in a process of its own.
type judge struct {
	course *course
	cases  []*testCase
	goTool string   // the go command
	home   string   // an empty folder
	env    []string // of every process
	seed   string   // EXERCISES_SEED

	building, running limits // of the compiler and of one test
}

// testCase is one exercise with what is trusted about it.
type testCase struct {
	*exercise
	digest     string // of all that is trusted
	handedOut  []byte // the stub
	hiddenCode []byte
	tests      []gradedTest // the shown ones first
}

// handedInCode is the files of some exercises, and results is what they gave.
type (
	handedInCode map[*testCase][]byte
	results      map[*testCase]*exerciseResult
)

type gradedTest struct {
	tests.Test
	hidden bool
}

var buildLimits = limits{
	wall: 3 * time.Minute, cpuSeconds: 30, memoryMB: 4096, fileMB: 256, outputBytes: 64 << 10,
}

var testLimits = limits{
	wall: 30 * time.Second, cpuSeconds: 3, memoryMB: 2048, fileMB: 1, outputBytes: 64 << 10,
}

// newJudge prepares. Its processes find nothing of the instructor's environment but the go command,
// its cache of builds and a temporary folder.
func newJudge(c *course, temp string) (*judge, error) {
	j := &judge{course: c, building: buildLimits, running: testLimits,
		home: filepath.Join(temp, "home")}
	if err := os.Mkdir(j.home, 0o755); err != nil {
		return nil, err
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		return nil, fmt.Errorf("the go command is needed to build hand-ins: %w", err)
	}
	if j.goTool, err = filepath.Abs(goTool); err != nil {
		return nil, err
	}
	cache, err := exec.Command(j.goTool, "env", "GOCACHE").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOCACHE: %w", err)
	}
	// Without a HOME (on Windows an AppData) the go command keeps no telemetry, for which it would
	// start processes that outlive it and write while the temporary folder is being removed.
	j.env = []string{
		"GOENV=off", "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local", "CGO_ENABLED=0",
		"GOCACHE=" + strings.TrimSpace(string(cache)), "GOPATH=" + j.home,
		"PATH=" + filepath.Dir(j.goTool), "TMPDIR=" + temp, "TEMP=" + temp, "TMP=" + temp,
	}
	if runtime.GOOS == "windows" {
		j.env = append(j.env, "SYSTEMROOT="+os.Getenv("SYSTEMROOT"))
	}
	version, err := exec.Command(j.goTool, "version").Output()
	if err != nil {
		return nil, fmt.Errorf("go version: %w", err)
	}
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			return nil, err
		}
		if tc.digest, err = e.digest(string(version)); err != nil {
			return nil, err
		}
		j.cases = append(j.cases, tc)
	}
	return j, nil
}

// digest is a number for all that the results of an exercise depend on, but for the handed-in file.
func (e *exercise) digest(goVersion string) (string, error) {
	files := []string{e.tests(), e.hidden(), filepath.Join(e.root, "exercises", "go.mod")}
	for _, folder := range []string{"check", "given"} {
		names, err := filepath.Glob(filepath.Join(e.root, "exercises", folder, "*.go"))
		if err != nil {
			return "", err
		}
		files = append(files, names...)
	}
	h := sha256.New()
	io.WriteString(h, goVersion)
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
	tc := &testCase{exercise: e}
	var err error
	if tc.handedOut, err = os.ReadFile(e.stub()); err != nil {
		return nil, err
	}
	if tc.hiddenCode, err = os.ReadFile(e.hidden()); err != nil {
		return nil, err
	}
	for _, name := range []string{e.tests(), e.hidden()} {
		list, err := e.readTests(name)
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			tc.tests = append(tc.tests, gradedTest{t, name == e.hidden()})
		}
	}
	return tc, nil
}

// judge returns the results of some exercises' handed-in files, which guard has let through.
func (j *judge) judge(ctx context.Context, code handedInCode) (results, error) {
	dir, err := os.MkdirTemp(filepath.Dir(j.home), "build-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	log, err := j.build(ctx, dir, code)
	if errors.Is(err, errBuildTooLong) && len(code) > 1 {
		return j.judgeSingly(ctx, code)
	}
	if err != nil {
		return nil, err
	}
	all := results{}
	for tc := range code {
		binary := filepath.Join(dir, tc.name+".test")
		if !exists(binary) {
			binary += ".exe"
		}
		if !exists(binary) {
			message := buildErrors(log, tc)
			if message == "" { // go or the machine, not the file
				return nil, fmt.Errorf("building %s: %s", tc.name, tests.Cut(log, 400))
			}
			all[tc] = &exerciseResult{Status: build, Message: message}
			continue
		}
		r := new(exerciseResult)
		for _, test := range tc.tests {
			t, err := j.runTest(ctx, binary, test.Name, tc.file())
			if err != nil {
				return nil, err
			}
			r.Tests = append(r.Tests, t)
		}
		all[tc] = r
	}
	return all, nil
}

// judgeSingly lets no exercise wait for another whose file keeps the compiler busy.
func (j *judge) judgeSingly(ctx context.Context, code handedInCode) (results, error) {
	all := results{}
	for tc := range code {
		one, err := j.judge(ctx, handedInCode{tc: code[tc]})
		if err != nil {
			return nil, err
		}
		all[tc] = one[tc]
	}
	return all, nil
}

var errBuildTooLong = errors.New("the build was stopped, because it took too long")

// build compiles the test binaries into dir, as many as can be, and returns what go printed.
func (j *judge) build(ctx context.Context, dir string, code handedInCode) (log string, err error) {
	args := []string{"test", "-c", "-vet=off", "-trimpath", "-ldflags=-s -w", "-p=1",
		"-o", dir + string(filepath.Separator)}
	overlay := map[string][]byte{}
	for tc := range code {
		overlay[tc.exercise.stub()], overlay[tc.hiddenAt()] = code[tc], tc.hiddenCode
	}
	file, err := writeOverlay(dir, overlay)
	if err != nil {
		return "", err
	}
	args = append(args, "-overlay="+file)
	for tc := range code {
		args = append(args, "./"+tc.name)
	}
	in := filepath.Join(j.course.root, "exercises")
	o, err := runLimited(ctx, j.building, in, j.env, j.goTool, args...)
	if o.tooLong {
		return "", errBuildTooLong
	}
	return o.output, err
}

// stopped is what go says of a compiler or a linker that was killed at its limit: which one of this
// machine's, and not why.
var stopped = regexp.MustCompile(`: \S+: signal: .*`)

// buildErrors returns what the compiler says of one exercise's file, or of its own end if the file
// was too much for it, and nothing if it does not speak of that exercise.
func buildErrors(log string, tc *testCase) string {
	position := regexp.MustCompile(`\S*[/\\]` + regexp.QuoteMeta(tc.file()) + `:`)
	var lines []string
	mine := false
	for line := range strings.Lines(log) {
		line = strings.TrimRight(line, "\n")
		if header, ok := strings.CutPrefix(line, "# "); ok {
			mine = strings.Contains(header, "exercises/"+tc.name)
			continue
		}
		line = stopped.ReplaceAllString(line, ": the compiler took too long and was stopped")
		if (mine || strings.HasPrefix(line, "exercises/"+tc.name)) && len(lines) < 12 {
			lines = append(lines, position.ReplaceAllString(line, tc.file()+":"))
		}
	}
	return strings.Join(lines, "\n")
}

// runTest runs one test in a process of its own. It has passed if the process says so and ends
// well.
func (j *judge) runTest(ctx context.Context, binary, name, file string) (testResult, error) {
	env := append(j.env[:len(j.env):len(j.env)], "GOMAXPROCS=1", "EXERCISES_SEED="+j.seed)
	o, err := runLimited(ctx, j.running, j.home, env, binary,
		"-test.run=^"+name+"$", "-test.v", "-test.paniconexit0")
	if err == nil && (o.exit == 126 || o.exit == 127) { // the shell's words for: it cannot be run
		err = fmt.Errorf("running %s: %s", binary, tests.Cut(o.output, 400))
	}
	if err != nil {
		return testResult{}, err
	}
	return verdict(name, file, o), nil
}
