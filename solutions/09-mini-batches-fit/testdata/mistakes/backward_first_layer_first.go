// Mistake: the first layer comes first: errors go through the layers from the end
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := outputError
	for _, l := range net.Layers {
		inputError = l.BackwardPropagation(inputError)
		l.Update()
	}
	return inputError
}
