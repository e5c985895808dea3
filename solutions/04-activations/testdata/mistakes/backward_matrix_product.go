// Mistake: the factors form a matrix product, not an elementwise product
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Dot(l.Derivative(l.Input))
}
