// Mistake: Predict calls the layers with training = true
// Seen: regularization: with dropout, two predictions for the same example differ
package network

func (net *NeuralNetwork) Predict(X *given.Matrix) *given.Matrix {
	return net.ForwardPropagation(X, true)
}
