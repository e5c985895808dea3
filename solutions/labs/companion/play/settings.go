package play

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nn"
)

// Settings describe an experiment: the data, the network and the training.
type Settings struct {
	Data     string
	Own      string // the reader's points, as text, for the data "own"
	Points   int
	Noise    float64
	Share    int    // percentage of the points that train; the others validate
	Features string // the inputs of the network, for example "x1,x2"
	Hidden   string // units of the hidden layers, for example "8,8"; empty for none
	Init     string
	Seed     uint64

	Activation, Loss, Optimizer, Regularizer  string
	LearningRate, Momentum, Strength, Dropout float64
	Damping                                   float64 // of the first step of Levenberg-Marquardt
	Batch                                     int     // examples in a mini-batch, 0 for all
	Patience                                  int     // of early stopping, 0 for none
}

// Usual are the settings that the page opens with. They learn the spiral.
var Usual = Settings{
	Data: "spiral", Points: 500, Noise: 0.05, Share: 50, Features: "x1,x2", Hidden: "8,8", Init: "auto", Seed: 1,
	Activation: "tanh", Loss: "cross-entropy", Optimizer: "adam", Regularizer: "none",
	LearningRate: 0.02, Momentum: 0.9, Damping: 0.01, Strength: 0.001, Batch: 10,
}

const (
	mostPoints = 500
	mostLayers = 6
	mostUnits  = 16
)

// marquardt is the name of the optimizer that is no [nn.Optimizer], because it changes all weights together.
const marquardt = "levenberg-marquardt"

// mostMarquardt is the number of weights and biases that it trains at most.
const mostMarquardt = 1000

// Field is a setting as the page shows it.
type Field struct {
	Name    string
	Label   string
	Live    bool     // can change during training without losing the weights
	Options []string // the possible values, nil for a number or a text
	Hint    string
	set     func(s *Settings, text string) error
	text    func(s *Settings) string
}

// Fields are all settings, in the order of the page.
var Fields = []Field{
	choice("data", "Data", false, dataNames(), func(s *Settings) *string { return &s.Data }),
	whole("points", "Points", false, 4, mostPoints, func(s *Settings) *int { return &s.Points }),
	number("noise", "Noise", false, 0, 2, func(s *Settings) *float64 { return &s.Noise }),
	whole("share", "Training share, %", false, 10, 90, func(s *Settings) *int { return &s.Share }),
	choice("activation", "Activation", true, []string{"relu", "tanh", "sigmoid", "linear"}, func(s *Settings) *string { return &s.Activation }),
	choice("init", "Initial weights", false, []string{"auto", "glorot", "he", "large", "zeros"}, func(s *Settings) *string { return &s.Init }),
	choice("loss", "Loss (two classes)", true, []string{"cross-entropy", "squared error"}, func(s *Settings) *string { return &s.Loss }),
	choice("optimizer", "Optimizer", true, []string{"sgd", "momentum", "rmsprop", "adam", "adagrad", "rprop", "quickprop", marquardt}, func(s *Settings) *string { return &s.Optimizer }),
	number("rate", "Learning rate", true, 0, 1e6, func(s *Settings) *float64 { return &s.LearningRate }),
	number("momentum", "Momentum", true, 0, 0.999, func(s *Settings) *float64 { return &s.Momentum }),
	number("damping", "Damping λ", true, 1e-20, 1e20, func(s *Settings) *float64 { return &s.Damping }),
	whole("batch", "Batch (0: all)", true, 0, mostPoints, func(s *Settings) *int { return &s.Batch }),
	choice("regularizer", "Regularization", true, []string{"none", "l1", "l2"}, func(s *Settings) *string { return &s.Regularizer }),
	number("strength", "Its strength", true, 0, 10, func(s *Settings) *float64 { return &s.Strength }),
	number("dropout", "Dropout", true, 0, 0.95, func(s *Settings) *float64 { return &s.Dropout }),
	whole("patience", "Early stopping after", true, 0, 1000, func(s *Settings) *int { return &s.Patience }),
	{Name: "seed", Label: "Seed", set: setSeed, text: func(s *Settings) string { return fmt.Sprint(s.Seed) }},
	{Name: "hidden", Label: "Hidden layers", set: setHidden, text: func(s *Settings) string { return s.Hidden },
		Hint: "units, for example 8,8"},
	{Name: "features", Label: "Inputs", set: setFeatures, text: func(s *Settings) string { return s.Features }},
	{Name: "own", Label: "Your points", set: setOwn, text: func(s *Settings) string { return s.Own },
		Hint: "x1 x2 class, one point per line"},
}

