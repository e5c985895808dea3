package main

import (
	"slices"
	"strings"
	"unicode"
)

// nameIndex compares the names of a roster with the names of a class.
type nameIndex struct {
	people   []*person
	students []*student
	orders   map[*person][]string
	letters  map[*student]string
}

func newNameIndex(people []*person, students []*student) *nameIndex {
	n := &nameIndex{people, students, map[*person][]string{}, map[*student]string{}}
	for _, p := range people {
		n.orders[p] = orders(p.name)
	}
	for _, st := range students {
		n.letters[st] = lettersOf(st.name)
	}
	return n
}

// same reports whether the names consist of the same letters, in any rotation of the words.
func (n *nameIndex) same(p *person, st *student) bool {
	return slices.Contains(n.orders[p], n.letters[st])
}

// contradict reports whether two names cannot belong to one person. Either both are full names of the same
// script without a common word, or neither name contains the other and somebody else has one of the
// names.
func (n *nameIndex) contradict(p *person, st *student) bool {
	if p.name == p.id || n.same(p, st) { // a row without a name has the ID as its name
		return false
	}
	a, b := nameWords(p.name), nameWords(st.name)
	if isLatin(p.name) != isLatin(st.name) {
		return false
	}
	common, other := 0, strings.Join(b, " ")
	for _, word := range a {
		if len(word) > 2 && strings.Contains(other, word) || slices.Contains(b, word) {
			common++
		}
	}
	switch {
	case len(a) > 1 && len(b) > 1 && common == 0:
		return true
	case common == len(a) || common == len(b):
		return false
	}
	return slices.ContainsFunc(n.people, func(other *person) bool { return n.same(other, st) }) ||
		slices.ContainsFunc(n.students, func(other *student) bool { return n.same(p, other) })
}

func isLatin(name string) bool {
	return strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// nameWords returns the words of a name in lower case, without accents and without numbers.
func nameWords(name string) []string {
	words := strings.FieldsFunc(spelling.Replace(strings.ToLower(withoutMarks(name))),
		func(r rune) bool { return !unicode.IsLetter(r) })
	slices.Sort(words)
	return slices.Compact(words)
}

// spelling unites the spellings of letters that are written differently without their accents.
var spelling = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u", "æ", "a", "ø", "o", "ß", "ss", "ł", "l", "đ", "d", "ı", "i")
