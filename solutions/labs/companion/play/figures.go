package play

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"nn"
)

// optimizerDerivation updates a parameter of three weights with three gradients, one after the other.
// Its figure is the path of the same optimizer through a valley.
func optimizerDerivation(make func(in map[string]*nn.Matrix) nn.Optimizer, settings ...named) derivation {
	d := derivation{limits: map[string][2]float64{"α": {0, 1e6}, "β": {0, 0.999}, "Δ_0": {1e-6, 50}, "start": {-3, 3}}}
	d.inputs = append([]named{{"W", row(1, -0.5, 2)}, {"dW", nn.MatrixOf([]float64{0.5, -2, 0.5}, []float64{0.25, 1, 0.5}, []float64{-1, 0.5, 0.125})}}, settings...)
	d.inputs = append(d.inputs, named{"start", row(-2.5, 1)})
	d.compute = func(in map[string]*nn.Matrix) (out []named) {
		o := make(in)
		p := &nn.Param{Name: "weights", Value: in["W"].Clone()}
		for t := range in["dW"].Rows {
			p.Grad = in["dW"].RowRange(t, t+1).Clone()
			o.Update(p)
			out = append(out, named{fmt.Sprintf("W after step %d", t+1), p.Value.Clone()})
		}
		return out
	}
	d.figure = func(in map[string]*nn.Matrix) string { return valley(make(in), in["start"]) }
	return d
}

// valleySteps is the number of steps on the contour plot.
const valleySteps = 23

// valley returns a contour plot of E = w₁²/2 + 5·w₂²/2 with the steps of the optimizer.
func valley(o nn.Optimizer, start *nn.Matrix) string {
	const w, h, scale = 320.0, 200.0, 50.0
	p := &nn.Param{Name: "weights", Value: start.Clone(), Grad: nn.NewMatrix(1, 2)}
	at := func(w1, w2 float64) (float64, float64) {
		clip := func(v, most float64) float64 { return min(max(v, -most), most) }
		return w/2 + clip(scale*w1, 1e4), h/2 - clip(scale*w2, 1e4)
	}
	var rings, line, dots strings.Builder
	for _, E := range []float64{0.05, 0.25, 1, 2.25, 4, 7, 11} {
		fmt.Fprintf(&rings, `<ellipse class="axis" cx="%v" cy="%v" rx="%.1f" ry="%.1f"/>`, w/2, h/2, scale*math.Sqrt(2*E), scale*math.Sqrt(2*E/5))
	}
	path := nn.NewMatrix(valleySteps+1, 3)
	for t := range path.Rows {
		w1, w2 := p.Value.Data[0], p.Value.Data[1]
		copy(path.Row(t), []float64{w1, w2, w1*w1/2 + 5*w2*w2/2})
		x, y := at(w1, w2)
		fmt.Fprintf(&line, "%c%.1f %.1f", "ML"[min(t, 1)], x, y)
		fmt.Fprintf(&dots, `<circle cx="%.1f" cy="%.1f" r="2.5"/>`, x, y)
		p.Grad.Data[0], p.Grad.Data[1] = w1, 5*w2
		o.Update(p)
	}
	return fmt.Sprintf(`<svg class="function" viewBox="0 0 %v %v" role="img" aria-label="Contour plot of a valley with %d steps of the optimizer, from E = %s to E = %s">%s<path class="tangent" d="%s"/>%s</svg>
<p>%[3]d steps of this optimizer from "start" in the valley E = w₁²/2 + 5·w₂²/2, whose minimum is in the middle.</p><details><summary>Numbers of the plot</summary>%[9]s</details>`,
		w, h, valleySteps, digits(path.At(0, 2)), digits(path.At(valleySteps, 2)), rings.String(), line.String(), dots.String(), matrixTable("w₁, w₂ and E before each step", path))
}

func dropoutOf(in map[string]*nn.Matrix) *nn.Dropout {
	l := nn.NewDropout(in["p"].Data[0], rand.New(rand.NewPCG(uint64(in["seed"].Data[0]), 0)))
	l.SetInputShape(in["X"].Cols)
	return l
}

