// Mistake: the predictions of earlier epochs are counted again, because the lists are never cleared
// Seen: slow: loss in the history falls more slowly than validation loss; epochs take ever longer
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	var yTrue, yPred []*given.Matrix
	for epoch := range net.Epochs {
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			yTrue, yPred = append(yTrue, b.Y), append(yPred, p)
		}
		y, p := Concatenate(yTrue), Concatenate(yPred)
		r := Record{epoch + 1, net.Loss.Loss(y, p), net.Metric(y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
