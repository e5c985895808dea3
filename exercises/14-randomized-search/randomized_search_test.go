package search_test

import (
	"fmt"

	"math"
	"math/rand/v2"
	"slices"
	"testing"

	search "exercises/14-randomized-search"
	"exercises/check"
	"exercises/given"
)

const (
	slideSearch = "Hyperparameter optimization"
	slideParts  = "Evaluating DL models"
)

// A model's layers, by hand.
//
//exercise:points 3
//exercise:hint 1 Write down the layers of topology [100, 50], as model.add lines on the slides.
//exercise:hint 2 Each element of topology gives one or two layers. Which layer follows the last of
//exercise:hint 2 them?
//exercise:hint 3 Is the input a layer here? And can an output be dropped, or be negative?
func TestSetupModel(t *testing.T) {
	defer check.Recover(t)
	type layers = []search.Layer
	dense, dropout := search.Dense, search.Dropout
	for _, tt := range []struct {
		name     string
		topology []int
		rate     float64
		want     layers

		onceAtEnd, between, afterOutput, onInput, none, noOutput, inputLayer layers
	}{{
		name: "two hidden layers", topology: []int{100, 50}, rate: 0.2,
		want:        layers{dense(100, "relu"), dropout(0.2), dense(50, "relu"), dropout(0.2), dense(10, "softmax")},
		onceAtEnd:   layers{dense(100, "relu"), dense(50, "relu"), dropout(0.2), dense(10, "softmax")},
		between:     layers{dense(100, "relu"), dropout(0.2), dense(50, "relu"), dense(10, "softmax")},
		afterOutput: layers{dense(100, "relu"), dropout(0.2), dense(50, "relu"), dropout(0.2), dense(10, "softmax"), dropout(0.2)},
		onInput:     layers{dropout(0.2), dense(100, "relu"), dropout(0.2), dense(50, "relu"), dense(10, "softmax")},
		none:        layers{dense(100, "relu"), dense(50, "relu"), dense(10, "softmax")},
		noOutput:    layers{dense(100, "relu"), dropout(0.2), dense(50, "relu"), dropout(0.2)},
		inputLayer:  layers{dense(784, "relu"), dropout(0.2), dense(100, "relu"), dropout(0.2), dense(50, "relu"), dropout(0.2), dense(10, "softmax")},
	}, {
		name: "no dropout", topology: []int{250}, rate: 0,
		want:       layers{dense(250, "relu"), dense(10, "softmax")},
		onceAtEnd:  layers{dense(250, "relu"), dropout(0), dense(10, "softmax")},
		noOutput:   layers{dense(250, "relu")},
		inputLayer: layers{dense(784, "relu"), dense(250, "relu"), dense(10, "softmax")},
	}, {
		name: "no hidden layer", topology: []int{}, rate: 0.5,
		want:        layers{dense(10, "softmax")},
		onceAtEnd:   layers{dropout(0.5), dense(10, "softmax")},
		afterOutput: layers{dense(10, "softmax"), dropout(0.5)},
		noOutput:    layers{},
		inputLayer:  layers{dense(784, "relu"), dropout(0.5), dense(10, "softmax")},
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "SetupModel(topology, dropoutRate, inputSize, outputSize)",
				"topology", tt.topology, "dropoutRate", tt.rate, "inputSize", 784, "outputSize", 10)
			if tt.rate == 0 {
				c.Mistake("there is a dropout layer with a rate of 0", slideSearch, tt.onceAtEnd)
			}
			if tt.rate > 0 {
				c.Mistake("there is one dropout layer, not one after every hidden layer", slideSearch, tt.onceAtEnd)
			}
			c.
				Mistake("there is no dropout layer after the last hidden layer", slideSearch, tt.between).
				Mistake("the outputs are dropped, too", slideSearch, tt.afterOutput).
				Mistake("dropout comes before the layer whose units it should drop", slideSearch,
					tt.onInput).
				Mistake("the dropout rate is not used", slideSearch, tt.none).
				Mistake("the output layer is missing", slideSearch, tt.noOutput).
				Mistake("the input size becomes a hidden layer", slideSearch, tt.inputLayer).
				Mistake("the output layer has no softmax, so its outputs are not probabilities",
					slideSearch, output(tt.want, "relu")).
				Mistake("the output layer has no softmax, so its outputs are not probabilities",
					slideSearch, output(tt.want, "sigmoid")).
				Mistake("the output layer has no softmax, so its outputs are not probabilities",
					slideSearch, output(tt.want, ""))
			got := search.SetupModel(tt.topology, tt.rate, 784, 10)
			if got == nil {
				got = new(search.Model)
			}
			c.Want("Layers", append(layers{}, got.Layers...), tt.want)
			check.Call(t, "SetupModel(topology, dropoutRate, inputSize, outputSize)", "inputSize",
				784).
				Want("InputSize", got.InputSize, 784)
			c.Unchanged(slideSearch)
		})
	}
	t.Run("a topology with more memory behind it", func(t *testing.T) {
		defer check.Recover(t)
		list := []int{100, 50, 25}
		c := check.Call(t, "SetupModel(list[:2], dropoutRate, inputSize, outputSize)", "list", list,
			"dropoutRate", 0.2, "inputSize", 784, "outputSize", 10)
		search.SetupModel(list[:2], 0.2, 784, 10)
		c.Unchanged(slideSearch)
	})
}

