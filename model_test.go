// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// savedModelOf returns a model with every kind of layer that a model file can contain, and with
// both standardizers.
func savedModelOf(seed uint64) *Model {
	rng := newRand(seed)
	net := NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(0.1, 0), rng)
	net.Add(NewDenseLayer(4), NewReLUActivation(), NewDropout(0.25, newRand(seed)), NewDenseLayer(5), NewTanhActivation(),
		NewDenseLayer(4), NewSigmoidActivation(), NewDenseLayer(2), NewSoftmaxActivation(), NewLinearActivation())
	for _, p := range net.Params() {
		normal(p.Value, rng)
	}
	X, Y := normal(NewMatrix(20, 3), rng), normal(NewMatrix(20, 2), rng)
	return &Model{Network: net, Inputs: FitStandardizer(X), Targets: FitStandardizer(Y),
		Features: []string{"size", "a \"quoted\" {name}", "größe"}, Labels: []string{"yes", "no"}}
}

var modelExample = map[string]float64{"size": 1.5, "a \"quoted\" {name}": -2, "größe": 0.25}

func TestModelToTheBit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.json")
	for seed := range uint64(20) {
		m := savedModelOf(seed)
		if seed%3 == 1 {
			m.Inputs = nil
		}
		if seed%3 == 2 {
			m.Targets = nil
		}
		if err := m.Save(path); err != nil {
			t.Fatal(err)
		}
		loaded, err := LoadModel(path)
		if err != nil {
			t.Fatal(err)
		}
		wantParams(t, loaded.Network, clones(m.Network.Params(), valueOf))
		want, err := m.Predict(modelExample)
		if err != nil {
			t.Fatal(err)
		}
		got, err := loaded.Predict(modelExample)
		if err != nil || len(got) != 2 || got["yes"] != want["yes"] || got["no"] != want["no"] {
			t.Errorf("predicts %v (%v), want %v", got, err, want)
		}
		class, err := loaded.Class(modelExample)
		if err != nil || (class == "yes") != (want["yes"] >= want["no"]) {
			t.Errorf("class %q (%v) of %v", class, err, want)
		}
		if rate := loaded.Network.Layers()[2].(*Dropout).Rate; rate != 0.25 {
			t.Errorf("dropout rate %v, want 0.25", rate)
		}
	}
}

// The numbers of a prediction, worked out by hand: z = ((3-1)/2, (8-4)/4) = (1, 1),
// y = 2·1 + 3·1 + 1 = 6, and in the unit of the targets 6·10 + 100.
func TestModelPredictsInTheUnitOfTheData(t *testing.T) {
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(1))
	copy(net.Params()[0].Value.Data, []float64{2, 3})
	net.Params()[1].Value.Data[0] = 1
	m := &Model{Network: net, Features: []string{"a", "b"}, Labels: []string{"price"},
		Inputs:  &Standardizer{Mean: MatrixOf([]float64{1, 4}), Std: MatrixOf([]float64{2, 4})},
		Targets: &Standardizer{Mean: MatrixOf([]float64{100}), Std: MatrixOf([]float64{10})}}
	y, err := m.Predict(map[string]float64{"b": 8, "a": 3})
	if err != nil || y["price"] != 160 {
		t.Errorf("predicts %v (%v), want 160", y, err)
	}
	if class, _ := m.Class(map[string]float64{"b": 8, "a": 3}); class != "price" {
		t.Errorf("class %q, want price", class)
	}
	if class, _ := m.Class(map[string]float64{"b": -80, "a": 3}); class != "not price" {
		t.Errorf("class %q, want not price", class)
	}
}

