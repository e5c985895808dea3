// Mistake: Fit calls the layers with training = false
// Seen: settings: dropout has no effect
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, false)
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
