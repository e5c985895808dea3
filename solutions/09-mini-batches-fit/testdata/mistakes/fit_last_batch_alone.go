// Mistake: the loss of the epoch is the loss of its last batch
// Seen: validation: training loss and metric jump from epoch to epoch, the validation ones do not
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		r := Record{Epoch: epoch + 1}
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			r.Loss, r.Metric = net.Loss.Loss(b.Y, p), net.Metric(b.Y, p)
		}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
