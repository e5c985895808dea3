package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// buildMutants builds one program of all exercises.
func (c *course) buildMutants(dir, binary string, all []*mutation) error {
	overlay := map[string][]byte{}
	var imports, list strings.Builder
	for i, m := range all {
		answer, err := m.e.tidyAnswer()
		if err != nil {
			return err
		}
		var alternatives [][]byte
		for _, mu := range m.mutants {
			alternatives = append(alternatives, apply(answer, []edit{mu.edit}))
		}
		for _, k := range m.mistakes {
			alternatives = append(alternatives, k.code)
		}
		path := "exercises/mutants/" + m.e.name
		folder := filepath.Join(c.root, filepath.FromSlash(path))
		if overlay[filepath.Join(folder, m.e.file())], err = schemata(answer, alternatives); err != nil {
			return err
		}
		add := func(pkg, name string) error {
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if source, err = importInstead(source, "exercises/"+m.e.name, path); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			base := filepath.Base(name)
			overlay[filepath.Join(folder, pkg, "of_"+strings.TrimSuffix(base, "_test.go")+".go")] =
				append([]byte("//line "+base+":1\n"), source...)
			return nil
		}
		fmt.Fprintf(&imports, "a%d %q\np%d %q\nt%d %q\n", i, path, i, path+"/probe", i, path+"/tests")
		fmt.Fprintf(&list, "%q: {&a%d.Alternative, p%d.Probe, []testing.InternalTest{\n", m.e.name, i, i)
		if err := add("probe", m.e.probe()); err != nil {
			return err
		}
		for _, name := range []string{m.e.tests(), m.e.hidden()} {
			if err := add("tests", name); err != nil {
				return err
			}
			found, err := m.e.readTests(name)
			if err != nil {
				return err
			}
			for _, t := range found {
				fmt.Fprintf(&list, "{Name: %q, F: t%d.%s},\n", t.Name, i, t.Name)
			}
		}
		list.WriteString("}},\n")
	}
	overlay[filepath.Join(c.root, "exercises", "mutants", "main.go")] =
		fmt.Appendf(nil, mutantProgram, imports.String(), list.String())
	overlay[filepath.Join(c.root, "exercises", "mutants", "compare.go")] = []byte(compareProgram)
	return c.buildOverlay(dir, binary, "./mutants", overlay)
}

func (c *course) buildOverlay(dir, binary, pkg string, overlay map[string][]byte) error {
	file, err := writeOverlay(dir, overlay)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags=-e", "-ldflags=-s -w", "-overlay="+file, "-o",
		binary, pkg)
	cmd.Dir = filepath.Join(c.root, "exercises")
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local",
		"CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}
