// Mistake: the choices depend on each other, as with one random number for several lists
// Seen: search: some combinations of options never occur
package search

func RandomConfig(params OptParams, rng *rand.Rand) Config {
	i := rng.IntN(12)
	return Config{
		Topology:  params.Topology[i%len(params.Topology)],
		Algorithm: params.Algorithm[i%len(params.Algorithm)],
		LR:        params.LR[i%len(params.LR)],
		Dropout:   params.Dropout[i%len(params.Dropout)],
	}
}
