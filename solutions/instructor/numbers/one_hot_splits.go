package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	data "nn/solutions/13-one-hot-splits"
	"nn/solutions/given"
)

func oneHotSplits(d *drawing) {
	oneHotByHand(d, one(d, []int{2, 0, 2, 1}, []int{1, 2, 0, 2}, []int{2, 1, 1, 0}, []int{1, 0, 2, 1}, []int{2, 1, 2, 0}), 4) // not first class 0, see left
	oneHotByHand(d, one(d, []int{1}, []int{2}, []int{1}), one(d, 4, 5, 6))
	oneHotByHand(d, one(d, []int{2, 0}, []int{2, 1}, []int{2, 0, 1}, []int{2, 1, 0}), 3)
	sequencesByHand(d)
	splitsByHand(d)
	standardizeByHand(d)

	classes := one(d, []int{1, 3, 0}, []int{2, 0, 3}, []int{4, 1, 2}, []int{0, 2, 4}, []int{3, 4, 1})
	d.text("example_test.go", "	classes := []int{%v}\n", classes)
	d.text("example_test.go", "	sequences := [][]int{%v}\n", one(d, "{5, 0, 5, 2}, {4}", "{1, 3, 1, 4}, {0}", "{2, 2, 0, 5}, {3}", "{4, 1, 3, 4}, {5}"))
	d.text("example_test.go", "rand.NewPCG(13, %v)", one(d, 6, 1, 2, 3, 4, 5, 7, 8, 9))
	m1, s1, m2 := one(d, 4.0, 3, 5, 6), one(d, 3.0, 1, 2), one(d, 4.0, 3, 5, 6)
	low, high := given.MatrixOf([]float64{m1 - s1, m2}), given.MatrixOf([]float64{m1 + s1, m2})
	d.text("example_test.go", "train := m(%v, %v, %v, %v)", low, high, low, high)
	d.text("example_test.go", "m([]float64{%v, %v}), m([]float64{%v, %v})", m1+2*s1, one(d, 6.0, 7, 8), m1-s1/2, m2-1)
}

// oneHotByHand is one table, with the results of the mistakes.
func oneHotByHand(d *drawing, classes []int, n int) {
	Y := data.OneHot(classes, n)
	values, right, left := given.NewMatrix(len(classes), n), given.NewMatrix(len(classes), n), given.NewMatrix(len(classes), n)
	for i, class := range classes {
		values.Set(i, class, float64(class))
		for _, shifted := range []struct {
			Y  *given.Matrix
			at int
		}{{right, i*n + class + 1}, {left, i*n + class - 1}} {
			if shifted.at < len(shifted.Y.Data) {
				shifted.Y.Data[shifted.at] = 1
			}
		}
	}
	d.text("test", "classes: []int{%v}, n: %v,\n", classes, n)
	if slices.Max(classes) == n-1 {
		d.text("test", `		want:   m(%v),
		values: m(%v),
		right:  m(%v), // or a panic
		left:   m(%v),
`, Y, values, right, left)
		return
	}
	d.text("test", `		want:     m(%v),
		narrower: m(%v),
		values:   m(%v),
		right:    m(%v),
		left:     m(%v),
`, Y, data.OneHot(classes, slices.Max(classes)+1), values, right, left)
}

func sequencesByHand(d *drawing) {
	sequences := [][]int{{3, 1, 3}, {}, {0, 4, 2, 4, 4}}
	if d.rng != nil {
		for _, s := range sequences {
			d.rng.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
			by := d.rng.IntN(5)
			for i := range s {
				s[i] = (s[i] + by) % 5
			}
		}
		d.require(!slices.Equal(sequences[0], []int{3, 1, 3}) && !slices.Contains(sequences[0], 0) &&
			slices.Contains(sequences[2], 0) && slices.Contains(slices.Concat(sequences...), 4))
	}
	counted, positions, shifted, copied := given.NewMatrix(3, 5), given.NewMatrix(3, 5), given.NewMatrix(3, 5), given.NewMatrix(3, 5)
	X := data.VectorizeSequences(sequences, 5)
	notLast, notFirst := X.Clone(), X.Clone()
	for i, s := range sequences {
		for k, word := range s {
			counted.Row(i)[word]++
			positions.Set(i, k, 1)
			copied.Set(i, k, float64(word))
			shifted.Data[i*5+word-1] = 1 // the row before for word 0
		}
		notLast.Set(i, 4, 0)
		notFirst.Set(i, 0, 0)
	}
	d.text("test", "	sequences := [][]int{%v}\n", strings.ReplaceAll(braces(sequences), "  ", " "))
	d.text("test", `has 2, not 1", slideOneHot,
			m(%v)).`, counted)
	d.text("test", `they are column numbers", slideOneHot,
			m(%v)).`, copied)
	d.text("test", `not its number", slideOneHot,
			m(%v)).`, positions)
	d.text("test", `not for word 0", slideOneHot,
			m(%v))`, shifted)
	d.text("test", `dimension - 1, is skipped", slideOneHot,
			m(%v))`, notLast)
	d.text("test", `as if it were padding", slideOneHot,
			m(%v))`, notFirst)
	d.text("test", `VectorizeSequences(sequences, 5),
		m(%v))`, X)
}

