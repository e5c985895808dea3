package main

import (
	"fmt"
	"math/rand/v2"
	"path"
	"path/filepath"
	"runtime"
	"strings"

	chain "exercises/01-chain-rule"
	dense "exercises/02-dense-forward"
	backward "exercises/03-dense-backward"
	activations "exercises/04-activations"
	softmax "exercises/05-softmax"
	losses "exercises/06-losses"
	sgd "exercises/07-sgd-momentum"
	optimizer "exercises/08-rmsprop-adam"
	network "exercises/09-mini-batches-fit"
	regularization "exercises/10-regularization-dropout"
	stopping "exercises/11-early-stopping"
	metrics "exercises/12-metrics"
	data "exercises/13-one-hot-splits"
	search "exercises/14-randomized-search"
	"exercises/given"
)

// firstNotWritten calls every function once, in the order of the exercises, and returns an error
// that names the first stub. It ignores all other panics, because the tests report them.
func firstNotWritten() error {
	for _, call := range everyFunction() {
		if err := attempt(call); err != nil {
			return err
		}
	}
	return nil
}

func attempt(call func()) (err error) {
	defer func() {
		if name, ok := stubOf(recover()); ok {
			err = notWritten(name)
		}
	}()
	call()
	return nil
}

// stubOf reports whether a panic comes from a stub, and returns the name of its function.
func stubOf(panicked any) (name string, ok bool) {
	text, _ := panicked.(string)
	return strings.CutPrefix(text, "not written yet: ")
}

func notWritten(name string) error {
	return fmt.Errorf("%s is not written yet, in %s: write all functions first", name, place())
}

// place returns the file and line of a panic that is being recovered: the position in the first
// function on the stack that belongs to an exercise.
func place() string {
	calls := make([]uintptr, 100)
	frames := runtime.CallersFrames(calls[:runtime.Callers(1, calls)])
	for {
		f, more := frames.Next()
		if exercise, ok := strings.CutPrefix(f.Function, "exercises/"); ok && exercise[0] >= '0' &&
			exercise[0] <= '9' {
			exercise, _, _ = strings.Cut(exercise, ".")
			return fmt.Sprintf("%s:%d", path.Join(exercise, filepath.Base(f.File)), f.Line)
		}
		if !more {
			return ""
		}
	}
}

// explain turns a panic into an error of one sentence.
func explain(err *error) {
	panicked := recover()
	if panicked == nil {
		return
	}
	if name, ok := stubOf(panicked); ok {
		*err = notWritten(name)
	} else if at := place(); at != "" {
		*err = fmt.Errorf("panic at %s: %v; do its tests pass? go test ./%s", at, panicked, path.Dir(at))
	} else {
		*err = fmt.Errorf("%v: one of your functions returned a wrong shape or nil; "+
			"do all tests pass? go test ./...", panicked)
	}
}

