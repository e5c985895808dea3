package nn

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// clouds returns n points of k classes in d dimensions, one normal cloud per class.
func clouds(n, d, k int, seed uint64) *Dataset {
	rng := newRand(seed)
	centers := normal(NewMatrix(k, d), rng)
	X, classes := normal(NewMatrix(n, d), rng), make([]int, n)
	for i := range n {
		classes[i] = i % k
		for j := range d {
			X.Data[i*d+j] = 0.6*X.Data[i*d+j] + centers.At(classes[i], j)
		}
	}
	return &Dataset{X: X, Y: OneHot(classes, k)}
}

// halves returns the even and the odd pairs of examples, so that both have all classes.
func halves(d *Dataset) (a, b *Dataset) {
	var rows [2][]int
	for i := range d.Len() {
		rows[i/4%2] = append(rows[i/4%2], i)
	}
	return d.Subset(rows[0]), d.Subset(rows[1])
}

// training is a training for the tests of a diagnosis. Its fields can be changed before it is run.
type training struct {
	train, val *Dataset
	layers     []Layer
	loss       LossFunction
	optimizer  Optimizer
	epochs     int
	batch      int
	prepare    func(*NeuralNetwork)
}

// classification returns a healthy training with three classes in six dimensions.
func classification() *training {
	d := clouds(600, 6, 3, 1)
	train, val := halves(d)
	return &training{train: train, val: val, loss: new(CategoricalCrossEntropy), optimizer: NewSGD(0.1, 0), epochs: 20, batch: 16,
		layers: []Layer{NewDenseLayer(12), NewReLUActivation(), NewDenseLayer(3), NewSoftmaxActivation()}}
}

// regression returns a healthy training with one target.
func regression() *training {
	X := normal(NewMatrix(400, 3), newRand(2))
	Y := NewMatrix(400, 1)
	for i := range X.Rows {
		Y.Data[i] = math.Sin(X.At(i, 0)) + X.At(i, 1)*0.5 - 0.2
	}
	train, val := halves(&Dataset{X: X, Y: Y})
	return &training{train: train, val: val, loss: new(MeanSquaredError), optimizer: NewSGD(0.05, 0), epochs: 30, batch: 16,
		layers: []Layer{NewDenseLayer(12), NewTanhActivation(), NewDenseLayer(1)}}
}

func (c *training) network(callbacks ...Callback) *NeuralNetwork {
	net := NewNeuralNetwork(c.train.X.Cols, c.loss, c.optimizer, newRand(3))
	net.Add(c.layers...)
	net.Epochs, net.BatchSize, net.Callbacks = c.epochs, c.batch, callbacks
	if c.prepare != nil {
		c.prepare(net)
	}
	return net
}

// columnwise returns a copy of d with X changed by f(row).
func columnwise(d *Dataset, f func(i int, x []float64)) *Dataset {
	X := d.X.Clone()
	for i := range X.Rows {
		f(i, X.Row(i))
	}
	return &Dataset{X: X, Y: d.Y}
}

func withInitializer(n int, f Initializer) *DenseLayer {
	l := NewDenseLayer(n)
	l.Initializer = f
	return l
}

// deep returns k hidden layers and an output layer of three classes.
func deep(k, units int, f Initializer, activation func() Layer) (layers []Layer) {
	for range k {
		layers = append(layers, withInitializer(units, f), activation())
	}
	return append(layers, withInitializer(3, f), NewSoftmaxActivation())
}

