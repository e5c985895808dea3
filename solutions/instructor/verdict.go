package main

import (
	"strings"

	"nn/solutions/internal/tests"
)

// verdict reads the outcome of one test's process. What the process prints is partly the student's:
// nothing in it can turn a failure into a pass, because only the test itself lets the process exit
// with 0, unless the code can import more than guard allows.
func verdict(name, file string, o outcome) testResult {
	t := testResult{Name: name, Status: fail, Message: tests.Message(o.output, file)}
	switch {
	case o.exit == 0 && strings.Contains(o.output, "--- PASS: "+name+" ("):
		return testResult{Name: name, Status: pass}
	case o.tooLong:
		t.Status = timeout
	case o.exit == -1, strings.Contains(o.output, "out of memory"),
		strings.Contains(o.output, "exceeds 1000000000-byte limit"): // of the stack
		t.Status, t.Message = memory, ""
	case strings.Contains(o.output, "--- FAIL: "+name+" (") &&
		strings.Contains(o.output, tests.NotWritten):
		t.Status = todo
	case !strings.Contains(o.output, "--- FAIL: "+name+" ("), strings.Contains(o.output,
		": panic at "):
		t.Status = panics
	}
	_, after, ok := strings.Cut(t.Message, tests.KnownMistake)
	if t.Status == fail && ok {
		t.Mistake, _, _ = strings.Cut(after, "\n")
	}
	return t
}
