// Mistake: there is one record per batch, not one per epoch
// Seen: numbers: the history has 240 records after 10 epochs, with 24 batches
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			r := Record{epoch + 1, net.Loss.Loss(b.Y, p), net.Metric(b.Y, p)}
			net.History = append(net.History, r)
			if net.Verbose != nil {
				net.Verbose(r)
			}
		}
	}
}
