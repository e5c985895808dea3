package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"nn"
)

// vocabularySize is the number of words that are used, as on the slide.
const vocabularySize = 10_000

// shown is the number of reviews of each part that are kept in order to print them.
const shown = 5

// review is a text as the numbers of its words, in their order.
type review struct {
	name     string
	positive bool
	words    []int32
}

// collector converts texts to numbers as they are read. The numbers are preliminary, in the order
// in which the words occur first, because the frequent words are only known at the end.
type collector struct {
	most        int // words
	train, test []review
	words       []string
	count       []int32 // how often each word occurs in the training part
	number      map[string]int32
	sequence    []int32 // of the review at hand
}

func newCollector(most limits) *collector {
	return &collector{most: most.words, number: make(map[string]int32)}
}

// add adds a review.
func (c *collector) add(r *rawReview) error {
	c.sequence = c.sequence[:0]
	for word := range words(r.text) {
		k, ok := c.number[string(word)]
		if !ok {
			if len(c.words) == c.most {
				return fmt.Errorf("at %q there are more than %d different words; 111,629 were published",
					short(r.name), c.most)
			}
			k = int32(len(c.words))
			c.words, c.count = append(c.words, string(word)), append(c.count, 0)
			c.number[c.words[k]] = k
		}
		if !r.test {
			c.count[k]++
		}
		c.sequence = append(c.sequence, k)
	}
	part := &c.train
	if r.test {
		part = &c.test
	}
	*part = append(*part, review{r.name, r.positive, slices.Clone(c.sequence)})
	return nil
}

// corpus contains the reviews as input of a network.
type corpus struct {
	origin     string // where they come from
	batch      int    // default size of a mini-batch
	noticed    noticed
	vocabulary *vocabulary

	train, validation, test *part
}

// part is a set of reviews. Row i of X has a 1 for each word in review i. Row i of Y is 1 if the
// review is positive.
type part struct {
	nn.Dataset
	first   []review // the first few as numbers in their order, unknown words included
	longest int      // words of the longest review
	length  int      // words of all reviews
}

// positive returns how many reviews are positive.
func (p *part) positive() int {
	n := 0
	for _, y := range p.Y.Data {
		n += int(y)
	}
	return n
}

// openArchive reads the reviews of a file or a folder.
func openArchive(name string, seed uint64) (*corpus, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	read := func(u *unpacker) error { return u.readFile(f) }
	if info, err := f.Stat(); err == nil && info.IsDir() {
		read = func(u *unpacker) error { return u.readFolder(name) }
	}
	data, err := readCorpus(read, sensible, seed)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	data.origin = "from " + name
	return data, nil
}

func readCorpus(read func(*unpacker) error, most limits, seed uint64) (*corpus, error) {
	c := newCollector(most)
	noticed, err := readArchive(read, most, c.add)
	if err != nil {
		return nil, err
	}
	corpus, err := c.corpus(seed)
	if err != nil {
		return nil, err
	}
	corpus.noticed = noticed
	corpus.batch = 512 // as on the slide
	return corpus, nil
}

// fewest is the minimum number of training reviews. Some of them are for validation.
const fewest = 10

// corpus sorts the reviews by name, so that their order in the archive does not matter, shuffles
// them with the seed, and divides them. The first 10,000 of 25,000 training reviews are for
// validation, as on the slide, and the same fraction of any other number.
//
// The collector gives its memory away and cannot be used afterwards.
func (c *collector) corpus(seed uint64) (*corpus, error) {
	for _, reviews := range [][]review{c.train, c.test} {
		slices.SortFunc(reviews, func(a, b review) int { return cmp.Compare(a.name, b.name) })
		for i := 1; i < len(reviews); i++ {
			if reviews[i].name == reviews[i-1].name {
				return nil, fmt.Errorf("there are two reviews of the name %q", short(reviews[i].name))
			}
		}
	}
	positive := 0
	for _, r := range c.train {
		if r.positive {
			positive++
		}
	}
	if len(c.train) < fewest || len(c.test) == 0 || positive == 0 || positive == len(c.train) {
		return nil, fmt.Errorf("%d training reviews (%d positive) and %d test reviews, "+
			"named like aclImdb/train/pos/0_9.txt; want 25,000 of each as published, "+
			"or at least %d of both kinds and 1", len(c.train), positive, len(c.test), fewest)
	}
	v := newVocabulary(c.words, c.count, vocabularySize)
	if len(v.words) < 2 {
		return nil, fmt.Errorf("the training reviews have %d different words, want 2 or more", len(v.words))
	}
	final := make([]int32, len(c.words)) // the number of each word in the vocabulary
	for k, word := range c.words {
		final[k] = v.numberOf(word)
	}
	c.words, c.count, c.number = nil, nil, nil

	rng := rand.New(rand.NewPCG(seed, streamOrder))
	test := encode(c.test, final, v, rng)
	c.test = nil
	train := encode(c.train, final, v, rng)
	c.train = nil
	n := train.Len() * 10_000 / 25_000
	return &corpus{
		vocabulary: v, test: test,
		validation: train.rows(0, n), train: train.rows(n, train.Len()),
	}, nil
}

// encode shuffles the reviews and returns them as a part. It overwrites their words.
func encode(reviews []review, final []int32, v *vocabulary, rng *rand.Rand) *part {
	rng.Shuffle(len(reviews), func(i, j int) { reviews[i], reviews[j] = reviews[j], reviews[i] })
	p := &part{Dataset: nn.Dataset{Y: nn.NewMatrix(len(reviews), 1), Features: v.words}}
	lists := make([][]int32, len(reviews))
	for i, r := range reviews {
		for at, k := range r.words {
			r.words[at] = final[k]
		}
		p.longest, p.length = max(p.longest, len(r.words)), p.length+len(r.words)
		if i < shown {
			p.first = append(p.first, review{r.name, r.positive, slices.Clone(r.words)})
		}
		if r.positive {
			p.Y.Set(i, 0, 1)
		}
		lists[i] = known(r.words)
	}
	p.X = nn.MultiHot(lists, len(v.words))
	return p
}

// known returns the words of a review that are in the vocabulary, in the same memory.
func known(words []int32) []int32 {
	return slices.DeleteFunc(words, func(k int32) bool { return k == unknown })
}

// rows returns the reviews from, ..., to-1 of p. They share the memory of p.
func (p *part) rows(from, to int) *part {
	q := &part{Dataset: p.Dataset}
	q.X, q.Y = p.X.RowRange(from, to), p.Y.RowRange(from, to)
	if from == 0 {
		q.first = p.first
	}
	return q
}
