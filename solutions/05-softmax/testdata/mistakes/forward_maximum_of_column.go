// Mistake: the largest x of each column is subtracted, so the elements of a row shift differently
// Seen: nan: NaN in epoch 6 or 9, after the loss has risen to 100
// Seen: numbers: the prediction for an example depends on the others in its batch
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	largest := given.MatrixOf(input.Row(0))
	for i, x := range input.Data {
		largest.Data[i%input.Cols] = max(largest.Data[i%input.Cols], x)
	}
	S := input.AddToRows(largest.ScaledBy(-1)).Apply(math.Exp)
	for r := range S.Rows {
		s, sum := S.Row(r), 0.0
		for _, e := range s {
			sum += e
		}
		for i := range s {
			s[i] /= sum
		}
	}
	l.Input, l.Output = input, S
	return S
}
