package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// packageRun is what one run of one exercise's tests did.
type packageRun struct {
	tests  map[string]*testRun // top-level tests by name
	output string              // everything, build errors too
}

type testRun struct {
	passed bool
	output string // its own and its subtests'
}

func (p *packageRun) failed() bool {
	if len(p.tests) == 0 {
		return true
	}
	for _, t := range p.tests {
		if !t.passed {
			return true
		}
	}
	return false
}

// goTest runs the tests of the given exercises with some files of exercises/ replaced or added: the
// keys of overlay are the paths there, the values the contents. It is for code that is trusted; a
// test's result is read from what the process prints.
func (c *course) goTest(exercises []*exercise, overlay map[string][]byte) (map[string]*packageRun, error) {
	dir, err := os.MkdirTemp("", "solutions-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file, err := writeOverlay(dir, overlay)
	if err != nil {
		return nil, err
	}
	args := []string{"test", "-json", "-vet=off", "-trimpath", "-timeout=30s", "-overlay=" + file}
	runs := map[string]*packageRun{}
	for _, e := range exercises {
		args = append(args, "./"+e.name)
		runs[e.name] = &packageRun{tests: map[string]*testRun{}}
	}
	cmd := exec.Command("go", args...)
	cmd.Dir = filepath.Join(c.root, "exercises")
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local", "CGO_ENABLED=0",
		"EXERCISES_SEED=")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		return nil, err
	}
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var ev struct{ Action, Package, ImportPath, Test, Output string }
		if json.Unmarshal(lines.Bytes(), &ev) != nil {
			continue
		}
		pkg, _, _ := strings.Cut(ev.Package+ev.ImportPath, " ") // a build's is "exercises/x [exercises/x.test]"
		run := runs[strings.TrimSuffix(strings.TrimPrefix(pkg, "exercises/"), "_test")]
		if run == nil {
			continue
		}
		run.output += ev.Output
		name, _, sub := strings.Cut(ev.Test, "/")
		if name == "" {
			continue
		}
		if run.tests[name] == nil {
			run.tests[name] = new(testRun)
		}
		run.tests[name].output += ev.Output
		if ev.Action == "pass" && !sub {
			run.tests[name].passed = true
		}
	}
	if len(bytes.TrimSpace(out)) == 0 {
		return nil, fmt.Errorf("go test: %w: %s", err, stderr.Bytes())
	}
	return runs, nil
}

// writeOverlay writes the contents into dir and returns the name of the file that go's -overlay takes.
func writeOverlay(dir string, overlay map[string][]byte) (string, error) {
	replace := map[string]string{}
	for target, data := range overlay {
		// The position of an error names the replacing file: it keeps the target's last two names.
		folder := filepath.Join(dir, filepath.Base(filepath.Dir(target)))
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		replace[target] = filepath.Join(folder, filepath.Base(target))
		if err := os.WriteFile(replace[target], data, 0o644); err != nil {
			return "", err
		}
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, data, 0o644)
}
