// Unnamed: the largest x is that of the row, and the sums are those of the columns
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	S := input.Clone()
	for r := range S.Rows {
		largest := S.At(r, 0)
		for _, x := range S.Row(r) {
			largest = max(largest, x)
		}
		for i, x := range S.Row(r) {
			S.Set(r, i, math.Exp(x-largest))
		}
	}
	sums := S.SumAxis0()
	for i := range S.Data {
		S.Data[i] /= sums.Data[i%S.Cols]
	}
	l.Input, l.Output = input, S
	return S
}
