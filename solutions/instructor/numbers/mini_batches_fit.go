package main

import (
	"fmt"
	"slices"
)

func miniBatchesFit(d *drawing) {
	n := one(d, 4, 3, 5, 6, 7, 8)
	d.text("test", `&network.NeuralNetwork{InputShape: %v, Epochs: 9`, n)
	for _, next := range []string{"MistakeIf(", "Mistake("} {
		d.text("test", `"InputShape", %v, "OutputShape of each layer",
		"its input shape plus 1").
		%v`, n, next)
	}
	d.text("test", "slideNetwork, []int{%v, %v, %v}).\n		Mistake(\"no input", n, n, n)
	d.text("test", "			[]int{%v, 1, 1}).\n", n)
	d.text("test", "three.shape}, []int{%v, %v, %v})", n, n+1, n+2)
	batchesByHand(d)
	propagationByHand(d)
	fitByHand(d)

	w, X, Y := float64(one(d, 2, 3, 4, 5)), d.numbers(1, 3), d.numbers(3, 9)
	P := []float64{w * X[0], w * X[1]}
	metrics := []float64{2*Y[0] - P[0], 2*Y[1] - P[1]}
	errors := []float64{(Y[0] - P[0]) * (Y[0] - P[0]), (Y[1] - P[1]) * (Y[1] - P[1])}
	loss, metric := (errors[0]+errors[1])/2, (metrics[0]+metrics[1])/2
	d.distinct([]float64{loss, metric, P[0] + P[1] - (Y[0]+Y[1])/2})
	d.text("test", "	net, log := made(t, &line{w: %v})\n	X, Y := column(%v), column(%v)\n	net.Forward", w, X, Y)
	d.text("test", `"Predict(X)", "X", X, "the network", "y = %v·x")
	c.Want("Y*", net.Predict(X.Clone()), column(%v))`, w, P)
	d.text("test", "	// 2·y - y* is %v = %v and %v = %v: the mean is %v; the loss is (%v + %v)/2 = %v\n", sum(term{0, 2 * Y[0]}, term{0, -P[0]}), metrics[0],
		sum(term{0, 2 * Y[1]}, term{0, -P[1]}), metrics[1], metric, errors[0], errors[1], loss)
	d.text("test", "		P := X.ScaledBy(%v)\n", w)
	d.text("test", `"Y", Y, "the network", "y = %v·x", "Metric"`, w)
	examplesOfNetwork(d)
}

func batchesByHand(d *drawing) {
	size := one(d, 4, 3, 5, 6, 7)
	rest := one(d, 2, 1, 2)
	d.text("test", "{%[1]v, %[2]v, []int{%[2]v, %[2]v, %[3]v}, []int{%[2]v, %[2]v}}, // %[1]v = %[2]v + %[2]v + %[3]v\n", 2*size+rest, size, rest)
	size = one(d, 4, 3, 5, 6, 7)
	d.text("test", "{%[1]v, %[2]v, []int{%[2]v, %[2]v}, nil}, ", 2*size, size)
	n := one(d, 3, 2, 4, 5, 6)
	d.text("test", "{%[1]v, %[2]v, []int{%[1]v}, []int{}}, ", n, n+2)
	ones := one(d, []int{1, 1, 1}, []int{1, 1}, []int{1, 1, 1, 1})
	d.text("test", "{%v, 1, []int{%v}, nil}, ", len(ones), ones)
	size = one(d, 6, 4, 5, 7, 8)
	d.text("test", "{%[1]v, %[2]v, []int{%[2]v, 1}, []int{%[2]v}},\n", size+1, size)
}

