// Mistake: the backend gets the name sgd_momentum, although it has only sgd with a momentum
// Seen: search: the backend rejects the algorithm sgd_momentum
package search

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	o := Optimizer{Name: algorithm, LearningRate: lr}
	switch algorithm {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		o.Momentum = 0.9
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, o, train.X, train.Y, epochs, batchSize)
	return nil
}