// output returns the layers with another activation function for the last one.
func output(layers []search.Layer, activation string) []search.Layer {
	layers = slices.Clone(layers)
	layers[len(layers)-1].Activation = activation
	return layers
}

// backend pretends to train. It records its calls.
type backend struct {
	accuracy func(part string, c search.Config) float64

	fits      []fit
	evaluated []evaluation
}

type fit struct {
	model             *search.Model
	part              string // as partOf returns it
	optimizer         search.Optimizer
	epochs, batchSize int
	config            search.Config // as model and optimizer show it
}

type evaluation struct {
	part    string
	trained bool
}

func (b *backend) Fit(model *search.Model, o search.Optimizer, X, Y *given.Matrix, epochs,
	batchSize int) {
	c := search.Config{Algorithm: o.Name, LR: o.LearningRate}
	if o.Momentum != 0 {
		c.Algorithm += "_momentum"
	}
	for _, l := range model.Layers {
		switch {
		case l.Kind == "dropout":
			c.Dropout = l.Rate
		case l.Activation == "relu":
			c.Topology = append(c.Topology, l.Units)
		}
	}
	b.fits = append(b.fits, fit{model, partOf(X, Y), o, epochs, batchSize, c})
}

func (b *backend) Evaluate(model *search.Model, X, Y *given.Matrix) float64 {
	part := partOf(X, Y)
	for i := len(b.fits) - 1; i >= 0; i-- {
		if b.fits[i].model == model {
			b.evaluated = append(b.evaluated, evaluation{part, true})
			return b.accuracy(part, b.fits[i].config)
		}
	}
	b.evaluated = append(b.evaluated, evaluation{part, false})
	return 0
}

// three returns the three parts, of 6 features and 3 classes.
func three() (train, validation, test search.Dataset) {
	part := func(k float64) search.Dataset {
		return search.Dataset{X: given.NewMatrix(9, 6).Apply(func(float64) float64 { return k }),
			Y: given.NewMatrix(9, 3).Apply(func(float64) float64 { return k })}
	}
	return part(1), part(2), part(3)
}

// partOf returns the name of the part that X belongs to.
func partOf(X, Y *given.Matrix) string {
	train, validation, test := three()
	for name, part := range map[string]search.Dataset{"train": train, "validation": validation,
		"test": test} {
		if X != nil && Y != nil && X.Rows == part.X.Rows && Y.Rows == part.Y.Rows &&
			slices.Equal(X.Data, part.X.Data) && slices.Equal(Y.Data, part.Y.Data) {
			return name
		}
	}
	if X != nil && Y != nil && X.Rows == Y.Rows && X.Rows > train.X.Rows && X.Cols == 6 && Y.Cols == 3 {
		return "more examples"
	}
	return "other examples"
}

