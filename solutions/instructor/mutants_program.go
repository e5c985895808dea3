package main

import (
	"fmt"
	"io"
	"slices"
)

// writeMutants prints how many mutants there are, by exercise and operator, and how they end.
func writeMutants(w io.Writer, all []*mutation) {
	row := func(name string, cells []int) {
		fmt.Fprintf(w, "%-26s", name)
		for i, n := range cells {
			fmt.Fprintf(w, "%*d", width(i), n)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%-26s", "mutants")
	for i, name := range mutantColumns {
		fmt.Fprintf(w, "%*s", width(i), name)
	}
	fmt.Fprintln(w)
	sum := make([]int, len(mutantColumns))
	for _, m := range all {
		cells := make([]int, len(mutantColumns))
		last := cells[len(operators):]
		for i, mu := range m.mutants {
			for k, name := range operators {
				if name == mu.operator {
					cells[k]++
				}
			}
			last[0]++
			if m.runs[i].rejected {
				last[1]++
			} else if m.known[mu.key()] != "" {
				last[2]++
			}
			if len(m.runs[i].names) > 0 {
				last[3]++
			}
		}
		last[4] = m.misnamed
		row(m.e.name, cells)
		for i, n := range cells {
			sum[i] += n
		}
	}
	row("all", sum)
}

// mutantColumns are the columns of the table: the kinds of changes, then the sums.
var mutantColumns = slices.Concat(operators, []string{"all", "rejected", "equivalent", "named", "misnamed"})

// width is the width of column i: its name, and two spaces before it.
func width(i int) int { return max(5, len(mutantColumns[i])) + 2 }

// mutantProgram is the program of all mutants. Its arguments are an exercise and "tests" and an
// alternative, or "probe" and two alternatives to compare, or "explain", an alternative, and another one
// that should behave like the first where the first differs from the answer.
const mutantProgram = `package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

%s)

type exercise struct {
	alternative *int
	probe       func(rng *rand.Rand, values, memory func(f func() any))
	tests       []testing.InternalTest
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
	*e.alternative = number(3)
	os.Args = append(os.Args[:1], "-test.v")
	testing.Main(func(pattern, name string) (bool, error) { return true, nil }, e.tests, nil, nil)
}

// watch ends the program if it takes too long or too much memory.
func watch() {
	start := time.Now()
	var m runtime.MemStats
	for {
		time.Sleep(20 * time.Millisecond)
		runtime.ReadMemStats(&m)
		if time.Since(start) > 10*time.Second || m.Sys > 1<<30 {
			fmt.Println("stopped")
			os.Exit(3)
		}
	}
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
	*e.alternative = alternative
	return results(e.probe, seed, 1, all)
}
`