// TestModelWithGaps: a missing value gets the imputer's value before it is standardized, and of a
// category one column is enough. The network adds its four inputs.
func TestModelWithGaps(t *testing.T) {
	net := NewNeuralNetwork(4, new(MeanSquaredError), NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(1))
	copy(net.Params()[0].Value.Data, []float64{1, 10, 100, 1000})
	features := []string{"age", "sex=f", "sex=m", "fare"}
	m := &Model{Network: net, Features: features, Labels: []string{"y"},
		Imputer: &Imputer{Features: features, Values: []float64{30, 1, 0, 7}},
		Inputs:  &Standardizer{Mean: MatrixOf([]float64{20, 0, 0, 5}), Std: MatrixOf([]float64{10, 1, 1, 2})}}
	path := filepath.Join(t.TempDir(), "model.json")
	if err := m.Save(path); err != nil {
		t.Fatal(err)
	}
	loaded, err := LoadModel(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		example map[string]float64
		want    float64
	}{
		{map[string]float64{"age": 40, "sex=f": 0, "sex=m": 1, "fare": 5}, 2 + 100},
		{map[string]float64{"age": 40, "sex=m": 1, "fare": 5}, 2 + 100},
		{map[string]float64{"age": 40, "fare": 5}, 2 + 10},
		{map[string]float64{"sex=m": 1, "fare": math.NaN()}, 1 + 100 + 1000},
		{nil, 1 + 10 + 1000},
	} {
		for _, m := range []*Model{m, loaded} {
			if y, err := m.Predict(c.example); err != nil || y["y"] != c.want {
				t.Errorf("%v: %v (%v), want %v", c.example, y, err, c.want)
			}
		}
	}
	loaded.Imputer = nil
	if y, err := loaded.Predict(map[string]float64{"age": 40, "sex=m": 1, "fare": 5}); err != nil || y["y"] != 102 {
		t.Errorf("without an imputer: %v (%v), want 102", y, err)
	}
	for _, example := range []map[string]float64{
		{"sex=m": 1, "fare": 5},            // no age
		{"age": 40, "fare": 5},             // no sex
		{"age": 40, "sex=m": 0, "fare": 5}, // not m, which says nothing of f
	} {
		if y, err := loaded.Predict(example); err == nil {
			t.Errorf("%v: %v, want an error", example, y)
		}
	}
	for _, values := range [][]float64{{30, 1, 0}, {30, 1, 0, math.Inf(1)}} {
		m.Imputer = &Imputer{Features: features, Values: values}
		if err := m.Save(path); err == nil || !strings.Contains(err.Error(), "imputer") {
			t.Errorf("the imputer %v: %v", values, err)
		}
	}
}

func TestModelPredictErrors(t *testing.T) {
	m := savedModelOf(1)
	with := func(name string, x float64) map[string]float64 {
		e := map[string]float64{name: x}
		for name, x := range modelExample {
			if _, ok := e[name]; !ok {
				e[name] = x
			}
		}
		return e
	}
	for _, c := range []struct {
		example map[string]float64
		want    string
	}{
		{map[string]float64{"size": 1}, `there is no value for "a \"quoted\" {name}"; the features are ["size"`},
		{nil, `there is no value for "size"`},
		{with("Size", 1), `there is no feature "Size"`},
		{with("size", math.NaN()), `"size" is NaN, want a finite number`},
		{with("size", math.Inf(1)), `"size" is +Inf`},
	} {
		if _, err := m.Predict(c.example); err == nil || !strings.Contains(err.Error(), "nn: Predict: "+c.want) {
			t.Errorf("%v: error %v, want %q in it", c.example, err, c.want)
		}
		if _, err := m.Class(c.example); err == nil {
			t.Errorf("%v: Class has no error", c.example)
		}
	}
}

// ReLULike has the name of no layer of the package, and a layer of the same name in another package
// would have another behaviour.
type ReLULike struct{ ReLUActivation }

