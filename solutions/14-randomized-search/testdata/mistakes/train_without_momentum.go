// Mistake: sgd_momentum is trained without its momentum
// Seen: settings: momentum 0.9 gives the same curve as 0
package search

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	optimizer := Optimizer{Name: algorithm, LearningRate: lr}
	switch algorithm {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		optimizer.Name = "sgd"
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, epochs, batchSize)
	return nil
}
