package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// judge returns the result of one submitted file that guard has accepted. An error means that the
// exercise could not be graded. An error about the submission's limits can come with a result, which
// then lacks only the explanation.
//
// A result must depend on the code only. If the machine could have caused an end, the tests run
// again while no other submission is running, together with the worked answer under the same
// limits.
func (j *judge) judge(ctx context.Context, s *spent, tc *testCase, code []byte) (*exerciseResult, error) {
	dir := filepath.Join(j.tools.temp, fmt.Sprintf("build-%d", j.folders.Add(1)))
	defer os.RemoveAll(dir)
	t, err := j.beside(ctx, s, dir, tc, code)
	if err != nil {
		return nil, err
	}
	r := t.result(tc)
	if r == nil {
		if r, err = j.repeat(ctx, s, dir, tc, code, t); err != nil {
			return nil, err
		}
	}
	return r, j.explain(ctx, s, dir, tc, code, r)
}

// repeat repeats a doubtful attempt while no other submission is graded.
func (j *judge) repeat(ctx context.Context, s *spent, dir string, tc *testCase, code []byte, t *trial) (
	*exerciseResult, error) {
	j.alone.Lock()
	defer j.alone.Unlock()
	return j.again(ctx, s, dir, tc, code, t)
}

// beside makes an attempt while other submissions are graded.
func (j *judge) beside(ctx context.Context, s *spent, dir string, tc *testCase, code []byte) (*trial, error) {
	j.alone.RLock()
	defer j.alone.RUnlock()
	return j.attempt(ctx, s, dir, tc, code, nil)
}

// trial is the outcome of one attempt to grade an exercise.
type trial struct {
	whole   *exerciseResult       // the final result if no test could run
	settled map[string]testResult // final results, by test
	doubts  map[string]*doubt     // by test; "" is the build
}

// result returns the result if there are no doubts.
func (t *trial) result(tc *testCase) *exerciseResult {
	if t == nil || len(t.doubts) > 0 {
		return nil
	}
	if t.whole != nil {
		return t.whole
	}
	r := new(exerciseResult)
	for _, test := range tc.tests {
		r.Tests = append(r.Tests, t.settled[test.Name])
	}
	return r
}

// attempt builds the file in dir and runs the tests that have no final result yet.
func (j *judge) attempt(ctx context.Context, s *spent, dir string, tc *testCase, code []byte,
	settled map[string]testResult) (*trial, error) {
	t := &trial{settled: map[string]testResult{}, doubts: map[string]*doubt{}}
	binary, whole, d, err := j.build(ctx, s, dir, tc, code)
	if err != nil {
		return nil, err
	}
	if t.whole = whole; d != nil {
		t.doubts[""] = d
	}
	if whole != nil || d != nil {
		return t, nil
	}
	stopped := 0
	for _, test := range tc.tests {
		name := test.Name
		r, known := settled[name]
		switch {
		case stopped >= limitsReached:
			t.settled[name] = testResult{Name: name, Status: unrun, Message: unrunMessage}
			continue
		case !known || r.Status == unrun:
			var d *doubt
			if r, d, err = j.runTest(ctx, s, binary, name, tc.file()); err != nil {
				return nil, err
			}
			if d != nil {
				t.doubts[name] = d
			}
		}
		if t.doubts[name] == nil {
			t.settled[name] = r
		}
		if r.Status == timeout || r.Status == memory || r.Status == flood {
			stopped++
		}
	}
	return t, nil
}

// attempts is the maximum number of repetitions.
const attempts = 4

// again repeats doubtful tests until each has a final result. An attempt counts if the worked
// answer passes. A test is settled if it has a final result, or if it ends the same way in two
// attempts.
func (j *judge) again(ctx context.Context, s *spent, dir string, tc *testCase, code []byte, first *trial) (
	*exerciseResult, error) {
	settled, last := first.settled, map[string]*doubt{}
	why := first.why()
	for n := range attempts {
		if n > 0 && !wait(ctx, j.pause) {
			return nil, ctx.Err()
		}
		answer, err := j.attempt(ctx, s, dir, tc, tc.answer, nil)
		if err != nil {
			return nil, err
		}
		if err := answer.passes(); err != nil {
			why = fmt.Errorf("the worked answer fails as well: %w", err)
			continue
		}
		t, err := j.attempt(ctx, s, dir, tc, code, settled)
		if err != nil {
			return nil, err
		}
		for name, d := range t.doubts {
			before := last[name]
			if d.machine || before == nil || before.machine ||
				before.result.Status != d.result.Status {
				continue
			}
			delete(t.doubts, name)
			if name == "" {
				t.whole = &exerciseResult{Status: d.result.Status, Message: d.result.Message}
			} else {
				t.settled[name] = d.result
			}
		}
		if len(t.doubts) == 0 {
			return t.result(tc), nil
		}
		settled, last, why = t.settled, t.doubts, t.why()
	}
	return nil, why
}

// why returns the reason of one doubt as a message to the instructor.
func (t *trial) why() error {
	for _, d := range t.doubts {
		return errors.New(d.why)
	}
	return nil
}

// passes returns nil if every test has passed.
func (t *trial) passes() error {
	if len(t.doubts) > 0 {
		return t.why()
	}
	if t.whole != nil {
		return errors.New(t.whole.Message)
	}
	for name, r := range t.settled {
		if r.Status != pass {
			return fmt.Errorf("%s ends with %q: %s", name, r.Status, r.Message)
		}
	}
	return nil
}

// wait waits for the duration d. It returns false if ctx is done first.
func wait(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
