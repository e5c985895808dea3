// Mistake: the sum continues from row to row
// Seen: numbers: only the first row of a batch sums to 1, each later row to less
package softmax

import "slices"

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, given.NewMatrix(input.Rows, input.Cols)
	sum := 0.0
	for i := range input.Rows {
		most := slices.Max(input.Row(i))
		for j, x := range input.Row(i) {
			l.Output.Set(i, j, math.Exp(x-most))
			sum += l.Output.At(i, j)
		}
		for j, e := range l.Output.Row(i) {
			l.Output.Set(i, j, e/sum)
		}
	}
	return l.Output
}
