// Mistake: input size and output size are swapped
// Seen: panics: Dot: want as many columns on the left as rows on the right
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int, rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.Y.Cols, train.X.Cols)
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, train, Epochs, BatchSize); err != nil {
		return Config{}, 0, err
	}
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
