// Mistake, unnamed: OptimizeAndTest searches for one iteration more than it was asked for
// Seen: search: there is one training more than iterations + 1
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int, rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations+1, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, Epochs, BatchSize); err != nil {
		return Config{}, 0, err
	}
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
