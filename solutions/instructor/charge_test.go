package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// submit grades the code of one exercise and returns the mark.
func submitCode(t testing.TB, j *judge, s *settings, tc *testCase, code string) mark {
	t.Helper()
	r, err := j.judge(context.Background(), new(spent), tc, []byte(code))
	if err != nil {
		t.Fatalf("%s: %v", tc.name, err)
	}
	return s.mark(&student{results: map[string]*exerciseResult{tc.name: r}}, tc)
}

// each is the score with the setting that charges each test.
func (m *mark) each() (sum float64) {
	for _, t := range m.tests {
		if t.result.Status == pass {
			sum += t.max
		}
	}
	return sum
}

func newTestJudge(t testing.TB) *judge {
	t.Helper()
	j, err := newJudge(open(t), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	j.seed = "tests"
	return j
}

// TestEachMistakeOnce submits known mistakes. Each is charged one test, unless it draws from a
// generator of its own, so that its results cannot be repeated, or is trivial in its functions.
func TestEachMistakeOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program for each mistake")
	}
	j := newTestJudge(t)
	type outcome struct {
		name          string
		m             mark
		usable, named bool
	}
	var all []outcome
	var mu sync.Mutex
	for i, tc := range j.cases {
		if only := os.Getenv("EX"); only != "" && !strings.HasPrefix(tc.name, only) {
			continue
		}
		k, err := j.known(context.Background(), tc)
		if err != nil {
			t.Fatal(err)
		}
		inParallel(len(k.list), func(n int) {
			if !long && n != 3*i%len(k.list) {
				return
			}
			know := k.list[n]
			m := submitCode(t, j, newSettings(), tc, string(know.code))
			mu.Lock()
			defer mu.Unlock()
			all = append(all, outcome{tc.name + " " + filepath.Base(know.file), m, know.usable, slices.Contains(m.result.Causes, know.name)})
		})
	}
	before, after := 0.0, 0.0
	unusable, unnamed := 0, 0
	for _, o := range all {
		most := 0.0
		for _, tm := range o.m.tests {
			if tm.result.Status != pass {
				most = max(most, tm.max)
			}
		}
		before, after = before+1-o.m.each()/o.m.max, after+1-o.m.score/o.m.max
		switch {
		case !o.usable:
			unusable++
			if o.m.score != o.m.each() {
				t.Errorf("%s is charged %v of %v", o.name, o.m.max-o.m.score, o.m.max)
			}
		case o.m.score != o.m.max-most || len(o.m.result.Causes) != 1:
			t.Errorf("%s loses %v, want %v; causes %q", o.name, o.m.max-o.m.score, most, o.m.result.Causes)
		case !o.named:
			unnamed++
			t.Logf("%s: %q", o.name, o.m.result.Causes)
		}
	}
	n := float64(len(all))
	t.Logf("%d mistakes, %d of them charged for each test, %d with another name; points lost: %.1f %% for each test, %.1f %% once",
		len(all), unusable, unnamed, 100*before/n, 100*after/n)
}

// TestTwoMistakes submits pairs of mistakes in different functions. They are charged two tests.
func TestTwoMistakes(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program for each pair")
	}
	j := newTestJudge(t)
	n := 3
	if long {
		n = 50
	}
	rng := rand.New(rand.NewPCG(1, 1))
	twice, named := 0, 0
	for tried := 0; tried < n; {
		tc := j.cases[rng.IntN(len(j.cases))]
		k, err := j.known(context.Background(), tc)
		if err != nil {
			t.Fatal(err)
		}
		_, pairs := k.candidates(nil)
		if len(pairs) == 0 {
			continue
		}
		p := pairs[rng.IntN(len(pairs))]
		a, b := k.list[p.first-1], k.list[p.second-1]
		code, err := pairOf(a, b)
		if err != nil {
			continue
		}
		tried++
		m := submitCode(t, j, newSettings(), tc, string(code))
		var points []float64
		for _, tm := range m.tests {
			if tm.result.Status != pass {
				points = append(points, -tm.max)
			}
		}
		slices.Sort(points)
		want := m.max
		for _, x := range points[:min(2, len(points))] {
			want += x
		}
		if m.score == want {
			twice++
		}
		if len(m.result.Causes) == 2 && slices.Contains(m.result.Causes, a.name) && slices.Contains(m.result.Causes, b.name) {
			named++
		} else {
			t.Logf("%s: %s + %s: %q, %v of %v, want %v", tc.name, filepath.Base(a.file), filepath.Base(b.file), m.result.Causes, m.score, m.max, want)
		}
	}
	t.Logf("%d pairs: %d charged twice, both named in %d", n, twice, named)
	if twice < n*9/10 || named < n*8/10 {
		t.Errorf("of %d pairs %d are charged twice, and both are named in %d", n, twice, named)
	}
}

// pairOf returns the code with two mistakes.
func pairOf(a, b *knownMistake) ([]byte, error) {
	source, err := os.ReadFile(b.file)
	if err != nil {
		return nil, err
	}
	code, err := replaceFunctions(b.file, a.code, source)
	if err != nil {
		return nil, err
	}
	if _, err := readSourceFile(code); err != nil {
		return nil, errors.New(fmt.Sprint(err))
	}
	return code, nil
}
