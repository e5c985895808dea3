// Mistake: the output error is left out: it returns f' alone
package activations

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return l.Derivative(l.Input)
}
