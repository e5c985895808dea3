// Mistake: the largest x is searched in other rows, too, so a row of small numbers becomes 0/0
// Seen: nan: NaN as soon as an example is 745 below the largest input of its batch
package softmax

import "slices"

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	largest := slices.Max(input.Data)
	S := input.Apply(func(x float64) float64 { return math.Exp(x - largest) })
	for r := range S.Rows {
		sum := 0.0
		for _, e := range S.Row(r) {
			sum += e
		}
		for i := range S.Row(r) {
			S.Row(r)[i] /= sum
		}
	}
	l.Input, l.Output = input, S
	return S
}
