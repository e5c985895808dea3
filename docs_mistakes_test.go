package nn

import (
	"math"
	"testing"
	"time"
)

// TestMistakesOfUse: each mistake panics before anything has been learned, with a sentence that says
// what was wrong, where, what was found and what to do.
func TestMistakesOfUse(t *testing.T) {
	rng := newRand(1)
	X := normal(NewMatrix(4, 2), rng)
	classes := column(0, 1, 2, 3)
	// fit trains a network of the given last layers and loss on the targets Y.
	fit := func(loss LossFunction, Y *Matrix, metric Metric, last ...Layer) func() {
		return func() {
			net := NewNeuralNetwork(2, loss, NewSGD(0.1, 0), newRand(1)).Add(last...)
			if metric != nil {
				net.Metric = metric
			}
			net.Fit(&Dataset{X: X, Y: Y}, nil)
		}
	}
	binary, categorical, mse := new(BinaryCrossEntropy), new(CategoricalCrossEntropy), new(MeanSquaredError)
	sigmoid, softmax := func() Layer { return NewSigmoidActivation() }, func() Layer { return NewSoftmaxActivation() }
	dense := func(n int) Layer { return NewDenseLayer(n) }
	net := func() *NeuralNetwork {
		return NewNeuralNetwork(2, mse, NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(1))
	}
	data := func() *Dataset { return &Dataset{X: X, Y: column(1, 2, 3, 4)} }
	with := func(callbacks ...Callback) func() {
		return func() { n := net(); n.Callbacks = callbacks; n.Fit(data(), nil) }
	}

	for _, c := range []struct {
		name  string
		f     func()
		words []string
	}{
		{"binary targets of -1", fit(binary, column(-1, 1, 1, -1), nil, dense(1), sigmoid()),
			[]string{"training data, example 0: BinaryCrossEntropy: target -1", "write 0"}},
		{"binary targets that are class numbers", fit(binary, classes, nil, dense(1), sigmoid()),
			[]string{"example 2: BinaryCrossEntropy: target 2", "OneHot", "softmax"}},
		{"binary targets as percentages", fit(binary, column(0, 100, 50, 0), nil, dense(1), sigmoid()),
			[]string{"example 1: BinaryCrossEntropy: target 100", "0 to 1"}},
		{"categorical targets of one column", fit(categorical, classes, nil, dense(1), sigmoid()),
			[]string{"CategoricalCrossEntropy: one column", "OneHot"}},
		{"a negative categorical target",
			fit(categorical, MatrixOf([]float64{1, 0}, []float64{-1, 1}, []float64{1, 0}, []float64{0, 1}), nil, dense(2), softmax()),
			[]string{"example 1: CategoricalCrossEntropy: target -1", "write 0"}},
		{"no right class",
			fit(categorical, MatrixOf([]float64{1, 0}, []float64{0, 0}, []float64{1, 0}, []float64{0, 1}), nil, dense(2), softmax()),
			[]string{"example 1: CategoricalCrossEntropy: every target is 0"}},
		{"two right classes",
			fit(categorical, MatrixOf([]float64{1, 0}, []float64{0, 1}, []float64{1, 1}, []float64{0, 1}), nil, dense(2), softmax()),
			[]string{"example 2: CategoricalCrossEntropy: 2 positive targets with the sum 2", "sigmoids"}},
		{"binary cross-entropy without a sigmoid", fit(binary, column(0, 1, 1, 0), nil, dense(1)),
			[]string{"BinaryCrossEntropy: prediction ", "not a probability", "sigmoid"}},
		{"binary cross-entropy after tanh", fit(binary, column(0, 1, 1, 0), nil, dense(1), NewTanhActivation()),
			[]string{"BinaryCrossEntropy: prediction -0.", "not a probability", "sigmoid"}},
		{"categorical cross-entropy without a softmax",
			fit(categorical, OneHot([]int{0, 1, 1, 0}, 2), nil, dense(2)),
			[]string{"CategoricalCrossEntropy: prediction ", "not a probability", "softmax"}},
		{"a softmax of one unit", fit(binary, column(0, 1, 1, 0), nil, dense(1), softmax()),
			[]string{"Add: layer 2 is a softmax of one unit", "always returns 1", "sigmoid"}},
		{"accuracy of a regression", fit(mse, column(0.5, 1.5, 2.5, 3.5), Accuracy, dense(1)),
			[]string{"Accuracy: one column", "0.5", "MSE"}},
		{"accuracy of class numbers", fit(mse, classes, Accuracy, dense(1)),
			[]string{"Accuracy: one column", "OneHot"}},
		{"precision of three classes", fit(categorical, OneHot([]int{0, 1, 2, 0}, 3), Precision, dense(3), softmax()),
			[]string{"Precision", "one or two columns"}},
		{"validation targets outside the domain", func() {
			n := NewNeuralNetwork(2, binary, NewSGD(0.1, 0), newRand(1)).Add(dense(1), sigmoid())
			n.Fit(&Dataset{X: X, Y: column(0, 1, 1, 0)}, &Dataset{X: X, Y: column(0, 1, 1, 7)})
		}, []string{"validation data, example 3: BinaryCrossEntropy: target 7"}},
		{"early stopping without a validation set", with(NewEarlyStopping(2)),
			[]string{"EarlyStopping: Monitor is val_loss", "validation set"}},
		{"a patience below 0", with(&EarlyStopping{Monitor: TrainLoss, Patience: -1}), []string{"EarlyStopping: Patience -1"}},
		{"a time limit of 0", func() { NewTimeLimit(0 * time.Second) }, []string{"NewTimeLimit", "more than 0"}},
		{"a batch size of 0", func() { n := net(); n.BatchSize = 0; n.Fit(data(), nil) },
			[]string{"MiniBatches: BatchSize is 0"}},
		{"negative epochs", func() { n := net(); n.Epochs = -1; n.Fit(data(), nil) },
			[]string{"training: Epochs is -1"}},
		{"a learning rate below 0", func() { NewSGD(-0.1, 0) }, []string{"NewSGD: learning rate -0.1"}},
		{"a momentum of 1", func() { NewSGD(0.1, 1) }, []string{"NewSGD: momentum 1"}},
		{"a learning rate that became NaN", func() {
			n, o := net(), NewSGD(0.1, 0)
			n.Optimizer, o.LearningRate = o, math.NaN()
			n.Fit(data(), nil)
		}, []string{"SGD: learning rate NaN"}},
		{"a momentum that became 2", func() {
			n, o := net(), NewSGD(0.1, 0)
			n.Optimizer, o.Momentum = o, 2
			n.Fit(data(), nil)
		}, []string{"SGD: momentum 2"}},
		{"a dropout rate that became 1", func() {
			l := NewDropout(0.5, newRand(1))
			n := NewNeuralNetwork(2, mse, NewSGD(0.1, 0), newRand(1)).Add(NewDenseLayer(3), l, NewDenseLayer(1))
			l.Rate = 1
			n.Fit(data(), nil)
		}, []string{"Dropout: rate 1"}},
		{"a prediction for nothing", func() { net().Predict(nil) }, []string{"Predict: the input is nil"}},
		{"inputs and targets of different length", func() { net().Fit(&Dataset{X: X, Y: column(1, 2)}, nil) },
			[]string{"training", "(4, 2)", "(2, 1)"}},
		{"inputs of the wrong width", func() { net().Fit(&Dataset{X: NewMatrix(4, 3), Y: column(1, 2, 3, 4)}, nil) },
			[]string{"training data", "(4, 3)", "2 and 1 columns"}},
		{"no examples", func() { net().Fit(&Dataset{X: NewMatrix(0, 2), Y: NewMatrix(0, 1)}, nil) },
			[]string{"training data", "no examples"}},
		{"a class that does not exist", func() { OneHot([]int{0, 3}, 3) }, []string{"OneHot", "class 3", "3 classes"}},
		{"Rprop without a step", func() { NewRprop(0) }, []string{"NewRprop: initial step 0"}},
	} {
		t.Run(c.name, func(t *testing.T) { mustPanicWith(t, c.f, append(c.words, "nn: ")...) })
	}
}

