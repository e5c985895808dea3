// Mistake: some examples occur more than once and others never
// Seen: unseen: loss falls as usual; an epoch leaves out more than a third of the examples
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	for k := 0; k < X.Rows; k += net.BatchSize {
		var x, y [][]float64
		for range min(net.BatchSize, X.Rows-k) {
			i := net.Rng.IntN(X.Rows)
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
