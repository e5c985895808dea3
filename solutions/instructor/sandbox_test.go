package main

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestRunLimited runs the shell under one limit at a time.
func TestRunLimited(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil || runtime.GOOS == "windows" {
		t.Skip("there is no shell to run, or no limit to set")
	}
	generous := limits{wall: time.Hour, cpuSeconds: 60, memoryMB: 4096, fileMB: 1,
		outputBytes: 1000}
	short := generous
	short.wall = 100 * time.Millisecond
	busy := generous
	busy.cpuSeconds = 1
	for _, tt := range []struct {
		name, script string
		limits       limits
		exit         int
		tooLong      bool
		says         string
	}{
		{"success", "echo hello", generous, 0, false, "hello"},
		{"failure", "echo hello >&2; exit 3", generous, 3, false, "hello"},
		{"no input", "read line || echo nothing", generous, 0, false, "nothing"},
		{"wall clock", "sleep 1000", short, -1, true, ""},
		{"wall clock of a child", "sleep 1000 & wait", short, -1, true, ""},
		{"processor time", "while :; do :; done", busy, -1, true, ""},
		{"killed by another", "kill -9 $$", generous, -1, false, ""},
		{"much output", "i=0; while [ $i -lt 1000 ]; do echo $i; i=$((i+1)); done", generous, 0,
			false, "bytes left out ...\n"},
		{"a large file", "for i in 1 2 3; do head -c 1000000 /dev/zero; done >large && echo all",
			generous, 1, false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			env := []string{"PATH=/usr/bin:/bin"}
			o, err := runLimited(context.Background(), tt.limits, t.TempDir(), env, sh, "-c",
				tt.script)
			failed := o.exit != 0 && tt.exit > 0
			if err != nil || o.exit != tt.exit && !failed || o.tooLong != tt.tooLong ||
				!strings.Contains(o.output, tt.says) {
				t.Errorf("got %+v, %v; want exit %d, too long %v, %q", o, err, tt.exit, tt.tooLong,
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
