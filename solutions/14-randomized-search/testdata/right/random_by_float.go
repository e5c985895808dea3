// Right: a number in [0, 1) times the length is an index, and the topology is a copy
package search

func RandomConfig(params OptParams, rng *rand.Rand) Config {
	index := func(n int) int { return int(rng.Float64() * float64(n)) }
	topology := params.Topology[index(len(params.Topology))]
	return Config{append([]int{}, topology...), params.Algorithm[index(len(params.Algorithm))],
		params.LR[index(len(params.LR))], params.Dropout[index(len(params.Dropout))]}
}
