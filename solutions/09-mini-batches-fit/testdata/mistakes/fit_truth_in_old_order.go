// Mistake: the predictions are in the order of the batches, but the targets are in the order of Y
// Seen: validation: training accuracy is no better than guessing, validation accuracy is 0.89
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
