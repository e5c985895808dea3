package sgd

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleSGD_Update() {
	W := given.MatrixOf([]float64{1, -2})
	agree.Show("W", W)
	o := &SGD{LearningRate: 0.1, Momentum: 0.9}
	for _, row := range [][]float64{{5, -10}, {-1, 4}} {
		dW := given.MatrixOf(row)
		W = o.Update(W, dW)
		agree.Show("dW", dW, "V", o.RetainedGradient, "W", W)
	}
	// Output:
	// W = [  1 -2 ]
	// dW = [   5 -10 ]    V = [ 0.5  -1 ]    W = [ 0.95 -1.9 ]
	// dW = [ -1  4 ]    V = [ 0.35 -0.5 ]    W = [ 0.915 -1.85 ]
}