// A split is a number of examples and two fractions, with the sizes of the parts.
type split struct {
	n                int
	validation, test float64
}

// sizes returns the sizes and those of the mistakes, which are nil if they are the same.
func (s split) sizes() (want []int, wrong [][]int) {
	n := float64(s.n)
	round := func(x float64) int { return int(math.Round(x)) }
	v, t := round(s.validation*n), round(s.test*n)
	want = []int{s.n - v - t, v, t}
	ofRest := round(s.test * float64(s.n-v))
	cutV, cutT := int(s.validation*n), int(s.test*n)
	train := (1 - s.validation - s.test) * n
	for _, sizes := range [][]int{{s.n - v - ofRest, v, ofRest}, {s.n - cutV - cutT, cutV, cutT},
		{int(train), cutV, s.n - int(train) - cutV}, {round(train), v, s.n - round(train) - v}} {
		if slices.Equal(sizes, want) {
			sizes = nil
		}
		wrong = append(wrong, sizes)
	}
	return want, wrong
}

// splitsByHand draws splits that reveal the same mistakes as the public ones.
func splitsByHand(d *drawing) {
	for _, public := range []split{{10, 0.2, 0.1}, {100, 0.29, 0.25}, {50, 0.25, 0.25}, {40, 0.5, 0.25}, {10, 0.24, 0.14}} {
		s := public
		want, wrong := public.sizes()
		pattern := func(wrong [][]int) string {
			return fmt.Sprint(wrong[0] == nil, wrong[1] == nil, wrong[2] == nil, wrong[3] == nil)
		}
		for wanted := pattern(wrong); d.rng != nil; {
			s = split{one(d, 10, 10, 20, 30, 40, 50, 60, 80, 100), float64(5+d.rng.IntN(50)) / 100, float64(5+d.rng.IntN(35)) / 100}
			want, wrong = s.sizes()
			if pattern(wrong) == wanted && want[0] > 0 && (want[1] != want[2]) == (public.validation != public.test) && s != public {
				break
			}
		}
		shown := make([]string, 4)
		for i, sizes := range wrong {
			if shown[i] = "nil"; sizes != nil {
				shown[i] = "[]int{" + joined(sizes) + "}"
			}
		}
		n, left := float64(s.n), float64(s.n-want[1])
		d.text("test", "		// %v·%v = %v, %v·%v = %v; %v·%v = %v\n		{%v, %v, %v, []int{%v}, %v},\n",
			s.validation, n, fmt.Sprint(s.validation*n), s.test, n, fmt.Sprint(s.test*n), s.test, left, fmt.Sprint(math.Round(s.test*left*1e9)/1e9),
			s.n, s.validation, s.test, want, strings.Join(shown, ", "))
	}
}

