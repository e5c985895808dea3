// Mistake, unnamed: the final training has epochs and batch size exchanged
// Seen: search: the final accuracy is far from those of the search
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int, rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, BatchSize, Epochs); err != nil {
		return Config{}, 0, err
	}
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
