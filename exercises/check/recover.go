package check

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// NotWritten is the beginning of the panic of a function that is not written yet.
const NotWritten = "not written yet"

// Recover turns a panic of the function under test into a failure of this test alone, with the line
// of the panic. Every test and every function passed to t.Run defers it first, because it also
// names the known mistake that explains the failures of the test:
//
//	defer check.Recover(t)
func Recover(t testing.TB) {
	t.Helper()
	v := recover()
	if !strings.Contains(t.Name(), "/") {
		defer func() {
			t.Helper()
			if name := conclude(t); name != "" {
				t.Error(strings.TrimSpace(name))
			}
		}()
	}
	if v == nil {
		return
	}
	panicked(t)
	if s, ok := v.(string); ok && strings.HasPrefix(s, NotWritten) {
		t.Error(s)
		return
	}
	message := fmt.Sprint(v)
	if strings.Contains(message, "nil pointer dereference") {
		message = "a value is nil here, for example a matrix or a function that was never assigned"
	}
	t.Errorf("panic at %s: %s", place(), message)
}

// place returns the last line of the exercise before the panic, or of its tests if the exercise has
// none on the stack. If a matrix or a function of the tests panicked, this is the line that called
// it.
func place() string {
	calls := make([]uintptr, 64)
	frames := runtime.CallersFrames(calls[:runtime.Callers(3, calls)])
	ofTests := "an unknown line"
	for {
		f, more := frames.Next()
		line := fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		switch {
		case !strings.HasPrefix(f.Function, "exercises/"),
			strings.HasPrefix(f.Function, "exercises/given."),
			strings.HasPrefix(f.Function, "exercises/check."):
		case !strings.HasSuffix(f.File, "_test.go"):
			return line
		case ofTests == "an unknown line":
			ofTests = line
		}
		if !more {
			return ofTests
		}
	}
}
