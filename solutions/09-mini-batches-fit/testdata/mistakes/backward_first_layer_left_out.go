// Mistake: the first layer is left out: the loop ends too early
// Seen: slow: a bit worse than it could be; the first layer's weights are still the random ones
package network

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	for i := len(net.Layers) - 1; i > 0; i-- {
		outputError = net.Layers[i].BackwardPropagation(outputError)
		net.Layers[i].Update()
	}
	return outputError
}
