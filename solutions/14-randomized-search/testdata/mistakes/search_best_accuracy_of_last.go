// Mistake: the accuracy is the best one, but the configuration is the last one
// Seen: search: the best configuration is much worse when it is trained again
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	for i := 0; i < iterations; i++ {
		c := RandomConfig(params, rng)
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
		if err := TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize); err != nil {
			return Config{}, 0, err
		}
		a := backend.Evaluate(model, validation.X, validation.Y)
		if verbose != nil {
			verbose(c, a)
		}
		best = c
		if i == 0 || a > accuracy {
			accuracy = a
		}
	}
	return best, accuracy, nil
}
