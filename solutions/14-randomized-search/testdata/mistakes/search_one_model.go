// Mistake: the model is set up once, so each iteration continues the training of the earlier ones
// Seen: search: later configurations are better than earlier ones, whatever they contain
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	c := RandomConfig(params, rng)
	model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
	for i := range iterations {
		if i > 0 {
			c = RandomConfig(params, rng)
		}
		if err := TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize); err != nil {
			return Config{}, 0, err
		}
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
