package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// picked is one mistake, or two of different functions, in a file in which functions can be unwritten.
// The numbers of the alternatives are separated by commas. second is 0 for one mistake.
type picked struct {
	unwritten     string
	first, second int
}

func (p picked) String() string { return fmt.Sprintf("%s,%d,%d", p.unwritten, p.first, p.second) }

// candidates returns the single mistakes, and the pairs of mistakes in different functions. Those
// with a name in the failures come first. Mistakes in unwritten functions cannot be seen.
func (k *known) candidates(named, unwritten map[string]bool) (singles, pairs []picked) {
	list := slices.DeleteFunc(slices.Clone(k.list), func(m *knownMistake) bool {
		return !slices.ContainsFunc(m.functions, func(name string) bool { return !unwritten[name] })
	})
	of := ""
	for _, name := range slices.Sorted(maps.Keys(unwritten)) {
		of += fmt.Sprintf("%d,", k.stub[name])
	}
	slices.SortStableFunc(list, func(a, b *knownMistake) int {
		switch {
		case named[a.name] == named[b.name]:
			return 0
		case named[a.name]:
			return -1
		}
		return 1
	})
	for i, m := range list {
		singles = append(singles, picked{unwritten: of, first: m.number})
		for _, other := range list[i+1:] {
			if !slices.ContainsFunc(m.functions, func(f string) bool { return slices.Contains(other.functions, f) }) {
				pairs = append(pairs, picked{of, m.number, other.number})
			}
		}
	}
	// Pairs of two named mistakes, then those with one.
	count := func(p picked) (n int) {
		for _, number := range []int{p.first, p.second} {
			if named[k.list[number-1].name] {
				n--
			}
		}
		return n
	}
	slices.SortStableFunc(pairs, func(a, b picked) int { return count(a) - count(b) })
	return singles, pairs
}

// usable returns those versions whose mistakes can explain something.
func (k *known) usable(ctx context.Context, j *judge, versions []picked) (all []picked, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, p := range versions {
		ok := true
		for _, number := range []int{p.first, p.second} {
			if number > 0 && ok {
				if ok, err = k.usefulWith(ctx, j, picked{unwritten: p.unwritten, first: number}); err != nil {
					return nil, err
				}
			}
		}
		if ok {
			all = append(all, p)
		}
	}
	return all, nil
}

// usefulWith reports whether a mistake can explain something: it always returns the same results, and
// solves something, also if functions are unwritten.
func (k *known) usefulWith(ctx context.Context, j *judge, p picked) (bool, error) {
	if useful, ok := k.useful[p]; ok {
		return useful, nil
	}
	m, args := k.list[p.first-1], []string{"useless", p.String()}
	for _, number := range m.trivial {
		args = append(args, picked{unwritten: p.unwritten, first: number}.String())
	}
	o, err := j.run(ctx, new(spent), j.comparing, j.tools.empty, j.testEnv(), k.program(), args...)
	if err != nil {
		return false, err
	}
	if o.cause == bySignal || o.cause == atWallLimit || o.exit == 126 || o.exit == 127 {
		return false, errors.New(m.file + ": the program " + string(o.cause) + ": " + o.output)
	}
	k.useful[p] = o.cause == byItself && o.exit == 0
	return k.useful[p], nil
}
