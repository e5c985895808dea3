package play

import (
	"fmt"
	"html"
	"math"
	"strings"

	"nn"
)

// gradientOfLoss returns E on all points that train, without dropout, and leaves its gradient in the
// Grad of the parameters.
func (e *Session) gradientOfLoss() float64 {
	return e.net.BackpropagateLoss(e.train.Y, e.net.ForwardPropagation(e.train.X, false))
}

// value returns E on all points that train, without its gradient.
func (e *Session) value() float64 {
	E := e.net.Loss.Loss(e.train.Y, e.net.ForwardPropagation(e.train.X, false))
	for _, p := range e.parameter {
		if p.Regularizer != nil {
			E += p.Regularizer.Penalty(p.Value)
		}
	}
	return E
}

// Check compares the gradient of one weight with the finite difference
//
//	∂E/∂w ≈ (E(w + h) - E(w - h)) / 2h
//
// on all points that train, without dropout.
func (e *Session) Check(p, i int) (backward, numeric float64) {
	e.gradientOfLoss()
	backward = e.parameter[p].Grad.Data[i]
	w := &e.parameter[p].Value.Data[i]
	old := *w
	h := 1e-5 * max(1, math.Abs(old))
	*w = old + h
	above := e.gradientOfLoss()
	*w = old - h
	below := e.gradientOfLoss()
	*w = old
	e.gradientOfLoss() // the gradients of the weight as it is
	return backward, (above - below) / (2 * h)
}

// A pass is one layer in the forward and the backward pass of a single example.
type pass struct{ X, Y, dY, dX *nn.Matrix }

// passes returns the passes of all layers for the example with the coordinates at. As its target, it
// uses the target of the nearest point that trains.
func (e *Session) passes(at []float64) (ps []pass, target float64) {
	target = e.nearestTarget(at)
	X := e.inputs(nn.MatrixOf(at))
	layers := e.net.Layers()
	for _, l := range layers {
		Y := l.ForwardPropagation(X, false).Clone()
		ps = append(ps, pass{X: X, Y: Y})
		X = Y
	}
	dY := e.net.Loss.Derivative(nn.MatrixOf([]float64{target}), X)
	for i := len(layers) - 1; i >= 0; i-- {
		ps[i].dY = dY
		dY = layers[i].BackwardPropagation(dY).Clone()
		ps[i].dX = dY
	}
	return ps, target
}

// nearestTarget returns the target of the nearest point that trains, 0 if there is none.
func (e *Session) nearestTarget(at []float64) float64 {
	target, nearest := 0.0, math.Inf(1)
	for i := range e.train.Len() {
		if d := math.Hypot(e.trainAt.At(i, 0)-at[0], e.trainAt.At(i, 1)-at[1]); d < nearest {
			target, nearest = e.train.Y.At(i, 0), d
		}
	}
	return target
}

// denseAt returns the index of the dense layer of a column of the diagram. The activation follows.
func denseAt(column int) int { return 3 * (column - 1) }

// Health counts the hidden units that have stopped learning.
type Health struct {
	Dead      int // ReLU units whose output is 0 for every point that trains
	Saturated int // sigmoid and tanh units whose slope is below 0.05 for 8 of 10 points that train
}

// Health returns the numbers of dead and saturated units.
func (e *Session) Health() (h Health) {
	for _, states := range e.unitStates() {
		for _, state := range states {
			switch state {
			case "dead":
				h.Dead++
			case "saturated":
				h.Saturated++
			}
		}
	}
	return h
}

// unitStates returns "dead", "saturated" or "" for each unit of each hidden layer.
func (e *Session) unitStates() (states [][]string) {
	if e.train.Len() == 0 || e.Activation == "linear" {
		return nil
	}
	outputs := e.unitOutputs(e.train.X)
	for _, Y := range outputs[1 : len(outputs)-1] {
		states = append(states, make([]string, Y.Cols))
		for j := range Y.Cols {
			flat := 0
			for i := range Y.Rows {
				if slopeOfOutput(e.Activation, Y.At(i, j)) < 0.05 {
					flat++
				}
			}
			switch {
			case e.Activation == "relu" && flat == Y.Rows:
				states[len(states)-1][j] = "dead"
			case e.Activation != "relu" && 10*flat >= 8*Y.Rows:
				states[len(states)-1][j] = "saturated"
			}
		}
	}
	return states
}

