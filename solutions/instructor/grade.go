package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// grader grades the submissions of a class.
type grader struct {
	*judge
	settings *settings
	state    string // the folder with the stored results
	workers  int
	progress *progress
	audit    audit
	roster   []*person
	only     string // the name or ID of the only student to grade, or ""
	part, of int    // the shard; 0 of 0 if there are none
	merge    bool   // use only the results of the shards
}

// gradeClass grades a class and writes the reports.
func (c *course) gradeClass(ctx context.Context, w io.Writer, o gradeOptions) error {
	in, err := o.read(c)
	if err != nil {
		return err
	}
	if err := prepareOut(o.dir, o.out); err != nil {
		return err
	}
	removeHalfWritten(o.out)
	temp, err := newTemp()
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	if what := unlimited(); what != "" {
		fmt.Fprintf(w, "%s cannot limit the %s of a test: grade submissions that you do not trust in a "+
			"Linux container or virtual machine\n", runtime.GOOS, what)
	}
	g, err := c.newGrader(temp, o.out, o.settings)
	if err != nil {
		return err
	}
	if err := g.apply(&o, in); err != nil {
		return err
	}
	g.progress = &progress{w: w}
	cl, err := g.gradeAll(ctx, o.dir)
	if ctx.Err() != nil {
		return fmt.Errorf("%w; run the same command again to continue", err)
	}
	if err != nil {
		return err
	}
	return c.finish(w, cl, &o, in.book)
}

// prepareOut makes the folder for the marks and checks that it is writable before the grading
// starts. The folder must not be among the submissions, because the next run would grade it as one
// of them.
func prepareOut(dir, out string) error {
	out, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("reading the submissions: %w", err)
	}
	if rel, err := filepath.Rel(realPath(dir), realPath(out)); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("-out=%s is inside the folder of submissions; want a folder outside it", out)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fmt.Errorf("the folder for the marks: %w", err)
	}
	f, err := os.CreateTemp(out, ".writable-")
	if err != nil {
		return fmt.Errorf("the folder for the marks: %w", err)
	}
	f.Close()
	return os.Remove(f.Name())
}

// realPath returns an absolute path without links. The last folders of the path need not exist.
func realPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if filepath.Dir(path) == path {
		return path
	}
	return filepath.Join(realPath(filepath.Dir(path)), filepath.Base(path))
}

// newGrader prepares a grader that stores temporary files in temp and results in out.
func (c *course) newGrader(temp, out, settingsFile string) (*grader, error) {
	j, err := newJudge(c, temp)
	if err != nil {
		return nil, err
	}
	s := newSettings()
	if settingsFile != "" {
		if s, err = readSettings(settingsFile, j.cases); err != nil {
			return nil, err
		}
	}
	state := filepath.Join(out, "state")
	if j.seed = s.seed; j.seed == "" {
		if j.seed, err = classSeed(state); err != nil {
			return nil, fmt.Errorf("the seed of the class: %w", err)
		}
	}
	made, err := c.newAudit("")
	return &grader{judge: j, settings: s, state: state, workers: runtime.NumCPU(), audit: made}, err
}

// class is a graded class.
type class struct {
	cases    []*testCase // the exercises that are not skipped
	students []*student  // sorted by name
	unknown  []string    // names in the settings without a submission
	notes    []string    // further notes for the instructor
	pairs    []pair      // the most similar first
	groups   []*group    // the largest first
	audit    audit
	single   bool // only one student of the class
	german   bool // semicolons and decimal commas in marks.csv
}

// failures returns an error that lists the students who could not be graded.
func (cl *class) failures() error {
	var all []error
	for _, st := range cl.students {
		if st.ungraded != nil {
			all = append(all, fmt.Errorf("%s could not be graded: %w", st.name, st.ungraded))
		}
	}
	return errors.Join(all...)
}