func field(name string) *Field {
	i := slices.IndexFunc(Fields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &Fields[i]
}

// Set changes the setting with the given name. If the text is wrong, it changes nothing and returns
// an error for the person who wrote it.
func (s *Settings) Set(name, text string) error {
	f := field(name)
	if f == nil {
		return fmt.Errorf("there is no setting %q", name)
	}
	changed := *s
	if err := f.set(&changed, strings.TrimSpace(text)); err != nil {
		return err
	}
	if changed.fullBatches() && changed.Batch != 0 {
		if name == "batch" {
			why := "compares the gradients of successive steps"
			if s.Optimizer == marquardt {
				why = "lowers the loss of the whole training set"
			}
			return fmt.Errorf("%s %s, so every step needs all examples; enter 0", s.Optimizer, why)
		}
		changed.Batch = 0
	}
	if changed.Optimizer == "rprop" && changed.LearningRate == 0 {
		return fmt.Errorf("rprop begins with steps of the learning rate, so the rate must be more than 0")
	}
	if changed.Optimizer == marquardt {
		if err := changed.suitMarquardt(); err != nil {
			return err
		}
	}
	*s = changed
	return nil
}

// suitMarquardt returns an error unless FitLevenbergMarquardt can train with the settings.
func (s *Settings) suitMarquardt() error {
	weights, width := 0, len(s.chosen())
	for _, units := range append(s.units(), 1) {
		weights += (width + 1) * units
		width = units
	}
	switch {
	case !s.regression() && s.Loss != "squared error":
		return fmt.Errorf(`%s needs a squared error; choose the loss "squared error", or the data plane or hills`, marquardt)
	case s.Regularizer != "none":
		return fmt.Errorf("%s needs a sum of squares, which a penalty is not; choose the regularization none", marquardt)
	case s.Dropout > 0:
		return fmt.Errorf("%s compares the loss before and after a step, which random units would change; enter 0 as dropout", marquardt)
	case weights > mostMarquardt:
		return fmt.Errorf("%s solves a system of equations for all weights and biases, at most %d; these layers have %d", marquardt, mostMarquardt, weights)
	}
	return nil
}

// Get returns the setting with the given name as text, as Set reads it.
func (s *Settings) Get(name string) string { return field(name).text(s) }

// fullBatches reports whether the optimizer needs all examples in each step.
func (s *Settings) fullBatches() bool {
	return slices.Contains([]string{"rprop", "quickprop", marquardt}, s.Optimizer)
}

// notes says of settings that have no effect now why they have none, by their names.
func (e *Session) notes() map[string]string {
	notes := map[string]string{}
	for _, f := range Fields {
		notes[f.Name] = ""
	}
	if e.fullBatches() {
		notes["batch"] = fmt.Sprintf("%s: all %d examples in each step", e.Optimizer, e.train.Len())
	}
	if e.Optimizer == marquardt {
		notes["rate"] = "not used, because the damping limits the steps"
		notes["damping"] = fmt.Sprintf("divided by 10 after each step, multiplied by 10 where a step would not lower the loss; now %.3g", e.net.Optimizer.(*nn.LevenbergMarquardt).Damping)
	} else {
		notes["damping"] = "not used by " + e.Optimizer
	}
	if e.Optimizer != "momentum" {
		notes["momentum"] = "not used by " + e.Optimizer
	}
	if e.Regularizer == "none" {
		notes["strength"] = "not used without regularization"
	}
	return notes
}

// regression reports whether the targets are numbers instead of classes.
func (s *Settings) regression() bool { return s.Data == "plane" || s.Data == "hills" }

func choice(name, label string, live bool, options []string, at func(*Settings) *string) Field {
	return Field{Name: name, Label: label, Live: live, Options: options,
		set: func(s *Settings, text string) error {
			if !slices.Contains(options, text) {
				return fmt.Errorf("want one of %s; found %q", strings.Join(options, ", "), text)
			}
			*at(s) = text
			return nil
		},
		text: func(s *Settings) string { return *at(s) }}
}

func number(name, label string, live bool, least, most float64, at func(*Settings) *float64) Field {
	return Field{Name: name, Label: label, Live: live,
		set: func(s *Settings, text string) error {
			v, err := parseNumber(text)
			if err == nil && !(v >= least && v <= most) {
				err = fmt.Errorf("want a number from %v to %v; found %q", least, most, text)
			}
			if err == nil {
				*at(s) = v
			}
			return err
		},
		text: func(s *Settings) string { return formatNumber(*at(s)) }}
}

func whole(name, label string, live bool, least, most int, at func(*Settings) *int) Field {
	return Field{Name: name, Label: label, Live: live,
		set: func(s *Settings, text string) error {
			v, err := strconv.Atoi(text)
			if err != nil || v < least || v > most {
				return fmt.Errorf("want a whole number from %d to %d; found %q", least, most, text)
			}
			*at(s) = v
			return nil
		},
		text: func(s *Settings) string { return strconv.Itoa(*at(s)) }}
}

// parseNumber reads a finite number with a decimal point.
func parseNumber(text string) (float64, error) {
	text = strings.Replace(strings.TrimSpace(text), "−", "-", 1)
	v, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil && strings.Count(text, ",") == 1:
		return 0, fmt.Errorf("want a number with a decimal point, for example 0.5; found %q", text)
	case err != nil || math.IsNaN(v) || math.IsInf(v, 0):
		return 0, fmt.Errorf("want a number, for example 0.5; found %q", text)
	}
	return v, nil
}

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func setSeed(s *Settings, text string) error {
	v, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return fmt.Errorf("want a whole number from 0 to %d; found %q", uint32(math.MaxUint32), text)
	}
	s.Seed = v
	return nil
}

