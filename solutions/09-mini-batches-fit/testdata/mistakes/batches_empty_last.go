// Mistake: an empty batch comes last
// Seen: panics: a matrix of shape (0, 0), if the batch size divides the number of examples
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := net.Rng.Perm(X.Rows)
	for k := 0; k <= len(order); k += net.BatchSize {
		var x, y [][]float64
		for _, i := range order[k:min(k+net.BatchSize, len(order))] {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
