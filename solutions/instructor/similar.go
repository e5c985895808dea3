package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"maps"
	"math"
	"slices"
)

// pair is two submissions of one exercise with their similarity.
type pair struct {
	exercise, a, b string
	likeness       float64 // from 0 to 1
	unusual        float64 // how much code they share that is rare in the class
}

// sources contains Go files, by exercise and by author.
type sources map[string]map[string][]byte

func (s sources) add(exercise, name string, code []byte) {
	if s[exercise] == nil {
		s[exercise] = map[string][]byte{}
	}
	s[exercise][name] = code
}

func similarCommand(flags *flag.FlagSet) action {
	top := flags.Int("top", 20, "number of pairs to print")
	last := flags.String("last", "", "submissions of an earlier class to compare with")
	return func(_ context.Context, c *course, w io.Writer, args []string) error {
		return c.similar(w, args[0], *last, *top)
	}
}

// similar prints the most similar pairs. They show where to look and prove nothing, because correct
// answers to short exercises are similar anyway.
func (c *course) similar(w io.Writer, dir, last string, top int) error {
	if top < 1 {
		return fmt.Errorf("-top=%d: want the number of pairs to print, at least 1", top)
	}
	pairs, notes, err := c.likePairs(dir, last)
	if err != nil {
		return err
	}
	for _, p := range pairs[:min(top, len(pairs))] {
		fmt.Fprintf(w, "%3.0f %%  %-24s %s and %s\n", 100*p.likeness, p.exercise, oneLine(p.a),
			oneLine(p.b))
	}
	for _, note := range notes {
		fmt.Fprintln(w, oneLine(note))
	}
	return nil
}

// likePairs compares the submissions of each exercise with each other, with the worked answers and,
// if last is not empty, with an earlier class. notes lists the files that could not be compared.
func (c *course) likePairs(dir, last string) (pairs []pair, notes []string, err error) {
	cases, err := c.cases()
	if err != nil {
		return nil, nil, err
	}
	own, others := sources{}, sources{}
	if notes, err = readSources(own, dir, "", cases); err != nil {
		return nil, nil, err
	}
	if last != "" {
		more, err := readSources(others, last, "last year's ", cases)
		if err != nil {
			return nil, nil, err
		}
		notes = append(notes, more...)
	}
	for _, tc := range cases {
		others.add(tc.name, "the worked answer", tc.answer)
	}
	return pairsOf(cases, own, others), notes, nil
}

// cases returns all exercises with their trusted files.
func (c *course) cases() ([]*testCase, error) {
	var all []*testCase
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			return nil, err
		}
		all = append(all, tc)
	}
	return all, nil
}

// readSources reads the submissions of a class and returns notes about their problems.
func readSources(into sources, dir, prefix string, cases []*testCase) (notes []string, err error) {
	class, err := collect(dir)
	if err != nil {
		return nil, err
	}
	defer class.close()
	for _, note := range class.notes() {
		notes = append(notes, prefix+note)
	}
	for _, s := range class.submissions {
		s.read(cases, cases)
		name := prefix + s.name
		if s.err != nil {
			notes = append(notes, fmt.Sprintf("%s could not be read: %v", name, s.err))
			continue
		}
		for _, note := range s.notes {
			notes = append(notes, name+": "+note)
		}
		for _, tc := range cases {
			f := s.files[tc.name]
			if f.err != nil && !errors.As(f.err, new(noFile)) {
				notes = append(notes, fmt.Sprintf("%s, %s: %v", name, tc.name, f.err))
			}
			for _, note := range f.notes {
				notes = append(notes, fmt.Sprintf("%s, %s: %s", name, tc.name, note))
			}
			if f.err == nil && len(f.code) <= maxFile {
				into.add(tc.name, name, f.code)
			}
		}
	}
	return notes, nil
}

// sourcesOf returns the graded files of a class.
func sourcesOf(cl *class) sources {
	all := sources{}
	for _, st := range cl.students {
		for _, tc := range cl.cases {
			if f := st.files[tc.name]; f.err == nil && f.path != "" && len(f.code) <= maxFile {
				all.add(tc.name, st.name, f.code)
			}
		}
	}
	return all
}

// pairsOf returns the pairs that share code, the most similar first. Among equally similar pairs,
// those that share rare code come first, because many correct answers to a short exercise are the
// same. The others are compared with the class but not with each other.
//
// A file is represented by the set of its token trigrams, without those of the stub. Names are not
// part of a trigram, so renaming changes nothing. A shared trigram has a larger weight if fewer
// files of the class contain it, because code that everyone writes is no sign of copying.
func pairsOf(cases []*testCase, class, others sources) []pair {
	var pairs []pair
	for _, tc := range cases {
		handedOut := trigrams(tc.handedOut)
		sets := func(files map[string][]byte) map[string]map[trigram]bool {
			all := map[string]map[trigram]bool{}
			for name, code := range files {
				set := trigrams(code)
				maps.DeleteFunc(set, func(g trigram, _ bool) bool { return handedOut[g] })
				if len(set) > 0 {
					all[name] = set
				}
			}
			return all
		}
		pairs = append(pairs, pairsOfOne(tc.name, sets(class[tc.name]), sets(others[tc.name]))...)
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(math.Round(100*q.likeness), math.Round(100*p.likeness)),
			cmp.Compare(math.Round(100*q.unusual), math.Round(100*p.unusual)),
			cmp.Compare(p.exercise, q.exercise),
			cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return pairs
}

func pairsOfOne(exercise string, class, others map[string]map[trigram]bool) []pair {
	count := map[trigram]int{}
	for _, set := range class {
		for g := range set {
			count[g]++
		}
	}
	// Trigrams are summed by frequency, because this order gives the same last bits in every run.
	sum := func(trigrams []int, f func(rarity float64) float64) (total float64) {
		for n, k := range trigrams {
			total += float64(k) * f(float64(len(class))/float64(max(1, n)))
		}
		return total
	}
	compare := func(a, b string, x, y map[trigram]bool) (p pair, alike bool) {
		shared, all := make([]int, len(class)+1), make([]int, len(class)+1)
		for g := range x {
			all[count[g]]++
			if y[g] {
				shared[count[g]]++
				alike = true
			}
		}
		for g := range y {
			if !x[g] {
				all[count[g]]++
			}
		}
		weight := func(rarity float64) float64 { return math.Log(1 + rarity) }
		return pair{exercise, a, b, sum(shared, weight) / max(sum(all, weight), 1e-9),
			sum(shared, math.Log)}, alike
	}
	var pairs []pair
	students := slices.Sorted(maps.Keys(class))
	for i, a := range students {
		for _, b := range students[i+1:] {
			if p, alike := compare(a, b, class[a], class[b]); alike {
				pairs = append(pairs, p)
			}
		}
		for _, b := range slices.Sorted(maps.Keys(others)) {
			if p, alike := compare(a, b, class[a], others[b]); alike {
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

// trigram is three consecutive tokens without the text of names and numbers.
type trigram [3]token.Token

func trigrams(source []byte) map[trigram]bool {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(source)), source, func(token.Position, string) {}, 0)
	set := map[trigram]bool{}
	var g trigram
	for n := 1; ; n++ {
		_, tok, _ := s.Scan()
		if tok == token.EOF {
			return set
		}
		g = trigram{g[1], g[2], tok}
		if n >= 3 {
			set[g] = true
		}
	}
}
