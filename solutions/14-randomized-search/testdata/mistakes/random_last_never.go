// Mistake: the last option of each list is never drawn
// Seen: search: the last option of each list never occurs
package search

func RandomConfig(params OptParams, rng *rand.Rand) Config {
	return Config{
		Topology:  params.Topology[rng.IntN(len(params.Topology)-1)],
		Algorithm: params.Algorithm[rng.IntN(len(params.Algorithm)-1)],
		LR:        params.LR[rng.IntN(len(params.LR)-1)],
		Dropout:   params.Dropout[rng.IntN(len(params.Dropout)-1)],
	}
}
