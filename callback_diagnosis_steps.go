// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
)

// stepSummary holds measurements of a few mini-batches per epoch.
type stepSummary struct {
	weights  []layerWeights
	batches  int       // so far
	before   []*Matrix // weights before the next batch, nil if it is not measured
	copies   []*Matrix // memory for before
	largest  float64   // largest ‖ΔW‖/‖W‖ so far, with the initial ‖W‖ if that is larger
	diverged bool
}

// layerWeights are the weights of a layer, and what was measured about them.
type layerWeights struct {
	layer    int // its number
	W        *Param
	initial  float64 // ‖W‖ at the beginning
	gradient float64 // root mean square of the gradient in the last measured batch
	first    float64 // ‖dW‖/‖W‖ in the first batch
}

func newStepSummary(net *NeuralNetwork) stepSummary {
	var s stepSummary
	for i, l := range net.layers {
		if params := l.Params(); len(params) > 0 {
			s.weights = append(s.weights, layerWeights{layer: i + 1, W: params[0], initial: norm(params[0].Value)})
			s.copies = append(s.copies, new(Matrix))
		}
	}
	return s
}

// norm returns ‖A‖ = √(Σa²).
func norm(A *Matrix) float64 {
	sum := 0.0
	for _, a := range A.Data {
		sum += square(a)
	}
	return math.Sqrt(sum)
}

// measure is called after each of perEpoch batches. It measures about four of them.
func (s *stepSummary) measure(perEpoch int) {
	s.batches++
	if s.before != nil {
		for i := range s.weights {
			W, old := s.weights[i].W.Value, s.before[i]
			if size := max(norm(old), s.weights[i].initial); size > 0 {
				change := norm(old.Sub(W, old))
				s.largest = max(s.largest, change/size)
			}
		}
		s.before = nil
	}
	if s.batches%max(2, perEpoch/4) != 0 && s.batches != 1 {
		return
	}
	for i := range s.weights {
		w := &s.weights[i]
		size := norm(w.W.Grad)
		w.gradient = size / math.Sqrt(float64(len(w.W.Grad.Data)))
		if s.batches == 1 && w.initial > 0 {
			w.first = size / w.initial
		}
		s.copies[i].Copy(w.W.Value)
	}
	s.before = s.copies
}

func vanishingGradient(d *Diagnosis) (int, string) {
	w := d.steps.weights
	if len(w) < 3 || !(d.probe.level > 0.5) || d.found("dead-units", "equal-weights", "saturation") {
		return 0, ""
	}
	first, last := w[0], w[len(w)-1]
	if first.gradient == 0 || !(first.gradient < 1e-3*last.gradient) {
		return 0, ""
	}
	return first.layer, fmt.Sprintf("the gradients vanish: the root mean square is %.1g here and %.1g in layer %d",
		first.gradient, last.gradient, last.layer)
}

func explodingGradient(d *Diagnosis) (int, string) {
	if !(d.probe.level > 0.5) || len(d.steps.weights) < 3 ||
		d.found("missing-code", "unlike-scales", "input-scale", "target-scale", "output-range") {
		return 0, ""
	}
	large := 0
	for _, w := range d.steps.weights {
		if w.first > 3 {
			large++
		}
	}
	if 2*large < len(d.steps.weights) {
		return 0, ""
	}
	w := d.steps.weights[0]
	return w.layer, fmt.Sprintf("the gradients explode: in the first batch, the gradient was %.3g times as large as the weights", w.first)
}

// tooMuchPenalty looks for a penalty that is larger than the loss, or for weights that have all
// shrunk to less than a third, where the loss is still large.
func tooMuchPenalty(d *Diagnosis) (int, string) {
	layer, largest := 0, 0.0
	for _, w := range d.steps.weights {
		if w.W.Regularizer != nil {
			layer, largest = w.layer, max(largest, norm(w.W.Value)/w.initial)
		}
	}
	if layer == 0 || !(d.probe.level > 0.7) || len(d.records) == 0 {
		return 0, ""
	}
	penalty := d.net.penalty()
	if loss := d.records[len(d.records)-1].Loss - penalty; penalty > loss {
		return 0, fmt.Sprintf("the penalty outweighs the loss: %.3g, and the loss is %.3g", penalty, loss)
	}
	if largest > 0.3 {
		return 0, ""
	}
	return 0, fmt.Sprintf("the penalty outweighs the loss: it has shrunk all its weights to %.2g of their initial size or less", largest)
}

