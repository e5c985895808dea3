// Mistake: sgd_momentum is the backend's sgd, with a momentum
// Seen: search: the backend knows no algorithm called sgd_momentum
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