func propagationByHand(d *drawing) {
	w1, b1, w2 := 1.0, 1.0, 2.0
	x, dY := d.numbers(1, 3), d.numbers(1, -2)
	if d.rng != nil {
		w1, b1, w2 = d.numbers(w1)[0], d.numbers(b1)[0], d.numbers(w2)[0]
		d.require(w1 != w2 && w2 != 1)
	}
	const α = 0.5
	v, dv, dX := make([]float64, 2), make([]float64, 2), make([]float64, 2)
	for i := range x {
		v[i], dv[i] = w1*x[i]+b1, w2*dY[i]
		dX[i] = w1 * dv[i]
	}
	var updated []float64
	step := func(x, dy []float64, w, b float64) string {
		dw, db := x[0]*dy[0]+x[1]*dy[1], dy[0]+dy[1]
		d.distinct([]float64{dw, db})
		updated = append(updated, w-α*dw, b-α*db)
		return fmt.Sprintf("dw = %v = %v, w = %v - 0.5·%v = %v; db = %v = %v, b = %v - 0.5·%v = %v", products(dy, x), show(dw), show(w), bracketed(dw), show(w-α*dw),
			sum(term{0, dy[0]}, term{0, dy[1]}), show(db), show(b), bracketed(db), show(b-α*db))
	}
	second, first := step(v, dY, w2, 0), step(x, dv, w1, b1)
	after := slices.Concat(dX, updated[2:], updated[:2])
	d.distinct(v, after)
	d.text("test", `	// dY = %v comes to layer 2, whose input was v = %v:
	//   %v
	//   dv = %v·dY = %v
	// dv comes to layer 1, whose input was x = %v:
	//   %v
	//   dX = %v·dv = %v
	propagate(t, line{w: %v, b: %v, α: 0.5}, line{w: %v, α: 0.5}, column(%v), column(%v),
		column(%v), []float64{%v}) // %v·v
`, dY, v, second, w2, dv, x, first, w1, dX, w1, b1, w2, x, dY, []float64{w2 * v[0], w2 * v[1]}, after, w2)
}

// fitByHand is the training of y = w·x with two examples of y = s·x. Each update halves w - s.
func fitByHand(d *drawing) {
	w, s := 3.0, 2.0
	if d.rng != nil {
		w, s = d.numbers(w)[0], d.numbers(s)[0]
		d.require(w != s && w != 2*s && s != 2*w && w != 1.5*s && w*s != 0)
	}
	x := one(d, []float64{1, 2}, []float64{1, 2}, []float64{2, 1})
	epoch := func(w float64) (y, dY []float64, loss, metric float64, steps string) {
		var squares, metrics []float64
		for _, x := range x {
			y, dY = append(y, w*x), append(dY, (w-s)*x)
			squares, metrics = append(squares, (w-s)*(w-s)*x*x), append(metrics, 2*s*x-w*x)
		}
		loss, metric = (squares[0]+squares[1])/2, (metrics[0]+metrics[1])/2
		dw := (w - s) * 5
		steps = fmt.Sprintf("y* = %v; y - y* = %v; loss (%v)/2 = %v; metric (%v)/2 = %v\n	//            dY = %v; dw = %v = %v; w = %v - 0.1·%v = %v", joined(y),
			joined([]float64{-dY[0], -dY[1]}), sum(term{0, squares[0]}, term{0, squares[1]}), show(loss),
			sum(term{0, metrics[0]}, term{0, metrics[1]}), show(metric), joined(dY), products(dY, x), show(dw), show(w), bracketed(dw), show(w-0.1*dw))
		return y, dY, loss, metric, steps
	}
	e := w - s
	_, _, L1, M1, first := epoch(w)
	_, _, L2, M2, second := epoch(s + e/2)
	_, _, L3, M3, _ := epoch(s + e/4)
	_, _, grown, _, _ := epoch(s + 1.5*e)
	d.distinct([]float64{L1, L2, M1, M2, w, s + e/2})
	mean := (x[0] + x[1]) / 2
	metric := func(w float64) float64 { return (2*s - w) * mean }
	swapped := func(w float64) float64 { return (2*w - s) * mean }
	d.text("test", "	// y = w·x with w = %v and α = 0.1; the bias is held at 0. y should be %v·x.\n	//   epoch 1: %v\n	//   epoch 2: %v\n	layer := &weight{line{w: %v, α: 0.1}}\n",
		w, s, first, second, w)
	d.text("test", "&judge{sumOfTrue: %v}", 2*s*mean)
	d.text("test", "	X, Y := column(%v), column(%v)\n	one := &line{w: %v, α: 0.1}\n", x, []float64{s * x[0], s * x[1]}, w)
	d.text("test", `"the network", "y = %v·x, learning rate 0.1", "X", X, "dY", X).
		Want("w after the call", one.w, %v)`, w, literal(w-0.5))
	d.text("test", `"the network",
			"y = %v·x, learning rate 0.1"`, w)
	d.text("test", "Mistake(derivative, slideFit, []float64{%v}). // w = %v\n", []float64{L1, grown}, s+1.5*e)
	d.text("test", "Mistake(twice, slideFit, []float64{%v, 0}). ", L1)
	d.text("test", "         // w = %v\n", s)
	d.text("test", "Mistake(afterwards, slideFit, []float64{%v}).\n", []float64{L2, L3})
	d.text("test", "Mistake(goOn, slideFit, []float64{%[1]v, (%[1]v + %[2]v) / 2}).\n		Mistake(\"the loss is mult", L1, L2)
	d.text("test", "slideFit, []float64{%v})\n	if never", []float64{2 * L1, 2 * L2})
	d.text("test", "c.Mistake(never, slideFit, []float64{%v})\n	}\n	c.Want(\"losses in History\", losses, []float64{%v})\n", []float64{L1, L1}, []float64{L1, L2})
	d.text("test", "+swapped, slideFit, []float64{%v}).\n		Mistake(derivative, slideFit, []float64{%v}).\n		Mistake(twice, slideFit, []float64{%v}).\n",
		[]float64{swapped(w), swapped(s + e/2)}, []float64{M1, metric(s + 1.5*e)}, []float64{M1, metric(s)})
	d.text("test", "Mistake(afterwards, slideFit, []float64{%v}).\n		Mistake(goOn, slideFit, []float64{%[2]v, (%[2]v + %[3]v) / 2})\n", []float64{M2, M3}, M1, M2)
	d.text("test", "c.Mistake(never, slideFit, []float64{%v})\n	}\n	c.Want(\"metrics in History\", metrics, []float64{%v})\n", []float64{M1, M1}, []float64{M1, M2})
	d.text("test", "Mistake(derivative, slideFit, %v).\n		Mistake(twice, slideFit, %v)\n", literal(s+2.25*e), literal(s))
	d.text("test", "c.Mistake(never, slideFit, %v)\n	}\n	c.Want(\"w after the call\", layer.w, %v)\n", literal(w), literal(s+e/4))
}

