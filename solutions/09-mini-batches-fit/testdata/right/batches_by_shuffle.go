// Right: a list of row numbers is shuffled, and each batch is filled element by element
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	order := make([]int, X.Rows)
	for i := range order {
		order[i] = i
	}
	net.Rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	var batches []Batch
	for from := 0; from < X.Rows; from += net.BatchSize {
		to := from + net.BatchSize
		if to > X.Rows {
			to = X.Rows
		}
		b := Batch{given.NewMatrix(to-from, X.Cols), given.NewMatrix(to-from, Y.Cols)}
		for i, k := range order[from:to] {
			copy(b.X.Row(i), X.Row(k))
			copy(b.Y.Row(i), Y.Row(k))
		}
		batches = append(batches, b)
	}
	return batches
}
