//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// broken returns a program that runs the script in a range of calls and the real program in all
// other calls. Calls are counted from 1.
func broken(t *testing.T, program, script string, from, to int) string {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "tool")
	write(t, name, fmt.Sprintf(`#!/bin/sh
echo call >>%[1]s/calls
n=0
while read -r line; do n=$((n+1)); done <%[1]s/calls
if [ $n -ge %[2]d ] && [ $n -le %[3]d ]; then
	%[4]s
fi
exec %[5]s "$@"
`, dir, from, to, script, program))
	if err := os.Chmod(name, 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

// always is larger than the number of calls.
const always = 1 << 30

// TestMachineFails grades a right answer on a failing machine. A short failure must not cost a
// point. After a permanent failure there must be no mark. A wrong result must never be stored. Without
// LONG, there are only the first four failures.
func TestMachineFails(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it grades many times")
	}
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	const full = "echo 'own.a: no space left on device' >&2; exit 1"
	const truncated = "echo 'dense_backward.go:1:1: could not import math (open 3.a: no such file)'; exit 1"
	const memory = "echo 'fatal error: runtime: out of memory' >&2; exit 2"
	const killed = "kill -9 $$"
	for i, tt := range []struct {
		name, script string
		linker       bool
		from, to     int
		ungraded     bool
	}{
		{"the disk is full for a while", full, false, 1, 3, false},
		{"the disk is full for the linker", full, true, 1, always, true},
		{"there is no memory for a while", memory, false, 1, 1, false},
		{"the linker writes half a program", `"REAL" "$@"; /usr/bin/head -c 100000 tests.exe >half; /bin/chmod +x half; /bin/mv half tests.exe; exit 0`, true, 1, 1, false},
		{"an archive is lost", truncated, false, 1, always, true},
		{"the compiler of the tests is killed", killed, false, 2, 2, false},
		{"the disk is full", full, false, 1, always, true},
		{"an archive is lost for a while", truncated, false, 1, 3, false},
		{"one compiler is killed", killed, false, 1, 1, false},
		{"one linker is killed", killed, true, 1, 1, false},
		{"the linker of the second attempt is killed", killed, true, 1, 3, false},
		{"every linker is killed", killed, true, 1, always, true},
		{"there is no memory", memory, false, 1, always, true},
	} {
		if i >= 4 && !long {
			break
		}
		t.Run(tt.name, func(t *testing.T) {
			st := gradeOnly(t, answer, func(g *grader) {
				tool := &g.tools.compiler
				if tt.linker {
					tool = &g.tools.linker
				}
				*tool = broken(t, *tool, strings.ReplaceAll(tt.script, "REAL", *tool), tt.from, tt.to)
			})
			if (st.ungraded != nil) != tt.ungraded {
				t.Errorf("not graded: %v, want %v", st.ungraded, tt.ungraded)
			}
			if score, of := st.total(); !tt.ungraded && (score != 10 || of != 10) {
				t.Errorf("%v of %v points, want all: %+v", score, of, st.results[attackedExercise])
			}
		})
	}
}

// TestMachineFailsOthers grades wrong answers and files that do not compile on a failing machine.
// They must get the same result as on a working machine, or no mark.
func TestMachineFailsOthers(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	killing := func(g *grader) { g.tools.compiler = broken(t, g.tools.compiler, "kill -9 $$", 1, 1) }
	st := gradeOnly(t, answer+"var x = y\n", killing)
	if r := st.results[attackedExercise]; st.ungraded != nil || r.Status != build ||
		!strings.Contains(r.Message, "undefined: y") {
		t.Errorf("got %+v, %v", r, st.ungraded)
	}
	wrong := strings.Replace(answer, "return dX", "return dX.ScaledBy(2)", 1)
	st = gradeOnly(t, wrong, killing)
	if score, _ := st.total(); st.ungraded != nil || score != 3 {
		t.Errorf("%v points, want 3: %v", score, st.ungraded)
	}
}

