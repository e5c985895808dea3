//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestRunLimited runs the shell under one limit at a time.
func TestRunLimited(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell to run")
	}
	generous := limits{wall: time.Hour, cpuSeconds: 60, memoryMB: 4096, fileMB: 1,
		outputBytes: 1000, printedMB: 1}
	short := generous
	short.wall = 100 * time.Millisecond
	busy := generous
	busy.cpuSeconds = 1
	for _, tt := range []struct {
		name, script string
		limits       limits
		exit         int
		cause        cause
		says         string
	}{
		{"success", "echo hello", generous, 0, byItself, "hello"},
		{"failure", "echo hello >&2; exit 3", generous, 3, byItself, "hello"},
		{"no input", "read line || echo nothing", generous, 0, byItself, "nothing"},
		{"wall clock", "sleep 1000", short, -1, atWallLimit, ""},
		{"wall clock of a child", "sleep 1000 & wait", short, -1, atWallLimit, ""},
		{"processor time", "while :; do :; done", busy, -1, atCPULimit, ""},
		{"killed by another", "kill -9 $$", generous, -1, bySignal, ""},
		{"much output", "i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done", generous, 0,
			byItself, "bytes left out ...\n"},
		{"a flood", "while :; do echo a flood of output; done", generous, -1, atOutputLimit, "flood"},
		{"a large file", "for i in 1 2 3; do head -c 1000000 /dev/zero; done >large && echo all",
			generous, 1, byItself, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			env := []string{"PATH=/usr/bin:/bin"}
			o, err := runLimited(context.Background(), tt.limits, t.TempDir(), env, sh, "-c",
				tt.script)
			failed := o.exit != 0 && tt.exit > 0
			if err != nil || o.exit != tt.exit && !failed || o.cause != tt.cause ||
				!strings.Contains(o.output, tt.says) {
				t.Errorf("got %+v, %v; want exit %d, %s, %q", o, err, tt.exit, tt.cause,
					tt.says)
			}
			if len(o.output) > 1100 {
				t.Errorf("%d bytes of output", len(o.output))
			}
		})
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := runLimited(stopped, generous, t.TempDir(), nil, sh, "-c",
		"sleep 1000"); !errors.Is(err, context.Canceled) {
		t.Errorf("after an interruption: got %v", err)
	}
}

// TestStopped stops the grader while its process ends normally. More time passes than the limit,
// but the process must not be reported as too slow.
func TestStopped(t *testing.T) {
	cmd := command(t)
	cmd.Env = append(cmd.Env, "INSTRUCTOR_TEST_COMMAND=limited")
	var shown lockedBuffer
	cmd.Stdout, cmd.Stderr = &shown, &shown
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(shown.String(), "begins") {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(100 * time.Millisecond)
	cmd.Process.Signal(syscall.SIGSTOP)
	time.Sleep(2 * time.Second)
	cmd.Process.Signal(syscall.SIGCONT)
	if err := cmd.Wait(); err != nil || !strings.Contains(shown.String(), string(byItself)+" 0 done") {
		t.Errorf("got %v, %s", err, shown.String())
	}
}

func init() { commands["limited"] = runStopped }

// runStopped is the command that TestStopped stops.
func runStopped() {
	l := testLimits
	l.wall = time.Second
	fmt.Println("begins")
	o, err := runLimited(context.Background(), l, "/", nil, "/bin/sh", "-c", "sleep 0.5; echo done")
	fmt.Println(o.cause, o.exit, o.output, err)
}
