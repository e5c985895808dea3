// Right: Fit collects rows in place of matrices, and keeps a history of its own until the end of each epoch
package network

func (net *NeuralNetwork) Fit(X, Y *given.Matrix) {
	history := []Record{}
	for epoch := range net.Epochs {
		var yTrue, yPred [][]float64
		for _, b := range net.MiniBatches(X, Y) {
			p := net.ForwardPropagation(b.X, true).Clone()
			net.BackwardPropagation(net.Loss.Derivative(b.Y, p))
			for i := range p.Rows {
				yTrue, yPred = append(yTrue, b.Y.Row(i)), append(yPred, p.Row(i))
			}
		}
		y, p := given.MatrixOf(yTrue...), given.MatrixOf(yPred...)
		record := Record{Epoch: epoch + 1, Metric: net.Metric(y, p), Loss: net.Loss.Loss(y, p)}
		history = append(history, record)
		net.History = history
		if net.Verbose != nil {
			net.Verbose(record)
		}
	}
}
