package main

import (
	"fmt"
	"math"
	"strings"

	activations "nn/solutions/04-activations"
	"nn/solutions/given"
)

func activationsByHand(d *drawing) {
	X := d.matrix("-2 3; 0.5 -0.25; 7 -9")
	if d.rng != nil { // beyond 6, where ReLU6 is cut off
		X.Data[4], X.Data[5] = one(d, 7.0, 8, 9), -one(d, 7.0, 8, 9)
	}
	positive, negative := 0, 0
	for _, x := range X.Data {
		if x > 1 {
			positive++
		}
		if x < -1 {
			negative++
		}
	}
	d.require(positive > 1 && negative > 0 && positive < 5)
	var relu activations.ReLUActivation
	d.text("test", "func relus() *given.Matrix {\n	return given.MatrixOf(%v)\n", X)
	d.text("test", "	X := relus()\n	want := given.MatrixOf(%v)\n	both(t, X, want, func", relu.ActivationFunction(X))
	d.text("test", "	X := relus()\n	want := given.MatrixOf(%v)\n	both(t, X, want, step", relu.Derivative(X))
	sigmoidsByHand(d)
	tanhsByHand(d)

	X, dY := d.matrix("1 -2; 3 0.5"), d.matrix("2 1; -1 4")
	d.require(X.Data[0]*X.Data[0] != 4 && X.Data[1]*X.Data[1] != 1)
	Y, slopes := X.Multiply(X), X.ScaledBy(2)
	dX := dY.Multiply(slopes)
	d.text("test", `	X := given.MatrixOf(%v)
	Y := given.MatrixOf(%v)
	forward(t, X, Y)`, X, Y)
	steps := make([]string, len(X.Data))
	for i, dy := range dY.Data {
		steps[i] = fmt.Sprintf("%v·%v = %v", show(dy), bracketed(slopes.Data[i]), show(dX.Data[i]))
	}
	d.text("test", `	X := given.MatrixOf(%v)
	Y := given.MatrixOf(%v)
	dY := given.MatrixOf(%v)
	// f' = 2x: %v    dX: %v
	want := given.MatrixOf(%v)
`, X, Y, dY, slopes.Data, strings.Join(steps, ", "), dX)

	X = d.matrix("-1.5 2; 0.25 -4")
	d.require(X.Data[0] < 0 && X.Data[1] > 1 && X.Data[2] > 0 && X.Data[3] < 0)
	for _, name := range []string{"ActivationFunction", "Derivative"} {
		d.text("example_test.go", "func ExampleReLUActivation_%v() {\n	X := given.MatrixOf(%v)", name, X)
		for _, of := range []string{"Sigmoid", "Tanh"} {
			x := one(d, []float64{-1, 0.5, 2}, []float64{-2, 1.5, 1}, []float64{-0.5, 1.5, 3}, []float64{-1.5, 0.25, 1})
			if name == "ActivationFunction" {
				x = append(x[:3:3], 1000)
			}
			d.text("example_test.go", "func Example%vActivation_%v() {\n	X := given.MatrixOf([]float64{%v})", of, name, x)
		}
	}
	d.text("example_test.go", "	X := given.MatrixOf([]float64{%v})\n	l :=", d.numbers(1.5, -0.5))
	d.text("example_test.go", "	X, dY := given.MatrixOf([]float64{%v}), given.MatrixOf([]float64{%v})\n", d.numbers(-1, 0.5), d.numbers(2, -3))
}

// logarithm formats ln(r) with an argument of at least 1.
func logarithm(r float64) string {
	switch {
	case r == 1:
		return "0"
	case r < 1:
		return fmt.Sprintf("-ln(%v)", show(1/r))
	}
	return fmt.Sprintf("ln(%v)", show(r))
}

// powers draws different numbers r or 1/r, with the signs of their logarithms.
func powers(d *drawing, choices ...float64) (r []float64) {
	r = d.shuffled(choices)
	for i := range r {
		if d.rng != nil && d.rng.IntN(2) == 0 {
			r[i] = 1 / r[i]
		}
	}
	return r
}

func sigmoidsByHand(d *drawing) {
	r := []float64{3, 4, 9}
	if d.rng != nil {
		r = powers(d, 3, 4, 7, 9)
		d.require(r[0] != 3)
	}
	rs := []float64{1, r[0], 1 / r[0], r[1], r[2], 1 / r[2]} // eˣ
	x, inverses, steps, slopes := make([]string, 6), make([]string, 6), make([]string, 6), make([]string, 6)
	f := given.NewMatrix(3, 2)
	for i, r := range rs {
		x[i], inverses[i] = logarithm(r), fraction(1/r)
		f.Data[i] = r / (1 + r)
		steps[i] = fmt.Sprintf("1/(1+%s) = %s", fraction(1/r), fraction(f.Data[i]))
		slopes[i] = fmt.Sprintf("%s·%s", fraction(f.Data[i]), fraction(1-f.Data[i]))
	}
	d.text("test", `e⁻ˣ is %v and %v.
func sigmoids() *given.Matrix {
	ln := math.Log
	return given.MatrixOf([]float64{%v, %v}, []float64{%v, %v}, []float64{%v, %v})
`, strings.Join(inverses[:5], ", "), inverses[5], x[0], x[1], x[2], x[3], x[4], x[5])
	d.text("test", "	// %v\n	want := given.MatrixOf(%v)\n", strings.Join(steps, ", "), f)
	d.text("test", "	// %v\n	want := given.MatrixOf(%v)\n", strings.Join(slopes, ", "), f.Multiply(f.Apply(func(f float64) float64 { return 1 - f })))
}

func tanhsByHand(d *drawing) {
	r := []float64{2, 3, 7}
	if d.rng != nil {
		r = powers(d, r...)
		d.require(r[0] != 2)
	}
	rs := []float64{1, r[0], 1 / r[0], r[1], 1 / r[1], r[2]} // eˣ
	x, shown := make([]string, 6), make([]string, 6)
	f := given.NewMatrix(2, 3)
	for i, r := range rs {
		x[i], shown[i] = logarithm(r), fraction(r)
		f.Data[i] = (r*r - 1) / (r*r + 1)
	}
	var steps, slopes []string
	for i, r := range r {
		r = max(r, 1/r)
		f := (r*r - 1) / (r*r + 1)
		steps = append(steps, fmt.Sprintf("(%[1]v - 1/%[1]v)/(%[1]v + 1/%[1]v) = %[2]v", show(r), fraction(f)))
		slopes = append(slopes, fmt.Sprintf("1 - %v = %v", square(f), square(math.Sqrt(1-f*f)))+[]string{" twice", " twice", ""}[i])
	}
	d.text("test", `eˣ is %v and %v.
func tanhs() *given.Matrix {
	ln := math.Log
	return given.MatrixOf([]float64{%v, %v, %v}, []float64{%v, %v, %v})
`, strings.Join(shown[:5], ", "), shown[5], x[0], x[1], x[2], x[3], x[4], x[5])
	d.text("test", "	// 0, %v, and f(-x) = -f(x)\n	want := given.MatrixOf(%v)\n", strings.Join(steps, ", "), f)
	d.text("test", "	// 1 - 0, %v\n	want := given.MatrixOf(%v)\n", strings.Join(slopes, ", "), f.Apply(func(f float64) float64 { return 1 - f*f }))
}

// square formats the square of p/q, for example 576/625.
func square(x float64) string {
	var p, q float64
	fmt.Sscanf(fraction(x), "%g/%g", &p, &q)
	return fmt.Sprintf("%v/%v", p*p, q*q)
}
