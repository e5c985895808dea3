package dense

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleDenseLayer_BackwardPropagation() {
	m := given.MatrixOf
	X := m([]float64{1, 2, -1}, []float64{0.5, 0, 3})
	W := m([]float64{2, -1}, []float64{0, 1.5}, []float64{1, -2})
	dY := m([]float64{1, -2}, []float64{3, 0.5})
	l := &DenseLayer{Input: X, Weights: W, Biases: m([]float64{0.5, -1})}
	agree.Show("X", X, "W", W, "dY", dY)
	dX := l.BackwardPropagation(dY)
	agree.Show("dX", dX, "dW", l.WeightsError, "dB", l.BiasesError)
	// Output:
	// X = [   1   2  -1 ]    W = [   2  -1 ]    dY = [   1  -2 ]
	//     [ 0.5   0   3 ]        [   0 1.5 ]         [   3 0.5 ]
	//                            [   1  -2 ]
	// dX = [    4   -3    5 ]    dW = [   2.5 -1.75 ]    dB = [    4 -1.5 ]
	//      [  5.5 0.75    2 ]         [     2    -4 ]
	//                                 [     8   3.5 ]
}
