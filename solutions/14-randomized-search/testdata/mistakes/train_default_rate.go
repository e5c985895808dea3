// Mistake: the learning rate is not the requested one
// Seen: settings: every learning rate gives the same curve
package search

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	optimizer := Optimizer{Name: algorithm, LearningRate: 0.001}
	switch algorithm {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		optimizer.Name, optimizer.Momentum = "sgd", 0.9
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, epochs, batchSize)
	return nil
}
