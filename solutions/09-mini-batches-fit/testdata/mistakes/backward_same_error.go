// Mistake: every layer gets the network's output error, not the error that the next layer returns
// Seen: panics: the output error of a layer has the shape of a different layer
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	var inputError *given.Matrix
	for i := len(net.Layers) - 1; i >= 0; i-- {
		inputError = net.Layers[i].BackwardPropagation(outputError)
		net.Layers[i].Update()
	}
	return inputError
}
