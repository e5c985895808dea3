package main

import (
	"math"

	chain "nn/solutions/01-chain-rule"
	"nn/solutions/given"
)

func chainRule(d *drawing) {
	slopesByHand(d)
	boxesByHand(d)
	graphByHand(d, 2, 1, -3, 2)
	graphByHand(d, -1, 2, -1, -3)
	gradientByHand(d)
	x := one(d, 2, 3, 4, 5, 6)
	d.text("test", `chain.ChainRule([]chain.Box{line()}, %v)`, x)
	d.text("test", `"boxes", "3v + 1", "x", %v.0).
		Want("y, dy/dx", []float64{y, dydx}, []float64{%v, 3})`, x, 3*x+1)
	x = one(d, 5, 3, 4, 6, 7)
	d.text("test", `chain.ChainRule(nil, %v)`, x)
	d.text("test", `"none", "x", %v.0).`, x)
	d.text("test", `slide, []float64{%v, 0}).
		Want("y, dy/dx", []float64{y, dydx}, []float64{%v, 1})`, x, x)

	x = one(d, 2, 1, 3, 4, 5)
	d.text("example_test.go", `"x", %v, "h", 0.1, "slope", FiniteDifference(cube, %v, 0.1)`, x, x)
	d.text("chain_rule.go", "whose derivative at %v is %v:", x, 3*x*x)
	d.text("example_test.go", "	x := %v\n", one(d, 0.75, 0.5, 1.25, 1.5))
	x1, w, yTrue := one(d, 1.5, 0.5, 2.5, -1.5), d.numbers(2, -1), one(d, 10.0, 4, 7, 12)
	dw1, dw2, dx := chain.BackwardPropagation(x1, w[0], w[1], yTrue)
	d.distinct([]float64{dw1, dw2, dx, x1, w[0], w[1], yTrue})
	d.text("example_test.go", "x, w1, w2, yTrue := %v, %v, %v, %v", x1, literal(w[0]), literal(w[1]), literal(yTrue))
	d.text("example_test.go", "X := given.MatrixOf(%v)", d.matrix("3 -1; 2 0.5"))
}

func slopesByHand(d *drawing) {
	type point struct{ x, h float64 }
	p := one(d, point{3, 2}, point{4, 2}, point{5, 2}, point{6, 2}, point{5, 3}, point{6, 3})
	slope := chain.FiniteDifference(func(x float64) float64 { return x * x * x }, p.x, p.h)
	d.text("test", `{ return x * x * x }, %v, %v, %v, "(%v³ - %v³)/%v"}`, p.x, p.h, slope, p.x+p.h, p.x-p.h, 2*p.h)
	p = one(d, point{-3, 0.5}, point{-2, 0.5}, point{-4, 0.5}, point{-5, 0.5}, point{-2, 1.5}, point{-3, 1.5})
	slope = chain.FiniteDifference(func(x float64) float64 { return x * x }, p.x, p.h)
	d.text("test", `{ return x * x }, %v, %v, %v, "((%v)² - (%v)²)/%v"}`, p.x, p.h, slope, p.x+p.h, p.x-p.h, 2*p.h)
	p = one(d, point{2, 1}, point{3, 1}, point{4, 1}, point{5, 1}, point{4, 2}, point{5, 2})
	d.text("test", `{ return 1 / x }, %v, %v, -1.0 / %v, "(1/%v - 1/%v)/%v"}`, p.x, p.h, p.x*p.x-p.h*p.h,
		p.x+p.h, p.x-p.h, 2*p.h)
}

