// Mistake: the first layer comes first: errors go through the layers from the end
// Seen: panics: a layer is given the output error of another one, in its shape
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := outputError
	for _, l := range net.Layers {
		inputError = l.BackwardPropagation(inputError)
		l.Update()
	}
	return inputError
}
