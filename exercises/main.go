// Command exercises shows your progress and the next failing test. It is only a convenience,
// because "go test ./..." runs the same tests.
//
//	go run .                list the exercises with your points
//	go run . next [03]      show the first failing test, of all exercises or of one
//	go run . watch          do the same each time you save a file; stop it with Ctrl-C
//	go run . hint [2 [03]]  show a hint for it: hint 1 reveals the least
//	go run . test 03        run the tests of one exercise and show every failure
//	go run . report         write the list for GitHub; it fails while points are missing
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const usage = `usage: go run . [list]
       go run . next [exercise]
       go run . watch
       go run . hint [1|2|3 [exercise]]
       go run . test exercise
       go run . report`

func run(w io.Writer, args []string) error {
	l, err := openLadder(".")
	if err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"list"}
	}
	switch rest := args[1:]; {
	case args[0] == "list" && len(rest) == 0:
		return l.list(w)
	case args[0] == "next" && len(rest) <= 1:
		return l.next(w, strings.Join(rest, ""))
	case args[0] == "watch" && len(rest) == 0:
		return l.watch(w, 300*time.Millisecond, nil)
	case args[0] == "hint" && len(rest) <= 2:
		return l.hint(w, rest)
	case args[0] == "report" && len(rest) == 0:
		return l.report(w)
	case args[0] == "test" && len(rest) == 1:
		return l.test(w, rest[0])
	}
	return errors.New(usage)
}

// list shows a progress bar and one line per exercise.
func (l *ladder) list(w io.Writer) error {
	if err := l.run(l.steps); err != nil {
		return err
	}
	points, of := 0, 0
	for _, s := range l.steps {
		points, of = points+s.points(), of+s.worth()
	}
	const width = 40
	for i := range width {
		if i < width*points/max(of, 1) {
			fmt.Fprint(w, "#")
		} else {
			fmt.Fprint(w, ".")
		}
	}
	fmt.Fprintf(w, "  %d of %d points\n\n", points, of)
	for _, s := range l.steps {
		fmt.Fprintf(w, "  %-27s %3d of %-3d  %s\n", s.name, s.points(), s.worth(), s.state())
	}
	if points < of {
		fmt.Fprintln(w, "\nTo see what to do next: go run . next")
	} else {
		fmt.Fprint(w, "\n", allDone)
	}
	return nil
}

// next shows the first failing test of the first exercise that is not done, or of a named exercise.
func (l *ladder) next(w io.Writer, name string) error {
	s, t, err := l.firstFailing(name)
	if err != nil {
		return err
	}
	if s == nil && name != "" {
		fmt.Fprintln(w, "This exercise is done. For the next one: go run . next")
		return nil
	}
	if s == nil {
		fmt.Fprint(w, allDone)
		return nil
	}
	l.showNext(w, s, t)
	return nil
}

const allDone = "All exercises are done. Train a network on digits with them: go run ./train\n"

// showNext writes what next shows for an exercise that is not done.
func (l *ladder) showNext(w io.Writer, s *step, t *test) {
	if t != nil {
		s.show(w, t)
		fmt.Fprintln(w)
	}
	s.warn(w)
	if t != nil && !s.broken() {
		fmt.Fprintf(w, "For a hint: go run . hint 1 %.2s\n", s.name)
	}
}

// hint shows one hint for the test that next shows, or for the first failing test of a named
// exercise.
func (l *ladder) hint(w io.Writer, args []string) error {
	level, name := 1, ""
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		if err != nil || len(args[0]) > 1 {
			return fmt.Errorf("there is no hint %q: its number comes first, as in go run . hint 1 03", args[0])
		}
		level, name = n, strings.Join(args[1:], "")
	}
	s, t, err := l.firstFailing(name)
	switch {
	case err != nil:
		return err
	case s == nil:
		fmt.Fprintln(w, "All tests pass, so there is no hint.")
		return nil
	case t == nil || s.broken():
		l.showNext(w, s, t)
		return nil
	case level < 1 || level > len(t.Hints):
		return fmt.Errorf("there is no hint %d: choose 1 to %d", level, len(t.Hints))
	}
	fmt.Fprintf(w, "%s, %s, hint %d of %d:\n\n", s.name, t.Name, level, len(t.Hints))
	indented(w, t.Hints[level-1])
	return nil
}

// test runs all tests of one exercise and shows their results. It returns an error if a test fails.
func (l *ladder) test(w io.Writer, name string) error {
	s, err := l.step(name)
	if err != nil {
		return err
	}
	if err := l.run([]*step{s}); err != nil {
		return err
	}
	defer s.warn(w)
	if s.broken() {
		s.show(w, nil)
		return fmt.Errorf("none of the %d tests of %s ran", len(s.tests), s.name)
	}
	failed := 0
	for _, t := range s.tests {
		if t.passed {
			fmt.Fprintf(w, "%-28s passed (%d)\n", t.Name, t.Points)
			continue
		}
		failed++
		s.show(w, t)
		fmt.Fprintln(w)
	}
	if failed > 0 {
		return fmt.Errorf("%d of %d tests of %s fail", failed, len(s.tests), s.name)
	}
	return nil
}
