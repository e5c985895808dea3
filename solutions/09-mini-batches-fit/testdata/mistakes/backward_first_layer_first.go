// Mistake: the backward pass starts at the first layer, not at the last
// Seen: panics: the output error of a layer has the shape of a different layer
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := outputError
	for _, l := range net.Layers {
		inputError = l.BackwardPropagation(inputError)
		l.Update()
	}
	return inputError
}
