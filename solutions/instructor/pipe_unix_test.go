//go:build unix

package main

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestPipe collects a class with a pipe, which blocks every program that opens it.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	writeFolder(t, dir, map[string]string{"ann/softmax.go": "package softmax\n"})
	for _, name := range []string{"bob.zip", "ann/dense_backward.go", "ann/hw.zip"} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := collect(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.close()
	cases := append(mustCases(t, attackedExercise), mustCases(t, "05-softmax")...)
	for _, s := range c.submissions {
		if s.read(cases, cases); s.err == nil && len(s.notes) == 0 {
			t.Errorf("nothing is said about %s", s.name)
		}
	}
}
