// Mistake: the backend gets the name sgd_momentum, although it has only sgd with a momentum
// Seen: search: the backend rejects the algorithm sgd_momentum
package search

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	switch algorithm {
	case "sgd", "rmsprop", "adam", "sgd_momentum":
		backend.Fit(model, Optimizer{Name: algorithm, LearningRate: lr}, train.X, train.Y, epochs,
			batchSize)
		return nil
	}
	return fmt.Errorf("there is no algorithm %q", algorithm)
}
