// Right: each row of dY is multiplied by the Jacobian, which is diag(s) - sᵀs
package softmax

func Jacobian(s []float64) *given.Matrix {
	row := given.MatrixOf(s)
	J := row.T().Dot(row).ScaledBy(-1)
	for i, v := range s {
		J.Set(i, i, J.At(i, i)+v)
	}
	return J
}

func (l *SoftmaxActivation) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	var rows [][]float64
	for r := range outputError.Rows {
		rows = append(rows, given.MatrixOf(outputError.Row(r)).Dot(Jacobian(l.Output.Row(r))).Row(0))
	}
	return given.MatrixOf(rows...)
}
