// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
)

// Model is a trained network together with everything that a prediction needs later: the
// standardizers of the training data and the names of the columns. [Model.Save] writes it to one
// file, and [LoadModel] reads it in another program:
//
//	m := &nn.Model{Network: net, Inputs: standardizer, Features: d.Features, Labels: d.Labels}
//	err := m.Save("iris.json")
//	...
//	m, err := nn.LoadModel("iris.json")
//	class, err := m.Class(map[string]float64{"sepal length": 5.1, "petal length": 1.4})
type Model struct {
	Network  *NeuralNetwork
	Inputs   *Standardizer // of the inputs; nil if they were not standardized
	Targets  *Standardizer // of the targets of a regression; nil if they were not standardized
	Features []string      // names of the inputs, all different
	Labels   []string      // names of the outputs, all different
}

// modelFormat is the first value in a model file.
const modelFormat = "nn model 1"

// savedModel is the content of a model file.
type savedModel struct {
	Format   string                `json:"format"`
	Features []string              `json:"features"`
	Labels   []string              `json:"labels"`
	Inputs   *savedStandardizer    `json:"inputs,omitempty"`
	Targets  *savedStandardizer    `json:"targets,omitempty"`
	Layers   savedList[modelLayer] `json:"layers"`
}

type savedStandardizer struct {
	Mean savedNumbers `json:"mean"`
	Std  savedNumbers `json:"std"`
}

// modelLayer is a layer of a weights file, with the rate of a dropout layer.
type modelLayer struct {
	savedLayer
	Rate float64 `json:"rate,omitempty"`
}

// Predict returns the outputs for one example by their labels. The example has a value for each of
// the Features, in the unit of the data before it was standardized. Predict returns an error that
// names the feature if a value is missing, unknown, NaN or infinite.
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
	for j, name := range m.Features {
		x, ok := example[name]
		if !ok {
			return nil, fmt.Errorf("nn: Predict: there is no value for %q; the features are %s", name, quotedNames(m.Features))
		}
		if !isFinite(x) {
			return nil, fmt.Errorf("nn: Predict: %q is %v, want a finite number", name, x)
		}
		X.Data[j] = x
	}
	if len(example) > len(m.Features) {
		for name := range example {
			if !slices.Contains(m.Features, name) {
				return nil, fmt.Errorf("nn: Predict: there is no feature %q; the features are %s", name, quotedNames(m.Features))
			}
		}
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
		return fmt.Errorf("the model has no network with layers")
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
// infinite, or if a layer is not one that LoadModel can build.
func (m *Model) Save(path string) error {
	file, err := m.toSave()
	if err != nil {
		return fmt.Errorf("nn: cannot save the model %s: %w", path, err)
	}
	return SaveFile(path, file.write)
}

func (m *Model) toSave() (*savedModel, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if !m.Network.finiteParams() {
		return nil, fmt.Errorf("%w: the weights contain NaN or Inf; train again with a smaller learning rate", ErrDiverged)
	}
	file := &savedModel{Format: modelFormat, Features: m.Features, Labels: m.Labels,
		Inputs: toSaveStandardizer(m.Inputs), Targets: toSaveStandardizer(m.Targets)}
	for i, l := range m.Network.layers {
		saved := modelLayer{savedLayer: layerToSave(l)}
		if l, ok := l.(*Dropout); ok {
			saved.Rate = l.Rate
		}
		built, err := saved.build()
		if err != nil {
			return nil, fmt.Errorf("layer %d: %w", i+1, err)
		}
		if fmt.Sprintf("%T", built) != fmt.Sprintf("%T", l) {
			return nil, fmt.Errorf("layer %d: %T only has the name of a layer of this package; use SaveWeights", i+1, l)
		}
		file.Layers = append(file.Layers, saved)
	}
	return file, nil
}

func toSaveStandardizer(s *Standardizer) *savedStandardizer {
	if s == nil {
		return nil
	}
	return &savedStandardizer{s.Mean.Data, s.Std.Data}
}

// write writes one line per field and per layer.
func (s *savedModel) write(w io.Writer) error {
	var err error
	line := func(before string, value any, after string) {
		text, e := json.Marshal(value)
		if err == nil {
			err = e
		}
		if err == nil {
			_, err = fmt.Fprintf(w, "%s%s%s\n", before, text, after)
		}
	}
	line("{\n\"format\": ", s.Format, ",")
	line("\"features\": ", s.Features, ",")
	line("\"labels\": ", s.Labels, ",")
	if s.Inputs != nil {
		line("\"inputs\": ", s.Inputs, ",")
	}
	if s.Targets != nil {
		line("\"targets\": ", s.Targets, ",")
	}
	before, after := "\"layers\": [\n", ","
	for i, l := range s.Layers {
		if i == len(s.Layers)-1 {
			after = "\n]\n}"
		}
		line(before, l, after)
		before = ""
	}
	return err
}

// LoadModel reads a model that Save has written. It builds the network from the file: dense layers,
// activations and dropout. The network is ready for predictions. To train it further, set its Loss,
// Metric and Optimizer first, because the file does not contain them. If the file is damaged,
// LoadModel returns an error that says where.
func LoadModel(path string) (*Model, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadModel: %w", err)
	}
	m, err := readModel(text)
	if err != nil {
		return nil, fmt.Errorf("nn: LoadModel %s: %w", path, err)
	}
	return m, nil
}

