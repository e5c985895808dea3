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

// TestEachMistakeOnce submits known mistakes, all of them with LONG=1. Each is charged one test,
// unless it draws from a generator of its own, so that its results cannot be repeated, or is trivial
// in its functions. It has its own name, or that of a mistake that always does the same.
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
					otherName++
					if !slices.ContainsFunc(k.list, func(other *knownMistake) bool {
						return slices.Contains(m.result.Causes, other.name) &&
							hides(t, j, tc, picked{first: known.number}, other.number)
					}) {
						t.Errorf("%s is named %q", known.file, m.result.Causes)
					}
				}
			})
		})
	}
	t.Logf("%d mistakes, %d of them charged for each test, %d with another name, which is true, too; points lost: %.1f %% for each test, %.1f %% once",
		count, each, otherName, 100*before/float64(count), 100*after/float64(count))
}

// TestTrivialVersions makes the trivial versions of the functions that known mistakes change. A mistake can
// change only helpers of the worked answer, of which trivial answers have no version of their own.
func TestTrivialVersions(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	for _, e := range open(t).exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		list, alternatives, err := tc.knownMistakes()
		if err != nil {
			t.Error(err)
			continue
		}
		right, err := readSourceFile(tc.answer)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range alternatives[len(list):] {
			if trivial, err := readSourceFile(code); err != nil || len(trivial.changed(right)) == 0 {
				t.Errorf("%s: a trivial version is the worked answer; %v", tc.name, err)
			}
		}
	}
}

// TestTwoMistakes submits 50 pairs of mistakes in different functions, of all exercises. They are
// charged two tests, and both are named. In a pair, one mistake can hide the other: then it is the only
// one, and the pair does not count. The random inputs that show this are not those of the grading.
func TestTwoMistakes(t *testing.T) {
	onlyLong(t)
	j := newTestJudge(t)
	const n = 50
	type pair struct {
		tc   *testCase
		a, b *knownMistake
		code []byte
	}
	rng := rand.New(rand.NewPCG(1, 1))
	var pairs []pair
	seed := j.seed
	j.seed = "not that of the grading"
	for len(pairs) < n {
		tc := j.cases[rng.IntN(len(j.cases))]
		k, err := j.known(context.Background(), tc)
		if err != nil {
			t.Fatal(err)
		}
		_, all := k.candidates(nil, nil)
		if len(all) == 0 {
			continue
		}
		p := all[rng.IntN(len(all))]
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
		if hides(t, j, tc, p, p.first) || hides(t, j, tc, p, p.second) {
			t.Logf("%s: %s + %s: one hides the other", tc.name, filepath.Base(a.file), filepath.Base(b.file))
			continue
		}
		pairs = append(pairs, pair{tc, a, b, code})
	}
	j.seed = seed
	for _, tc := range j.cases {
		tc.known.useful, tc.known.runs = map[picked]bool{}, map[picked][]quietRun{}
	}
	var mu sync.Mutex
	twice, named := 0, 0
	inParallel(n, func(i int) {
		tc, a, b := pairs[i].tc, pairs[i].a, pairs[i].b
		m := submitCode(t, j, newSettings(), tc, string(pairs[i].code))
		mu.Lock()
		defer mu.Unlock()
		if m.score == m.charged(2) && len(m.result.Causes) == 2 {
			twice++
			if slices.Contains(m.result.Causes, a.name) && slices.Contains(m.result.Causes, b.name) {
				named++
				return
			}
		}
		t.Logf("%s: %s + %s: %q, %v of %v, want %v", tc.name, filepath.Base(a.file), filepath.Base(b.file),
			m.result.Causes, m.score, m.max, m.charged(2))
	})
	t.Logf("%d pairs: %d charged twice, both named in %d of them", n, twice, named)
	if twice < n*9/10 || named < n*8/10 {
		t.Errorf("of %d pairs %d are charged twice, and both are named in %d", n, twice, named)
	}
}

// hides reports whether a pair of mistakes returns the same as one of them alone, and all tests end alike.
func hides(t *testing.T, j *judge, tc *testCase, p picked, one int) bool {
	t.Helper()
	single := picked{first: one}
	o, err := j.run(context.Background(), new(spent), j.comparing, j.tools.empty, j.testEnv(), tc.known.program(),
		"useless", p.String(), single.String())
	if err != nil {
		t.Fatal(err)
	}
	if o.exit == 0 {
		return false
	}
	both, err := tc.known.run(context.Background(), j, tc, p)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := tc.known.run(context.Background(), j, tc, single)
	if err != nil {
		t.Fatal(err)
	}
	return slices.EqualFunc(both, alone, func(x, y quietRun) bool {
		return x.status == y.status && sameOutput(x.output, y.output)
	})
}

// TestOtherOrder submits known mistakes in files with another function that is right, but draws its random
// numbers in another order than the worked answer. Each is charged one test. If the other function is wrong,
// or the mistake is only similar to the known one, each test is charged.
func TestOtherOrder(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	j := newTestJudge(t)
	const first, from, to = "13-one-hot-splits", "rng.Perm(n)", "rng.Perm(n + rng.IntN(1))"
	const mean, variance = "standardize_n_minus_1.go", "sum / (n - 1)"
	for _, tt := range []struct {
		exercise, from, to, mistake string
		wrong, with                 string // a second replacement
	}{
		{first, from, to, mean, "", ""},
		{first, from, to, mean, "i, word, 1)", "i, word, 2)"},
		{first, from, to, mean, variance, "sum / (n - 1 + float64(X.Rows/40))"},
		{"09-mini-batches-fit", "net.Rng.Perm(X.Rows)", "net.Rng.Perm(X.Rows + net.Rng.IntN(1))", "fit_truth_in_old_order.go", "", ""},
		{"14-randomized-search", "params.Topology[rng.IntN(len(params.Topology))]",
			"params.Topology[rng.Perm(len(params.Topology))[0]]", "search_last.go", "", ""},
	} {
		t.Run(tt.exercise+" "+tt.with, func(t *testing.T) {
			if !long && tt.exercise != first {
				t.Skip("LONG=1 runs it")
			}
			tc := j.cases[slices.IndexFunc(j.cases, func(tc *testCase) bool { return tc.name == tt.exercise })]
			name := filepath.Join(tc.root, "solutions", tc.name, "testdata", "mistakes", tt.mistake)
			source, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			known, err := makeMistake(name, tc.answer, source)
			if err != nil {
				t.Fatal(err)
			}
			code, causes, charged := string(known.code), []string{known.name}, 1
			for _, r := range [][2]string{{tt.from, tt.to}, {tt.wrong, tt.with}} {
				if strings.Count(code, r[0]) != 1 && r[0] != "" {
					t.Fatalf("%q is not in the code once", r[0])
				}
				code = strings.Replace(code, r[0], r[1], 1)
			}
			m := submitCode(t, j, newSettings(), tc, code)
			if tt.wrong != "" {
				causes, charged = nil, len(m.tests)
			}
			if !slices.Equal(m.result.Causes, causes) || m.score != m.charged(charged) || m.each() == m.charged(1) {
				t.Errorf("it earns %v of %v; causes %q", m.score, m.max, m.result.Causes)
			}
		})
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
