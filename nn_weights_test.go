// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// savedNetwork returns a network for the tests of files: 2 to 3 to 1.
func savedNetwork(seed uint64) *NeuralNetwork {
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.1, 0), newRand(seed))
	net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1))
	for i, p := range net.Params() {
		normal(p.Value, newRand(seed+uint64(i)))
	}
	return net
}

// wantOnly checks that dir holds exactly the given files.
func wantOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	if fmt.Sprint(found) != fmt.Sprint(names) {
		t.Errorf("the folder holds %v, want %v", found, names)
	}
}

func wantParams(t *testing.T, net *NeuralNetwork, want []*Matrix) {
	t.Helper()
	for i, p := range net.Params() {
		if !sameBits(p.Value, want[i]) {
			t.Errorf("the %s are\n%v\nwant\n%v", p.Name, p.Value, want[i])
		}
	}
}

// TestWeightsToTheBit: what is read is what was written, for every kind of number.
func TestWeightsToTheBit(t *testing.T) {
	special := []float64{
		0, math.Copysign(0, -1), 5e-324, -5e-324, 0x1p-1022, 0x0.fffffffffffffp-1022,
		math.MaxFloat64, -math.MaxFloat64,
		1. / 3, math.Pi, 1 + 0x1p-52, 1 - 0x1p-53, 1e21, 1e-7, 123456789012345678, -1e22,
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "weights.json")
	rng := newRand(1)
	for round := range 50 {
		net := savedNetwork(uint64(round))
		for _, p := range net.Params() {
			for i := range p.Value.Data {
				if v := math.Float64frombits(rng.Uint64()); round > 10 && isFinite(v) {
					p.Value.Data[i] = v
				} else {
					p.Value.Data[i] = special[rng.IntN(len(special))]
				}
			}
		}
		want := clones(net.Params(), valueOf)
		if err := net.SaveWeights(path); err != nil {
			t.Fatal(err)
		}
		wantParams(t, net, want)
		other := savedNetwork(99)
		memory := other.Params()[0].Value
		if err := other.LoadWeights(path); err != nil {
			t.Fatal(err)
		}
		wantParams(t, other, want)
		if other.Params()[0].Value != memory {
			t.Error("reading has replaced a matrix, which others may hold")
		}
	}
	wantOnly(t, dir, "weights.json")
}

// TestWeightsOfATrainedNetwork give the same predictions, and the second file is the first.
func TestWeightsOfATrainedNetwork(t *testing.T) {
	net, d := wideNetwork(1, NewSGD(0.1, 0.9))
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	first, second := filepath.Join(dir, "1"), filepath.Join(dir, "2")
	other, _ := wideNetwork(2, NewSGD(0.1, 0.9))
	for _, err := range []error{net.SaveWeights(first), other.LoadWeights(first),
		other.SaveWeights(second)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !sameBits(net.Predict(d.X), other.Predict(d.X)) {
		t.Error("other predictions")
	}
	a, _ := os.ReadFile(first)
	if b, _ := os.ReadFile(second); string(a) != string(b) {
		t.Error("another file")
	}
}

// file returns the text of the file that savedNetwork(1) writes.
func file(t testing.TB) string {
	t.Helper()
	var b strings.Builder
	if err := savedNetwork(1).writeWeights(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWeightsOfAnotherNetwork are refused with the first difference, and nothing is changed.
func TestWeightsOfAnotherNetwork(t *testing.T) {
	path := filepath.Join(t.TempDir(), "weights.json")
	loss, optimizer := new(MeanSquaredError), NewSGD(0.1, 0)
	network := func(inputs int, layers ...Layer) *NeuralNetwork {
		return NewNeuralNetwork(inputs, loss, optimizer, newRand(9)).Add(layers...)
	}
	named := func(name string) *NeuralNetwork {
		net := savedNetwork(9)
		net.Params()[3].Name = name
		return net
	}
	for _, c := range []struct {
		name string
		net  *NeuralNetwork
		want string
	}{
		{"layers",
			network(2, NewDenseLayer(3), NewTanhActivation()),
			"the file has 3 layers, the network 2"},
		{"activation", network(2, NewDenseLayer(3), NewReLUActivation(), NewDenseLayer(1)),
			"layer 2: the file has a TanhActivation, the network a ReLUActivation"},
		{"inputs", network(4, NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1)),
			"layer 1: the file's DenseLayer takes 2 columns to 3, the network's 4 to 3"},
		{"units", network(2, NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(2)),
			"layer 3: the file's DenseLayer takes 3 columns to 1, the network's 3 to 2"},
		{"the first of two", network(2, NewDenseLayer(4), NewReLUActivation(), NewDenseLayer(1)),
			"layer 1: the file's DenseLayer takes 2 columns to 3, the network's 2 to 4"},
		{"name of a parameter",
			named("slopes"), "layer 3: the file has biases (1, 1), the network slopes (1, 1)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := os.WriteFile(path, []byte(file(t)), 0o600); err != nil {
				t.Fatal(err)
			}
			want := clones(c.net.Params(), valueOf)
			wantError(t, c.net.LoadWeights(path), "nn: LoadWeights "+path+": "+c.want)
			wantParams(t, c.net, want)
		})
	}
}

