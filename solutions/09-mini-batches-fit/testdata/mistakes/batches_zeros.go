// Mistake: the last batch is filled up with rows of zeros
// Seen: unseen: loss falls, but an epoch has more predictions than examples
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := net.Rng.Perm(X.Rows)
	for from := 0; from < X.Rows; from += net.BatchSize {
		x, y := given.NewMatrix(net.BatchSize, X.Cols), given.NewMatrix(net.BatchSize, Y.Cols)
		for i := 0; i < net.BatchSize && from+i < X.Rows; i++ {
			copy(x.Row(i), X.Row(order[from+i]))
			copy(y.Row(i), Y.Row(order[from+i]))
		}
		batches = append(batches, Batch{x, y})
	}
	return batches
}
