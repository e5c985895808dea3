package main

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// TestCheapMistake submits files that want to be charged less: they print the name or the failures of
// a known mistake, or agree with it on some inputs only. None of them may earn more than its tests.
func TestCheapMistake(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	j := newTestJudge(t)
	i := slices.IndexFunc(j.cases, func(tc *testCase) bool { return tc.name == "07-sgd-momentum" })
	tc := j.cases[i]
	const line = "V = V.ScaledBy(β).Add(dW.ScaledBy(1 - β))"
	const keras = "the new gradient lacks its weight 1 - β, as in Keras"
	// with replaces the line. K is the line of the mistake, and G is garbage.
	with := func(lines, declarations string) string {
		lines = strings.NewReplacer("K;", "V = V.ScaledBy(β).Add(dW);", "G;", "V = V.ScaledBy(β).Subtract(dW.ScaledBy(7));").Replace(lines)
		code := strings.Replace(string(tc.answer), line, lines, 1) + declarations
		if strings.Contains(lines, "fmt.") {
			code = strings.Replace(code, "\nimport ", "\nimport \"fmt\"\nimport ", 1)
		}
		return code
	}
	honest := submitCode(t, j, newSettings(), tc, with("K;", ""))
	if !slices.Equal(honest.result.Causes, []string{keras}) || honest.score != 9 || honest.max != 12 || honest.each() != 1 {
		t.Fatalf("the mistake itself earns %v of %v, each %v; causes %q", honest.score, honest.max, honest.each(), honest.result.Causes)
	}
	failure := honest.result.of("TestRandomUpdates").Message
	for _, tt := range []struct {
		name, code string
		explained  bool
	}{
		{"written differently, with debug output", with(`for i, v := range V.Data { V.Data[i] = dW.Data[i] + β*v }; fmt.Println("V", V, "known mistake: nothing")`, ""), true},
		{"the failure and the name are printed", with("G; fmt.Println(`    "+failure+"`)", ""), false},
		{"garbage for some numbers", with("if W.Data[0] > 0.5 && W.Data[0] < 0.6 { G; } else { K; }", ""), false},
		{"garbage for large matrices", with("if W.Rows <= 4 && W.Cols <= 4 { K; } else { G; }", ""), false},
		{"the name is printed", with(`G; fmt.Println("x_test.go:1: x\nknown mistake: `+keras+`\n")`, ""), false},
		{"garbage for the matrices of one test", with("if W.Rows == 4 && W.Cols == 3 { G; } else { K; }", ""), false},
		{"garbage in the first calls", with("if calls++; calls < 7 { G; } else { K; }", "\nvar calls int\n"), false},
		{"garbage after many calls", with("if calls++; calls > 600 { G; } else { K; }", "\nvar calls int\n"), false},
		{"a panic for large matrices", with(`if W.Rows > 4 { panic("x") }; K;`, ""), false},
		{"a crash on random inputs", with("if len(W.Data) == 2 { K; } else { select {} }", ""), false},
		{"an endless loop on random inputs", with("for len(W.Data) == 5 { }; K;", ""), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := submitCode(t, j, newSettings(), tc, tt.code)
			want := m.each()
			if tt.explained {
				want = honest.score
			}
			if m.score != want || (len(m.result.Causes) > 0) != tt.explained {
				t.Errorf("it earns %v, want %v; each test %v; causes %q %q", m.score, want, m.each(), m.result.Causes, m.result.Tests)
			}
			if m.score > honest.score {
				t.Errorf("it earns more than the mistake: %v", m.score)
			}
		})
	}
}

// TestLazyIsNotExplained compares the trivial answers with all known mistakes and pairs of them. None
// may agree, because a trivial answer would then earn the points of the tests that are not charged.
func TestLazyIsNotExplained(t *testing.T) {
	onlyLong(t)
	j := newTestJudge(t)
	ctx := context.Background()
	for _, tc := range j.cases {
		t.Run(tc.name, func(t *testing.T) {
			k, err := j.known(ctx, tc)
			if err != nil {
				t.Fatal(err)
			}
			variants, _, err := tc.lazyVariants()
			if err != nil {
				t.Fatal(err)
			}
			singles, pairs := k.candidates(nil, nil)
			inParallel(len(variants), func(i int) {
				dir, s := t.TempDir(), new(spent)
				binary, err := j.buildAgree(ctx, s, dir, tc, k, variants[i].code)
				if err != nil {
					t.Errorf("%s: %v", variants[i].id, err)
					return
				}
				for _, versions := range [][]picked{singles, pairs} {
					_, agreeing, err := j.agreeingUsable(ctx, s, k, dir, binary, versions)
					if len(agreeing) > 0 || err != nil {
						t.Errorf("%s agrees with %v, %v", variants[i].id, agreeing, err)
					}
				}
			})
			t.Logf("%d trivial answers, %d mistakes, %d pairs", len(variants), len(singles), len(pairs))
		})
	}
}