// luck is an accuracy that a configuration has by chance. The best one on validation is worst on
// train and test.
func luck(part string, c search.Config) float64 {
	h := uint64(14695981039346656037) // a hash of its name (Fowler, Noll and Vo)
	for _, b := range []byte(fmt.Sprint(c)) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	validation := math.Pow(float64(h>>11)/(1<<53), 3) // some are more than twice as good as others
	switch part {
	case "validation":
		return validation
	case "train":
		return 1 - validation
	}
	return 0.9 * (1 - validation)
}

// The optimizer for the name of an algorithm, by hand.
//
//exercise:points 2
//exercise:hint 1 Which of the four names does the backend not have?
//exercise:hint 2 An Optimizer has three fields. Which of them does each algorithm set?
//exercise:hint 3 A switch with one case for sgd_momentum, one for the three others, and a default.
//exercise:hint 3 In which order does Fit expect the last two numbers?
func TestTrainDNN(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		algorithm string
		want      search.Optimizer
	}{
		{"sgd", search.Optimizer{Name: "sgd", LearningRate: 0.01}},
		{"rmsprop", search.Optimizer{Name: "rmsprop", LearningRate: 0.01}},
		{"adam", search.Optimizer{Name: "adam", LearningRate: 0.01}},
		{"sgd_momentum", search.Optimizer{Name: "sgd", LearningRate: 0.01, Momentum: 0.9}},
		// not one of the four
		{"Adam", search.Optimizer{}}, {"SGD", search.Optimizer{}}, {"SGD_Momentum", search.Optimizer{}},
		{"", search.Optimizer{}}, {" ", search.Optimizer{}}, {" sgd", search.Optimizer{}}, {"adam ", search.Optimizer{}},
		{"sgd\n", search.Optimizer{}}, {"sgd momentum", search.Optimizer{}}, {"sgd-momentum", search.Optimizer{}},
		{"sgd_nesterov", search.Optimizer{}}, {"sgd_", search.Optimizer{}}, {"sgd_momentum_", search.Optimizer{}},
		{"sgd_momentum2", search.Optimizer{}}, {"_momentum", search.Optimizer{}}, {"momentum", search.Optimizer{}},
		{"adam_momentum", search.Optimizer{}}, {"rmsprop_momentum", search.Optimizer{}}, {"adamw", search.Optimizer{}},
		{"nadam", search.Optimizer{}}, {"rms", search.Optimizer{}}, {"rprop", search.Optimizer{}},
		{"adagrad", search.Optimizer{}}, {"a", search.Optimizer{}}, {"asgd", search.Optimizer{}},
	} {
		t.Run(tt.algorithm, func(t *testing.T) {
			defer check.Recover(t)
			train, _, _ := three()
			b, model := &backend{accuracy: luck}, &search.Model{InputSize: 6}
			call := func() *check.Case {
				return check.Call(t,
					"TrainDNN(backend, model, algorithm, lr, train, epochs, batchSize)",
					"algorithm", tt.algorithm, "lr", 0.01, "epochs", 7, "batchSize", 32)
			}
			err := search.TrainDNN(b, model, tt.algorithm, 0.01, train, 7, 32)
			if tt.want.Name == "" {
				as := "" // the name in the call of Fit
				if len(b.fits) > 0 {
					as = b.fits[0].optimizer.Name
				}
				call().MistakeIf("an algorithm that does not exist is trained as a different one",
					slideSearch, as != "" && as != tt.algorithm).
					MistakeIf("an algorithm that does not exist is passed to the backend", slideSearch,
						as == tt.algorithm).
					True("an error, and no call of Fit",
						fmt.Sprintf("%v and %d calls", err, len(b.fits)),
						err != nil && len(b.fits) == 0)
				return
			}
			call().Want("the error", err, nil)
			if len(b.fits) != 1 {
				call().MistakeIf("the Fit of the backend is not called", slideSearch,
					len(b.fits) == 0).
					Want("calls of Fit", len(b.fits), 1)
				return
			}
			f := b.fits[0]
			without, always, same := tt.want, tt.want, tt.want
			without.Momentum, always.Momentum, same.LearningRate = 0, 0.9, 0.001
			asIs := search.Optimizer{Name: tt.algorithm, LearningRate: 0.01}
			named := search.Optimizer{Name: tt.algorithm, LearningRate: 0.01, Momentum: 0.9}
			if tt.algorithm != "sgd_momentum" {
				asIs, named = tt.want, tt.want
			}
			call().
				Mistake("the learning rate is not the requested one", slideSearch, same).
				Mistake("the backend gets the name sgd_momentum, although it has only sgd with a momentum", slideSearch, asIs).
				Mistake("the backend gets the name sgd_momentum, although it has only sgd with a momentum", slideSearch, named).
				Mistake("sgd_momentum is trained without its momentum", slideSearch, without).
				Mistake("other algorithms get a momentum, too", slideSearch, always).
				Want("the optimizer", f.optimizer, tt.want)
			call().Mistake("epochs and batchSize are swapped", slideSearch, []int{32, 7}).
				Mistake("the constants are used, not the parameters", slideSearch,
					[]int{5, 64}).
				Want("epochs, batchSize in the call of Fit", []int{f.epochs, f.batchSize},
					[]int{7, 32})
			call().Want("arguments of Fit", f.part, "train")
			call().True("Fit gets the model itself", nil, f.model == model)
		})
	}
}

