// Mistake: no layer updates its weights
// Seen: stuck: loss is the same in every epoch, to many digits
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	inputError := outputError
	for i := len(net.Layers) - 1; i >= 0; i-- {
		inputError = net.Layers[i].BackwardPropagation(inputError)
	}
	return inputError
}
