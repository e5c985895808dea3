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
	// Exercise:
	//
	// A row is an example, and examples have nothing to do with each other: each has its own sum.
	// e^1000 is infinite and ∞/∞ is NaN; so is 0/0, where all of a row are -1000. A number added to
	// all x of a row is a factor in numerator and denominator, and cancels. So subtract the row's
	// own largest x: the largest exponent is then 0, nothing overflows, and the sum is at least 1.
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
// is ∂s_i/∂x_j. It is given s, the m probabilities of the example, for no x is needed any more:
// write the derivative of the fraction down, once for i = j and once for i ≠ j, and put s back in.
func Jacobian(s []float64) *given.Matrix {
	// Exercise:
	//
	// s_i = e^x_i/S with S = Σ_k e^x_k. The numerator has x_j in it only if i = j, the sum always:
	// i = j: (e^x_i·S - e^x_i·e^x_i)/S² = s_i - s_i·s_i    i ≠ j: (0 - e^x_i·e^x_j)/S² = -s_i·s_j
	// The slide's f(x)(1 - f(x)) is the first case alone. The second says: what one class wins,
	// others lose. So each row has the sum 0, as the probabilities have the sum 1 whatever x is.
	J := given.NewMatrix(len(s), len(s))
	for i := range s {
		for j := range s {
			J.Set(i, j, -s[i]*s[j])
		}
		J.Set(i, i, s[i]-s[i]*s[i])
	}
	return J
}

// BackwardPropagation is given the output error dY (n, m), whatever the loss may be, and returns
// the input error dX (n, m). It finds X in Input and S in Output, and leaves them and dY as they
// are. Nothing is divided by n: the loss has done that already.
//
// Within its row, x_i has an influence on every s_j: the chain rule has a sum over j.
func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	// Exercise:
	//
	// ∂E/∂x_i = Σ_j ∂E/∂s_j·∂s_j/∂x_i: a row of dY times the Jacobian of the same example. Put the two
	// cases of the Jacobian in: dX_i = dY_i·s_i - Σ_j dY_j·s_j·s_i = s_i·(dY_i - Σ_j dY_j·s_j).
	// The sum is one number for each example, the mean of dY under the probabilities: a class gains if
	// its dY is above the mean. That takes m steps an example, where the Jacobian takes m².
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
