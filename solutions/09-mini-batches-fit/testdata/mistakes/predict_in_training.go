// Mistake: Predict says that this is training
// Seen: regularization: with dropout, two predictions for the same example differ
package network

func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	return net.ForwardPropagation(X, true)
}
