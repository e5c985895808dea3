// Lazy: all classes are equally likely, so that all slopes are 0
// Earns: nothing
package softmax

func (l *SoftmaxActivation) ForwardPropagation(input *given.Matrix) (output *given.Matrix) {
	l.Input = input
	l.Output = input.Apply(func(float64) float64 { return 1 / float64(input.Cols) })
	return l.Output
}

func Jacobian(s []float64) *given.Matrix { return given.NewMatrix(len(s), len(s)) }

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return outputError.ScaledBy(0)
}
