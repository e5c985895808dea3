package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestCorpus checks the matrices against the texts, one word at a time.
func TestCorpus(t *testing.T) {
	texts := make(map[string]string) // of the reviews, by name
	var entries []entry
	for i := range 25 {
		train := entry{name: fmt.Sprintf("aclImdb/train/pos/%d_9.txt", i), text: fmt.Sprintf("good w%d good w%d", i, i/2)}
		if i%2 == 1 {
			train = entry{name: fmt.Sprintf("aclImdb/train/neg/%d_2.txt", i), text: fmt.Sprintf("bad w%d", i)}
		}
		test := entry{name: fmt.Sprintf("aclImdb/test/pos/%d_9.txt", i), text: fmt.Sprintf("good fresh w%d", i)}
		texts[train.name], texts[test.name] = train.text, test.text
		entries = append(entries, test, train)
	}
	data := readAll(t, entries, 1)
	if data.train.Len() != 15 || data.validation.Len() != 10 || data.test.Len() != 25 || data.batch != 512 {
		t.Fatalf("%d, %d and %d reviews in batches of %d, want 15, 10, 25 and 512",
			data.train.Len(), data.validation.Len(), data.test.Len(), data.batch)
	}
	v := data.vocabulary
	if v.words[0] != "good" || v.words[1] != "bad" || v.numberOf("fresh") != unknown {
		t.Errorf("the vocabulary is %q, want good and bad first, and fresh, a word of test reviews, not at all", v.words)
	}
	if len(data.validation.first) != shown || len(data.train.first) != 0 || len(data.test.first) != shown {
		t.Fatalf("%d, %d and %d reviews to show, want %d, 0 and %d",
			len(data.validation.first), len(data.train.first), len(data.test.first), shown, shown)
	}
	for _, p := range []*part{data.validation, data.test} {
		for i, r := range p.first {
			if p.Y.At(i, 0) == 1 != strings.Contains(r.name, "/pos/") {
				t.Errorf("%s: Y is %v", r.name, p.Y.At(i, 0))
			}
			text := texts[r.name]
			if got, want := v.decode(r.words), strings.ReplaceAll(text, "fresh", "?"); got != want {
				t.Errorf("%s: decoded %q, want %q", r.name, got, want)
			}
			for k, word := range v.words {
				if has := slices.Contains(strings.Fields(text), word); p.X.At(i, k) == 1 != has {
					t.Errorf("%s: X is %v for %q", r.name, p.X.At(i, k), word)
				}
			}
		}
	}
	if p := data.test; p.longest != 3 || p.length != 75 {
		t.Errorf("%d words in the longest test review, %d in all, want 3 and 75", p.longest, p.length)
	}
}

// readAll reads an archive of the entries.
func readAll(t *testing.T, entries []entry, seed uint64) *corpus {
	t.Helper()
	data, err := readCorpus(fileOf(pack(t, tarOf(t, entries...))), sensible, seed)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestOrderOfReviews(t *testing.T) {
	entries := goodEntries()
	data := readAll(t, entries, 1)
	slices.Reverse(entries)
	other := readAll(t, entries, 1)
	data.noticed, other.noticed = noticed{}, noticed{}
	if !reflect.DeepEqual(data, other) {
		t.Error("another order in the archive gives another data set")
	}
	if same := readAll(t, entries, 2); reflect.DeepEqual(data.test.first, same.test.first) {
		t.Error("another seed gives the same order")
	}
	if slices.IsSortedFunc(data.test.first, func(a, b review) int { return strings.Compare(a.name, b.name) }) {
		t.Error("the reviews are in the order of their names, want them shuffled")
	}
}

func TestMadeUpCorpus(t *testing.T) {
	data, err := madeUpCorpus(1)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := madeUpCorpus(1)
	if !reflect.DeepEqual(data, again) {
		t.Error("the same seed gives other reviews")
	}
	if data.train.Len() != 240 || data.validation.Len() != 160 || data.test.Len() != 400 || data.test.positive() != 200 {
		t.Errorf("%d, %d and %d reviews (%d positive), want 240, 160 and 400 (200)",
			data.train.Len(), data.validation.Len(), data.test.Len(), data.test.positive())
	}
	for _, word := range slices.Concat(praise, blame) {
		if data.vocabulary.numberOf(word) == unknown {
			t.Errorf("no review has the word %q", word)
		}
	}
}