// params are the options of the slide, with four topologies.
func params() search.OptParams {
	return search.OptParams{
		Topology:  [][]int{{100}, {100, 50}, {250}, {250, 100}},
		Algorithm: []string{"adam", "rmsprop", "sgd_momentum"},
		LR:        []float64{0.01, 0.001},
		Dropout:   []float64{0, 0.2, 0.5},
	}
}

// Random choices: every option, equally often, independently.
//
//exercise:points 2
//exercise:hint 1 How many configurations are there in all? Can each of them be drawn?
//exercise:hint 2 One draw per list, over all of its options.
//exercise:hint 3 rng.IntN(n) returns one of 0, ..., n-1. And the generator that was passed in
//exercise:hint 3 continues from call to call.
func TestRandomConfig(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	seed := rng.Uint64()
	call := func() *check.Case {
		return check.Call(t, "RandomConfig(params, rng)", "params", params())
	}
	first, second := rand.New(rand.NewPCG(seed, 1)), rand.New(rand.NewPCG(seed, 1))
	for range 10 {
		a, b := search.RandomConfig(params(), first), search.RandomConfig(params(), second)
		call().MistakeIf("the choice does not depend on rng alone", slideSearch, true).
			Want("from a generator with the same seed", b, a)
	}
	lists := params()
	unchanged := check.Call(t, "RandomConfig(params, rng)", "Topology", lists.Topology, "Algorithm",
		lists.Algorithm, "LR", lists.LR, "Dropout", lists.Dropout)
	for range 10 {
		search.RandomConfig(lists, rng)
	}
	unchanged.Unchanged(slideSearch)
	countOptions(t, rng, call)
}

// countOptions draws often and counts the options.
func countOptions(t *testing.T, rng *rand.Rand, call func() *check.Case) {
	t.Helper()
	const draws = 3600
	// lists: how often each option was drawn; all: how often each configuration
	lists, all := make([]map[string]int, 4), map[string]int{}
	for range draws {
		c := search.RandomConfig(params(), rng)
		for i, v := range []any{c.Topology, c.Algorithm, c.LR, c.Dropout} {
			if lists[i] == nil {
				lists[i] = map[string]int{}
			}
			lists[i][fmt.Sprint(v)]++
		}
		all[fmt.Sprint(c)]++
	}
	lengths := []int{4, 3, 2, 3}
	last := []string{"[250 100]", "sgd_momentum", "0.001", "0.5"}
	equal := true
	noLast := true
	halfAtEnds := true
	options := [][]string{{"[100]", "[100 50]", "[250]", "[250 100]"}, params().Algorithm, {"0.01", "0.001"},
		{"0", "0.2", "0.5"}}
	for i, n := range lengths {
		noLast = noLast && lists[i][last[i]] == 0 && len(lists[i]) == n-1
		for k, option := range options[i] {
			likely := draws / float64(n-1)
			if k == 0 || k == n-1 {
				likely /= 2
			}
			halfAtEnds = halfAtEnds && math.Abs(float64(lists[i][option])-likely) < 140
		}
		for _, count := range lists[i] {
			// the standard deviation is at most √(3600/4) = 30
			equal = equal && len(lists[i]) == n && math.Abs(float64(count)-draws/float64(n)) < 250
		}
	}
	call().
		MistakeIf("every call draws the same configuration", slideSearch,
			len(all) == 1).
		MistakeIf("the first and the last option of a list have half the probability of the others, as after rounding",
			slideSearch, halfAtEnds).
		MistakeIf("the last option of each list is never drawn", slideSearch, noLast).
		True(fmt.Sprintf("in %d draws each option of a list occurs about equally often", draws),
			fmt.Sprint(lists), equal)
	call().
		MistakeIf("the choices depend on each other, as with one random number for several lists",
			slideSearch, len(all) < 72).
		True(fmt.Sprintf("all 4·3·2·3 = 72 configurations in %d draws", draws),
			fmt.Sprint(len(all)),
			t.Failed() || len(all) == 72)
}

