// Mistake: the final model is trained on more examples than the training part has
// Seen: search: the final model differs from the model of the search, and is mostly better
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int, rng *rand.Rand) (best Config, accuracy float64, err error) {
	best, _, err = DNNOptimization(backend, params, train, validation, iterations, rng, nil)
	if err != nil {
		return Config{}, 0, err
	}
	more := func(a, b *given.Matrix) *given.Matrix {
		return &given.Matrix{Rows: a.Rows + b.Rows, Cols: a.Cols,
			Data: append(append([]float64{}, a.Data...), b.Data...)}
	}
	model := SetupModel(best.Topology, best.Dropout, train.X.Cols, train.Y.Cols)
	all := Dataset{more(train.X, validation.X), more(train.Y, validation.Y)}
	if err := TrainDNN(backend, model, best.Algorithm, best.LR, all, Epochs, BatchSize); err != nil {
		return Config{}, 0, err
	}
	return best, backend.Evaluate(model, test.X, test.Y), nil
}
