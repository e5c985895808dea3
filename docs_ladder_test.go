package nn

import (
	"fmt"
	"math"
	"testing"
)

// The ladder: what any network must do that is put together rightly, from a step that everybody can
// follow with a calculator to a task that only a hidden layer can solve.

// TestWorkedExample is a network of two layers of two sigmoid units, one example and one step of
// plain gradient descent at 0.5. The numbers were computed apart from this package, with 40
// digits, as
//
//	h_j = σ(0.05·w_1j + 0.10·w_2j + 0.35)      o_j = σ(h_1·v_1j + h_2·v_2j + 0.60)
//	E   = ((0.01 - o_1)² + (0.99 - o_2)²)/2
//	δ_j = (o_j - y_j)·o_j·(1 - o_j)            ∂E/∂v_ij = δ_j·h_i
//	ε_i = Σ_j δ_j·v_ij·h_i·(1 - h_i)           ∂E/∂w_ki = ε_i·x_k
func TestWorkedExample(t *testing.T) {
	net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.5, 0), newRand(1))
	net.Add(NewDenseLayer(2), NewSigmoidActivation(), NewDenseLayer(2), NewSigmoidActivation())
	for i, value := range []*Matrix{
		MatrixOf([]float64{0.15, 0.25}, []float64{0.20, 0.30}), MatrixOf([]float64{0.35, 0.35}),
		MatrixOf([]float64{0.40, 0.50}, []float64{0.45, 0.55}), MatrixOf([]float64{0.60, 0.60}),
	} {
		net.Params()[i].Value.Copy(value)
	}
	d := &Dataset{X: MatrixOf([]float64{0.05, 0.10}), Y: MatrixOf([]float64{0.01, 0.99})}

	p := net.ForwardPropagation(d.X, true)
	wantMatrix(t, "Y*", p, MatrixOf([]float64{0.7513650695523157, 0.7729284653214626}), 1e-14)
	wantNumber(t, "E", net.Loss.Loss(d.Y, p), 0.2983711087600027, 1e-14)

	net.Epochs = 1
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	for i, want := range []*Matrix{
		MatrixOf([]float64{0.1497807161327628, 0.2497511436323696},
			[]float64{0.1995614322655256, 0.2995022872647392}),
		MatrixOf([]float64{0.3456143226552565, 0.3450228726473914}),
		MatrixOf([]float64{0.3589164797178846, 0.5113012702387375},
			[]float64{0.4086661860762334, 0.5613701211079891}),
		MatrixOf([]float64{0.5307507191857215, 0.6190491182582781}),
	} {
		wantMatrix(t, fmt.Sprintf("parameter %d", i), net.Params()[i].Value, want, 1e-14)
	}
	wantNumber(t, "loss of the history", net.History[0].Loss, 0.2983711087600027, 1e-14)
	if e := new(MeanSquaredError).Loss(d.Y, net.Predict(d.X)); e >= net.History[0].Loss {
		t.Errorf("the step has not lowered E: %v", e)
	}
}

// TestBatchIsTheMeanOfItsExamples: the gradients of a batch of 64 are the means of 64 single
// gradients, through whole networks and for every loss. A factor 1/n too many or too few, in a
// loss or in a layer, shows here.
func TestBatchIsTheMeanOfItsExamples(t *testing.T) {
	const n = 64
	for _, c := range lossTable {
		t.Run(c.name, func(t *testing.T) {
			net := NewNeuralNetwork(5, c.make(), NewSGD(0.1, 0), newRand(1))
			net.Add(NewDenseLayer(6), NewTanhActivation(), NewDenseLayer(4), NewReLUActivation(),
				NewDenseLayer(3), c.last())
			d := classes(n, 5, 3, newRand(2))
			gradients := func(X, Y *Matrix) []*Matrix {
				net.BackwardPropagation(net.Loss.Derivative(Y, net.ForwardPropagation(X, true)))
				return clones(net.Params(), gradOf)
			}
			means := clones(net.Params(), gradOf)
			for i := range means {
				means[i].Scale(0, means[i])
			}
			for r := range n {
				for i, g := range gradients(d.X.RowRange(r, r+1), d.Y.RowRange(r, r+1)) {
					for k, v := range g.Data {
						means[i].Data[k] += v / n
					}
				}
			}
			for i, g := range gradients(d.X, d.Y) {
				for k, want := range means[i].Data {
					if !(math.Abs(g.Data[k]-want) <= 1e-14) {
						t.Errorf("parameter %d: element %d is %v, the mean %v", i, k, g.Data[k],
							want)
					}
				}
			}
		})
	}
}

