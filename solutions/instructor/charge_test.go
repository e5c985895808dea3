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

	"nn/solutions/internal/tests"
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

// charged is the score if n of the tests that fail are charged, and each test of an unwritten function.
func (m *mark) charged(n int) float64 {
	var failed []float64
	score := m.max
	for _, t := range m.tests {
		switch t.result.Status {
		case pass:
		case todo:
			score -= t.max
		default:
			failed = append(failed, t.max)
		}
	}
	slices.Sort(failed)
	for _, points := range failed[max(0, len(failed)-n):] {
		score -= points
	}
	return score
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

// TestChargeOnce marks four failures, one of them hidden, that one or two mistakes explain.
func TestChargeOnce(t *testing.T) {
	tc := &testCase{exercise: &exercise{name: "01-a"}}
	r := new(exerciseResult)
	for _, test := range []gradedTest{
		{tests.Test{Name: "TestA", Points: 2}, false}, {tests.Test{Name: "TestB", Points: 4}, false},
		{tests.Test{Name: "TestC", Points: 3}, true}, {tests.Test{Name: "TestD", Points: 1}, false},
		{tests.Test{Name: "TestE", Points: 10}, false},
	} {
		tc.tests = append(tc.tests, test)
		r.Tests = append(r.Tests, testResult{Name: test.Name, Status: fail, Mistake: "a guess"})
	}
	r.Tests[4] = testResult{Name: "TestE", Status: pass}
	for _, tt := range []struct {
		settings string
		causes   []string
		score    float64
		says     string
	}{
		{"", nil, 10, ""},
		{"", []string{"it squares"}, 16, "One known mistake explains all tests that fail: it squares. " +
			"Charged: TestB. The same cause: TestA, TestD, 1 hidden test."},
		{"", []string{"it squares", "it adds"}, 13, "Two known mistakes explain all tests that fail: " +
			"it squares; and it adds. Charged: TestB, 1 hidden test. The same cause: TestA, TestD."},
		{"repeated 50", []string{"it squares"}, 13, "Charged: TestB."},
		{"repeated 100", []string{"it squares"}, 10, "Charged: TestB."},
		{"due all 2026-03-01T12:00:00Z\nlate 25\narrived ann 2026-03-02T00:00:00Z", []string{"it squares"}, 12, "Charged: TestB."},
		{"weight 01-a 2", []string{"it squares"}, 32, "Charged: TestB."},
		{"points 01-a TestOne 9\nadjust ann 01-a +2 \"reason\"", []string{"it squares"}, 18, "Charged: TestB."},
		{"excused ann 01-a", []string{"it squares"}, 0, ""},
	} {
		s, err := read(t, tt.settings)
		if err != nil {
			t.Fatal(err)
		}
		r.Causes = tt.causes
		st := &student{name: "ann", results: map[string]*exerciseResult{"01-a": r}}
		s.markAll(st, []*testCase{tc})
		if got := st.marks[0].causes(); st.marks[0].score != tt.score || !strings.Contains(got, tt.says) || tt.says == "" && got != "" {
			t.Errorf("%q, %q: %v points and %q; want %v and %q", tt.settings, tt.causes, st.marks[0].score, got, tt.score, tt.says)
		}
		want := []string{"1 × 01-a: a guess"}
		if len(tt.causes) > 0 {
			want = nil
			for _, name := range slices.Sorted(slices.Values(tt.causes)) {
				want = append(want, "1 × 01-a: "+name)
			}
		}
		if got := commonMistakes(&class{students: []*student{st}}); !slices.Equal(got, want) {
			t.Errorf("%q: the common mistakes are %q, want %q", tt.causes, got, want)
		}
	}
	if _, err := read(t, "repeated 101"); err == nil {
		t.Error("repeated 101 is accepted")
	}
}

// TestEachMistakeOnce submits known mistakes, all of them if LONG is set. Each is charged one test,
// unless it draws from a generator of its own, so that its results cannot be repeated, or is trivial
// in its functions.
func TestEachMistakeOnce(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	j := newTestJudge(t)
	count, each, otherName := 0, 0, 0
	before, after := 0.0, 0.0
	for _, tc := range j.cases {
		if !long && tc.name != "07-sgd-momentum" {
			continue
		}
		t.Run(tc.name, func(t *testing.T) {
			k, err := j.known(context.Background(), tc)
			if err != nil {
				t.Fatal(err)
			}
			var mu sync.Mutex
			inParallel(len(k.list), func(n int) {
				if !long && n%8 != 7 {
					return
				}
				known := k.list[n]
				m := submitCode(t, j, newSettings(), tc, string(known.code))
				usable, err := k.usable(context.Background(), j, []picked{{first: known.number}})
				if err != nil {
					t.Error(err)
					return
				}
				want, causes := m.each(), 0
				if len(usable) > 0 {
					want, causes = m.charged(1), 1
				}
				mu.Lock()
				defer mu.Unlock()
				if m.score != want || len(m.result.Causes) != causes {
					t.Errorf("%s earns %v of %v, want %v; causes %q", known.file, m.score, m.max, want, m.result.Causes)
				}
				count, before, after = count+1, before+1-m.each()/m.max, after+1-m.score/m.max
				switch {
				case len(usable) == 0:
					t.Logf("each test of %s is charged", known.file)
					each++
				case !slices.Contains(m.result.Causes, known.name):
					t.Logf("%s is named %q", known.file, m.result.Causes)
					otherName++
				}
			})
		})
	}
	t.Logf("%d mistakes, %d of them charged for each test, %d with another name; points lost: %.1f %% for each test, %.1f %% once",
		count, each, otherName, 100*before/float64(count), 100*after/float64(count))
}

// TestTrivialVersions makes the trivial versions of the functions that known mistakes change. A mistake can
// change only helpers of the worked answer, which trivial answers do not have.
func TestTrivialVersions(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	for _, e := range open(t).exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := tc.knownMistakes(); err != nil {
			t.Error(err)
		}
	}
}

// TestTwoMistakes submits 50 pairs of mistakes in different functions, of all exercises. They are
// charged two tests.
func TestTwoMistakes(t *testing.T) {
	onlyLong(t)
	j := newTestJudge(t)
	const n = 50
	rng := rand.New(rand.NewPCG(1, 1))
	twice, named := 0, 0
	for tried := 0; tried < n; {
		tc := j.cases[rng.IntN(len(j.cases))]
		k, err := j.known(context.Background(), tc)
		if err != nil {
			t.Fatal(err)
		}
		_, pairs := k.candidates(nil, nil)
		if len(pairs) == 0 {
			continue
		}
		p := pairs[rng.IntN(len(pairs))]
		if usable, err := k.usable(context.Background(), j, []picked{p}); err != nil {
			t.Fatal(err)
		} else if len(usable) == 0 {
			continue
		}
		a, b := k.list[p.first-1], k.list[p.second-1]
		code, err := pairOf(a, b)
		if err != nil {
			continue
		}
		tried++
		m := submitCode(t, j, newSettings(), tc, string(code))
		want := m.charged(2)
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
