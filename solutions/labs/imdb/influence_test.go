package main

import (
	"slices"
	"testing"

	"nn"
)

func TestInfluence(t *testing.T) {
	net, v := logistic()
	p := &part{Dataset: nn.Dataset{
		X: nn.MultiHot([][]int32{{0}, {0, 1}, {1}, {2}, {0, 1, 2}}, 3),
		Y: nn.NewMatrix(5, 1),
	}}
	good := (sigmoid(1.5) - sigmoid(0.5) + sigmoid(-0.5) - sigmoid(-1.5)) / 2
	bad := (sigmoid(-0.5) - sigmoid(1.5) + sigmoid(-1.5) - sigmoid(0.5)) / 2
	for _, tt := range []struct {
		name         string
		most, seldom int
		want         []effect
	}{
		{"all", 4, 1, []effect{{"good", good}, {"dull", 0}, {"bad", bad}}},
		{"frequent words", 4, 2, []effect{{"good", good}, {"bad", bad}}},
		{"one review", 1, 0, []effect{{"good", sigmoid(1.5) - sigmoid(0.5)}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := influence(net, v, p, tt.most, tt.seldom)
			if !slices.EqualFunc(got, tt.want, func(a, b effect) bool { return a.word == b.word && near(a.effect, b.effect) }) {
				t.Errorf("influence %v, want %v", got, tt.want)
			}
		})
	}
}
