//go:build !unix

package main

import (
	"context"
	"os"
	"os/exec"
)

// limited returns the command. Only its elapsed time is limited.
func limited(ctx context.Context, l limits, name string, args []string) *exec.Cmd {
	return exec.CommandContext(ctx, name, args...)
}

func peakMB(*os.ProcessState) int { return 0 }
