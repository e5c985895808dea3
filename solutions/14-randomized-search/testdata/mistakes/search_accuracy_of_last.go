// Mistake: the accuracy of the configuration is the accuracy of the last iteration
// Seen: numbers: the search reports another accuracy than Verbose for the same configuration
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	highest := 0.0
	for i := range iterations {
		c := RandomConfig(params, rng)
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
		if err := TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize); err != nil {
			return Config{}, 0, err
		}
		accuracy = backend.Evaluate(model, validation.X, validation.Y)
		if verbose != nil {
			verbose(c, accuracy)
		}
		if i == 0 || accuracy > highest {
			best, highest = c, accuracy
		}
	}
	return best, accuracy, nil
}
