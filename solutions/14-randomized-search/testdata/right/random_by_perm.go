// Right: the first of a random order of each list, in another order of the lists
package search

func RandomConfig(params OptParams, rng *rand.Rand) (c Config) {
	c.Dropout = pick(params.Dropout, rng)
	c.LR = pick(params.LR, rng)
	c.Algorithm = pick(params.Algorithm, rng)
	c.Topology = pick(params.Topology, rng)
	return c
}

func pick[T any](options []T, rng *rand.Rand) T {
	return options[rng.Perm(len(options))[0]]
}