// everyFunction returns one call of each function that you write.
func everyFunction() []func() {
	one := func() *given.Matrix { return given.MatrixOf([]float64{1}) }
	rng := rand.New(rand.NewPCG(1, 1))
	newDense := func() *dense.DenseLayer {
		return &dense.DenseLayer{InputShape: 1, NUnits: 1, Weights: one(), Biases: one()}
	}
	relu, sigmoid, tanh := activations.ReLUActivation{}, activations.SigmoidActivation{},
		activations.TanhActivation{}
	layer := &activations.ActivationLayer{Activation: relu, Input: one(), Output: one()}
	soft := &softmax.SoftmaxActivation{Input: one(), Output: one()}
	net := &network.NeuralNetwork{InputShape: 1, BatchSize: 1, Rng: rng,
		Loss:   losses.MeanSquaredError{},
		Metric: func(yTrue, yPred *given.Matrix) float64 { return 0 }}
	penalized := &regularization.DenseLayer{Weights: one(), Biases: one(), WeightsError: one(),
		BiasesError: one()}
	drop := &regularization.Dropout{Rng: rng, Mask: one()}
	early := stopping.NewEarlyStopping(1, 0)
	counts := [][]int{{1, 1}, {1, 1}}
	three := given.MatrixOf([]float64{1}, []float64{2}, []float64{3})
	examples := search.Dataset{X: one(), Y: one()}
	params := search.OptParams{Topology: [][]int{{1}}, Algorithm: []string{"sgd"}, LR: []float64{1},
		Dropout: []float64{0}}
	return []func(){
		func() { chain.FiniteDifference(func(x float64) float64 { return x }, 1, 1) },
		func() { chain.ChainRule(nil, 1) },
		func() { chain.BackwardPropagation(1, 1, 1, 1) },
		func() { chain.Gradient(func(*given.Matrix) float64 { return 0 }, one(), 1) },
		func() { newDense().Initialize(rng) },
		func() { newDense().Parameters() },
		func() { newDense().OutputShape() },
		func() { newDense().ForwardPropagation(one()) },
		func() {
			(&backward.DenseLayer{Input: one(), Weights: one(), Biases: one()}).BackwardPropagation(one())
		},
		func() { relu.ActivationFunction(one()) },
		func() { relu.Derivative(one()) },
		func() { sigmoid.ActivationFunction(one()) },
		func() { sigmoid.Derivative(one()) },
		func() { tanh.ActivationFunction(one()) },
		func() { tanh.Derivative(one()) },
		func() { layer.ForwardPropagation(one()) },
		func() { layer.BackwardPropagation(one()) },
		func() { soft.ForwardPropagation(one()) },
		func() { softmax.Jacobian([]float64{1}) },
		func() { soft.BackwardPropagation(one()) },
		func() { losses.MeanSquaredError{}.Loss(one(), one()) },
		func() { losses.MeanSquaredError{}.Derivative(one(), one()) },
		func() { losses.BinaryCrossEntropy{}.Loss(one(), one()) },
		func() { losses.BinaryCrossEntropy{}.Derivative(one(), one()) },
		func() { losses.CategoricalCrossEntropy{}.Loss(one(), one()) },
		func() { losses.CategoricalCrossEntropy{}.Derivative(one(), one()) },
		func() { new(sgd.SGD).Update(one(), one()) },
		func() { new(optimizer.RMSProp).Update(one(), one()) },
		func() { new(optimizer.Adam).Update(one(), one()) },
		func() { net.Add(new(reluLayer)) },
		func() { net.MiniBatches(one(), one()) },
		func() { (&network.NeuralNetwork{}).ForwardPropagation(one(), false) },
		func() { (&network.NeuralNetwork{}).BackwardPropagation(one()) },
		func() { net.Fit(one(), one()) },
		func() { net.Predict(one()) },
		func() { net.Score(one(), one()) },
		func() { penalized.Penalty() },
		func() { penalized.AddPenaltyDerivative() },
		func() { drop.ForwardPropagation(one(), false) },
		func() { drop.BackwardPropagation(one()) },
		func() { early.Stop(1, 1, nil) },
		func() { early.Restore(nil) },
		func() { metrics.Classes(one()) },
		func() { metrics.Accuracy(one(), one()) },
		func() { metrics.ConfusionMatrix(one(), one()) },
		func() { metrics.Precision(counts, 1) },
		func() { metrics.Recall(counts, 1) },
		func() { metrics.F1(counts, 1) },
		func() { data.OneHot([]int{0}, 1) },
		func() { data.VectorizeSequences([][]int{{0}}, 1) },
		func() { data.TrainValidationTest(data.Dataset{X: three, Y: three}, 0.3, 0.3, rng) },
		func() { data.Standardize(one(), one(), one()) },
		func() { search.SetupModel([]int{1}, 0, 1, 1) },
		func() { search.TrainDNN(nothing{}, new(search.Model), "sgd", 1, examples, 1, 1) },
		func() { search.RandomConfig(params, rng) },
		func() { search.DNNOptimization(nothing{}, params, examples, examples, 1, rng, nil) },
		func() { search.OptimizeAndTest(nothing{}, params, examples, examples, examples, 1, rng) },
	}
}

// nothing is a backend that does not train.
type nothing struct{}

func (nothing) Fit(*search.Model, search.Optimizer, *given.Matrix, *given.Matrix, int, int) {}
func (nothing) Evaluate(*search.Model, *given.Matrix,
	*given.Matrix) float64 {
	return 0
}
