package main

// versionsProgram is the program of buildVersions. Its arguments are an exercise and "tests", a version
// and the tests to run, by default all; or "probe" and two versions to compare; or "explain", a version,
// and another one that should behave like the first where the first differs from version 0.
const versionsProgram = `package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

%s)

type exercise struct {
	acting *[]int
	probe  prober
	tests  []testing.InternalTest
}

var exercises = map[string]exercise{
%s}

func main() {
	go watch()
	e := exercises[os.Args[1]]
	number := func(i int) int { n, _ := strconv.Atoi(os.Args[i]); return n }
	if os.Args[2] == "explain" {
		explain(e, number(3), number(4))
		return
	}
	if os.Args[2] == "probe" {
		all := os.Args[5] == "all"
		for seed := range uint64(1000) {
			if how := differ(e.run(number(3), seed, all), e.run(number(4), seed, all), false); how != "" {
				fmt.Printf("input %%d: %%s\n", seed, how)
				return
			}
		}
		fmt.Println("alike")
		return
	}
	*e.acting = []int{number(3)}
	if wanted := slices.Clone(os.Args[4:]); len(wanted) > 0 {
		e.tests = slices.DeleteFunc(e.tests, func(t testing.InternalTest) bool {
			return !slices.Contains(wanted, t.Name)
		})
	}
	os.Args = append(os.Args[:1], "-test.v")
	testing.Main(func(pattern, name string) (bool, error) { return true, nil }, e.tests, nil, nil)
}

// watch ends the program if it takes too long or too much memory. It counts in steps of the
// processor, not in seconds, because the machine can be busy: beside a loop, a step takes 10 ms.
func watch() {
	var m runtime.MemStats
	for range 1000 {
		time.Sleep(time.Millisecond)
		if runtime.ReadMemStats(&m); m.Sys > 1<<30 {
			break
		}
	}
	fmt.Println("stopped")
	os.Exit(3)
}

// explain compares only the calls of Probe for which a differs from the answer for any input. It prints
// alike if b gives the same in all these calls, or partly and how they differ if b does in some.
func explain(e exercise, a, b int) {
	changed, how, lines := map[int]bool{}, map[int]string{}, []int{}
	for seed := range uint64(1000) {
		right, x, y := e.run(0, seed, false), e.run(a, seed, false), e.run(b, seed, false)
		for i := range min(len(right), len(x), len(y)) {
			line := x[i].line
			if differ(right[i:i+1], x[i:i+1], false) != "" && !changed[line] {
				changed[line], lines = true, append(lines, line)
			}
			if d := differ(x[i:i+1], y[i:i+1], false); d != "" && how[line] == "" {
				how[line] = fmt.Sprintf("input %%d, line %%d of the probe: %%s", seed, line, d)
			}
			if right[i].text == "panic" || x[i].text == "panic" || y[i].text == "panic" {
				break
			}
		}
	}
	same, first := 0, ""
	for _, line := range lines {
		if how[line] == "" {
			same++
		} else if first == "" {
			first = how[line]
		}
	}
	switch {
	case same == 0:
		fmt.Println(first)
	case first == "":
		fmt.Println("alike")
	default:
		fmt.Println("partly,", first)
	}
}

// run returns the results of one alternative for one random input.
func (e exercise) run(alternative int, seed uint64, all bool) []result {
	*e.acting = []int{alternative}
	return results(e.probe, seed, 1, all)
}
`
