// Package softmax is exercise 05: softmax, forward and backward, and its Jacobian.
//
//	Slide   Training: activation functions (Softmax)
//	Time    40 minutes
//	Points  12, and 2 for tests that are not shown
package softmax

import (
	"math"

	"nn/solutions/given"
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
	// Exercise:
	//
	// A row is an example, and examples are independent: each row has its own sum. e^1000 is
	// infinite, and ∞/∞ is NaN; so is 0/0, for a row in which every element is -1000. Adding a
	// number to all x of a row multiplies numerator and denominator by the same factor, which
	// cancels. So subtract the largest x of the row: then the largest exponent is 0, nothing
	// overflows, and the sum is at least 1.
	S := input.Clone()
	for r := range S.Rows {
		s := S.Row(r)
		largest := s[0]
		for _, x := range s {
			largest = max(largest, x)
		}
		sum := 0.0
		for i, x := range s {
			s[i] = math.Exp(x - largest)
			sum += s[i]
		}
		for i := range s {
			s[i] /= sum
		}
	}
	l.Input, l.Output = input, S
	return S
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
	// Exercise:
	//
	// s_i = e^x_i/S with S = Σ_k e^x_k. x_j always occurs in S, but in the numerator only if i = j:
	// i = j: (e^x_i·S - e^x_i·e^x_i)/S² = s_i - s_i·s_i    i ≠ j: (0 - e^x_i·e^x_j)/S² = -s_i·s_j
	// The slide's f(x)(1 - f(x)) is the first case alone. The second case means that a class can
	// gain probability only when other classes lose it. Each column has the sum 0, because the
	// probabilities have the sum 1 for every x.
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			J.Set(i, j, -s[i]*s[j])
		}
		J.Set(i, i, s[i]-s[i]*s[i])
	}
	return J
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
	// Exercise:
	//
	// ∂E/∂x_i = Σ_j ∂E/∂s_j·∂s_j/∂x_i: a row of dY times the Jacobian of the same example.
	// Substitute the two cases of the Jacobian: dX_i = dY_i·s_i - Σ_j dY_j·s_j·s_i = s_i·(dY_i -
	// Σ_j dY_j·s_j). The sum is one number per example, the mean of dY weighted by the
	// probabilities: the sign of dX_i shows whether dY_i is above that mean. The formula takes m
	// steps per example; the Jacobian takes m².
	dX := outputError.Clone()
	for r := range dX.Rows {
		s, dx := l.Output.Row(r), dX.Row(r)
		mean := 0.0
		for j, dy := range dx {
			mean += dy * s[j]
		}
		for i, dy := range dx {
			dx[i] = s[i] * (dy - mean)
		}
	}
	return dX
}
