package main

import (
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// toolVersion is the version of the tool. Every report states it.
const toolVersion = "1.0.0-dev"

func versionCommand(*flag.FlagSet) action {
	return func(_ context.Context, c *course, w io.Writer, _ []string) error {
		fmt.Fprintf(w, "instructor %s, commit %s, %s\n", toolVersion, c.commit(), runtime.Version())
		return nil
	}
}

// audit records how the marks were computed.
type audit struct {
	commit, seed, goVersion, date string
	variation                     variation
}

// newAudit returns the audit of a grading, by default with today's date. With a given date, two
// gradings on different days can be identical, byte for byte.
func (c *course) newAudit(date string) (audit, error) {
	if date == "" {
		date = time.Now().UTC().Format(time.DateOnly)
	} else if _, err := time.Parse(time.DateOnly, date); err != nil {
		return audit{}, fmt.Errorf("-date=%s: want a date, for example 2026-03-01", date)
	}
	return audit{commit: c.commit(), goVersion: runtime.Version(), date: date, variation: c.variation}, nil
}

// String returns the audit line for the instructor. Students do not get the seed, because they
// could use it to compute the numbers of the random tests.
func (a audit) String() string {
	s := a.handedOut() + ", seed " + a.seed
	if a.variation != (variation{}) {
		s += ", " + a.variation.String()
	}
	return s
}

func (a audit) handedOut() string {
	return fmt.Sprintf("Graded %s with instructor %s, commit %s, %s", a.date, toolVersion, a.commit,
		a.goVersion)
}

// commit returns the commit of the repository, with a plus sign if files have changed since. For a
// copy without git it returns "unknown".
func (c *course) commit() string {
	git := func(args ...string) (string, error) {
		out, err := exec.Command("git", append([]string{"--no-optional-locks", "-C", c.repository}, args...)...).Output()
		return strings.TrimSpace(string(out)), err
	}
	id, err := git("rev-parse", "--short=12", "HEAD")
	if err != nil {
		return "unknown"
	}
	if changed, err := git("status", "--porcelain", "--untracked-files=no"); err != nil || changed != "" {
		id += "+"
	}
	return id
}

// digests returns the digest of each graded file, by exercise.
func (st *student) digests() map[string]string {
	all := map[string]string{}
	for _, m := range st.marks {
		if m.file.digest != "" {
			all[m.tc.name] = m.file.digest
		}
	}
	return all
}

// digest returns one digest for all graded files.
func (st *student) digest() string {
	all := st.digests()
	if len(all) == 0 {
		return ""
	}
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(h, "%s %s\n", name, all[name])
	}
	return fmt.Sprintf("sha256:%x", h.Sum(nil)[:6]) // the prefix, because digits alone look like a number
}
