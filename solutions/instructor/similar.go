package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"maps"
	"math"
	"slices"
)

// pair is two hand-ins of one exercise and how alike they are, from 0 to 1.
type pair struct {
	exercise, a, b string
	likeness       float64
	unusual        float64 // how much they have in common that others have not
}

func similarCommand(flags *flag.FlagSet) action {
	top := flags.Int("top", 20, "how many pairs are shown")
	return func(_ context.Context, c *course, w io.Writer, args []string) error {
		return c.similar(w, args[0], *top)
	}
}

// similar prints where to look, not a verdict: short right answers are alike.
func (c *course) similar(w io.Writer, dir string, top int) error {
	pairs, err := c.likePairs(dir)
	if err != nil {
		return err
	}
	for _, p := range pairs[:max(0, min(top, len(pairs)))] {
		fmt.Fprintf(w, "%3.0f %%  %-24s %s and %s\n", 100*p.likeness, p.exercise,
			printable(p.a), printable(p.b))
	}
	return nil
}

// likePairs compares every two hand-ins of each exercise and returns the pairs that have something
// in common, the most alike first, and of those that are equally alike the ones that share most of
// what others have not: many right answers to a short exercise are the same.
//
// A file is the set of its token trigrams, with every name the same, so that renaming changes
// nothing, and without those of the stub. Each trigram that two files share counts the more the
// fewer files of the class have it: what everybody writes is no sign of copying.
func (c *course) likePairs(dir string) ([]pair, error) {
	paths, _, err := listHandIns(dir)
	if err != nil {
		return nil, err
	}
	var cases []*testCase
	handedOut := map[*testCase]map[trigram]bool{}
	for _, e := range c.exercises {
		tc, err := newTestCase(e)
		if err != nil {
			return nil, err
		}
		cases = append(cases, tc)
		handedOut[tc] = trigrams(tc.handedOut)
	}
	files := map[string]map[string]map[trigram]bool{} // by exercise and student
	for name, p := range paths {
		h := readHandIn(name, p, cases)
		for _, tc := range cases {
			code := h.files[tc.name].code
			if len(code) > maxFile {
				continue
			}
			set := trigrams(code)
			maps.DeleteFunc(set, func(g trigram, _ bool) bool { return handedOut[tc][g] })
			if len(set) > 0 {
				if files[tc.name] == nil {
					files[tc.name] = map[string]map[trigram]bool{}
				}
				files[tc.name][name] = set
			}
		}
	}
	var pairs []pair
	for exercise, of := range files {
		pairs = append(pairs, pairsOf(exercise, of)...)
	}
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(math.Round(100*q.likeness), math.Round(100*p.likeness)),
			cmp.Compare(math.Round(100*q.unusual), math.Round(100*p.unusual)),
			cmp.Compare(p.exercise, q.exercise),
			cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	return pairs, nil
}

func pairsOf(exercise string, files map[string]map[trigram]bool) []pair {
	count := map[trigram]int{}
	for _, set := range files {
		for g := range set {
			count[g]++
		}
	}
	weight := func(g trigram) float64 { return math.Log(1 + float64(len(files))/float64(count[g])) }
	students := slices.Sorted(maps.Keys(files))
	var pairs []pair
	for i, a := range students {
		for _, b := range students[i+1:] {
			shared, all, unusual := 0.0, 0.0, 0.0
			for g := range files[a] {
				all += weight(g)
				if files[b][g] {
					shared += weight(g)
					unusual += math.Log(float64(len(files)) / float64(count[g]))
				}
			}
			for g := range files[b] {
				if !files[a][g] {
					all += weight(g)
				}
			}
			if shared > 0 {
				pairs = append(pairs, pair{exercise, a, b, shared / all, unusual})
			}
		}
	}
	return pairs
}

// trigram is three tokens in a row, without the names and the numbers.
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
