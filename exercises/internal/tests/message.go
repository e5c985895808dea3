package tests

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// KnownMistake precedes the name of a mistake in the messages of exercises/check.
const KnownMistake = "known mistake: "

// NotWritten occurs in the failure of every test that calls a stub.
const NotWritten = ": not written yet: "

// failureBegins matches the position with which the testing package begins each failure. After a
// recovered panic this position is in Go's own files or in given, where it does not help, and
// goPosition matches it: the message itself contains the place of the panic.
var (
	failureBegins = regexp.MustCompile(`^ *\w+\.go:\d+: `)
	goPosition    = regexp.MustCompile(`\bpanic\.go:\d+: |\b\w+\.go:\d+: (panic at )`)
)

// frame matches a line with which the testing package ends a test.
var frame = regexp.MustCompile(`^ *--- (FAIL|PASS): `)

// crash matches the line with which Go ends a program.
var crash = regexp.MustCompile(`(?m)^(panic|fatal error): `)

// Message returns the part of a test's output that a student needs: one failure without the frame
// around it and what its case printed before, or the reason of a crash and its place in the student's file.
func Message(output, file string) string {
	before := "" // the text before the first failure; after a crash the whole text
	var failures, prints []string
	failed, printed := false, "" // the present case: whether it has failed, and what it printed before
	for line := range strings.Lines(output) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "=== RUN ") {
			failed, printed = false, ""
		}
		if strings.HasPrefix(line, "=== ") || frame.MatchString(line) || line == "FAIL" {
			continue
		}
		if strings.HasPrefix(line, "runtime: sp=") {
			continue
		}
		if strings.HasPrefix(line, "goroutine ") || line == "runtime stack:" { // a trace begins
			_, trace, _ := strings.Cut(output, line)
			if at := regexp.MustCompile(regexp.QuoteMeta(file) +
				`:\d+`).FindString(trace); at != "" {
				before += "at " + at
			}
			break
		}
		line = strings.TrimPrefix(line, "    ") + "\n"
		switch {
		case failureBegins.MatchString(line):
			failures = append(failures, goPosition.ReplaceAllString(line, "$1"))
			prints = append(prints, printed)
			failed, printed = true, ""
		case failed:
			failures[len(failures)-1] += line
		default:
			printed += line
			before += line
		}
	}
	if n := len(failures); n > 0 && crash.MatchString(printed) {
		failures[n-1] += printed
	}
	text, name := before, ""
	if i := slices.IndexFunc(failures, isName); i >= 0 { // the name of what explains all failures
		_, name, _ = strings.Cut(failures[i], KnownMistake)
		name, failures = "\n"+KnownMistake+strings.TrimSpace(name), slices.Delete(failures, i, i+1)
		prints = slices.Delete(prints, i, i+1)
	}
	if len(failures) > 0 { // the first, or the first that names a mistake itself
		i := max(0, slices.IndexFunc(failures,
			func(f string) bool { return strings.Contains(f, KnownMistake) }))
		text = failures[i]
		if prints[i] != "" {
			text += "printed before this failure:\n" + prints[i]
		}
		if more := len(failures) - 1; more > 0 && !strings.Contains(text, NotWritten) {
			text += fmt.Sprintf("(and %d more of this test's cases fail)", more)
		}
	}
	return Cut(strings.TrimSpace(text), 2000-len(name)) + name
}

// isName reports whether a failure is only the name of a known mistake.
func isName(failure string) bool {
	_, text, _ := strings.Cut(failure, ": ")
	return strings.HasPrefix(text, KnownMistake)
}

// Cut shortens a text to at most the given number of bytes, and adds a line "..." if it did.
func Cut(text string, most int) string {
	text = strings.ToValidUTF8(text, "?")
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "\n..."
}
