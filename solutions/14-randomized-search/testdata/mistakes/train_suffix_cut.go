// Mistake: an algorithm that does not exist is trained as a different one
// Seen: settings: a misspelt algorithm trains as if it were a different one
package search

import "strings"

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	name, _, suffix := strings.Cut(algorithm, "_")
	optimizer := Optimizer{Name: name, LearningRate: lr}
	if suffix {
		optimizer.Momentum = 0.9
	}
	switch optimizer.Name {
	case "sgd", "rmsprop", "adam":
	default:
		return fmt.Errorf("there is no algorithm %q", algorithm)
	}
	backend.Fit(model, optimizer, train.X, train.Y, epochs, batchSize)
	return nil
}
