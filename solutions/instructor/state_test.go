package main

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestOneSeed draws the seed of a class in several runs at the same time. All must get the same one.
func TestOneSeed(t *testing.T) {
	for range 50 {
		state := filepath.Join(t.TempDir(), "state")
		seeds, start := make([]string, 8), make(chan bool)
		var wait sync.WaitGroup
		for i := range seeds {
			wait.Add(1)
			go func() {
				defer wait.Done()
				<-start
				seed, err := classSeed(state)
				if seeds[i] = seed; err != nil {
					t.Error(err)
				}
			}()
		}
		close(start)
		wait.Wait()
		stored := strings.TrimSpace(text(t, state, "seed"))
		for _, seed := range seeds {
			if seed != stored || seed == "" {
				t.Fatalf("the runs use the seeds %q, and %q is stored", seeds, stored)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(state, "*")); len(left) != 1 {
			t.Errorf("%q are left", left)
		}
	}
}

// TestState checks under which conditions a stored result is found. An incomplete file is ignored.
func TestState(t *testing.T) {
	tc := &testCase{exercise: &exercise{name: "01-a"}, digest: "tests"}
	with := func(change func(g *grader)) *grader {
		g := &grader{judge: &judge{seed: "1", running: testLimits}, state: t.TempDir()}
		change(g)
		return g
	}
	g := with(func(*grader) {})
	if g.settled(tc, []byte("abc")) != nil {
		t.Error("there is a result before there is one")
	}
	want := &exerciseResult{Tests: []testResult{{Name: "TestOne", Status: pass}}}
	if err := g.settle(tc, []byte("abc"), want); err != nil {
		t.Fatal(err)
	}
	if got := g.settled(tc, []byte("abc")); got == nil || got.of("TestOne").Status != pass {
		t.Errorf("got %+v", got)
	}
	if g.settled(tc, []byte("abd")) != nil {
		t.Error("another file has the result of this one")
	}
	other := *tc
	other.digest = "other tests"
	if g.settled(&other, []byte("abc")) != nil {
		t.Error("with other tests the result is still that of the old ones")
	}
	for name, change := range map[string]func(*grader){
		"seed": func(g *grader) { g.seed = "2" }, "limits": func(g *grader) { g.running.cpuSeconds++ },
	} {
		changed := with(change)
		if changed.state = g.state; changed.settled(tc, []byte("abc")) != nil {
			t.Errorf("with another %s the result is still the old one", name)
		}
	}
	write(t, g.stateFile(tc, []byte("abc")), `{"tests":[{"name":"Te`)
	if g.settled(tc, []byte("abc")) != nil {
		t.Error("half a file is taken for a result")
	}
}