// TestWeightsInLittleMemory: whatever a file contains, reading it allocates at most 25 times its
// size.
func TestWeightsInLittleMemory(t *testing.T) {
	const size = 1 << 18
	repeated := func(begin, part, end string) string {
		return begin + strings.Repeat(part+",", size/(len(part)+1)) + part + end
	}
	head := `{"format":"nn weights 1","layers":[`
	for _, c := range []struct{ name, text string }{
		{"empty layers", repeated(head, `{}`, `]}`)},
		{"null layers", repeated(head, `null`, `]}`)},
		{"numbers as layers", repeated(head, `1`, `]}`)},
		{"short layers", repeated(head, `{"layer":"A","input":1,"output":1}`, `]}`)},
		{"empty parameters", repeated(head+`{"layer":"DenseLayer","params":[`, `{}`, `]}]}`)},
		{"short parameters", repeated(head+`{"layer":"DenseLayer","params":[`, `{"name":"","rows":0,"cols":0,"values":[]}`, `]}]}`)},
		{"zeros", repeated(head+`{"layer":"DenseLayer","params":[{"name":"weights","values":[`, `0`, `]}]}]}`)},
		{"commas in text", head + `{"layer":"DenseLayer","params":[{"name":"weights","values":["` + strings.Repeat(",", size) + `"]}]}]}`},
		{"brackets", head + strings.Repeat("[", size) + strings.Repeat("]", size) + `]}`},
		{"other fields", repeated(`{"format":"nn weights 1","other":[`, `{}`, `]}`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			net := savedNetwork(9)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if err := net.readWeights(strings.NewReader(c.text)); err == nil {
				t.Error("no error")
			}
			runtime.ReadMemStats(&after)
			if ratio := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(c.text)); ratio > 25 {
				t.Errorf("allocates %.1f times the size of the file, want 25 at most", ratio)
			} else {
				t.Logf("%.1f times the size", ratio)
			}
		})
	}
}

// endless repeats a text without end after its beginning.
type endless struct {
	begin, part string
	n           int // bytes read
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		if e.n < len(e.begin) {
			p[i] = e.begin[e.n]
		} else {
			p[i] = e.part[(e.n-len(e.begin))%len(e.part)]
		}
		e.n++
	}
	return len(p), nil
}

// TestEndlessWeights: a file without end, such as a device or a pipe, is refused after as many bytes
// as the network's weights may take.
func TestEndlessWeights(t *testing.T) {
	net := savedNetwork(9)
	for _, r := range []*endless{
		{part: "\x00"}, {begin: `{"format":"`, part: "x"}, {part: "["}, {part: " "},
		{begin: `{"format":"nn weights 1","layers":[{"params":[{"values":[`, part: "0,"},
	} {
		err := net.readWeights(r)
		want := "more than the 16778048 bytes that 13 weights may take: is it a weights file of this network?"
		if err == nil || !strings.Contains(err.Error(), want) || r.n > 17<<20 {
			t.Errorf("%q and so on: error %v after %d bytes, want %q", r.begin+r.part, err, r.n, want)
		}
	}
}

