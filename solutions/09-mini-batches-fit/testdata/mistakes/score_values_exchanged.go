// Mistake: Metric gets (yPred, yTrue): targets and predictions are swapped
// Seen: numbers: precision and recall are swapped
package network

func (net *NeuralNetwork) Score(X, Y *given.Matrix) float64 {
	return net.Metric(net.Predict(X), Y)
}
