// Mistake: epochs and batchSize are swapped
// Seen: slow: training has 64 epochs in batches of 5 instead of 5 epochs in batches of 64
package search

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	optimizer := Optimizer{Name: algorithm, LearningRate: lr}
	switch algorithm {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		optimizer.Name, optimizer.Momentum = "sgd", 0.9
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, batchSize, epochs)
	return nil
}
