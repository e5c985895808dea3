package main

import (
	"regexp"
	"strings"

	"nn/solutions/internal/tests"
)

// doubt is an end of which it is not certain that the submitted code determines it. It is settled
// if the code ends in the same way twice, alone, where the worked answer passes.
type doubt struct {
	result  testResult // what it is if the code determines it
	machine bool       // it cannot: the code has no way to bring it about
	why     string     // for the instructor
}

func machineDoubt(why string) *doubt { return &doubt{machine: true, why: tests.Cut(why, 400)} }

// shortage is what programs print when the machine lacks something that they need.
var shortage = regexp.MustCompile(`(?i)no space left|disk quota|input/output error|i/o error|` +
	`read-only file system|permission denied|too many open files|resource temporarily unavailable|` +
	`failed to create new os thread|no such file|text file busy|stale nfs`)

// unreadable is what the compiler says, with a position in a file, if it could not read something.
var unreadable = regexp.MustCompile(`^(could not import|I/O error)`)

// verdict reads the outcome of one test's process. What the process prints is partly the student's:
// nothing in it can turn a failure into a pass, because only the test itself lets the process exit
// with 0, unless the code can import more than guard allows.
//
// Settled are: the status 0 after the line of the pass, a failed assertion, and the limits of
// processor time, output and memory if they are measured. All else comes with a doubt.
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
	large := o.peakMB >= l.memoryMB/4 // much of what it may have is never resident
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
		if large { // a program that has no memory left may hang, or be ended by the system
			s = memory
		}
		_, d := uncertain(s)
		d.machine = !large
		return t, d
	case o.exit == 126 || o.exit == 127: // the shell's words for: it cannot be run
		return t, machineDoubt("running the tests: " + o.output)
	case failed && strings.Contains(o.output, tests.NotWritten):
		t.Status = todo
	case failed && strings.Contains(o.output, ": panic at "):
		t.Status = panics
	case failed:
	case strings.Contains(o.output, "out of memory"), strings.Contains(o.output,
		"exceeds 1000000000-byte limit"): // of the stack
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

// compilerErrors returns what the compiler says of the file that it was given alone, and nothing if
// it has ended in another way.
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
		// What goes on over several lines is indented.
		if (mine || strings.HasPrefix(line, "\t")) && len(lines) < 12 {
			lines = append(lines, strings.TrimPrefix(line, "./"))
		}
	}
	if !found {
		return ""
	}
	return strings.Join(lines, "\n")
}

// tooMuch is what a student reads of a file that compiler or linker cannot cope with. The words of
// the compiler may quote hidden tests.
const tooMuch = "Go's compiler or linker cannot make a program of the file and the tests. " +
	"Does it have a very large constant, array or expression?"

// buildEnd returns nothing if a step of the build has ended well. Otherwise it returns the result,
// if the limit of processor time or of output was reached, or a doubt.
func buildEnd(o outcome, l limits) (*exerciseResult, *doubt) {
	large := o.peakMB >= l.memoryMB/4 // then it has been given much
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
