// Mistake: the choice does not depend on rng alone
// Seen: settings: two searches with the same seed differ
package search

func RandomConfig(params OptParams, rng *rand.Rand) Config {
	return Config{
		Topology:  params.Topology[rand.IntN(len(params.Topology))],
		Algorithm: params.Algorithm[rand.IntN(len(params.Algorithm))],
		LR:        params.LR[rand.IntN(len(params.LR))],
		Dropout:   params.Dropout[rand.IntN(len(params.Dropout))],
	}
}
