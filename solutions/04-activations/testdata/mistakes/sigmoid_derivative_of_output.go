// Mistake: X is treated as the output f(x), but it is the input x
// Seen: nan: NaN in the third epoch; in the first, with a sigmoid output layer
package activations

func (SigmoidActivation) Derivative(X *given.Matrix) *given.Matrix {
	return X.Apply(func(s float64) float64 { return s * (1 - s) })
}
