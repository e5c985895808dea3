// Mistake: an algorithm that does not exist is trained as a different one
// Seen: settings: a misspelt algorithm trains as if it were a different one
package search

import "strings"

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	optimizer := Optimizer{Name: strings.TrimSpace(algorithm), LearningRate: lr}
	switch optimizer.Name {
	case "sgd", "rmsprop", "adam":
	case "sgd_momentum":
		optimizer.Name, optimizer.Momentum = "sgd", 0.9
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, epochs, batchSize)
	return nil
}
