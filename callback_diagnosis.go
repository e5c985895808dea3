// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

// Diagnosis is a [Callback] that names common mistakes while a network trains: in the data, in the
// network and in the settings. It writes one sentence per finding, with the epoch and the layer,
// and what to try. It writes nothing about a healthy training:
//
//	diagnosis := nn.NewDiagnosis(os.Stdout)
//	net.Callbacks = append(net.Callbacks, diagnosis)
//
// A finding is a suspicion, which follows from a few numbers. Its rule is one of these:
//
//	before the first epoch, from the data and the layers
//	  one-class           all targets are equal
//	  missing-code        a value such as -999 far from all others of its column
//	  unlike-scales       a column has values more than 30 times as large as most columns
//	  input-scale         the inputs are about 10 or larger
//	  constant-columns    columns with a single value
//	  target-scale        the targets of a regression are about 20 or larger
//	  output-range        targets that the last activation cannot return
//	  validation-scale    validation has inputs on a different scale than training
//	  different-sets      validation has targets that training has not
//	  duplicates          validation contains examples of the training set
//	  missing-activation  two dense layers without a function between them
//	  extra-activation    two activations in a row, or a softmax before the end
//	  dropout-at-output   dropout after the last weights
//	  too-much-dropout    dropout that leaves too few inputs
//	  equal-weights       all units of a layer have the same weights
//	in an epoch, from the layers' outputs, the weights and the losses
//	  exploding-gradient  the first step's gradients are much larger than the weights
//	  rate-too-high       the weights change by a large part of their size in one step
//	  dead-units          units that return 0 for every example
//	  saturation          sigmoid or tanh units that return almost only their extreme values
//	  vanishing-gradient  the first weights have far smaller gradients than the last
//	  too-much-penalty    the penalty outweighs the loss
//	  oscillation         the loss jumps up and down
//	  unmatched-labels    similar inputs have unrelated targets
//	  overfitting         the validation loss rises while the training loss falls
//	after the training
//	  not-finite          the data contain NaN or Inf
//	  nan-update          the optimizer makes weights NaN with finite gradients
//	  rate-too-low        the loss still falls slowly and steadily
//	  few-updates         too few mini-batches
//	  majority            only the most frequent class is predicted
//	  constant-loss       the loss is no better than without looking at the inputs
//
// In an epoch, a finding must hold three times in a row, and then it is reported once. Except for
// overfitting and unmatched labels, the loss must also be above half of the loss of the best
// constant prediction, because a network that learns well does not need advice. The diagnosis looks
// at the first five epochs and at 20 others, and in each at 256 examples. It does not change the
// training.
//
// Slide: Back-propagation algorithm; Overfitting and generalization in NNs
type Diagnosis struct {
	Findings []Finding // in the order in which they were found

	w     io.Writer
	err   error // of the first failed write
	net   *NeuralNetwork
	train *Dataset
	val   *Dataset // nil without validation

	records History        // of this training
	planned int            // epochs, with those of the Fits that this one continues
	held    map[string]int // number of looks in a row in which a rule applied
	data    dataSummary
	probe   probe
	steps   stepSummary
}

// Finding is one sentence of a [Diagnosis].
type Finding struct {
	Rule     string // for example "dead-units"
	Epoch    int    // 1, 2, ...; 0 before the first
	Layer    int    // number of the layer, 1, 2, ...; 0 if it is not about one layer
	Sentence string // what was found, and what to try
	Section  string // of docs/what-went-wrong.md, with similar symptoms
}

// String formats the finding as the line that a diagnosis writes.
func (f Finding) String() string {
	place := "before epoch 1"
	if f.Epoch > 0 {
		place = fmt.Sprint("epoch ", f.Epoch)
	}
	if f.Layer > 0 {
		place += fmt.Sprint(", layer ", f.Layer)
	}
	return fmt.Sprintf("%s: %s (%s; see %q in docs/what-went-wrong.md)", place, f.Sentence, f.Rule, f.Section)
}

// NewDiagnosis returns a diagnosis that writes its findings to w. If w is nil, it only stores them
// in Findings.
func NewDiagnosis(w io.Writer) *Diagnosis { return &Diagnosis{w: w} }

// BeginTraining examines the data and the layers, unless the training continues the last one.
func (d *Diagnosis) BeginTraining(net *NeuralNetwork, train, validation *Dataset) {
	if n := len(d.records); n > 0 && d.net == net && net.nextEpoch() == d.records[n-1].Epoch+1 {
		d.planned = n + net.Epochs
		d.train, d.val, d.steps.before = train, validation, nil
		return
	}
	*d = Diagnosis{w: d.w, net: net, train: train, val: validation,
		planned: net.Epochs, held: map[string]int{}}
	d.data = summarizeData(train, validation)
	d.probe = newProbe(net, train)
	d.steps = newStepSummary(net)
	d.probe.look(net)
	for _, r := range rulesBefore {
		d.apply(r, 0, 1)
	}
}

// EndBatch measures the gradients and the update of a few mini-batches.
func (d *Diagnosis) EndBatch(net *NeuralNetwork, b BatchRecord) error {
	d.steps.measure((b.Examples + net.BatchSize - 1) / net.BatchSize)
	return d.err
}

// EndEpoch examines the layers and the losses. Its error is the writer's.
func (d *Diagnosis) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	d.records = append(d.records, r)
	n := len(d.records)
	if n > 5 && n%max(1, d.planned/20) != 0 && n != d.planned {
		return d.err
	}
	d.probe.look(net)
	for _, rule := range rulesInEpoch {
		d.apply(rule, r.Epoch, min(3, d.planned))
	}
	return d.err
}

// EndTraining examines the training as a whole.
func (d *Diagnosis) EndTraining(net *NeuralNetwork, err error) {
	if err != nil && !errors.Is(err, ErrDiverged) {
		return
	}
	epoch := net.nextEpoch() - 1
	if d.steps.diverged = err != nil; d.steps.diverged {
		epoch++ // it is not in History
	}
	for _, r := range rulesAfter {
		d.apply(r, epoch, 1)
	}
}

// apply reports the finding of a rule, once per training, when the rule has applied need times in a
// row and a fifth of the epochs have passed.
func (d *Diagnosis) apply(r rule, epoch, need int) {
	if d.found(r.name) {
		return
	}
	layer, found := r.check(d)
	if found == "" {
		d.held[r.name] = 0
		return
	}
	d.held[r.name]++
	if d.held[r.name] < need || epoch > 0 && need > 1 && len(d.records) < d.planned/5 {
		return
	}
	f := Finding{Rule: r.name, Epoch: epoch, Layer: layer, Sentence: found + "; " + r.advice, Section: r.section}
	d.Findings = append(d.Findings, f)
	if d.w != nil && d.err == nil {
		_, d.err = fmt.Fprintln(d.w, f)
	}
}

// found reports whether one of the rules has a finding.
func (d *Diagnosis) found(rules ...string) bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return slices.Contains(rules, f.Rule) })
}
