// Right: all configurations are drawn before the first training, and verbose is called in the end
package search

func DNNOptimization(backend Backend, params OptParams, train, validation Dataset, iterations int,
	rng *rand.Rand, verbose func(c Config, accuracy float64)) (best Config, accuracy float64,
	err error) {
	var configs []Config
	var accuracies []float64
	for range iterations {
		configs = append(configs, RandomConfig(params, rng))
	}
	for _, c := range configs {
		model := SetupModel(c.Topology, c.Dropout, train.X.Cols, train.Y.Cols)
		if err = TrainDNN(backend, model, c.Algorithm, c.LR, train, Epochs, BatchSize); err != nil {
			return
		}
		accuracies = append(accuracies, backend.Evaluate(model, validation.X, validation.Y))
	}
	top := 0
	for i, a := range accuracies {
		if verbose != nil {
			verbose(configs[i], a)
		}
		if a > accuracies[top] {
			top = i
		}
	}
	return configs[top], accuracies[top], nil
}
