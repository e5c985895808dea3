// Right: a network is its first layer and the network of the others
package network

func (net *NeuralNetwork) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	return forward(net.Layers, input, training)
}

func forward(layers []Layer, X *given.Matrix, training bool) *given.Matrix {
	if len(layers) == 0 {
		return X
	}
	return forward(layers[1:], layers[0].ForwardPropagation(X, training), training)
}

func (net *NeuralNetwork) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return backward(net.Layers, outputError)
}

func backward(layers []Layer, dY *given.Matrix) *given.Matrix {
	if len(layers) == 0 {
		return dY
	}
	dX := layers[0].BackwardPropagation(backward(layers[1:], dY))
	layers[0].Update()
	return dX
}
