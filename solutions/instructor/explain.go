package main

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// explain looks for one known mistake, or two in different functions, that explains all failures of
// a submission, and stores the names in its result. The code of the mistake takes the place of the
// answer: the submission must return the same as the mistake for random inputs, and every test must
// end in the same way, with the same values in its failures.
//
// So an explained submission fails the tests that the mistake fails, and earns what the mistake
// earns. What a submission prints decides only which mistakes are tried first. dir contains the build of
// the submission.
func (j *judge) explain(ctx context.Context, s *spent, dir string, tc *testCase, code []byte, r *exerciseResult) error {
	if !r.explainable() {
		return nil
	}
	err := j.explainOnce(ctx, s, dir, tc, code, r, false)
	if err == nil || ctx.Err() != nil || errors.As(err, new(errSpent)) {
		return err
	}
	return j.explainOnce(ctx, s, dir, tc, code, r, true)
}

// explainable reports whether tests have failed and all have ended by themselves. Tests that call an
// unwritten function have not failed.
func (r *exerciseResult) explainable() bool {
	failed := false
	for _, t := range r.Tests {
		if t.Status != pass && t.Status != fail && t.Status != panics && t.Status != todo {
			return false
		}
		failed = failed || t.failed()
	}
	return failed
}

// explainOnce returns an error if the machine could have prevented an explanation. If again is true, the
// submission is built again.
func (j *judge) explainOnce(ctx context.Context, s *spent, dir string, tc *testCase, code []byte, r *exerciseResult,
	again bool) error {
	j.alone.RLock()
	defer j.alone.RUnlock()
	k, err := j.known(ctx, tc)
	if err != nil || !k.ready {
		return err
	}
	if again {
		_, whole, d, err := j.build(ctx, s, dir, tc, code)
		if err == nil && (whole != nil || d != nil) {
			err = errors.New("the file does not build a second time")
		}
		if err != nil {
			return err
		}
	}
	compare, err := j.linkAgree(ctx, s, dir, tc, k)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, t := range r.Tests {
		named[t.Mistake] = true
	}
	e := &explanation{j: j, spent: s, dir: dir, tc: tc, k: k, code: code, result: r}
	todo := unwritten(code, toWrite(tc.handedOut))
	singles, pairs := k.candidates(named, todo)
	for _, versions := range [][]picked{singles, pairs} {
		var agreeing []picked
		e.print, agreeing, err = j.agreeingUsable(ctx, s, k, dir, compare, versions)
		if err != nil || e.print == "" {
			return err
		}
		if len(todo) == 0 {
			r.Fingerprint = e.print
		}
		for _, p := range agreeing {
			want, err := k.run(ctx, j, tc, p)
			if err != nil {
				return err
			}
			if same, err := e.endsLike(ctx, want); err != nil {
				return err
			} else if same {
				r.Causes, r.Fingerprint = k.names(p), ""
				return nil
			}
		}
	}
	return e.inPlace(ctx, singles)
}

func (k *known) names(p picked) []string {
	names := []string{k.list[p.first-1].name}
	if p.second > 0 {
		names = append(names, k.list[p.second-1].name)
	}
	return names
}

// fingerprint returns the fingerprint of a file, or "" if it has none.
func (j *judge) fingerprint(ctx context.Context, tc *testCase, code []byte) (string, error) {
	j.alone.RLock()
	defer j.alone.RUnlock()
	k, err := j.known(ctx, tc)
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(j.tools.temp, "build-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	s := new(spent)
	compare, err := j.buildAgree(ctx, s, dir, tc, k, code)
	if err != nil {
		return "", err
	}
	print, _, err := j.agreeing(ctx, s, dir, compare, nil)
	return print, err
}

// buildAgree compiles a file and builds the program that compares it with the mistakes.
func (j *judge) buildAgree(ctx context.Context, s *spent, dir string, tc *testCase, k *known, code []byte) (string, error) {
	if err := os.WriteFile(filepath.Join(dir, tc.file()), code, 0o644); err != nil {
		return "", err
	}
	config, err := j.tools.importConfig(dir, nil)
	if err != nil {
		return "", err
	}
	if err := j.steps(ctx, s, dir, [][]string{
		append([]string{j.tools.compiler}, j.tools.compile(dir, config, "exercises/"+tc.name, "own.a", tc.file())...),
	}); err != nil {
		return "", err
	}
	return j.linkAgree(ctx, s, dir, tc, k)
}

// linkAgree builds the program that compares a compiled file with the mistakes.
func (j *judge) linkAgree(ctx context.Context, s *spent, dir string, tc *testCase, k *known) (string, error) {
	own, path := "exercises/"+tc.name, tc.knownPath()
	for _, name := range []string{knownArchive, probeArchive} {
		if err := copyFile(filepath.Join(dir, name), filepath.Join(k.dir, name)); err != nil {
			return "", err
		}
	}
	for name, data := range map[string][]byte{"probe.go": tc.probeCode, "compare.go": []byte(compareProgram),
		"agree.go": agreeProgram(own, path)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return "", err
		}
	}
	config, err := j.tools.importConfig(dir, map[string]string{own: "own.a", own + "/probe": "probe.a",
		path: knownArchive, path + "/probe": probeArchive})
	if err != nil {
		return "", err
	}
	binary := filepath.Join(dir, "agree.exe")
	return binary, j.steps(ctx, s, dir, [][]string{
		append([]string{j.tools.compiler}, j.tools.compile(dir, config, own+"/probe", "probe.a", "probe.go")...),
		append([]string{j.tools.compiler}, j.tools.compile(dir, config, "main", "main.a", "agree.go", "compare.go")...),
		j.tools.link(config, binary),
	})
}

