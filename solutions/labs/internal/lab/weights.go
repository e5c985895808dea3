package lab

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"nn"
	"nn/solutions/internal/bounded"
)

// Notes are additional fields at the start of a weights file. LoadWeights of package nn ignores
// them.
type Notes struct {
	Interrupted string `json:"interrupted,omitempty"` // where the training was interrupted
	Words       words  `json:"words,omitempty"`       // of imdb, in the order of the columns
}

// words is read into memory that is allocated once.
type words []string

// UnmarshalJSON reads the list.
func (w *words) UnmarshalJSON(text []byte) error {
	list := make([]string, 0, bytes.Count(text, []byte{','})+1)
	err := json.Unmarshal(text, &list)
	*w = list
	return err
}

// NetworkJSON returns a function that writes the weights of net with the notes.
func NetworkJSON(net *nn.NeuralNetwork, notes Notes) func(io.Writer) error {
	return func(w io.Writer) error {
		dir, err := os.MkdirTemp("", "nn-weights-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		plain := filepath.Join(dir, "weights")
		if err := net.SaveWeights(plain); err != nil {
			return err
		}
		fields, err := json.Marshal(notes)
		if err != nil {
			return err
		}
		f, err := os.Open(plain)
		if err != nil {
			return err
		}
		defer f.Close()
		if fields := fields[1 : len(fields)-1]; len(fields) > 0 {
			if _, err := fmt.Fprintf(w, "{%s,", fields); err != nil {
				return err
			}
			f.Seek(1, io.SeekStart) // after the opening brace
		}
		_, err = io.Copy(w, f)
		return err
	}
}

// NetworkFile describes a weights file.
type NetworkFile struct {
	Notes
	Layers layers `json:"layers"`
}

type layers []layer

type layer struct {
	Layer  string `json:"layer"`
	Input  int    `json:"input"`
	Output int    `json:"output"`
}

// mostEntries bounds the memory for a file with millions of empty layers.
const mostEntries = 1000

// UnmarshalJSON reads the list and skips the weights.
func (l *layers) UnmarshalJSON(text []byte) error {
	in := json.NewDecoder(bytes.NewReader(text))
	if begin, err := in.Token(); err != nil || begin != json.Delim('[') {
		return fmt.Errorf("found %.40s, want a list of layers", text)
	}
	for in.More() {
		if len(*l) == mostEntries {
			return fmt.Errorf("found more than %d layers", mostEntries)
		}
		*l = append(*l, layer{})
		if err := in.Decode(&(*l)[len(*l)-1]); err != nil {
			return err
		}
	}
	return nil
}

// ReadNetworkFile reads all of a weights file except the weights.
func ReadNetworkFile(path string) (*NetworkFile, error) {
	content, err := bounded.ReadFile(path, 256<<20)
	if err != nil {
		return nil, fmt.Errorf("cannot read the weights: %w", err)
	}
	file := new(NetworkFile)
	if err := json.Unmarshal(content, file); err != nil {
		return nil, fmt.Errorf("%s is not a complete weights file: %w; "+
			"want a file that -save has written", path, err)
	}
	return file, nil
}

// Has reports whether the network has a layer with the given name.
func (f *NetworkFile) Has(layer string) bool {
	for _, l := range f.Layers {
		if l.Layer == layer {
			return true
		}
	}
	return false
}

// Hidden returns the numbers of units of the hidden layers.
func (f *NetworkFile) Hidden() *Units {
	var units Units
	for _, l := range f.Layers {
		if l.Layer == "DenseLayer" {
			units = append(units, l.Output)
		}
	}
	units = units[:max(0, len(units)-1)] // the last dense layer is the output
	return &units
}

// Load loads the weights at path into net. If they are of other hidden layers, the error names
// them.
func Load(path string, net *nn.NeuralNetwork, hidden Units) error {
	file, err := ReadNetworkFile(path)
	if err != nil {
		return err
	}
	if found := file.Hidden(); len(file.Layers) > 0 && found.String() != hidden.String() {
		return Usagef("-hidden %q does not fit -load %s: use -hidden %s, the hidden layers of the file",
			hidden.String(), path, found.argument())
	}
	return net.LoadWeights(path)
}

// argument returns the units as an argument of a shell command.
func (u *Units) argument() string {
	if len(*u) == 0 {
		return `""`
	}
	return u.String()
}

// HistoryCSV returns a function that writes the history as [nn.History.WriteCSV] does. For an
// interrupted training, the column "interrupted" says where, in the last row.
func HistoryCSV(h nn.History, interrupted string) func(io.Writer) error {
	if interrupted == "" {
		return h.WriteCSV
	}
	return func(w io.Writer) error {
		var plain strings.Builder
		if err := h.WriteCSV(&plain); err != nil {
			return err
		}
		records, err := csv.NewReader(strings.NewReader(plain.String())).ReadAll()
		if err != nil {
			return err
		}
		for i := range records {
			field := ""
			switch i {
			case 0:
				field = "interrupted"
			case len(records) - 1:
				field = interrupted
			}
			records[i] = append(records[i], field)
		}
		return csv.NewWriter(w).WriteAll(records)
	}
}
