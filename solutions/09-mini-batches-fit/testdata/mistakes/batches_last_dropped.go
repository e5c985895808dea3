// Mistake: the last batch is dropped because it is short
// Seen: unseen: loss falls as usual; an epoch has fewer predictions than examples
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := net.Rng.Perm(X.Rows)
	for k := 0; k+net.BatchSize <= len(order); k += net.BatchSize {
		var x, y [][]float64
		for _, i := range order[k : k+net.BatchSize] {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
