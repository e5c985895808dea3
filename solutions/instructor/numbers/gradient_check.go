package main

import (
	"fmt"

	gradcheck "nn/solutions/15-gradient-check"
	"nn/solutions/given"
)

func gradientCheck(d *drawing) {
	x := one(d, []float64{0.3, -0.7}, []float64{-0.4, 0.8}, []float64{0.6, -0.2}, []float64{-0.9, 0.5})
	a, b, c := one(d, 8, 5, 6, 7, 9), one(d, 3, 4, 5, 6), one(d, 2, 7, 8)
	d.text("test", `{"E = %v + %v·x_0 - %v·x_1", []float64{%v}, func(x []float64) float64 { return %v + %v*x[0] - %v*x[1] },
			[]float64{%v, -%v}, []float64{%v, -%v}},
`, a, b, c, x, a, b, c, b, c, b, c)
	by, x1 := one(d, 2.0, 3, 4, 5), one(d, -2.0, -3, -1, -4)
	left, right := slopesAt(func(x []float64) float64 { return max(x[0], -x[0]) + by*x[0] + max(x[1], -x[1]) }, 0, x1)
	d.text("test", `{"E = |x_0| + %[1]v·x_0 + |x_1|", []float64{0, %[2]v},
			func(x []float64) float64 { return math.Abs(x[0]) + %[1]v*x[0] + math.Abs(x[1]) },
			[]float64{%[3]v}, []float64{%[4]v}},
`, by, x1, left, right)
	x0, x1 := one(d, 2.0, 0.5, 1, 1.5), one(d, -1.0, 1, -0.5, 0.5)
	d.text("test", `+ x_1⁴", []float64{%v, %v}, func`, x0, x1)
	d.text("test", "			[]float64{math.Exp(%[1]v), %[2]v}, []float64{math.Exp(%[1]v), %[2]v}},\n", x0, 4*x1*x1*x1)

	drawn := d.numbers(3, -1)
	d.text("example_test.go", "X := given.MatrixOf([]float64{%v, 0})", drawn)
	W := d.numbers(2, -1)
	X := d.matrix("1 2; -3 1")
	d.text("example_test.go", "W := given.MatrixOf([]float64{%v}, []float64{%v})", W[0], W[1])
	d.text("example_test.go", "		given.MatrixOf(%v),\n		given.MatrixOf([]float64{%v}),\n", X, X.Row(0))
	d.text("example_test.go", "range []float64{%v, 1}", one(d, 0.5, 2, 1.5, 3))
}

// slopesAt returns the slopes on both sides for all elements, rounded.
func slopesAt(E func(x []float64) float64, x ...float64) (left, right []string) {
	X := given.MatrixOf(x)
	for i := range x {
		l, r := gradcheck.Slopes(func() float64 { return E(X.Data) }, X, i)
		left, right = append(left, fmt.Sprintf("%.0f", l)), append(right, fmt.Sprintf("%.0f", r))
	}
	return left, right
}
