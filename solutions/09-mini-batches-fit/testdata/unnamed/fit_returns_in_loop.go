// Unnamed: Fit returns at the end of the first epoch
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
		r := Record{epoch, net.Loss.Loss(y, p), net.Metric(y, p)}
		net.History = append(net.History, r)
		if net.Verbose != nil {
			net.Verbose(r)
		}
		return
	}
}
