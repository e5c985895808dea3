package play

import (
	"math/rand/v2"

	"nn"
)

// trainee is a network whose training may have one mistake. The layers, the loss and the optimizer
// are those of the package; the fields replace a part of them.
type trainee struct {
	layers      []nn.Layer
	params      []*nn.Param
	loss        nn.BinaryCrossEntropy
	inputs      []*nn.Matrix // of the layers in the last forward pass
	train       *nn.Dataset
	rng         *rand.Rand
	rate        float64
	updates     bool
	derivative  func(Y, yPred *nn.Matrix) *nn.Matrix
	backward    func(t *trainee, i int, dY *nn.Matrix) *nn.Matrix // of layer i
	targets     func(t *trainee, Y *nn.Matrix) *nn.Matrix         // of a batch
	losses      []float64                                         // of the epochs
	initial     []*nn.Matrix                                      // values of params before the training
	accumulated map[*nn.Param]*nn.Matrix
}

// A flaw is a known mistake of the exercises, with the name that it has there.
type flaw struct {
	name string
	make func(t *trainee)
}

// noFlaw is the name of a training without a mistake.
const noFlaw = "no mistake"

var flaws = []flaw{
	{noFlaw, func(t *trainee) {}},
	{"the derivative is left out: the output error is returned unchanged", onActivation(func(X, dY *nn.Matrix) *nn.Matrix { return dY.Clone() })},
	{"the derivative is evaluated at the output error, not at the input X", onActivation(func(X, dY *nn.Matrix) *nn.Matrix {
		slope := new(nn.Matrix).Map(nn.NewReLUActivation().Derivative, dY)
		return slope.Mul(dY, slope)
	})},
	{"dX is dY·W without the transpose", onDense(func(t *trainee, l *nn.DenseLayer, X, dY, dX *nn.Matrix) *nn.Matrix {
		if W := l.Weights.Value; W.Rows == W.Cols {
			return new(nn.Matrix).MatMul(dY, W)
		}
		return dX
	})},
	{"dW includes only the last example, because each product overwrites the sum so far", onDense(func(t *trainee, l *nn.DenseLayer, X, dY, dX *nn.Matrix) *nn.Matrix {
		n := X.Rows
		l.Weights.Grad.TMatMul(X.RowRange(n-1, n), dY.RowRange(n-1, n))
		return dX
	})},
	{"dB alone is added up from call to call", onDense(func(t *trainee, l *nn.DenseLayer, X, dY, dX *nn.Matrix) *nn.Matrix {
		sum := t.accumulated[l.Biases]
		if sum == nil {
			sum = nn.NewMatrix(1, dY.Cols)
			t.accumulated[l.Biases] = sum
		}
		for i, g := range l.Biases.Grad.Data {
			sum.Data[i] += g
			l.Biases.Grad.Data[i] = sum.Data[i]
		}
		return dX
	})},
	{"the sign is wrong, as in the derivative with respect to Y", scaledLoss(func(int) float64 { return -1 })},
	{"the derivative is not divided by n, although the loss is a mean over the examples", scaledLoss(func(n int) float64 { return float64(n) })},
	{"all weights are equal, so all units stay equal", func(t *trainee) {
		for _, p := range t.params {
			for i := range p.Value.Data {
				if p.Name == "weights" {
					p.Value.Data[i] = 0.3
				}
			}
		}
	}},
	{"no layer updates its weights", func(t *trainee) { t.updates = false }},
	{"X and Y are shuffled independently, so inputs and targets no longer match", func(t *trainee) {
		t.targets = func(t *trainee, Y *nn.Matrix) *nn.Matrix {
			return new(nn.Matrix).Gather(t.train.Y, t.rng.Perm(t.train.Len())[:Y.Rows])
		}
	}},
	{"the step is added to the weights, so the loss goes up", func(t *trainee) { t.rate = -t.rate }},
}