// TestProcessKilled kills and stops the processes of tests, once or every time.
func TestProcessKilled(t *testing.T) {
	onlyLong(t)
	answer, _ := answerAndStub(t, open(t), attackedExercise)
	for _, tt := range []struct {
		name, script string
		to           int
		ungraded     bool
	}{
		{"killed once", "kill -9 $$", 1, false},
		{"stopped twice", "kill -STOP $$", 2, false},
		{"always killed", "kill -9 $$", always, true},
		{"no thread", "echo 'runtime: failed to create new OS thread (errno=11)'; exit 2", always, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			st := gradeOnly(t, answer, func(g *grader) {
				g.running.wall = time.Second
				real := g.tools.linker
				breaks := broken(t, `"$0.real"`, tt.script, 1, tt.to)
				g.tools.linker = broken(t, real, fmt.Sprintf(
					`"%s" "$@" && /bin/mv tests.exe tests.exe.real && /bin/cp %s tests.exe; exit`, real, breaks), 1, always)
			})
			score, _ := st.total()
			if (st.ungraded != nil) != tt.ungraded || !tt.ungraded && score != 10 {
				t.Errorf("%v points, not graded: %v", score, st.ungraded)
			}
		})
	}
}

// TestKilledRun kills the command during an endless test. No process may continue. The temporary
// files must be removed at once, or by the next run if the command could not do it. Without LONG=1,
// SIGTERM is the only signal.
func TestKilledRun(t *testing.T) {
	t.Parallel()
	onlyGate(t)
	signals := []os.Signal{syscall.SIGTERM}
	if long {
		signals = append(signals, os.Interrupt, os.Kill)
	}
	c := open(t)
	answer, _ := answerAndStub(t, c, attackedExercise)
	endless := strings.Replace(answer, "inputError *given.Matrix) {\n",
		"inputError *given.Matrix) {\n\tfor len(l.Input.Data) == 12 {\n\t}\n", 1)
	dir, settings := t.TempDir(), only(t, c, attackedExercise)
	writeFolder(t, filepath.Join(dir, "ann"), map[string]string{attackedFile: endless})
	for _, signal := range signals {
		t.Run(signal.String(), func(t *testing.T) {
			out := t.TempDir()
			cmd := command(t, "grade", "-settings="+settings, "-out="+out, dir)
			temp := tempOf(cmd)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			deadline := time.Now().Add(time.Minute)
			for !running(temp) && time.Now().Before(deadline) {
				time.Sleep(5 * time.Millisecond)
			}
			cmd.Process.Signal(signal)
			if err := cmd.Wait(); err == nil {
				t.Error("it has ended well")
			}
			for end := time.Now().Add(2 * time.Second); running(temp); time.Sleep(5 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatal("a test is still running")
				}
			}
			left, _ := filepath.Glob(filepath.Join(temp, "*"))
			if signal != os.Kill && len(left) > 0 {
				t.Errorf("it has left %v", left)
			}
			half := filepath.Join(out, "state", attackedExercise, "x.json.1.tmp")
			write(t, half, "{")
			past := time.Now().Add(-time.Hour)
			os.Chtimes(half, past, past)
			again := command(t, "grade", "-settings="+settings, "-out="+out, dir)
			again.Env = cmd.Env
			if text, err := again.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, text)
			}
			if left, _ := filepath.Glob(filepath.Join(temp, "*")); len(left) > 0 || exists(half) {
				t.Errorf("the next run has left %v", left)
			}
		})
	}
}

// tempOf returns a command's folder for temporary files.
func tempOf(cmd *exec.Cmd) string {
	for _, v := range slices.Backward(cmd.Env) {
		if dir, ok := strings.CutPrefix(v, "TMPDIR="); ok {
			return dir
		}
	}
	return ""
}

// running reports whether a program in the folder is running.
func running(folder string) bool {
	out, _ := exec.Command("ps", "-A", "-o", "args").Output()
	return strings.Contains(string(out), folder+"/") && strings.Contains(string(out), "tests.exe Test")
}

// TestNewTemp checks that newTemp does not remove the folders of active runs.
func TestNewTemp(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	mine, err := newTemp()
	if err != nil {
		t.Fatal(err)
	}
	strange := filepath.Join(os.TempDir(), tempPrefix+"00000000-1-2")
	os.Mkdir(strange, 0o755)
	second, err := newTemp()
	if err != nil || second == mine || !exists(mine) || !exists(strange) {
		t.Errorf("got %s, %v; is the first one still there: %v, and another machine's: %v",
			second, err, exists(mine), exists(strange))
	}
}

