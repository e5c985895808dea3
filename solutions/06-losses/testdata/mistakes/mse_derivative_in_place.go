// Mistake: the function changes values that it should only read
// Seen: numbers: accuracy is 0.00 in training, and 0.79 on validation data
// Seen: memory: the predictions are changed after the call
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	for i, y := range yTrue.Data {
		yPred.Data[i] = 2 * (yPred.Data[i] - y) / float64(len(yTrue.Data))
	}
	return yPred
}
