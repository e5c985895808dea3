// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"strings"
	"testing"
)

// The museum: backward propagations that are wrong, each a mistake that people make. The checker
// must reject every one of them, and say so at the right place.

// wrongDense is a dense layer with a backward propagation of its own.
type wrongDense struct {
	*DenseLayer
	backward func(l *DenseLayer, X, dY *Matrix) (dX *Matrix)
}

func (l *wrongDense) BackwardPropagation(dY *Matrix) *Matrix {
	return l.backward(l.DenseLayer, l.input, dY)
}

// dense returns a wrong dense layer that is given the right gradients and then spoils them.
func dense(units int, spoil func(l *DenseLayer, X, dY, dX *Matrix) *Matrix) func() Layer {
	return denseFrom(units, func(l *DenseLayer, X, dY *Matrix) *Matrix {
		return spoil(l, X, dY, l.BackwardPropagation(dY))
	})
}

// denseFrom returns a wrong dense layer that computes everything itself.
func denseFrom(units int, backward func(l *DenseLayer, X, dY *Matrix) *Matrix) func() Layer {
	return func() Layer { return &wrongDense{NewDenseLayer(units), backward} }
}

// wrongActivation applies f to every element and has a backward propagation of its own.
type wrongActivation struct {
	BaseLayer
	f    func(x float64) float64
	dX   func(x, y, dy float64) float64
	X, Y *Matrix
}

func (l *wrongActivation) OutputShape() int { return l.InputShape() }

func (l *wrongActivation) ForwardPropagation(X *Matrix, training bool) *Matrix {
	l.X, l.Y = X, new(Matrix).Map(l.f, X)
	return l.Y
}

func (l *wrongActivation) BackwardPropagation(dY *Matrix) *Matrix {
	dX := NewMatrix(dY.Rows, dY.Cols)
	for i := range dX.Data {
		dX.Data[i] = l.dX(l.X.Data[i], l.Y.Data[i], dY.Data[i])
	}
	return dX
}

func activation(f func(x float64) float64, dX func(x, y, dy float64) float64) func() Layer {
	return func() Layer { return &wrongActivation{f: f, dX: dX} }
}

// wrongSoftmax is a softmax with a backward propagation of its own; s is its output.
type wrongSoftmax struct {
	*SoftmaxActivation
	backward func(s, dY *Matrix) *Matrix
}

func (l *wrongSoftmax) BackwardPropagation(dY *Matrix) *Matrix { return l.backward(&l.output, dY) }

func softmaxOf(backward func(s, dY *Matrix) *Matrix) func() Layer {
	return func() Layer { return &wrongSoftmax{NewSoftmaxActivation(), backward} }
}

// softmaxByEntry returns a wrong softmax with dX_i = f(s_i, dY_i, Σ_j dY_j·s_j) by row.
func softmaxByEntry(f func(s, dy, sum float64) float64) func() Layer {
	return softmaxOf(func(s, dY *Matrix) *Matrix {
		dX := NewMatrix(s.Rows, s.Cols)
		for i := range s.Rows {
			sum := 0.0
			for j, dy := range dY.Row(i) {
				sum += dy * s.At(i, j)
			}
			for j, dy := range dY.Row(i) {
				dX.Set(i, j, f(s.At(i, j), dy, sum))
			}
		}
		return dX
	})
}

// wrongForward is a ReLU with a forward propagation of its own.
type wrongForward struct {
	*ReLUActivation
	forward func(l *ReLUActivation, X *Matrix) *Matrix
}

func (l *wrongForward) ForwardPropagation(X *Matrix, training bool) *Matrix {
	return l.forward(l.ReLUActivation, X)
}

func forwardOf(forward func(l *ReLUActivation, X *Matrix) *Matrix) func() Layer {
	return func() Layer { return &wrongForward{NewReLUActivation(), forward} }
}

func ones1(X *Matrix) *Matrix { return new(Matrix).Map(func(float64) float64 { return 1 }, X) }

