package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// With nothing downloaded the program makes up reviews from a small grammar. They can be learned,
// but not all of them: critics also say what does not fit their verdict, and "wasn't funny" has the
// word "funny" in it, which is all that a network sees that ignores the order of words.

// madeUpReviews is how many reviews are made up, half of them for testing, and of either half one
// half positive.
const madeUpReviews = 800

// agreement is how likely a critic's opinion fits the verdict, and negation how likely it is put
// as the denial of the opposite.
const (
	agreement = 0.8
	negation  = 0.1
)

var (
	praise = strings.Fields(`wonderful brilliant moving funny charming gripping clever fresh
		beautiful perfect`)
	blame = strings.Fields(`awful boring predictable lame clumsy tedious stupid shallow ugly
		annoying`)
	parts = strings.Fields(`plot acting script music ending camera dialogue cast pace humour
		soundtrack story hero villain editing`)
	settings = []string{"in a small town", "during the war", "on a ship", "in the future",
		"in an old hotel", "among thieves", "at a school", "in the desert", "in winter"}
	asides = []string{"I saw it on a Sunday.", "My neighbour lent me the tape.",
		"It runs for two hours.",
		"The director has made three films before.", "We were six in the cinema.",
		"It is based on a novel.", "The subtitles are in French.", "There is a sequel now."}
	adverbs = strings.Fields(`really quite very rather simply utterly`)
)

// madeUpCorpus returns the made-up reviews; the seed decides about their order only.
func madeUpCorpus(seed uint64) (*corpus, error) {
	rng := rand.New(rand.NewPCG(1998, 2011))
	c := newCollector(sensible)
	for i := range madeUpReviews {
		r := rawReview{test: i%2 == 1, positive: i%4 >= 2}
		r.name = fmt.Sprintf("made-up/%d", 1000+i)
		r.text = []byte(madeUpReview(r.positive, rng))
		if err := c.add(&r); err != nil {
			return nil, err
		}
	}
	corpus, err := c.corpus(seed)
	if err != nil {
		return nil, err
	}
	corpus.origin, corpus.batch = fmt.Sprintf("%d, made up from a small grammar", madeUpReviews), 8
	return corpus, nil
}

// madeUpReview returns a text in the manner of the real ones.
func madeUpReview(positive bool, rng *rand.Rand) string {
	sentences := []string{fmt.Sprintf("This film plays %s.", pick(settings, rng))}
	for range 5 + rng.IntN(5) {
		switch {
		case rng.IntN(4) == 0:
			sentences = append(sentences, pick(asides, rng))
		default:
			sentences = append(sentences, opinion(positive == (rng.Float64() < agreement), rng))
		}
	}
	return strings.Join(sentences, "<br /><br />")
}

// opinion returns a sentence that praises or blames a part of the film.
func opinion(good bool, rng *rand.Rand) string {
	part, adverb := pick(parts, rng), pick(adverbs, rng)
	denied := rng.Float64() < negation
	adjectives := blame
	if good != denied {
		adjectives = praise
	}
	adjective := pick(adjectives, rng)
	if denied {
		return fmt.Sprintf("The %s wasn't %s at all.", part, adjective)
	}
	return fmt.Sprintf("The %s was %s %s.", part, adverb, adjective)
}

func pick(list []string, rng *rand.Rand) string { return list[rng.IntN(len(list))] }
