// Mistake: the last batch is filled up with examples that were already used
// Seen: unseen: loss falls as usual; an epoch has more predictions than examples
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := net.Rng.Perm(X.Rows)
	for k := 0; k < len(order); k += net.BatchSize {
		var x, y [][]float64
		for j := range net.BatchSize {
			i := order[(k+j)%len(order)]
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
