package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// TestRecorded submits a table with the results of the worked answer under the students' seed. With
// this seed the table would pass every test. With the seed of a class it passes none, because every
// test has random numbers.
func TestRecorded(t *testing.T) {
	t.Parallel()
	onlyLong(t)
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	const end = "\treturn dX\n"
	key := `key := fmt.Sprint(l.Input.Data, l.Weights.Data, outputError.Data)`
	record := strings.Replace(answer, end, "\t"+key+`
	fmt.Printf("\nrecorded\t%q: {%#v, %#v, %#v},\n", key, dX.Data, l.WeightsError.Data, l.BiasesError.Data)
`+end, 1)
	record = strings.Replace(record, "\nimport ", "\nimport \"fmt\"\nimport ", 1)
	e := mustCases(t, attackedExercise)[0].exercise
	v := &variant{e: e, id: "recorded", code: []byte(record), tests: []string{e.tests(), e.hidden()}}
	if err := c.runVariants(context.Background(), []*variant{v}); err != nil || v.failed() {
		t.Fatal(err, v.broken, v.output)
	}
	table, seen := "", map[string]bool{}
	for line := range strings.Lines(v.output) {
		if entry, ok := strings.CutPrefix(line, "recorded"); ok && !seen[entry] {
			table, seen[entry] = table+entry, true
		}
	}
	body := answer[strings.Index(answer, "\tX, W, dY := "):strings.Index(answer, end)]
	replay := strings.Replace(answer, body, "\t"+key+`
	r := recorded[key]
	of := func(n, m int, data []float64) *given.Matrix {
		return given.NewMatrix(n, m).Add(&given.Matrix{Rows: n, Cols: m, Data: data})
	}
	dX := of(l.Input.Rows, l.Input.Cols, r[0])
	l.WeightsError, l.BiasesError = of(l.Weights.Rows, l.Weights.Cols, r[1]), of(1, l.Weights.Cols, r[2])
`, 1) + "\nvar recorded = map[string][3][]float64{\n" + table + "}\n"
	replay = strings.Replace(replay, "\nimport ", "\nimport \"fmt\"\nimport ", 1)
	for seed, want := range map[string]float64{"": 10, "of the class": 0} {
		st, _ := gradeAnn(t, map[string]string{attackedExercise: replay},
			func(g *grader) { g.seed = seed })
		newSettings().markAll(st, mustCases(t, attackedExercise))
		if score, _ := st.total(); score != want || st.ungraded != nil {
			t.Errorf("with the seed %q: %v points, want %v; %v %+v", seed, score, want, st.ungraded,
				st.results[attackedExercise])
		}
	}
}

// TestClassSeed checks that the seed of a class is drawn once and that no student sees it.
func TestClassSeed(t *testing.T) {
	t.Parallel()
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	dir, out := t.TempDir(), t.TempDir()
	settings := filepath.Join(t.TempDir(), "settings")
	write(t, settings, strings.Replace(text(t, only(t, c, attackedExercise)), "seed tests\n", "", 1))
	writeFolder(t, filepath.Join(dir, "ann"), map[string]string{attackedFile: strings.Replace(answer,
		"return dX", "return dX.ScaledBy(2)", 1)})
	seeds := map[string]bool{}
	for range 2 {
		if err := c.gradeClass(context.Background(), io.Discard,
			gradeOptions{dir: dir, out: out, settings: settings}); err != nil {
			t.Fatal(err)
		}
		seeds[text(t, out, "state", "seed")] = true
	}
	other, err := classSeed(t.TempDir())
	if err != nil || len(other) < 20 || seeds[other+"\n"] || len(seeds) != 1 {
		t.Errorf("the seeds are %v, and that of another class %q, %v", seeds, other, err)
	}
	for seed := range seeds {
		for name := range snapshot(t, filepath.Join(out, "students")) {
			if strings.Contains(text(t, out, "students", name), strings.TrimSpace(seed)) {
				t.Errorf("%s has the seed in it", name)
			}
		}
	}
	empty := t.TempDir()
	write(t, filepath.Join(empty, "seed"), "\n")
	if _, err := classSeed(empty); err == nil {
		t.Error("an empty file is taken for a seed")
	}
}

// TestLongSeeds checks that the worked answers pass with many seeds, because a class can have any.
// TestExercises has two of them.
func TestLongSeeds(t *testing.T) {
	onlyLong(t)
	t.Parallel()
	const n = 1000
	c := open(t)
	var all []*variant
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, &variant{e: e, id: "seeds", code: tc.answer, tests: []string{e.tests(), e.hidden()}})
	}
	dir := t.TempDir()
	binary := filepath.Join(dir, "seeds.exe")
	if err := c.buildVariants(dir, binary, all); err != nil {
		t.Fatal(err)
	}
	for k := range n {
		for _, v := range all {
			v.seed = fmt.Sprint("seed ", k)
			if v.run(context.Background(), binary); v.failed() {
				t.Errorf("%s fails with the seed %q:\n%s", v.e.name, v.seed, v.output)
			}
		}
	}
}
