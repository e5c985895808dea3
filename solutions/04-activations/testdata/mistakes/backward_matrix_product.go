// Mistake: the matrix product is taken in place of the elementwise one
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.Dot(l.Derivative(l.Input))
}