// onActivation replaces the backward pass of the hidden activations.
func onActivation(back func(X, dY *nn.Matrix) *nn.Matrix) func(t *trainee) {
	return func(t *trainee) {
		t.backward = func(t *trainee, i int, dY *nn.Matrix) *nn.Matrix {
			dX := t.layers[i].BackwardPropagation(dY)
			if _, ok := t.layers[i].(*nn.ReLUActivation); ok {
				return back(t.inputs[i], dY)
			}
			return dX
		}
	}
}

// onDense lets a function change what the backward pass of a dense layer has computed.
func onDense(back func(t *trainee, l *nn.DenseLayer, X, dY, dX *nn.Matrix) *nn.Matrix) func(t *trainee) {
	return func(t *trainee) {
		t.backward = func(t *trainee, i int, dY *nn.Matrix) *nn.Matrix {
			dX := t.layers[i].BackwardPropagation(dY)
			if l, ok := t.layers[i].(*nn.DenseLayer); ok {
				return back(t, l, t.inputs[i], dY, dX)
			}
			return dX
		}
	}
}

func scaledLoss(factor func(n int) float64) func(t *trainee) {
	return func(t *trainee) {
		t.derivative = func(Y, yPred *nn.Matrix) *nn.Matrix {
			f := factor(Y.Rows)
			return new(nn.Matrix).Map(func(v float64) float64 { return f * v }, t.loss.Derivative(Y, yPred))
		}
	}
}

const (
	gymEpochs = 30
	gymBatch  = 16
)

// newTrainee returns a network 2-8-8-1 with ReLU and a sigmoid for two moons, and trains it for
// gymEpochs epochs with the given flaw.
func newTrainee(f flaw, seed uint64) *trainee {
	rng := rand.New(rand.NewPCG(seed, 0))
	t := &trainee{rng: rng, rate: 0.3, updates: true, accumulated: map[*nn.Param]*nn.Matrix{}}
	t.train = nn.Moons(160, 0.15, rng)
	net := nn.NewNeuralNetwork(2, &t.loss, nn.NewSGD(0, 0), rng)
	for range 2 {
		d := nn.NewDenseLayer(8)
		d.Initializer = nn.He
		net.Add(d, nn.NewReLUActivation())
	}
	net.Add(nn.NewDenseLayer(1), nn.NewSigmoidActivation())
	t.layers, t.params, t.derivative = net.Layers(), net.Params(), t.loss.Derivative
	t.backward = func(t *trainee, i int, dY *nn.Matrix) *nn.Matrix { return t.layers[i].BackwardPropagation(dY) }
	t.targets = func(_ *trainee, Y *nn.Matrix) *nn.Matrix { return Y }
	f.make(t)
	for _, p := range t.params {
		t.initial = append(t.initial, p.Value.Clone())
	}
	for range gymEpochs {
		order := rng.Perm(t.train.Len())
		for ; len(order) > 0; order = order[gymBatch:] {
			batch := t.train.Subset(order[:gymBatch])
			t.step(batch.X, t.targets(t, batch.Y))
		}
		t.losses = append(t.losses, t.loss.Loss(t.train.Y, t.forward(t.train.X)))
	}
	return t
}

func (t *trainee) forward(X *nn.Matrix) *nn.Matrix {
	t.inputs = t.inputs[:0]
	for _, l := range t.layers {
		t.inputs = append(t.inputs, X)
		X = l.ForwardPropagation(X, true)
	}
	return X
}

// gradients leaves the gradients of a batch, as the flawed backward pass computes them, in the
// parameters.
func (t *trainee) gradients(X, Y *nn.Matrix) {
	dY := t.derivative(Y, t.forward(X))
	for i := len(t.layers) - 1; i >= 0; i-- {
		dY = t.backward(t, i, dY)
	}
}

func (t *trainee) step(X, Y *nn.Matrix) {
	t.gradients(X, Y)
	for _, p := range t.params {
		for i, g := range p.Grad.Data {
			if t.updates && p.Value.Data[i]-t.rate*g < 1e6 && p.Value.Data[i]-t.rate*g > -1e6 {
				p.Value.Data[i] -= t.rate * g
			}
		}
	}
}
