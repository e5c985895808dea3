package main

import (
	"fmt"
	"math"
	"strings"

	regularization "nn/solutions/10-regularization-dropout"
	"nn/solutions/given"
)

func regularizationByHand(d *drawing) {
	drawn := d.numbers(1, -2, 3)
	W, B := given.MatrixOf([]float64{drawn[0], drawn[1]}, []float64{0, drawn[2]}), d.matrix("5 -7")
	dW, dB := d.matrix("10 20; 30 40"), d.matrix("1 2")
	if d.rng != nil {
		dW = dW.ScaledBy(10)
		d.require(drawn[0]*drawn[1] < 0 && math.Abs(drawn[0]) != 1)
	}
	λ1s, λ2s := []float64{0.5, 0, 0.5}, []float64{0, 0.25, 2}
	if d.rng != nil {
		λ1s[0], λ2s[1] = one(d, 0.25, 0.5, 0.75), one(d, 0.25, 0.5, 0.75)
		λ1s[2], λ2s[2] = one(d, 0.25, 0.5, 0.75), one(d, 1.5, 2, 3)
	}
	layer := func(k int) *regularization.DenseLayer {
		return &regularization.DenseLayer{Weights: W, Biases: B, L1: λ1s[k], L2: λ2s[k]}
	}
	abs, squares := make([]string, 6), make([]string, 6)
	var sums [4]float64 // of the absolute values and of the squares, without and with the biases
	for i, x := range append(W.Clone().Data, B.Data...) {
		abs[i], squares[i] = fmt.Sprint(math.Abs(x)), fmt.Sprint(x*x)
		if i < 4 {
			sums[0], sums[1] = sums[0]+math.Abs(x), sums[1]+x*x
		}
		sums[2], sums[3] = sums[2]+math.Abs(x), sums[3]+x*x
	}
	d.text("test", `//	W = %v, %v    B = %v
//	Σ|w| = %v = %v     with the biases: %v + %v = %v
//	Σw²  = %v = %v    with the biases: %v + %v = %v
`, spaced(W.Row(0)), spaced(W.Row(1)), spaced(B.Data), strings.Join(abs[:4], "+"), sums[0], sums[0], strings.Join(abs[4:], "+"), sums[2],
		strings.Join(squares[:4], "+"), sums[1], sums[1], strings.Join(squares[4:], "+"), sums[3])
	d.text("test", `		Weights: m(%v), Biases: m(%v),
		WeightsError: m(%v), BiasesError: m(%v),
`, W, B, dW, dB)
	d.text("test", "return dw + tt.λ1*%v + tt.λ2*%v }", sums[0], sums[1])
	d.text("test", `Want("dB", l.BiasesError, given.MatrixOf(%v))`, dB)
	penalty := []float64{layer(0).Penalty(), layer(1).Penalty(), layer(2).Penalty()}
	d.distinct(penalty, sums[:])
	d.text("test", `{"L1", %v, 0, %v}, `, λ1s[0], penalty[0])
	d.text("test", `// %v·%v
		{"L2", 0, %v, %v}, `, λ1s[0], sums[0], λ2s[1], penalty[1])
	d.text("test", `// %v·%v
		{"L1 and L2", %v, %v, %v}, // %v·%v + %v·%v
`, λ2s[1], sums[1], λ1s[2], λ2s[2], penalty[2], λ1s[2], sums[0], λ2s[2], sums[1])

	derivatives := func(k int) (dP, missing, abs, one *given.Matrix) {
		l := layer(k)
		l.WeightsError = given.NewMatrix(2, 2)
		l.AddPenaltyDerivative()
		slopes := W.ScaledBy(2 * l.L2)
		return l.WeightsError, l.WeightsError.Subtract(W.ScaledBy(l.L2)), slopes.Add(W.Apply(math.Abs).ScaledBy(l.L1)),
			slopes.Apply(func(x float64) float64 { return x + l.L1 })
	}
	dP, _, byAbs, byOne := derivatives(0)
	d.text("test", `λ1: %v, // %v·sign
		dP:  m(%v),
		abs: m(%v),
		one: m(%v),
`, λ1s[0], λ1s[0], dP, byAbs, byOne)
	dP, missing, _, _ := derivatives(1)
	d.text("test", `λ2: %v, // %v·2·w
		dP:      m(%v),
		missing: m(%v),
	}`, λ2s[1], λ2s[1], dP, missing)
	dP, missing, byAbs, byOne = derivatives(2)
	d.text("test", `λ1: %v, λ2: %v, // %v·sign + 2·%v·w
		dP:      m(%v),
		missing: m(%v),
		abs:     m(%v),
		one:     m(%v),
`, λ1s[2], λ2s[2], λ1s[2], λ2s[2], dP, missing, byAbs, byOne)

	drawn = d.numbers(2, -1, 3)
	d.text("example_test.go", `Weights: m([]float64{%v}, []float64{0, %v}), Biases: m([]float64{%v}),
		WeightsError: m(%v), BiasesError: m([]float64{%v}),
`, drawn[:2], drawn[2], d.numbers(4, -1), d.matrix("1 2; 3 4"), d.numbers(5, 6))
	X, seed := d.matrix("1 2 3; 4 5 6"), one(d, 3, 1, 2, 4, 5, 6, 7, 8, 9)
	for _, name := range []string{"Forward", "Backward"} {
		dY := ""
		if name == "Backward" {
			dY = fmt.Sprintf("	dY := given.MatrixOf(%v)\n", show(d.matrix("2 -1 4; -8 1 3")))
		}
		d.text("example_test.go", `func ExampleDropout_%vPropagation() {
	X := given.MatrixOf(%v)
%v	l := &Dropout{Rate: 0.2, Rng: rand.New(rand.NewPCG(10, %v))}
`, name, X, dY, seed)
	}
}
