// Mistake: the function changes values that it should only read
// Seen: memory: the data set is in a different order after the training
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	net.Rng.Shuffle(X.Rows, func(i, j int) {
		for c := range X.Row(i) {
			X.Row(i)[c], X.Row(j)[c] = X.Row(j)[c], X.Row(i)[c]
		}
		for c := range Y.Row(i) {
			Y.Row(i)[c], Y.Row(j)[c] = Y.Row(j)[c], Y.Row(i)[c]
		}
	})
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
