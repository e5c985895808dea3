// Right: the backward pass is a loop, and the layer keeps copies
package activations

func (l *ActivationLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input.Clone()
	l.Output = l.Activation.ActivationFunction(l.Input)
	return l.Output.Clone()
}

func (l *ActivationLayer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	dX := l.Activation.Derivative(l.Input)
	for i, dy := range outputError.Data {
		dX.Data[i] *= dy
	}
	return dX
}
