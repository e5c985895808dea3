package lab

import (
	"flag"
	"fmt"
	"math"

	"nn"
)

// Optimizer is a training algorithm and its settings, as the flags -optimizer, -lr and -momentum
// say.
type Optimizer struct {
	Name         string // adam, rmsprop or sgd
	LearningRate float64
	Momentum     float64 // of sgd
}

// usualRates are the learning rates that are used unless others are asked for.
var usualRates = map[string]float64{"adam": 0.001, "rmsprop": 0.001, "sgd": 0.1}

// Flags defines the three flags. The name that o has is the default.
func (o *Optimizer) Flags(flags *flag.FlagSet) {
	flags.StringVar(&o.Name, "optimizer", o.Name,
		"`name` of the optimizer: adam, rmsprop or sgd")
	flags.Float64Var(&o.LearningRate, "lr", 0,
		"learning `rate`; unless given, 0.001 for adam and rmsprop and 0.1 for sgd")
	flags.Float64Var(&o.Momentum, "momentum", 0,
		"`weight` of the past gradients, for sgd; 0.9 is usual")
}

// Check puts the usual learning rate where none was given, and returns a [UsageError] unless the
// flags make sense.
func (o *Optimizer) Check(flags *flag.FlagSet) error {
	usual, known := usualRates[o.Name]
	if !known {
		return Usagef("-optimizer %s: want adam, rmsprop or sgd", o.Name)
	}
	if !IsSet(flags, "lr") {
		o.LearningRate = usual
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
	return nil
}

// New returns a new optimizer of the package. It panics if the name is none of the three.
func (o Optimizer) New() nn.Optimizer {
	switch o.Name {
	case "adam":
		return nn.NewAdam(o.LearningRate)
	case "rmsprop":
		return nn.NewRMSProp(o.LearningRate)
	case "sgd":
		return nn.NewSGD(o.LearningRate, o.Momentum)
	}
	panic(fmt.Sprintf("lab: no optimizer is called %q", o.Name))
}

// String returns the title and the learning rate.
func (o Optimizer) String() string {
	return fmt.Sprintf("%s, learning rate %v", o.Title(), o.LearningRate)
}

// Title returns the name as it is written.
func (o Optimizer) Title() string {
	switch {
	case o.Name == "adam":
		return "Adam"
	case o.Name == "rmsprop":
		return "RMSProp"
	case o.Momentum > 0:
		return fmt.Sprintf("SGD with momentum %v", o.Momentum)
	}
	return "SGD"
}
