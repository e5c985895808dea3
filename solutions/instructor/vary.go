package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// variation says how a varied copy of the course differs from the course.
type variation struct {
	seed        string // of the numbers in the worked tables; the public numbers if it is empty
	conventions string // names of files in conventions/, separated by commas
}

func (v variation) String() string {
	var parts []string
	if v.seed != "" {
		parts = append(parts, "variant "+v.seed)
	}
	if v.conventions != "" {
		parts = append(parts, "convention "+v.conventions)
	}
	return strings.Join(parts, ", ")
}

// variationFlags defines the flags of a variation.
func variationFlags(flags *flag.FlagSet) *variation {
	v := new(variation)
	flags.StringVar(&v.seed, "variant", "",
		"use worked tables with numbers drawn from this seed, which should be secret")
	flags.StringVar(&v.conventions, "convention", "",
		"switch these conventions, separated by commas; see solutions/instructor/conventions")
	return v
}

func variantCommand(flags *flag.FlagSet) action {
	v := variationFlags(flags)
	return func(ctx context.Context, c *course, w io.Writer, args []string) error {
		if *v == (variation{}) {
			return misuse{errors.New("want -variant, -convention or both")}
		}
		dir, err := c.releaseTo(args[0])
		if err != nil {
			return fmt.Errorf("variant: %w", err)
		}
		err = createFolder(ctx, dir, func(folder string) error {
			_, err := c.vary(ctx, w, *v, folder)
			return err
		})
		if err != nil {
			return fmt.Errorf("variant: %w", err)
		}
		fmt.Fprintf(w, "wrote %s: use the commands of this tool there\n", dir)
		return nil
	}
}

// varied returns the course with its variation, in a temporary folder that done removes. It is the
// course itself if there is no variation.
func (c *course) varied(ctx context.Context, w io.Writer, v variation) (varied *course, done func(), err error) {
	if v == (variation{}) {
		return c, func() {}, nil
	}
	temp, err := newTemp()
	if err != nil {
		return nil, nil, err
	}
	if varied, err = c.vary(ctx, w, v, filepath.Join(temp, "course")); err != nil {
		os.RemoveAll(temp)
		return nil, nil, err
	}
	varied.repository, varied.variation = c.repository, v
	return varied, func() { os.RemoveAll(temp) }, nil
}

// mostAttempts is the number of times that an exercise's numbers are drawn. Most draws have no problem.
const mostAttempts = 20

// vary writes a varied copy of the whole course to dir. If check finds a problem in an exercise, for
// example two mistakes with the same result, the numbers of the exercise are drawn again.
func (c *course) vary(ctx context.Context, w io.Writer, v variation, dir string) (*course, error) {
	drawn := redraws{}
	var unchecked []*exercise // of the copy
	for {
		varied, public, err := c.varyOnce(ctx, v, dir, drawn)
		if err != nil {
			return nil, err
		}
		if len(drawn) == 0 {
			unchecked = varied.exercises
		}
		r := new(report)
		if err := errors.Join(varied.checkFiles(r, unchecked), varied.checkRuns(ctx, r, unchecked)); err != nil {
			return nil, err
		}
		if len(r.problems) == 0 {
			if len(public) > 0 && v.seed != "" {
				fmt.Fprintf(w, "these exercises keep their public numbers: %s\n", strings.Join(public, ", "))
			}
			return varied, nil
		}
		if v.seed == "" || !drawn.again(r.problems, public) {
			return nil, fmt.Errorf("the copy has problems:\n%s", strings.Join(r.problems, "\n"))
		}
		unchecked = slices.DeleteFunc(slices.Clone(varied.exercises), func(e *exercise) bool {
			return !concerns(r.problems, e.name)
		})
		for _, e := range unchecked {
			fmt.Fprintf(w, "%s: the numbers are drawn again, because check finds problems with them\n", e.name)
		}
	}
}

// redraws counts by exercise how often its numbers have been drawn again.
type redraws map[string]int

// again counts an attempt for each exercise with problems. It returns false if other numbers cannot help,
// because a problem concerns no exercise or one with public numbers, or if there were too many attempts.
func (a redraws) again(problems, public []string) bool {
	names := map[string]bool{}
	for _, p := range problems {
		name, _, _ := strings.Cut(p, ": ")
		if !exerciseName.MatchString(name) || slices.Contains(public, name) || a[name]+1 == mostAttempts {
			return false
		}
		names[name] = true
	}
	for name := range names {
		a[name]++
	}
	return true
}

// concerns reports whether a problem is one of the exercise.
func concerns(problems []string, name string) bool {
	return slices.ContainsFunc(problems, func(p string) bool { return strings.HasPrefix(p, name+": ") })
}

