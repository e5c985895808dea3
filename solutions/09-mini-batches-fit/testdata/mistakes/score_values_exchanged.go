// Mistake: Metric gets (yPred, yTrue): true and predicted values are exchanged
package network

func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	return net.Metric(net.Predict(X), Y)
}
