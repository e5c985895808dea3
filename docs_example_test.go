package nn

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
)

func ExampleMatrix() {
	X := MatrixOf([]float64{1, 2}, []float64{3, 4}, []float64{5, 6})
	W := MatrixOf([]float64{1, 0, -1}, []float64{2, 1, 0})
	B := MatrixOf([]float64{10, 20, 30})
	Y := new(Matrix).MatMul(X, W)
	fmt.Println(Y.AddRow(Y, B))
	fmt.Println(Y.Rows, Y.Cols, Y.At(2, 0))
	// Output:
	// [  15.0000  22.0000  29.0000 ]
	// [  21.0000  24.0000  27.0000 ]
	// [  27.0000  26.0000  25.0000 ]
	// 3 3 27
}

func ExampleMultiHot() {
	reviews := [][]int{{3, 0}, {1}, {2, 2, 1}} // the numbers of their words
	fmt.Println(MultiHot(reviews, 4))
	// Output:
	// [   1.0000   0.0000   0.0000   1.0000 ]
	// [   0.0000   1.0000   0.0000   0.0000 ]
	// [   0.0000   1.0000   1.0000   0.0000 ]
}

// Minimise (w - 3)², whose gradient is 2·(w - 3), with and without momentum.
func ExampleSGD() {
	for _, sgd := range []*SGD{NewSGD(0.25, 0), NewSGD(0.25, 0.5)} {
		w := &Param{Value: MatrixOf([]float64{1}), Grad: NewMatrix(1, 1)}
		fmt.Printf("momentum %.1f: 1", sgd.Momentum)
		for range 3 {
			w.Grad.Set(0, 0, 2*(w.Value.At(0, 0)-3))
			sgd.Update(w)
			fmt.Printf(" -> %.3f", w.Value.At(0, 0))
		}
		fmt.Println()
	}
	// Output:
	// momentum 0.0: 1 -> 2.000 -> 2.500 -> 2.750
	// momentum 0.5: 1 -> 1.500 -> 2.125 -> 2.656
}

// Five examples in batches of two: each once, in random order, and the last batch is short.
func ExampleNeuralNetwork_MiniBatches() {
	net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.1, 0),
		rand.New(rand.NewPCG(42, 0)))
	net.BatchSize = 2
	data := &Dataset{
		X: MatrixOf([]float64{1, 1}, []float64{2, 2}, []float64{3, 3}, []float64{4, 4},
			[]float64{5, 5}),
		Y: MatrixOf([]float64{10}, []float64{20}, []float64{30}, []float64{40}, []float64{50}),
	}
	for X, Y := range net.MiniBatches(data) {
		fmt.Println(X.Data, Y.Data)
	}
	// Output:
	// [3 3 2 2] [30 20]
	// [4 4 1 1] [40 10]
	// [5 5] [50]
}

func ExampleNeuralNetwork_Summary() {
	net := NewNeuralNetwork(784, &CategoricalCrossEntropy{}, NewAdam(0.001),
		rand.New(rand.NewPCG(42, 0)))
	net.Add(NewDenseLayer(100), NewReLUActivation())
	net.Add(NewDenseLayer(50), NewReLUActivation())
	net.Add(NewDenseLayer(10), NewSoftmaxActivation())
	fmt.Print(net.Summary())
	// Output:
	// Layer               Output shape   Parameters
	// Input               (n, 784)       0
	// DenseLayer          (n, 100)       78500
	// ReLUActivation      (n, 100)       0
	// DenseLayer          (n, 50)        5050
	// ReLUActivation      (n, 50)        0
	// DenseLayer          (n, 10)        510
	// SoftmaxActivation   (n, 10)        0
	// Total                              84060
}

// The steps of Fit are methods of their own: two steps of training.
func ExampleNeuralNetwork_BackwardPropagation() {
	net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.1, 0),
		rand.New(rand.NewPCG(42, 0)))
	net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1))
	d := XOR()
	for range 2 {
		yPred := net.ForwardPropagation(d.X, true)
		fmt.Printf("loss %.4f\n", net.Loss.Loss(d.Y, yPred))
		net.BackwardPropagation(net.Loss.Derivative(d.Y, yPred))
		for _, p := range net.Params() {
			net.Optimizer.Update(p)
		}
	}
	// Output:
	// loss 1.3068
	// loss 0.6871
}