// line formats w·x + b.
func line(w, b float64) string { return "y = " + show(w).(string) + "x" + sum(term{}, term{0, b})[1:] }

func examplesOfNetwork(d *drawing) {
	in, one3, two2 := one(d, 7, 5, 6, 8), one(d, 3, 2, 4), one(d, 2, 3, 4)
	d.text("example_test.go", "InputShape: %v}, &line{units: %v}, &line{units: %v}", in, one3, two2)
	d.text("mini_batches_fit.go", "a layer of %v units and a layer of %v units in a network with InputShape %v:", one3, two2, in)
	d.text("example_test.go", "rand.NewPCG(9, %v))}\n	for", one(d, 4, 1, 2, 3, 6, 7, 8))
	w := d.numbers(3, -1, 2)
	d.require(w[0]*w[0] != 1 && w[2]*w[2] != 1)
	d.text("example_test.go", "&line{w: %v, b: %v}, &line{w: %v, b: 0.5}", w[0], w[1], w[2])
	d.text("mini_batches_fit.go", "the two layers %v and %v:", line(w[0], w[1]), line(w[2], 0.5))
	X := d.numbers(1, -2)
	d.text("example_test.go", "	X := column(%v)\n	agree.Show(\"X\", X, \"Y*\", net.F", X)
	d.text("example_test.go", "	net.ForwardPropagation(column(%v), true)\n	dY := column(%v)\n", X, one(d, []float64{1, 0.25}, []float64{-1, 0.5}, []float64{0.5, 2}))
	begin := one(d, 2, 1, 3)
	d.text("example_test.go", "X, Y, l := column(1, -1), column(%v), &line{w: %v}", one(d, []float64{5, 0}, []float64{4, 1}, []float64{6, -1}, []float64{0, 5}), begin)
	d.text("mini_batches_fit.go", "starts with w = %v and b = 0", begin)
	slope := one(d, 3.0, 2, 4, 5)
	d.text("example_test.go", "// fitted returns the network %v.\n", line(slope, -1))
	d.text("example_test.go", "&line{w: %v, b: -1}}, Metric", slope)
	d.text("mini_batches_fit.go", "the layer %v:", line(slope, -1))
	d.text("mini_batches_fit.go", "layer %v and the mean of", line(slope, -1))
	X = d.numbers(2, -1)
	d.text("example_test.go", "	X := column(%v)\n	agree.Show(\"X\", X, \"Y*\", fitted()", X)
	d.text("example_test.go", "	X, Y := column(%v), column(%v)\n	agree", X, one(d, []float64{8, -3.5}, []float64{7, -2.5}, []float64{-4, 6.5}))
}
