// Right: three loops; the sum begins with the bias
package dense

func (l *DenseLayer) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, given.NewMatrix(input.Rows, l.NUnits)
	for r := range input.Rows {
		for j := range l.NUnits {
			sum := l.Biases.At(0, j)
			for i := range l.InputShape {
				sum += input.At(r, i) * l.Weights.At(i, j)
			}
			l.Output.Set(r, j, sum)
		}
	}
	return l.Output
}