var wrongLayers = []struct {
	name string
	make func() Layer
	want string // in the error
}{
	// Dense, STEP 2: dW = Xᵀ·dY.
	{"dense: dW is dYᵀ·X", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad = new(Matrix).TMatMul(dY, X)
		return dX
	}), "gradient of weights is (3, 4), want (4, 3)"},
	{"dense: dW is dYᵀ·X, of a square W", dense(4, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.TMatMul(dY, X)
		return dX
	}), "weights["},
	{"dense: dW is dYᵀ·X with the shape forced",
		dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
			copy(l.Weights.Grad.Data, new(Matrix).TMatMul(dY, X).Data)
			return dX
		}), "weights["},
	{"dense: dW is the mean", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.Scale(1/float64(X.Rows), l.Weights.Grad)
		return dX
	}), "weights["},
	{"dense: dW has the other sign", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.Scale(-1, l.Weights.Grad)
		return dX
	}), "weights["},
	{"dense: dW is zero", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		clear(l.Weights.Grad.Data)
		return dX
	}), "weights["},
	{"dense: dW without dY", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.TMatMul(X, ones1(dY))
		return dX
	}), "weights["},
	{"dense: dW without X", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Weights.Grad.TMatMul(ones1(X), dY)
		return dX
	}), "weights["},
	{"dense: dW of the first example only",
		dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
			l.Weights.Grad.TMatMul(X.RowRange(0, 1), dY.RowRange(0, 1))
			return dX
		}), "weights["},
	{"dense: dW added to the last one", denseFrom(3, func(l *DenseLayer, X, dY *Matrix) *Matrix {
		old := l.Weights.Grad.Clone()
		dX := l.BackwardPropagation(dY)
		for i, v := range old.Data {
			l.Weights.Grad.Data[i] += v
		}
		return dX
	}), "a second backward pass leaves a different gradient of the weights"},
	{"dense: dW is never made", denseFrom(3, func(l *DenseLayer, X, dY *Matrix) *Matrix {
		l.Weights.Grad = nil
		l.Biases.Grad.SumRows(dY)
		return new(Matrix).MatMulT(dY, l.Weights.Value)
	}), "gradient of weights is nil"},

	// Dense, STEP 3: dB = the sum of the rows of dY.
	{"dense: dB is the mean", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Biases.Grad.Scale(1/float64(X.Rows), l.Biases.Grad)
		return dX
	}), "biases["},
	{"dense: dB is not summed", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Biases.Grad = dY.Clone()
		return dX
	}), "gradient of biases is (5, 3), want (1, 3)"},
	{"dense: dB is the first row", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		l.Biases.Grad.Copy(dY.RowRange(0, 1))
		return dX
	}), "biases["},
	{"dense: dB is the sum over everything",
		dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
			sum := sumOfProducts(ones1(dY), dY)
			l.Biases.Grad.Map(func(float64) float64 { return sum }, l.Biases.Grad)
			return dX
		}), "biases["},
	{"dense: dB is forgotten", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		clear(l.Biases.Grad.Data)
		return dX
	}), "biases["},

	// Dense, STEP 1: dX = dY·Wᵀ.
	{"dense: dX is dY·W", dense(4, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return new(Matrix).MatMul(dY, l.Weights.Value)
	}), "input["},
	{"dense: dX has the shape of Y", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return dY.Clone()
	}), "gradient of input is (5, 3), want (5, 4)"},
	{"dense: dX is the mean", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return dX.Scale(1/float64(X.Rows), dX)
	}), "input["},
	{"dense: dX without dY", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return dX.MatMulT(ones1(dY), l.Weights.Value)
	}), "input["},
	{"dense: dX is right and dW zero, as if the weights were constants",
		dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
			clear(l.Weights.Grad.Data)
			clear(l.Biases.Grad.Data)
			return dX
		}), "weights["},
	{"dense: dX is zero", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		clear(dX.Data)
		return dX
	}), "input["},
	{"dense: dX is never returned", dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return nil
	}), "gradient of input is nil"},
	{"dense: dX of new weights", denseFrom(3, func(l *DenseLayer, X, dY *Matrix) *Matrix {
		l.Weights.Grad.TMatMul(X, dY)
		l.Biases.Grad.SumRows(dY)
		step := new(Matrix).Scale(0.1, l.Weights.Grad)
		l.Weights.Value.Sub(l.Weights.Value, step) // STEP 4 is the optimizer's, and later
		return new(Matrix).MatMulT(dY, l.Weights.Value)
	}), "changes the weights; only the optimizer may"},
	{"dense: dX written over dY", dense(4, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix {
		return dY.Copy(dX)
	}), "writes into the output error"},
	{"dense: the first batch for ever", func() Layer {
		var first *Matrix
		return denseFrom(3, func(l *DenseLayer, X, dY *Matrix) *Matrix {
			if first == nil {
				first = X.Clone()
			}
			n := min(first.Rows, X.Rows)
			dX := l.BackwardPropagation(dY)
			l.Weights.Grad.TMatMul(first.RowRange(0, n), dY.RowRange(0, n))
			return dX
		})()
	}, "weights["},

	// ReLU: f'(x) = 1 if x > 0, else 0.
	{"relu: everything passes",
		activation(relu, func(x, y, dy float64) float64 { return dy }), "input["},
	{"relu: the sign of dY instead of x",
		activation(relu, func(x, y, dy float64) float64 { return relu(dy) }), "input["},
	{"relu: the other half",
		activation(relu, func(x, y, dy float64) float64 { return dy * (1 - reluDerivative(x)) }),
		"input["},
	{"relu: without dY",
		activation(relu, func(x, y, dy float64) float64 { return reluDerivative(x) }), "input["},
	{"relu: f for f'",
		activation(relu, func(x, y, dy float64) float64 { return dy * y }), "input["},
	{"relu: -1 below 0",
		activation(relu, func(x, y, dy float64) float64 { return dy * math.Copysign(1, x) }),
		"input["},
	{"relu: passes where y ≥ 0, that is always", activation(relu, func(x, y, dy float64) float64 {
		if y >= 0 {
			return dy
		}
		return 0
	}), "input["},
	{"relu: a slope of 0.01 that forward has not", activation(relu, func(x, y, dy float64) float64 {
		return dy * max(reluDerivative(x), 0.01)
	}), "input["},
	{"relu: derivative where x > 1",
		activation(relu, func(x, y, dy float64) float64 { return dy * reluDerivative(x-1) }),
		"input["},

	// Sigmoid: f' = f·(1 - f).
	{"sigmoid: f'(f(x))",
		activation(sigmoid, func(x, y, dy float64) float64 { return dy * sigmoidDerivative(y) }),
		"input["},
	{"sigmoid: x·(1 - x)",
		activation(sigmoid, func(x, y, dy float64) float64 { return dy * x * (1 - x) }), "input["},
	{"sigmoid: f alone",
		activation(sigmoid, func(x, y, dy float64) float64 { return dy * y }), "input["},
	{"sigmoid: 1 - f alone",
		activation(sigmoid, func(x, y, dy float64) float64 { return dy * (1 - y) }), "input["},
	{"sigmoid: f·(1 + f)",
		activation(sigmoid, func(x, y, dy float64) float64 { return dy * y * (1 + y) }), "input["},
	{"sigmoid: without dY",
		activation(sigmoid, func(x, y, dy float64) float64 { return y * (1 - y) }), "input["},
	{"sigmoid: the derivative twice",
		activation(sigmoid,
			func(x, y, dy float64) float64 { return dy * y * (1 - y) * y * (1 - y) }), "input["},

	// Tanh: f' = 1 - f².
	{"tanh: 1 - f",
		activation(math.Tanh, func(x, y, dy float64) float64 { return dy * (1 - y) }), "input["},
	{"tanh: 1 + f²",
		activation(math.Tanh, func(x, y, dy float64) float64 { return dy * (1 + y*y) }), "input["},
	{"tanh: f² - 1",
		activation(math.Tanh, func(x, y, dy float64) float64 { return dy * (y*y - 1) }), "input["},
	{"tanh: f'(f(x))",
		activation(math.Tanh, func(x, y, dy float64) float64 { return dy * tanhDerivative(y) }),
		"input["},
	{"tanh: the sigmoid's",
		activation(math.Tanh, func(x, y, dy float64) float64 { return dy * y * (1 - y) }),
		"input["},
	{"tanh: without dY",
		activation(math.Tanh, func(x, y, dy float64) float64 { return 1 - y*y }), "input["},
	{"tanh: NaN",
		activation(math.Tanh, func(x, y, dy float64) float64 { return math.NaN() }), "input["},
	{"tanh: infinite",
		activation(math.Tanh, func(x, y, dy float64) float64 { return math.Inf(1) }), "input["},

	// Softmax: dX_i = s_i·(dY_i - Σ_j dY_j·s_j).
	{"softmax: the diagonal of the Jacobian",
		softmaxByEntry(func(s, dy, sum float64) float64 { return dy * s * (1 - s) }), "input["},
	{"softmax: zeros", softmaxByEntry(func(s, dy, sum float64) float64 { return 0 }), "input["},
	{"softmax: the other sign",
		softmaxByEntry(func(s, dy, sum float64) float64 { return -s * (dy - sum) }), "input["},
	{"softmax: seven times",
		softmaxByEntry(func(s, dy, sum float64) float64 { return 7 * s * (dy - sum) }), "input["},
	{"softmax: the sum is forgotten",
		softmaxByEntry(func(s, dy, sum float64) float64 { return s * dy }), "input["},
	{"softmax: the sum is added",
		softmaxByEntry(func(s, dy, sum float64) float64 { return s * (dy + sum) }), "input["},
	{"softmax: s is forgotten",
		softmaxByEntry(func(s, dy, sum float64) float64 { return dy - sum }), "input["},
	{"softmax: dY passes, as if the loss had done it",
		softmaxByEntry(func(s, dy, sum float64) float64 { return dy }), "input["},
	{"softmax: s - dY, as if dY were the classes",
		softmaxByEntry(func(s, dy, sum float64) float64 { return s - dy }), "input["},
	{"softmax: the sum down the column", softmaxOf(func(s, dY *Matrix) *Matrix {
		dX := new(Matrix).Mul(s, dY)
		sums := new(Matrix).SumRows(dX)
		for i := range dX.Rows {
			for j, sum := range sums.Data {
				dX.Set(i, j, s.At(i, j)*(dY.At(i, j)-sum))
			}
		}
		return dX
	}), "input["},
	{"softmax: the sum over the whole batch", softmaxOf(func(s, dY *Matrix) *Matrix {
		sum := sumOfProducts(s, dY)
		return new(Matrix).Mul(s, new(Matrix).Map(func(dy float64) float64 { return dy - sum }, dY))
	}), "input["},
	{"softmax: the first example for all", softmaxOf(func(s, dY *Matrix) *Matrix {
		dX := NewMatrix(dY.Rows, dY.Cols)
		for i := range dX.Rows {
			s, dx, dy := s.Row(0), dX.Row(i), dY.Row(i)
			sum := 0.0
			for j := range dy {
				sum += dy[j] * s[j]
			}
			for j := range dx {
				dx[j] = s[j] * (dy[j] - sum)
			}
		}
		return dX
	}), "input["},

	// The rules of the contract.
	{"forward writes into its input", forwardOf(func(l *ReLUActivation, X *Matrix) *Matrix {
		return l.ForwardPropagation(X.Map(relu, X), true)
	}), "writes into its input"},
	{"forward returns another shape", forwardOf(func(l *ReLUActivation, X *Matrix) *Matrix {
		return l.ForwardPropagation(X, true).RowRange(0, 2)
	}), "the output is (2, 4), want (5, 4)"},
	{"forward returns nil",
		forwardOf(func(l *ReLUActivation, X *Matrix) *Matrix { return nil }), "the output is nil"},
	{"forward returns the rows of a larger batch before", func() Layer {
		last := new(Matrix)
		return forwardOf(func(l *ReLUActivation, X *Matrix) *Matrix {
			Y := l.ForwardPropagation(X, true)
			if last.Rows < Y.Rows {
				last = NewMatrix(Y.Rows, Y.Cols)
			}
			copy(last.Data, Y.Data)
			return last
		})()
	}, "the output is (5, 4), want (3, 4)"},
}

