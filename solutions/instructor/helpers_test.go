package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// answerAndStub returns the worked answer of an exercise, in the form of a submission, and its
// stub.
func answerAndStub(t testing.TB, c *course, name string) (answer, stub string) {
	t.Helper()
	i := slices.IndexFunc(c.exercises, func(e *exercise) bool { return e.name == name })
	if i < 0 {
		t.Fatalf("there is no exercise %s", name)
	}
	source, err := os.ReadFile(c.exercises[i].answer())
	if err != nil {
		t.Fatal(err)
	}
	a, err := tidyImports(source)
	if err != nil {
		t.Fatal(err)
	}
	s, err := makeStub(source)
	if err != nil {
		t.Fatal(err)
	}
	return string(a), string(s)
}

// only writes settings that skip all exercises except the named ones.
func only(t testing.TB, c *course, names ...string) string {
	t.Helper()
	text := "seed tests\n"
	for _, e := range c.exercises {
		if !slices.Contains(names, e.name) {
			text += "skip " + e.name + "\n"
		}
	}
	name := filepath.Join(t.TempDir(), "settings")
	write(t, name, text)
	return name
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func writeFolder(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
}

// snapshot returns a digest of every file below dir.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// goIn runs the go command in a folder, without the network and the enclosing module.
func goIn(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local",
		"EXERCISES_SEED=")
	return cmd.CombinedOutput()
}

// lockedBuffer collects the output of a process while a test reads it.
type lockedBuffer struct {
	mu   sync.Mutex
	text []byte
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = append(b.text, p...)
	return len(p), nil
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}

func (b *lockedBuffer) reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.text = nil
}