func dropoutDerivation(in map[string]*nn.Matrix) []named {
	ones := new(nn.Matrix).Map(func(float64) float64 { return 1 }, in["X"])
	mask := dropoutOf(in).ForwardPropagation(ones, true).Clone()
	l := dropoutOf(in)
	Y := l.ForwardPropagation(in["X"], true).Clone()
	return []named{{"M: 0 with probability p, else 1/(1 - p)", mask}, {"Y = X ⊙ M", Y}, {"dX = dY ⊙ M", l.BackwardPropagation(in["dY"])},
		{"Y of Predict: nothing is dropped", dropoutOf(in).ForwardPropagation(in["X"], false)}}
}

// dropoutMisprint drops without the factor, and shows the means of Y over many masks.
func dropoutMisprint(in map[string]*nn.Matrix) []named {
	const masks = 2000
	keep := 1 - in["p"].Data[0]
	l := dropoutOf(in)
	sum := nn.NewMatrix(in["X"].Rows, in["X"].Cols)
	var first *nn.Matrix
	for range masks {
		Y := l.ForwardPropagation(in["X"], true)
		if first == nil {
			first = Y.Clone()
		}
		for i, v := range Y.Data {
			sum.Data[i] += v / masks
		}
	}
	times := func(m *nn.Matrix) *nn.Matrix {
		return new(nn.Matrix).Map(func(v float64) float64 { return keep * v }, m)
	}
	return []named{{"As printed: Y without 1/(1 - p)", times(first)}, {"Mean of this Y over 2000 masks, smaller than X", times(sum)}, {"Mean of Y with 1/(1 - p), near X", sum}}
}

// stopped runs early stopping over the losses, and returns the best epoch and the last one.
func stopped(in map[string]*nn.Matrix) (best, last int) {
	losses := in["val_loss"].Data
	net := nn.NewNeuralNetwork(1, &nn.MeanSquaredError{}, nn.NewSGD(0, 0), rand.New(rand.NewPCG(0, 0)))
	net.Add(nn.NewDenseLayer(1))
	net.Epochs = len(losses)
	s := nn.NewEarlyStopping(int(in["Patience"].Data[0]))
	one := &nn.Dataset{X: row(1), Y: row(1)}
	s.BeginTraining(net, one, one)
	for i, v := range losses {
		if last = i + 1; s.EndEpoch(net, nn.EpochRecord{Epoch: last, ValLoss: v}) != nil {
			break
		}
	}
	return s.BestEpoch, last
}

func stoppingFigure(in map[string]*nn.Matrix) string {
	best, last := stopped(in)
	const w, h = 320.0, 160.0
	losses := in["val_loss"].Data
	highest := 1e-9
	for _, v := range losses {
		highest = max(highest, v)
	}
	at := func(i int) (x, y float64) {
		return 20 + float64(i)*(w-40)/float64(len(losses)-1), h - 15 - losses[i]/highest*(h-30)
	}
	var line strings.Builder
	for i := range losses {
		x, y := at(i)
		fmt.Fprintf(&line, "%c%.1f %.1f", "ML"[min(i, 1)], x, y)
	}
	bx, by := at(best - 1)
	lx, _ := at(last - 1)
	return fmt.Sprintf(`<svg class="function" viewBox="0 0 %v %v" role="img" aria-label="Validation loss by epoch; the best is epoch %d, and the training ends after epoch %d"><path class="f" d="%s"/><path class="tangent" d="M%.1f 0V%[2]v"/><circle cx="%.1[7]f" cy="%.1[8]f" r="5"/></svg><p>The dot is the best epoch, %[3]d, whose weights are restored. The training ends after epoch %[4]d, at the dashed line.</p>`,
		w, h, best, last, line.String(), lx, bx, by)
}

