// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// weightsFormat is the first value in a weights file. A different layout would have a different
// name.
const weightsFormat = "nn weights 1"

// savedWeights is the content of a weights file, in JSON so that people can read it. Go writes a
// float64 with enough digits to restore the same bits.
type savedWeights struct {
	Format string                `json:"format"`
	Layers savedList[savedLayer] `json:"layers"`
}

type savedLayer struct {
	Layer  string                `json:"layer"`
	Input  int                   `json:"input"`
	Output int                   `json:"output"`
	Params savedList[savedParam] `json:"params,omitempty"`
}

type savedParam struct {
	Name   string       `json:"name"`
	Rows   int          `json:"rows"`
	Cols   int          `json:"cols"`
	Values savedNumbers `json:"values"` // row by row
}

// SaveWeights writes the parameters of all layers to a file. The file is complete, or it is not
// written at all. SaveWeights returns an error if a parameter contains NaN or Inf.
func (net *NeuralNetwork) SaveWeights(path string) error {
	if !net.finiteParams() {
		return fmt.Errorf("nn: SaveWeights %s: %w: the weights contain NaN or Inf; train again with a "+
			"smaller learning rate", path, ErrDiverged)
	}
	return SaveFile(path, net.writeWeights)
}

// LoadWeights reads a file that SaveWeights has written for a network with the same layers. If the
// file is damaged or the layers differ, LoadWeights returns an error that names the first
// difference, and does not change the network. LoadWeights takes at most 25 bytes of memory per byte
// of the file. The file may have 16 MiB and 64 bytes per weight of the network.
func (net *NeuralNetwork) LoadWeights(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("nn: LoadWeights: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return fmt.Errorf("nn: LoadWeights %s: it is a folder, want a weights file", path)
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

// layerToSave returns the entry of a layer in a weights file. It shares the memory of the layer.
func layerToSave(l Layer) savedLayer {
	s := savedLayer{Layer: LayerName(l), Input: l.InputShape(), Output: l.OutputShape()}
	for _, p := range l.Params() {
		s.Params = append(s.Params, savedParam{p.Name, p.Value.Rows, p.Value.Cols, p.Value.Data})
	}
	return s
}

// readWeights sets the parameters to those in a file, or changes nothing and returns an error.
func (net *NeuralNetwork) readWeights(r io.Reader) error {
	weights := 0
	for _, p := range net.Params() {
		weights += len(p.Value.Data)
	}
	most := 16<<20 + 64*int64(weights) // a number with a comma has at most 25 bytes; the others are for spaces
	text, err := readAtMost(r, most)
	if err == errTooLong {
		return fmt.Errorf("the file has more than the %d bytes that %d weights may take: is it a weights file of "+
			"this network?", most, weights)
	}
	if err != nil {
		return err
	}
	var file savedWeights
	if err := json.Unmarshal(text, &file); err != nil {
		return fmt.Errorf("not a complete weights file: %w", withByte(err, text))
	}
	if file.Format != weightsFormat {
		return fmt.Errorf("the format is %q, want %q", file.Format, weightsFormat)
	}
	if len(file.Layers) != len(net.layers) {
		return fmt.Errorf("the file has %d layers, the network %d; build the network of the file",
			len(file.Layers), len(net.layers))
	}
	for i, l := range net.layers {
		if err := sameLayer(file.Layers[i], layerToSave(l)); err != nil {
			return fmt.Errorf("layer %d: %w; build the network of the file", i+1, err)
		}
	}
	for i, l := range net.layers { // change the network only now, because everything is valid
		for k, p := range l.Params() {
			copy(p.Value.Data, file.Layers[i].Params[k].Values)
		}
	}
	return nil
}

// withByte adds the position to an error of package json about text, if the error contains one. A
// text that ends too early is wrong at its end; Go 1.27 reports the last complete token instead.
func withByte(err error, text []byte) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && strings.Contains(err.Error(), "unexpected end"):
		return fmt.Errorf("at byte %d: %w", len(text), err)
	case errors.As(err, &syntax):
		return fmt.Errorf("at byte %d: %w", syntax.Offset, err)
	case errors.As(err, &kind):
		return fmt.Errorf("at byte %d: %w", kind.Offset, err)
	}
	return err
}

// sameLayer returns an error that names the first difference between a layer in the file and the
// same layer of the network, or nil if there is none.
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

// SaveFile calls write to write the file path. It writes a temporary file in the same folder first,
// and renames it when it is complete. Therefore the file is never incomplete, and an error leaves
// an existing file unchanged. If path is a link to a file, it remains a link. SaveFile returns an
// error if path is not a regular file, for example a folder or a device.
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
		return errors.New("it is a folder, want a file")
	case err == nil && !info.Mode().IsRegular():
		return errors.New("it is not a regular file, want a file or a new name")
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
