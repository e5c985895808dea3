// Mistake: the first layer is left out, because the loop ends too early
// Seen: slow: the result is a little worse; the first layer's weights are still the initial ones
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	for i := len(net.Layers) - 1; i > 0; i-- {
		outputError = net.Layers[i].BackwardPropagation(outputError)
		net.Layers[i].Update()
	}
	return outputError
}