// TestBrokenWeights: a file that is not whole is refused, with the place, and nothing is changed.
func TestBrokenWeights(t *testing.T) {
	text := file(t)
	replaced := func(old, new string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("%q is not in %s", old, text)
		}
		return strings.Replace(text, old, new, 1)
	}
	firstValue := text[strings.Index(text, `"values":[`)+len(`"values":[`):]
	firstValue = firstValue[:strings.Index(firstValue, ",")]
	behind := fmt.Sprintf("not a complete weights file: at byte %d: invalid character", len(text)+1)
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "not a complete weights file: at byte 0"},
		{"another format",
			`{"format":"weights 2"}`, `the format is "weights 2", want "nn weights 1"`},
		{"no format", `{}`, `the format is "", want "nn weights 1"`},
		{"another type", `[1, 2]`, "not a complete weights file: at byte 1"},
		{"text", "epoch,loss\n1,0.5\n", "not a complete weights file: at byte 1"},
		{"no layers", `{"format":"nn weights 1"}`, "the file has 0 layers, the network 3"},
		{"a value too few",
			replaced(firstValue+",", ""), "layer 1: weights (2, 3) has 5 values, want 6"},
		{"a value too many",
			replaced(firstValue+",", "1,"+firstValue+","),
			"layer 1: weights (2, 3) has 7 values, want 6"},
		{"rows",
			replaced(`"rows":2`, `"rows":3`), "layer 1: the file has weights (3, 3), the network weights (2, 3)"},
		{"columns",
			replaced(`"rows":2,"cols":3`, `"rows":2,"cols":4`),
			"layer 1: the file has weights (2, 4), the network weights (2, 3)"},
		{"negative rows",
			replaced(`"rows":2`, `"rows":-2`), "layer 1: the file has weights (-2, 3), the network weights (2, 3)"},
		{"parameters",
			replaced(`,{"name":"biases","rows":1,"cols":1`, `],"other":[{"name":"biases","rows":1,"cols":1`),
			"layer 3: the file's DenseLayer has 1 parameters, the network's 2"},
		{"NaN", replaced(firstValue, "NaN"), "not a complete weights file"},
		{"null for NaN", replaced(firstValue, "null"),
			"not a complete weights file: want a finite number, found null"},
		{"infinite", replaced(firstValue, "1e999"),
			"not a complete weights file: want a finite number, found 1e999"},
		{"text for a number", replaced(firstValue, `"1"`),
			`not a complete weights file: want a finite number, found "1"`},
		{"list for a number", replaced(firstValue, `[1]`),
			"not a complete weights file: want a finite number, found [1]"},
		{"rows that overflow",
			replaced(`"rows":2`, `"rows":99999999999999999999`), "not a complete weights file"},
		{"twice", text + text, behind},
		{"a bracket behind it",
			text + "]", behind},
		{"a brace behind it", text + "}", behind},
		{"a letter behind it",
			text + "x", behind},
		{"a zero byte behind it",
			text + "\x00", behind},
	} {
		t.Run(c.name, func(t *testing.T) {
			net := savedNetwork(9)
			want := clones(net.Params(), valueOf)
			err := net.readWeights(strings.NewReader(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q in it", err, c.want)
			}
			wantParams(t, net, want)
		})
	}
	for n := range len(strings.TrimSpace(text)) {
		net := savedNetwork(9)
		want := clones(net.Params(), valueOf)
		if err := net.readWeights(strings.NewReader(text[:n])); err == nil ||
			!strings.Contains(err.Error(),
				fmt.Sprintf("not a complete weights file: at byte %d: ", n)) {
			t.Errorf("the first %d of %d bytes give the error %v", n, len(text), err)
		}
		wantParams(t, net, want)
	}
	for _, text := range []string{text, strings.TrimSpace(text), text + "\n \t\n",
		strings.ReplaceAll(text, ",", " ,\n ")} {
		if err := savedNetwork(9).readWeights(strings.NewReader(text)); err != nil {
			t.Errorf("white space: %v", err)
		}
	}
}

