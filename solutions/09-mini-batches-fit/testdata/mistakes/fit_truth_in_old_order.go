// Mistake: the predictions are in the order of the batches, and the true values in that of Y
// Seen: validation: in training the accuracy is that of guessing, on validation data 0.89
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		var yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			yPred = append(yPred, p)
		}
		p := Concatenate(yPred)
		r := Record{epoch + 1, net.Loss.Loss(Y, p), net.Metric(Y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
