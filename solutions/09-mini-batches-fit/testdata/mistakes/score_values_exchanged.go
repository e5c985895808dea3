// Mistake: Metric gets (yPred, yTrue): true and predicted values are exchanged
// Seen: numbers: precision has the place of recall, and recall that of precision
package network

func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	return net.Metric(net.Predict(X), Y)
}
