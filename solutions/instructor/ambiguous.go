package main

import (
	_ "embed"
	"path/filepath"
	"slices"
	"strings"
)

//go:embed testdata/observer.go
var observer []byte

// addObserver adds a file to the package check that lets the tests print which names they have, and which
// of these their numbers cannot justify.
func (c *course) addObserver(overlay map[string][]byte) {
	overlay[filepath.Join(c.root, "exercises", "check", "observer.go")] = observer
}

// namesRun checks the names in the tests of one exercise. The worked answer ran twice, with different
// random numbers. Each name must be that of a known mistake. No two names may have the same results in all
// cases of a test. A name may have the results of a simple transformation of the right result only if
// it has them for random numbers, too, because then the mistake is this transformation.
func (r *report) namesRun(answer, other *variant, known []*mistake) {
	random, first := map[string]bool{}, map[string]string{}
	for i, v := range []*variant{answer, other} {
		for line := range strings.Lines(v.output) {
			test, name, values, ok := cut(line, "observed ")
			if !ok {
				continue
			}
			key := test + "\t" + name
			if i == 0 {
				first[key] = values
				if !slices.ContainsFunc(known, func(m *mistake) bool { return m.name == name }) {
					r.wrong(v.e, "%s has a name that no known mistake has: %s", test, name)
				}
			} else if first[key] != values {
				random[key] = true
			}
		}
	}
	for line := range strings.Lines(answer.output) {
		test, name, like, ok := cut(line, "ambiguous ")
		isMistake := slices.ContainsFunc(known, func(m *mistake) bool { return m.name == like })
		if ok && (isMistake || !random[test+"\t"+name]) {
			r.wrong(answer.e, "%s cannot tell %q from %q", test, name, like)
		}
	}
}

// cut splits a line that begins with the word into its test, its name and the rest.
func cut(line, word string) (test, name, rest string, ok bool) {
	line, ok = strings.CutPrefix(strings.TrimSuffix(line, "\n"), word)
	parts := strings.SplitN(line, "\t", 3)
	if !ok || len(parts) != 3 {
		return "", "", "", false
	}
	return parts[0], parts[1], parts[2], true
}
