// Unnamed: the input is passed through all layers twice, and only the second output is used
package network

func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	var output *given.Matrix
	for range 2 {
		output = input
		for _, l := range net.Layers {
			output = l.ForwardPropagation(output, training)
		}
	}
	return output
}
