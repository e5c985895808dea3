package softmax

import (
	"math"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleSoftmaxActivation_ForwardPropagation() {
	X := given.MatrixOf([]float64{1, 2, 4}, []float64{0.5, -1, 0}, []float64{1000, 1001, 998})
	agree.Show("X", X, "S", new(SoftmaxActivation).ForwardPropagation(X))
	// Output:
	// X = [    1    2    4 ]    S = [  0.042 0.1142 0.8438 ]
	//     [  0.5   -1    0 ]        [ 0.5465  0.122 0.3315 ]
	//     [ 1000 1001  998 ]        [ 0.2595 0.7054 0.0351 ]
}

func ExampleJacobian() {
	s := []float64{0.2, 0.3, 0.5}
	agree.Show("s", s, "J", Jacobian(s))
	// Output:
	// s = [0.2 0.3 0.5]    J = [  0.16 -0.06  -0.1 ]
	//                          [ -0.06  0.21 -0.15 ]
	//                          [  -0.1 -0.15  0.25 ]
}

func ExampleSoftmaxActivation_BackwardPropagation() {
	S := given.MatrixOf([]float64{0.2, 0.3, 0.5}, []float64{0.6, 0.3, 0.1})
	dY := given.MatrixOf([]float64{1, -2, 3}, []float64{0, 5, -1})
	l := &SoftmaxActivation{Input: S.Apply(math.Log), Output: S}
	agree.Show("S", S, "dY", dY, "dX", l.BackwardPropagation(dY))
	// Output:
	// S = [ 0.2 0.3 0.5 ]    dY = [  1 -2  3 ]    dX = [ -0.02 -0.93  0.95 ]
	//     [ 0.6 0.3 0.1 ]         [  0  5 -1 ]         [ -0.84  1.08 -0.24 ]
}
