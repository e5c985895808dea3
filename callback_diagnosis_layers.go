// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
)

// probeRows is the number of training examples that a [Diagnosis] passes through the network.
const probeRows = 256

// probe holds what the layers return for a few training examples.
type probe struct {
	X, Y      *Matrix
	constant  float64   // loss of the best constant prediction
	level     float64   // loss without penalties, divided by constant; NaN if that is not known
	dead      []int     // per layer: units that return 0 for every example
	saturated []float64 // per layer: share of outputs near the ends of a sigmoid or tanh
}

func newProbe(net *NeuralNetwork, train *Dataset) probe {
	rows := evenly(train.Len(), probeRows)
	p := probe{X: new(Matrix).Gather(train.X, rows), Y: new(Matrix).Gather(train.Y, rows),
		dead: make([]int, len(net.layers)), saturated: make([]float64, len(net.layers))}
	p.constant = constantLossOf(net.Loss, p.Y)
	return p
}

// look passes the examples through the network.
func (p *probe) look(net *NeuralNetwork) {
	Y := p.X
	for i, l := range net.layers {
		net.lastInput = Y
		Y = l.ForwardPropagation(Y, false)
		p.dead[i], p.saturated[i] = deadColumns(Y), 0
		switch l.(type) {
		case *SigmoidActivation:
			p.saturated[i] = share(Y, func(y float64) bool { return y < 0.01 || y > 0.99 })
		case *TanhActivation:
			p.saturated[i] = share(Y, func(y float64) bool { return math.Abs(y) > 0.98 })
		}
	}
	p.level = math.NaN()
	if p.constant > 0 { // a loss of another kind could count its calls
		p.level = net.loss(p.Y, Y) / p.constant
	}
}

// deadColumns returns the number of columns in which every element is 0.
func deadColumns(Y *Matrix) int {
	alive := make([]bool, Y.Cols)
	for i := range Y.Rows {
		for j, y := range Y.Row(i) {
			alive[j] = alive[j] || y != 0
		}
	}
	dead := 0
	for _, a := range alive {
		if !a {
			dead++
		}
	}
	return dead
}

// share returns the share of elements for which f is true.
func share(Y *Matrix, f func(y float64) bool) float64 {
	n := 0
	for _, y := range Y.Dense().Data {
		if f(y) {
			n++
		}
	}
	return float64(n) / float64(Y.Rows*Y.Cols)
}

// constantLossOf returns the smallest loss that predictions can have which are the same for every
// example. For squared errors and cross-entropies, these are the means of the targets. It returns
// NaN for other losses, and for targets that are all equal.
func constantLossOf(loss LossFunction, Y *Matrix) float64 {
	mean := new(Matrix).SumRows(Y)
	switch loss.(type) {
	case *MeanSquaredError, *SumSquaredError, *BinaryCrossEntropy:
		mean.Scale(1/float64(Y.Rows), mean)
	case *CategoricalCrossEntropy: // rows can have weights
		sum := 0.0
		for _, y := range mean.Data {
			sum += y
		}
		mean.Scale(1/sum, mean)
	default:
		return math.NaN()
	}
	zeros := NewMatrix(Y.Rows, Y.Cols)
	L := loss.Loss(Y, zeros.AddRow(zeros, mean))
	if !(L > 1e-12) {
		return math.NaN()
	}
	return L
}

func isLinear(l Layer) bool { return LayerName(l) == "LinearActivation" }

// dropRate returns the rate of a dropout layer, and 0 for other layers.
func dropRate(l Layer) float64 {
	if l, ok := l.(interface{ dropRate() float64 }); ok {
		return l.dropRate()
	}
	return 0
}

// previous returns the last layer before layer i that is neither dropout nor linear, or nil.
func previous(layers []Layer, i int) Layer {
	for i--; i >= 0; i-- {
		if l := layers[i]; dropRate(l) == 0 && !isLinear(l) {
			return l
		}
	}
	return nil
}

