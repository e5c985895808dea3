package main

import (
	"fmt"
	"slices"
	"strings"

	metrics "nn/solutions/12-metrics"
	"nn/solutions/given"
)

func metricsByHand(d *drawing) {
	classesByHand(d)
	pairsByHand(d)
	quotientsByHand(d)

	var rows [][]float64
	for _, public := range [][]float64{{0.1, 0.2, 0.7}, {0.4, 0.4, 0.2}, {0.1, 0.8, 0.1}} {
		rows = append(rows, d.shuffled(public))
	}
	d.text("example_test.go", "several := m(%v)\n	one := m([]float64{%v}, []float64{0.5}, []float64{%v})", given.MatrixOf(rows...),
		one(d, 0.7, 0.6, 0.8, 0.9), one(d, 0.1, 0.2, 0.3, 0.4))
	yPred := []string{"[]float64{0.6, 0.3, 0.1}, []float64{0.2, 0.5, 0.3}", "[]float64{0.1, 0.7, 0.2}",
		"[]float64{0.4, 0.3, 0.3}", "[]float64{0.1, 0.1, 0.8}"}
	if d.rng != nil {
		d.rng.Shuffle(len(yPred), func(i, j int) { yPred[i], yPred[j] = yPred[j], yPred[i] })
	}
	d.text("example_test.go", "m(a, a, b, c, c), m(%v,\n		%v, %v, %v)", yPred[0], yPred[1], yPred[2], yPred[3])
	counts := d.counts([][]int{{5, 1, 2}, {0, 3, 1}, {2, 2, 4}})
	d.text("example_test.go", "var classes3 = [][]int{%v}", braces(counts))
}

