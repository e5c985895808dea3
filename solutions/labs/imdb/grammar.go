package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Without downloaded reviews, the lab generates some from a small grammar. A network can learn
// them, but not perfectly. Critics also mention good parts of a bad film, and "wasn't funny"
// contains the word "funny", which is all that a network sees that ignores the order of words. The
// names of people say nothing about a film. A network that is trained for long memorizes them, and
// overfits.

// madeUpReviews is the number of generated reviews. Half of them are for the test, and half of each
// part are positive.
const madeUpReviews = 800

// agreement is the probability that an opinion fits the verdict, and negation the probability that
// it denies the opposite.
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

	// A name consists of two of these.
	syllables = strings.Fields(`ba del fen gor hul jas kem lor mir nos pel ral sim tov vik wen`)
)

// madeUpCorpus returns the generated reviews. The seed only determines their order.
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
	corpus.origin, corpus.batch = fmt.Sprintf("%d, generated from a small grammar", madeUpReviews), 8
	return corpus, nil
}

// madeUpReview returns a text similar to the real reviews.
func madeUpReview(positive bool, rng *rand.Rand) string {
	sentences := []string{fmt.Sprintf("This film plays %s.", pick(settings, rng))}
	sentences = append(sentences, fmt.Sprintf("It was made by %s, with %s and %s.", name(rng), name(rng), name(rng)))
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

// opinion returns a sentence that praises or criticizes a part of the film.
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

// name returns one of 256 names.
func name(rng *rand.Rand) string { return pick(syllables, rng) + pick(syllables, rng) }

func pick(list []string, rng *rand.Rand) string { return list[rng.IntN(len(list))] }
