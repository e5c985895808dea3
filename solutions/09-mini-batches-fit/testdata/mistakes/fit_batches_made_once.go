// Mistake: every epoch has the same batches in the same order
// Seen: unseen: loss falls as usual; every epoch has the same batches
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	batches := net.MiniBatches(X, Y)
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range batches {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			yTrue, yPred = append(yTrue, b.Y), append(yPred, p)
		}
		y := Concatenate(yTrue)
		p := Concatenate(yPred)
		r := Record{epoch + 1, net.Loss.Loss(y, p), net.Metric(y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