// diagnosisCases has a training for every rule.
var diagnosisCases = []struct {
	rule  string
	layer int
	words []string
	make  func() *training
}{
	{"one-class", 0, []string{"all 300 training examples"}, func() *training {
		c := classification()
		c.train.Y = OneHot(make([]int, 300), 3)
		return c
	}},
	{"missing-code", 0, []string{"column 4 is -999 in 30 of 300"}, func() *training {
		c := classification()
		c.train = columnwise(c.train, func(i int, x []float64) {
			if i%10 == 0 {
				x[3] = -999
			}
		})
		return c
	}},
	{"unlike-scales", 0, []string{"column 2 (income) has values of about"}, func() *training {
		c := classification()
		big := func(i int, x []float64) { x[1] *= 5000 }
		c.train, c.val = columnwise(c.train, big), columnwise(c.val, big)
		c.train.Features = []string{"age", "income", "c", "d", "e", "f"}
		return c
	}},
	{"input-scale", 0, []string{"root mean square"}, func() *training {
		c := classification()
		big := func(i int, x []float64) {
			for j := range x {
				x[j] = 100 + 50*x[j]
			}
		}
		c.train, c.val = columnwise(c.train, big), columnwise(c.val, big)
		return c
	}},
	{"constant-columns", 0, []string{"1 of 6 columns", "column 5 is always 1"}, func() *training {
		c := classification()
		one := func(i int, x []float64) { x[4] = 1 }
		c.train, c.val = columnwise(c.train, one), columnwise(c.val, one)
		return c
	}},
	{"target-scale", 0, []string{"target 1 has values of about"}, func() *training {
		c := regression()
		c.optimizer, c.train.Y = NewAdam(0.01), new(Matrix).Scale(1000, c.train.Y)
		c.val.Y = new(Matrix).Scale(1000, c.val.Y)
		return c
	}},
	{"output-range", 4, []string{"outside 0 to 1", "SigmoidActivation"}, func() *training {
		c := regression()
		c.layers = append(c.layers, NewSigmoidActivation())
		return c
	}},
	{"validation-scale", 0, []string{"different scale", "column 3 has mean"}, func() *training {
		c := classification()
		c.val = columnwise(c.val, func(i int, x []float64) {
			for j := range x {
				x[j] = 20 + 10*x[j]
			}
		})
		return c
	}},
	{"different-sets", 0, []string{"class 2 is 100 % of validation"}, func() *training {
		c := classification()
		var rows []int
		for i, class := range Classes(c.val.Y) {
			if class == 2 {
				rows = append(rows, i)
			}
		}
		c.val = c.val.Subset(rows)
		return c
	}},
	{"duplicates", 0, []string{"100 of 200 examples of validation"}, func() *training {
		c := classification()
		rows := make([]int, 100)
		for i := range rows {
			rows[i] = 2 * i
		}
		a, b := c.train.Subset(rows), c.val.Subset(rows)
		c.val = &Dataset{X: MatrixOf(slices.Concat(rowSlices(a.X), rowSlices(b.X))...), Y: MatrixOf(slices.Concat(rowSlices(a.Y), rowSlices(b.Y))...)}
		return c
	}},
	{"missing-activation", 3, []string{"follows a dense layer"}, func() *training {
		c := classification()
		c.layers = []Layer{NewDenseLayer(12), NewDropout(0.1, newRand(1)), NewDenseLayer(3), NewSoftmaxActivation()}
		return c
	}},
	{"extra-activation", 5, []string{"a SoftmaxActivation follows a SigmoidActivation"}, func() *training {
		c := classification()
		c.layers = append(c.layers[:3:3], NewSigmoidActivation(), NewSoftmaxActivation())
		return c
	}},
	{"dropout-at-output", 4, []string{"50 % of the outputs"}, func() *training {
		c := classification()
		c.layers = append(c.layers[:3:3], NewDropout(0.5, newRand(1)), NewSoftmaxActivation())
		return c
	}},
	{"too-much-dropout", 3, []string{"rate 0.9 leaves 1.2 of 12 inputs"}, func() *training {
		c := classification()
		c.layers = []Layer{c.layers[0], c.layers[1], NewDropout(0.9, newRand(1)), c.layers[2], c.layers[3]}
		return c
	}},
	{"equal-weights", 1, []string{"all 12 units"}, func() *training {
		c := classification()
		c.layers[0] = withInitializer(12, Zeros)
		return c
	}},
	{"dead-units", 2, []string{"12 of 12 units of the ReLUActivation"}, func() *training {
		c := classification()
		c.prepare = func(net *NeuralNetwork) {
			for i := range net.Params()[1].Value.Data {
				net.Params()[1].Value.Data[i] = -20
			}
		}
		return c
	}},
	{"saturation", 2, []string{"of the outputs of the SigmoidActivation"}, func() *training {
		c := classification()
		c.layers[0], c.layers[1] = withInitializer(12, NewUniform(100)), NewSigmoidActivation()
		return c
	}},
	{"vanishing-gradient", 1, []string{"in layer 19"}, func() *training {
		c := classification()
		c.layers = deep(9, 12, Glorot, func() Layer { return NewSigmoidActivation() })
		return c
	}},
	{"exploding-gradient", 1, []string{"times as large as the weights"}, func() *training {
		c := classification()
		c.layers, c.optimizer = deep(5, 30, NewUniform(2), func() Layer { return NewReLUActivation() }), NewSGD(1e-9, 0)
		return c
	}},
	{"too-much-penalty", 0, []string{"outweighs"}, func() *training {
		c := classification()
		c.layers[0].(*DenseLayer).KernelRegularizer(L2(2))
		c.layers[2].(*DenseLayer).KernelRegularizer(L2(2))
		return c
	}},
	{"rate-too-high", 0, []string{"times their size, and the loss is"}, func() *training {
		c := classification()
		c.layers[1], c.optimizer = NewTanhActivation(), NewSGD(2000, 0)
		return c
	}},
	{"rate-too-high", 0, []string{"diverged"}, func() *training {
		c := regression()
		c.optimizer = NewSGD(50, 0)
		c.layers[1] = NewReLUActivation()
		return c
	}},
	{"oscillation", 0, []string{"up and down in the last ten epochs"}, func() *training {
		c := classification()
		c.optimizer = NewAdam(3)
		return c
	}},
	{"unmatched-labels", 0, []string{"unrelated targets"}, func() *training {
		c := classification()
		c.train.Y = new(Matrix).Gather(c.train.Y, newRand(7).Perm(300))
		return c
	}},
	{"overfitting", 0, []string{"overfits from epoch", "validation loss has risen"}, func() *training {
		c := classification()
		c.train = c.train.Subset([]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
		for i := range 4 { // four wrong labels
			c.train.Y.Row(i)[0], c.train.Y.Row(i)[1], c.train.Y.Row(i)[2] = c.train.Y.At(i, 2), c.train.Y.At(i, 0), c.train.Y.At(i, 1)
		}
		c.layers[0], c.optimizer, c.epochs = NewDenseLayer(60), NewAdam(0.01), 150
		return c
	}},
	{"constant-loss", 0, []string{"no better than without looking at the inputs"}, func() *training {
		c := classification()
		c.optimizer = NewSGD(0, 0)
		return c
	}},
	{"not-finite", 0, []string{"the inputs X contain NaN or Inf"}, func() *training {
		c := classification()
		c.train = columnwise(c.train, func(i int, x []float64) {
			if i == 150 {
				x[2] = math.NaN()
			}
		})
		return c
	}},
	{"nan-update", 1, []string{"finite gradients into NaN"}, func() *training {
		c := classification()
		c.optimizer = rootOfMean{}
		return c
	}},
	{"rate-too-low", 0, []string{"slowly and steadily"}, func() *training {
		c := classification()
		c.optimizer = NewSGD(0.0005, 0)
		return c
	}},
	{"few-updates", 0, []string{"updated only 20 times", "600 of 600"}, func() *training {
		c := classification()
		c.train, c.val = clouds(600, 6, 3, 1), nil
		c.batch, c.optimizer = 1000, NewSGD(0.02, 0)
		return c
	}},
	{"majority", 0, []string{"class 0 for almost every example"}, func() *training {
		rng := newRand(8)
		X, Y := normal(NewMatrix(600, 4), rng), NewMatrix(600, 1)
		for i := 0; i < 600; i += 25 {
			Y.Data[i] = 1
			X.Data[4*i] += 0.7
		}
		c := classification()
		c.train, c.val, c.loss = &Dataset{X: X, Y: Y}, nil, new(BinaryCrossEntropy)
		c.layers = []Layer{NewDenseLayer(8), NewReLUActivation(), NewDenseLayer(1), NewSigmoidActivation()}
		return c
	}},
}

// rootOfMean is an optimizer that divides by the root of the gradient, not of its square.
type rootOfMean struct{}

func (rootOfMean) Update(p *Param) {
	for i, g := range p.Grad.Data {
		p.Value.Data[i] -= 0.01 * g / math.Sqrt(g)
	}
}

func rowSlices(X *Matrix) (rows [][]float64) {
	for i := range X.Rows {
		rows = append(rows, X.Row(i))
	}
	return rows
}

func TestDiagnosisRules(t *testing.T) {
	if testing.Short() {
		t.Skip("a training for each rule")
	}
	tested := map[string]bool{}
	for _, c := range diagnosisCases {
		tested[c.rule] = true
		t.Run(c.rule, func(t *testing.T) {
			tr := c.make()
			var out bytes.Buffer
			d := NewDiagnosis(&out)
			net := tr.network(d)
			if err := net.Fit(tr.train, tr.val); err != nil && !errors.Is(err, ErrDiverged) {
				t.Fatal(err)
			}
			i := slices.IndexFunc(d.Findings, func(f Finding) bool { return f.Rule == c.rule })
			if i < 0 {
				t.Fatalf("no finding %s, but\n%s\nlevel %v, %+v", c.rule, out.String(), d.probe.level, d.steps)
			}
			f := d.Findings[i]
			if f.Layer != c.layer || f.Epoch < 0 || f.Epoch > tr.epochs {
				t.Errorf("%v: layer %d, want %d", f, f.Layer, c.layer)
			}
			for _, word := range c.words {
				if !strings.Contains(f.Sentence, word) {
					t.Errorf("%v does not contain %q", f, word)
				}
			}
			var want strings.Builder
			for _, f := range d.Findings {
				fmt.Fprintln(&want, f)
			}
			if out.String() != want.String() {
				t.Errorf("written:\n%swant\n%s", out.String(), want.String())
			}
			t.Log("\n" + out.String())
		})
	}
	for _, r := range slices.Concat(rulesBefore, rulesInEpoch, rulesAfter) {
		if !tested[r.name] {
			t.Errorf("the rule %s has no training", r.name)
		}
	}
}

// Every section to which a rule refers is a heading of docs/what-went-wrong.md, and every rule is
// in the comment of Diagnosis.
func TestDiagnosisRulesAreDocumented(t *testing.T) {
	inRepository(t)
	page, err := os.ReadFile("docs/what-went-wrong.md")
	if err != nil {
		t.Fatal(err)
	}
	p, _ := documentation(t)
	comment := ""
	for _, typ := range p.Types {
		if typ.Name == "Diagnosis" {
			comment = typ.Doc
		}
	}
	rules := map[string]bool{}
	for _, r := range slices.Concat(rulesBefore, rulesInEpoch, rulesAfter) {
		rules[r.name] = true
		if !strings.Contains(string(page), "\n## "+r.section+"\n") {
			t.Errorf("the rule %s refers to the section %q, which is not in docs/what-went-wrong.md", r.name, r.section)
		}
		if !strings.Contains(comment, "  "+r.name+" ") {
			t.Errorf("the comment of Diagnosis does not have the rule %s", r.name)
		}
	}
	if len(rules) < 20 {
		t.Errorf("%d rules, want 20 or more", len(rules))
	}
}

// TestDiagnosisIsQuiet: no finding in healthy trainings of several kinds, and the same weights to
// the bit as without a diagnosis.
func TestDiagnosisIsQuiet(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	seeds := uint64(24)
	if testing.Short() {
		seeds = 6
	}
	for seed := range seeds {
		make := func() *training {
			rng := newRand(seed)
			var c *training
			switch seed % 4 {
			case 0:
				c = classification()
				c.train, c.val = halves(clouds(600, 8, 4, seed+50))
				c.layers[2] = NewDenseLayer(4)
			case 1:
				c = regression()
			default:
				c = classification()
				c.train, c.val = halves(Moons(400, 0.15, rng))
				c.loss, c.epochs = new(BinaryCrossEntropy), 60
				c.layers[2], c.layers[3] = NewDenseLayer(1), NewSigmoidActivation()
			}
			c.layers[1] = []Layer{NewReLUActivation(), NewTanhActivation()}[rng.IntN(2)]
			switch seed / 4 % 3 {
			case 0:
				c.layers = slices.Insert(c.layers, 2, Layer(NewDropout(0.2, newRand(seed))))
			case 1:
				c.layers[0].(*DenseLayer).KernelRegularizer(L2(1e-4))
			case 2:
				c.train.X, c.val.X = c.train.X.Sparse(), c.val.X.Sparse()
			}
			c.optimizer = []Optimizer{NewAdam(0.01), NewSGD(0.1, 0.9), NewRMSProp(0.003), NewSGD(0.1, 0)}[rng.IntN(4)]
			return c
		}
		c, d := make(), NewDiagnosis(nil)
		with := c.network(d)
		if err := with.Fit(c.train, c.val); err != nil {
			t.Fatal(err)
		}
		for _, f := range d.Findings {
			t.Errorf("seed %d: %v", seed, f)
		}
		without := make().network()
		if err := without.Fit(c.train, c.val); err != nil {
			t.Fatal(err)
		}
		mustHaveWeightsOf(t, with, without)
		for i, r := range with.History {
			if w := without.History[i]; r.Loss != w.Loss || r.ValLoss != w.ValLoss {
				t.Errorf("seed %d, epoch %d: losses %v and %v, without a diagnosis %v and %v", seed, r.Epoch, r.Loss, r.ValLoss, w.Loss, w.ValLoss)
			}
		}
	}
}

// BenchmarkDiagnosis measures five epochs of the digits' network of the labs with and without a
// diagnosis.
func BenchmarkDiagnosis(b *testing.B) {
	d := clouds(6000, 784, 10, 1)
	d.X.Map(func(x float64) float64 { return max(0, x/4) }, d.X)
	train, val := halves(d)
	for _, diagnosed := range []bool{false, true} {
		b.Run(fmt.Sprint(diagnosed), func(b *testing.B) {
			for range b.N {
				c := &training{train: train, val: val, loss: new(CategoricalCrossEntropy), optimizer: NewAdam(0.001), epochs: 5, batch: 64,
					layers: []Layer{NewDenseLayer(100), NewReLUActivation(), NewDenseLayer(50), NewReLUActivation(), NewDenseLayer(10), NewSoftmaxActivation()}}
				net := c.network()
				if diagnosed {
					net.Callbacks = []Callback{NewDiagnosis(nil)}
				}
				if err := net.Fit(c.train, c.val); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
