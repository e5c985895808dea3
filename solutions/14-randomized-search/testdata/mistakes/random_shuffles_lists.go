// Mistake, unnamed: the caller's lists are shuffled, and the first option of each is taken
// Seen: memory: the options are in a different order after the search
package search

func RandomConfig(params OptParams, rng *rand.Rand) Config {
	t, a, r, d := params.Topology, params.Algorithm, params.LR, params.Dropout
	rng.Shuffle(len(t), func(i, j int) { t[i], t[j] = t[j], t[i] })
	rng.Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
	rng.Shuffle(len(r), func(i, j int) { r[i], r[j] = r[j], r[i] })
	rng.Shuffle(len(d), func(i, j int) { d[i], d[j] = d[j], d[i] })
	return Config{Topology: t[0], Algorithm: a[0], LR: r[0], Dropout: d[0]}
}
