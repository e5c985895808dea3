package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain runs the program itself if a test has started this binary as one.
func TestMain(m *testing.M) {
	if os.Getenv("RUN_SEARCH") != "" {
		main()
	}
	os.Exit(m.Run())
}

// process runs the program as a process of its own.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = append(os.Environ(), "RUN_SEARCH=1")
	return cmd
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// Four processes share a search by the script share.sh. The merged table is the table of one run.
func TestFourProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts four processes")
	}
	script, err := filepath.Abs("share.sh")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell: ", err)
	}
	isolate(t)
	flags := []string{"-draw", "240", "-epochs", "2", "-topology", "8;8,6;12"}
	want := ending(t, mustRun(t, with(flags, "-iterations", "10", "-results", "whole")...))

	var wait sync.WaitGroup
	for part := 1; part <= 4; part++ {
		cmd := exec.CommandContext(t.Context(), "sh",
			append([]string{script, fmt.Sprint(part), "4", "10"}, flags...)...)
		cmd.Env = append(os.Environ(), "RUN_SEARCH=1", "SEARCH="+os.Args[0])
		wait.Add(1)
		go func() {
			defer wait.Done()
			out, err := cmd.CombinedOutput()
			if err != nil || strings.Contains(string(out), "test accuracy") {
				t.Errorf("part %d: %v\n%s", part, err, out)
			}
		}()
	}
	wait.Wait()
	for part, trials := range []int{2, 3, 2, 3} { // 10 trials, divided by 4
		if n := strings.Count(read(t, fmt.Sprintf("part-%d.jsonl", part+1)), "\n"); n != trials+1 {
			t.Errorf("part %d has %d lines, want %d trials", part+1, n, trials)
		}
	}
	merged := mustRun(t, "-merge", "part-*.jsonl")
	if found := ending(t, merged); found != want {
		t.Errorf("merged it is %s\nwant %s", found, want)
	}
	if strings.Contains(merged, "/10  trial ") {
		t.Errorf("trials were repeated:\n%s", merged)
	}
	if found := ending(t, mustRun(t, "-resume", "search.jsonl")); found != want {
		t.Errorf("the merged file resumed is %s\nwant %s", found, want)
	}

	t.Run("a part is missing", func(t *testing.T) {
		merged := mustRun(t, "-merge", "part-1.jsonl,part-[34].jsonl", "-results", "three")
		mustContain(t, merged, "Missing trials, which run now: 3-5\n", "10/10  trial ")
		if found := ending(t, merged); found != want {
			t.Errorf("merged it is %s\nwant %s", found, want)
		}
	})
	t.Run("a part resumed", func(t *testing.T) {
		lines := strings.SplitAfter(read(t, "part-2.jsonl"), "\n")
		write(t, strings.Join(lines[:2], ""))
		mustContain(t, mustRun(t, "-resume", "file"), "\n2/3  trial ", "\n3/3  trial ", "tested after -merge")
		merged := mustRun(t, "-merge", "part-1.jsonl,file,part-3.jsonl,part-4.jsonl,whole", "-results", "five")
		if found := ending(t, merged); found != want {
			t.Errorf("merged it is %s\nwant %s", found, want)
		}
	})
	t.Run("refused", func(t *testing.T) {
		mustRun(t, with(flags, "-iterations", "2", "-seed", "2", "-results", "other")...)
		part := read(t, "part-1.jsonl")
		write(t, regexp.MustCompile(`"ValMetric":[\d.]+`).ReplaceAllString(part, `"ValMetric":0.125`))
		for _, tt := range []struct {
			args, want string
			code       int
		}{
			{"-merge part-1.jsonl,other", "only parts of one search can be merged", 1},
			{"-merge part-1.jsonl,file", "has a different result", 1},
			{"-merge none-*", "there is no file none-*", 2},
			{"-merge part-1.jsonl -resume part-1.jsonl", "leave one out", 2},
			{"-merge part-1.jsonl -trials 1-2", "leave out -trials", 2},
			{"-trials 1-8", "-trials 1-8: name a file for this part with -results", 2},
			{"-trials 9-12 -results r", "want trials from 1 to 10", 2},
			{"-trials 0-3", "two numbers such as 1-8", 2},
			{"-trials 3-1", "two numbers such as 1-8", 2},
			{"-trials 3-", "two numbers such as 1-8", 2},
			{"-resume part-1.jsonl -trials 1-5", "-trials", 2},
		} {
			code, _, stderr := start(t.Context(), strings.Fields(tt.args)...)
			if tt.args == "-resume part-1.jsonl -trials 1-5" { // a part can grow
				if code != 0 {
					t.Errorf("%s: exit code %d, stderr %q", tt.args, code, stderr)
				}
				continue
			}
			if code != tt.code || !strings.Contains(stderr, tt.want) {
				t.Errorf("%s: exit code %d, want %d; stderr %q, want %q", tt.args, code, tt.code, stderr, tt.want)
			}
		}
	})
}