// searched runs DNNOptimization and returns its results and the arguments of verbose.
func searched(t *testing.T, b *backend, iterations int, rng *rand.Rand) (best search.Config,
	accuracy float64, told []string) {
	t.Helper()
	train, validation, _ := three()
	best, accuracy, err := search.DNNOptimization(b, params(), train, validation, iterations, rng,
		func(c search.Config, accuracy float64) { told = append(told, result(c, accuracy)) })
	optimization(t, iterations).Want("the error", err, nil)
	return best, accuracy, told
}

func optimization(t *testing.T, iterations int) *check.Case {
	const call = "DNNOptimization(backend, params, train, validation, iterations, rng, verbose)"
	return check.Call(t, call,
		"params", params(), "iterations", iterations)
}

func result(c search.Config, accuracy float64) string {
	return fmt.Sprintf("%v, accuracy %.6g", c, accuracy)
}

// The search: training, evaluation, and the choice of the best configuration.
//
//exercise:points 4
//exercise:hint 1 Which four steps does each iteration have, and which values are kept from one to
//exercise:hint 1 the next?
//exercise:hint 2 Draw, set up, train, evaluate. Keep the best configuration and its accuracy;
//exercise:hint 2 evaluate it on examples that it was not trained with.
//exercise:hint 3 The model is new in each iteration, the generator is not. The first configuration
//exercise:hint 3 is the best so far in any case; a later one must be strictly better.
func TestDNNOptimization(t *testing.T) {
	defer check.Recover(t)
	t.Run("the best of eight", func(t *testing.T) {
		defer check.Recover(t)
		rng := check.Rand(t)
		searches := map[string]bool{}
		for k := 0; k < 4 && !t.Failed(); k++ {
			searches[bestOf(t, 8, rng)] = true
		}
		if t.Failed() {
			return
		}
		optimization(t, 8).
			MistakeIf("the configurations do not depend on rng: every search tries the same ones",
				slideSearch, true).
			True("different configurations in a second, a third and a fourth search", nil, len(searches) > 1)
		seed := rng.Uint64()
		one := bestOf(t, 8, rand.New(rand.NewPCG(seed, 1)))
		two := bestOf(t, 8, rand.New(rand.NewPCG(seed, 1)))
		optimization(t, 8).
			MistakeIf("the configurations do not depend on rng alone: the same seed gives different ones",
				slideSearch, true).
			Want("the configurations, from an rng with the same seed", two, one)
	})
	t.Run("all the same", func(t *testing.T) {
		defer check.Recover(t)
		allTheSame(t, 6, 0.5)
		allTheSame(t, 6, 0)
		allTheSame(t, 1, 0)
	})
	t.Run("without verbose", func(t *testing.T) {
		defer check.Recover(t)
		train, validation, _ := three()
		_, _, err := search.DNNOptimization(&backend{accuracy: luck}, params(), train, validation, 3,
			check.Rand(t), nil)
		check.Call(t, "DNNOptimization(backend, params, train, validation, iterations, rng, nil)").
			Want("the error", err, nil)
	})
	if !t.Failed() {
		t.Run("four configurations", func(t *testing.T) {
			defer check.Recover(t)
			fourOf(t)
		})
	}
	t.Run("an unknown algorithm", func(t *testing.T) {
		defer check.Recover(t)
		train, validation, _ := three()
		p := params()
		p.Algorithm = []string{"adamm"}
		b := &backend{accuracy: luck}
		_, _, err := search.DNNOptimization(b, p, train, validation, 3, check.Rand(t), nil)
		refused := search.TrainDNN(&backend{accuracy: luck}, &search.Model{InputSize: 6}, "adamm", 0.1,
			train, 1, 1) != nil
		check.Call(t, "DNNOptimization(backend, params, train, validation, iterations, rng, nil)",
			"params", p).
			MistakeIf("the error of TrainDNN is ignored", slideSearch, refused && len(b.evaluated) > 0).
			MistakeIf("the error of TrainDNN is noticed, but not returned", slideSearch,
				refused && len(b.evaluated) == 0).
			True("an error", nil, err != nil)
	})
}

