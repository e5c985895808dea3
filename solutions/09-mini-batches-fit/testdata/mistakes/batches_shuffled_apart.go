// Mistake: X and Y are in different orders, so inputs and targets no longer match
// Seen: stuck: loss stays at 2.303 (ln 10) in every epoch; the accuracy is no better than guessing
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	forX, forY := net.Rng.Perm(X.Rows), net.Rng.Perm(Y.Rows)
	for k := 0; k < X.Rows; k += net.BatchSize {
		var x, y [][]float64
		for j := k; j < min(k+net.BatchSize, X.Rows); j++ {
			x, y = append(x, X.Row(forX[j])), append(y, Y.Row(forY[j]))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
