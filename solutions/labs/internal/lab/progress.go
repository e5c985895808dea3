package lab

import (
	"fmt"
	"io"
	"time"
)

// progressLine shows a person how far a download is: on a terminal as it goes, elsewhere at the
// end.
type progressLine struct {
	w            io.Writer
	terminal     bool
	done, total  int64 // bytes; total is negative if nobody has said
	start, drawn time.Time
}

func newProgressLine(w io.Writer, total int64) *progressLine {
	return &progressLine{w: w, terminal: IsTerminal(w), total: total, start: time.Now()}
}

// add counts n bytes more. It draws the line ten times a second at the most.
func (l *progressLine) add(n int) {
	l.done += int64(n)
	if !l.terminal || time.Since(l.drawn) < time.Second/10 {
		return
	}
	l.drawn = time.Now()
	fmt.Fprintf(l.w, "\r\x1b[K  %s", megabytes(l.done))
	if l.done > 0 && l.done <= l.total {
		left := float64(time.Since(l.start)) * float64(l.total-l.done) / float64(l.done)
		seconds := time.Duration(left).Round(time.Second)
		fmt.Fprintf(l.w, " of %s, %v left", megabytes(l.total), seconds)
	}
}

// end puts what was done in the place of the line, if it was successful.
func (l *progressLine) end(ok bool) {
	if l.terminal {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
	if ok {
		fmt.Fprintf(l.w, "  %s in %.1f s\n", megabytes(l.done), time.Since(l.start).Seconds())
	}
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