// standardizeByHand has columns of two numbers, the mean minus and plus the std, and one constant column. z
// are the standardized parts: four rows to train, one to validate, and two to test. The sum of the last
// three is 7 or 0, so all means are short.
func standardizeByHand(d *drawing) {
	mean, std := []float64{1.5, 4, 5}, []float64{0.5, 2, 1}
	z := [][]float64{{-1, -1, 0}, {1, 1, 0}, {1, -1, 0}, {-1, 1, 0}, {1, 2, 1}, {7, -2, -1}, {-1, 0, 0}}
	if d.rng != nil {
		mean = []float64{one(d, 1.5, 2.5, 3.5, 4.5), one(d, 4.0, 6, 7, 8), one(d, 5.0, 3, 6, 9)}
		std = []float64{one(d, 0.5, 0.5, 1.5, 2.5), one(d, 2.0, 3, 4), 1}
		train := z[:4]
		d.rng.Shuffle(4, func(i, j int) { train[i], train[j] = train[j], train[i] })
		columns := [][]float64{one(d, z[4], []float64{2, 6, -1}, []float64{3, 5, -1}, []float64{-2, 6, 3}, []float64{4, 5, -2}),
			one(d, z[4], []float64{3, -2, -1}, []float64{2, -3, 1}, []float64{-3, 4, -1}), one(d, z[4], []float64{2, -1, -1}, []float64{1, 1, -2}, []float64{-2, 1, 1})}
		for i, row := range z[4:] {
			row[0], row[1], row[2] = columns[0][i], columns[1][i], columns[2][i]
		}
		d.require(z[5][0] > z[6][0] && z[5][1] != z[6][1] && z[5][2] != z[6][2])
	}
	x, deviations := make([][]float64, 7), make([][]float64, 7)
	allMeans, squares := []float64{0, 0, 0}, []float64{0, 0, 0}
	for i, row := range z {
		x[i], deviations[i] = make([]float64, 3), make([]float64, 3)
		for j := range row {
			deviations[i][j] = std[j] * row[j]
			x[i][j] = mean[j] + deviations[i][j]
			allMeans[j] += x[i][j] / 7
		}
	}
	X := given.MatrixOf(x...)
	fromAll := X.AddToRows(given.MatrixOf(allMeans).ScaledBy(-1))
	for i, v := range fromAll.Data {
		squares[i%3] += v * v
	}
	d.text("test", "smallAdded(a, want, []float64{%v, %v, 0})", std[0], std[1])
	part := func(rows [][]float64) *given.Matrix { return given.MatrixOf(rows...) }
	d.text("test", "	// The means are %v, the stds %v 0; a std of 0 counts as 1. The validation part is %v above the\n	// means, the test part %v and %v.\n",
		spaced(mean), spaced(std[:2]), spaced(deviations[4]), spaced(deviations[5]), spaced(deviations[6]))
	d.text("test", "	train := m(%v)\n	want := m(%v)\n", part(x[:4]), part(z[:4]))
	d.text("test", "	validation := m(%v)\n	test := m(%v)\n", part(x[4:5]), part(x[5:]))
	d.text("test", "examples: means %v; the mean", spaced(allMeans))
	d.text("test", "math.Sqrt(%v/7), math.Sqrt(%v/7), math.Sqrt(%v/7)", literal(squares[0]), literal(squares[1]), literal(squares[2]))
	leak := func(from, to int, names ...string) string {
		var rows []string
		for i := from; i < to; i++ {
			row := make([]string, 3)
			for j := range row {
				row[j] = fmt.Sprint(show(fromAll.At(i, j))) + names[j]
			}
			rows = append(rows, "[]float64{"+strings.Join(row, ", ")+"}")
		}
		return strings.Join(rows, ", ")
	}
	d.text("test", "			m(%v)).\n		Mistake(\"the deviations are", leak(0, 4, " / s1", " / s2", ""))
	d.text("test", "			m(%v)).\n		Mistake(\"the test part is left", leak(5, 7, " / s1", " / s2", " / s3"))
	d.text("test", "columns(%v, %v, 0)).\n		Mistake(\"the mean square", 1/std[0], 1/std[1])
	d.text("test", "columns(1, 1, %v)", mean[2])
	d.text("test", "columns(%v, %v, 0)).\n		Mistake(\"the columns are divided", std[0], std[1])
	var onlyMean, notShifted [][]float64
	total, totalSquares := 0.0, 0.0
	for _, row := range x[:4] {
		onlyMean = append(onlyMean, []float64{row[0] - mean[0]/std[0], row[1] - mean[1]/std[1], 0})
		notShifted = append(notShifted, []float64{row[0] / std[0], row[1] / std[1], row[2]})
		for _, v := range row {
			total, totalSquares = total+v, totalSquares+v*v
		}
	}
	d.text("test", "m(%v)).\n		Mistake(\"the columns are shifted", part(onlyMean))
	d.text("test", "m(%v)).\n		// %v is the sum of all numbers, %v of their squares\n", part(notShifted), total, totalSquares)
	d.text("test", "return (x - %[1]v/12) / math.Sqrt(%[2]v/12-%[1]v/12*%[1]v/12) }", literal(total), literal(totalSquares))
	d.text("test", `Want("the validation part", b, m(%v))`, part(z[4:5]))
	d.text("test", `Want("the test part", c, m(%v))`, part(z[5:]))
	signs := make([][]float64, 2)
	for j := range 3 {
		sign := math.Copysign(1, z[5][j]-z[6][j])
		signs[0], signs[1] = append(signs[0], sign), append(signs[1], -sign)
	}
	d.text("test", `Mistake("the validation part has its own means, so its shift differs from the training part",
			slideSplit, m(%v)).
		Mistake("the test part has its own means, so its shift differs from the training part",
			slideSplit, m(%v)).
`, part(signs), part(signs))
}