// allTheSame searches if all configurations have the accuracy a.
func allTheSame(t *testing.T, iterations int, a float64) {
	t.Helper()
	b := &backend{accuracy: func(string, search.Config) float64 { return a }}
	best, accuracy, _ := searched(t, b, iterations, check.Rand(t))
	if len(b.fits) == 0 {
		optimization(t, iterations).Want("calls of Fit", 0, iterations)
		return
	}
	first, last := b.fits[0].config, b.fits[len(b.fits)-1].config
	optimization(t, iterations).
		MistakeIf("an accuracy of 0 is not above the initial 0, so no configuration is chosen",
			slideSearch, a == 0 && best.Algorithm == "").
		Mistake("of equal accuracies the last one is chosen, not the first", slideSearch,
			result(last, a)).
		Mistake("the last configuration is returned, not the best one", slideSearch, result(last, a)).
		Mistake("the accuracy is the best one, but the configuration is the last one", slideSearch,
			result(last, a)).
		Want("best and its accuracy", result(best, accuracy), result(first, a))
}

const repeated = "a configuration that was drawn before is not trained again"

// skipsRepeated reports whether a search with a single configuration trains it once only, and one with many
// trains several.
func skipsRepeated(t *testing.T) bool {
	train, validation, _ := three()
	one := search.OptParams{Topology: [][]int{{100}}, Algorithm: []string{"adam"}, LR: []float64{0.1}, Dropout: []float64{0}}
	fits := func(p search.OptParams, iterations int) int {
		b := &backend{accuracy: luck}
		search.DNNOptimization(b, p, train, validation, iterations, check.Rand(t), nil)
		return len(b.fits)
	}
	return fits(one, 3) == 1 && fits(params(), 8) > 2
}

// fourOf searches among four configurations, often enough that one is drawn twice.
func fourOf(t *testing.T) {
	t.Helper()
	train, validation, _ := three()
	p := search.OptParams{Topology: [][]int{{100}, {250}}, Algorithm: []string{"adam"}, LR: []float64{0.1, 0.01},
		Dropout: []float64{0}}
	rng, twice := check.Rand(t), false
	call := func() *check.Case {
		return check.Call(t, "DNNOptimization(backend, params, train, validation, iterations, rng, nil)",
			"params", p, "iterations", 4)
	}
	for range 20 {
		b, configs := &backend{accuracy: luck}, map[string]bool{}
		_, _, err := search.DNNOptimization(b, p, train, validation, 4, rng, nil)
		call().Want("the error", err, nil)
		for _, f := range b.fits {
			configs[fmt.Sprint(f.config)] = true
		}
		if len(b.fits) != 4 {
			call().MistakeIf(repeated, slideSearch, len(b.fits) == len(configs) && skipsRepeated(t)).
				Want("calls of Fit", len(b.fits), 4)
			return
		}
		twice = twice || len(configs) < 4
	}
	call().MistakeIf("a configuration that was drawn before is drawn again until it is a new one", slideSearch, true).
		True("in some of 20 searches a configuration is drawn twice, because the draws are independent", nil, twice)
}

