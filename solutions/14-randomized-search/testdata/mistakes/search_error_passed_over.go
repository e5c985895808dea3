// Mistake: the error of TrainDNN is ignored
// Seen: search: the list contains configurations with an accuracy no better than guessing
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	for i := 0; i < iterations; i++ {
		c := RandomConfig(params, rng)
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
		TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize)
		a := backend.Evaluate(model, validation.X, validation.Y)
		if verbose != nil {
			verbose(c, a)
		}
		if i == 0 || a > accuracy {
			best, accuracy = c, a
		}
	}
	return best, accuracy, nil
}