// gradeAll grades every submission of the class. A problem with one submission is stored with its
// student and does not stop the others. gradeAll returns an error if the submissions cannot be
// found or ctx is done.
func (g *grader) gradeAll(ctx context.Context, dir string) (*class, error) {
	collected, err := collect(dir)
	if err != nil {
		return nil, err
	}
	defer collected.close()
	cl := &class{notes: append(collected.notes(), g.settings.notes...)}
	for _, tc := range g.cases {
		if !g.settings.skip[tc.name] {
			cl.cases = append(cl.cases, tc)
		}
	}
	place := map[*student]int{} // among the submissions
	for i, s := range collected.submissions {
		st := newStudent(s)
		place[st] = i
		cl.students = append(cl.students, st)
	}
	cl.enroll(g.roster)
	cl.unknown = g.settings.unknown(cl.students)
	cl.notes = append(cl.notes, g.settings.dropAmbiguous(cl.students)...)
	cl.notes = append(cl.notes, g.settings.severalTimes(cl.students)...)
	if cl.students, err = g.chosen(cl.students, place); err != nil {
		return nil, err
	}
	var graded []*student
	for _, st := range cl.students {
		if _, submitted := place[st]; submitted {
			graded = append(graded, st)
		}
	}
	if g.progress == nil {
		g.progress = &progress{w: io.Discard}
	}
	g.progress.begin(len(graded))
	queue := make(chan *student)
	var wait sync.WaitGroup
	for range g.workers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for st := range queue {
				g.gradeOne(ctx, st, collected.submissions[place[st]], cl.cases)
				if ctx.Err() == nil {
					g.progress.done(st.name)
				}
			}
		}()
	}
	for _, st := range graded {
		if ctx.Err() == nil {
			queue <- st
		}
	}
	close(queue)
	wait.Wait()
	g.progress.end()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for _, st := range cl.students {
		g.settings.markAll(st, cl.cases)
	}
	cl.audit = g.audit
	cl.audit.seed = g.seed
	cl.pairs = pairsOf(cl.cases, sourcesOf(cl), nil)
	cl.groups = cl.sameAnswers()
	for _, same := range cl.groups {
		if err := same.shorten(ctx, g.judge); err != nil {
			return nil, err
		}
	}
	return cl, nil
}

// gradeOne fills in the results of one student and returns the time that the processes have used.
func (g *grader) gradeOne(ctx context.Context, st *student, s *submission,
	cases []*testCase) (used spent) {
	defer func() {
		if v := recover(); v != nil {
			st.ungraded = fmt.Errorf("panic: %v", v)
		}
	}()
	s.read(cases, g.cases)
	if st.take(s); ofMachine(s.err) {
		st.unread, st.ungraded = nil, s.err
	}
	if s.err != nil {
		return used
	}
	for _, tc := range cases {
		file := s.files[tc.name]
		if file.err != nil {
			st.results[tc.name] = &exerciseResult{Status: missing, Message: file.err.Error()}
			continue
		}
		if s, why := guard(tc.exercise, tc.handedOut, file.code); s != "" {
			st.results[tc.name] = &exerciseResult{Status: s, Message: why}
			continue
		}
		if known := g.settled(tc, file.code); known != nil {
			st.results[tc.name] = known
			continue
		}
		if g.merge {
			st.ungraded = errors.New("a result is missing: run all shards, with the same settings, the " +
				"same tests and the same version of Go, before -merge")
			return used
		}
		r, err := g.judge.judge(ctx, &used, tc, file.code)
		switch over := new(errSpent); {
		case errors.As(err, over): // not stored, because it depends on the other files too
			if r == nil {
				r = &exerciseResult{Status: unrun, Message: over.Error()}
			}
			st.results[tc.name] = r
		case err != nil:
			st.ungraded = errors.Join(st.ungraded, fmt.Errorf("%s: %w", tc.name, err))
		default:
			st.results[tc.name] = r
			st.ungraded = errors.Join(st.ungraded, g.settle(tc, file.code, r))
		}
		if ctx.Err() != nil {
			return used
		}
	}
	return used
}

// progress shows how many submissions are graded. On a terminal it draws a bar. Elsewhere it prints
// one line per tenth of the class.
type progress struct {
	w          io.Writer
	mu         sync.Mutex
	total, n   int
	terminal   bool
	linesShown int
}

func (p *progress) begin(total int) {
	p.total = total
	if f, ok := p.w.(*os.File); ok {
		info, err := f.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
}

func (p *progress) done(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n++
	const width = 30
	full := width * p.n / p.total
	switch {
	case p.terminal:
		bar := strings.Repeat("#", full) + strings.Repeat(".", width-full)
		fmt.Fprintf(p.w, "\r[%s] %d of %d  %-30.30s", bar, p.n, p.total, printable(name))
	case 10*p.n/p.total > p.linesShown:
		p.linesShown = 10 * p.n / p.total
		fmt.Fprintf(p.w, "%d of %d\n", p.n, p.total)
	}
}

func (p *progress) end() {
	if p.terminal {
		fmt.Fprintln(p.w)
	}
}
