package nn

import (
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// errata has a test for each row of docs/errata.md. Each test decides between the slide and the
// package, and must find the slide wrong.
var errata = map[string]func(t *testing.T){
	"algorithm-dates": func(t *testing.T) {
		inRepository(t)
		document, err := os.ReadFile("docs/errata.md")
		if err != nil {
			t.Fatal(err)
		}
		p, _ := documentation(t)
		year := map[string]int{}
		for _, typ := range p.Types { // the first year in the comment is when the algorithm appeared
			if m := regexp.MustCompile(`\b[12]\d{3}\)`).FindString(typ.Doc); m != "" {
				year[typ.Name], _ = strconv.Atoi(strings.TrimSuffix(m, ")"))
			}
			for _, f := range typ.Methods {
				if f.Name == "FitLevenbergMarquardt" && !strings.Contains(f.Doc, "Levenberg 1944; Marquardt 1963") {
					t.Error("the comment of FitLevenbergMarquardt does not have the years 1944 and 1963")
				}
			}
		}
		// The slide has SGD among the most recent, and Rprop and Quickprop among the older ones.
		if sgd := year["SGD"]; sgd == 0 || sgd >= 1963 || sgd >= year["Quickprop"] || sgd >= year["Rprop"] {
			t.Errorf("the years are %v, want SGD before the algorithms that the slide calls older", year)
		}
		for _, name := range []string{"SGD", "Quickprop", "Rprop", "AdaGrad", "RMSProp", "Adam"} {
			if want := fmt.Sprint(" ", name, " ", year[name]); !strings.Contains(string(document), want) {
				t.Errorf("docs/errata.md does not have%s, as the comment does", want)
			}
		}
	},
	"softmax": func(t *testing.T) {
		rng := newRand(1)
		x, dy := normal(NewMatrix(1, 3), rng), normal(NewMatrix(1, 3), rng)
		l := NewSoftmaxActivation()
		s := l.ForwardPropagation(x, true).Clone()
		diagonal := new(Matrix).Map(func(s float64) float64 { return s * (1 - s) }, s)
		E := func() float64 { return sumOfProducts(dy, NewSoftmaxActivation().ForwardPropagation(x, true)) }
		decide(t, E, x, new(Matrix).Mul(dy, diagonal), l.BackwardPropagation(dy))
	},
	"loss-mean": func(t *testing.T) {
		y, p := MatrixOf([]float64{1, 0}), MatrixOf([]float64{0.3, 0.7})
		twice := &Matrix{Rows: 2, Cols: 2, Data: slices.Concat(y.Data, y.Data)}
		pTwice := &Matrix{Rows: 2, Cols: 2, Data: slices.Concat(p.Data, p.Data)}
		for _, l := range []LossFunction{&MeanSquaredError{}, &SumSquaredError{},
			&BinaryCrossEntropy{}, &CategoricalCrossEntropy{}} {
			wantNear(t, typeName(l)+" of an example twice", l.Loss(twice, pTwice), l.Loss(y, p))
			half := l.Derivative(y, p).At(0, 0) / 2
			wantNear(t, typeName(l)+"'s derivative by one of two", l.Derivative(twice, pTwice).At(0, 0), half)
		}
	},
	"loss-by": func(t *testing.T) {
		y, p := normal(NewMatrix(2, 3), newRand(1)), normal(NewMatrix(2, 3), newRand(2))
		E := func() float64 { return new(MeanSquaredError).Loss(y, p) }
		d := new(MeanSquaredError).Derivative(y, p)
		minus := new(Matrix).Scale(-1, d)
		decide(t, E, y, d, minus) // by Y the sign is the other one
		decide(t, E, p, minus, d)
	},
	"bce-letters": func(t *testing.T) {
		y, p := MatrixOf([]float64{0.25}), MatrixOf([]float64{0.5})
		printed := func() float64 { return new(BinaryCrossEntropy).Loss(y, y) }
		if slope := slopes(printed, p).At(0, 0); slope != 0 {
			t.Errorf("the printed loss depends on the prediction: slope %v", slope)
		}
		decide(t, func() float64 { return new(BinaryCrossEntropy).Loss(y, p) }, p, slopes(printed, p),
			new(BinaryCrossEntropy).Derivative(y, p))
	},
	"bce-mean": func(t *testing.T) {
		y, p := MatrixOf([]float64{1}, []float64{0}), MatrixOf([]float64{0.3}, []float64{0.6})
		printed := MatrixOf([]float64{-1 / 0.3}, []float64{1 / 0.4})
		decide(t, func() float64 { return new(BinaryCrossEntropy).Loss(y, p) }, p, printed,
			new(BinaryCrossEntropy).Derivative(y, p))
	},
	"cce-mean": func(t *testing.T) {
		y := MatrixOf([]float64{1, 0}, []float64{0, 1})
		p := MatrixOf([]float64{0.3, 0.7}, []float64{0.6, 0.4})
		printed := MatrixOf([]float64{-1 / 0.3, 0}, []float64{0, -1 / 0.4})
		decide(t, func() float64 { return new(CategoricalCrossEntropy).Loss(y, p) }, p, printed,
			new(CategoricalCrossEntropy).Derivative(y, p))
	},
	"mse-entries": func(t *testing.T) {
		y, p := normal(NewMatrix(2, 3), newRand(1)), normal(NewMatrix(2, 3), newRand(2))
		d := new(Matrix).Sub(p, y)
		decide(t, func() float64 { return new(MeanSquaredError).Loss(y, p) }, p, new(Matrix).Scale(2.0/2, d),
			new(MeanSquaredError).Derivative(y, p))
	},
	"indices": func(t *testing.T) {
		l, X, dY := denseStep(2, 2, 2)
		W := l.Weights.Value
		dX, dW := NewMatrix(2, 2), NewMatrix(2, 2)
		for r := range 2 {
			for i := range 2 {
				for j := range 2 { // the slide's letters: y_i where y_j is meant, and x_i for it in dW
					dX.Set(r, i, dX.At(r, i)+dY.At(r, i)*W.At(i, j))
					dW.Set(i, j, dW.At(i, j)+X.At(r, i)*X.At(r, i))
				}
			}
		}
		E := func() float64 { return sumOfProducts(dY, l.ForwardPropagation(X, true)) }
		decide(t, E, X, dX, l.BackwardPropagation(dY))
		decide(t, E, W, dW, l.Weights.Grad)
	},
	"bias-batch": func(t *testing.T) {
		l, X, dY := denseStep(3, 2, 4)
		l.BackwardPropagation(dY)
		E := func() float64 { return sumOfProducts(dY, l.ForwardPropagation(X, true)) }
		decide(t, E, l.Biases.Value, dY.RowRange(0, 1), l.Biases.Grad)
	},
	"update-last": func(t *testing.T) {
		l, X, dY := denseStep(3, 2, 4)
		W := l.Weights.Value.Clone()
		right := l.BackwardPropagation(dY).Clone()
		if !l.Weights.Value.Equal(W) {
			t.Error("backward propagation has updated W")
		}
		l.Weights.Value.Copy(W)
		NewSGD(0.1, 0).Update(l.Weights)
		late := new(Matrix).MatMulT(dY, l.Weights.Value)
		l.Weights.Value.Copy(W)
		decide(t, func() float64 { return sumOfProducts(dY, l.ForwardPropagation(X, true)) }, X, late, right)
	},
	"relu-kink": func(t *testing.T) {
		if f, slope := relu(0), reluDerivative(0); f != 0 || slope != 0 {
			t.Errorf("f(0) = %v and f'(0) = %v, want 0 and 0", f, slope)
		}
		l := NewReLUActivation()
		l.SetInputShape(2)
		report := CheckLayerAt(l, MatrixOf([]float64{0, 1}), newRand(1))
		if err := report.Err(); err != nil || len(report.Kinks) != 1 {
			t.Errorf("%v and %d kinks, want nil and 1", err, len(report.Kinks))
		}
	},
	"momentum-form": func(t *testing.T) {
		// Keras: v = β·v - α'·g, w = w + v with α' = α·(1-β) takes the same way.
		p := oneWeight(1)
		o := NewSGD(0.1, 0.9)
		w, v := 1.0, 0.0
		for _, g := range []float64{1, -2, 0.5, 0.5} {
			v = 0.9*v - 0.1*(1-0.9)*g
			w += v
			stepBy(o, p, g)
			wantNear(t, "W", p.Value.At(0, 0), w)
		}
	},
	"retained-updates": func(t *testing.T) {
		p := oneWeight(0)
		o := NewSGD(1, 0.5)
		stepBy(o, p, 1) // two mini-batches of one epoch: the second remembers the first
		stepBy(o, p, 0)
		wantNear(t, "W after V = 0.5 and V = 0.25", p.Value.At(0, 0), -0.75)
	},
	"rmsprop-gradients": func(t *testing.T) {
		two := &Param{Name: "weights", Value: NewMatrix(1, 2), Grad: MatrixOf([]float64{1, 100})}
		NewRMSProp(0.1).Update(two)
		wantNear(t, "a step does not depend on the size of the weight's own gradients",
			two.Value.At(0, 0)/two.Value.At(0, 1), 1)
	},
	"rmsprop-beta": func(t *testing.T) {
		for _, c := range []struct{ β, first float64 }{{0.9, 3.1623}, {0.999, 31.623}} {
			p, o := oneWeight(0), NewRMSProp(1)
			o.Beta = c.β
			stepBy(o, p, 2)
			if got := -p.Value.At(0, 0); !(math.Abs(got-c.first) < 1e-3) {
				t.Errorf("β = %v: the first step is %v·α, want %v·α", c.β, got, c.first)
			}
		}
		if β := NewRMSProp(1).Beta; β != 0.9 {
			t.Errorf("Beta is %v, want 0.9", β)
		}
	},
	"adam-correction": func(t *testing.T) {
		p := oneWeight(0)
		stepBy(NewAdam(1), p, 2)
		wantNear(t, "the first step", p.Value.At(0, 0), -1)
		if without := 0.1 * 2 / math.Sqrt(0.001*2*2); !(math.Abs(without-3.1623) < 1e-3) {
			t.Errorf("without correction %v, want 3.1623", without)
		}
	},
	"dropout-scale": func(t *testing.T) {
		rng := newRand(1)
		l, X := NewDropout(0.25, rng), normal(NewMatrix(2, 8), rng)
		dY := normal(NewMatrix(2, 8), rng)
		Y := l.ForwardPropagation(X, true)
		zeroed := new(Matrix).Copy(dY)
		for i, y := range Y.Data {
			if y == 0 {
				zeroed.Data[i] = 0
			}
		}
		dX := l.BackwardPropagation(dY).Clone()
		l.Freeze(true)
		decide(t, func() float64 { return sumOfProducts(dY, l.ForwardPropagation(X, true)) }, X, zeroed, dX)
	},
	"weight-decay": func(t *testing.T) {
		const α, λ = 0.1, 0.04
		// step returns the weights 1 and 10 after one update with gradient g of the loss.
		step := func(o Optimizer, λ, g float64) [2]float64 {
			p := &Param{Name: "weights", Value: MatrixOf([]float64{1, 10}), Grad: MatrixOf([]float64{g, g})}
			L2(λ).AddDerivative(p.Grad, p.Value)
			o.Update(p)
			return [2]float64(p.Value.Data)
		}
		for _, g := range []float64{0, 3} {
			plain := step(NewSGD(α, 0), λ, g)
			for i, w := range []float64{1, 10} { // decay: the weight shrinks by a factor, then the step of g
				wantNear(t, "SGD", plain[i], (1-2*α*λ)*w-α*g)
			}
		}
		for _, λ := range []float64{0.004, 0.04, 0.4} { // Adam moves 1 and 10 by the same α, whatever λ is
			adam := step(NewAdam(α), λ, 0)
			wantNear(t, "Adam from 1", adam[0], 1-α)
			wantNear(t, "Adam from 10", adam[1], 10-α)
			if decayed := (1 - 2*α*λ) * 10; math.Abs(adam[1]-decayed) < 1e-3 {
				t.Errorf("λ = %v: Adam has gone from 10 to %v, which is decay", λ, decayed)
			}
		}
		with, without := step(NewAdam(α), λ, 3), step(NewAdam(α), 0, 3)
		for i := range with { // beside a gradient of the loss the penalty adds nothing to the first step
			wantNear(t, "Adam with and without the penalty", with[i], without[i])
		}
	},
	"early-restore": func(t *testing.T) {
		curve := []float64{5, 6, 4, 5, 3, 4, 5, 6} // best in epoch 5; patience 2 stops after epoch 7
		for _, c := range []struct {
			stopping *EarlyStopping
			epoch    int
		}{
			{NewEarlyStopping(2), 5},
			{&EarlyStopping{Patience: 2}, 7}, // Keras without restore_best_weights
		} {
			net, train, validation := playing(curve, ValLoss)
			net.Callbacks = []Callback{c.stopping}
			if err := net.Fit(train, validation); err != nil {
				t.Fatal(err)
			}
			mustHaveWeightsOf(t, net, fitted(t, curve, c.epoch))
		}
		if fitted(t, curve, 5).Params()[0].Value.Equal(fitted(t, curve, 7).Params()[0].Value) {
			t.Error("the weights of epochs 5 and 7 are equal, so the test cannot tell them apart")
		}
	},
	"early-stopping": func(t *testing.T) {
		s := NewEarlyStopping(2)
		net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(1))
		s.BeginTraining(net, XOR(), XOR())
		for epoch, loss := range []float64{4, 3, 2, 1, 2, 3} {
			err := s.EndEpoch(net, EpochRecord{Epoch: epoch + 1, ValLoss: loss})
			if stopped := errors.Is(err, ErrStop); stopped != (epoch == 5) {
				t.Errorf("stopped after epoch %d: %v; it improves up to 4 and then no more", epoch+1, stopped)
			}
		}
	},
	"epochs": func(t *testing.T) {
		net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(1))
		net.BatchSize = 4
		iterations := 0
		for range net.MiniBatches(Moons(10, 0, newRand(1))) {
			iterations++
		}
		if iterations != 3 {
			t.Errorf("10 examples by 4 are %d iterations, want 3", iterations)
		}
	},
	"history-keys": func(t *testing.T) {
		var b strings.Builder
		if err := (History{{}}).WriteCSV(&b); err != nil {
			t.Fatal(err)
		}
		header, _, _ := strings.Cut(b.String(), "\n")
		names := strings.Split(header, ",")
		monitors := map[string]bool{}
		for _, m := range []Monitor{ValLoss, ValMetric, TrainLoss, TrainMetric} {
			monitors[m.String()] = true
		}
		for _, name := range names[1 : len(names)-2] { // between epoch and learning_rate
			if !monitors[name] {
				t.Errorf("no Monitor has the history's name %q", name)
			}
		}
	},
	"search-data": func(t *testing.T) {
		train, validation, test := Moons(100, 0.1, newRand(1)).TrainValidationTest(0.2, 0.3, newRand(1))
		if train.Len() != 50 || validation.Len() != 20 || test.Len() != 30 {
			t.Errorf("%d, %d, %d examples, want 50, 20, 30", train.Len(), validation.Len(), test.Len())
		}
		for i := range test.Len() {
			for _, d := range []*Dataset{train, validation} {
				for j := range d.Len() {
					if slices.Equal(test.X.Row(i), d.X.Row(j)) {
						t.Errorf("example %d of the test set is in another one too", i)
					}
				}
			}
		}
	},
}

