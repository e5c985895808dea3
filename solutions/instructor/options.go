package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// gradeOptions contains the flags of the command grade.
type gradeOptions struct {
	dir, out, settings   string
	workers              int
	roster, fill, column string
	excel, date          string
	only, exercise       string
	shard                string
	merge                bool
}

func gradeCommand(flags *flag.FlagSet) action {
	o, v := new(gradeOptions), variationFlags(flags)
	flags.StringVar(&o.out, "out", "",
		"folder for the marks (default: the name of the submissions followed by -marks)")
	flags.StringVar(&o.settings, "settings", "",
		"file with weights, deadlines and other settings; see solutions/instructor/README.md")
	flags.IntVar(&o.workers, "workers", runtime.NumCPU(),
		"number of submissions to grade at the same time")
	flags.StringVar(&o.roster, "roster", "",
		"CSV file with a column for names or IDs; students without a submission appear in the marks")
	flags.StringVar(&o.fill, "fill", "",
		"Moodle worksheet or Canvas gradebook; the marks are written to a copy of it")
	flags.StringVar(&o.column, "column", "", "column of the -fill file for the marks")
	flags.StringVar(&o.excel, "excel", "",
		"with de, marks.csv contains semicolons and decimal commas")
	flags.StringVar(&o.date, "date", "",
		"date in the reports, for example 2026-03-01 (default: today)")
	flags.StringVar(&o.only, "only", "", "grade one student, by name or ID; writes to partial/")
	flags.StringVar(&o.exercise, "exercise", "",
		"grade one exercise, for example 05; writes to partial/")
	flags.StringVar(&o.shard, "shard", "",
		"grade a part of the class without writing marks, for example 2/8")
	flags.BoolVar(&o.merge, "merge", false, "write the marks from the results of all shards")
	return func(ctx context.Context, c *course, w io.Writer, args []string) error {
		var err error
		if o.dir, err = filepath.Abs(args[0]); err != nil {
			return err
		}
		if o.out == "" {
			o.out = strings.TrimSuffix(o.dir, archiveExt(o.dir)) + "-marks"
		}
		varied, done, err := c.varied(ctx, w, *v)
		if err != nil {
			return err
		}
		defer done()
		return varied.gradeClass(ctx, w, *o)
	}
}

// inputs is what the options name. It is read before the grading starts.
type inputs struct {
	book     *gradebook
	roster   []*person
	audit    audit
	exercise *exercise // the only one to grade, or nil
	part, of int       // the shard; 0 of 0 if there are none
}

// read checks the options and reads their files.
func (o *gradeOptions) read(c *course) (in inputs, err error) {
	if o.excel != "" && o.excel != "de" {
		return in, fmt.Errorf("-excel=%s: want de, or leave the flag out", o.excel)
	}
	if o.shard != "" {
		if n, err := fmt.Sscanf(o.shard, "%d/%d", &in.part, &in.of); n != 2 || err != nil || in.part < 1 ||
			in.part > in.of || fmt.Sprintf("%d/%d", in.part, in.of) != o.shard {
			return in, fmt.Errorf("-shard=%s: want the number of the part and the number of parts, for example 2/8",
				o.shard)
		}
		if o.merge || o.only != "" || o.fill != "" {
			return in, errors.New("-shard cannot be combined with -merge, -only or -fill, because it writes no marks")
		}
	}
	if o.column != "" && o.fill == "" {
		return in, errors.New("-column names a column of the -fill file, but there is no -fill")
	}
	if in.audit, err = c.newAudit(o.date); err != nil {
		return in, err
	}
	if o.fill != "" {
		if in.book, err = openGradebook(o.fill, o.column); err != nil {
			return in, err
		}
		in.roster = in.book.people()
	}
	if o.roster != "" {
		if in.roster, err = readRoster(o.roster); err != nil {
			return in, err
		}
	}
	if o.exercise != "" {
		chosen, err := c.named([]string{o.exercise})
		if err != nil {
			return in, err
		}
		in.exercise = chosen[0]
	}
	return in, nil
}