// TestNoMistakesOfUse: unusual but right programs are not refused.
func TestNoMistakesOfUse(t *testing.T) {
	X := normal(NewMatrix(4, 2), newRand(1))
	for _, c := range []struct {
		name string
		loss LossFunction
		Y    *Matrix
		last []Layer
	}{
		{"soft binary targets", new(BinaryCrossEntropy), column(0.1, 0.9, 0.9, 0.1), []Layer{NewDenseLayer(1), NewSigmoidActivation()}},
		{"several sigmoids", new(BinaryCrossEntropy), MatrixOf([]float64{1, 1}, []float64{0, 0}, []float64{1, 0}, []float64{0, 1}),
			[]Layer{NewDenseLayer(2), NewSigmoidActivation()}},
		{"weighted examples", new(CategoricalCrossEntropy), MatrixOf([]float64{3, 0}, []float64{0, 0.5}, []float64{1, 0}, []float64{0, 1}),
			[]Layer{NewDenseLayer(2), NewSoftmaxActivation()}},
		{"soft classes", new(CategoricalCrossEntropy), MatrixOf([]float64{0.9, 0.1}, []float64{0.1, 0.9}, []float64{0.5, 0.5}, []float64{0, 1}),
			[]Layer{NewDenseLayer(2), NewSoftmaxActivation()}},
		{"a regression of class numbers", new(MeanSquaredError), column(0, 1, 2, 3), []Layer{NewDenseLayer(1)}},
		{"targets of -1 and 1 with tanh", new(MeanSquaredError), column(-1, 1, 1, -1), []Layer{NewDenseLayer(1), NewTanhActivation()}},
		{"binary cross-entropy of probabilities of one's own", new(BinaryCrossEntropy), column(0, 1, 1, 0),
			[]Layer{NewDenseLayer(1), &ActivationLayer{ // 1/2 + arctan(x)/π
				ActivationFunction: func(x float64) float64 { return 0.5 + math.Atan(x)/math.Pi },
				Derivative:         func(x float64) float64 { return 1 / (math.Pi * (1 + x*x)) },
			}}},
	} {
		net := NewNeuralNetwork(2, c.loss, NewSGD(0.1, 0), newRand(1)).Add(c.last...)
		if err := net.Fit(&Dataset{X: X, Y: c.Y}, nil); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