// Weights are saved in one network and read into another of the same layers.
func ExampleNeuralNetwork_SaveWeights() {
	network := func(units int) *NeuralNetwork {
		net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.1, 0),
			rand.New(rand.NewPCG(rand.Uint64(), 0)))
		return net.Add(NewDenseLayer(units), NewTanhActivation(), NewDenseLayer(1))
	}
	dir, err := os.MkdirTemp("", "nn")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "weights.json")

	a, b := network(3), network(3)
	X := XOR().X
	fmt.Println(a.Predict(X).Equal(b.Predict(X)))
	if err := a.SaveWeights(path); err != nil {
		panic(err)
	}
	if err := b.LoadWeights(path); err != nil {
		panic(err)
	}
	fmt.Println(a.Predict(X).Equal(b.Predict(X)))
	fmt.Println(network(4).LoadWeights(path) != nil)
	// Output:
	// false
	// true
	// true
}

// The history of a training as CSV, for a spreadsheet.
func ExampleHistory_WriteCSV() {
	h := History{
		{Epoch: 1, Loss: 0.5, Metric: 0.75, ValLoss: 0.625, ValMetric: 0.5, LearningRate: 0.1, Seconds: 1.5},
		{Epoch: 2, Loss: 0.25, Metric: 1, ValLoss: 0.5, ValMetric: 0.75, LearningRate: 0.1, Seconds: 1.25},
	}
	if err := h.WriteCSV(os.Stdout); err != nil {
		panic(err)
	}
	// Output:
	// epoch,loss,metric,val_loss,val_metric,learning_rate,seconds
	// 1,0.5,0.75,0.625,0.5,0.1,1.5
	// 2,0.25,1,0.5,0.75,0.1,1.25
}

// A derivative that many slides have: that of the softmax without what lies beside its diagonal.
// The checker says how much of it is wrong.
func ExampleCheckLayer() {
	report := CheckLayer(NewSoftmaxActivation(), 4, rand.New(rand.NewPCG(42, 0)))
	fmt.Println(report.Checked, "gradients,", len(report.Wrong), "wrong")

	report = CheckLayer(&diagonalSoftmax{NewSoftmaxActivation(), nil}, 4,
		rand.New(rand.NewPCG(42, 0)))
	fmt.Println(report.Checked, "gradients,", len(report.Wrong), "wrong")
	// Output:
	// 52 gradients, 0 wrong
	// 52 gradients, 52 wrong
}

// diagonalSoftmax is a softmax with dX = dY ⊙ s ⊙ (1 - s).
type diagonalSoftmax struct {
	*SoftmaxActivation
	s *Matrix
}

func (l *diagonalSoftmax) ForwardPropagation(X *Matrix, training bool) *Matrix {
	l.s = l.SoftmaxActivation.ForwardPropagation(X, training)
	return l.s
}

func (l *diagonalSoftmax) BackwardPropagation(dY *Matrix) *Matrix {
	dX := new(Matrix).Map(func(s float64) float64 { return s * (1 - s) }, l.s)
	return dX.Mul(dX, dY)
}

// A whole network is checked on some examples before it is trained for hours.
func ExampleCheckNetwork() {
	net := NewNeuralNetwork(2, &BinaryCrossEntropy{}, NewAdam(0.01),
		rand.New(rand.NewPCG(42, 0)))
	net.Add(NewDenseLayer(3), NewTanhActivation(), NewDenseLayer(1),
		NewSigmoidActivation())
	report := CheckNetwork(net, XOR())
	fmt.Println(report.Checked, "gradients checked, error:", report.Err())
	// Output:
	// 21 gradients checked, error: <nil>
}

// A sigmoid whose input is 40 predicts 1, and is wrong if the target is 0. In two steps, as on the
// slides, the derivative of the loss divides by 1 - y*, which is rounded to 0. In one step nothing is
// lost.
func ExampleNeuralNetwork_BackpropagateLoss() {
	loss, dense := &BinaryCrossEntropy{}, NewDenseLayer(1)
	net := NewNeuralNetwork(1, loss, NewSGD(0.1, 0), rand.New(rand.NewPCG(42, 0)))
	net.Add(dense, NewSigmoidActivation())
	dense.Weights.Value.Set(0, 0, 1) // so that the input of the sigmoid is x, and dB = dE/dx
	Y := MatrixOf([]float64{0})
	for _, x := range []float64{4, 40} {
		yPred := net.ForwardPropagation(MatrixOf([]float64{x}), true)
		net.BackwardPropagation(loss.Derivative(Y, yPred))
		fmt.Printf("x = %2v  two steps: E = %.4f, dE/dx = %.4f", x, loss.Loss(Y, yPred), dense.Biases.Grad.At(0, 0))
		E := net.BackpropagateLoss(Y, yPred)
		fmt.Printf("    one step: E = %.4f, dE/dx = %.4f\n", E, dense.Biases.Grad.At(0, 0))
	}
	// Output:
	// x =  4  two steps: E = 4.0181, dE/dx = 0.9820    one step: E = 4.0181, dE/dx = 0.9820
	// x = 40  two steps: E = 36.7368, dE/dx = 0.0383    one step: E = 40.0000, dE/dx = 1.0000
}
