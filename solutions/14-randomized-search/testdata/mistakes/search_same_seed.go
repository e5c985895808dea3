// Mistake: every iteration has the same configuration
// Seen: search: all configurations are the same
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	for i := 0; i < iterations; i++ {
		r := rand.New(rand.NewPCG(42, 42))
		c := RandomConfig(params, r)
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
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