// TestVerdict checks which outcomes are final. A message about memory is final only if the measured
// memory confirms it. A process that is killed from outside is always in doubt.
func TestVerdict(t *testing.T) {
	o := outcome{cause: byItself, exit: 2, output: "fatal error: runtime: out of memory\n", peakMB: 900}
	if r, d := verdict("TestOne", "a.go", o, testLimits); r.Status != memory || d != nil {
		t.Errorf("got %+v, %+v", r, d)
	}
	o.peakMB = 20
	if _, d := verdict("TestOne", "a.go", o, testLimits); d == nil || d.result.Status != memory {
		t.Errorf("got %+v", d)
	}
	for _, c := range []cause{bySignal, atWallLimit} {
		o := outcome{cause: c, exit: -1, used: time.Second, peakMB: 20}
		if _, d := verdict("TestOne", "a.go", o, testLimits); d == nil || !d.machine {
			t.Errorf("a small process that %s: got %+v, want the machine's doing", c, d)
		}
		o.peakMB = 900
		if r, d := verdict("TestOne", "a.go", o, testLimits); d == nil || d.machine || r.Status != memory {
			t.Errorf("a large process that %s: got %+v, %+v", c, r, d)
		}
	}
	const compared = "    a_test.go:3: F(x) with\n        got  1\n        want 2\n        known mistake: M\n"
	const panicked = "    recover.go:9: panic at a.go:7: index out of range\n"
	for output, want := range map[string]status{compared: fail, panicked: panics, panicked + compared: fail} {
		o := outcome{cause: byItself, exit: 1, output: "=== RUN   TestOne\n" + output + "--- FAIL: TestOne (0.00s)\nFAIL\n"}
		if r, d := verdict("TestOne", "a.go", o, testLimits); r.Status != want || d != nil {
			t.Errorf("got %+v, %v, want the status %q", r, d, want)
		}
	}
	o = outcome{cause: byItself, exit: 126, output: "sh: tests.exe: text file busy\n"}
	if _, d := verdict("TestOne", "a.go", o, testLimits); d == nil || !d.machine {
		t.Errorf("a program that cannot be run: got %+v", d)
	}
	o = outcome{cause: byItself, output: "=== RUN   TestOne\n"}
	if _, d := verdict("TestOne", "a.go", o, testLimits); d == nil {
		t.Error("a process that ends with 0 and says nothing has passed")
	}
}

// TestBuildEnd checks which ends of a build step give a result and which remain in doubt.
func TestBuildEnd(t *testing.T) {
	const mine = "a.go:5:9: undefined: x\n\thave (int)\n"
	for _, tt := range []struct {
		name    string
		o       outcome
		errors  string // of the compiler, about the file alone
		settled bool   // as too much for the compiler
		doubt   bool
		machine bool
	}{
		{name: "well", o: outcome{cause: byItself}},
		{name: "an error", o: outcome{cause: byItself, exit: 2, output: mine}, errors: strings.TrimSpace(mine)},
		{name: "an error and a full disk", o: outcome{cause: byItself, exit: 2,
			output: mine + "own.a: no space left on device\n"}, doubt: true, machine: true},
		{name: "an error and the end", o: outcome{cause: bySignal, exit: -1, output: mine}, doubt: true, machine: true},
		{name: "an error with words of a full disk", o: outcome{cause: byItself, exit: 2,
			output: "a.go:5:9: undefined: noSpace /* no space left */\n"},
			errors: "a.go:5:9: undefined: noSpace /* no space left */"},
		{name: "a lost archive", o: outcome{cause: byItself, exit: 2,
			output: "a.go:3:8: could not import math (open 3.a: no such file or directory)\n"}, doubt: true, machine: true},
		{name: "an error elsewhere", o: outcome{cause: byItself, exit: 2, output: "b.go:1:1: no\n"}, doubt: true},
		{name: "killed", o: outcome{cause: bySignal, exit: -1, peakMB: 30}, doubt: true, machine: true},
		{name: "killed with much memory", o: outcome{cause: bySignal, exit: -1, peakMB: 1500}, doubt: true},
		{name: "slow", o: outcome{cause: atWallLimit, exit: -1, peakMB: 30}, doubt: true, machine: true},
		{name: "no memory", o: outcome{cause: byItself, exit: 2, output: "fatal error: out of memory\n"}, doubt: true},
		{name: "processor time", o: outcome{cause: atCPULimit, exit: -1}, settled: true},
		{name: "output", o: outcome{cause: atOutputLimit, exit: -1}, settled: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := compilerErrors(tt.o, "a.go"); got != tt.errors {
				t.Errorf("the errors are %q, want %q", got, tt.errors)
			}
			if tt.errors != "" {
				return
			}
			r, d := buildEnd(tt.o, buildLimits)
			if (r != nil) != tt.settled || (d != nil) != tt.doubt || d != nil && d.machine != tt.machine {
				t.Errorf("got %+v, %+v", r, d)
			}
		})
	}
}
