package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// versions is one exercise with versions of its file. They act by number, the first one as 0. The
// others may differ from it in functions, and in declarations of their own.
type versions struct {
	e      *exercise
	codes  [][]byte
	probed bool // the program also has the exercise's Probe
}

// buildVersions builds one program of several exercises, because there are thousands of small
// versions and their code is trusted. Each exercise is a package that can act as any version (see
// schemata), and its tests are a second package. The packages exist only in an overlay.
func (c *course) buildVersions(dir, binary string, all []*versions) error {
	overlay := map[string][]byte{}
	var imports, list strings.Builder
	for i, v := range all {
		path := "exercises/versions/" + v.e.name
		folder := filepath.Join(c.root, filepath.FromSlash(path))
		var err error
		if overlay[filepath.Join(folder, v.e.file())], err = schemata(v.codes[0], v.codes[1:]); err != nil {
			return err
		}
		add := func(pkg, name string) error {
			source, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			if source, err = importInstead(source, "exercises/"+v.e.name, path); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			// The copy needs a different name, because a test file cannot be imported. The line comment
			// keeps the original name in messages.
			base := filepath.Base(name)
			overlay[filepath.Join(folder, pkg, "of_"+strings.TrimSuffix(base, "_test.go")+".go")] =
				append([]byte("//line "+base+":1\n"), source...)
			return nil
		}
		fmt.Fprintf(&imports, "a%d %q\nt%d %q\n", i, path, i, path+"/tests")
		probe := "nil"
		if v.probed {
			if err := add("probe", v.e.probe()); err != nil {
				return err
			}
			fmt.Fprintf(&imports, "p%d %q\n", i, path+"/probe")
			probe = fmt.Sprintf("p%d.Probe", i)
		}
		fmt.Fprintf(&list, "%q: {&a%d.Acting, %s, []testing.InternalTest{\n", v.e.name, i, probe)
		for _, name := range []string{v.e.tests(), v.e.hidden()} {
			if err := add("tests", name); err != nil {
				return err
			}
			found, err := v.e.readTests(name)
			if err != nil {
				return err
			}
			for _, t := range found {
				fmt.Fprintf(&list, "{Name: %q, F: t%d.%s},\n", t.Name, i, t.Name)
			}
		}
		list.WriteString("}},\n")
	}
	overlay[filepath.Join(c.root, "exercises", "versions", "main.go")] =
		fmt.Appendf(nil, versionsProgram, imports.String(), list.String())
	overlay[filepath.Join(c.root, "exercises", "versions", "compare.go")] = []byte(compareProgram)
	c.addObserver(overlay)
	file, err := writeOverlay(dir, overlay)
	if err != nil {
		return err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-gcflags=-e", "-ldflags=-s -w", "-overlay="+file, "-o",
		binary, "./versions")
	cmd.Dir = filepath.Join(c.root, "exercises")
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local",
		"CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}
