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

// tempPrefix begins the names of temporary folders. The machine and the process follow, so that a
// later run can tell the folder of a run that was killed from that of one which is still going on.
const tempPrefix = "nn-grade-"

// newTemp makes a temporary folder, and removes those that killed runs have left.
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

// alive reports whether there is a process of this number.
func alive(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil {
		return false
	}
	if runtime.GOOS == "windows" { // where it is only found if there is one
		return true
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, os.ErrPermission)
}

// removeHalfWritten removes the files that a killed run was writing into the folder for the marks.
// A file is written in far less than a minute.
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
