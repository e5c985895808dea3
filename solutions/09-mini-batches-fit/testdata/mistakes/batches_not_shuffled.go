// Mistake: the examples are not shuffled
// Seen: slow: 40 % of the training digits are right after 12 epochs, if they are sorted by class
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	for k := 0; k < X.Rows; k += net.BatchSize {
		var x, y [][]float64
		for i := k; i < min(k+net.BatchSize, X.Rows); i++ {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