// museumSeeds is how many generators each mistake is shown to. A checker that rejects a mistake on
// some seeds only is one that passes it on others.
const museumSeeds = 5

func TestCheckLayerRejects(t *testing.T) {
	for _, c := range wrongLayers {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(museumSeeds) {
				err := CheckLayer(c.make(), 4, newRand(seed)).Err()
				if err == nil {
					t.Fatalf("seed %d: accepted", seed)
				}
				if !strings.HasPrefix(err.Error(), "nn: ") ||
					!strings.Contains(err.Error(), c.want) {
					t.Errorf("seed %d: rejected with %q, want %q in it", seed, err, c.want)
				}
			}
		})
	}
}

// TestMistakesAreTheirBackwardPropagation shows that the layers of the museum compute the right
// outputs, and pass when their backward propagation is right: it is the mistake that is rejected.
func TestMistakesAreTheirBackwardPropagation(t *testing.T) {
	for name, right := range map[string]func() Layer{
		"dense": dense(3, func(l *DenseLayer, X, dY, dX *Matrix) *Matrix { return dX }),
		"activation": activation(math.Tanh,
			func(x, y, dy float64) float64 { return dy * (1 - y*y) }),
		"relu": activation(relu,
			func(x, y, dy float64) float64 { return dy * reluDerivative(x) }),
		"softmax": softmaxByEntry(func(s, dy, sum float64) float64 { return s * (dy - sum) }),
		"forward": forwardOf(func(l *ReLUActivation,
			X *Matrix) *Matrix {
			return l.ForwardPropagation(X, true)
		}),
	} {
		if err := CheckLayer(right(), 4, newRand(1)).Err(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPlainSumIsBlind shows why the checker multiplies the outputs by random numbers: of a plain
// sum of a softmax's outputs every multiple of the right gradient is right, because it is zero.
func TestPlainSumIsBlind(t *testing.T) {
	blind := map[string]bool{
		"softmax: zeros": true, "softmax: the other sign": true, "softmax: seven times": true,
		"sigmoid: without dY": true, "tanh: without dY": true, "relu: without dY": true,
	}
	seen := 0
	for _, c := range wrongLayers {
		if !blind[c.name] {
			continue
		}
		seen++
		l := c.make()
		l.SetInputShape(4)
		X := normal(NewMatrix(3, 4), newRand(1))
		R := ones1(X)
		l.ForwardPropagation(X, true)
		plain := new(GradReport)
		plain.compare("input", X, l.BackwardPropagation(R), func() float64 {
			return sumOfProducts(R, l.ForwardPropagation(X, true))
		})
		if err := plain.Err(); err != nil || plain.Checked != 12 {
			t.Errorf("%s: R = 1 rejects it, so it is not as blind as the comment says: %v", c.name,
				err)
		}
	}
	if seen != len(blind) {
		t.Errorf("%d of %d mistakes found", seen, len(blind))
	}
}

// wrongLoss is a loss with a derivative of its own, computed entry by entry; n are the rows, m
// the columns.
type wrongLoss struct {
	LossFunction
	derivative func(y, p float64, n, m int) float64
}

func (l wrongLoss) Derivative(yTrue, yPred *Matrix) *Matrix {
	d := NewMatrix(yPred.Rows, yPred.Cols)
	for i := range d.Data {
		d.Data[i] = l.derivative(yTrue.Data[i], yPred.Data[i], d.Rows, d.Cols)
	}
	return d
}

// oddLoss is a loss that breaks a rule.
type oddLoss struct {
	MeanSquaredError
	loss       func(l *MeanSquaredError, yTrue, yPred *Matrix) float64
	derivative func(l *MeanSquaredError, yTrue, yPred *Matrix) *Matrix
}

func (l *oddLoss) Loss(yTrue, yPred *Matrix) float64 {
	if l.loss == nil {
		return l.MeanSquaredError.Loss(yTrue, yPred)
	}
	return l.loss(&l.MeanSquaredError, yTrue, yPred)
}

func (l *oddLoss) Derivative(yTrue, yPred *Matrix) *Matrix {
	if l.derivative == nil {
		return l.MeanSquaredError.Derivative(yTrue, yPred)
	}
	return l.derivative(&l.MeanSquaredError, yTrue, yPred)
}

var wrongLosses = []struct {
	name string
	make func() LossFunction
	want string
}{
	{"mse: mean over the rows only",
		lossOf(new(MeanSquaredError),
			func(y, p float64, n, m int) float64 { return 2 * (p - y) / float64(n) }), "yPred["},
	{"mse: without the 2",
		lossOf(new(MeanSquaredError),
			func(y, p float64, n, m int) float64 { return (p - y) / float64(n*m) }), "yPred["},
	{"mse: y - y*",
		lossOf(new(MeanSquaredError),
			func(y, p float64, n, m int) float64 { return 2 * (y - p) / float64(n*m) }), "yPred["},
	{"mse: the sum",
		lossOf(new(MeanSquaredError), func(y, p float64, n, m int) float64 { return 2 * (p - y) }),
		"yPred["},
	{"mse: the sign of the error",
		lossOf(new(MeanSquaredError), func(y, p float64, n, m int) float64 {
			return math.Copysign(2, p-y) / float64(n*m)
		}), "yPred["},
	{"sse: mean over all entries",
		lossOf(new(SumSquaredError),
			func(y, p float64, n, m int) float64 { return 2 * (p - y) / float64(n*m) }), "yPred["},
	{"bce: without 1/n, as on the slide",
		lossOf(new(BinaryCrossEntropy),
			func(y, p float64, n, m int) float64 { return -y/p + (1-y)/(1-p) }), "yPred["},
	{"bce: the other sign", lossOf(new(BinaryCrossEntropy), func(y, p float64, n, m int) float64 {
		return (y/p - (1-y)/(1-p)) / float64(n*m)
	}), "yPred["},
	{"bce: y and y* exchanged",
		lossOf(new(BinaryCrossEntropy), func(y, p float64, n, m int) float64 {
			return (-p/y + (1-p)/(1-y)) / float64(n*m)
		}), "yPred["},
	{"bce: the second term is forgotten",
		lossOf(new(BinaryCrossEntropy),
			func(y, p float64, n, m int) float64 { return -y / p / float64(n*m) }), "yPred["},
	{"bce: the second term has the wrong sign",
		lossOf(new(BinaryCrossEntropy), func(y, p float64, n, m int) float64 {
			return (-y/p - (1-y)/(1-p)) / float64(n*m)
		}), "yPred["},
	{"bce: y* - y, as if the sigmoid were inside",
		lossOf(new(BinaryCrossEntropy),
			func(y, p float64, n, m int) float64 { return (p - y) / float64(n*m) }), "yPred["},
	{"cce: the sum over the batch",
		lossOf(new(CategoricalCrossEntropy),
			func(y, p float64, n, m int) float64 { return -y / p }), "yPred["},
	{"cce: mean over all entries",
		lossOf(new(CategoricalCrossEntropy),
			func(y, p float64, n, m int) float64 { return -y / p / float64(n*m) }), "yPred["},
	{"cce: y* - y, as if the softmax were inside",
		lossOf(new(CategoricalCrossEntropy),
			func(y, p float64, n, m int) float64 { return (p - y) / float64(n) }), "yPred["},
	{"cce: the other sign",
		lossOf(new(CategoricalCrossEntropy),
			func(y, p float64, n, m int) float64 { return y / p / float64(n) }), "yPred["},
	{"cce: y is taken as 1",
		lossOf(new(CategoricalCrossEntropy),
			func(y, p float64, n, m int) float64 { return -1 / p / float64(n) }), "yPred["},
	{"cce: the binary one",
		lossOf(new(CategoricalCrossEntropy), func(y, p float64, n, m int) float64 {
			return (-y/p + (1-y)/(1-p)) / float64(n)
		}), "yPred["},

	{"the loss writes into yPred", func() LossFunction {
		return &oddLoss{loss: func(l *MeanSquaredError, yTrue, yPred *Matrix) float64 {
			yPred.Data[1] = 0.5
			return l.Loss(yTrue, yPred)
		}}
	}, "writes into yPred"},
	{"the derivative is written into yPred", func() LossFunction {
		return &oddLoss{derivative: func(l *MeanSquaredError, yTrue, yPred *Matrix) *Matrix {
			return yPred.Copy(l.Derivative(yTrue, yPred))
		}}
	}, "writes into yPred"},
	{"the derivative is written into yTrue", func() LossFunction {
		return &oddLoss{derivative: func(l *MeanSquaredError, yTrue, yPred *Matrix) *Matrix {
			return yTrue.Copy(l.Derivative(yTrue, yPred))
		}}
	}, "writes into yTrue"},
	{"the derivative is that of the first call", func() LossFunction {
		var first *Matrix
		return &oddLoss{derivative: func(l *MeanSquaredError, yTrue, yPred *Matrix) *Matrix {
			if first == nil {
				first = l.Derivative(yTrue, yPred).Clone()
			}
			return first.RowRange(0, yPred.Rows)
		}}
	}, "yPred["},
	{"the derivative has the shape of one row", func() LossFunction {
		return &oddLoss{derivative: func(l *MeanSquaredError, yTrue, yPred *Matrix) *Matrix {
			return new(Matrix).SumRows(l.Derivative(yTrue, yPred))
		}}
	}, "gradient of yPred is (1, 3), want (6, 3)"},
	{"the derivative is nil", func() LossFunction {
		return &oddLoss{derivative: func(l *MeanSquaredError, yTrue,
			yPred *Matrix) *Matrix {
			return nil
		}}
	}, "gradient of yPred is nil"},
	{"the loss is NaN", func() LossFunction {
		return &oddLoss{loss: func(l *MeanSquaredError, yTrue,
			yPred *Matrix) float64 {
			return math.NaN()
		}}
	}, "yPred["},
}

func lossOf(loss LossFunction,
	derivative func(y, p float64, n, m int) float64) func() LossFunction {
	return func() LossFunction { return wrongLoss{loss, derivative} }
}

func TestCheckLossRejects(t *testing.T) {
	for _, c := range wrongLosses {
		t.Run(c.name, func(t *testing.T) {
			for seed := range uint64(museumSeeds) {
				err := CheckLoss(c.make(), newRand(seed)).Err()
				if err == nil {
					t.Fatalf("seed %d: accepted", seed)
				}
				if !strings.HasPrefix(err.Error(), "nn: ") ||
					!strings.Contains(err.Error(), c.want) {
					t.Errorf("seed %d: rejected with %q, want %q in it", seed, err, c.want)
				}
			}
		})
	}
}

// TestKinks puts inputs of a ReLU where finite differences look at both sides of the kink.
func TestKinks(t *testing.T) {
	slopeAtKink := func(slope float64) func() Layer { // elsewhere it is right
		return activation(relu, func(x, y, dy float64) float64 {
			if math.Abs(x) < gradStep {
				return dy * slope
			}
			return dy * reluDerivative(x)
		})
	}
	for _, c := range []struct {
		name  string
		make  func() Layer
		wrong bool // at 0
	}{
		{"ReLU", func() Layer { return NewReLUActivation() }, false},
		{"slope 0", slopeAtKink(0), false},
		{"slope 1/2", slopeAtKink(0.5), false},
		{"slope 1", slopeAtKink(1), false},
		{"slope 2", slopeAtKink(2), true},
		{"slope 1.001", slopeAtKink(1.001), true},
		{"slope -1", slopeAtKink(-1), true},
		{"slope NaN", slopeAtKink(math.NaN()), true},
	} {
		for seed := range uint64(museumSeeds) {
			for _, x := range []float64{0, math.Copysign(0, -1)} {
				l := c.make()
				l.SetInputShape(3)
				report := CheckLayerAt(l, MatrixOf([]float64{x, 0.5, -1.5}, []float64{2, -0.75, x}),
					newRand(seed))
				if report.Checked != 6 || len(report.Broken) > 0 {
					t.Fatalf("%s: %+v", c.name, report)
				}
				kinks, wrong := len(report.Kinks), len(report.Wrong)
				if c.wrong && (kinks != 0 || wrong != 2 || report.Err() == nil) {
					t.Errorf("%s at %v, seed %d: %d wrong and %d kinks, want 2 wrong", c.name, x,
						seed, wrong, kinks)
				}
				if !c.wrong &&
					(wrong != 0 || report.Err() != nil || kinks != 2 && c.name != "slope 1/2") {
					t.Errorf("%s at %v, seed %d: %d wrong and %d kinks, want 2 kinks", c.name, x,
						seed, wrong, kinks)
				}
			}
		}
	}
}

// TestNearKinks: the right backward propagation is never called wrong, however close to the kink
// the inputs are and however small what comes from above. Far from it there are no kinks.
func TestNearKinks(t *testing.T) {
	for _, scale := range []float64{1, 1e-2, 1e-4, 100} {
		f := func(x float64) float64 { return scale * relu(x) }
		l := activation(f,
			func(x, y, dy float64) float64 { return dy * scale * reluDerivative(x) })()
		l.SetInputShape(1)
		for _, x := range []float64{1e-7, 5e-7, 1e-6, 5e-6, 9e-6, 9.9e-6, 9.999e-6, 9.99999e-6,
			1.01e-5, 1e-3} {
			for _, x := range []float64{x, -x} {
				for seed := range uint64(20) {
					report := CheckLayerAt(l, MatrixOf([]float64{x}, []float64{1}), newRand(seed))
					if err := report.Err(); err != nil {
						t.Errorf("scale %v, x = %v, seed %d: %v", scale, x, seed, err)
					}
					far := math.Abs(x) > gradStep
					if kinks := len(report.Kinks); far && kinks != 0 || math.Abs(x) <= 1e-6 &&
						scale == 1 && kinks != 1 {
						t.Errorf("scale %v, x = %v, seed %d: %d kinks", scale, x, seed, kinks)
					}
				}
			}
		}
	}
}

// TestCurvesAreNoKinks: where a function is only strongly curved, a slightly wrong gradient stays
// wrong.
func TestCurvesAreNoKinks(t *testing.T) {
	const a = 30 // f'' is up to a²
	f := func(x float64) float64 { return math.Sin(a * x) }
	for _, factor := range []float64{1, 1.01, 0.99} {
		l := activation(f,
			func(x, y, dy float64) float64 { return dy * a * math.Cos(a*x) * factor })
		for seed := range uint64(museumSeeds) {
			report := CheckLayer(l(), 3, newRand(seed))
			if right := factor == 1; right != (report.Err() == nil) || len(report.Kinks) > 0 {
				t.Errorf("factor %v, seed %d: kinks %v, error %v", factor, seed, report.Kinks,
					report.Err())
			}
		}
	}
}

// TestGradReport: the error names the worst entry, and NaN is the worst of all.
func TestGradReport(t *testing.T) {
	entry := func(col int, backward float64) GradEntry {
		return GradEntry{Name: "weights", Row: 2, Col: col, Backward: backward, Numeric: 1,
			tolerance: 1e-6}
	}
	for _, c := range []struct {
		report GradReport
		want   string
	}{
		{GradReport{Of: "a", Checked: 5}, ""},
		{GradReport{Of: "a", Checked: 5, Kinks: []GradEntry{entry(0, 2)}}, ""},
		{GradReport{Of: "a", Checked: 5, Wrong: []GradEntry{entry(0, 2), entry(1, 3), entry(2, 2)}},
			"nn: a: 3 of 5 gradients are wrong; the worst is " +
				"weights[2,1]: the backward pass gives 3, finite differences give 1"},
		{GradReport{Of: "a", Checked: 5,
			Wrong: []GradEntry{entry(0, 2), entry(1, math.NaN()), entry(2, 9)}},
			"nn: a: 3 of 5 gradients are wrong; the worst is " +
				"weights[2,1]: the backward pass gives NaN, finite differences give 1"},
		{GradReport{Of: "a", Broken: []string{"x", "y"}, Wrong: []GradEntry{entry(0, 2)}},
			"nn: a: x"},
	} {
		got := ""
		if err := c.report.Err(); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestStepSize repeats the measurement behind gradStep: the error of a right gradient is small, and
// much larger for steps a hundred times as large or as small.
func TestStepSize(t *testing.T) {
	f, df := math.Exp, math.Exp
	off := func(h float64) float64 {
		worst := 0.0
		for i := range 100 {
			x := float64(i)/50 - 1
			worst = max(worst, math.Abs((f(x+h)-f(x-h))/(2*h)-df(x))/df(x))
		}
		return worst
	}
	at := off(gradStep)
	if !(at < gradTolerance/1000) {
		t.Errorf("off by %v, want a thousandth of the tolerance", at)
	}
	if larger, smaller := off(100*gradStep),
		off(gradStep/1000); !(larger > 10*at && smaller > 10*at) {
		t.Errorf("off by %v; with larger steps %v, with smaller ones %v", at, larger, smaller)
	}
}