func rateTooHigh(d *Diagnosis) (int, string) {
	if !(d.probe.level > 0.9) || !(d.steps.largest > 0.3) ||
		d.found("missing-code", "unlike-scales", "input-scale", "target-scale", "exploding-gradient", "equal-weights") {
		return 0, ""
	}
	return 0, fmt.Sprintf("one step has changed the weights of a layer by %.2g times their size, and the loss is %.2g times the loss of the best constant prediction",
		d.steps.largest, d.probe.level)
}

// oscillation looks at the last ten epochs: whether the loss has changed its direction at least
// five times, and by a tenth of the best constant prediction's loss on average, and whether it is
// still above half of that.
func oscillation(d *Diagnosis) (int, string) {
	n := len(d.records)
	if n < 10 || d.found("rate-too-high") {
		return 0, ""
	}
	turns, sum, last, mean := 0, 0.0, 0.0, 0.0
	for i := n - 9; i < n; i++ {
		mean += d.records[i].Loss / 9
		change := d.records[i].Loss - d.records[i-1].Loss
		if change*last < 0 {
			turns++
		}
		sum, last = sum+math.Abs(change)/9, change
	}
	if turns < 5 || !(sum > 0.1*d.probe.constant) || !(mean > 0.5*d.probe.constant) {
		return 0, ""
	}
	return 0, fmt.Sprintf("the loss has gone up and down in the last ten epochs, by %.3g per epoch", sum)
}

// overfitting looks for a validation loss that is 30 % above its smallest value in each of the last
// three epochs, and by a tenth of the best constant prediction's loss. The smallest value must be
// five epochs old or more. The training loss must have fallen since then, and not have jumped up in
// between. If early stopping restores the best weights, there is nothing to report.
func overfitting(d *Diagnosis) (int, string) {
	n := len(d.records)
	if d.val == nil || n < 6 || !(d.probe.level < 0.9) ||
		d.found("unmatched-labels", "validation-scale", "different-sets", "oscillation", "rate-too-high") ||
		slices.ContainsFunc(d.net.Callbacks, func(c Callback) bool { s, ok := c.(*EarlyStopping); return ok && s.Restore }) {
		return 0, ""
	}
	best, highest := 0, 0.0 // highest training loss since then
	for i, r := range d.records {
		if r.ValLoss < d.records[best].ValLoss {
			best, highest = i, 0
		}
		highest = max(highest, r.Loss)
	}
	recent := min(d.records[n-1].ValLoss, d.records[n-2].ValLoss, d.records[n-3].ValLoss)
	b, c := d.records[best], d.probe.constant
	if n-best <= 5 || !(recent > 1.3*b.ValLoss && recent > b.ValLoss+0.1*c) ||
		!(d.records[n-1].Loss < b.Loss && highest < b.Loss+0.05*c) {
		return 0, ""
	}
	return 0, fmt.Sprintf("the network overfits from epoch %d on: the validation loss has risen from %.3g to %.3g, while the training loss has fallen from %.3g to %.3g",
		b.Epoch+1, b.ValLoss, recent, b.Loss, d.records[n-1].Loss)
}

// constantLoss is the last rule, because every other finding can explain this one.
func constantLoss(d *Diagnosis) (int, string) {
	if len(d.Findings) > 0 || d.steps.diverged || len(d.records) < 3 || !(d.probe.level > 0.97) {
		return 0, ""
	}
	return 0, fmt.Sprintf("the loss is no better than without looking at the inputs: %.4g, and %.4g for the best constant prediction",
		d.probe.level*d.probe.constant, d.probe.constant)
}

