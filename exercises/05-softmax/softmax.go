// Package softmax is exercise 05: softmax, forward and backward, and its Jacobian.
//
//	Slide   Training: activation functions (Softmax)
//	Time    40 minutes
//	Points  12, and 2 for tests that are not shown
package softmax

import (
	"exercises/given"
)

// SoftmaxActivation makes probabilities of each row of its input: positive numbers with the sum 1.
type SoftmaxActivation struct {
	Input  *given.Matrix // X (n, m): what the last ForwardPropagation was given, n examples, m classes
	Output *given.Matrix // S (n, m): what it returned
}

// ForwardPropagation is given X (n, m) and returns S (n, m), for each row:
//
//	s_i = e^x_i / Σ_j e^x_j
//
// It leaves X in Input and S in Output. X stays as it is. S is finite for every finite X: also for
// rows of 1000 or of -1000, whatever the other rows are.
func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	panic("not written yet: SoftmaxActivation.ForwardPropagation")
}

// Jacobian returns all derivatives of the softmax of one example, a matrix (m, m): element (i, j)
// is ∂s_i/∂x_j. It is given s, the m probabilities of the example, for no x is needed any more:
// write the derivative of the fraction down, once for i = j and once for i ≠ j, and put s back in.
func Jacobian(s []float64) *given.Matrix {
	panic("not written yet: Jacobian")
}

// BackwardPropagation is given the output error dY (n, m), whatever the loss may be, and returns
// the input error dX (n, m). It finds X in Input and S in Output, and leaves them and dY as they
// are. Nothing is divided by n: the loss has done that already.
//
// Within its row, x_i has an influence on every s_j: the chain rule has a sum over j.
func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	panic("not written yet: SoftmaxActivation.BackwardPropagation")
}
