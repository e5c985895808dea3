// Mistake: two ints are divided, so a quotient below 1 becomes 0
// Seen: stuck: loss is the same in every epoch, to many digits
package losses

func (MeanSquaredError) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return yPred.Subtract(yTrue).ScaledBy(float64(2 / len(yTrue.Data)))
}
