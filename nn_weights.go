package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
)

// weightsFormat is the first thing in a file of weights. Another layout would get another name.
const weightsFormat = "nn weights 1"

// savedWeights is a file of weights: JSON that a person can read. Go writes a float64 with as many
// digits as it takes to read back the same bits.
type savedWeights struct {
	Format string       `json:"format"`
	Layers []savedLayer `json:"layers"`
}

type savedLayer struct {
	Layer  string       `json:"layer"`
	Input  int          `json:"input"`
	Output int          `json:"output"`
	Params []savedParam `json:"params,omitempty"`
}

type savedParam struct {
	Name   string        `json:"name"`
	Rows   int           `json:"rows"`
	Cols   int           `json:"cols"`
	Values []savedNumber `json:"values"` // row after row
}

// savedNumber is a float64 that refuses JSON's null, which other programs write for NaN.
type savedNumber float64

// UnmarshalJSON reads a number and nothing else.
func (v *savedNumber) UnmarshalJSON(text []byte) error {
	number, err := strconv.ParseFloat(string(text), 64)
	if err != nil || !isFinite(number) {
		return fmt.Errorf("want a finite number, found %.40s", text)
	}
	*v = savedNumber(number)
	return nil
}

// SaveWeights writes the parameters of all layers to a file. The file appears whole or not at all.
// A network with NaN or Inf among its weights is not saved.
func (net *NeuralNetwork) SaveWeights(path string) error {
	if !net.finiteParams() {
		return fmt.Errorf("nn: SaveWeights %s: %w: the weights hold NaN or Inf", path, ErrDiverged)
	}
	return SaveFile(path, net.writeWeights)
}

// LoadWeights reads a file that SaveWeights wrote for a network of the same layers. If the file is
// broken or the layers differ, the error names the first difference and the network stays as it is.
func (net *NeuralNetwork) LoadWeights(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("nn: LoadWeights: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("nn: LoadWeights %s: it is a folder, want a file of weights", path)
	}
	if err := net.readWeights(f); err != nil {
		return fmt.Errorf("nn: LoadWeights %s: %w", path, err)
	}
	return nil
}

func (net *NeuralNetwork) writeWeights(w io.Writer) error {
	file := savedWeights{Format: weightsFormat}
	for _, l := range net.layers {
		file.Layers = append(file.Layers, layerToSave(l))
	}
	return json.NewEncoder(w).Encode(file)
}

// layerToSave returns what the file says of a layer.
func layerToSave(l Layer) savedLayer {
	s := savedLayer{Layer: LayerName(l), Input: l.InputShape(), Output: l.OutputShape()}
	for _, p := range l.Params() {
		values := make([]savedNumber, len(p.Value.Data))
		for i, v := range p.Value.Data {
			values[i] = savedNumber(v)
		}
		s.Params = append(s.Params, savedParam{p.Name, p.Value.Rows, p.Value.Cols, values})
	}
	return s
}

func (net *NeuralNetwork) readWeights(r io.Reader) error {
	text, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	var file savedWeights
	if err := json.Unmarshal(text, &file); err != nil {
		return fmt.Errorf("not a whole file of weights: %w", withByte(err))
	}
	if file.Format != weightsFormat {
		return fmt.Errorf("the format is %q, want %q", file.Format, weightsFormat)
	}
	if len(file.Layers) != len(net.layers) {
		return fmt.Errorf("the file has %d layers, the network %d", len(file.Layers),
			len(net.layers))
	}
	for i, l := range net.layers {
		if err := sameLayer(file.Layers[i], layerToSave(l)); err != nil {
			return fmt.Errorf("layer %d: %w", i+1, err)
		}
	}
	for i, l := range net.layers { // all is well: only now change the network
		for k, p := range l.Params() {
			for j, v := range file.Layers[i].Params[k].Values {
				p.Value.Data[j] = float64(v)
			}
		}
	}
	return nil
}

// withByte adds to an error of package json how far it had read, where it says that.
func withByte(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("at byte %d: %w", kind.Offset, err)
	}
	return err
}

// sameLayer returns an error that names the first difference between a layer in the file and in
// the network.
func sameLayer(file, layer savedLayer) error {
	if file.Layer != layer.Layer {
		return fmt.Errorf("the file has a %s, the network a %s", file.Layer, layer.Layer)
	}
	if file.Input != layer.Input || file.Output != layer.Output {
		return fmt.Errorf("the file's %s takes %d columns to %d, the network's %d to %d",
			file.Layer, file.Input, file.Output, layer.Input, layer.Output)
	}
	if len(file.Params) != len(layer.Params) {
		return fmt.Errorf("the file's %s has %d parameters, the network's %d", file.Layer,
			len(file.Params), len(layer.Params))
	}
	for k, want := range layer.Params {
		have := file.Params[k]
		if have.Name != want.Name || have.Rows != want.Rows || have.Cols != want.Cols {
			return fmt.Errorf("the file has %s (%d, %d), the network %s (%d, %d)",
				have.Name, have.Rows, have.Cols, want.Name, want.Rows, want.Cols)
		}
		if len(have.Values) != have.Rows*have.Cols {
			return fmt.Errorf("%s (%d, %d) has %d values, want %d",
				have.Name, have.Rows, have.Cols, len(have.Values), have.Rows*have.Cols)
		}
	}
	return nil
}

// SaveFile writes a file through write: first a temporary file beside it, which gets the name when it
// is complete. So the file appears whole or not at all, and an old one stays if something goes
// wrong. A link to a file stays a link. What is not a file, such as a folder or a device, is an
// error.
func SaveFile(path string, write func(w io.Writer) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("nn: cannot write %s: %w", path, err)
		}
	}()
	if file, err := filepath.EvalSymlinks(path); err == nil {
		path = file
	}
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return errors.New("it is a folder")
	case err == nil && !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	whole := false
	defer func() {
		if !whole { // an error, or a panic in write
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	whole = true
	return nil
}