func TestErrata(t *testing.T) {
	for name, test := range errata {
		t.Run(name, test)
	}
}

// The document and the tests name the same errata.
func TestErrataAreInTheDocument(t *testing.T) {
	inRepository(t)
	document, err := os.ReadFile("docs/errata.md")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, m := range regexp.MustCompile("(?m)^\\| [^|`]* `([a-z-]+)` \\|").FindAllStringSubmatch(string(document), -1) {
		named = append(named, m[1])
		if errata[m[1]] == nil {
			t.Errorf("docs/errata.md: erratum %s has no test", m[1])
		}
	}
	for name := range errata {
		if !slices.Contains(named, name) {
			t.Errorf("docs/errata.md does not have erratum %s", name)
		}
	}
}

// decide checks that finite differences of E by X find the gradient as printed wrong and the other
// right.
func decide(t *testing.T, E func() float64, X, printed, right *Matrix) {
	t.Helper()
	numeric := slopes(E, X)
	off := func(dX *Matrix) (worst float64) {
		for i, v := range new(Matrix).Sub(dX, numeric).Data {
			worst = max(worst, math.Abs(v)/(1+math.Abs(numeric.Data[i])))
		}
		return worst
	}
	if d := off(printed); d < 1e-3 {
		t.Errorf("the formula as printed is right: off by %v", d)
	}
	if d := off(right); !(d < 1e-7) {
		t.Errorf("the package's formula is off by %v", d)
	}
}

