// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Model is a trained network together with everything that a prediction needs later: the imputer
// and the standardizers of the training data, and the names of the columns. [Model.Save] writes it
// to one file, and [LoadModel] reads it in another program:
//
//	m := &nn.Model{Network: net, Inputs: standardizer, Features: d.Features, Labels: d.Labels}
//	err := m.Save("iris.json")
//	...
//	m, err := nn.LoadModel("iris.json")
//	class, err := m.Class(map[string]float64{"sepal length": 5.1, "petal length": 1.4})
type Model struct {
	Network  *NeuralNetwork
	Imputer  *Imputer      // for missing inputs; nil if there were none
	Inputs   *Standardizer // of the inputs; nil if they were not standardized
	Targets  *Standardizer // of the targets of a regression; nil if they were not standardized
	Features []string      // names of the inputs, all different
	Labels   []string      // names of the outputs, all different
}

// Predict returns the outputs for one example by their labels. The example has a value for each of
// the Features, in the unit of the data before it was standardized. Of the columns of one category,
// such as sex=female and sex=male, one with the value 1 is enough. A value that is missing or NaN
// is replaced if there is an Imputer. Otherwise Predict returns an error that names the feature, as
// for an unknown feature or an infinite value.
func (m *Model) Predict(example map[string]float64) (map[string]float64, error) {
	y, err := m.outputs(example)
	if err != nil {
		return nil, err
	}
	byLabel := make(map[string]float64, len(y))
	for j, label := range m.Labels {
		byLabel[label] = y[j]
	}
	return byLabel, nil
}

// Class returns the label of the largest output for one example. If there is a single output, Class
// returns its label if the output is greater than 0.5, and otherwise "not " and the label.
func (m *Model) Class(example map[string]float64) (string, error) {
	y, err := m.outputs(example)
	switch {
	case err != nil:
		return "", err
	case len(y) > 1:
		return m.Labels[class(y)], nil
	case y[0] > 0.5:
		return m.Labels[0], nil
	}
	return "not " + m.Labels[0], nil
}

// outputs returns the outputs for one example in the order of Labels.
func (m *Model) outputs(example map[string]float64) ([]float64, error) {
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("nn: Predict: %w", err)
	}
	X := NewMatrix(1, len(m.Features))
	given := map[string]bool{} // the categories of which a column is 1
	for name, x := range example {
		if !slices.Contains(m.Features, name) {
			return nil, fmt.Errorf("nn: Predict: there is no feature %q; the features are %s", name, quotedNames(m.Features))
		}
		if category, _, found := strings.Cut(name, "="); found && x == 1 {
			given[category] = true
		}
	}
	for j, name := range m.Features {
		x, ok := example[name]
		category, _, _ := strings.Cut(name, "=")
		switch {
		case !ok && given[category]:
			x = 0
		case (!ok || math.IsNaN(x)) && m.Imputer != nil:
			x = m.Imputer.Values[j]
		case !ok:
			return nil, fmt.Errorf("nn: Predict: there is no value for %q; the features are %s", name, quotedNames(m.Features))
		case !isFinite(x):
			return nil, fmt.Errorf("nn: Predict: %q is %v, want a finite number", name, x)
		}
		X.Data[j] = x
	}
	if m.Inputs != nil {
		X = m.Inputs.Transform(X)
	}
	Y := m.Network.Predict(X)
	if m.Targets != nil {
		Y = m.Targets.InverseTransform(Y)
	}
	if !finite(Y) {
		return nil, fmt.Errorf("nn: Predict: the prediction %v is not finite; are the inputs in the unit of the training data?", Y)
	}
	return Y.Row(0), nil
}

// quotedNames returns at most ten names for a message.
func quotedNames(names []string) string {
	if len(names) > 10 {
		return fmt.Sprintf("%q and %d more", names[:10], len(names)-10)
	}
	return fmt.Sprintf("%q", names)
}

// check returns an error unless the parts of the model belong together.
func (m *Model) check() error {
	if m.Network == nil || len(m.Network.layers) == 0 {
		return errors.New("the model has no network with layers")
	}
	if m.Imputer != nil {
		values := &Matrix{Rows: 1, Cols: len(m.Imputer.Values), Data: m.Imputer.Values}
		if len(m.Imputer.Values) != len(m.Features) || !slices.Equal(m.Imputer.Features, m.Features) || !finite(values) {
			return fmt.Errorf("the imputer has %d values, for %s; want one finite value for each of the Features",
				len(m.Imputer.Values), quotedNames(m.Imputer.Features))
		}
	}
	for _, part := range []struct {
		what         string
		names        []string
		columns      int
		standardizer *Standardizer
	}{
		{"Features", m.Features, m.Network.inputShape, m.Inputs},
		{"Labels", m.Labels, m.Network.outputShape(), m.Targets},
	} {
		if len(part.names) != part.columns {
			return fmt.Errorf("%s has %d names, want %d, one per column of the network", part.what, len(part.names), part.columns)
		}
		seen := make(map[string]bool, len(part.names))
		for _, name := range part.names {
			if seen[name] {
				return fmt.Errorf("%s contains %q twice, want different names", part.what, name)
			}
			seen[name] = true
		}
		if s := part.standardizer; s != nil {
			if !s.Mean.is(1, part.columns) || !s.Std.is(1, part.columns) {
				return fmt.Errorf("the standardizer has Mean %s and Std %s, but %s has %d names",
					s.Mean.shape(), s.Std.shape(), part.what, part.columns)
			}
			if !finite(s.Mean) || !finite(s.Std) || slices.ContainsFunc(s.Std.Data, func(std float64) bool { return std < 0 }) {
				return fmt.Errorf("the standardizer of %s has a NaN, an infinite number or a negative Std", part.what)
			}
		}
	}
	return nil
}

// Save writes the model to a file, in JSON that people can read. The file is complete, or it is not
// written at all. Save returns an error if the parts do not belong together, if a weight is NaN or
// infinite, if a layer is not one that LoadModel can build, or if there are more than 10,000,000
// weights.
func (m *Model) Save(path string) error {
	file, err := m.toSave()
	if err != nil {
		return fmt.Errorf("nn: cannot save the model %s: %w", path, err)
	}
	return SaveFile(path, file.write)
}

// LoadModel reads a model that Save has written. It builds the network from the file: dense layers,
// activations and dropout. The network is ready for predictions. To train it further, set its Loss,
// Metric and Optimizer first, because the file does not contain them. If the file is damaged,
// LoadModel returns an error that says where. It takes at most 25 bytes of memory per byte of the
// file, which may have 256 MiB.
func LoadModel(path string) (*Model, error) {
	f, err := openData(path)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadModel: %w", err)
	}
	defer f.Close()
	text, err := readAtMost(f, maxModelFile)
	if err == errTooLong {
		err = fmt.Errorf("the file has more than %d MiB, the limit: is it a file that Save has written?", maxModelFile>>20)
	}
	if err != nil {
		return nil, fmt.Errorf("nn: LoadModel %s: %w", path, err)
	}
	m, err := readModel(text)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadModel %s: %w", path, err)
	}
	return m, nil
}