func notFinite(d *Diagnosis) (int, string) {
	for _, data := range []struct {
		name string
		*Matrix
	}{{"inputs X", d.train.X}, {"targets Y", d.train.Y}} {
		if d.steps.diverged && !finite(data.Matrix) {
			return 0, fmt.Sprintf("the %s contain NaN or Inf", data.name)
		}
	}
	return 0, ""
}

// nanUpdate looks for weights that are NaN after an update with finite gradients. A large step makes
// weights infinite, and the training diverges before they are NaN.
func nanUpdate(d *Diagnosis) (int, string) {
	for _, w := range d.steps.weights {
		nan := slices.ContainsFunc(w.W.Value.Data, math.IsNaN)
		if d.steps.diverged && nan && finite(w.W.Grad) {
			return w.layer, "the update has turned finite gradients into NaN"
		}
	}
	return 0, ""
}

func divergence(d *Diagnosis) (int, string) {
	if !d.steps.diverged || d.found("not-finite", "nan-update") {
		return 0, ""
	}
	return 0, fmt.Sprintf("the training has diverged, and one step had changed the weights of a layer by %.2g times their size",
		d.steps.largest)
}

func fewUpdates(d *Diagnosis) (int, string) {
	n := d.train.Len()
	if d.steps.batches == 0 || d.steps.batches >= 100 || n < 500 || d.net.BatchSize < 256 ||
		!(d.probe.level > 0.5) {
		return 0, ""
	}
	return 0, fmt.Sprintf("the weights were updated only %d times, because a mini-batch has %d of %d examples",
		d.steps.batches, min(d.net.BatchSize, n), n)
}

// rateTooLow looks for a loss that is still large, has fallen in nine of ten epochs, and has fallen
// in the second half by at least a third of its whole decrease, as along a straight line.
func rateTooLow(d *Diagnosis) (int, string) {
	n := len(d.records)
	if n < 4 || !(d.probe.level > 0.5) || d.steps.batches == 0 || d.steps.largest > 0.01 ||
		d.found("dead-units", "saturation", "vanishing-gradient", "exploding-gradient", "equal-weights", "too-much-penalty",
			"unmatched-labels", "few-updates", "input-scale", "unlike-scales", "target-scale", "output-range") {
		return 0, ""
	}
	fallen := 0
	for i := 1; i < n; i++ {
		if d.records[i].Loss < d.records[i-1].Loss {
			fallen++
		}
	}
	first, middle, last := d.records[0].Loss, d.records[n/2].Loss, d.records[n-1].Loss
	if 10*fallen < 9*(n-1) || middle-last < (first-last)/3 {
		return 0, ""
	}
	return 0, fmt.Sprintf("the loss has fallen only from %.4g to %.4g, slowly and steadily, and no step has changed the weights of a layer by more than %.1g times their size",
		first, last, d.steps.largest)
}

// majority looks for a classifier that finds less than a tenth of the examples outside the most
// frequent class, although that class is at least 80 % of all examples.
func majority(d *Diagnosis) (int, string) {
	if !d.data.classes || d.steps.diverged || d.found("one-class") {
		return 0, ""
	}
	shares := classShares(d.train.Y)
	most := slices.Index(shares, slices.Max(shares))
	if shares[most] < 0.8 {
		return 0, ""
	}
	rows := evenly(d.train.Len(), 4096)
	truth := Classes(new(Matrix).Gather(d.train.Y, rows))
	rare, right := 0, 0
	for i, class := range Classes(d.net.Predict(new(Matrix).Gather(d.train.X, rows))) {
		if truth[i] != most {
			rare++
			if class == truth[i] {
				right++
			}
		}
	}
	if rare < 5 || 10*right >= rare {
		return 0, ""
	}
	return 0, fmt.Sprintf("the network predicts class %d for almost every example: that is right for %.1f %%, but it finds only %d of %d examples of the other classes",
		most, 100*shares[most], right, rare)
}
