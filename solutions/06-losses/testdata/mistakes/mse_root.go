// Mistake: the result is the square root of the mean, the RMSE
// Seen: gradient: the gradient is off by a factor that changes with each batch
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	sum := 0.0
	for _, e := range d.Multiply(d).Data {
		sum += e
	}
	return math.Sqrt(sum / float64(len(d.Data)))
}