func TestModelIsNotSaved(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "model.json")
	for _, c := range []struct {
		name  string
		spoil func(m *Model)
		want  string
	}{
		{"no network", func(m *Model) { m.Network = nil }, "the model has no network"},
		{"no layers", func(m *Model) { m.Network = NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(1, 0), newRand(1)) }, "no network with layers"},
		{"a name too few", func(m *Model) { m.Features = m.Features[1:] }, "Features has 2 names, want 3"},
		{"no labels", func(m *Model) { m.Labels = nil }, "Labels has 0 names, want 2"},
		{"a name twice", func(m *Model) { m.Labels = []string{"no", "no"} }, `Labels contains "no" twice`},
		{"a standardizer of other data", func(m *Model) { m.Inputs = m.Targets }, "Mean (1, 2) and Std (1, 2), but Features has 3 names"},
		{"an empty standardizer", func(m *Model) { m.Inputs = &Standardizer{} }, "Mean nil and Std nil"},
		{"a negative deviation", func(m *Model) { m.Targets.Std.Data[0] = -1 }, "a negative Std"},
		{"a mean of NaN", func(m *Model) { m.Inputs.Mean.Data[1] = math.NaN() }, "the standardizer of Features has a NaN"},
		{"a weight of NaN", func(m *Model) { m.Network.Params()[0].Value.Data[0] = math.NaN() }, "the weights contain NaN or Inf"},
		{"another layer", func(m *Model) { m.Network.layers[1] = &ReLULike{*NewReLUActivation()} }, `layer 2: a "ReLULike" is not a layer that a model file can contain`},
	} {
		m := savedModelOf(1)
		c.spoil(m)
		if err := m.Save(path); err == nil || !strings.Contains(err.Error(), "nn: cannot save the model "+path+": ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
	wantOnly(t, dir)
}

// modelText returns the content of a model file.
func modelText(t testing.TB) string {
	var b strings.Builder
	file, err := savedModelOf(1).toSave()
	if err != nil {
		t.Fatal(err)
	}
	if err := file.write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBrokenModel(t *testing.T) {
	text := modelText(t)
	for _, c := range []struct{ name, old, new, want string }{
		{"format", modelFormat, "nn model 9", `the format is "nn model 9", want "nn model 1"`},
		{"a weights file", modelFormat, weightsFormat, "a file of SaveWeights"},
		{"no features", `"features"`, `"other"`, "the file has 0 features"},
		{"a feature too few", `"size",`, ``, "layer 1: the DenseLayer has 3 inputs, but 2 columns come before it"},
		{"a label too few", `"yes",`, ``, "Labels has 1 names, want 2"},
		{"features that are numbers", `"size"`, `7`, "not a complete model file: want a list of names"},
		{"a layer of another package", `"TanhActivation"`, `"BatchNorm"`, `layer 5: a "BatchNorm" is not a layer`},
		{"a layer without a name", `"TanhActivation"`, `""`, `layer 5: a "" is not a layer`},
		{"units", `"DenseLayer","input":3,"output":4`, `"DenseLayer","input":3,"output":5`, "layer 1: the DenseLayer from 3 to 5 columns has the wrong number of weights"},
		{"no units", `"DenseLayer","input":3,"output":4`, `"DenseLayer","input":3,"output":-4`, "layer 1: a DenseLayer of -4 units"},
		{"very many units", `"DenseLayer","input":3,"output":4`, `"DenseLayer","input":3,"output":2000000000`, "wrong number of weights"},
		{"units of an activation", `"ReLUActivation","input":4,"output":4`, `"ReLUActivation","input":4,"output":5`, "layer 2: the file's ReLUActivation takes 4 columns to 5"},
		{"rows", `"rows":3,"cols":4`, `"rows":4,"cols":3`, "layer 1: the file has weights (4, 3), the network weights (3, 4)"},
		{"name of a parameter", `"biases"`, `"slopes"`, "layer 1: the file has slopes (1, 4)"},
		{"dropout rate", `"rate":0.25`, `"rate":1`, "layer 3: a Dropout with rate 1"},
		{"standard deviation", `"std":[`, `"std":[-`, "a negative Std"},
		{"mean", `"mean":[`, `"mean":[1,`, "Mean (1, 4)"},
		{"null", `"mean":[`, `"mean":[null,`, "want a finite number, found null"},
	} {
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s: %q is not in\n%s", c.name, c.old, text)
		}
		if _, err := readModel([]byte(strings.Replace(text, c.old, c.new, 1))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q in it", c.name, err, c.want)
		}
	}
	for n := range len(strings.TrimSpace(text)) {
		if _, err := readModel([]byte(text[:n])); err == nil {
			t.Errorf("the first %d of %d bytes give no error", n, len(text))
		}
	}
	if _, err := LoadModel(t.TempDir()); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a folder gives the error %v", err)
	}
	if _, err := LoadModel(filepath.Join(t.TempDir(), "none.json")); !os.IsNotExist(unwrapped(err)) {
		t.Errorf("no file gives the error %v", err)
	}
}

