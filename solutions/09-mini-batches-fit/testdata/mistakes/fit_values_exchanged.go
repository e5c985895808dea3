// Mistake: Derivative gets (yPred, yTrue): targets and predictions are swapped, so the loss grows
// Seen: nan: NaN in the first epoch; the accuracy is 0
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(p, b.Y))
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
