package check

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// NotWritten begins the panic of a function that is still to be written.
const NotWritten = "not written yet"

// Recover turns a panic of the function under test into a failure of this test alone, with the line
// at which it happened. It is deferred first in every test and in every function given to t.Run:
//
//	defer check.Recover(t)
func Recover(t testing.TB) {
	t.Helper()
	v := recover()
	if v == nil {
		return
	}
	if s, ok := v.(string); ok && strings.HasPrefix(s, NotWritten) {
		t.Error(s)
		return
	}
	t.Error(fmt.Sprintf("panic at %s: %v", place(), v))
}

// place finds the line of the exercise at which the panic began.
func place() string {
	calls := make([]uintptr, 64)
	frames := runtime.CallersFrames(calls[:runtime.Callers(3, calls)])
	for {
		f, more := frames.Next()
		switch {
		case strings.HasPrefix(f.Function, "runtime."), strings.HasPrefix(f.Function, "exercises/given."):
		default:
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		}
		if !more {
			return "an unknown line"
		}
	}
}
