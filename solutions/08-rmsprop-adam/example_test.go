package optimizer

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// twice returns the gradients of two updates.
func twice() []*given.Matrix {
	return []*given.Matrix{given.MatrixOf([]float64{3, -0.5}), given.MatrixOf([]float64{-2, -1.5})}
}

func ExampleRMSProp_Update() {
	W := given.MatrixOf([]float64{1, -2})
	agree.Show("W", W)
	o := &RMSProp{LearningRate: 0.1, Beta: 0.9, Epsilon: 0.1}
	for _, dW := range twice() {
		W = o.Update(W, dW)
		agree.Show("dW", dW, "S", o.S, "W", W)
	}
	// Output:
	// W = [  1 -2 ]
	// dW = [    3 -0.5 ]    S = [   0.9 0.025 ]    W = [  0.7139 -1.8063 ]
	// dW = [   -2 -1.5 ]    S = [   1.21 0.2475 ]    W = [  0.8806 -1.5552 ]
}

func ExampleAdam_Update() {
	W := given.MatrixOf([]float64{1, -2})
	agree.Show("W", W)
	o := &Adam{LearningRate: 0.1, Beta1: 0.9, Beta2: 0.99, Epsilon: 0.1}
	for _, dW := range twice() {
		W = o.Update(W, dW)
		agree.Show("dW", dW, "M", o.M, "V", o.V, "W", W)
	}
	// Output:
	// W = [  1 -2 ]
	// dW = [    3 -0.5 ]    M = [   0.3 -0.05 ]    V = [   0.09 0.0025 ]    W = [  0.9032 -1.9167 ]
	// dW = [   -2 -1.5 ]    M = [   0.07 -0.195 ]    V = [ 0.1291  0.025 ]    W = [  0.8893 -1.8326 ]
}
