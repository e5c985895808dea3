package main

import (
	"maps"
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// TestLongBusy grades a class on an idle machine, and on one processor that three endless loops use, too.
// The marks and everything that is stored must be the same. With -class=200 the class has 200
// submissions.
func TestLongBusy(t *testing.T) {
	onlyLong(t)
	taskset, err := exec.LookPath("taskset")
	if err != nil {
		t.Skip("there is no taskset")
	}
	c := open(t)
	exercise, n := c.exercises[3:4], 16
	if *classSize > 0 {
		n = *classSize
	}
	settings, dir := only(t, c, exercise[0].name), t.TempDir()
	for _, s := range makeClass(t, c, exercise, n) {
		s.submit(t, dir)
	}
	grade := func(out string, args ...string) {
		cmd := command(t, append(args, "-settings="+settings, "-out="+out, dir)...)
		if len(args) > 1 { // one processor for all processes
			cmd.Args = append([]string{"taskset", "-c", "0", cmd.Path}, cmd.Args[1:]...)
			cmd.Path = taskset
		}
		start := time.Now()
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		used := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		t.Logf("%d submissions: %v, %v of processor time, at most %d MB in one process", n,
			time.Since(start).Round(time.Second), (cmd.ProcessState.UserTime() +
				cmd.ProcessState.SystemTime()).Round(time.Second), used.Maxrss>>10)
	}
	idle, busy := t.TempDir(), t.TempDir()
	grade(idle, "grade")
	for range 3 {
		loop := exec.Command(taskset, "-c", "0", "sh", "-c", "while :; do :; done")
		if err := loop.Start(); err != nil {
			t.Fatal(err)
		}
		defer func() { loop.Process.Kill(); loop.Wait() }()
	}
	grade(busy, "grade", "-workers=1")
	a, b := snapshot(t, idle), snapshot(t, busy)
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs", name)
		}
	}
	if !maps.Equal(a, b) {
		t.Errorf("there are %d files, and %d from the busy processor", len(a), len(b))
	}
}
