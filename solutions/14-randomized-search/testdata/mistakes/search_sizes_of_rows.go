// Mistake: the rows are counted, although features and classes are columns
// Seen: panics: Dot: want as many columns on the left as rows on the right
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	for i := range iterations {
		c := RandomConfig(params, rng)
		model := SetupModel(c.Topology, c.Dropout, train.X.Rows, train.Y.Cols)
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
