// Unnamed: the final model is evaluated on the test part twice
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int, rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return best, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, Epochs, BatchSize); err != nil {
		return best, 0, err
	}
	_ = backend.Evaluate(model, test.X, test.Y)
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
