// Mistake: Predict says that this is training
package network

func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	return net.ForwardPropagation(X, true)
}