// apply prepares the grader for the options.
func (g *grader) apply(o *gradeOptions, in inputs) error {
	g.audit, g.roster = in.audit, in.roster
	g.workers, g.merge = max(1, o.workers), o.merge
	if in.exercise != nil {
		if g.settings.skip[in.exercise.name] {
			return fmt.Errorf("-exercise=%s: the settings leave out %s, so nothing would count; change the settings or the flag",
				o.exercise, in.exercise.name)
		}
		g.settings.skipOthers(g.cases, map[string]bool{in.exercise.name: true})
	}
	g.only, g.part, g.of = compose(o.only), in.part, in.of
	if in.of > 0 && g.settings.seed == "" {
		return errors.New("-shard needs a line seed in the settings, because all shards must use the same seed")
	}
	return nil
}

// chosen returns the students whose results the reports contain: all, one by name or ID, or the
// submissions of a shard. place contains the index of each student's submission.
func (g *grader) chosen(all []*student, place map[*student]int) ([]*student, error) {
	switch {
	case g.only != "":
		found := called(g.only, all)
		if len(found) > 1 {
			return nil, fmt.Errorf("-only=%s can mean several students: %s", g.only, tellWhich(found, all))
		}
		if len(found) == 1 {
			if _, submitted := place[found[0]]; submitted {
				return found, nil
			}
		}
		return nil, fmt.Errorf("-only=%s: there is no submission with this name or ID", g.only)
	case g.of > 0:
		return slices.DeleteFunc(slices.Clone(all), func(st *student) bool {
			i, submitted := place[st]
			return !submitted || i%g.of != g.part-1
		}), nil
	}
	return all, nil
}

// finish writes the reports and prints the problems.
func (c *course) finish(w io.Writer, cl *class, o *gradeOptions, book *gradebook) error {
	if o.shard != "" {
		fmt.Fprintf(w, "shard %s: %d submissions graded; run grade -merge after all shards\n", o.shard,
			len(cl.students))
		return cl.failures()
	}
	cl.german = o.excel == "de"
	if cl.single = o.only != ""; cl.single {
		cl.unknown = nil // because the other students are not graded
	}
	out := o.out
	if o.only != "" || o.exercise != "" {
		out = filepath.Join(out, "partial")
	}
	if book != nil {
		cl.notes = append(cl.notes, book.fill(cl)...)
		name := filepath.Join(out, "filled-"+filepath.Base(book.name))
		if err := writeFile(name, book.bytes()); err != nil {
			return err
		}
	}
	if err := writeReports(out, cl); err != nil {
		return err
	}
	absent := ""
	if n := len(cl.absent()); n > 0 {
		absent = fmt.Sprintf(", %d without a submission", n)
	}
	fmt.Fprintf(w, "%d submissions%s: %s\n", len(cl.students)-len(cl.absent()), absent, filepath.Join(out, "class.html"))
	for _, st := range cl.students {
		if score, of := st.total(); o.only != "" {
			fmt.Fprintf(w, "%s: %s of %s points\n", oneLine(st.name), number(score), number(of))
		}
	}
	for _, line := range cl.oddities() {
		fmt.Fprintln(w, oneLine(line))
	}
	for _, g := range cl.groups {
		fmt.Fprintf(w, "%d share a wrong answer without a name to %s: %s; the shortest, of %s, is in %s\n",
			len(g.students), g.tc.name, g.names(), oneLine(g.shortest.name), filepath.Join(out, filepath.FromSlash(g.file())))
	}
	return cl.failures()
}

func totalCommand(flags *flag.FlagSet) action {
	file := flags.String("settings", "", "file with the settings of the class")
	return func(_ context.Context, c *course, w io.Writer, _ []string) error {
		return c.total(w, *file)
	}
}

// total prints the maximum number of points, with the weights in the settings.
func (c *course) total(w io.Writer, file string) error {
	cases, err := c.cases()
	if err != nil {
		return err
	}
	s := newSettings()
	if file != "" {
		if s, err = readSettings(file, cases); err != nil {
			return err
		}
	}
	st := &student{results: map[string]*exerciseResult{}}
	s.markAll(st, cases)
	for _, m := range st.marks {
		fmt.Fprintf(w, "%-27s %s\n", m.tc.name, number(m.max))
	}
	_, of := st.total()
	fmt.Fprintf(w, "total (enter it on the platform): %s\n", number(of))
	return nil
}

// exerciseOf returns the case of the exercise with this name or number.
func exerciseOf(c *course, cases []*testCase, name string) (*testCase, error) {
	chosen, err := c.named([]string{name})
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(cases, func(tc *testCase) bool { return tc.name == chosen[0].name })
	return cases[i], nil
}
