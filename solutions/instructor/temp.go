package main

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// tempPrefix begins the names of temporary folders. A number for the machine and the process number
// follow, so a later run can decide whether the run that made a folder was killed or is still
// active.
const tempPrefix = "nn-grade-"

// newTemp makes a temporary folder and removes the folders of killed runs.
func newTemp() (string, error) {
	host, _ := os.Hostname()
	prefix := fmt.Sprintf("%s%08x-", tempPrefix, crc32.ChecksumIEEE([]byte(host)))
	left, _ := filepath.Glob(filepath.Join(os.TempDir(), prefix+"*"))
	for _, folder := range left {
		var process, number int
		name := strings.TrimPrefix(filepath.Base(folder), prefix)
		n, _ := fmt.Sscanf(name, "%d-%d", &process, &number)
		if info, err := os.Lstat(folder); err == nil && info.IsDir() && n == 2 && !alive(process) {
			os.RemoveAll(folder)
		}
	}
	return os.MkdirTemp("", fmt.Sprintf("%s%d-*", prefix, os.Getpid()))
}

// alive reports whether a process with this number exists.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" { // where FindProcess finds only existing processes
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}

// removeHalfWritten removes incomplete files of killed runs from the folder for the marks. A file
// that is older than a minute is incomplete, because writing takes far less time.
func removeHalfWritten(out string) {
	filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(path) != ".tmp" {
			return nil
		}
		if info, err := d.Info(); err == nil && time.Since(info.ModTime()) > time.Minute {
			os.Remove(path)
		}
		return nil
	})
}
