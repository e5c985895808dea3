// Mistake, unnamed: Metric gets Y in the caller's order and the predictions in the batches' order
// Seen: numbers: the accuracy in training is that of guessing, though the loss falls
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	net.History = nil
	for epoch := 1; epoch <= net.Epochs; epoch++ {
		var yTrue, yPred []*given.Matrix
		for _, batch := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(batch.X, true)
			net.BackwardPropagation(net.Loss.Derivative(batch.Y, p))
			yTrue, yPred = append(yTrue, batch.Y), append(yPred, p)
		}
		y, p := Concatenate(yTrue), Concatenate(yPred)
		r := Record{epoch, net.Loss.Loss(y, p), net.Metric(Y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
	}
}