// slopes returns dE/dX by finite differences.
func slopes(E func() float64, X *Matrix) *Matrix {
	d := NewMatrix(X.Rows, X.Cols)
	for i, x := range X.Data {
		X.Data[i] = x + gradStep
		right := E()
		X.Data[i] = x - gradStep
		d.Data[i] = (right - E()) / (2 * gradStep)
		X.Data[i] = x
	}
	return d
}

// denseStep returns a dense layer after forward propagation of a random X (n, in), and a random dY.
func denseStep(n, in, out int) (l *DenseLayer, X, dY *Matrix) {
	rng := newRand(3)
	l = NewDenseLayer(out)
	l.SetInputShape(in)
	l.Initialize(rng)
	X, dY = normal(NewMatrix(n, in), rng), normal(NewMatrix(n, out), rng)
	l.ForwardPropagation(X, true)
	return l, X, dY
}

// oneWeight returns a parameter of one number.
func oneWeight(v float64) *Param {
	return &Param{Name: "weights", Value: MatrixOf([]float64{v}), Grad: NewMatrix(1, 1)}
}

// stepBy updates a parameter of one number with the gradient g.
func stepBy(o Optimizer, p *Param, g float64) {
	p.Grad.Set(0, 0, g)
	o.Update(p)
}

func wantNear(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-6*(1+math.Abs(want))) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
