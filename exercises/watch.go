package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// watch does the same as next, and then shows the first failing test of an exercise each time its
// file is saved. If the same test fails again, watch also shows its hints, one more after each
// save. It ends when stop is closed.
func (l *ladder) watch(w io.Writer, interval time.Duration, stop <-chan struct{}) error {
	if err := l.next(w, ""); err != nil {
		return err
	}
	before := l.saved()
	stuck, hints := "", 0 // the last failing test, and the number of its hints that were shown
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return nil
		case <-tick.C:
		}
		now := l.saved()
		for _, s := range l.steps {
			if now[s.name] == before[s.name] {
				continue
			}
			fmt.Fprintf(w, "\n%s\n", strings.Repeat("-", 72))
			if err := l.run([]*step{s}); err != nil {
				return err
			}
			t := s.toShow()
			if t == nil && s.forbidden == "" {
				fmt.Fprintf(w, "%s is done: %d of %d points.\n\n", s.name, s.points(), s.worth())
				if err := l.next(w, ""); err != nil {
					return err
				}
				continue
			}
			if t == nil || s.broken() {
				l.showNext(w, s, t)
				continue
			}
			s.show(w, t)
			s.warn(w)
			if id := s.name + " " + t.Name; id != stuck {
				stuck, hints = id, 0
				continue
			}
			hints = min(hints+1, len(t.Hints))
			for i, h := range t.Hints[:hints] {
				fmt.Fprintf(w, "\n%s", fold(fmt.Sprintf("hint %d: %s\n", i+1, h)))
			}
		}
		before = now
	}
}

// saved returns, for each exercise, the time at which its file was last saved and its size.
func (l *ladder) saved() map[string]string {
	all := map[string]string{}
	for _, s := range l.steps {
		if info, err := os.Stat(filepath.Join(l.dir, s.name, s.file)); err == nil {
			all[s.name] = fmt.Sprint(info.ModTime(), info.Size())
		}
	}
	return all
}
