// Mistake: whole batches change places, not examples, so the same examples share a batch in each call
// Seen: unseen
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
	full := batches[:X.Rows/net.BatchSize] // a short batch stays the last one
	net.Rng.Shuffle(len(full), func(i, j int) { full[i], full[j] = full[j], full[i] })
	return batches
}
