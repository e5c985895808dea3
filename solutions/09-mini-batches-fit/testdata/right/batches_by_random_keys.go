// Right: the rows are sorted by random keys
package network

import "sort"

func (net *NeuralNetwork) MiniBatches(X, Y *given.Matrix) []Batch {
	keys, order := make([]float64, X.Rows), make([]int, X.Rows)
	for i := range order {
		keys[i], order[i] = net.Rng.Float64(), i
	}
	sort.Slice(order, func(i, j int) bool { return keys[order[i]] < keys[order[j]] })
	var batches []Batch
	var x, y [][]float64
	for k, i := range order {
		x, y = append(x, X.Row(i)), append(y, Y.Row(i))
		if len(x) == net.BatchSize || k == len(order)-1 {
			batches = append(batches, Batch{given.MatrixOf(x...), given.MatrixOf(y...)})
			x, y = nil, nil
		}
	}
	return batches
}
