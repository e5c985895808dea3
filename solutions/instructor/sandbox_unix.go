//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
)

// limitScript sets the limits and starts the program. It ignores limits that the system lacks.
const limitScript = `
ulimit -t $1 2>/dev/null
ulimit -v $2 2>/dev/null
ulimit -f $3 2>/dev/null
ulimit -c 0 2>/dev/null
shift 3
exec "$@"`

// limited returns the command under the limits. It runs in its own process group, which is killed
// as a whole.
func limited(ctx context.Context, l limits, name string, args []string) *exec.Cmd {
	sh := []string{"-c", limitScript, "sh", strconv.Itoa(l.cpuSeconds), // in seconds
		strconv.Itoa(l.memoryMB << 10), // in units of 1024 bytes
		strconv.Itoa(l.fileMB << 11)}   // in units of 512 bytes
	cmd := exec.CommandContext(ctx, "/bin/sh", append(append(sh, name), args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	endWithParent(cmd.SysProcAttr)
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd
}

// peakMB returns the maximum resident memory of the process.
func peakMB(state *os.ProcessState) int {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := 1 << 10 // bytes
	if runtime.GOOS == "darwin" {
		unit = 1
	}
	return int(int64(usage.Maxrss) * int64(unit) >> 20)
}
