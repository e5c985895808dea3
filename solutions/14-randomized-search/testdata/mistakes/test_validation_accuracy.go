// Mistake: the returned accuracy is the one on validation, which the selection makes too good
// Seen: unseen: the result is a little too good
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, accuracy, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, Epochs, BatchSize); err != nil {
		return Config{}, 0, err
	}
	backend.Evaluate(model, test.X, test.Y)
	return best, accuracy, nil
}
