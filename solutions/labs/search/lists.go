package main

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"nn/solutions/labs/internal/lab"
)

// slideParams returns the options of the slide, and a single option for each other parameter.
func slideParams() OptParams {
	return OptParams{
		Topology:   [][]int{{100}, {100, 50}, {250}, {250, 100}},
		Algorithm:  []string{"adam", "rmsprop", "sgd_momentum"},
		LR:         []float64{0.01, 0.001},
		Dropout:    []float64{0, 0.2, 0.5},
		Activation: []string{"relu"},
		L1:         []float64{0},
		L2:         []float64{0},
		Patience:   []int{0},
	}
}

// moreOptions are the additional options of -all, as flags.
var moreOptions = map[string]string{
	"activation": "relu,tanh,sigmoid", "l1": "0,0.00001", "l2": "0,0.0001,0.001", "patience": "off,2",
}

// parameterNames are the names of the hyperparameters in flags and tables.
var parameterNames = []string{
	"topology", "algorithm", "lr", "dropout", "activation", "l1", "l2", "patience",
}

// texts returns the choices as text, in the order of parameterNames.
func (c Config) texts() []string {
	return []string{
		unitsText(c.Topology), c.Algorithm, numberText(c.LR), numberText(c.Dropout),
		c.Activation, numberText(c.L1), numberText(c.L2), patienceText(c.Patience),
	}
}

// texts returns the options of each parameter as text, in the order of parameterNames.
func (o *OptParams) texts() [][]string {
	return [][]string{
		texts(o.Topology, unitsText), o.Algorithm, texts(o.LR, numberText), texts(o.Dropout, numberText),
		o.Activation, texts(o.L1, numberText), texts(o.L2, numberText), texts(o.Patience, patienceText),
	}
}

func texts[T any](options []T, text func(T) string) (all []string) {
	for _, option := range options {
		all = append(all, text(option))
	}
	return all
}

// isSearched reports whether there are several options for the i-th of parameterNames.
func (o *OptParams) isSearched(i int) bool { return len(o.texts()[i]) > 1 }

// flags defines a flag for each parameter.
func (o *OptParams) flags(flags *flag.FlagSet) {
	flags.Var(&list[[]int]{&o.Topology, ";", parseUnits, unitsText}, "topology",
		"`options` for the hidden layers, separated by semicolons: the units of each layer,\n"+
			"separated by commas")
	flags.Var(names(&o.Algorithm, algorithms), "algorithm",
		"`options` for the training algorithm: "+known(algorithms))
	flags.Var(numbers(&o.LR, math.SmallestNonzeroFloat64, math.Inf(1), "more than 0"), "lr",
		"`options` for the learning rate; sgd_momentum uses the rule of Keras")
	flags.Var(numbers(&o.Dropout, 0, 1, "0 or more and less than 1"), "dropout",
		"`options` for the rate of dropout after each hidden layer, 0 for none")
	flags.Var(names(&o.Activation, activations), "activation",
		"`options` for the activation of the hidden layers: "+known(activations))
	flags.Var(numbers(&o.L1, 0, math.Inf(1), "0 or more"), "l1",
		"`options` for the L1 regularization of all weights")
	flags.Var(numbers(&o.L2, 0, math.Inf(1), "0 or more"), "l2",
		"`options` for the L2 regularization of all weights")
	flags.Var(&list[int]{&o.Patience, ",", parsePatience, patienceText}, "patience",
		"`options` for early stopping: epochs without improvement, or off")
}

// mostOptions is the maximum number of options of a parameter.
const mostOptions = 100

// list is a flag for the options of a parameter, such as 0.01,0.001.
type list[T any] struct {
	options   *[]T
	separator string
	parse     func(string) (T, error)
	text      func(T) string
}

func (l *list[T]) String() string {
	if l.options == nil { // package flag calls String of an empty list
		return ""
	}
	return strings.Join(texts(*l.options, l.text), l.separator)
}

// Set reads the flag.
func (l *list[T]) Set(text string) error {
	var options []T
	for _, field := range strings.Split(text, l.separator) {
		option, err := l.parse(strings.TrimSpace(field))
		if err != nil {
			return err
		}
		if slices.Contains(texts(options, l.text), l.text(option)) {
			return fmt.Errorf("%s occurs twice", l.text(option))
		}
		options = append(options, option)
	}
	if len(options) > mostOptions {
		return fmt.Errorf("%d options, want at most %d", len(options), mostOptions)
	}
	*l.options = options
	return nil
}

// names returns a flag for some of the keys of a map.
func names[T any](options *[]string, all map[string]T) flag.Value {
	parse := func(name string) (string, error) {
		if _, ok := all[name]; !ok {
			return "", fmt.Errorf("%q is not one of %s", name, known(all))
		}
		return name, nil
	}
	return &list[string]{options, ",", parse, func(name string) string { return name }}
}

func known[T any](all map[string]T) string {
	return strings.Join(slices.Sorted(maps.Keys(all)), ", ")
}

// numbers returns a flag for numbers of at least from and less than below.
func numbers(options *[]float64, from, below float64, want string) flag.Value {
	parse := func(text string) (float64, error) {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v >= from && v < below) {
			return 0, fmt.Errorf("%q: want %s", text, want)
		}
		return v + 0, nil // +0 turns -0 into 0
	}
	return &list[float64]{options, ",", parse, numberText}
}

func numberText(v float64) string { return fmt.Sprint(v) }

func parseUnits(text string) ([]int, error) {
	if text == "" {
		return nil, fmt.Errorf("an option is empty, want options such as 100;100,50")
	}
	var units lab.Units
	err := units.Set(text)
	return units, err
}

func unitsText(units []int) string { return (*lab.Units)(&units).String() }

func parsePatience(text string) (int, error) {
	if text == "off" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("%q: want off, or 1 or more epochs", text)
	}
	return n, nil
}

func patienceText(epochs int) string {
	if epochs == 0 {
		return "off"
	}
	return strconv.Itoa(epochs)
}
