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
		row(m.e.name, cells)
		for i, n := range cells {
			sum[i] += n
		}
	}
	row("all", sum)
}

// mutantColumns are the columns of the table: the kinds of changes, then the sums.
var mutantColumns = slices.Concat(operators, []string{"all", "rejected", "equivalent", "named"})

// width is the width of column i: its name, and two spaces before it.
func width(i int) int { return max(5, len(mutantColumns[i])) + 2 }