// shuffled returns the numbers in a different order in a variant.
func (d *drawing) shuffled(public []float64) []float64 {
	list := slices.Clone(public)
	if d.rng != nil {
		d.rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
	return list
}

// counts draws other counts. Those on the diagonal are larger.
func (d *drawing) counts(public [][]int) [][]int {
	counts := make([][]int, len(public))
	for t, row := range public {
		counts[t] = slices.Clone(row)
		for p := range row {
			if d.rng != nil {
				counts[t][p] = d.rng.IntN(5)
			}
			if d.rng != nil && t == p {
				counts[t][p] = 3 + d.rng.IntN(6)
			}
		}
	}
	return counts
}

// braces formats counts as the elements of a [][]int.
func braces(counts [][]int) string {
	rows := make([]string, len(counts))
	for i, row := range counts {
		rows[i] = "{" + joined(row) + "}"
	}
	return strings.Join(rows, ", ")
}

// each returns the class that choose finds in each row.
func each(rows [][]float64, choose func(y []float64) int) []int {
	list := make([]int, len(rows))
	for i, y := range rows {
		list[i] = choose(y)
	}
	return list
}

func largest(y []float64) int { return slices.Index(y, slices.Max(y)) }

func classesByHand(d *drawing) {
	var rows [][]float64
	for _, public := range [][]float64{{0.1, 0.7, 0.2}, {0.5, 0.3, 0.2}, {0.2, 0.2, 0.6}, {0.3, 0.35, 0.35}, {-4, -2, -3}, {0, 0, 1}} {
		rows = append(rows, d.shuffled(public))
	}
	Y := given.MatrixOf(rows...)
	classes := metrics.Classes(Y)
	columns := make([][]float64, 3)
	for j := range columns {
		columns[j] = Y.T().Row(j)
	}
	fromZero := each(rows, func(y []float64) int {
		if slices.Max(y) <= 0 {
			return 0
		}
		return largest(y)
	})
	half := each(rows, func(y []float64) int { return max(0, slices.IndexFunc(y, func(v float64) bool { return v > 0.5 })) })
	last := each(rows, func(y []float64) int {
		i := largest(y)
		for j := range y {
			if y[j] == y[i] {
				i = j
			}
		}
		return i
	})
	withFirst := each(rows, func(y []float64) (found int) {
		for j := range y {
			if y[j] > y[0] {
				found = j
			}
		}
		return found
	})
	smallest := each(rows, func(y []float64) int { return slices.Index(y, slices.Min(y)) })
	plusOne := each(rows, func(y []float64) int { return largest(y) + 1 })
	wrong := [][]int{last, fromZero, half, plusOne, smallest, withFirst, classes}
	for i, list := range wrong {
		for _, other := range wrong[:i] {
			d.require(!slices.Equal(list, other))
		}
	}
	d.text("test", `		[]float64{%v},
		[]float64{%v},
		[]float64{%v},
		[]float64{%v}, // none is above 0.5; of the two largest the first
		[]float64{%v},      // logarithms`, rows[0], rows[1], rows[2], rows[3], rows[4])
	d.text("test", "		[]float64{%v},\n	)", rows[5])
	d.text("test", "[]int{%v}). // the first column is %v\n", each(columns, largest), spaced(columns[0]))
	d.text("test", `not the first", slideClasses,
			[]int{%v}).`, last)
	d.text("test", `which no negative one exceeds",
			slideClasses, []int{%v}).`, fromZero)
	d.text("test", `the threshold is for one column",
			slideClasses, []int{%v}).
		Mistake("classes are counted from 1, not from 0", slideClasses, []int{%v}).
		Mistake("the smallest element is chosen", slideClasses, []int{%v}).`, half, plusOne, smallest)
	d.text("test", `[]int{%v}).
		Want("classes", metrics.Classes(Y.Clone()), []int{%v})
`, withFirst, classes)

	// The class above 0.5, or 0 if there is none, is right: the last of 3 and 4, and 0 of 0.4 and 0.3. It is wrong
	// for the last row.
	rows = [][]float64{d.shuffled(one(d, []float64{0.2, 0.8}, []float64{0.1, 0.9}, []float64{0.3, 0.7})),
		one(d, []float64{3, 4}, []float64{1, 5}, []float64{2, 6}), one(d, []float64{0.4, 0.3}, []float64{0.3, 0.2}, []float64{0.4, 0.1}),
		one(d, []float64{0.2, 0.4}, []float64{0.1, 0.3}, []float64{0.3, 0.45})}
	columns = [][]float64{given.MatrixOf(rows...).T().Row(0), given.MatrixOf(rows...).T().Row(1)}
	classes = metrics.Classes(given.MatrixOf(rows...))
	smallest = each(rows, func(y []float64) int { return slices.Index(y, slices.Min(y)) })
	d.text("test", "	two := given.MatrixOf(%v)\n	check.Call(t, \"Classes(Y)\", \"Y\", two).\n		Mistake", given.MatrixOf(rows...))
	above := func(k, yes int) []int { // class yes if the element of column k is above 0.5
		return each(rows, func(y []float64) int {
			if y[k] > 0.5 {
				return yes
			}
			return 1 - yes
		})
	}
	d.text("test", `			slideClasses, []int{%v}).
		Mistake("a class is chosen only above 0.5, although the threshold is for one column",
			slideClasses, []int{%v}).
		Mistake("classes are counted from 1, not from 0", slideClasses, []int{%v}).
		Mistake("the smallest element is chosen", slideClasses, []int{%v}).
		Mistake(likeOne, slideClasses, []int{%v}).
		Mistake(likeOne, slideClasses, []int{%v}). // class 0 if the first one is above 0.5
		Want("classes", metrics.Classes(two.Clone()), []int{%v})
}
`, each(columns, largest), above(1, 1), each(rows, func(y []float64) int { return largest(y) + 1 }), smallest, above(1, 1), above(0, 0), classes)
	thresholdByHand(d)
}

func thresholdByHand(d *drawing) {
	y := d.shuffled([]float64{one(d, 0.2, 0.1, 0.3, 0.4), 0.5, 0.51, one(d, 0.9, 0.6, 0.7, 0.8), 1, 0})
	above := func(least float64) []int {
		return each([][]float64{y[0:1], y[1:2], y[2:3], y[3:4], y[4:5], y[5:6]}, func(y []float64) int {
			return map[bool]int{true: 1}[y[0] >= least]
		})
	}
	d.text("test", "	Y := given.MatrixOf([]float64{%v}).T()\n", y)
	d.text("test", `the slide has preds > 0.5", slideClasses,
			[]int{%v}).
		Mistake("the probability is truncated to a whole number, so only 1 itself is class 1",
			slideClasses, []int{%v}).
		Mistake("every probability above 0 becomes class 1, although the threshold is 0.5", slideClasses,
			[]int{%v}).
		Want("classes", metrics.Classes(Y.Clone()), []int{%v})
`, above(0.5), above(1), above(0.01), metrics.Classes(given.MatrixOf(y).T()))
}

// pairsByHand is the targets and predictions of three classes, and of two classes in one column.
func pairsByHand(d *drawing) {
	truth := []int{0, 0, 0, 1, 1, 2, 2, 2}
	var rows [][]float64
	for _, public := range [][]float64{{0.8, 0.1, 0.1}, {0.1, 0.5, 0.4}, {0, 1, 0}, {0.3, 0.4, 0.3}, {0.1, 0.3, 0.6},
		{0, 0, 1}, {0.2, 0.3, 0.5}, {0.9, 0, 0.1}} {
		rows = append(rows, d.shuffled(public))
	}
	yTrue, yPred := given.NewMatrix(8, 3), given.MatrixOf(rows...)
	equal := 0
	for i, class := range truth {
		yTrue.Set(i, class, 1)
	}
	for i, y := range yTrue.Data {
		if y == yPred.Data[i] {
			equal++
		}
	}
	counts := metrics.ConfusionMatrix(yTrue, yPred)
	right := counts[0][0] + counts[1][1] + counts[2][2]
	d.require(2 <= right && right <= 6 && equal > 0 && equal != right && equal != 3*right) // of 24 elements, or of 8 rows
	d.text("test", "//	prediction  %v    %v are right", strings.ReplaceAll(joined(each(rows, largest)), ",", ""), right)
	d.text("test", "c, c, c), m(\n		%v)}\n", lines(yPred, "		"))
	d.text("test", `		// %v elements of the predictions are equal to those of the targets
		{"three classes", three(), %v.0 / 8, %v, %v, 24},
`, equal, right, right, equal)
	d.text("test", `{"three classes", three(), [][]int{%v},
			[][]int{%v}, nil},
`, braces(counts), braces(transposedCounts(counts)))

	targets := one(d, []float64{1, 1, 1, 1, 0}, []float64{1, 0, 0, 1, 0}, []float64{0, 1, 0, 0, 0}, []float64{0, 1, 1, 0, 1})
	p := d.shuffled([]float64{0.9, 0.2, 0.3, 0.7, 0.6})
	yTrue, yPred = given.MatrixOf(targets).T(), given.MatrixOf(p).T()
	counts = metrics.ConfusionMatrix(yTrue, yPred)
	right = counts[0][0] + counts[1][1]
	d.require(counts[0][1] != counts[1][0] && right > 0 && right < 5)
	d.text("test", "//	truth       %v\n//	prediction  %v    classes %v, %v are right", spaced(targets), spaced(p),
		strings.ReplaceAll(joined(metrics.Classes(yPred)), ",", ""), right)
	d.text("test", "	return pair{given.MatrixOf([]float64{%v}).T(), given.MatrixOf([]float64{%v}).T()}\n", targets, p)
	d.text("test", `{"one column", two(), %v.0 / 5, %v, 0, 5},`, right, right)
	d.text("test", `{"one column", two(), [][]int{%v}, [][]int{%v}, nil},`, braces(counts), braces(transposedCounts(counts)))
}

func transposedCounts(counts [][]int) [][]int {
	columns := make([][]int, len(counts))
	for _, row := range counts {
		for p, n := range row {
			columns[p] = append(columns[p], n)
		}
	}
	return columns
}

// ofClass returns the counts of class k: TP, TP + FP, TP + FN and all.
func ofClass(counts [][]int, k int) (TP, predicted, class, all int) {
	for t, row := range counts {
		predicted += row[k]
		for _, n := range row {
			all += n
			if t == k {
				class += n
			}
		}
	}
	return counts[k][k], predicted, class, all
}

func quotientsByHand(d *drawing) {
	a, b := d.counts([][]int{{6, 1, 0}, {3, 4, 4}, {1, 0, 3}}), [][]int{{50, 10}, {5, 35}}
	if d.rng != nil {
		b = d.counts(b)
		for _, row := range b {
			row[0], row[1] = 5*row[0], 5*row[1]
		}
	}
	sums := func(counts [][]int) (list []any) { // row by row with their sums, then the sums of the columns
		for k, row := range counts {
			_, _, class, _ := ofClass(counts, k)
			for _, n := range row {
				list = append(list, n)
			}
			list = append(list, class)
		}
		for k := range counts {
			_, predicted, _, _ := ofClass(counts, k)
			list = append(list, predicted)
		}
		_, _, _, all := ofClass(counts, 0)
		return append(list, all)
	}
	A, B := sums(a), sums(b)
	d.text("test", `//	 0    %3v %3v %3v   %3v     0    %3v  %3v   %3v
//	 1    %3v %3v %3v   %3v     1    %3v  %3v   %3v
//	 2    %3v %3v %3v   %3v    sum   %3v  %3v   %3v
//	sum   %3v %3v %3v   %3v
`, slices.Concat(A[0:4], B[0:3], A[4:8], B[3:6], A[8:12], B[6:9], A[12:16])...)
	d.text("test", "	a, b := [][]int{%v}, [][]int{%v}\n", braces(a), braces(b))
	for _, tt := range []struct {
		name   string
		counts [][]int
		k      int
	}{{"a", a, 0}, {"a", a, 1}, {"b", b, 0}, {"b", b, 1}} {
		TP, predicted, class, all := ofClass(tt.counts, tt.k)
		TN := all - predicted - class + TP
		d.require(predicted != class && predicted != TP && class != TP)
		comment := ""
		if tt.name == "a" {
			comment = fmt.Sprintf(" // TN = %d", TN)
		}
		d.text("test", "{%v, %v, %v.0 / %v, %v.0 / %v, %v.0 / %v, %v.0 / %v},%v\n", tt.name, tt.k,
			TP, predicted, TP, class, TP, all, TP+TN, all, comment)
	}

	a = d.counts([][]int{{1, 2, 0}, {0, 1, 1}, {1, 0, 2}})
	TP, predicted, class, _ := ofClass(a, 0)
	d.require(TP < predicted && predicted < class)
	d.text("test", `		// P = %[1]v/%[2]v and R = %[1]v/%[3]v: 2·(%[1]v/%[2]v·%[1]v/%[3]v)/(%[1]v/%[2]v + %[1]v/%[3]v)
		{[][]int{%[4]v}, 0, %[1]v.0 / %[2]v, %[1]v.0 / %[3]v, %[5]v.0 / %[6]v},
`, TP, predicted, class, braces(a), 2*TP, predicted+class)
	n := one(d, 100, 10, 20, 25, 50)
	P := 1 / float64(n)
	d.text("test", `		// P = 1/%v and R = 1: 2·%v/%v
		{[][]int{{0, %v}, {0, 1}}, 1, %v, 1, 2.0 / %v},
`, n, P, 1+P, n-1, P, n+1)

	hidden := [][]int{{9000, 300, 0, 700}, {100, 100, 0, 0}, {0, 0, 0, 0}, {900, 0, 0, 100}}
	if d.rng != nil {
		for _, at := range [][2]int{{0, 0}, {0, 1}, {0, 3}, {1, 0}, {1, 1}, {3, 0}, {3, 3}} {
			hidden[at[0]][at[1]] = 100 * (1 + d.rng.IntN(9))
		}
	}
	d.text("testdata/hidden_test.go", "counts := [][]int{%v}\n", braces(hidden))
	for _, k := range []int{0, 1, 3} {
		TP, predicted, class, _ := ofClass(hidden, k)
		d.text("testdata/hidden_test.go", "		{%[1]v, %[2]v.0 / %[3]v, %[2]v.0 / %[4]v, 2.0 * %[2]v / (%[3]v + %[4]v)},\n",
			k, TP, predicted, class)
	}
}
