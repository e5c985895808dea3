package main

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
	"strings"
)

// wordByte maps each byte that can be part of a word to lower case, and all others to 0.
var wordByte = func() (table [256]byte) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyz0123456789'") {
		table[c] = c
		table[bytes.ToUpper([]byte{c})[0]] = c
	}
	return table
}()

var lineBreak = []byte("<br />") // the only mark-up in the reviews

// words yields the words of a text in lower case. A word consists of the letters a to z, digits,
// and apostrophes between them. Everything else separates words. It changes the text, and each word
// is only valid until the next one.
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

// vocabulary contains the words that have a column. A word's number is its column in X: 0 for the
// most frequent word. (In Keras, this word has number 1 in word_index and 1 + 3 = 4 in the reviews,
// because 0, 1 and 2 are reserved for padding, the start and unknown words.)
type vocabulary struct {
	words  []string
	number map[string]int32
}

// newVocabulary returns the most frequent words, at most size of them. Words with the same
// frequency are in alphabetical order. Words that never occur are left out.
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

// decode converts the numbers of a review back to text. Unknown words become question marks.
func (v *vocabulary) decode(review []int32) string {
	return joined(review, func(k int32) string { return v.words[k] })
}

// joined returns a review as text, with a question mark for each unknown word.
func joined(review []int32, text func(k int32) string) string {
	texts := make([]string, len(review))
	for i, k := range review {
		texts[i] = "?"
		if k != unknown {
			texts[i] = text(k)
		}
	}
	return strings.Join(texts, " ")
}
