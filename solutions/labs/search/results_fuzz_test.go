package main

import (
	"encoding/json"
	"io"
	"path/filepath"
	"reflect"
	"testing"
)

// FuzzResults reads any results file. What it accepts can be written and read again, and checked
// against a search.
func FuzzResults(f *testing.F) {
	opt, err := parse([]string{"-draw", "100", "-iterations", "3", "-results", filepath.Join(f.TempDir(), "none")}, io.Discard)
	if err != nil {
		f.Fatal(err)
	}
	first := opt.params.draw(1, opt.rng(streamConfigs))[0]
	lines := ""
	settings := map[string]string{}
	for _, name := range decisive {
		settings[name] = opt.flags.Lookup(name).Value.String()
	}
	for _, v := range []any{
		origin{resultsFormat, settings, "0123"},
		Trial{Number: 1, Config: first, Failed: "NaN"},
		map[string]any{"trial": 1, "config": first, "epoch": 1, "history": []any{map[string]any{"Epoch": 1, "ValMetric": 0.5}}},
	} {
		line, err := json.Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		lines += string(line) + "\n"
		f.Add([]byte(lines))
	}
	f.Add([]byte(`{"format":"nn search 1","settings":null}` + "\n{}\n{"))
	f.Fuzz(func(t *testing.T, content []byte) {
		r, err := parseResults("file", content)
		if err != nil {
			return
		}
		opt, err := parse([]string{"-draw", "100"}, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		if opt.adopt(r) == nil && opt.check() == nil {
			r.check(opt, r.origin)
		}
		again := []byte{}
		for _, v := range append([]any{r.origin}, anyTrials(r.trials)...) {
			line, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			again = append(append(again, line...), '\n')
		}
		if second, err := parseResults("file", again); err != nil || len(second.trials) != len(r.trials) ||
			!reflect.DeepEqual(second.origin, r.origin) {
			t.Fatalf("written again: %v\n%s", err, again)
		}
	})
}

func anyTrials(trials []Trial) (all []any) {
	for _, t := range trials {
		all = append(all, t)
	}
	return all
}
