// Mistake: a layer gets the error of the whole network in place of what the layer after it returns
// Seen: panics: a layer is given the output error of another one, in its shape
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	var inputError *given.Matrix
	for i := len(net.Layers) - 1; i >= 0; i-- {
		inputError = net.Layers[i].BackwardPropagation(outputError)
		net.Layers[i].Update()
	}
	return inputError
}
