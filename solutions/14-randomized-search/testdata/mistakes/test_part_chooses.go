// Mistake: the test part selects the configuration, so no data is left to estimate the error
// Seen: unseen: the result is a little too good
package search

func OptimizeAndTest(backend Backend, params OptParams, train, validation, test Dataset,
	iterations int,
	rng *rand.Rand) (best Config, accuracy float64, err error) {
	return DNNOptimization(backend, params, train, test, iterations, rng, nil)
}
