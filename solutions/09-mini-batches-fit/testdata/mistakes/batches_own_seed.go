// Mistake: the order does not depend on Rng: each call gives the same order
// Seen: settings: a different seed gives the same order
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var batches []Batch
	order := rand.New(rand.NewPCG(42, 42)).Perm(X.Rows)
	for k := 0; k < len(order); k += net.BatchSize {
		var x, y [][]float64
		for _, i := range order[k:min(k+net.BatchSize, len(order))] {
			x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		}
		batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
	}
	return batches
}
