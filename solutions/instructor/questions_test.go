package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// TestQuestions asks students with code of their own, without any, with a syntax error, and one who does
// not exist.
func TestQuestions(t *testing.T) {
	c, dir := open(t), t.TempDir()
	_, stub := answerAndStub(t, c, attackedExercise)
	own := strings.Replace(stub, `	panic("not written yet: DenseLayer.BackwardPropagation")
`, `	n := float64(outputError.Rows)
	for i := range outputError.Data {
		outputError.Data[i] += 1 / n
	}
	if l.Input == nil {
		return nil
	}
	return outputError.MatMul(l.Weights.T())
`, 1)
	writeFolder(t, filepath.Join(dir, "ann"), map[string]string{attackedFile: own})
	writeFolder(t, filepath.Join(dir, "max"), map[string]string{attackedFile: own + "}"})
	writeFolder(t, filepath.Join(dir, "ben"), map[string]string{attackedFile: stub})
	ask := func(name, exercise string) (string, error) {
		var shown bytes.Buffer
		err := c.questions(&shown, dir, name, exercise)
		return shown.String(), err
	}
	got, err := ask("ann", "")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(own, "\n")
	asked := 0
	for i, line := range lines {
		place := "dense_backward.go, line " + strings.TrimSpace(string(rune('0'+(i+1)/10))+string(rune('0'+(i+1)%10))) + ","
		if strings.Contains(got, place) {
			asked++
			if strings.TrimSpace(line) == "" || i < 30 {
				t.Errorf("it asks about line %d, which is not the student's: %s", i+1, line)
			}
		}
	}
	if strings.Count(got, "\n   ") < 3 || asked == 0 || !strings.Contains(got, "3. ") ||
		strings.Contains(got, "4. ") || strings.Count(got, "?") < 3 {
		t.Errorf("got\n%s", got)
	}
	if again, _ := ask("ann", "03"); again != got {
		t.Errorf("the second time it asks\n%s", again)
	}
	if _, err := ask("ben", ""); err == nil || !strings.Contains(err.Error(), "no code") {
		t.Errorf("about a stub: %v", err)
	}
	if _, err := ask("max", ""); err == nil || !strings.Contains(err.Error(), "dense_backward.go:") {
		t.Errorf("about a file with a mistake in its syntax: %v", err)
	}
	if _, err := ask("zoe", ""); err == nil || !strings.Contains(err.Error(), `"zoe"`) {
		t.Errorf("about nobody: %v", err)
	}
	writeFolder(t, filepath.Join(dir, "Cy_8_assignsubmission_file_"), map[string]string{attackedFile: own})
	writeFolder(t, filepath.Join(dir, "Cy_9_assignsubmission_file_"), map[string]string{attackedFile: own})
	if _, err := ask("Cy", ""); err == nil || !strings.Contains(err.Error(), `Cy 8 (write "Cy 8"), Cy 9`) {
		t.Errorf("about two students: %v", err)
	}
	t.Log(got)
}

// TestQuestionsOfAnswers checks that there are three questions of three kinds about every answer.
func TestQuestionsOfAnswers(t *testing.T) {
	c := open(t)
	cases, err := c.cases()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range cases {
		answer, _ := answerAndStub(t, c, tc.name)
		kinds := map[string]bool{}
		all, _ := questionsAbout(tc, []byte(answer))
		for _, q := range all {
			if written, given := functions(tc.handedOut)[q.in]; given && written {
				t.Errorf("%s: it asks about %s, which was handed out", tc.name, q.in)
			}
		}
		chosen := pick(all, "ann")
		for _, q := range chosen {
			kinds[q.kind] = true
		}
		if len(chosen) != 3 || len(kinds) != 3 {
			t.Errorf("%s: %d questions of %d kinds: %+v", tc.name, len(chosen), len(kinds), chosen)
		}
	}
}
