package nn

import (
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// family is a row of the README's table of files.
type family struct {
	name  string
	files []string // names and patterns
	needs []string // names of other families
}

// families reads the table.
func families(t *testing.T) []family {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(readme), "| family | files |")
	if !found {
		t.Fatal("the README has no table of families")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	quoted := regexp.MustCompile("`([^`]+)`")
	var all []family
	for _, row := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(strings.Trim(row, "| "), " | ")
		if len(cells) != 4 {
			t.Fatalf("the row %q has %d cells, want 4", row, len(cells))
		}
		f := family{name: cells[0]}
		for _, m := range quoted.FindAllStringSubmatch(cells[1], -1) {
			f.files = append(f.files, m[1])
		}
		for _, need := range strings.Split(cells[3], ",") {
			if need = strings.TrimSpace(need); need != "core" {
				f.needs = append(f.needs, need)
			}
		}
		all = append(all, f)
	}
	return all
}

// filesOf returns the files of a family, without those that an earlier one has.
func filesOf(t *testing.T, f family, taken map[string]string) (files []string) {
	t.Helper()
	for _, pattern := range f.files {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		if len(names) == 0 {
			t.Errorf("%s: there is no file %s", f.name, pattern)
		}
		for _, name := range names {
			if owner, ok := taken[name]; ok && owner != f.name {
				continue
			}
			taken[name] = f.name
			if !slices.Contains(files, name) {
				files = append(files, name)
			}
		}
	}
	return files
}

// TestFamilies: the core, and each family with what the README's table says that it needs and
// nothing more, copied into an empty module of another name, pass go vet and go test there; and so
// does the whole folder, copied into a folder of another module. With LONG=gate only the core and the
// whole folder are built, and the types of the others are checked. Without LONG nothing is built.
func TestFamilies(t *testing.T) {
	inRepository(t)
	if testing.Short() {
		t.Skip("builds the package a dozen times")
	}
	if exec.Command(os.Args[0], "-test.run=^$").Run() != nil {
		t.Skip("an emulator runs this test, and the system cannot run the binaries of the copies")
	}
	all, taken, files := families(t), map[string]string{}, map[string][]string{}
	for _, f := range all {
		files[f.name] = filesOf(t, f, taken)
	}
	everything, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range everything {
		if taken[name] == "" {
			t.Errorf("%s belongs to no family of the README's table", name)
		}
	}
	checker := newTypeChecker(t, everything)
	for _, f := range all {
		with := slices.Clone(files["core"])
		for _, name := range append(slices.Clone(f.needs), f.name) {
			if name == "all others" {
				with = everything
				break
			}
			if len(files[name]) == 0 {
				t.Errorf("%s needs %q, which is no family", f.name, name)
			}
			with = append(with, files[name]...)
		}
		slices.Sort(with)
		with = slices.Compact(with)
		t.Run(f.name, func(t *testing.T) {
			if long := os.Getenv("LONG"); long == "1" || long != "" && f.name == "core" {
				passesElsewhere(t, with, ".")
			} else if err := checker.check(with); err != nil {
				t.Errorf("the types of %d files: %v", len(with), err)
			}
		})
	}
	t.Run("the whole folder in another module", func(t *testing.T) {
		if os.Getenv("LONG") == "" {
			t.Skip("it takes half a minute; LONG=gate runs it")
		}
		passesElsewhere(t, everything, "internal/nn")
	})
}

// typeChecker checks the types of some files of the package together.
type typeChecker struct {
	fset   *token.FileSet
	config types.Config
	parsed map[string]*ast.File
}

func newTypeChecker(t *testing.T, names []string) *typeChecker {
	c := &typeChecker{fset: token.NewFileSet(), parsed: map[string]*ast.File{}}
	c.config.Importer = importer.ForCompiler(c.fset, "source", nil)
	for _, name := range names {
		file, err := parser.ParseFile(c.fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		c.parsed[name] = file
	}
	return c
}

func (c *typeChecker) check(names []string) error {
	var files []*ast.File
	for _, name := range names {
		if ok, err := build.Default.MatchFile(".", name); err != nil {
			return err
		} else if ok {
			files = append(files, c.parsed[name])
		}
	}
	_, err := c.config.Check("nn", c.fset, files, nil)
	return err
}

// passesElsewhere copies the files into a folder of a module of another name, and vets and tests
// them there: go test with -vet=all makes the checks of go vet.
func passesElsewhere(t *testing.T, files []string, folder string) {
	t.Parallel()
	module := t.TempDir()
	dir := filepath.Join(module, folder)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module example.com/anything\n\ngo 1.24\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.Command("go", "test", "-vet=all", "-short", ".")
	run.Dir = dir
	run.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOWORK=off", "GOPROXY=off")
	if text, err := run.CombinedOutput(); err != nil {
		t.Errorf("go test of %d files: %v\n%s", len(files), err, text)
	}
}

// TestCoreIsSmall: the core can be read in one sitting.
func TestCoreIsSmall(t *testing.T) {
	inRepository(t)
	const most = 1500 // lines that are neither empty nor comments
	lines := 0
	for _, name := range families(t)[0].files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range strings.Split(string(text), "\n") {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				lines++
			}
		}
	}
	if lines > most {
		t.Errorf("the core has %d lines of code, want at most %d", lines, most)
	}
}

// inRepository skips a test that reads the repository's other files if the package has been copied
// into another module.
func inRepository(t testing.TB) {
	t.Helper()
	text, err := os.ReadFile("go.mod")
	if err != nil && os.IsNotExist(err) || err == nil && !strings.HasPrefix(string(text), "module nn\n") {
		t.Skip("this is a copy of the package without the documents of its repository")
	}
	if err != nil {
		t.Fatal(err)
	}
}
