package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"nn/solutions/internal/bounded"
)

// A lock is a file that exists while a process writes to a results file. Its name is the name of
// the results file with ".lock" at the end. It contains its owner, so that a lock that remains
// after a crash can be recognized.
type lock struct{ path string }

// owner identifies the process that has a lock.
type owner struct {
	PID   int       `json:"pid"`
	Host  string    `json:"host"`
	Since time.Time `json:"since"`
}

func lockPath(results string) string {
	if real, err := filepath.EvalSymlinks(results); err == nil {
		results = real // two names of a file have the same lock
	}
	return results + ".lock"
}

// acquire locks a results file, which may not exist yet. It takes over the lock of a process of
// this computer that has ended.
func acquire(results string) (*lock, error) {
	l := &lock{lockPath(results)}
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	content, err := json.Marshal(owner{os.Getpid(), host, time.Now().Round(time.Second)})
	if err != nil {
		return nil, err
	}
	err = createFile(l.path, content)
	if errors.Is(err, fs.ErrExist) {
		err = l.takeOver(results, content)
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// takeOver replaces the owner of a lock if the owner has ended. A second lock makes sure that only
// one process does so at a time.
func (l *lock) takeOver(results string, content []byte) error {
	if err := inUse(results); err != nil {
		return err
	}
	second := l.path + ".lock"
	if err := createFile(second, content); err != nil {
		return fmt.Errorf("cannot lock %s: another process is about to; if there is none, delete %s: %w",
			results, second, err)
	}
	defer os.Remove(second)
	if err := inUse(results); err != nil { // another process may have been faster
		return err
	}
	if err := os.Remove(l.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot lock %s: %w", results, err)
	}
	if err := createFile(l.path, content); err != nil {
		return fmt.Errorf("cannot lock %s: %w", results, err)
	}
	return nil
}

// release removes the lock.
func (l *lock) release() error { return os.Remove(l.path) }

// createFile creates a file that does not exist yet.
func createFile(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// inUse returns an error if a process has the lock of a results file, or may have it.
func inUse(results string) error {
	path := lockPath(results)
	content, err := bounded.ReadFile(path, 1<<20)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot read the lock of %s: %w", results, err)
	}
	var o owner
	if err := json.Unmarshal(content, &o); err != nil {
		return fmt.Errorf("%s is in use by an unknown process; if there is none, delete %s", results, path)
	}
	if o.hasEnded() {
		return nil
	}
	return fmt.Errorf("%s is in use by process %d on %s since %s: wait for it, or use another file; "+
		"if that process no longer exists, delete %s",
		results, o.PID, o.Host, o.Since.Format(time.DateTime), path)
}

// hasEnded reports whether the process certainly no longer exists. Nothing is certain about
// processes on another computer.
func (o owner) hasEnded() bool {
	host, err := os.Hostname()
	if err != nil || host != o.Host || o.PID < 1 {
		return false
	}
	p, err := os.FindProcess(o.PID)
	if err != nil {
		return false
	}
	return errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}
