package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"nn/solutions/internal/tests"
)

// toolchain is Go's compiler and linker with the packages for a test binary. The go command builds
// these packages once, from the repository. For each submission the grader calls the compiler and
// the linker directly. Every process then has its own limits and its own exit status, and no
// submission leaves anything in Go's build cache.
type toolchain struct {
	compiler, linker string
	version          string // as printed by the go command
	packages         string // the file that lists the packages' archives, for -importcfg
	language         string // the Go version in exercises/go.mod
	temp             string // the folder for temporary files
	empty            string // an empty folder, the working directory of the tests
	env              []string
}

// newToolchain builds the trusted packages and copies them into temp, because files in the build
// cache can be removed at any time.
func newToolchain(root, temp string) (*toolchain, error) {
	t := &toolchain{temp: temp, empty: filepath.Join(temp, "empty")}
	if err := os.Mkdir(t.empty, 0o755); err != nil {
		return nil, err
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		return nil, fmt.Errorf("the go command is needed to build submissions: %w", err)
	}
	if goTool, err = filepath.Abs(goTool); err != nil {
		return nil, err
	}
	settings, err := exec.Command(goTool, "env", "GOCACHE", "GOTOOLDIR").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	cache, tools, _ := strings.Cut(strings.TrimSpace(string(settings)), "\n")
	tools = strings.TrimSpace(tools)
	t.compiler, t.linker = filepath.Join(tools, "compile"), filepath.Join(tools, "link")
	if runtime.GOOS == "windows" {
		t.compiler, t.linker = t.compiler+".exe", t.linker+".exe"
	}
	// The processes do not get the instructor's environment. Without HOME (AppData on Windows) the
	// go command records no telemetry, which would start processes that outlive it.
	t.env = []string{"PATH=" + filepath.Dir(goTool), "TMPDIR=" + temp, "TEMP=" + temp, "TMP=" + temp}
	if runtime.GOOS == "windows" {
		t.env = append(t.env, "SYSTEMROOT="+os.Getenv("SYSTEMROOT"))
	}
	base := t.env
	// Submissions are graded side by side. With one processor each, the linker takes 250 ms, not 340.
	t.env = append(base[:len(base):len(base)], "GOMAXPROCS=1")
	run := func(args ...string) (string, error) {
		cmd := exec.Command(goTool, args...)
		cmd.Dir = filepath.Join(root, "exercises")
		cmd.Env = append(base[:len(base):len(base)], "GOENV=off", "GOFLAGS=", "GOWORK=off",
			"GOPROXY=off", "GOTOOLCHAIN=local", "CGO_ENABLED=0", "GOPATH="+t.empty,
			"GOCACHE="+strings.TrimSpace(cache))
		out, err := cmd.Output()
		if exit := new(exec.ExitError); errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, tests.Cut(string(exit.Stderr), 400))
		}
		return strings.TrimSpace(string(out)), err
	}
	if t.version, err = run("version"); err != nil {
		return nil, fmt.Errorf("go version: %w", err)
	}
	if t.language, err = run("list", "-m", "-f", "go{{.GoVersion}}"); err != nil {
		return nil, fmt.Errorf("reading exercises/go.mod: %w", err)
	}
	list, err := run(append([]string{"list", "-export", "-deps", "-trimpath",
		"-f", "{{if .Export}}{{.ImportPath}}={{.Export}}{{end}}", "testing", "exercises/check"},
		tests.AllowedImports...)...)
	if err != nil {
		return nil, fmt.Errorf("building the packages that submissions may import: %w", err)
	}
	return t, t.copyPackages(list)
}

// copyPackages copies the archives in a list of lines "import path=archive". It writes the file
// from which the compiler and the linker read their names.
func (t *toolchain) copyPackages(list string) error {
	folder := filepath.Join(t.temp, "packages")
	if err := os.Mkdir(folder, 0o755); err != nil {
		return err
	}
	t.packages = filepath.Join(folder, "importcfg")
	var cfg strings.Builder
	for i, line := range strings.Split(list, "\n") {
		path, archive, _ := strings.Cut(strings.TrimSpace(line), "=")
		to := filepath.Join(folder, fmt.Sprintf("%d.a", i))
		if err := copyFile(to, archive); err != nil {
			return fmt.Errorf("copying the archive of %s: %w", path, err)
		}
		fmt.Fprintf(&cfg, "packagefile %s=%s\n", path, to)
	}
	return os.WriteFile(t.packages, []byte(cfg.String()), 0o644)
}

func copyFile(to, from string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	r, err := os.Open(from)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return errors.Join(err, w.Close())
}

// importConfig writes the file that lists the trusted packages and the archives in dir. The keys
// are import paths, and the values are names of archives.
func (t *toolchain) importConfig(dir string, archives map[string]string) (string, error) {
	cfg, err := os.ReadFile(t.packages)
	if err != nil {
		return "", err
	}
	for path, archive := range archives {
		cfg = fmt.Appendf(cfg, "packagefile %s=%s\n", path, filepath.Join(dir, archive))
	}
	name := filepath.Join(dir, "importcfg")
	return name, os.WriteFile(name, cfg, 0o644)
}

// compile returns the compiler's arguments for an archive of the given files, all in dir. The
// compiler's messages contain the names of the files without dir.
func (t *toolchain) compile(dir, config, path, archive string, files ...string) []string {
	return append([]string{"-p", path, "-lang=" + t.language, "-complete", "-pack",
		"-trimpath", dir + "=>", "-importcfg", config, "-o", archive}, files...)
}

// link returns the linker's command line for the program of main.a.
func (t *toolchain) link(config, binary string) []string {
	return []string{t.linker, "-importcfg", config, "-s", "-w", "-buildmode=exe", "-o", binary, "main.a"}
}

// testProgram returns a program that runs one test. The program's argument is the name of the test.
// With a second argument, nothing appears of what the tested code prints.
func testProgram(path string, list []gradedTest) []byte {
	return fmt.Appendf(nil, `package main

import (
	"os"
	"testing"

	student %q
)

var tests = map[string]func(*testing.T){
%s}

func main() {
	name := os.Args[1]
	test := tests[name]
	if len(os.Args) > 2 {
		test = quiet(test)
	}
	os.Args = append(os.Args[:1], "-test.v")
	testing.Main(func(pattern, name string) (bool, error) { return true, nil },
		[]testing.InternalTest{{Name: name, F: test}}, nil, nil)
}
`+quietSource, path, testTable(list))
}

// testTable returns the lines of a map from the names of the tests to their functions.
func testTable(list []gradedTest) string {
	var b strings.Builder
	for _, t := range list {
		fmt.Fprintf(&b, "\t%q: student.%s,\n", t.Name, t.Name)
	}
	return b.String()
}