// bestOf searches once, looks at everything, and returns the configurations.
func bestOf(t *testing.T, iterations int, rng *rand.Rand) string {
	t.Helper()
	b := &backend{accuracy: luck}
	best, accuracy, told := searched(t, b, iterations, rng)
	if len(b.fits) != iterations {
		optimization(t, iterations).MistakeIf(repeated, slideSearch, skipsRepeated(t)).
			Want("calls of Fit", len(b.fits), iterations)
		return ""
	}
	models, configs := map[*search.Model]bool{}, map[string]bool{}
	results, highest, lowest := []string{}, 0, 0
	for i, f := range b.fits {
		models[f.model], configs[fmt.Sprint(f.config)] = true, true
		a := luck("validation", f.config)
		results = append(results, result(f.config, a))
		if a > luck("validation", b.fits[highest].config) {
			highest = i
		}
		if a < luck("validation", b.fits[lowest].config) {
			lowest = i
		}
		optimization(t, iterations).Mistake("epochs and batch size are swapped", slideSearch,
			[]int{64, 5}).
			Want("epochs, batchSize in a call of Fit", []int{f.epochs, f.batchSize}, []int{5, 64})
		optimization(t, iterations).Want("arguments of Fit", f.part, "train")
		sizes(optimization(t, iterations), f.model)
	}
	optimization(t, iterations).
		MistakeIf("every iteration has the same configuration", slideSearch,
			len(configs) == 1 && len(models) > 1).
		MistakeIf("the model is set up once, so each iteration continues the training of the earlier ones",
			slideSearch, len(models) == 1).
		MistakeIf("a model of an earlier iteration is used again, so its training continues",
			slideSearch, 1 < len(models) && len(models) < iterations).
		True("a new model for each iteration, and not always the same configuration",
			fmt.Sprintf("%d models, %d configurations", len(models), len(configs)),
			len(models) == iterations && len(configs) > 1)
	on := map[string]int{}
	for _, e := range b.evaluated {
		on[e.part]++
		optimization(t, iterations).MistakeIf("a model is evaluated that has not been trained",
			slideSearch, true).
			True("every model that is evaluated has been trained", nil, e.trained)
	}
	optimization(t, iterations).
		MistakeIf("the configurations are evaluated on the examples that they were trained with",
			slideParts, on["train"] > 0 && on["validation"] == 0).
		True("every model is evaluated on validation", fmt.Sprint("evaluations on ", on),
			on["validation"] >= iterations)
	if t.Failed() {
		return ""
	}
	optimization(t, iterations).
		Mistake("the last configuration is returned, not the best one", slideSearch,
			results[iterations-1]).
		Mistake("the first configuration is returned, not the best one", slideSearch, results[0]).
		Mistake("the configuration with the lowest accuracy is returned", slideSearch,
			results[lowest]).
		Mistake("the accuracy is the best one, but the configuration is the last one", slideSearch,
			result(b.fits[iterations-1].config, luck("validation", b.fits[highest].config))).
		Mistake("the accuracy of the configuration is the accuracy of the last iteration", slideSearch,
			result(b.fits[highest].config, luck("validation", b.fits[iterations-1].config))).
		Want("best and its accuracy", result(best, accuracy), results[highest])
	optimization(t, iterations).
		MistakeIf("verbose is not called", slideSearch, len(told) == 0).
		Want("arguments of verbose", told, results)
	return fmt.Sprint(results)
}

// sizes compares a model's sizes with the 9 examples, 6 features and 3 classes of the parts.
func sizes(c *check.Case, model *search.Model) {
	const rows = "the rows are counted, although features and classes are columns"
	units := 0
	if n := len(model.Layers); n > 0 {
		units = model.Layers[n-1].Units
	}
	c.Mistake(rows, slideSearch, []int{9, 3}).Mistake(rows, slideSearch, []int{6, 9}).
		Mistake(rows, slideSearch, []int{9, 9}).
		Mistake("input size and output size are swapped",
			slideSearch, []int{3, 6}).
		Want("InputSize and units of the last layer, for 6 features and 3 classes",
			[]int{model.InputSize, units}, []int{6, 3})
}

