package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// settings are what the form on the page says.
type settings struct {
	Data, Hidden, Activation, Optimizer, Regularizer string
	LearningRate, Strength, Dropout, Noise           float64
	Batch                                            int
	Seed                                             uint64
}

// usual are the settings to begin with: they learn the spiral in some hundred epochs.
var usual = settings{
	Data: "spiral", Hidden: "16,16", Activation: "relu", Optimizer: "adam", Regularizer: "none",
	LearningRate: 0.01, Strength: 0.001, Noise: 0.02, Batch: 32, Seed: 1,
}

// choices are the values that the fields of the form can have.
var choices = map[string][]string{
	"data":        {"spiral", "moons", "circles", "xor"},
	"activation":  {"relu", "tanh", "sigmoid", "linear"},
	"optimizer":   {"adam", "rmsprop", "momentum", "sgd", "adagrad"},
	"regularizer": {"none", "l1", "l2"},
}

const (
	trainingPoints   = 300
	validationPoints = 300
	mostLayers       = 5
	mostUnits        = 24
)

// parseSettings reads the form. Its errors are for the person who filled it in.
func parseSettings(form url.Values) (settings, error) {
	s := settings{
		Data: form.Get("data"), Hidden: form.Get("hidden"), Activation: form.Get("activation"),
		Optimizer: form.Get("optimizer"), Regularizer: form.Get("regularizer"),
	}
	for name, values := range choices {
		if !slices.Contains(values, form.Get(name)) {
			return s, fmt.Errorf("%s: %q is none of %s", name, form.Get(name), strings.Join(values, ", "))
		}
	}
	if _, err := s.units(); err != nil {
		return s, err
	}
	for _, number := range []struct {
		name  string
		value *float64
		most  float64
	}{
		{"learning rate", &s.LearningRate, 1e6}, {"strength", &s.Strength, 10},
		{"dropout", &s.Dropout, 0.95}, {"noise", &s.Noise, 1},
	} {
		v, err := strconv.ParseFloat(form.Get(number.name), 64)
		if err != nil || !(v >= 0 && v <= number.most) {
			return s, fmt.Errorf("%s: want a number from 0 to %v, found %q", number.name, number.most, form.Get(number.name))
		}
		*number.value = v
	}
	var err error
	if s.Batch, err = strconv.Atoi(form.Get("batch")); err != nil || s.Batch < 1 || s.Batch > trainingPoints {
		return s, fmt.Errorf("batch: want 1 to %d examples, found %q", trainingPoints, form.Get("batch"))
	}
	if s.Seed, err = strconv.ParseUint(form.Get("seed"), 10, 32); err != nil {
		return s, fmt.Errorf("seed: want a whole number, found %q", form.Get("seed"))
	}
	return s, nil
}

// fields returns the settings as text by the names of the form's fields, as parseSettings reads
// them.
func (s settings) fields() map[string]string {
	return map[string]string{
		"data": s.Data, "hidden": s.Hidden, "activation": s.Activation, "optimizer": s.Optimizer,
		"regularizer": s.Regularizer, "learning rate": fmt.Sprint(s.LearningRate),
		"strength": fmt.Sprint(s.Strength), "dropout": fmt.Sprint(s.Dropout), "noise": fmt.Sprint(s.Noise),
		"batch": fmt.Sprint(s.Batch), "seed": fmt.Sprint(s.Seed),
	}
}

// units returns the numbers of units of the hidden layers. None is a network of one layer.
func (s settings) units() (units []int, err error) {
	if strings.TrimSpace(s.Hidden) == "" {
		return nil, nil
	}
	for _, field := range strings.Split(s.Hidden, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > mostUnits {
			return nil, fmt.Errorf("hidden layers: want numbers of units from 1 to %d, such as 16,16; found %q", mostUnits, s.Hidden)
		}
		units = append(units, n)
	}
	if len(units) > mostLayers {
		return nil, fmt.Errorf("hidden layers: at most %d, found %d", mostLayers, len(units))
	}
	return units, nil
}

// experiment is a network in training.
type experiment struct {
	settings
	net               *nn.NeuralNetwork
	train, validation *nn.Dataset
	err               error // why training ended, nil if it has not
}

