package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestLongChaos grades nine right answers and three known mistakes fifty times while processes are stopped
// and killed, the disk is full and folders disappear. A submission gets the mark of a quiet run or no
// mark. Only the results of a quiet run may be stored, and the first run after the chaos must give all marks.
func TestLongChaos(t *testing.T) {
	onlyLong(t)
	c := open(t)
	dir, settings := t.TempDir(), filepath.Join(t.TempDir(), "settings")
	write(t, settings, "seed chaos\n")
	const students = 12
	rng := rand.New(rand.NewPCG(1, 2026))
	for i := range students {
		e := c.exercises[i]
		s := &madeStudent{name: fmt.Sprintf("student%02d", i), files: map[string]string{}, earns: map[string]string{}}
		s.give(t, c, e, []string{"answer", "answer", "answer", "mistake"}[i%4], rng)
		s.submit(t, dir)
	}
	disk := smallDisk(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	grade := func(ctx context.Context, out string) *exec.Cmd {
		cmd := exec.CommandContext(ctx, self, "grade", "-settings="+settings, "-out="+out, dir)
		cmd.Env = append(os.Environ(), "INSTRUCTOR_TEST_COMMAND=1", "TMPDIR="+disk)
		return cmd
	}
	quiet := t.TempDir()
	if text, err := grade(context.Background(), quiet).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if right, _ := judgeChaos(t, quiet, quiet); right != students {
		t.Fatalf("%d of %d have a mark", right, students)
	}
	counts := map[string]int{}
	for round := range 50 {
		out := t.TempDir()
		cmd := grade(context.Background(), out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error)
		go func() { ended <- cmd.Wait() }()
		until := time.Now().Add(time.Duration(2+rng.IntN(8)) * time.Second)
		running := true
		for running && time.Now().Before(until) {
			counts[disturb(rng, cmd.Process, disk, out)]++
			select {
			case <-ended:
				running = false
			case <-time.After(time.Duration(rng.IntN(60)) * time.Millisecond):
			}
		}
		calm(disk)
		cmd.Process.Signal(syscall.SIGCONT)
		if running {
			<-ended
		}
		right, blank := judgeChaos(t, quiet, out)
		counts["right marks at once"] += right
		counts["no mark at first"] += blank
		if text, err := grade(context.Background(), out).CombinedOutput(); err != nil {
			t.Errorf("round %d: after the chaos: %v\n%s", round, err, text)
		}
		if right, _ := judgeChaos(t, quiet, out); right != students {
			t.Errorf("round %d: after the chaos %d of %d have the right mark", round, right, students)
		}
		if left, _ := filepath.Glob(filepath.Join(disk, "*")); len(left) > 0 {
			t.Errorf("round %d: %v is left", round, left)
		}
		t.Logf("round %d: %v", round, counts)
	}
}

// smallDisk returns a folder on a small separate file system, if the test can make one.
func smallDisk(t *testing.T) string {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=200m"); err != nil {
		t.Logf("the disk is never full: %v", err)
		return dir
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}

const filler = "filler"

// disturb causes one fault of the machine and returns its name.
func disturb(rng *rand.Rand, grader *os.Process, disk, out string) string {
	processes := below(disk)
	some := 0
	if len(processes) > 0 {
		some = processes[rng.IntN(len(processes))]
	}
	switch n := rng.IntN(100); {
	case n < 35 && some > 0:
		syscall.Kill(some, syscall.SIGKILL)
		return "killed"
	case n < 47 && some > 0:
		syscall.Kill(some, syscall.SIGSTOP)
		return "stopped"
	case n < 60 && some > 0:
		for _, p := range processes {
			syscall.Kill(p, syscall.SIGCONT)
		}
		return "continued"
	case n < 65:
		grader.Signal(syscall.SIGSTOP)
		time.Sleep(time.Duration(rng.IntN(1500)) * time.Millisecond)
		grader.Signal(syscall.SIGCONT)
		return "grader stopped"
	case n < 66:
		grader.Signal(syscall.SIGKILL)
		return "grader killed"
	case n < 76:
		f, err := os.Create(filepath.Join(disk, filler))
		for block := make([]byte, 1<<20); err == nil; {
			var info syscall.Statfs_t
			if syscall.Statfs(disk, &info); info.Blocks*uint64(info.Bsize) > 1<<30 {
				break // it is not a small disk
			}
			_, err = f.Write(block)
		}
		f.Close()
		return "disk full"
	case n < 90:
		os.Remove(filepath.Join(disk, filler))
		return "disk free"
	case n < 95:
		if files, _ := filepath.Glob(filepath.Join(disk, tempPrefix+"*", "build-*", "*")); len(files) > 0 {
			os.Remove(files[rng.IntN(len(files))])
		}
		return "file removed"
	case n < 98:
		if folders, _ := filepath.Glob(filepath.Join(disk, tempPrefix+"*", "build-*")); len(folders) > 0 {
			os.RemoveAll(folders[rng.IntN(len(folders))])
		}
		return "folder removed"
	}
	os.RemoveAll(filepath.Join(out, "state"))
	return "state removed"
}

// calm undoes the faults of disturb.
func calm(disk string) {
	os.Remove(filepath.Join(disk, filler))
	for _, p := range below(disk) {
		syscall.Kill(p, syscall.SIGCONT)
	}
}

// below returns the grader's processes. Their arguments contain the folder.
func below(folder string) []int {
	var all []int
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		p, err := strconv.Atoi(e.Name())
		args, _ := os.ReadFile(filepath.Join("/proc", e.Name(), "cmdline"))
		if err == nil && strings.Contains(string(args), folder+"/"+tempPrefix) {
			all = append(all, p)
		}
	}
	return all
}

// judgeChaos counts the students with the right mark and those without a mark. Everything else is an
// error. quiet is the folder of a run without chaos.
func judgeChaos(t *testing.T, quiet, out string) (right, blank int) {
	t.Helper()
	kept, _ := filepath.Glob(filepath.Join(out, "state", "*", "*.json"))
	for _, name := range kept {
		file, _ := filepath.Rel(out, name)
		if got, want := text(t, name), text(t, quiet, file); got != want {
			t.Errorf("this is kept: %s\nwant: %s", got, want)
		}
	}
	want := chaosMarks(t, quiet)
	if !exists(filepath.Join(out, "marks.csv")) {
		return 0, len(want) // the grader was killed
	}
	for i, own := range chaosMarks(t, out) {
		switch own {
		case "":
			blank++
		case want[i]:
			right++
		default:
			t.Errorf("student %d has %s points, want %s", i, own, want[i])
		}
	}
	return right, blank
}

// chaosMarks returns the mark of each student for the one exercise that this student has submitted.
func chaosMarks(t *testing.T, out string) (all []string) {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text(t, out, "marks.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	first := slices.Index(records[0], open(t).exercises[0].name)
	for i, r := range records[1:] {
		all = append(all, r[first+i])
	}
	return all
}