// The final model, evaluated on examples that did not influence the choice.
//
//exercise:points 2
//exercise:hint 1 Which purpose does each of the three parts have on the slide? How often is each
//exercise:hint 1 one used?
//exercise:hint 2 The validation part selects the configuration. Then one model with it is evaluated
//exercise:hint 2 on the test part.
//exercise:hint 3 Call three of the functions above once more each, and Evaluate once.
func TestOptimizeAndTest(t *testing.T) {
	defer check.Recover(t)
	const iterations = 8
	train, validation, test := three()
	b := &backend{accuracy: luck}
	best, accuracy, err := search.OptimizeAndTest(b, params(), train, validation, test, iterations,
		check.Rand(t))
	call := func() *check.Case {
		return check.Call(t,
			"OptimizeAndTest(backend, params, train, validation, test, iterations, rng)",
			"params", params(), "iterations", iterations)
	}
	call().Want("the error", err, nil)
	if len(b.fits) == 0 {
		call().Want("calls of Fit", 0, iterations+1)
		return
	}
	want, onTest, onValidation, untrained := b.fits[0].config, 0, 0, []string{}
	for i, f := range b.fits {
		if luck("validation", f.config) > luck("validation", want) {
			want = f.config
		}
		call().MistakeIf("the final model is trained on the test part", slideParts,
			f.part == "test" && i == iterations).
			MistakeIf("the final model is trained on more examples than the training part has", slideParts,
				f.part == "more examples").
			Want("arguments of Fit", f.part, "train")
		call().Want("epochs, batchSize in a call of Fit", []int{f.epochs, f.batchSize}, []int{5, 64})
	}
	sizes(call(), b.fits[len(b.fits)-1].model)
	for _, e := range b.evaluated {
		if !e.trained {
			untrained = append(untrained, e.part)
		}
		switch e.part {
		case "test":
			onTest++
		case "validation":
			onValidation++
		}
	}
	call().MistakeIf("the final model is not trained before it is tested", slideParts,
		slices.Equal(untrained, []string{"test"})).
		True("every model that is evaluated has been trained", nil, len(untrained) == 0)
	const onSelection = "the returned accuracy is the one on validation, which the selection makes too good"
	isOn := func(part string) bool { return result(best, accuracy) == result(want, luck(part, want)) }
	bestOnTest := b.fits[0].config
	for _, f := range b.fits {
		if luck("test", f.config) > luck("test", bestOnTest) {
			bestOnTest = f.config
		}
	}
	call().MistakeIf("the test part selects the configuration, so no data is left to estimate the error",
		slideParts, onTest >= iterations && fmt.Sprint(best) == fmt.Sprint(bestOnTest)).
		MistakeIf(onSelection, slideParts, onTest == 0 && isOn("validation")).
		MistakeIf("the accuracy is the one on train", slideParts, onTest == 0 && isOn("train")).
		Want("evaluations on test", onTest, 1)
	if t.Failed() {
		return
	}
	call().MistakeIf(repeated, slideSearch, len(b.fits) <= iterations && skipsRepeated(t)).
		Want("calls of Fit: one in each iteration, and one for the final model", len(b.fits), iterations+1)
	call().
		Mistake(onSelection, slideParts, result(want, luck("validation", want))).
		Mistake("the accuracy is the one on train", slideParts, result(want, luck("train", want))).
		Want("best and its accuracy on test", result(best, accuracy),
			result(want, luck("test", want)))
	if t.Failed() {
		return
	}

	p := params()
	p.Algorithm = []string{"adamm"}
	_, _, err = search.OptimizeAndTest(&backend{accuracy: luck}, p, train, validation, test, 3, check.Rand(t))
	_, _, inSearch := search.DNNOptimization(&backend{accuracy: luck}, p, train, validation, 3, check.Rand(t), nil)
	check.Call(t, "OptimizeAndTest(backend, params, train, validation, test, iterations, rng)", "params", p).
		MistakeIf("the error of DNNOptimization is not returned", slideSearch, inSearch != nil).
		True("an error", nil, err != nil)
}
