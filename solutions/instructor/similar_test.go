package main

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestSimilar compares two students who copied with different names and comments, two who worked
// alone, and one who wrote nothing.
func TestSimilar(t *testing.T) {
	c := open(t)
	answer, stub := answerAndStub(t, c, attackedExercise)
	head, _, _ := strings.Cut(stub, "\tpanic(")
	loops := head + `	n, in, out := l.Input.Rows, l.Input.Cols, outputError.Cols
	l.WeightsError, l.BiasesError = given.NewMatrix(in, out), given.NewMatrix(1, out)
	inputError = given.NewMatrix(n, in)
	for r := 0; r < n; r++ {
		for j := 0; j < out; j++ {
			d := outputError.At(r, j)
			l.BiasesError.Set(0, j, l.BiasesError.At(0, j)+d)
			for i := 0; i < in; i++ {
				inputError.Data[r*in+i] += d * l.Weights.At(i, j)
				l.WeightsError.Data[i*out+j] += d * l.Input.At(r, i)
			}
		}
	}
	return inputError
}
`
	copied := strings.NewReplacer("inputError", "result", "outputError", "given_error", "d :=",
		"e :=", "d *", "e *", "+d", "+e",
		"for r", "// each\n\tfor r").Replace(loops)
	own := head + `	weights := l.Weights.T()
	l.WeightsError = l.Input.T().Dot(outputError)
	ones := given.NewMatrix(1, outputError.Rows)
	for i := range ones.Data {
		ones.Data[i]++
	}
	l.BiasesError = ones.Dot(outputError)
	return outputError.Dot(weights)
}
`
	dir := t.TempDir()
	for name, code := range map[string]string{"ann": loops, "ben": copied, "cleo": answer,
		"dora": own, "eve": stub} {
		writeFolder(t, filepath.Join(dir, name), map[string]string{attackedFile: code})
	}
	compared := func() []pair {
		pairs, notes, err := c.likePairs(dir, "")
		if err != nil || len(notes) > 0 {
			t.Fatal(err, notes)
		}
		return slices.DeleteFunc(pairs, func(p pair) bool { return p.b == "the worked answer" })
	}
	pairs := compared()
	for i, p := range pairs {
		first := p.a == "ann" && p.b == "ben"
		if first != (i == 0) || first && p.likeness < 0.9 || !first && p.likeness > 0.7 ||
			p.a == "eve" || p.b == "eve" {
			t.Errorf("place %d: %+v", i+1, p)
		}
	}
	if len(pairs) == 0 {
		t.Error("no pairs")
	}

	// All students have the same answer to the first exercise. Two of them share an unusual answer
	// to another exercise.
	usual, _ := answerAndStub(t, c, c.exercises[0].name)
	for _, name := range []string{"ann", "ben", "cleo", "dora", "eve"} {
		writeFolder(t, filepath.Join(dir, name), map[string]string{
			c.exercises[0].name + "/" + c.exercises[0].file(): usual, attackedFile: stub})
	}
	for name, code := range map[string]string{"ann": answer, "ben": own, "cleo": loops,
		"dora": loops} {
		writeFolder(t, filepath.Join(dir, name), map[string]string{attackedFile: code})
	}
	if pairs = compared(); pairs[0].a != "cleo" || pairs[0].b != "dora" ||
		pairs[0].exercise != attackedExercise {
		t.Errorf("the first pair is %+v", pairs[0])
	}

	var page bytes.Buffer
	if err := c.similar(&page, dir, "", -1); err == nil || !strings.Contains(err.Error(), "-top=-1: want") {
		t.Errorf("of less than no pairs it shows %q (%v)", page.String(), err)
	}
}

// TestSimilarToOthers compares a class with the worked answer and with an earlier class. The output
// must also list files that could not be read directly.
func TestSimilarToOthers(t *testing.T) {
	c := open(t)
	answer, stub := answerAndStub(t, c, attackedExercise)
	head, _, _ := strings.Cut(stub, "\tpanic(")
	own := head + `	for i := range outputError.Data {
		if i%2 == 0 {
			outputError.Data[i]++
		}
	}
	return outputError
}
`
	dir, last := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "ann", right), inUTF16(answer, binary.LittleEndian, true))
	write(t, filepath.Join(dir, "ben", right), strings.ReplaceAll(own, "\n", "\r"))
	write(t, filepath.Join(dir, "cleo.zip"), "PK")
	write(t, filepath.Join(dir, "notes.rtf"), "")
	write(t, filepath.Join(last, "notes.rtf"), "")
	write(t, filepath.Join(last, "old", right), own)
	write(t, filepath.Join(last, "older", right), own)
	var page bytes.Buffer
	if err := c.similar(&page, dir, last, 20); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"100 %  03-dense-backward        ann and the worked answer\n",
		"100 %  03-dense-backward        ben and last year's old\n",
		"100 %  03-dense-backward        ben and last year's older\n",
		"ann, 03-dense-backward: dense_backward.go: converted from UTF-16",
		"ben, 03-dense-backward: dense_backward.go: converted from lines that end in CR alone",
		"cleo could not be read: ",
		"\nnotes.rtf was ignored", "\nlast year's notes.rtf was ignored",
	} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, page.String())
		}
	}
	if strings.Contains(page.String(), "old and last year's older") ||
		strings.Contains(page.String(), "answer and last") {
		t.Errorf("it compares last year's class with itself:\n%s", page.String())
	}
}