func setHidden(s *Settings, text string) error {
	var units []int
	if text != "" {
		for _, word := range strings.Split(text, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(word))
			if err != nil || n < 1 || n > mostUnits {
				return fmt.Errorf("want numbers of units from 1 to %d, for example 8,8; found %q", mostUnits, text)
			}
			units = append(units, n)
		}
	}
	if len(units) > mostLayers {
		return fmt.Errorf("want at most %d hidden layers; found %d", mostLayers, len(units))
	}
	s.Hidden = joinUnits(units)
	return nil
}

// units returns the numbers of units of the hidden layers.
func (s *Settings) units() (units []int) {
	for _, word := range strings.Split(s.Hidden, ",") {
		if n, err := strconv.Atoi(word); err == nil {
			units = append(units, n)
		}
	}
	return units
}

func joinUnits(units []int) string {
	words := make([]string, len(units))
	for i, n := range units {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, ",")
}

func setFeatures(s *Settings, text string) error {
	words := strings.Split(text, ",")
	var chosen []string
	for _, f := range features {
		if slices.Contains(words, f.name) {
			chosen = append(chosen, f.name)
		}
	}
	if len(chosen) != len(words) {
		return fmt.Errorf("want one or more of %s; found %q", strings.Join(featureNames(), ","), text)
	}
	s.Features = strings.Join(chosen, ",")
	return nil
}
