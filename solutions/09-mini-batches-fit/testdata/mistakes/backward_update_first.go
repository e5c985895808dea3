// Mistake: the layers update their weights before the errors of this batch are computed
// Seen: unseen: loss falls a little later
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := outputError
	for i := len(net.Layers) - 1; i >= 0; i-- {
		net.Layers[i].Update()
		inputError = net.Layers[i].BackwardPropagation(inputError)
	}
	return inputError
}
