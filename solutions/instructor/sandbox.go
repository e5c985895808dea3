package main

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// limits are what one process may use. The wall clock and the output are limited everywhere, the
// rest where the system can: on Linux all of it, on macOS all but the memory, on Windows nothing.
type limits struct {
	wall                         time.Duration
	cpuSeconds, memoryMB, fileMB int
	outputBytes                  int // that are kept
	printedMB                    int // after so many it is stopped
}

// cause is why a process ended.
type cause string

const (
	byItself      cause = "ended by itself"
	atCPULimit    cause = "was stopped at its limit of processor time"
	atOutputLimit cause = "was stopped because it printed too much"
	atWallLimit   cause = "did not end in time"
	bySignal      cause = "was ended by a signal"
)

// outcome is how a process ended.
type outcome struct {
	cause  cause
	exit   int           // its exit status, -1 if it was killed
	output string        // stdout and stderr, the middle left out if there was too much
	used   time.Duration // of processor time
	wall   time.Duration
	peakMB int // of memory; 0 where the system does not count it
}

// runLimited runs a program until it ends or exceeds a limit, when it is killed with all it
// started. It fails only if the program cannot be started, or ctx is done.
//
// How the process ended is read from its exit status alone. Clocks of this process prove nothing:
// while the machine is asleep or this process is stopped, the other one can end well.
func runLimited(
	ctx context.Context, l limits, dir string, env []string, name string, args ...string,
) (outcome, error) {
	timed, cancel := context.WithTimeout(ctx, l.wall)
	defer cancel()
	cmd := limited(timed, l, name, args)
	cmd.Dir, cmd.Env = dir, env
	out := &cappedOutput{keep: l.outputBytes, most: l.printedMB << 20, stop: cancel}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = 5 * time.Second
	start := time.Now()
	err := cmd.Run()
	if ctx.Err() != nil {
		return outcome{}, ctx.Err()
	}
	state := cmd.ProcessState
	if state == nil {
		return outcome{}, fmt.Errorf("starting %s: %w", name, err)
	}
	o := outcome{cause: bySignal, exit: state.ExitCode(), output: out.String(),
		used: state.UserTime() + state.SystemTime(), wall: time.Since(start), peakMB: peakMB(state)}
	// Windows gives an exit status to what was killed, too.
	ended := state.Exited() && (runtime.GOOS != "windows" || timed.Err() == nil)
	switch {
	case ended || o.exit == 0:
		o.cause = byItself
	case out.flooded.Load():
		o.cause = atOutputLimit
	case o.used >= time.Duration(l.cpuSeconds)*time.Second*2/3: // it is counted in ticks
		o.cause = atCPULimit
	case timed.Err() != nil:
		o.cause = atWallLimit
	}
	return o, nil
}

// cappedOutput keeps the first half and the last half of what may be kept, and stops the process
// after most bytes.
type cappedOutput struct {
	keep, most  int
	stop        func()
	flooded     atomic.Bool
	first, last []byte
	left        int // how many bytes were left out
}

func (c *cappedOutput) Write(p []byte) (int, error) {
	n := len(p)
	room := min(len(p), c.keep/2-len(c.first))
	c.first, p = append(c.first, p[:room]...), p[room:]
	c.last = append(c.last, p...)
	if over := len(c.last) - c.keep/2; over > 0 {
		c.last, c.left = append(c.last[:0], c.last[over:]...), c.left+over
	}
	if c.left > c.most && !c.flooded.Swap(true) {
		c.stop()
	}
	return n, nil
}

func (c *cappedOutput) String() string {
	if c.left == 0 {
		return string(c.first) + string(c.last)
	}
	return fmt.Sprintf("%s\n... %d bytes left out ...\n%s", c.first, c.left, c.last)
}

// unlimited says what this system cannot limit, and nothing if it can limit all.
func unlimited() string {
	switch runtime.GOOS {
	case "linux":
		return ""
	case "darwin":
		return "memory"
	}
	return "processor time, memory and files"
}