// slopeOfOutput returns f'(x) for y = f(x).
func slopeOfOutput(activation string, y float64) float64 {
	switch activation {
	case "sigmoid":
		return y * (1 - y)
	case "tanh":
		return 1 - y*y
	case "relu":
		if y == 0 {
			return 0
		}
	}
	return 1
}

// weightView shows a weight: its gradient, the finite difference, and the chain rule for one
// example.
func (e *Session) weightView(p, i int, at []float64) string {
	var b strings.Builder
	name := e.weightName(p, i)
	fmt.Fprintf(&b, `<h3>%s</h3><label>value <input data-do="setweight" data-w="%d.%d" value="%s" inputmode="decimal"></label>`,
		html.EscapeString(strings.ToUpper(name[:1])+name[1:]), p, i, formatNumber(e.parameter[p].Value.Data[i]))
	backward, numeric := e.Check(p, i)
	off := math.Abs(backward-numeric) / max(math.Abs(backward), math.Abs(numeric), 1e-7)
	verdict := "they agree"
	if !(off < 1e-3) {
		verdict = "they differ, as they can at a kink of a ReLU or of L1"
	}
	fmt.Fprintf(&b, `<table class="numbers"><caption>Gradient check on all points that train, h = 10⁻⁵</caption>
<tr><th scope="row">∂E/∂w by backpropagation<td>%s</tr><tr><th scope="row">(E(w + h) − E(w − h)) / 2h<td>%s</tr>
<tr><th scope="row">relative difference<td>%s: %s</tr></table>`, digits6(backward), digits6(numeric), minus(fmt.Sprintf("%.1e", off)), verdict)

	ps, target := e.passes(at)
	column, j := p/2+1, i%e.parameter[p].Value.Cols
	dense := ps[denseAt(column)]
	x, xName := 1.0, "1, because a bias has no input"
	if p%2 == 0 {
		x = dense.X.At(0, i/e.parameter[p].Value.Cols)
		xName = digits6(x)
	}
	act := ps[denseAt(column)+1]
	z, dz := dense.Y.At(0, j), dense.dY.At(0, j)
	fmt.Fprintf(&b, `<table class="numbers"><caption>Chain rule for the example (%s, %s) alone, target %s, without penalty: ∂L/∂w = x · f'(z) · ∂L/∂y</caption>
<tr><th scope="row">x, the input of the weight<td>%s</tr><tr><th scope="row">z, the weighted sum of the unit<td>%s</tr>
<tr><th scope="row">∂L/∂y, from the layers after it<td>%s</tr><tr><th scope="row">f'(z)·∂L/∂y = ∂L/∂z<td>%s</tr><tr><th scope="row">∂L/∂w = x·∂L/∂z<td>%s</tr></table>`,
		digits(at[0]), digits(at[1]), digits(target), xName, digits6(z), digits6(act.dY.At(0, j)), digits6(dz), digits6(x*dz))
	b.WriteString(e.warning(column, j))
	return b.String()
}

// warning explains why a unit does not learn, or is empty.
func (e *Session) warning(column, j int) string {
	states := e.unitStates()
	if column < 1 || column > len(states) {
		return ""
	}
	switch states[column-1][j] {
	case "dead":
		return `<p class="warning">⚠ This unit is dead: its output is 0 for every point that trains, so f' and all its gradients are 0. It cannot recover by itself.</p>`
	case "saturated":
		return `<p class="warning">⚠ This unit is saturated: for 8 of 10 points its slope f' is below 0.05, so its gradients are small.</p>`
	}
	return ""
}

func digits6(v float64) string { return minus(fmt.Sprintf("%.6g", v)) }
