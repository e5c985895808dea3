package main

import (
	"math"
	"slices"
	"strings"

	sgd "nn/solutions/07-sgd-momentum"
	"nn/solutions/given"
)

func sgdMomentum(d *drawing) {
	withoutMomentum(d)
	const β = 0.75
	α := one(d, 2.0, 2, 3, 4)
	W := d.numbers(10, 20)
	dWs := [][]float64{d.numbers(4, -8), d.numbers(-8, 4), d.numbers(1, 16)}
	if d.rng != nil { // quarters of the gradients
		for i := range W {
			W[i], dWs[0][i], dWs[1][i], dWs[2][i] = 10*W[i], 4*dWs[0][i], 4*dWs[1][i], 4*dWs[2][i]
		}
	}
	d.distinct(W, []float64{dWs[0][0], dWs[1][0], dWs[2][0]}, []float64{dWs[0][1], dWs[1][1], dWs[2][1]})
	o := &sgd.SGD{LearningRate: α, Momentum: β}
	Ws, Vs := [][]float64{W}, [][]float64{{0, 0}}
	for t, dW := range dWs {
		Ws = append(Ws, o.Update(given.MatrixOf(Ws[t]), given.MatrixOf(dW)).Data)
		Vs = append(Vs, o.RetainedGradient.Data)
	}
	update := func(t int) string { // its calculation
		v, w := make([]string, 2), make([]string, 2)
		for i := range v {
			v[i] = sum(term{β, Vs[t-1][i]}, term{1 - β, dWs[t-1][i]}) + " = " + show(Vs[t][i]).(string)
			w[i] = sum(term{0, Ws[t-1][i]}, term{α, -Vs[t][i]})
		}
		return "// V = " + strings.Join(v, " and ") + ";  W = " + strings.Join(w, " and ")
	}
	d.text("test", "	W, dW := row(%v), row(%v)\n	%v\n	firstUpdate(t, %v, %v, W, dW, row(%v), row(%v))\n",
		W, dWs[0], update(1), α, β, Ws[1], Vs[1])
	d.text("test", "	W, V, dW := row(%v), row(%v), row(%v)\n	%v\n	laterUpdate(t, %v, %v, W, V, dW, row(%v), row(%v))\n",
		Ws[1], Vs[1], dWs[1], update(2), α, β, Ws[2], Vs[2])

	table := func(line string, rows [][]float64, args ...any) {
		for i := len(rows) - 1; i >= 0; i-- {
			args = append([]any{rows[i][0], rows[i][1]}, args...)
		}
		d.text("test", "	"+line+"\n", args...)
	}
	table("// dW   %-8v %-8v %-8v %-8v %-8v %v", dWs)
	table("// V    %-8v %-8v %-8v %-8v %-8v %-8v 3/4·V + 1/4·dW", Vs[1:])
	table("// W    %-8v %-8v %-8v %-8v %-8v %-8v W - %v·V, from %v", Ws[1:], α, spaced(W))
	d.text("test", "	dWs := []*given.Matrix{row(%v), row(%v), row(%v)}\n	o, W := &sgd.SGD{LearningRate: %v, Momentum: 0.75}, row(%v)\n",
		dWs[0], dWs[1], dWs[2], α, W)
	d.text("test", `"third dW", dWs[2], "α", %v, "β", 0.75)`, literal(α))
	d.text("test", `	c.Want("W", W, row(%v))`, Ws[3])

	// wrong is a mistake whose V after the gradient dW with number t is v(t, old V, dW).
	wrong := func(name string, v func(t int, V, dW float64) float64) {
		w, V, list := slices.Clone(W), []float64{0, 0}, make([]string, 3)
		for t, dW := range dWs {
			for i := range dW {
				V[i] = v(t, V[i], dW[i])
				w[i] -= α * V[i]
			}
			list[t] = spaced(V)
		}
		d.require(w[0]*Ws[3][1] != w[1]*Ws[3][0]) // it is no multiple of the right result
		d.text("test", "		// V is %v.\n		Mistake(%q, slide, row(%v))", strings.Join(list, ", "), name, w)
	}
	wrong("V is not kept between updates: each update starts at 0", func(_ int, _, dW float64) float64 { return (1 - β) * dW })
	wrong("V starts with the first gradient instead of 0", func(t int, V, dW float64) float64 {
		if t == 0 {
			return dW
		}
		return β*V + (1-β)*dW
	})
	wrong("the new gradient lacks its weight 1 - β, as in Keras", func(_ int, V, dW float64) float64 { return β*V + dW })
	wrong("β and 1 - β are swapped", func(_ int, V, dW float64) float64 { return (1-β)*V + β*dW })
	wrong("the momentum is left out, as in plain gradient descent", func(_ int, _, dW float64) float64 { return dW })
	corrected := slices.Clone(W)
	for t, V := range Vs[1:] {
		for i := range V {
			corrected[i] -= α * V[i] / (1 - math.Pow(β, float64(t+1)))
		}
	}
	d.text("test", "		// V is %v divided by 1/4, %v by 7/16, %v by 37/64.\n		Mistake(%q, slide, row(%v))",
		spaced(Vs[1]), spaced(Vs[2]), spaced(Vs[3]), "V is divided by 1 - βᵗ, as in Adam", corrected)
	contract(d)
	d.text("example_test.go", "	W := given.MatrixOf([]float64{%v})\n", d.numbers(1, -2))
	d.text("example_test.go", "range [][]float64{{%v}, {%v}} {", d.numbers(5, -10), d.numbers(-1, 4))
}

