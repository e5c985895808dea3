package main

import (
	"regexp"
	"strings"

	"nn/solutions/internal/tests"
)

// doubt is an end that the machine, rather than the submitted code, could have caused. It becomes a
// result if the code ends the same way twice, without other submissions, and the worked answer
// passes.
type doubt struct {
	result  testResult // the result if the code caused the end
	machine bool       // the code cannot have caused the end
	why     string     // for the instructor
}

func machineDoubt(why string) *doubt { return &doubt{machine: true, why: tests.Cut(why, 400)} }

// shortage matches the messages of programs when the machine lacks a resource.
var shortage = regexp.MustCompile(`(?i)no space left|disk quota|input/output error|i/o error|` +
	`read-only file system|permission denied|too many open files|resource temporarily unavailable|` +
	`failed to create new os thread|no such file|text file busy|stale nfs`)

// unreadable matches compiler errors that have a position in a file although a read failed.
var unreadable = regexp.MustCompile(`^(could not import|I/O error)`)

// verdict returns the result of one test from the outcome of its process. The output comes partly
// from the student's code, but it cannot turn a failure into a pass: only the test lets the process
// exit with status 0, because guard forbids every import that could.
//
// These results are final: status 0 with the line of the passed test, a failed test, and measured
// limits of processor time, output and memory. Every other end is returned with a doubt.
func verdict(name, file string, o outcome, l limits) (testResult, *doubt) {
	t := testResult{Name: name, Status: fail, Message: tests.Message(o.output, file)}
	uncertain := func(s status) (testResult, *doubt) {
		t.Status = s
		if s == memory {
			t.Message = ""
		}
		return t, &doubt{result: t, machine: shortage.MatchString(o.output),
			why: name + " " + string(o.cause) + ": " + tests.Cut(o.output, 200)}
	}
	large := o.peakMB >= l.memoryMB/4 // because most of the address space is never resident
	failed := o.exit == 1 && strings.Contains(o.output, "--- FAIL: "+name+" (")
	switch {
	case o.exit == 0 && strings.Contains(o.output, "--- PASS: "+name+" ("):
		return testResult{Name: name, Status: pass}, nil
	case o.cause == atCPULimit:
		t.Status = timeout
	case o.cause == atOutputLimit:
		t.Status = flood
	case o.cause != byItself:
		s := timeout
		if large { // because a program without memory can hang or be killed by the system
			s = memory
		}
		_, d := uncertain(s)
		d.machine = !large
		return t, d
	case o.exit == 126 || o.exit == 127: // the shell cannot run the program
		return t, machineDoubt("running the tests: " + o.output)
	case failed && strings.Contains(o.output, tests.NotWritten):
		t.Status = todo
	case failed && strings.Contains(t.Message, "panic at "): // and not only in another case
		t.Status = panics
	case failed:
	case strings.Contains(o.output, "out of memory"), strings.Contains(o.output,
		"exceeds 1000000000-byte limit"): // the limit of the stack
		if t.Status, t.Message = memory, ""; !large {
			return uncertain(memory)
		}
	default:
		return uncertain(panics)
	}
	_, after, ok := strings.Cut(t.Message, tests.KnownMistake)
	if t.Status == fail && ok {
		t.Mistake, _, _ = strings.Cut(after, "\n")
	}
	return t, nil
}

// compilerErrors returns the compiler's errors in the file, which was compiled alone. It returns ""
// if the compiler ended for another reason.
func compilerErrors(o outcome, file string) string {
	if o.cause != byItself || o.exit == 0 {
		return ""
	}
	position := regexp.MustCompile(`^(\./)?` + regexp.QuoteMeta(file) + `:\d+(:\d+)?: `)
	var lines []string
	found := false
	for line := range strings.Lines(o.output) {
		line = strings.TrimSuffix(line, "\n")
		at := position.FindString(line)
		mine := at != ""
		found = found || mine
		if !mine && shortage.MatchString(line) || mine && unreadable.MatchString(line[len(at):]) {
			return ""
		}
		// The compiler indents the further lines of an error.
		if (mine || strings.HasPrefix(line, "\t")) && len(lines) < 12 {
			lines = append(lines, strings.TrimPrefix(line, "./"))
		}
	}
	if !found {
		return ""
	}
	return strings.Join(lines, "\n")
}

// tooMuch is the message to a student whose file exceeds the limits of the compiler or the linker.
// The compiler's own message is not shown, because it could quote hidden tests.
const tooMuch = "Go's compiler or linker cannot build a program from the file and the tests. " +
	"Check the file for a very large constant, array or expression."

// buildEnd returns nil, nil if a step of the build succeeded. It returns a final result if the step
// reached its limit of processor time or output, and a doubt otherwise.
func buildEnd(o outcome, l limits) (*exerciseResult, *doubt) {
	large := o.peakMB >= l.memoryMB/4
	switch {
	case o.cause == byItself && o.exit == 0:
		return nil, nil
	case o.cause == atCPULimit, o.cause == atOutputLimit:
		return &exerciseResult{Status: build, Message: tooMuch}, nil
	}
	return nil, &doubt{
		result:  testResult{Status: build, Message: tooMuch},
		machine: o.cause != byItself && !large || shortage.MatchString(o.output),
		why:     "the build " + string(o.cause) + ": " + tests.Cut(o.output, 400),
	}
}
