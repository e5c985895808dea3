package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	losses "nn/solutions/06-losses"
	"nn/solutions/given"
)

func lossesByHand(d *drawing) {
	squaresByHand(d)
	binaryByHand(d)
	categoricalByHand(d)
	d.text("example_test.go", `func regression() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf(%v),
		given.MatrixOf(%v)
`, d.matrix("1 0; 3 -2"), d.matrix("1.5 -1; 2 0"))
	p := d.shuffled([]float64{0.8, 0.2, 0.4, 0.1})
	d.text("example_test.go", "[]float64{%v}, []float64{%v})\n}\n\nfunc threeClasses", p[:2], p[2:])
	d.text("example_test.go", "given.MatrixOf([]float64{%v}, []float64{%v})\n}\n\nfunc ExampleMean",
		d.shuffled([]float64{0.2, 0.2, 0.6}), d.shuffled([]float64{0.1, 0.4, 0.5}))
}

func squaresByHand(d *drawing) {
	public := [][]float64{{1, -1, 0}, {2, 0, 1}, {-3, 2, 1}, {1, 1, -2}}
	total, zeros := 0.0, 0
	var rows, sums []string
	for _, row := range public {
		if d.rng != nil {
			for i := range row {
				row[i] = float64(d.rng.IntN(7) - 3)
			}
		}
		for _, x := range row {
			total += x * x
			if x == 0 {
				zeros++
			}
		}
		rows = append(rows, spaced(row))
		sums = append(sums, fmt.Sprintf("(%s)", sum(term{0, row[0] * row[0]}, term{0, row[1] * row[1]}, term{0, row[2] * row[2]})))
	}
	d.require(zeros <= 3 && public[3][2] != 0)
	yTrue, difference := d.matrix("1 2 3; 4 5 6; 7 8 9; 0 1 2"), given.MatrixOf(public...)
	yPred := yTrue.Add(difference)
	d.text("test", "Y* - Y is %v, and the sum of\n// the squares %v = %v.\n", strings.Join(rows, ", "), strings.Join(sums, " + "), total)
	d.text("test", "	return m(%v),\n		m(%v)\n", yTrue, yPred)
	d.text("test", "	squaredError(t, yTrue, yPred, %v.0/12)", total)
	d.text("test", "losses.MeanSquaredError{}, squares, %v.0 / 12}", total)
	d.text("testdata/lazy/constants.go", "return %v.0 / 12 }", total)
	d.text("test", "	// 2/12 of %v\n	squaredErrorDerivative(t, yTrue, yPred,\n		given.MatrixOf(%v)", strings.Join(rows, ", "), difference)
}

// eighths are probabilities whose inverses are short.
var eighths = []float64{0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875}

// inverse formats 1/p, for example 8.0/3.
func inverse(p float64) string {
	a, b, _ := strings.Cut(fraction(1/p), "/")
	if b == "" {
		return a
	}
	return a + ".0/" + b
}

// quotient formats a number as a decimal fraction, or for example as -2.0 / 3.
func quotient(x float64) string {
	if x*64 == math.Trunc(x*64) {
		return fmt.Sprint(show(x))
	}
	a, b, _ := strings.Cut(fraction(x), "/")
	return a + ".0 / " + b
}