// Of two processes that resume one file, the second is refused, and the file stays whole.
func TestTwoProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("trains for many seconds")
	}
	isolate(t)
	long := []string{"-draw", "240", "-epochs", "40", "-topology", "30;40", "-iterations", "12"}
	cmd := process(t, with(long, "-results", "r", "-parallel", "1")...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Wait()
	defer cmd.Process.Kill()
	for begin := time.Now(); ; time.Sleep(time.Millisecond) {
		if content, _ := os.ReadFile("r"); bytes.Count(content, []byte("\n")) > 0 {
			break
		}
		if time.Since(begin) > time.Minute {
			t.Fatal("no results after a minute")
		}
	}
	if err := os.Symlink("r", "link"); err != nil {
		t.Log("no links: ", err)
	}
	for _, args := range [][]string{{"-resume", "r"}, {"-resume", "link"}, {"-merge", "r"}} {
		out, err := process(t, args...).CombinedOutput()
		var exit *exec.ExitError
		if _, missing := os.Stat(args[1]); missing != nil {
			continue
		}
		if !errors.As(err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
		mustContain(t, string(out), fmt.Sprintf("in use by process %d on ", cmd.Process.Pid), "delete ")
	}
	cmd.Process.Kill() // which leaves its lock
	cmd.Wait()
	if _, err := os.Stat("r.lock"); err != nil {
		t.Fatal(err)
	}
	mustContain(t, mustRun(t, "-resume", "r"), "test accuracy")
	if _, err := os.Stat("r.lock"); err == nil {
		t.Error("the lock is still there")
	}
}

// Many processes begin to resume one file at the same moment. One of them does, and no line is lost
// or broken, also if a killed process has left its lock.
func TestManyProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts 13 processes")
	}
	isolate(t)
	mustRun(t, with(small, "-iterations", "2", "-results", "r")...)
	dead := process(t, "-h")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	for round := range 3 {
		iterations := fmt.Sprint(6 + 2*round)
		if round == 1 {
			host, err := os.Hostname()
			if err != nil {
				t.Fatal(err)
			}
			lock := fmt.Sprintf(`{"pid":%d,"host":%q}`, dead.Process.Pid, host)
			if err := os.WriteFile("r.lock", []byte(lock), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var wait sync.WaitGroup
		for range 4 {
			wait.Add(1)
			go func() {
				defer wait.Done()
				out, err := process(t, "-resume", "r", "-iterations", iterations).CombinedOutput()
				if err != nil && !strings.Contains(string(out), "in use by") && !strings.Contains(string(out), "cannot lock r: ") {
					t.Errorf("%v\n%s", err, out)
				}
			}()
		}
		wait.Wait()
		mustContain(t, mustRun(t, "-resume", "r", "-iterations", iterations), "r already contains "+iterations+" of the trials")
		r, err := readResults("r")
		if err != nil || r.dropped || len(r.trials) != 6+2*round {
			t.Errorf("round %d: %v, error %v", round, r, err)
		}
	}
}

// The picture in the report rings the epochs by which the trials are ranked.
func TestLegendAgreesWithRanking(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole search")
	}
	isolate(t)
	output := mustRun(t, "-draw", "300", "-epochs", "30", "-topology", "30", "-algorithm", "adam",
		"-lr", "0.03,0.02,0.01", "-dropout", "0", "-report", "page.html")
	page := read(t, "page.html")
	rows := regexp.MustCompile(`(?m)^(\d) +(\d+) .* (\d\.\d{4}) +(\d\.\d{4}) +30$`).FindAllStringSubmatch(output, -1)
	if len(rows) != 3 {
		t.Fatalf("%d rows, want 3, in\n%s", len(rows), output)
	}
	legend := regexp.MustCompile(`>Trial (\d+)<(?s:.*?)>(\d+)</text>\s*<text[^>]*>(\d\.\d{4})</text>\s*<text[^>]*>(\d\.\d{4})</text>`).FindAllStringSubmatch(page, -1)
	if len(legend) != 3 {
		t.Fatalf("%d runs in the legend, want 3, in\n%.3000s", len(legend), page)
	}
	for i, row := range rows {
		if l := legend[i]; l[1] != row[2] || l[2] != "30" || l[3] != row[4] || l[4] != row[3] {
			t.Errorf("the legend has %q and the ranking %q", l[1:], row[1:])
		}
	}
}
