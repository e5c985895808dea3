package activations

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleReLUActivation_ActivationFunction() {
	X := given.MatrixOf([]float64{-1.5, 2}, []float64{0.25, -4})
	agree.Show("X", X, "f(X)", ReLUActivation{}.ActivationFunction(X))
	// Output:
	// X = [ -1.5    2 ]    f(X) = [    0    2 ]
	//     [ 0.25   -4 ]           [ 0.25    0 ]
}

func ExampleReLUActivation_Derivative() {
	X := given.MatrixOf([]float64{-1.5, 2}, []float64{0.25, -4})
	agree.Show("X", X, "f'(X)", ReLUActivation{}.Derivative(X))
	// Output:
	// X = [ -1.5    2 ]    f'(X) = [ 0 1 ]
	//     [ 0.25   -4 ]            [ 1 0 ]
}

func ExampleSigmoidActivation_ActivationFunction() {
	X := given.MatrixOf([]float64{-1, 0.5, 2, 1000})
	agree.Show("X", X, "f(X)", SigmoidActivation{}.ActivationFunction(X))
	// Output:
	// X = [   -1  0.5    2 1000 ]    f(X) = [ 0.2689 0.6225 0.8808      1 ]
}

func ExampleSigmoidActivation_Derivative() {
	X := given.MatrixOf([]float64{-1, 0.5, 2})
	agree.Show("X", X, "f'(X)", SigmoidActivation{}.Derivative(X))
	// Output:
	// X = [  -1 0.5   2 ]    f'(X) = [ 0.1966  0.235  0.105 ]
}

func ExampleTanhActivation_ActivationFunction() {
	X := given.MatrixOf([]float64{-1, 0.5, 2, 1000})
	agree.Show("X", X, "f(X)", TanhActivation{}.ActivationFunction(X))
	// Output:
	// X = [   -1  0.5    2 1000 ]    f(X) = [ -0.7616  0.4621   0.964       1 ]
}

func ExampleTanhActivation_Derivative() {
	X := given.MatrixOf([]float64{-1, 0.5, 2})
	agree.Show("X", X, "f'(X)", TanhActivation{}.Derivative(X))
	// Output:
	// X = [  -1 0.5   2 ]    f'(X) = [   0.42 0.7864 0.0707 ]
}

func ExampleActivationLayer_ForwardPropagation() {
	X := given.MatrixOf([]float64{1.5, -0.5})
	l := &ActivationLayer{Activation: TanhActivation{}}
	agree.Show("X", X, "Y", l.ForwardPropagation(X))
	// Output:
	// X = [  1.5 -0.5 ]    Y = [  0.9051 -0.4621 ]
}

func ExampleActivationLayer_BackwardPropagation() {
	X, dY := given.MatrixOf([]float64{-1, 0.5}), given.MatrixOf([]float64{2, -3})
	l := &ActivationLayer{Activation: SigmoidActivation{}}
	l.ForwardPropagation(X)
	agree.Show("X", X, "dY", dY, "dX", l.BackwardPropagation(dY))
	// Output:
	// X = [  -1 0.5 ]    dY = [  2 -3 ]    dX = [ 0.3932 -0.705 ]
}
