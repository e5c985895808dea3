// Mistake: X and Y are shuffled apart: an example has the output of another one
// Seen: stuck: at ln 10 from the first epoch to the last; the accuracy is that of guessing
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
