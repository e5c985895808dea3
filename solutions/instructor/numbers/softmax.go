package main

import (
	"fmt"
	"math"
	"strings"

	softmax "nn/solutions/05-softmax"
	"nn/solutions/given"
)

func softmaxByHand(d *drawing) {
	// e^x, with sums that have short reciprocals
	es := [][]float64{
		one(d, []float64{2, 1, 1}, []float64{1, 2, 5}, []float64{5, 1, 2}, []float64{4, 1, 3}, []float64{3, 5, 2}),
		one(d, []float64{1, 3, 1}, []float64{2, 1, 5}, []float64{1, 4, 3}, []float64{2, 5, 3}, []float64{1, 7, 2}),
	}
	d.require(es[0][0] != es[1][0] && es[0][1] != es[1][1] && es[0][2] != es[1][2])
	X, dY := given.MatrixOf(es...).Apply(math.Log), d.matrix("4 8 -4; 5 10 -5")
	l := new(softmax.SoftmaxActivation)
	S := l.ForwardPropagation(X)
	dX := l.BackwardPropagation(dY)
	d.distinct(dX.Row(0), dX.Row(1))
	logarithms, sums, means := make([]string, 2), make([]string, 2), make([]string, 2)
	for r, e := range es {
		list := make([]string, len(e))
		for i := range e {
			if list[i] = fmt.Sprintf("ln(%v)", e[i]); e[i] == 1 {
				list[i] = "0"
			}
		}
		logarithms[r] = strings.Join(list, ", ")
		sums[r] = sum(term{0, e[0]}, term{0, e[1]}, term{0, e[2]}) + " = " + fmt.Sprint(e[0]+e[1]+e[2])
		dy, s := dY.Row(r), S.Row(r)
		mean := dy[0]*s[0] + dy[1]*s[1] + dy[2]*s[2]
		d.require(math.Abs(mean) > 1e-9)
		for i := range e {
			list[i] = fmt.Sprintf("%s·(%s)", fraction(s[i]), sum(term{0, dy[i]}, term{0, -mean}))
		}
		means[r] = fmt.Sprintf("%s = %s:  %s", sum(term{0, dy[0] * s[0]}, term{0, dy[1] * s[1]}, term{0, dy[2] * s[2]}),
			show(mean), strings.Join(list, ", "))
	}
	d.text("test", "e^x is %v and %v.", es[0], es[1])
	d.text("test", `		X: m([]float64{%v}, []float64{%v}),
		// %v and %v
		S:  m(%v),
		dY: m(%v),
		// Σ dY·s = %v
		//          %v
		dX: m(%v),
`, logarithms[0], logarithms[1], sums[0], sums[1], S, dY, means[0], means[1], dX)
	for r := range es {
		s := S.Row(r)
		cells := make([][]string, len(s))
		for i := range s {
			for j := range s {
				cell := fmt.Sprintf("-%s·%s", fraction(s[i]), fraction(s[j]))
				if i == j {
					cell = fmt.Sprintf("%s·%s", fraction(s[i]), fraction(1-s[i]))
				}
				cells[i] = append(cells[i], cell)
			}
		}
		rows := strings.TrimRight(strings.Join(grid(cells), "\n			// "), " ")
		d.text("test", "			// %v\n			m(%v),\n", strings.ReplaceAll(rows, " \n", "\n"),
			lines(softmax.Jacobian(s), "				"))
	}

	d.text("example_test.go", "X := given.MatrixOf(%v, []float64{%v})", d.matrix("1 2 4; 0.5 -1 0"),
		one(d, []float64{1000, 1001, 998}, []float64{1002, 1000, 999}, []float64{999, 1001, 1002}))
	shares := [][]float64{{0.2, 0.3, 0.5}, {0.6, 0.3, 0.1}, {0.3, 0.1, 0.6}, {0.7, 0.1, 0.2}, {0.1, 0.5, 0.4}}
	d.text("example_test.go", "s := []float64{%v}", one(d, shares[0], shares[1:]...))
	d.text("example_test.go", "S := given.MatrixOf([]float64{%v}, []float64{%v})\n	dY := given.MatrixOf(%v)",
		one(d, shares[0], shares[3:]...), one(d, shares[1], shares[:3]...), d.matrix("1 -2 3; 0 5 -1"))
}