// TestBatchSizeOfALearningRate: with every example twice, one step is the same. If the loss were
// a sum it would be twice as long.
func TestBatchSizeOfALearningRate(t *testing.T) {
	for _, c := range lossTable {
		d := classes(16, 5, 3, newRand(2))
		rows := []int{}
		for i := range 2 * d.Len() {
			rows = append(rows, i/2)
		}
		var after [2]*Matrix
		for i, d := range []*Dataset{d, d.Subset(rows)} {
			net := NewNeuralNetwork(5, c.make(), NewSGD(0.1, 0), newRand(1))
			net.Add(NewDenseLayer(3), c.last())
			net.Epochs, net.BatchSize = 1, d.Len()
			if err := net.Fit(d, nil); err != nil {
				t.Fatal(err)
			}
			after[i] = net.Params()[0].Value
		}
		wantMatrix(t, c.name, after[1], after[0], 1e-12)
	}
}

// TestFirstLoss: a network that knows nothing gives every class about the same probability, and
// its loss is about ln C.
func TestFirstLoss(t *testing.T) {
	for _, C := range []int{2, 3, 10, 50} {
		for seed := range uint64(5) {
			rng := newRand(seed)
			net := NewNeuralNetwork(20, new(CategoricalCrossEntropy), NewSGD(0.1, 0), rng)
			net.Add(NewDenseLayer(30), NewTanhActivation(), NewDenseLayer(C),
				NewSoftmaxActivation())
			d := classes(500, 20, C, rng)
			d.X.Scale(0.1, d.X)
			if loss := net.Loss.Loss(d.Y,
				net.Predict(d.X)); !(math.Abs(loss/math.Log(float64(C))-1) <= 0.05) {
				t.Errorf("%d classes, seed %d: loss %.4f, want about ln %d = %.4f", C, seed, loss,
					C, math.Log(float64(C)))
			}
		}
	}
}

// TestOverfitsEightPoints: a network that cannot even learn eight points by heart learns nothing.
func TestOverfitsEightPoints(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	for seed := range uint64(5) {
		rng := newRand(seed)
		net := NewNeuralNetwork(2, new(CategoricalCrossEntropy), NewAdam(0.02), rng)
		net.Add(NewDenseLayer(20), NewReLUActivation(), NewDenseLayer(20), NewReLUActivation(),
			NewDenseLayer(3), NewSoftmaxActivation())
		net.Epochs = 800
		d := classes(8, 2, 3, rng)
		if err := net.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
		if loss := net.Loss.Loss(d.Y, net.Predict(d.X)); !(loss < 1e-3) || net.Score(d) != 1 {
			t.Errorf("seed %d: loss %v, accuracy %v", seed, loss, net.Score(d))
		}
	}
}

// TestShuffledLabels: where the classes are random nothing can be learnt of new examples, however
// well the old ones are known. Whatever does better has seen the answers.
func TestShuffledLabels(t *testing.T) {
	const C = 4
	rng := newRand(1)
	net := NewNeuralNetwork(20, new(CategoricalCrossEntropy), NewAdam(0.01), rng)
	net.Add(NewDenseLayer(40), NewReLUActivation(), NewDenseLayer(C), NewSoftmaxActivation())
	net.Epochs, net.BatchSize = 60, 16
	train, fresh := classes(200, 20, C, rng), classes(4000, 20, C, rng)
	if err := net.Fit(train, nil); err != nil {
		t.Fatal(err)
	}
	if score := net.Score(train); score < 0.95 {
		t.Errorf("accuracy %.3f on what was learnt by heart", score)
	}
	if score := net.Score(fresh); !(math.Abs(score-1./C) <= 3*math.Sqrt(1./C*(1-1./C)/4000)) {
		t.Errorf("accuracy %.3f on new examples of random classes, want %.3f by chance", score,
			1./C)
	}
}

