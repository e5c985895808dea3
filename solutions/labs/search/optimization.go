package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"slices"

	"nn"
)

// OptParams lists the options for each hyperparameter, opt_params on the slide. Every combination
// of them is a [Config] that the search may try.
type OptParams struct {
	Topology   [][]int
	Algorithm  []string
	LR         []float64
	Dropout    []float64
	Activation []string
	L1, L2     []float64
	Patience   []int
}

// mostCombinations is the maximum number of combinations.
const mostCombinations = 10_000_000

// size returns the number of combinations; one above mostCombinations stands for all larger ones.
func (o *OptParams) size() int {
	size := 1
	for _, options := range o.texts() {
		size = min(size*len(options), mostCombinations+1)
	}
	return size
}

// config returns combination index, 0 to size-1. The digits of the index are the options. The base
// of each digit is the number of options of its parameter.
func (o *OptParams) config(index int) Config {
	return Config{
		Topology:   digit(o.Topology, &index),
		Algorithm:  digit(o.Algorithm, &index),
		LR:         digit(o.LR, &index),
		Dropout:    digit(o.Dropout, &index),
		Activation: digit(o.Activation, &index),
		L1:         digit(o.L1, &index),
		L2:         digit(o.L2, &index),
		Patience:   digit(o.Patience, &index),
	}
}

// digit removes the last digit of the index and returns the option with that number.
func digit[T any](options []T, index *int) T {
	option := options[*index%len(options)]
	*index /= len(options)
	return option
}

// draw returns n different configurations, or all of them if there are fewer. A larger n does not
// change the first ones.
//
// It is the shuffle of Fisher and Yates, stopped after n places. Because the list of all
// combinations can be long, it only stores the places that have changed.
func (o *OptParams) draw(n int, rng *rand.Rand) []Config {
	size := o.size()
	changed := make(map[int]int)
	at := func(place int) int {
		if index, ok := changed[place]; ok {
			return index
		}
		return place
	}
	var configs []Config
	for i := range min(n, size) {
		k := i + rng.IntN(size-i)
		configs = append(configs, o.config(at(k)))
		changed[k] = at(i)
	}
	return configs
}

// Trial is a configuration and its result.
type Trial struct {
	Number  int        `json:"trial"` // 1 is the first that is drawn
	Config  Config     `json:"config"`
	Epoch   int        `json:"epoch,omitempty"` // whose weights the network has at the end
	History nn.History `json:"history,omitempty"`
	Failed  string     `json:"failed,omitempty"` // the reason if there is no result; empty for success

	model *nn.NeuralNetwork // not stored in files and rankings
}

// result returns the final result of the network. If the trial failed, it is worse than any other.
func (t Trial) result() nn.EpochRecord {
	if t.Failed != "" {
		return nn.EpochRecord{ValMetric: -1}
	}
	return t.History[t.Epoch-1]
}

// compareTrials orders trials by their accuracy on the validation examples, best first, then by
// their loss on them, which includes the penalties of L1 and L2, and then by their number.
func compareTrials(a, b Trial) int {
	x, y := a.result(), b.result()
	return cmp.Or(cmp.Compare(y.ValMetric, x.ValMetric), cmp.Compare(x.ValLoss, y.ValLoss),
		cmp.Compare(a.Number, b.Number))
}

// experiment contains the data and settings that all trials share. It has no test examples, because
// a search must not use them.
type experiment struct {
	train, validation *nn.Dataset
	epochs, batchSize int
	seed              uint64
}

// try trains a network for the trial with the given number and configuration. It prints the epochs
// to verbose unless that is nil.
func (e *experiment) try(number int, c Config, verbose io.Writer) Trial {
	model := SetupModel(c, e.train.X.Cols, e.train.Y.Cols, trialSeed{e.seed, uint64(number)})
	model.Verbose = verbose
	t := Trial{Number: number, Config: c, model: model}
	if err := TrainDNN(model, c, e.train, e.validation, e.epochs, e.batchSize); err != nil {
		t.Failed = err.Error()
		return t
	}
	t.History, t.Epoch = model.History, len(model.History)
	for _, c := range model.Callbacks {
		if early, ok := c.(*nn.EarlyStopping); ok {
			t.Epoch = early.BestEpoch
		}
	}
	return t
}

// tryUntil is try, abandoned with an error when ctx ends.
func (e *experiment) tryUntil(ctx context.Context, number int, c Config, verbose io.Writer) (
	Trial, error) {
	tried := make(chan Trial, 1)
	go func() { tried <- e.try(number, c, verbose) }()
	select {
	case <-ctx.Done():
		return Trial{}, errors.New("interrupted")
	case t := <-tried:
		return t, nil
	}
}

// DNNOptimization is the randomized search. It tries configurations that draw has drawn, and
// returns the trials, best first. The numbers of the trials to run are in todo; trials that were
// run before are in done. Up to parallel trials run at the same time. DNNOptimization calls
// finished with each trial that has finished, one at a time.
//
// When ctx ends or finished returns an error, the search ends immediately, with that error and the
// trials that have finished. It abandons the trials that are running.
//
// The slide passes the test examples as Xval and Yval. But a trial can be the best on them partly
// by luck, so its accuracy is too optimistic. Here the trials are compared on validation examples,
// and the best one is tested afterwards, once.
//
// Slide: Hyperparameter optimization (dnn_optimization); Example: hyperparameter optimization
func DNNOptimization(ctx context.Context, e *experiment, configs []Config, todo []int, done []Trial,
	parallel int, finished func(Trial) error) (ranked []Trial, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	numbers := make(chan int, len(todo)) // both channels have room for all, so no goroutine blocks
	results := make(chan Trial, len(todo))
	for _, number := range todo {
		numbers <- number
	}
	close(numbers)
	for range parallel {
		go func() {
			for number := range numbers {
				if ctx.Err() != nil {
					return
				}
				t := e.try(number, configs[number-1], nil)
				t.model = nil // all of them would take too much memory
				results <- t
			}
		}()
	}
	ranked = slices.Clone(done)
	for err == nil && len(ranked) < len(done)+len(todo) {
		select {
		case <-ctx.Done():
			err = ctx.Err()
		case t := <-results:
			ranked = append(ranked, t)
			if err = finished(t); err == nil {
				err = ctx.Err()
			}
		}
	}
	slices.SortFunc(ranked, compareTrials)
	return ranked, err
}
