package main

import (
	"context"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

// limits restricts one process. Elapsed time and output are limited everywhere. Linux limits
// everything else too, macOS everything except memory, and Windows nothing else.
type limits struct {
	wall                         time.Duration
	cpuSeconds, memoryMB, fileMB int
	outputBytes                  int // how much output is kept
	printedMB                    int // how much output stops the process
}

// cause is the reason why a process ended.
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
	exit   int           // its exit status, or -1 if it was killed
	output string        // stdout and stderr, without the middle if there was too much
	used   time.Duration // processor time
	wall   time.Duration // elapsed time
	peakMB int           // memory, or 0 if the system does not measure it
}

// runLimited runs a program. If the program exceeds a limit, runLimited kills it with all processes
// that it started. It returns an error only if the program cannot be started or ctx is done.
//
// Only the exit status decides whether the process ended by itself. The elapsed time proves
// nothing, because the process can end normally while the machine sleeps or this process is
// stopped.
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
	// On Windows, a killed process also has an exit status.
	ended := state.Exited() && (runtime.GOOS != "windows" || timed.Err() == nil)
	switch {
	case ended || o.exit == 0:
		o.cause = byItself
	case out.flooded.Load():
		o.cause = atOutputLimit
	case o.used >= time.Duration(l.cpuSeconds)*time.Second*2/3: // a margin, because ticks are coarse
		o.cause = atCPULimit
	case timed.Err() != nil:
		o.cause = atWallLimit
	}
	return o, nil
}

// cappedOutput keeps the beginning and the end of an output, half of keep bytes each. It stops the
// process when it leaves out more than most bytes.
type cappedOutput struct {
	keep, most  int
	stop        func()
	flooded     atomic.Bool
	first, last []byte
	left        int // number of bytes left out
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

// unlimited names the resources that this system cannot limit, or "" if it can limit all.
func unlimited() string {
	switch runtime.GOOS {
	case "linux":
		return ""
	case "darwin":
		return "memory"
	}
	return "processor time, memory and files"
}
