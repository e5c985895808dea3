// Right: only the column of the target class is looked at
package losses

func (CategoricalCrossEntropy) Loss(yTrue, yPred *given.Matrix) float64 {
	sum := 0.0
	for r := range yTrue.Rows {
		for c, y := range yTrue.Row(r) {
			if y == 1 {
				sum += math.Log(math.Max(yPred.At(r, c), Epsilon))
			}
		}
	}
	return -sum / float64(yTrue.Rows)
}

func (CategoricalCrossEntropy) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	dY := given.NewMatrix(yTrue.Rows, yTrue.Cols)
	for r := range yTrue.Rows {
		for c, y := range yTrue.Row(r) {
			if y == 1 {
				dY.Set(r, c, -1/(float64(yTrue.Rows)*math.Max(yPred.At(r, c), Epsilon)))
			}
		}
	}
	return dY
}