func withoutMomentum(d *drawing) {
	α, W, dW := one(d, 0.5, 0.25, 0.5, 0.75), d.matrix("1 2; 3 4"), d.matrix("4 -2; 0 1")
	updated := (&sgd.SGD{LearningRate: α}).Update(W, dW)
	steps := make([]string, len(W.Data))
	for i, w := range W.Data {
		steps[i] = sum(term{0, w}, term{α, -dW.Data[i]})
	}
	d.text("test", "	W := given.MatrixOf(%v)\n	dW := given.MatrixOf(%v)\n	// %v\n	want := given.MatrixOf(%v)\n	withoutMomentum(t, %v, ",
		W, dW, strings.Join(steps, ", "), updated, α)
}

// contract has a retained gradient from a gradient that is overwritten, and from an update with β = 0.
func contract(d *drawing) {
	first, second := d.numbers(4, -2), d.numbers(-2, 6)
	if d.rng != nil {
		for i := range first {
			first[i], second[i] = 2*first[i], 2*second[i]
		}
	}
	d.distinct(first, second)
	zeros := func() *given.Matrix { return given.NewMatrix(1, 2) }
	o := &sgd.SGD{LearningRate: 1, Momentum: 0.5}
	o.Update(zeros(), given.MatrixOf(first))
	V := o.RetainedGradient
	updated := o.Update(zeros(), zeros())
	half := o.RetainedGradient
	d.text("test", `	// V = 1/2·%v = %v and %v;  then dW is overwritten by 0, V = %v and %v, W = %v and %v
	o, dW := &sgd.SGD{LearningRate: 1, Momentum: 0.5}, row(%v)
`, bracketed(first[0]), V.Data[0], V.Data[1], half.Data[0], half.Data[1],
		sum(term{}, term{0, -half.Data[0]}), sum(term{}, term{0, -half.Data[1]}), first)
	d.text("test", `"dW", dW, "dW of the first update", row(%v)`, first)
	d.text("test", `o.Update(row(0, 0), dW), row(%v))`, updated.Data)

	o = &sgd.SGD{LearningRate: 1}
	o.Update(zeros(), given.MatrixOf(first))
	o.Momentum = 0.5
	updated = o.Update(zeros(), given.MatrixOf(second))
	V = o.RetainedGradient
	d.text("test", `	// With β = 0, V = %v and %v;  then V = %v = %v and %v, W = %v and %v
`, first[0], first[1], sum(term{0.5, first[0]}, term{0.5, second[0]}), V.Data[0], V.Data[1],
		sum(term{}, term{0, -V.Data[0]}), sum(term{}, term{0, -V.Data[1]}))
	d.text("test", "	o.Update(row(0, 0), row(%v))\n", first)
	d.text("test", `"dW", row(%v), "α", 1.0, "β", 0.5,
		"dW of the first update", row(%v), "β of`, second, first)
	d.text("test", `o.Update(row(0, 0), row(%v)), row(%v))`, second, updated.Data)
}
