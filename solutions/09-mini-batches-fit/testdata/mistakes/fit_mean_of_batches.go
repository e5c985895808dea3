// Mistake: the loss is the mean of the batch losses, so examples of a short batch count more
// Seen: unseen: the loss is off in its third digit, if the last batch is smaller
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		loss, metric, batches := 0.0, 0.0, net.MiniBatches(X, Y)
		for _, b := range batches {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			loss += net.Loss.Loss(b.Y, p) / float64(len(batches))
			metric += net.Metric(b.Y, p) / float64(len(batches))
		}
		r := Record{epoch + 1, loss, metric}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
