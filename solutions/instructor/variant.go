package main

import (
	"context"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// variant is one exercise with one version of its file and some of its tests.
type variant struct {
	e     *exercise
	id    string // within the exercise: "stub", "answer", or the name of a mistake or trivial answer
	code  []byte
	tests []string // files
	seed  string   // EXERCISES_SEED
	names bool     // the tests print what names they have, see ambiguous.go

	broken string             // the compiler's errors if it does not build
	output string             // of all its tests
	runs   map[string]testRun // by the test's name
}

// testRun is the outcome of one test.
type testRun struct {
	passed bool
	output string // of the test and its subtests
}

func (v *variant) failed() bool {
	for _, r := range v.runs {
		if !r.passed {
			return true
		}
	}
	return v.broken != "" || len(v.runs) == 0
}

// runVariants runs the tests of all variants. It builds one program from all of them, because there
// are hundreds of small variants and their code is trusted. Each variant is a package, and its
// tests are a second package. Both packages exist only in an overlay. A run of the program executes
// the tests of one variant in a separate process.
func (c *course) runVariants(variants []*variant) error {
	dir, err := os.MkdirTemp("", "variants-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	binary := filepath.Join(dir, "variants.exe")
	if err := c.buildVariants(dir, binary, variants); err != nil {
		return err
	}
	queue := make(chan *variant)
	var wait sync.WaitGroup
	for range runtime.NumCPU() {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for v := range queue {
				v.run(binary)
			}
		}()
	}
	for _, v := range variants {
		if v.broken == "" {
			queue <- v
		}
	}
	close(queue)
	wait.Wait()
	return nil
}

// buildVariants builds the program. If variants do not compile, it builds the program again without
// them.
func (c *course) buildVariants(dir, binary string, variants []*variant) error {
	for {
		var built []*variant
		overlay := map[string][]byte{}
		for _, v := range variants {
			if v.broken == "" {
				built = append(built, v)
				if err := c.addVariant(overlay, v); err != nil {
					return err
				}
			}
		}
		program, err := programOf(built)
		if err != nil {
			return err
		}
		overlay[filepath.Join(c.root, "exercises", "variants", "main.go")] = program
		c.addObserver(overlay)
		file, err := writeOverlay(dir, overlay)
		if err != nil {
			return err
		}
		cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-overlay="+file, "-o",
			binary, "./variants")
		cmd.Dir = filepath.Join(c.root, "exercises")
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GOPROXY=off",
			"GOTOOLCHAIN=local", "CGO_ENABLED=0")
		out, err := cmd.CombinedOutput()
		if err == nil {
			return nil
		}
		// The errors of a package follow a line like "# exercises/variants/05-softmax/stub/tests".
		found := false
		for _, v := range built {
			for _, part := range strings.Split(string(out), "# exercises/variants/")[1:] {
				name, errors, _ := strings.Cut(part, "\n")
				if strings.TrimSuffix(strings.TrimSpace(name), "/tests") == v.e.name+"/"+v.id {
					v.broken, found = v.broken+errors, true
				}
			}
		}
		if !found {
			return fmt.Errorf("go build: %w\n%s", err, out)
		}
	}
}

// addVariant adds the two packages of a variant to the overlay.
func (c *course) addVariant(overlay map[string][]byte, v *variant) error {
	folder := filepath.Join(c.root, "exercises", "variants", v.e.name, v.id)
	overlay[filepath.Join(folder, v.e.file())] = v.code
	for _, name := range v.tests {
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if source, err = importInstead(source, "exercises/"+v.e.name, v.path()); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		// The copy needs a different name, because a test file cannot be imported. The line comment
		// keeps the original name in messages.
		source = append([]byte("//line "+filepath.Base(name)+":1\n"), source...)
		overlay[filepath.Join(folder, "tests",
			"of_"+strings.TrimSuffix(filepath.Base(name), "_test.go")+".go")] = source
	}
	return nil
}

func (v *variant) path() string { return path.Join("exercises/variants", v.e.name, v.id) }

// importInstead replaces one import path of a file by another.
func importInstead(source []byte, from, to string) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	var edits []edit
	for _, s := range file.Imports {
		if pathOf(s) == from {
			at := fset.Position(s.Path.Pos()).Offset
			edits = append(edits, edit{at, at + len(s.Path.Value), strconv.Quote(to)})
		}
	}
	return apply(source, edits), nil
}

// programOf returns a program that runs the tests of one variant. The program's argument is the
// name of the variant.
func programOf(variants []*variant) ([]byte, error) {
	var imports, list strings.Builder
	for i, v := range variants {
		fmt.Fprintf(&imports, "\tv%d %q\n", i, v.path()+"/tests")
		fmt.Fprintf(&list, "\t%q: {\n", v.e.name+"/"+v.id)
		for _, name := range v.tests {
			found, err := v.e.readTests(name)
			if err != nil {
				return nil, err
			}
			for _, t := range found {
				fmt.Fprintf(&list, "\t\t{Name: %q, F: v%d.%s},\n", t.Name, i, t.Name)
			}
		}
		list.WriteString("\t},\n")
	}
	return fmt.Appendf(nil, `package main

import (
	"os"
	"testing"

%s)

var variants = map[string][]testing.InternalTest{
%s}

func main() {
	tests := variants[os.Args[1]]
	os.Args = append(os.Args[:1], "-test.v")
	testing.Main(func(pattern, name string) (bool, error) { return true, nil }, tests, nil, nil)
}
`, imports.String(), list.String()), nil
}

// run runs the tests of one variant and reads the outcome of each test from the output.
func (v *variant) run(binary string) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, binary, v.e.name+"/"+v.id)
	cmd.Env = append(os.Environ(), "EXERCISES_SEED="+v.seed, "EXERCISES_OBSERVE=")
	if v.names {
		cmd.Env = append(cmd.Env, "EXERCISES_OBSERVE=1")
	}
	out, _ := cmd.CombinedOutput() // no error check, because a failed test is an error too
	v.output, v.runs = string(out), readRuns(string(out))
}

// readRuns returns the result of each test in the output.
func readRuns(output string) map[string]testRun {
	runs := map[string]testRun{}
	name := ""
	for line := range strings.Lines(output) {
		if begun, ok := strings.CutPrefix(line, "=== RUN   "); ok {
			name, _, _ = strings.Cut(strings.TrimSpace(begun), "/")
		}
		r := runs[name]
		r.output += line
		r.passed = r.passed || strings.HasPrefix(line, "--- PASS: "+name+" (")
		runs[name] = r
	}
	delete(runs, "")
	return runs
}
