package main

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
)

// wordByte is, for each byte that can be part of a word, the same in lower case, and 0 for all
// others.
var wordByte = func() (table [256]byte) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyz0123456789'") {
		table[c] = c
		table[bytes.ToUpper([]byte{c})[0]] = c
	}
	return table
}()

var lineBreak = []byte("<br />") // the only mark-up in the reviews

// words yields the words of a text, one after the other: in lower case, made of the letters a to z,
// digits, and apostrophes that have one of these on either side. Everything else separates words.
// It changes the text on the way, and a word is good until the next one.
func words(text []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for i := 0; i < len(text); {
			from := i
			for ; i < len(text) && wordByte[text[i]] != 0; i++ {
				text[i] = wordByte[text[i]]
			}
			if word := bytes.Trim(text[from:i], "'"); len(word) > 0 && !yield(word) {
				return
			}
			if i+len(lineBreak) <= len(text) && bytes.EqualFold(text[i:i+len(lineBreak)], lineBreak) {
				i += len(lineBreak)
			} else {
				i++
			}
		}
	}
}

// unknown is the number of a word that is not in the vocabulary.
const unknown = -1

// vocabulary is the words that the network knows. A word's number is its column in X: 0 for the
// most common word. (Keras has 1 for it in word_index and 1 + 3 = 4 in the reviews, since it keeps
// the numbers 0, 1 and 2 for padding, the start and unknown words.)
type vocabulary struct {
	words  []string
	number map[string]int32
}

// newVocabulary returns the words that occur most often, at most size of them; of words that occur
// equally often those first in the alphabet. Words that never occur are left out.
func newVocabulary(words []string, count []int32, size int) *vocabulary {
	order := make([]int32, 0, len(words))
	for i := range words {
		if count[i] > 0 {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(words[a], words[b]))
	})
	order = order[:min(size, len(order))]
	var kept []string
	for _, i := range order {
		kept = append(kept, strings.Clone(words[i]))
	}
	return vocabularyOf(kept)
}

// vocabularyOf returns the vocabulary with these words, in the order of their columns.
func vocabularyOf(words []string) *vocabulary {
	v := &vocabulary{words: words, number: make(map[string]int32, len(words))}
	for k, word := range words {
		v.number[word] = int32(k)
	}
	return v
}

// numberOf returns the word's number, or unknown.
func (v *vocabulary) numberOf(word string) int32 {
	if k, ok := v.number[word]; ok {
		return k
	}
	return unknown
}

// decode returns the text of a review, as far as it can be told from its numbers: ? stands for an
// unknown word.
func (v *vocabulary) decode(review []int32) string {
	text := make([]string, len(review))
	for i, k := range review {
		text[i] = "?"
		if k != unknown {
			text[i] = v.words[k]
		}
	}
	return strings.Join(text, " ")
}
