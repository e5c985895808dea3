package main

import (
	"cmp"
	"slices"

	"nn"
)

// influence returns the mean effect of each word in the reviews of p that contain it, the most
// positive effect first. It uses at most the given number of reviews, and leaves out words that
// occur in fewer than seldom of them.
func influence(net *nn.NeuralNetwork, v *vocabulary, p *part, most, seldom int) []effect {
	sum, count := make([]float64, len(v.words)), make([]int, len(v.words))
	for i := range min(most, p.Len()) {
		var review []int32
		for k, x := range p.X.Row(i) {
			if x != 0 {
				review = append(review, int32(k))
			}
		}
		_, effects := v.effects(net, review)
		for at, k := range review {
			sum[k] += effects[at].effect
			count[k]++
		}
	}
	var effects []effect
	for k, n := range count {
		if n > 0 && n >= seldom {
			effects = append(effects, effect{v.words[k], sum[k] / float64(n)})
		}
	}
	slices.SortStableFunc(effects, func(a, b effect) int { return cmp.Compare(b.effect, a.effect) })
	return effects
}
