// Package softmax is exercise 05: softmax, forward and backward, and its Jacobian.
//
//	Slide   Training: activation functions (Softmax)
//	Time    40 minutes
//	Points  12, and 2 for tests that are not shown
package softmax

import (
	"exercises/given"
)

// SoftmaxActivation turns each row of its input into probabilities: positive numbers with sum 1.
type SoftmaxActivation struct {
	Input  *given.Matrix // X (n, m): the input of the last ForwardPropagation, with m classes
	Output *given.Matrix // S (n, m): the output of the last ForwardPropagation
}

// ForwardPropagation takes X (n, m) and returns S (n, m), a new matrix, where for each row
//
//	s_i = e^x_i / Σ_j e^x_j
//
// It stores X in Input and S in Output. X stays unchanged. S is finite for every finite X, also
// when a row contains 1000 or -1000, whatever the other rows contain.
//
// For example:
//
//	X = [    1    2    4 ]    S = [  0.042 0.1142 0.8438 ]
//	    [  0.5   -1    0 ]        [ 0.5465  0.122 0.3315 ]
//	    [ 1000 1001  998 ]        [ 0.2595 0.7054 0.0351 ]
func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: SoftmaxActivation.ForwardPropagation")
}

// Jacobian returns all derivatives of the softmax of one example, a matrix (m, m): element (i, j)
// is ∂s_i/∂x_j. Its argument is s, the m probabilities of the example. x is not needed: write the
// derivative of the fraction down, once for i = j and once for i ≠ j, and express it with s.
//
// For example:
//
//	s = [0.2 0.3 0.5]    J = [  0.16 -0.06  -0.1 ]
//	                         [ -0.06  0.21 -0.15 ]
//	                         [  -0.1 -0.15  0.25 ]
func Jacobian(s []float64) *given.Matrix {
	panic("not written yet: Jacobian")
}

// BackwardPropagation takes the output error dY (n, m) of any loss and returns the input error
// dX (n, m), a new matrix. It finds X in Input and S in Output and leaves X, S and dY unchanged. Nothing is
// divided by n, because the loss has already done that.
//
// Within its row, x_i influences every s_j: the chain rule has a sum over j. For example:
//
//	S = [ 0.2 0.3 0.5 ]    dY = [  1 -2  3 ]    dX = [ -0.02 -0.93  0.95 ]
//	    [ 0.6 0.3 0.1 ]         [  0  5 -1 ]         [ -0.84  1.08 -0.24 ]
func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	panic("not written yet: SoftmaxActivation.BackwardPropagation")
}