// varyOnce writes the copy with the numbers of these attempts. It returns the names of the exercises that
// keep their numbers.
func (c *course) varyOnce(ctx context.Context, v variation, dir string, drawn redraws) (
	varied *course, public []string, err error) {
	if err := copyTree(c.root, dir); err != nil {
		return nil, nil, err
	}
	if varied, err = readCourse(dir); err != nil {
		return nil, nil, err
	}
	if v.conventions != "" {
		if err := varied.switchConventions(strings.Split(v.conventions, ",")); err != nil {
			return nil, nil, err
		}
	}
	if v.seed != "" {
		args := []string{"./solutions/instructor/numbers", v.seed}
		for _, e := range varied.exercises {
			args = append(args, e.name, strconv.Itoa(drawn[e.name]))
		}
		out, err := varied.goCommand(ctx, "run", args...)
		if err != nil {
			return nil, nil, fmt.Errorf("drawing numbers: %w\n%s", err, out)
		}
		public = strings.Fields(out)
	}
	for _, name := range []string{"vary_test.go", "numbers/numbers_test.go"} { // need the public numbers and conventions
		if err := os.RemoveAll(filepath.Join(dir, "solutions", "instructor", name)); err != nil {
			return nil, nil, err
		}
	}
	return varied, public, varied.generate(ctx)
}

// copyTree copies the regular files below from, except those of git.
func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == ".git":
			return fs.SkipDir
		case !d.Type().IsRegular() || d.Name() == ".git":
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		name = filepath.Join(to, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	})
}

// goCommand runs the go command in the course and returns its output. Paths of files are left out of
// what is built, so copies of the course share the build cache.
func (c *course) goCommand(ctx context.Context, command string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{command, "-trimpath"}, args...)...)
	cmd.Dir = c.root
	cmd.Env = append(os.Environ(), "GOFLAGS=-buildvcs=false", "GOWORK=off", "GOPROXY=off", "GOTOOLCHAIN=local")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// generate writes the files that follow from the answers: the Outputs of the Examples, the comments with
// the same lines, and the stubs.
func (c *course) generate(ctx context.Context) error {
	args := []string{"-run=^Example"}
	for _, e := range c.exercises {
		args = append(args, "./solutions/"+e.name)
	}
	out, err := c.goCommand(ctx, "test", args...) // an Example with an old Output fails
	if err != nil && (!strings.Contains(out, "--- FAIL: Example") || strings.Contains(out, "[build failed]")) {
		return fmt.Errorf("running the Examples: %w\n%s", err, out)
	}
	outputs := outputsIn(out)
	for _, e := range c.exercises {
		if err := e.writeOutputs(outputs); err != nil {
			return fmt.Errorf("%s: %w", e.name, err)
		}
	}
	return c.writeStubs(io.Discard)
}

// outputsIn returns the new outputs of the Examples that failed, by name and old output.
func outputsIn(report string) map[[2]string]string {
	outputs := map[[2]string]string{}
	for part := range strings.SplitSeq(report, "--- FAIL: Example") {
		name, rest, _ := strings.Cut(part, " (")
		_, rest, _ = strings.Cut(rest, "\ngot:\n")
		got, want, found := strings.Cut(rest, "\nwant:\n")
		if want, _, _ = strings.Cut(want, "\nFAIL"); found {
			outputs[[2]string{name, strings.TrimSpace(want)}] = strings.TrimSpace(got)
		}
	}
	return outputs
}

// writeOutputs replaces old outputs in the Examples and in the comments of the answer.
func (e *exercise) writeOutputs(outputs map[[2]string]string) error {
	examples, err := e.examples()
	if err != nil {
		return err
	}
	file := filepath.Join(filepath.Dir(e.answer()), "example_test.go")
	for _, name := range slices.Sorted(maps.Keys(examples)) {
		old := strings.TrimSpace(examples[name].Output)
		output, changed := outputs[[2]string{name, old}]
		if !changed {
			continue
		}
		err := errors.Join(replaceBlock(file, "\t// Output:\n", "\t// ", old, output, "}"),
			replaceBlock(e.answer(), "//\n", "//\t", old, output, "func ", "//\n"))
		if err != nil {
			return fmt.Errorf("the output of Example%s: %w", name, err)
		}
	}
	return nil
}

// replaceBlock replaces a block of lines with a prefix, which must occur once between the line before and one
// of the beginnings of the line after it. Another block may begin with the same lines.
func replaceBlock(file, before, prefix, old, text string, after ...string) error {
	source, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	block := func(text string) string {
		return before + strings.ReplaceAll(prefix+text, "\n", "\n"+prefix) + "\n"
	}
	n, result := 0, string(source)
	for _, end := range after {
		n += strings.Count(result, block(old)+end)
		result = strings.Replace(result, block(old)+end, block(text)+end, 1)
	}
	if n != 1 {
		return fmt.Errorf("%s contains it %d times, want once:\n%s", filepath.Base(file), n, old)
	}
	return os.WriteFile(file, []byte(result), 0o644)
}
