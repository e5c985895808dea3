// Right: the algorithms are a table of optimizers
package search

import "errors"

func TrainDNN(backend Backend, model *Model, algorithm string, lr float64, train Dataset, epochs,
	batchSize int) error {
	known := map[string]Optimizer{"sgd": {"sgd", lr, 0}, "sgd_momentum": {"sgd", lr, 0.9},
		"adam": {"adam", lr, 0}, "rmsprop": {"rmsprop", lr, 0}}
	o, ok := known[algorithm]
	if !ok {
		return errors.New("unknown: " + algorithm)
	}
	backend.Fit(model, o, train.X, train.Y, epochs, batchSize)
	return nil
}
