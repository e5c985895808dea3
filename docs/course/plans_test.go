package course

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// minutes returns the times that the stubs state, by the number of the exercise.
func minutes(t *testing.T) map[string]int {
	t.Helper()
	stubs, err := filepath.Glob(root + "/exercises/[0-9][0-9]-*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	times := map[string]int{}
	for _, stub := range stubs {
		text, err := os.ReadFile(stub)
		if err != nil {
			t.Fatal(err)
		}
		if m := regexp.MustCompile(`(?m)^//\tTime    (\d+) minutes$`).FindSubmatch(text); m != nil {
			times[filepath.Base(filepath.Dir(stub))[:2]], _ = strconv.Atoi(string(m[1]))
		}
	}
	if len(times) != 15 {
		t.Fatalf("%d stubs state a time, want 15", len(times))
	}
	return times
}

// TestPlans: the plans name every exercise once with the minutes of its stub, and their sums are right.
// The core path of the lab fits into two hours.
func TestPlans(t *testing.T) {
	times := minutes(t)
	plans, found := strings.Split(pages(t)["docs/course/plans.md"], "\n## ")[1:], 0
	for _, plan := range plans {
		title, rest, _ := strings.Cut(plan, "\n")
		if title == "Data for sixty students" {
			for _, part := range []string{" -download", "labs/mnist -data FOLDER\n", "labs/imdb -data FOLDER/", "](../data.md)"} {
				if !strings.Contains(rest, part) {
					t.Errorf("%s: it does not have %q", title, part)
				}
			}
			continue
		}
		found++
		if title != "Self-study" {
			planned(t, title, rest)
		}
		named := map[string]int{}
		for _, line := range strings.Split(rest, "\n") {
			sum, inRow := 0, false
			for _, m := range regexp.MustCompile(`\b(\d\d) \((\d+)\)`).FindAllStringSubmatch(line, -1) {
				named[m[1]]++
				n, _ := strconv.Atoi(m[2])
				sum, inRow = sum+n, true
				if n != times[m[1]] {
					t.Errorf("%s: exercise %s has %d minutes, its stub states %d", title, m[1], n, times[m[1]])
				}
			}
			if inRow && !regexp.MustCompile(fmt.Sprintf(`\| %d \|`, sum)).MatchString(line) {
				t.Errorf("%s: the sum is %d, in %q", title, sum, line)
			}
			if strings.HasPrefix(line, "| core path in the lab") && (sum == 0 || sum > 120) {
				t.Errorf("the core path of the lab has %d minutes, want at most 120", sum)
			}
		}
		for exercise := range times {
			if named[exercise] != 1 {
				t.Errorf("%s names exercise %s %d times, want once", title, exercise, named[exercise])
			}
		}
		for _, m := range regexp.MustCompile(`(?s)### Meeting \d.*?(\n\n\n|\n\n###|$)`).FindAllString(rest, -1) {
			total := 0
			for _, row := range regexp.MustCompile(`(?m)^\| (\d+) \|`).FindAllStringSubmatch(m, -1) {
				n, _ := strconv.Atoi(row[1])
				total += n
			}
			if total != 90 {
				t.Errorf("a meeting has %d minutes, want 90: %.30s", total, m)
			}
		}
	}
	if found != 3 || len(plans) != 4 {
		t.Errorf("there are %d plans and %d sections, want 3 plans and one about data", found, len(plans))
	}
	sheet := pages(t)[labSheet]
	total := 0
	for _, m := range regexp.MustCompile(`(?m)^\| (\d+) \|.*\| (\d\d)? ?\|$`).FindAllStringSubmatch(sheet, -1) {
		n, _ := strconv.Atoi(m[1])
		total += n
		if m[2] != "" && n != times[m[2]] {
			t.Errorf("the lab sheet gives exercise %s %d minutes, its stub states %d", m[2], n, times[m[2]])
		}
	}
	if total != 120 {
		t.Errorf("the lab sheet has %d minutes, want 120", total)
	}
}

// planned fails unless the tables of a plan name every slide once, as a title or between two titles.
func planned(t *testing.T, title, plan string) {
	t.Helper()
	all, times := slides(t), map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\| \d+ \| ([^|]+) \|`).FindAllStringSubmatch(plan, -1) {
		for _, part := range strings.Split(m[1], "; ") {
			first, last, isRange := strings.Cut(part, " to ")
			if !isRange {
				last = first
			}
			from, to := slices.Index(all, first), slices.Index(all, last)
			if from < 0 || to < from {
				if !strings.HasPrefix(part, "Questions") { // the last week has no slides
					t.Errorf("%s: there are no slides %q", title, part)
				}
				continue
			}
			for _, slide := range all[from : to+1] {
				times[slide]++
			}
		}
	}
	for _, slide := range all {
		if times[slide] != 1 {
			t.Errorf("%s has the slide %s %d times, want once", title, slide, times[slide])
		}
	}
}
