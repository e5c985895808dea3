package lab

import (
	"flag"
	"fmt"
	"math"

	"nn"
)

// Optimizer is a training algorithm with the settings of the flags -optimizer, -lr and -momentum.
type Optimizer struct {
	Name         string // adagrad, adam, quickprop, rmsprop, rprop or sgd
	LearningRate float64
	Momentum     float64 // of sgd
}

// algorithms describes the optimizers by name.
var algorithms = map[string]struct {
	title       string
	usualRate   float64 // unless -lr is given
	fullBatches bool
	make        func(learningRate, momentum float64) nn.Optimizer
}{
	"adagrad":   {"AdaGrad", 0.01, false, func(α, _ float64) nn.Optimizer { return nn.NewAdaGrad(α) }},
	"adam":      {"Adam", 0.001, false, func(α, _ float64) nn.Optimizer { return nn.NewAdam(α) }},
	"quickprop": {"Quickprop", 0.01, true, func(α, _ float64) nn.Optimizer { return nn.NewQuickprop(α) }},
	"rmsprop":   {"RMSProp", 0.001, false, func(α, _ float64) nn.Optimizer { return nn.NewRMSProp(α) }},
	"rprop":     {"Rprop", 0.01, true, func(Δ, _ float64) nn.Optimizer { return nn.NewRprop(Δ) }},
	"sgd":       {"SGD", 0.1, false, func(α, β float64) nn.Optimizer { return nn.NewSGD(α, β) }},
}

// Flags defines the three flags. The default optimizer is o.Name.
func (o *Optimizer) Flags(flags *flag.FlagSet) {
	flags.StringVar(&o.Name, "optimizer", o.Name,
		"`name` of the optimizer: adagrad, adam, rmsprop or sgd; or quickprop or rprop, which use\n"+
			"all examples in each step, and therefore need many epochs")
	flags.Float64Var(&o.LearningRate, "lr", 0,
		"learning `rate`, or the first step of rprop; unless given, 0.001 for adam and rmsprop,\n"+
			"0.1 for sgd and 0.01 for the others")
	flags.Float64Var(&o.Momentum, "momentum", 0,
		"`weight` of the past gradients, for sgd; 0.9 is usual")
}

// Check sets the usual learning rate if none was given. It returns a [UsageError] unless the flags
// are valid.
func (o *Optimizer) Check(flags *flag.FlagSet) error {
	a, known := algorithms[o.Name]
	if !known {
		return Usagef("-optimizer %s: want adagrad, adam, quickprop, rmsprop, rprop or sgd", o.Name)
	}
	if !IsSet(flags, "lr") {
		o.LearningRate = a.usualRate
	}
	if !(o.LearningRate > 0) || math.IsInf(o.LearningRate, 0) {
		return Usagef("-lr %v: want a learning rate above 0", o.LearningRate)
	}
	if !(o.Momentum >= 0 && o.Momentum < 1) {
		return Usagef("-momentum %v: want 0 or more and less than 1", o.Momentum)
	}
	if o.Momentum > 0 && o.Name != "sgd" {
		return Usagef("-momentum is for -optimizer sgd, not for %s", o.Name)
	}
	if a.fullBatches && IsSet(flags, "batch") {
		return Usagef("-optimizer %s compares gradients from step to step, "+
			"and therefore uses all examples in each step: leave out -batch", o.Name)
	}
	return nil
}

// FullBatches reports whether the algorithm compares gradients from step to step. This is only
// meaningful if each step uses all examples.
func (o Optimizer) FullBatches() bool { return algorithms[o.Name].fullBatches }

// New returns a new optimizer. It panics if the name is unknown.
func (o Optimizer) New() nn.Optimizer {
	a, known := algorithms[o.Name]
	if !known {
		panic(fmt.Sprintf("lab: no optimizer is called %q", o.Name))
	}
	return a.make(o.LearningRate, o.Momentum)
}

// String returns the title and the learning rate.
func (o Optimizer) String() string {
	return fmt.Sprintf("%s, learning rate %v", o.Title(), o.LearningRate)
}

// Title returns the name in its usual spelling.
func (o Optimizer) Title() string {
	title := algorithms[o.Name].title
	if o.Momentum > 0 {
		title += fmt.Sprintf(" with momentum %v", o.Momentum)
	}
	return title
}
