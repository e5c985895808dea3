package main

import (
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestLongChaos grades twelve right answers fifty times while processes are stopped and killed, the
// disk is full and folders disappear. A right answer must never lose a point: it gets all points or
// no mark. Only passes may be stored, and the first run after the chaos must give all points.
func TestLongChaos(t *testing.T) {
	onlyLong(t)
	c := open(t)
	dir, settings := t.TempDir(), filepath.Join(t.TempDir(), "settings")
	write(t, settings, "seed chaos\n")
	const students = 12
	for i := range students {
		e := c.exercises[i]
		answer, _ := answerAndStub(t, c, e.name)
		writeFolder(t, filepath.Join(dir, fmt.Sprintf("student%02d", i)),
			map[string]string{e.name + "/" + e.file(): answer})
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
	rng := rand.New(rand.NewPCG(1, 2026))
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
		full, blank := judgeChaos(t, out, students)
		counts["full marks at once"] += full
		counts["no mark at first"] += blank
		if text, err := grade(context.Background(), out).CombinedOutput(); err != nil {
			t.Errorf("round %d: after the chaos: %v\n%s", round, err, text)
		}
		if full, _ := judgeChaos(t, out, students); full != students {
			t.Errorf("round %d: after the chaos %d of %d have all points", round, full, students)
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

// judgeChaos counts the students with all points and those without a mark. Everything else is an
// error.
func judgeChaos(t *testing.T, out string, students int) (full, blank int) {
	t.Helper()
	kept, _ := filepath.Glob(filepath.Join(out, "state", "*", "*.json"))
	for _, name := range kept {
		data, _ := os.ReadFile(name)
		passes := strings.Count(string(data), `"status":"pass"`)
		if passes == 0 || passes != strings.Count(string(data), `"status"`) {
			t.Errorf("this is kept: %s", data)
		}
	}
	data, err := os.ReadFile(filepath.Join(out, "marks.csv"))
	if err != nil {
		return 0, students // the grader was killed
	}
	records, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := fullMarks(t)
	for i, r := range records[1:] {
		switch own := r[i+1]; own { // student i has submitted exercise i
		case "":
			blank++
		case want[i]:
			full++
		default:
			t.Errorf("%s has %s points, want %s: %v", r[0], own, want[i], r)
		}
	}
	return full, blank
}

// fullMarks returns the points of each exercise.
func fullMarks(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, e := range open(t).exercises {
		list, err := e.allTests()
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, test := range list {
			sum += test.Points
		}
		all = append(all, strconv.Itoa(sum))
	}
	return all
}
