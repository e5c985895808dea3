// Right: the biases are a last row of W, and X has a last column of ones
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	var rows, weights [][]float64
	for r := range input.Rows {
		rows = append(rows, append(append([]float64(nil), input.Row(r)...), 1))
	}
	for i := range l.Weights.Rows {
		weights = append(weights, l.Weights.Row(i))
	}
	l.Input = input.Clone()
	l.Output = given.MatrixOf(rows...).Dot(given.MatrixOf(append(weights, l.Biases.Row(0))...))
	return l.Output
}
