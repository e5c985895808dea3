// Mistake: the root is taken: that is the RMSE
// Seen: gradient: off by a factor that is another one for each batch
package losses

func (MeanSquaredError) Loss(yTrue, yPred *given.Matrix) float64 {
	d := yPred.Subtract(yTrue)
	sum := 0.0
	for _, e := range d.Multiply(d).Data {
		sum += e
	}
	return math.Sqrt(sum / float64(len(d.Data)))
}
