// Mistake: the order does not depend on Rng alone: the same seed gives a different order
// Seen: settings: the same seed gives different losses in each run
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := rand.Perm(X.Rows)
	for k := 0; k < len(order); k += net.BatchSize {
		var x, y [][]float64
		for _, i := range order[k:min(k+net.BatchSize, len(order))] {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