func boxesByHand(d *drawing) {
	x := one(d, 5, 3, 4, 6, 7, 8, 9)
	d.text("test", `		// %[1]v² = %[2]v, slope 2·%[1]v = %[3]v
		name: "v²", boxes: []chain.Box{square()}, x: %[1]v, want: result{%[2]v, %[3]v},
		atOutput: result{%[2]v, 2 * %[2]v},
`, x, x*x, 2*x)

	x = one(d, 2, 1, 3, 4, 5)
	v, square := 3*x+1, x*x
	d.text("test", `		// %[1]v → 3·%[1]v+1 = %[2]v → %[2]v² = %[3]v; slopes 3 and 2·%[2]v = %[4]v: 3·%[4]v = %[5]v
		name: "3v + 1, then v²", boxes: []chain.Box{line(), square()}, x: %[1]v, want: result{%[3]v, %[5]v},
		atX: result{%[3]v, 3 * %[6]v}, atOutput: result{%[3]v, 3 * %[7]v},
		added: result{%[3]v, 3 + %[4]v}, lastOnly: result{%[3]v, %[4]v},
		backwards: result{%[8]v, 3 * %[6]v}, // %[1]v² = %[9]v, 3·%[9]v+1 = %[8]v
`, x, v, v*v, 2*v, 6*v, 2*x, 2*v*v, 3*square+1, square)

	x = one(d, 3, 2, 4, 5, 6)
	square = x * x
	last := 2 * square
	d.text("test", `		// %[1]v → %[2]v → 2·%[2]v = %[3]v → 1/%[3]v; slopes 2·%[1]v = %[4]v, 2, -1/%[3]v²: -%[5]v/%[6]v = -1/%[7]v
`, x, square, last, 2*x, 4*x, last*last, x*x*x)
	d.text("test", `x: %[1]v,
		want: result{1.0 / %[3]v, -1.0 / %[7]v},
		atX:  result{1.0 / %[3]v, -%[5]v.0 / %[2]v}, atOutput: result{1.0 / %[3]v, -%[3]v * 2 * %[3]v * %[3]v},
		added: result{1.0 / %[3]v, %[4]v - 1.0/%[6]v}, lastOnly: result{1.0 / %[3]v, -1.0 / %[6]v},
		backwards: result{4.0 / %[2]v, 2.0 / %[1]v * 4 * (-1.0 / %[2]v)}, // %[1]v → 1/%[1]v → 2/%[1]v → 4/%[2]v
`, x, square, last, 2*x+2, 4*x, last*last, x*x*x)
}

// graphByHand is the graph of BackwardPropagation; y is above the target by the number above.
func graphByHand(d *drawing, x, w1, w2, above float64) {
	if d.rng != nil {
		x, w1, w2 = one(d, x, -3, -2, -1, 2, 3), d.numbers(w1)[0], d.numbers(w2)[0]
		above = one(d, above, -5, -3, 3, 5)
		d.require(w1*w1 != w2*w2 && w1*w1 != 1 && w2*w2 != 1)
	}
	a1, a2 := x*w1, x*w2
	y := a1*a1 + a2*a2
	dy := 2 * above
	da1, da2 := dy*2*a1, dy*2*a2
	dw1, dw2, dx := chain.BackwardPropagation(x, w1, w2, y-above)
	b := bracketed
	d.text("test", `		// a = %v·%v = %v and %v·%v = %v; y* = %v + %v = %v; dy* = 2·(%v - %v) = %v;
		// da_1 = %v·2·%v = %v, da_2 = %v·2·%v = %v;
		// dw1 = %v·%v = %v, dw2 = %v·%v = %v, dx = %v·%v + %v·%v = %v
		{x: %v, w1: %v, w2: %v, yTrue: %v, want: result{%v, %v, %v}, dy: %v, da1: %v, da2: %v},
`, x, b(w1), a1, x, b(w2), a2, a1*a1, a2*a2, y, y, b(y-above), dy,
		dy, b(a1), da1, dy, b(a2), da2,
		da1, b(x), dw1, da2, b(x), dw2, da1, b(w1), b(da2), b(w2), dx,
		x, w1, w2, y-above, dw1, dw2, dx, dy, da1, da2)
}

func gradientByHand(d *drawing) {
	const h = 0.5
	X := d.matrix("1 2; 3 4; 5 6")
	if d.rng != nil {
		X = X.Apply(math.Abs)
	}
	x := X.Data
	E := func(X *given.Matrix) float64 {
		x := X.Data
		return x[0]*x[3] - x[1] + x[2]*x[2] + 3*x[4]*x[5]
	}
	want := chain.Gradient(E, X, h)
	oneSided := want.Clone()
	oneSided.Set(1, 0, 2*x[2]+h)
	d.distinct([]float64{x[0], x[2], x[3], x[4], x[5]}, want.Data)
	d.text("test", "	X := given.MatrixOf(%v)\n	// E = x00", X)
	d.text("test", `	//  x11    -1        %2v   %2v
	//  2·x10  x00    =  %2v   %2v
	//  3·x21  3·x20     %2v   %2v
	want := given.MatrixOf(%v)
`, want.Data[0], want.Data[1], want.Data[2], want.Data[3], want.Data[4], want.Data[5], want)
	d.text("test", `	// From x to x + h the parabola x10² rises by %v² - %v² = %v.
	oneSided := given.MatrixOf(%v)
`, x[2]+h, x[2], (x[2]+h)*(x[2]+h)-x[2]*x[2], oneSided)
}