func readModel(text []byte) (*Model, error) {
	var file savedModel
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("not a complete model file: %w", withByte(err))
	}
	switch {
	case file.Format == weightsFormat:
		return nil, fmt.Errorf("it is a file of SaveWeights, which has only weights; build the network and use LoadWeights")
	case file.Format != modelFormat:
		return nil, fmt.Errorf("the format is %.40q, want %q", file.Format, modelFormat)
	case len(file.Features) == 0 || len(file.Layers) == 0:
		return nil, fmt.Errorf("the file has %d features and %d layers, want 1 or more", len(file.Features), len(file.Layers))
	}
	rng := rand.New(rand.NewPCG(1, 0)) // of the initial weights, which the file replaces, and of dropout
	net := NewNeuralNetwork(len(file.Features), &MeanSquaredError{}, NewSGD(0.01, 0), rng)
	for i, saved := range file.Layers {
		if err := saved.addTo(net); err != nil {
			return nil, fmt.Errorf("layer %d: %w", i+1, err)
		}
	}
	m := &Model{Network: net, Features: file.Features, Labels: file.Labels,
		Inputs: file.Inputs.standardizer(), Targets: file.Targets.standardizer()}
	return m, m.check()
}

func (s *savedStandardizer) standardizer() *Standardizer {
	if s == nil {
		return nil
	}
	return &Standardizer{Mean: &Matrix{Rows: 1, Cols: len(s.Mean), Data: s.Mean}, Std: &Matrix{Rows: 1, Cols: len(s.Std), Data: s.Std}}
}

// addTo adds the layer to the network. It checks the sizes first, because Add allocates the weights.
func (s *modelLayer) addTo(net *NeuralNetwork) error {
	l, err := s.build()
	if err != nil {
		return err
	}
	if in := net.outputShape(); s.Input != in {
		return fmt.Errorf("the %s has %d inputs, but %d columns come before it", s.Layer, s.Input, in)
	}
	if d, ok := l.(*DenseLayer); ok {
		if len(s.Params) != 2 || len(s.Params[0].Values)/s.Input != s.Output || len(s.Params[1].Values) != s.Output {
			return fmt.Errorf("the %s from %d to %d columns does not have %d parameters with %s weights and %d biases",
				s.Layer, s.Input, s.Output, 2, fmt.Sprint(s.Input, "·", s.Output), s.Output)
		}
		d.Initializer = func(*Matrix, *rand.Rand) {}
	} else if s.Layer == "SoftmaxActivation" && s.Input == 1 {
		return fmt.Errorf("a softmax of one unit, want 2 or more")
	}
	net.Add(l)
	if err := sameLayer(s.savedLayer, layerToSave(l)); err != nil {
		return err
	}
	for k, p := range l.Params() {
		copy(p.Value.Data, s.Params[k].Values)
	}
	return nil
}

// build returns a new layer of the kind that s names, or an error for a kind of another package.
func (s *modelLayer) build() (Layer, error) {
	switch s.Layer {
	case "DenseLayer":
		if s.Output < 1 || s.Output > math.MaxInt32 {
			return nil, fmt.Errorf("a DenseLayer of %d units, want 1 or more", s.Output)
		}
		l := NewDenseLayer(s.Output)
		l.Initializer = Glorot
		return l, nil
	case "ReLUActivation":
		return NewReLUActivation(), nil
	case "SigmoidActivation":
		return NewSigmoidActivation(), nil
	case "TanhActivation":
		return NewTanhActivation(), nil
	case "SoftmaxActivation":
		return NewSoftmaxActivation(), nil
	case "LinearActivation":
		return NewLinearActivation(), nil
	case "Dropout":
		if !(s.Rate >= 0 && s.Rate < 1) {
			return nil, fmt.Errorf("a Dropout with rate %v, want 0 or more and less than 1", s.Rate)
		}
		return NewDropout(s.Rate, rand.New(rand.NewPCG(1, 0))), nil
	}
	return nil, fmt.Errorf("a %.40q is not a layer that a model file can contain: %s; use SaveWeights and LoadWeights "+
		"with a network that you build", s.Layer, strings.Join(modelLayers, ", "))
}

var modelLayers = []string{"DenseLayer", "ReLUActivation", "SigmoidActivation", "TanhActivation", "SoftmaxActivation",
	"LinearActivation", "Dropout"}
