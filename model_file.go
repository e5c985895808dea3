// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// modelFormat is the first value in a model file.
const modelFormat = "nn model 1"

// A model may have maxModelWeights weights, and its file maxModelFile bytes. The file has at most 25
// bytes per weight; the others are for names.
const (
	maxModelWeights = 10_000_000
	maxModelFile    = 256 << 20
)

// savedModel is the content of a model file.
type savedModel struct {
	Format   string                `json:"format"`
	Features savedNames            `json:"features"`
	Labels   savedNames            `json:"labels"`
	Missing  savedNumbers          `json:"missing,omitempty"` // the values of the imputer
	Inputs   *savedStandardizer    `json:"inputs,omitempty"`
	Targets  *savedStandardizer    `json:"targets,omitempty"`
	Layers   savedList[modelLayer] `json:"layers"`
}

// savedNames is a list of names. It is read into memory that is allocated once.
type savedNames []string

// UnmarshalJSON reads the list.
func (n *savedNames) UnmarshalJSON(text []byte) error {
	count := 0
	for range elements(text) {
		count++
	}
	names := make([]string, 0, count)
	if err := json.Unmarshal(text, &names); err != nil {
		return fmt.Errorf("want a list of names: %v", err) // without the byte, which counts from the list
	}
	*n = names
	return nil
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

// toSave returns the content of the file. It builds each layer once, to be sure that LoadModel can.
func (m *Model) toSave() (*savedModel, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	if !m.Network.finiteParams() {
		return nil, fmt.Errorf("%w: the weights contain NaN or Inf; train again with a smaller learning rate", ErrDiverged)
	}
	file := &savedModel{Format: modelFormat, Features: m.Features, Labels: m.Labels,
		Inputs: toSaveStandardizer(m.Inputs), Targets: toSaveStandardizer(m.Targets)}
	if m.Imputer != nil {
		file.Missing = m.Imputer.Values
	}
	weights := 0
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
		for _, p := range saved.Params {
			weights += len(p.Values)
		}
	}
	if weights > maxModelWeights {
		return nil, fmt.Errorf("the network has %d weights, and a model may have %d: use SaveWeights", weights, maxModelWeights)
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
	if s.Missing != nil {
		line("\"missing\": ", s.Missing, ",")
	}
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

// readModel builds the model of the file with the given text.
func readModel(text []byte) (*Model, error) {
	var file savedModel
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("not a complete model file: %w", withByte(err, text))
	}
	switch {
	case file.Format == weightsFormat:
		return nil, errors.New("it is a file of SaveWeights, which has only weights; build the network and use LoadWeights")
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
	if file.Missing != nil {
		m.Imputer = &Imputer{Features: m.Features, Values: file.Missing}
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	return m, nil
}

func (s *savedStandardizer) standardizer() *Standardizer {
	if s == nil {
		return nil
	}
	return &Standardizer{Mean: &Matrix{Rows: 1, Cols: len(s.Mean), Data: s.Mean}, Std: &Matrix{Rows: 1, Cols: len(s.Std), Data: s.Std}}
}

// addTo adds the layer to the network. It checks the sizes first, because Add allocates the
// weights.
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
			return fmt.Errorf("the DenseLayer from %d to %d columns has the wrong number of weights or biases, want %d·%d and %d",
				s.Input, s.Output, s.Input, s.Output, s.Output)
		}
		d.Initializer = func(*Matrix, *rand.Rand) {} // the file has the weights
	} else if s.Layer == "SoftmaxActivation" && s.Input == 1 {
		return errors.New("a softmax of one unit, want 2 or more")
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
		return NewDenseLayer(s.Output), nil
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
	return nil, fmt.Errorf("a %.40q is not a layer that a model file can contain: DenseLayer, ReLUActivation, "+
		"SigmoidActivation, TanhActivation, SoftmaxActivation, LinearActivation, Dropout; "+
		"use SaveWeights and LoadWeights with a network that you build", s.Layer)
}
