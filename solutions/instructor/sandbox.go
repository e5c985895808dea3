package main

import (
	"context"
	"fmt"
	"time"
)

// limits are what one process may use. The wall clock and the output are limited everywhere, the
// rest where the system can: on Linux all of it, on macOS all but the memory, on Windows nothing.
type limits struct {
	wall                         time.Duration
	cpuSeconds, memoryMB, fileMB int
	outputBytes                  int
}

// outcome is how a process ended.
type outcome struct {
	exit    int    // its exit status, -1 if it was killed
	output  string // stdout and stderr, the middle left out if there was too much
	tooLong bool   // killed because of the wall clock or the processor time
}

// runLimited runs a program until it ends or exceeds a limit, when it is killed with all it
// started. It fails only if the program cannot be run at all, or ctx is done.
func runLimited(
	ctx context.Context, l limits, dir string, env []string, name string, args ...string,
) (outcome, error) {
	timed, cancel := context.WithTimeout(ctx, l.wall)
	defer cancel()
	cmd := limited(timed, l, name, args)
	cmd.Dir, cmd.Env = dir, env
	out := &cappedOutput{most: l.outputBytes}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return outcome{}, ctx.Err()
	}
	if cmd.ProcessState == nil {
		return outcome{}, fmt.Errorf("running %s: %w", name, err)
	}
	state := cmd.ProcessState
	used := state.UserTime() + state.SystemTime()
	o := outcome{exit: state.ExitCode(), output: out.String()}
	if err != nil && o.exit == 0 {
		o.exit = -1 // its output did not end with it
	}
	// The kernel counts processor time in ticks and may kill a little early.
	nearLimit := used >= time.Duration(l.cpuSeconds)*time.Second/2
	o.tooLong = timed.Err() != nil || o.exit == -1 && nearLimit
	return o, nil
}

// cappedOutput keeps the first half and the last half of what may be kept.
type cappedOutput struct {
	most        int
	first, last []byte
	left        int // how many bytes were left out
}

func (c *cappedOutput) Write(p []byte) (int, error) {
	n := len(p)
	room := min(len(p), c.most/2-len(c.first))
	c.first, p = append(c.first, p[:room]...), p[room:]
	c.last = append(c.last, p...)
	if over := len(c.last) - c.most/2; over > 0 {
		c.last, c.left = append(c.last[:0], c.last[over:]...), c.left+over
	}
	return n, nil
}

func (c *cappedOutput) String() string {
	if c.left == 0 {
		return string(c.first) + string(c.last)
	}
	return fmt.Sprintf("%s\n... %d bytes left out ...\n%s", c.first, c.left, c.last)
}
