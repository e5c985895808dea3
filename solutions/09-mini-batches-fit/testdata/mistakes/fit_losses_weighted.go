// Mistake: the batch losses, each times its size, are not divided by n
// Seen: numbers: accuracy is 1400, with 1500 examples
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		loss, metric := 0.0, 0.0
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			loss += net.Loss.Loss(b.Y, p) * float64(b.X.Rows)
			metric += net.Metric(b.Y, p) * float64(b.X.Rows)
		}
		r := Record{epoch + 1, loss, metric}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
