package main

import (
	"math"

	optimizer "nn/solutions/08-rmsprop-adam"
	"nn/solutions/given"
)

func rmspropAdam(d *drawing) {
	rmsPropByHand(d)
	adamByHand(d)
	d.text("example_test.go", "given.MatrixOf([]float64{%v}), given.MatrixOf([]float64{%v})}", d.numbers(3, -0.5), d.numbers(-2, -1.5))
	W := d.numbers(1, -2)
	for _, name := range []string{"RMSProp", "Adam"} {
		d.text("example_test.go", "func Example%v_Update() {\n	W := given.MatrixOf([]float64{%v})", name, W)
	}
}

// negated changes the signs of some numbers in a variant.
func negated(d *drawing, list []float64) []float64 {
	for i := range list {
		if d.rng != nil && d.rng.IntN(2) == 0 {
			list[i] = -list[i]
		}
	}
	return list
}

// updates writes two updates of W with the calculation line by line: of the first dW, then of the second.
func updates(d *drawing, W *given.Matrix, dW [][]float64, lines [][2][]float64, format string, update func(W, dW *given.Matrix) *given.Matrix) {
	var args []any
	for k, line := range lines {
		for _, list := range line {
			for _, x := range list {
				if k == 6 { // the quotients of Adam
					args = append(args, fraction(x))
				} else {
					args = append(args, x)
				}
			}
		}
	}
	d.text("test", format, args...)
	shaped := func(list []float64) *given.Matrix { return &given.Matrix{Rows: 2, Cols: 2, Data: list} }
	first := update(W, shaped(dW[0]))
	second := update(first, shaped(dW[1]))
	d.text("test", `		W: m(%v),
		dW: []*given.Matrix{m(%v),
			m(%v)},
		want: []*given.Matrix{m(%v),
			m(%v)},
`, W, shaped(dW[0]), shaped(dW[1]), first, second)
}

// mapped returns f of the elements of two lists.
func mapped(a, b []float64, f func(a, b float64) float64) []float64 {
	list := make([]float64, len(a))
	for i := range a {
		list[i] = f(a[i], b[i])
	}
	return list
}

// rmsPropByHand has second gradients of half the size, for which the roots are short again.
func rmsPropByHand(d *drawing) {
	dW := [][]float64{{4, -9, 0, -1}, {-2, 4.5, 1, 0.5}}
	if d.rng != nil {
		g := d.shuffled([]float64{1, 3, 4, 7, 9})
		dW[0] = negated(d, []float64{g[0], g[1], 0, g[2]})
		dW[1] = negated(d, []float64{g[0] / 2, g[1] / 2, one(d, 1.0, 1, 3), g[2] / 2})
		d.require(dW[0][0]*dW[1][0] < 0 && dW[0][1]*dW[1][1] < 0)
	}
	W := d.matrix("1 2; 3 4")
	const β, ε = 0.75, 0.5
	var lines [5][2][]float64
	S := make([]float64, 4)
	for t, g := range dW {
		squares := mapped(g, g, func(g, _ float64) float64 { return (1 - β) * g * g })
		S = mapped(S, squares, func(S, square float64) float64 { return β*S + square })
		roots := mapped(S, S, func(S, _ float64) float64 { return math.Sqrt(S) + ε })
		for k, list := range [][]float64{g, squares, S, roots, mapped(g, roots, func(g, root float64) float64 { return g / root })} {
			lines[k][t] = list
		}
	}
	o := &optimizer.RMSProp{LearningRate: 0.5, Beta: β, Epsilon: ε}
	updates(d, W, dW, lines[:], `//	dW             %-7v %-7v %-7v %-8v %-7v %-7v %-7v %v
//	dW²/4          %-7v %-7v %-7v %-8v %-7v %-7v %-7v %v
//	3/4·S + dW²/4  %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-7v the new S
//	√S + ε         %-7v %-7v %-7v %-8v %-7v %-7v %-7v %v
//	dW/(√S + ε)    %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-7v times α: subtracted
`, o.Update)
}

// adamByHand has pairs of gradients with 3·g² + 4·g² = 7·V̂, for which the roots are short.
func adamByHand(d *drawing) {
	dW := [][]float64{{2, -4, 0, 1}, {-5, 4, 0, -1}}
	if d.rng != nil {
		pairs := [][2]float64{{2, 5}, {3, 3}, {1, 1}}
		d.rng.Shuffle(3, func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		for i, at := range []int{0, 1, 3} {
			dW[0][at], dW[1][at] = pairs[i][0], pairs[i][1]
		}
		dW[0], dW[1] = negated(d, dW[0]), negated(d, dW[1])
		d.require(dW[0][0]*dW[1][0] < 0 && dW[0][1]*dW[1][1] < 0)
	}
	W := d.matrix("1 2; 3 4")
	const β1, β2, ε = 0.25, 0.75, 1
	var lines [7][2][]float64
	M, V := make([]float64, 4), make([]float64, 4)
	for t, g := range dW {
		M = mapped(M, g, func(M, g float64) float64 { return β1*M + (1-β1)*g })
		V = mapped(V, g, func(V, g float64) float64 { return β2*V + (1-β2)*g*g })
		corrected := func(average []float64, β float64) []float64 {
			return mapped(average, average, func(x, _ float64) float64 { return x / (1 - math.Pow(β, float64(t+1))) })
		}
		m, v := corrected(M, β1), corrected(V, β2)
		roots := mapped(v, v, func(v, _ float64) float64 { return math.Sqrt(v) + ε })
		for k, list := range [][]float64{g, M, V, m, v, roots, mapped(m, roots, func(m, root float64) float64 { return m / root })} {
			lines[k][t] = list
		}
	}
	o := &optimizer.Adam{LearningRate: 1.5, Beta1: β1, Beta2: β2, Epsilon: ε}
	updates(d, W, dW, lines[:], `//	dW                  %-7v %-7v %-7v %-8v %-7v %-7v %-7v %v
//	M/4 + 3/4·dW        %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-8v the new M
//	3/4·V + dW²/4       %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-8v the new V
//	M̂ = M/(1 - (1/4)ᵗ)  %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-8v divided by 3/4, then 15/16
//	V̂ = V/(1 - (3/4)ᵗ)  %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-8v divided by 1/4, then 7/16
//	√V̂ + ε              %-7v %-7v %-7v %-8v %-7v %-7v %-7v %v
//	M̂/(√V̂ + ε)          %-7v %-7v %-7v %-8v %-7v %-7v %-7v %-8v times α: subtracted
`, o.Update)
}
