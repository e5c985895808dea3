package regularization

import (
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func regularized() *DenseLayer {
	m := given.MatrixOf
	return &DenseLayer{Weights: m([]float64{2, -1}, []float64{0, 3}), Biases: m([]float64{4, -1}),
		WeightsError: m([]float64{1, 2}, []float64{3, 4}), BiasesError: m([]float64{5, 6}),
		L1: 0.1, L2: 0.01}
}

func ExampleDenseLayer_Penalty() {
	l := regularized()
	agree.Show("W", l.Weights, "B", l.Biases, "penalty", l.Penalty())
	// Output:
	// W = [  2 -1 ]    B = [  4 -1 ]    penalty = 0.74
	//     [  0  3 ]
}

func ExampleDenseLayer_AddPenaltyDerivative() {
	l := regularized()
	before := l.WeightsError
	l.AddPenaltyDerivative()
	agree.Show("W", l.Weights, "dW before", before, "dW after", l.WeightsError,
		"dB after", l.BiasesError)
	// Output:
	// W = [  2 -1 ]    dW before = [ 1 2 ]    dW after = [ 1.14 1.88 ]    dB after = [ 5 6 ]
	//     [  0  3 ]                [ 3 4 ]               [    3 4.16 ]
}

func ExampleDropout_ForwardPropagation() {
	X := given.MatrixOf([]float64{1, 2, 3}, []float64{4, 5, 6})
	l := &Dropout{Rate: 0.2, Rng: rand.New(rand.NewPCG(10, 3))}
	agree.Show("X", X, "Y", l.ForwardPropagation(X, true))
	// Output:
	// X = [ 1 2 3 ]    Y = [ 1.25    0 3.75 ]
	//     [ 4 5 6 ]        [    0 6.25    0 ]
}

func ExampleDropout_BackwardPropagation() {
	X := given.MatrixOf([]float64{1, 2, 3}, []float64{4, 5, 6})
	dY := given.MatrixOf([]float64{2, -1, 4}, []float64{-8, 1, 3})
	l := &Dropout{Rate: 0.2, Rng: rand.New(rand.NewPCG(10, 3))}
	agree.Show("X", X, "Y", l.ForwardPropagation(X, true))
	agree.Show("dY", dY, "dX", l.BackwardPropagation(dY))
	// Output:
	// X = [ 1 2 3 ]    Y = [ 1.25    0 3.75 ]
	//     [ 4 5 6 ]        [    0 6.25    0 ]
	// dY = [  2 -1  4 ]    dX = [  2.5    0    5 ]
	//      [ -8  1  3 ]         [    0 1.25    0 ]
}