// TestLargeModel: a file that is too large for a model, such as a device, is not read to its end, and
// Save does not write one.
func TestLargeModel(t *testing.T) {
	if testing.Short() {
		t.Skip("takes the memory of a large file")
	}
	path := filepath.Join(t.TempDir(), "large.json")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 1<<32); err != nil { // zeros that take no place on the disk
		t.Skip(err)
	}
	want := "nn: LoadModel " + path + ": the file has more than 256 MiB"
	if _, err := LoadModel(path); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("a file of 4 GiB gives the error %v, want %q", err, want)
	}
	m := savedModelOf(1)
	m.Network.layers[0].(*DenseLayer).params[0].Value = NewMatrix(1, maxModelWeights)
	want = "weights, and a model may have 10000000: use SaveWeights"
	if err := m.Save(path); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("saving 10,000,000 weights gives the error %v, want %q", err, want)
	}
}

func unwrapped(err error) error {
	for {
		inner, ok := err.(interface{ Unwrap() error })
		if !ok || inner.Unwrap() == nil {
			return err
		}
		err = inner.Unwrap()
	}
}

// TestModelInLittleMemory: whatever a file contains, reading it allocates at most 25 times its
// size.
func TestModelInLittleMemory(t *testing.T) {
	const size = 1 << 18
	repeated := func(begin, part, end string) string {
		return begin + strings.Repeat(part+",", size/(len(part)+1)) + part + end
	}
	head := `{"format":"nn model 1","labels":["a"],"features":[`
	for _, c := range []struct{ name, text string }{
		{"names", repeated(head, `""`, `]}`)},
		{"null names", repeated(head, `null`, `],"layers":[{"layer":"ReLUActivation","input":1,"output":1}]}`)},
		{"empty layers", repeated(head+`"a"],"layers":[`, `{}`, `]}`)},
		{"layers", repeated(head+`"a"],"layers":[`, `{"layer":"ReLUActivation","input":1,"output":1}`, `]}`)},
		{"numbers", repeated(head+`"a"],"inputs":{"mean":[`, `0`, `]}}`)},
		{"units without weights", repeated(head+`"a"],"layers":[{"layer":"DenseLayer","input":1,"output":1000000000,"params":[{"name":"weights","values":[`, `0`, `]}]}]}`)},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m, err := readModel([]byte(c.text))
		runtime.ReadMemStats(&after)
		if err == nil && c.name != "layers" {
			t.Errorf("%s: no error, but %v", c.name, m)
		}
		ratio := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(c.text))
		if t.Logf("%s: %.1f times the size", c.name, ratio); ratio > 25 {
			t.Errorf("%s: allocates %.1f times the size of the file, want 25 at most", c.name, ratio)
		}
	}
}

// FuzzReadModel reads any text as a model. It is refused, or the model is whole: written out it is
// read as the same text again, and it predicts or says why not.
func FuzzReadModel(f *testing.F) {
	written := func(t testing.TB, m *Model) string {
		saved, err := m.toSave()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := saved.write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	text := written(f, savedModelOf(9))
	f.Add(text)
	f.Add(text[:len(text)/2])
	f.Add(strings.Replace(text, "1", "null", 1))
	f.Add(`{"format":"nn model 1","features":["a"],"labels":["b"],` +
		`"layers":[{"layer":"ReLUActivation","input":1,"output":1}]}`)
	f.Add(`{"format":"nn model 1","features":["a","a"],"labels":null,` +
		`"layers":[{"layer":"Dropout","input":2,"output":2,"rate":0.5}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		m, err := readModel([]byte(text))
		if err != nil {
			return
		}
		once := written(t, m)
		again, err := readModel([]byte(once))
		if err != nil {
			t.Fatalf("written as %s: %v", once, err)
		}
		if twice := written(t, again); twice != once {
			t.Errorf("written as\n%s\nand again as\n%s", once, twice)
		}
		if y, err := m.outputs(make(map[string]float64)); err == nil {
			t.Errorf("predicts %v from nothing", y)
		}
		example := make(map[string]float64)
		for _, name := range m.Features {
			example[name] = 1
		}
		m.outputs(example)
	})
}
