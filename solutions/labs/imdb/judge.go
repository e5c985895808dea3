package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nn"
)

// outcome contains the predictions for the test reviews.
type outcome struct {
	*part
	probabilities *nn.Matrix // of a positive review
	classes       []int      // 1 for positive
	right         int        // number of correct classes
}

// judgeAll predicts the classes of the test reviews.
func judgeAll(net *nn.NeuralNetwork, test *part) *outcome {
	o := &outcome{part: test, probabilities: net.Predict(test.X)}
	o.classes = nn.Classes(o.probabilities)
	truth := nn.Classes(test.Y)
	for i, class := range o.classes {
		if class == truth[i] {
			o.right++
		}
	}
	return o
}

func (o *outcome) accuracy() float64 { return float64(o.right) / float64(len(o.classes)) }

// String returns the last line of the output.
func (o *outcome) String() string {
	return fmt.Sprintf("test accuracy %.4f (%d / %d)", o.accuracy(), o.right, len(o.classes))
}

// effect is the effect of a word in a review: the probability of "positive" with the word, minus
// the probability without it.
//
//	effect(word) = P(positive | words of the review) - P(positive | the same without word)
//
// It depends on the other words. For example, one more word of praise makes no difference in a
// review that consists of praise.
type effect struct {
	word   string
	effect float64
}

// judgement is the prediction for one text.
type judgement struct {
	probability float64  // of a positive review
	effects     []effect // of the words, the largest absolute value first
	unknown     []string // words that are not in the vocabulary
}

// judge predicts the class of one text.
func judge(net *nn.NeuralNetwork, v *vocabulary, text string) judgement {
	var j judgement
	var review []int32
	for word := range words([]byte(text)) {
		if k := v.numberOf(string(word)); k != unknown {
			review = append(review, k)
		} else if !slices.Contains(j.unknown, string(word)) {
			j.unknown = append(j.unknown, string(word))
		}
	}
	slices.Sort(review)
	review = slices.Compact(review)
	j.probability, j.effects = v.effects(net, review)
	slices.SortStableFunc(j.effects, func(a, b effect) int {
		return cmp.Compare(math.Abs(b.effect), math.Abs(a.effect))
	})
	return j
}

// effects returns the probability that a review is positive, and the effect of each of its words,
// which are all different. The network predicts for all words, then for all but the first, all but
// the second, and so on.
func (v *vocabulary) effects(net *nn.NeuralNetwork, review []int32) (probability float64, effects []effect) {
	lists := [][]int32{review}
	for i := range review {
		lists = append(lists, slices.Concat(review[:i], review[i+1:]))
	}
	p := net.Predict(nn.MultiHot(lists, len(v.words)))
	for i, k := range review {
		effects = append(effects, effect{v.words[k], p.At(0, 0) - p.At(i+1, 0)})
	}
	return p.At(0, 0), effects
}