// batchesFigure lists the numbers of the examples in each mini-batch of two epochs.
func batchesFigure(in map[string]*nn.Matrix) string {
	n := int(in["examples"].Data[0])
	rows := nn.NewMatrix(n, 1)
	for i := range n {
		rows.Data[i] = float64(i + 1)
	}
	net := nn.NewNeuralNetwork(1, &nn.MeanSquaredError{}, nn.NewSGD(0, 0), rand.New(rand.NewPCG(uint64(in["seed"].Data[0]), 0)))
	net.BatchSize = int(in["BatchSize"].Data[0])
	var b strings.Builder
	for epoch := range 2 {
		fmt.Fprintf(&b, `<table class="numbers"><caption>Epoch %d</caption><tr><th scope="col">batch<th scope="col" class="sum">rows of X and Y</tr>`, epoch+1)
		k := 0
		for X := range net.MiniBatches(&nn.Dataset{X: rows, Y: rows}) {
			k++
			fmt.Fprintf(&b, `<tr><th scope="row">%d<td class="sum">%s</tr>`, k, numbers(X.Data))
		}
		b.WriteString("</table>")
	}
	return b.String()
}

// chain is one unit with its loss: z = x·w + b, y = sigmoid(z), L = (target - y)².
type chain struct{ x, w, b, target, z, y, L, dy, dz, dw, db, dx float64 }

// chainOf computes the chain with the layers and the loss of the package.
func chainOf(in map[string]*nn.Matrix) chain {
	dense, act := denseOf(map[string]*nn.Matrix{"W": in["w"], "B": in["b"]}), nn.NewSigmoidActivation()
	act.SetInputShape(1)
	z := dense.ForwardPropagation(in["x"], true)
	y := act.ForwardPropagation(z, true)
	loss := &nn.MeanSquaredError{}
	dy := loss.Derivative(in["target"], y)
	dz := act.BackwardPropagation(dy).Clone()
	dx := dense.BackwardPropagation(dz)
	return chain{in["x"].Data[0], in["w"].Data[0], in["b"].Data[0], in["target"].Data[0], z.Data[0], y.Data[0], loss.Loss(in["target"], y),
		dy.Data[0], dz.Data[0], dense.Weights.Grad.Data[0], dense.Biases.Grad.Data[0], dx.Data[0]}
}

func (c chain) named() []named {
	return []named{{"z = x·w + b", row(c.z)}, {"y = sigmoid(z)", row(c.y)}, {"L = (target - y)²", row(c.L)}, {"∂L/∂y = 2·(y - target)", row(c.dy)},
		{"∂L/∂z = ∂L/∂y·y·(1 - y)", row(c.dz)}, {"∂L/∂w = ∂L/∂z·x", row(c.dw)}, {"∂L/∂b = ∂L/∂z", row(c.db)}, {"∂L/∂x = ∂L/∂z·w", row(c.dx)}}
}

// chainFigure draws the chain as a computation graph: values above, derivatives of L below.
func chainFigure(in map[string]*nn.Matrix) string {
	c := chainOf(in)
	var b strings.Builder
	node := func(x, y int, name string, value, derivative float64) {
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="132" height="60" rx="8"/><text x="%d" y="%d">%s = %s</text><text class="back" x="%[3]d" y="%[7]d">∂L/∂%[5]s = %[8]s</text>`,
			x, y, x+66, y+24, name, digits(value), y+48, digits(derivative))
	}
	b.WriteString(`<path d="M140 40L176 92M140 110H176M140 180L176 128M308 110H344M476 110H512"/>`)
	node(8, 10, "x", c.x, c.dx)
	node(8, 80, "w", c.w, c.dw)
	node(8, 150, "b", c.b, c.db)
	node(176, 80, "z", c.z, c.dz)
	node(344, 80, "y", c.y, c.dy)
	node(512, 80, "L", c.L, 1)
	return `<div class="scroll" tabindex="0" role="region" aria-label="Computation graph"><svg class="graph" width="652" height="220" viewBox="0 0 652 220" role="img" aria-label="Computation graph: x, w and b lead to z, z to y, and y to L. The numbers are in the tables above.">` + b.String() +
		`</svg></div><p>Forward, the values go from left to right. Backward, each derivative is the one to its right times the derivative of its own step.</p>`
}
