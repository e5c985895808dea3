package gradcheck

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// library is a layer of the library as a Layer of the exercise and, with the same mistake, as a layer
// of the library.
type library struct {
	nn.Layer
	mistake func(dX *nn.Matrix, params []*nn.Param) // changes what is right
}

func (l *library) Initialize(rng *rand.Rand) {
	if l, ok := l.Layer.(interface{ Initialize(rng *rand.Rand) }); ok {
		l.Initialize(rng)
	}
}

func (l *library) BackwardPropagation(dY *nn.Matrix) *nn.Matrix {
	dX := l.Layer.BackwardPropagation(dY).Clone()
	l.mistake(dX, l.Layer.Params())
	return dX
}

// adapted is what Check sees of a library.
type adapted struct {
	*library
	params []*Param
}

func (l *adapted) Params() []*Param { return l.params }

func (l *adapted) ForwardPropagation(X *given.Matrix) *given.Matrix {
	for i, p := range l.Layer.Params() {
		copy(p.Value.Data, l.params[i].Value.Data)
	}
	return agree.Given(l.Layer.ForwardPropagation(agree.Library(X), true))
}

func (l *adapted) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	dX := l.library.BackwardPropagation(agree.Library(dY))
	for i, p := range l.Layer.Params() {
		l.params[i].Grad = agree.Given(p.Grad)
	}
	return agree.Given(dX)
}

// TestAgreesWithLibrary shows right and wrong layers of the library to Check and to nn.CheckLayer.
func TestAgreesWithLibrary(t *testing.T) {
	scale := func(m *nn.Matrix, by float64) { m.Scale(by, m) }
	for _, tt := range []struct {
		name, wrong string
		layer       func(out int) nn.Layer
		mistake     func(dX *nn.Matrix, params []*nn.Param)
	}{
		{"dense", "", denseLayer, nothing},
		{"dense, dX", "dX", denseLayer, func(dX *nn.Matrix, _ []*nn.Param) { scale(dX, 1.001) }},
		{"dense, dW", "dW", denseLayer, func(_ *nn.Matrix, p []*nn.Param) { scale(p[0].Grad, -1) }},
		{"dense, dB", "dB", denseLayer, func(_ *nn.Matrix, p []*nn.Param) { p[1].Grad.Data[0] += 0.5 }},
		{"ReLU", "", func(int) nn.Layer { return nn.NewReLUActivation() }, nothing},
		{"ReLU, dX", "dX", func(int) nn.Layer { return nn.NewReLUActivation() },
			func(dX *nn.Matrix, _ []*nn.Param) { dX.Data[len(dX.Data)-1] += 0.5 }},
		{"sigmoid", "", func(int) nn.Layer { return nn.NewSigmoidActivation() }, nothing},
		{"tanh", "", func(int) nn.Layer { return nn.NewTanhActivation() }, nothing},
		{"softmax", "", func(int) nn.Layer { return nn.NewSoftmaxActivation() }, nothing},
		{"softmax, dX", "dX", func(int) nn.Layer { return nn.NewSoftmaxActivation() },
			func(dX *nn.Matrix, _ []*nn.Param) { scale(dX, 0) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(20) {
				rng := rand.New(rand.NewPCG(15, seed))
				if got := Check(adapt(tt.layer, tt.mistake, rng), rng); got != tt.wrong {
					t.Errorf("seed %d: Check returns %q, want %q", seed, got, tt.wrong)
				}
				err := nn.CheckLayer(&library{tt.layer(3), tt.mistake}, 4, rng).Err()
				if (err == nil) != (tt.wrong == "") {
					t.Errorf("seed %d: nn.CheckLayer returns %v, want %q", seed, err, tt.wrong)
				}
			}
		})
	}
}

func denseLayer(out int) nn.Layer { return nn.NewDenseLayer(out) }

func nothing(*nn.Matrix, []*nn.Param) {}

// adapt returns a function that builds layers for Check, with random parameters.
func adapt(layer func(out int) nn.Layer, mistake func(*nn.Matrix, []*nn.Param),
	rng *rand.Rand) func(in, out int) Layer {
	return func(in, out int) Layer {
		l := &library{layer(out), mistake}
		l.SetInputShape(in)
		l.Initialize(rng)
		var params []*Param
		for i, p := range l.Params() {
			params = append(params, &Param{Name: []string{"W", "B"}[i],
				Value: agree.Random(rng, p.Value.Rows, p.Value.Cols)})
		}
		return &adapted{l, params}
	}
}