// newExperiment makes the points and an untrained network. The settings come from parseSettings.
func newExperiment(s settings) *experiment {
	rng := rand.New(rand.NewPCG(s.Seed, 0))
	e := &experiment{settings: s, train: points(s, trainingPoints, rng), validation: points(s, validationPoints, rng)}
	scale := nn.FitStandardizer(e.train.X) // the network and the picture see the same coordinates
	e.train.X, e.validation.X = scale.Transform(e.train.X), scale.Transform(e.validation.X)

	e.net = nn.NewNeuralNetwork(2, &nn.BinaryCrossEntropy{}, optimizer(s), rng)
	e.net.Epochs, e.net.BatchSize = 1, s.Batch
	units, _ := s.units()
	for i, n := range units {
		e.net.Add(dense(s, n), activation(s))
		if s.Dropout > 0 { // a stream for each layer, or they would all drop the same units
			e.net.Add(nn.NewDropout(s.Dropout, rand.New(rand.NewPCG(s.Seed, uint64(i)+1))))
		}
	}
	e.net.Add(dense(s, 1), nn.NewSigmoidActivation())
	return e
}

// points returns n points of the set that the settings name.
func points(s settings, n int, rng *rand.Rand) *nn.Dataset {
	switch s.Data {
	case "moons":
		return nn.Moons(n, s.Noise, rng)
	case "circles":
		return nn.Circles(n, s.Noise, rng)
	case "spiral":
		return nn.Spiral(n, s.Noise, rng)
	}
	d := &nn.Dataset{X: nn.NewMatrix(n, 2), Y: nn.NewMatrix(n, 1)} // xor of the signs, in four squares
	for i := range n {
		x1, x2 := 2*rng.Float64()-1, 2*rng.Float64()-1
		if x1*x2 < 0 {
			d.Y.Set(i, 0, 1)
		}
		d.X.Set(i, 0, x1+s.Noise*rng.NormFloat64())
		d.X.Set(i, 1, x2+s.Noise*rng.NormFloat64())
	}
	return d
}

func dense(s settings, units int) *nn.DenseLayer {
	l := nn.NewDenseLayer(units)
	switch s.Regularizer {
	case "l1":
		l.KernelRegularizer(nn.L1(s.Strength))
	case "l2":
		l.KernelRegularizer(nn.L2(s.Strength))
	}
	if s.Activation == "relu" {
		l.Initializer = nn.He
	}
	return l
}

func activation(s settings) nn.Layer {
	switch s.Activation {
	case "tanh":
		return nn.NewTanhActivation()
	case "sigmoid":
		return nn.NewSigmoidActivation()
	case "linear":
		return nn.NewLinearActivation()
	}
	return nn.NewReLUActivation()
}

func optimizer(s settings) nn.Optimizer {
	switch s.Optimizer {
	case "rmsprop":
		return nn.NewRMSProp(s.LearningRate)
	case "momentum":
		return nn.NewSGD(s.LearningRate, 0.9)
	case "sgd":
		return nn.NewSGD(s.LearningRate, 0)
	case "adagrad":
		return nn.NewAdaGrad(s.LearningRate)
	}
	return nn.NewAdam(s.LearningRate)
}

// mostEpochs is where training ends by itself.
const mostEpochs = 5000

// epoch trains for one epoch. It reports whether there can be another one.
func (e *experiment) epoch() bool {
	if e.err != nil {
		return false
	}
	if e.err = e.net.Fit(e.train, e.validation); e.err != nil { // one epoch
		return false
	}
	if len(e.net.History) == mostEpochs {
		e.err = errors.New("that was the last epoch; press New")
	}
	return e.err == nil
}

// trace trains with the first few examples and returns what happened.
func (e *experiment) trace() *nn.Trace {
	const few = 4
	return e.net.Trace(&nn.Dataset{X: e.train.X.RowRange(0, few), Y: e.train.Y.RowRange(0, few)})
}

// status says how far the training is.
func (e *experiment) status() string {
	text := "not trained yet"
	if n := len(e.net.History); n > 0 {
		r := e.net.History[n-1]
		text = fmt.Sprintf("epoch %d, loss %s, validation loss %s, accuracy %.1f %%, on validation %.1f %%",
			n, lab.Decimals(r.Loss), lab.Decimals(r.ValLoss), 100*r.Metric, 100*r.ValMetric)
	}
	if e.err != nil {
		text += " - " + e.err.Error()
	}
	return text
}
