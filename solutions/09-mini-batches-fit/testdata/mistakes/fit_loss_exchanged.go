// Mistake: Loss gets (yPred, yTrue): targets and predictions are swapped
// Seen: numbers: loss of an untrained network is 31 instead of 2.303 (ln 10), with ten classes
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := range net.Epochs {
		var yTrue, yPred []*given.Matrix
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true)
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			yTrue, yPred = append(yTrue, b.Y), append(yPred, p)
		}
		y, p := Concatenate(yTrue), Concatenate(yPred)
		r := Record{epoch + 1, net.Loss.Loss(p, y), net.Metric(y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
