// Mistake: every layer gets X in place of the output of the layer before
package network

func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) (output *given.Matrix) {
	for _, l := range net.Layers {
		output = l.ForwardPropagation(input, training)
	}
	return output
}
