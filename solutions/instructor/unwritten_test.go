package main

import (
	"context"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// TestUnwrittenAndMistake submits known mistakes in files with another function unwritten. The tests of
// the unwritten function are charged, and of the others one.
func TestUnwrittenAndMistake(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	j := newTestJudge(t)
	for _, tc := range j.cases {
		if !long && tc.name != "05-softmax" {
			continue
		}
		t.Run(tc.name, func(t *testing.T) { unwrittenAndMistake(t, j, tc) })
	}
}

func unwrittenAndMistake(t *testing.T, j *judge, tc *testCase) {
	k, err := j.known(context.Background(), tc)
	if err != nil {
		t.Fatal(err)
	}
	stub, err := readSourceFile(tc.handedOut)
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	tried, once := 0, 0
	for n, known := range k.list {
		others := slices.DeleteFunc(slices.Sorted(maps.Keys(toWrite(tc.handedOut))),
			func(name string) bool { return slices.Contains(known.functions, name) })
		wanted := n%8 == 7
		if !long {
			wanted = filepath.Base(known.file) == "forward_not_divided.go"
		}
		if !wanted || len(others) == 0 {
			continue
		}
		name := others[rng.IntN(len(others))]
		code, err := replaceFunctions("the stub", known.code, []byte("package p\n"+stub.texts[name]))
		if err != nil {
			t.Fatal(err)
		}
		m := submitCode(t, j, newSettings(), tc, string(code))
		if !m.result.explainable() { // no other test fails
			continue
		}
		tried++
		singles, _ := k.candidates(nil, map[string]bool{name: true})
		i := slices.IndexFunc(singles, func(p picked) bool { return p.first == known.number })
		useful, err := k.usable(context.Background(), j, singles[i:i+1])
		if err != nil {
			t.Fatal(err)
		}
		causes, charged := 0, m.each()
		if len(useful) > 0 {
			once++
			causes, charged = 1, m.charged(1)
		} else {
			t.Logf("each test of %s without %s is charged", filepath.Base(known.file), name)
		}
		if m.score != charged || len(m.result.Causes) != causes {
			t.Errorf("%s without %s earns %v of %v, want %v; causes %q", filepath.Base(known.file), name,
				m.score, m.max, charged, m.result.Causes)
		}
	}
	t.Logf("%d files, %d charged once", tried, once)
}
