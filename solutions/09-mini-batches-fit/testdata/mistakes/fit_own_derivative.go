// Mistake: Fit contains the derivative of one loss, although Loss can be a different one
// Seen: settings: a different loss trains in exactly the same way
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(p.Subtract(b.Y).ScaledBy(2 / float64(p.Rows)))
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
