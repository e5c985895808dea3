// Mistake: the second Fit keeps the history of the first
// Seen: numbers: after a second training the history contains the epochs of both
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
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