// agreeing returns the fingerprint of a submission, and the versions with which it agrees on random
// inputs. The program writes them to a file, which the submission cannot reach. A submission that
// does not end in time, or ends the program, has no fingerprint and agrees with none.
func (j *judge) agreeing(ctx context.Context, s *spent, dir, binary string, versions []picked) (
	print string, all []picked, err error) {
	file := filepath.Join(dir, "agreeing")
	args := []string{file}
	for _, p := range versions {
		args = append(args, p.String())
	}
	o, err := j.run(ctx, s, j.comparing, dir, j.testEnv(), binary, args...)
	if err != nil {
		return "", nil, err
	}
	switch {
	case o.cause == bySignal && o.peakMB >= j.comparing.memoryMB/4: // the system lacks the memory
		return "", nil, nil
	case o.cause == bySignal, o.cause == atWallLimit, o.exit == 3, o.exit == 126, o.exit == 127:
		return "", nil, errors.New("comparing with the known mistakes: " + string(o.cause) + ": " + o.output)
	case o.cause != byItself, o.exit != 0:
		return "", nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", nil, err
	}
	words := strings.Fields(string(data))
	for _, p := range versions {
		if slices.Contains(words[1:], p.String()) {
			all = append(all, p)
		}
	}
	return words[0], all, nil
}

// agreeingUsable is agreeing for those versions whose mistakes can explain something. Testing this takes a
// process for each mistake, so normally it tests only those that agree.
func (j *judge) agreeingUsable(ctx context.Context, s *spent, k *known, dir, binary string, versions []picked) (
	print string, all []picked, err error) {
	print, all, err = j.agreeing(ctx, s, dir, binary, versions)
	if err == nil && print == "" { // a mistake could be the reason, by an endless loop
		n := len(versions)
		if versions, err = k.usable(ctx, j, versions); err == nil && len(versions) < n {
			print, all, err = j.agreeing(ctx, s, dir, binary, versions)
		}
	}
	if err == nil {
		all, err = k.usable(ctx, j, all)
	}
	return print, all, err
}

// explanation is the search for the cause of a submission's failures.
type explanation struct {
	j      *judge
	spent  *spent
	dir    string // with the build of the submission
	tc     *testCase
	k      *known
	code   []byte
	result *exerciseResult
	print  string     // the fingerprint of the submission
	own    []quietRun // of the submission
}

// endsLike reports whether the tests of the submission, in its result and without what it prints, end
// like those of a mistake.
func (e *explanation) endsLike(ctx context.Context, want []quietRun) (bool, error) {
	if e.own == nil {
		var err error
		e.own, _, err = e.j.quietRuns(ctx, e.spent, e.tc, filepath.Join(e.dir, testsBinary), "quiet")
		if err != nil {
			return false, err
		}
	}
	if len(want) == 0 || len(want) != len(e.own) { // a test has no final end
		return false, nil
	}
	for i, w := range want {
		if e.result.Tests[i].Status != w.status || e.own[i].status != w.status || !sameOutput(e.own[i].output, w.output) {
			return false, nil
		}
	}
	return true, nil
}

var (
	aNumber   = regexp.MustCompile(`[-+]?\d+(\.\d+)?(e[-+]?\d+)?`)
	aDuration = regexp.MustCompile(`\(\d+\.\d+s\)`)
	aPanic    = regexp.MustCompile(`(?s)(panic at |\S+ not written yet: ).*?(\n *(---|===) |$)`)
	aFailure  = regexp.MustCompile(`(?m)^ *\w+\.go:\d+: `)
)

// sameOutput compares the outputs of two tests. Numbers may differ by rounding, and the places and
// messages of panics by how the code is written.
func sameOutput(a, b string) bool {
	x, y := failures(a), failures(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if !sameText(x[i], y[i]) {
			return false
		}
	}
	return true
}

// failures splits an output at its failures.
func failures(output string) []string {
	output = aDuration.ReplaceAllString(output, "")
	var parts []string
	last := 0
	for _, at := range aFailure.FindAllStringIndex(output, -1) {
		parts, last = append(parts, output[last:at[0]]), at[0]
	}
	parts = append(parts, output[last:])
	for i, p := range parts {
		parts[i] = aPanic.ReplaceAllString(p, "panic$2")
	}
	return parts
}

// sameText compares words and numbers. Tests print values with six digits, and differences with
// three.
func sameText(a, b string) bool {
	a, farA, _ := strings.Cut(a, "how far:")
	b, farB, _ := strings.Cut(b, "how far:")
	return sameNumbers(a, b, 2e-5) && sameNumbers(farA, farB, 0.02)
}

func sameNumbers(a, b string, tolerance float64) bool {
	words := func(s string) string { return strings.Join(strings.Fields(aNumber.ReplaceAllString(s, " # ")), " ") }
	x, y := aNumber.FindAllString(a, -1), aNumber.FindAllString(b, -1)
	if words(a) != words(b) || len(x) != len(y) {
		return false
	}
	for i := range x {
		v, _ := strconv.ParseFloat(x[i], 64)
		w, _ := strconv.ParseFloat(y[i], 64)
		if math.Abs(v-w) > tolerance*math.Abs(w)+1e-9 {
			return false
		}
	}
	return true
}
