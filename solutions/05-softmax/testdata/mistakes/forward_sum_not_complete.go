// Mistake: the division is inside the loop that adds up, before the sum is complete
// Seen: numbers: the first class has the probability 1 in every row
package softmax

import "slices"

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input, l.Output = input, given.NewMatrix(input.Rows, input.Cols)
	for i := range input.Rows {
		most, sum := slices.Max(input.Row(i)), 0.0
		for j, x := range input.Row(i) {
			sum += math.Exp(x - most)
			l.Output.Set(i, j, math.Exp(x-most)/sum)
		}
	}
	return l.Output
}