func TestWeightsAreNotSavedHalf(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "weights.json")
	net := savedNetwork(1)
	if err := net.SaveWeights(path); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wantOld := func() {
		t.Helper()
		if text, _ := os.ReadFile(path); string(text) != string(old) {
			t.Errorf("the old file has become %q", text)
		}
		wantOnly(t, dir, "weights.json")
	}

	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		net.Params()[3].Value.Set(0, 0, v)
		err := net.SaveWeights(path)
		if wantError(t, err, "SaveWeights", path, "NaN or Inf"); !errors.Is(err, ErrDiverged) {
			t.Errorf("%v does not wrap ErrDiverged", err)
		}
		wantOld()
	}

	// A write that fails in the middle.
	err = SaveFile(path, func(w io.Writer) error {
		io.WriteString(w, `{"format":`)
		return errBroken
	})
	if wantError(t, err, "cannot write", path); !errors.Is(err, errBroken) {
		t.Errorf("%v does not wrap its cause", err)
	}
	wantOld()

	// A panic is the caller's affair, but must not leave half a file under the name.
	func() {
		defer func() { recover() }()
		SaveFile(path, func(w io.Writer) error { panic("stop") })
	}()
	if text, _ := os.ReadFile(path); string(text) != string(old) {
		t.Errorf("the old file has become %q", text)
	}
	wantOld()

	// A folder in the place of the file.
	folder := filepath.Join(dir, "folder")
	if err := os.MkdirAll(filepath.Join(folder, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	wantError(t, savedNetwork(1).SaveWeights(folder), "cannot write", folder)
	wantOnly(t, folder, "full")
	wantOnly(t, dir, "folder", "weights.json")

	// A folder that does not exist, or where nothing may be written.
	missing := filepath.Join(dir, "missing", "weights.json")
	if err := savedNetwork(1).SaveWeights(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing folder gives %v", err)
	}
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o700)
	if os.Geteuid() > 0 { // root may write anywhere; Windows has no such number
		err := savedNetwork(1).SaveWeights(filepath.Join(folder, "weights.json"))
		if wantError(t, err, "cannot write"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("%v does not wrap its cause", err)
		}
	}
	wantOnly(t, folder, "full")
}

func hello(w io.Writer) error {
	_, err := io.WriteString(w, "hello\n")
	return err
}

// TestSaveFileBeside: a file can take a name only in the folder, or else the disk, where it is.
func TestSaveFileBeside(t *testing.T) {
	dir := t.TempDir()
	err := SaveFile(filepath.Join(dir, "file"), func(w io.Writer) error {
		files, err := filepath.Glob(filepath.Join(dir, "file.*.tmp"))
		if len(files) != 1 {
			t.Errorf("%v beside the file, want one temporary file", files)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestSaveFileKeepsLinks, also to a link.
func TestSaveFileKeepsLinks(t *testing.T) {
	dir := t.TempDir()
	file, link := filepath.Join(dir, "file"), filepath.Join(dir, "link")
	twice := filepath.Join(dir, "twice")
	if err := os.Symlink("file", link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := os.Symlink(link, twice); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{link, link, twice} {
		if err := SaveFile(path, hello); err != nil {
			t.Fatal(err)
		}
		if text, err := os.ReadFile(file); string(text) != "hello\n" {
			t.Errorf("the file behind %s holds %q, %v", path, text, err)
		}
		if to, _ := os.Readlink(link); to != "file" {
			t.Errorf("the link leads to %q", to)
		}
		wantOnly(t, dir, "file", "link", "twice")
		if err := os.WriteFile(file, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestSaveFileRefuses what is not a file.
func TestSaveFileRefuses(t *testing.T) {
	dir := t.TempDir()
	wantError(t, SaveFile(dir, hello), "cannot write", dir, "it is a folder")
	wantError(t, savedNetwork(1).LoadWeights(dir), "LoadWeights", dir, "it is a folder")
	if _, err := os.Stat(os.DevNull); err == nil && os.DevNull == "/dev/null" {
		wantError(t, SaveFile(os.DevNull, hello), "cannot write", os.DevNull, "it is not a regular file")
	}
}

func TestLoadWeightsOfNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.json")
	err := savedNetwork(1).LoadWeights(path)
	if wantError(t, err, "LoadWeights", path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v does not wrap its cause", err)
	}
}

// TestSavedFile: the file is there for everybody, and takes the place of an old one.
func TestSavedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "weights.json")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := savedNetwork(1).SaveWeights(path); err != nil {
		t.Fatal(err)
	}
	if text, _ := os.ReadFile(path); string(text) != file(t) {
		t.Errorf("got %q", text)
	}
	info, err := os.Stat(path)
	if err != nil || os.PathSeparator == '/' && info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
