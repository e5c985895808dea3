//go:build !unix

package main

import (
	"context"
	"os"
	"os/exec"
)

// limited is the command under the wall clock alone.
func limited(ctx context.Context, l limits, name string, args []string) *exec.Cmd {
	return exec.CommandContext(ctx, name, args...)
}

func peakMB(*os.ProcessState) int { return 0 }
