// Mistake: the final model is not trained before it is tested
// Seen: search: accuracy on the test part is no better than guessing
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