func missingActivation(d *Diagnosis) (int, string) {
	for i, l := range d.net.layers {
		_, here := l.(*DenseLayer)
		_, before := previous(d.net.layers, i).(*DenseLayer)
		if here && before {
			return i + 1, "this dense layer follows a dense layer without an activation between them"
		}
	}
	return 0, ""
}

// isNonlinear reports whether l is one of the activations of this package, except the linear one.
func isNonlinear(l Layer) bool {
	switch l.(type) {
	case *ReLUActivation, *SigmoidActivation, *TanhActivation, *SoftmaxActivation:
		return true
	}
	return false
}

func extraActivation(d *Diagnosis) (int, string) {
	for i, l := range d.net.layers {
		if before := previous(d.net.layers, i); isNonlinear(l) && isNonlinear(before) {
			return i + 1, fmt.Sprintf("a %s follows a %s without a dense layer between them", LayerName(l), LayerName(before))
		}
		if _, softmax := l.(*SoftmaxActivation); softmax && i < d.lastWeights() {
			return i + 1, "a softmax is followed by a dense layer, but it is a function for the output"
		}
	}
	return 0, ""
}

// lastWeights returns the index of the last layer with parameters, or -1.
func (d *Diagnosis) lastWeights() int {
	for i, l := range slices.Backward(d.net.layers) {
		if len(l.Params()) > 0 {
			return i
		}
	}
	return -1
}

func dropoutAtOutput(d *Diagnosis) (int, string) {
	last := d.lastWeights()
	for i, l := range d.net.layers {
		if rate := dropRate(l); rate > 0 && i > last && last >= 0 {
			return i + 1, fmt.Sprintf("dropout sets %.0f %% of the outputs to 0", 100*rate)
		}
	}
	return 0, ""
}

func tooMuchDropout(d *Diagnosis) (int, string) {
	for i, l := range d.net.layers[:d.lastWeights()+1] {
		rate := dropRate(l)
		if left := (1 - rate) * float64(l.InputShape()); rate >= 0.8 || rate > 0 && left < 2 {
			return i + 1, fmt.Sprintf("dropout with rate %.2g leaves %.1f of %d inputs on average", rate, left, l.InputShape())
		}
	}
	return 0, ""
}

func equalWeights(d *Diagnosis) (int, string) {
	for i, l := range d.net.layers {
		dense, ok := l.(*DenseLayer)
		if !ok || i == d.lastWeights() || dense.OutputShape() == 1 {
			continue
		}
		W, equal := dense.Weights.Value, true
		for r := range W.Rows {
			row := W.Row(r)
			equal = equal && !slices.ContainsFunc(row, func(w float64) bool { return w != row[0] })
		}
		if equal {
			return i + 1, fmt.Sprintf("all %d units have the same weights", W.Cols)
		}
	}
	return 0, ""
}

func deadUnits(d *Diagnosis) (int, string) {
	if d.found("equal-weights") {
		return 0, ""
	}
	for i, l := range d.net.layers {
		dead, units := d.probe.dead[i], l.OutputShape()
		if _, softmax := l.(*SoftmaxActivation); softmax || len(l.Params()) > 0 || dropRate(l) > 0 {
			continue
		}
		if d.probe.level > 0.5 && dead >= min(3, units) && 10*dead > 8*units {
			return i + 1, fmt.Sprintf("%d of %d units of the %s return 0 for every example", dead, units, LayerName(l))
		}
	}
	return 0, ""
}

func saturation(d *Diagnosis) (int, string) {
	_, binary := d.net.Loss.(*BinaryCrossEntropy)
	for i, l := range d.net.layers {
		if binary && i == len(d.net.layers)-1 { // the combined derivative is not 0 there
			continue
		}
		if d.probe.level > 0.5 && d.probe.saturated[i] > 0.8 {
			return i + 1, fmt.Sprintf("%.0f %% of the outputs of the %s are near the ends of its range",
				100*d.probe.saturated[i], LayerName(l))
		}
	}
	return 0, ""
}