// TestXORNeedsAHiddenLayer: a hidden layer of four tanh units solves it from any beginning, and
// without a hidden layer it cannot be solved.
func TestXORNeedsAHiddenLayer(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	const seeds = 40
	d, solved := XOR(), 0
	for seed := range uint64(seeds) {
		train := func(layers ...Layer) *NeuralNetwork {
			net := NewNeuralNetwork(2, new(MeanSquaredError), NewSGD(0.5, 0.9),
				newRand(seed)).Add(layers...)
			net.Metric, net.Epochs, net.BatchSize = Accuracy, 1000, 4
			if err := net.Fit(d, nil); err != nil {
				t.Fatal(err)
			}
			return net
		}
		net := train(NewDenseLayer(4), NewTanhActivation(), NewDenseLayer(1),
			NewSigmoidActivation())
		if net.Score(d) == 1 {
			solved++
		} else {
			t.Logf("seed %d: %v", seed, net.Predict(d.X).Data)
		}
		if net := train(NewDenseLayer(1), NewSigmoidActivation()); net.Score(d) == 1 {
			t.Errorf("seed %d: one layer has solved XOR, which is impossible: %v", seed,
				net.Predict(d.X).Data)
		}
	}
	if solved != seeds {
		t.Errorf("solved on %d of %d seeds", solved, seeds)
	}
}

// TestZerosKeepUnitsEqual: units that begin equal get the same gradient, and stay equal for ever.
func TestZerosKeepUnitsEqual(t *testing.T) {
	train := func(initializer Initializer) (W *Matrix) {
		net := NewNeuralNetwork(2, new(MeanSquaredError), NewAdam(0.05), newRand(1))
		for _, l := range []*DenseLayer{NewDenseLayer(4), NewDenseLayer(1)} {
			l.Initializer = initializer
			net.Add(l, NewSigmoidActivation())
		}
		net.Epochs = 100
		d := XOR()
		d.Y.Set(0, 0, 1) // not even; or the weights would not move at all
		if err := net.Fit(d, nil); err != nil {
			t.Fatal(err)
		}
		return net.Params()[0].Value
	}
	equal := func(W *Matrix) bool {
		for i := range W.Rows {
			for _, w := range W.Row(i) {
				if w != W.At(i, 0) {
					return false
				}
			}
		}
		return true
	}
	W := train(Zeros)
	if !equal(W) || W.At(0, 0) == 0 {
		t.Errorf("from zeros the hidden weights have become\n%v\nwant equal columns, not zero", W)
	}
	if W = train(Glorot); equal(W) {
		t.Errorf("from random weights the hidden weights have become\n%v", W)
	}
}

// TestLearnsALine: without hidden layers, and with the squared error, a network finds the line
// that the least squares would.
func TestLearnsALine(t *testing.T) {
	rng := newRand(1)
	net := NewNeuralNetwork(3, new(MeanSquaredError), NewSGD(0.1, 0.9), rng).Add(NewDenseLayer(2))
	net.Epochs, net.BatchSize, net.Metric = 300, 20, MSE
	W, B := normal(NewMatrix(3, 2), rng), MatrixOf([]float64{0.5, -2})
	X := normal(NewMatrix(100, 3), rng)
	Y := new(Matrix).MatMul(X, W)
	d := &Dataset{X: X, Y: Y.AddRow(Y, B)}
	if err := net.Fit(d, nil); err != nil {
		t.Fatal(err)
	}
	wantMatrix(t, "W", net.Params()[0].Value, W, 1e-6)
	wantMatrix(t, "B", net.Params()[1].Value, B, 1e-6)
}
