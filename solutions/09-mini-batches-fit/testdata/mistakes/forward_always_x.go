// Mistake: every layer gets X in place of the output of the layer before
// Seen: panics: the shapes of a product do not fit; with square matrices nothing complains
package network

func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	var output *given.Matrix
	for _, l := range net.Layers {
		output = l.ForwardPropagation(input, training)
	}
	return output
}