func binaryByHand(d *drawing) {
	y, p := []float64{1, 0, 1, 0}, []float64{0.5, 0.25, 0.125, 0.5}
	if d.rng != nil {
		for i := range p {
			p[i] = one(d, 0, eighths...)
		}
		d.require(p[0] != p[2] && p[1] != p[3] && p[0]+p[1] != 1 && p[2]+p[3] != 1)
	}
	happened, logarithms, inverses, slopes, steps := make([]string, 4), make([]string, 4), make([]string, 4), make([]string, 4), make([]string, 4)
	derivative := losses.BinaryCrossEntropy{}.Derivative(given.MatrixOf(y[:2], y[2:]), given.MatrixOf(p[:2], p[2:]))
	for i, p := range p {
		q := p
		steps[i] = fmt.Sprintf("-1/(%s) = -%s", fraction(p), fraction(1/p))
		if y[i] == 0 {
			q = 1 - p
			steps[i] = fmt.Sprintf("1/(1 - %s) = %s", fraction(p), fraction(1/q))
		}
		happened[i], inverses[i] = fraction(q), inverse(q)
		logarithms[i] = "ln(" + inverses[i] + ")"
		slopes[i] = quotient(derivative.Data[i])
	}
	d.text("test", "The loss is the mean of -log of %v\n// and %v.\n", strings.Join(happened[:3], ", "), happened[3])
	d.text("test", "[]float64{1, 0}),\n		given.MatrixOf([]float64{%v}, []float64{%v})\n", p[:2], p[2:])
	d.text("test", "	binary(t, yTrue, yPred, (%v)/4)\n", strings.Join(logarithms, "+"))
	d.text("test", "yesNo, math.Log(%v) / 4}", strings.Join(inverses, "*"))
	d.text("testdata/lazy/constants.go", "math.Log(%v) / 4 }", strings.Join(inverses, "*"))
	d.text("test", "	// %v, divided by 4\n	want := given.MatrixOf([]float64{%v}, []float64{%v})\n", strings.Join(steps, ", "),
		strings.Join(slopes[:2], ", "), strings.Join(slopes[2:], ", "))

	y = one(d, []float64{0.5, 0.25}, []float64{0.25, 0.5}, []float64{0.75, 0.5}, []float64{0.5, 0.75}, []float64{0.25, 0.75})
	p = []float64{0.25, 0.125}
	if d.rng != nil {
		p = []float64{one(d, 0, eighths...), one(d, 0, eighths...)}
		d.require(p[0] != p[1] && p[0] != y[0] && p[1] != y[1] && p[0] != 1-y[0] && p[1] != 1-y[1] && p[0]+p[1] != 1)
	}
	var calculations, formulas []string
	for i, p := range p {
		calculations = append(calculations, fmt.Sprintf("%s·(-log %s) + %s·(-log %s)", fraction(y[i]), fraction(p), fraction(1-y[i]), fraction(1-p)))
		formulas = append(formulas, fmt.Sprintf("%s*ln(%s)+%s*ln(%s)", inverse(1/y[i]), inverse(p), inverse(1/(1-y[i])), inverse(1-p)))
	}
	d.text("test", "yTrue, yPred = given.MatrixOf([]float64{%v}), given.MatrixOf([]float64{%v})\n	// %v\n	binary(t, yTrue, yPred, (%v)/2)\n",
		y, p, strings.Join(calculations, " and "), strings.Join(formulas, "+"))
}

func categoricalByHand(d *drawing) {
	targets := []int{1, 0}
	rows := [][]float64{{0.25, 0.5, 0.25}, {0.125, 0.625, 0.25}}
	if d.rng != nil {
		rows = [][]float64{d.shuffled(one(d, rows[0], rows[0], []float64{0.125, 0.375, 0.5}, []float64{0.125, 0.25, 0.625})),
			d.shuffled(one(d, rows[1], rows[1], []float64{0.125, 0.375, 0.5}))}
		targets = []int{d.rng.IntN(3), d.rng.IntN(3)}
	}
	yTrue, yPred := given.NewMatrix(2, 3), given.MatrixOf(rows...)
	var happened, logarithms, inverses, steps, slopes []string
	likeliest := 0
	for r, row := range rows {
		yTrue.Set(r, targets[r], 1)
		p := row[targets[r]]
		if p == slices.Max(row) {
			likeliest++
		}
		happened, inverses = append(happened, fraction(p)), append(inverses, inverse(p))
		logarithms = append(logarithms, "math.Log("+inverse(p)+")")
		steps = append(steps, fmt.Sprintf("-1/(%s) = -%s", fraction(p), fraction(1/p)))
		slope := []string{"0", "0", "0"}
		slope[targets[r]] = quotient(-1 / p / 2)
		slopes = append(slopes, "[]float64{"+strings.Join(slope, ", ")+"}")
	}
	d.require(likeliest < 2 && targets[0] != targets[1] && happened[0] != happened[1])
	d.text("test", "The loss is the mean of -log of %v and %v.\n", happened[0], happened[1])
	d.text("test", "	return given.MatrixOf(%v),\n		given.MatrixOf(%v)\n", yTrue, yPred)
	d.text("test", "	categorical(t, yTrue, yPred, (%v)/2)\n", strings.Join(logarithms, "+"))
	d.text("test", "math.Log(%v) / 2},", strings.Join(inverses, "*"))
	d.text("testdata/lazy/constants.go", "math.Log(%v) / 2 }", strings.Join(inverses, "*"))
	d.text("test", "	// %v, divided by 2\n	categoricalDerivative(t, yTrue, yPred, given.MatrixOf(%v))\n", strings.Join(steps, " and "), strings.Join(slopes, ", "))
}
