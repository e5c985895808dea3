package main

import (
	"math"
	"slices"
	"testing"

	"nn"
	"nn/solutions/labs/internal/lab"
)

// logistic returns a vocabulary and a network without hidden layers: P = sigmoid(0.5 + good - 2·bad
// + 0·dull).
func logistic() (*nn.NeuralNetwork, *vocabulary) {
	v := newVocabulary([]string{"good", "bad", "dull"}, []int32{3, 2, 1}, 10)
	opt := &options{optimizer: lab.Optimizer{Name: "sgd"}}
	net := newNetwork(opt, &corpus{vocabulary: v})
	copy(net.Params()[0].Value.Data, []float64{1, -2, 0})
	net.Params()[1].Value.Data[0] = 0.5
	return net, v
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-12 }

func TestJudge(t *testing.T) {
	net, v := logistic()
	j := judge(net, v, "Good? Nay, nay: BAD. Dull, good!")
	if want := sigmoid(0.5 + 1 - 2); !near(j.probability, want) {
		t.Errorf("probability %v, want %v", j.probability, want)
	}
	want := []effect{
		{"bad", sigmoid(0.5+1-2) - sigmoid(0.5+1)},
		{"good", sigmoid(0.5+1-2) - sigmoid(0.5-2)},
		{"dull", 0},
	}
	if len(j.effects) != len(want) {
		t.Fatalf("effects %v, want %v", j.effects, want)
	}
	for i, e := range j.effects {
		if e.word != want[i].word || !near(e.effect, want[i].effect) {
			t.Errorf("effect %d is %v, want %v", i+1, e, want[i])
		}
	}
	if !slices.Equal(j.unknown, []string{"nay"}) {
		t.Errorf("unknown words %q, want nay", j.unknown)
	}

	j = judge(net, v, "nay nay")
	if !near(j.probability, sigmoid(0.5)) || len(j.effects) != 0 || len(j.unknown) != 1 {
		t.Errorf("without a known word: %v, want %v, no effects and one unknown word", j, sigmoid(0.5))
	}
}
