// Mistake: every layer gets X, not the output of the layer before it
// Seen: panics: the shapes of a product do not match; with square matrices there is no panic
package network

func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	var output *given.Matrix
	for _, l := range net.Layers {
		output = l.ForwardPropagation(input, training)
	}
	return output
}
