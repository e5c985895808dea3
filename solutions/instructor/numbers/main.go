// Command numbers replaces the numbers of the worked tables of exercises in the working directory, which
// is a copy of the repository. The command variant of the instructor's tool calls it in such a copy:
//
//	go run ./solutions/instructor/numbers seed 03-dense-backward 0 07-sgd-momentum 2
//
// The number after an exercise is the attempt: other attempts draw other numbers.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
)

// exercises contains the function of each exercise that has other numbers in variants.
var exercises = map[string]func(d *drawing){
	"01-chain-rule":             chainRule,
	"02-dense-forward":          denseForward,
	"03-dense-backward":         denseBackward,
	"04-activations":            activationsByHand,
	"05-softmax":                softmaxByHand,
	"06-losses":                 lossesByHand,
	"07-sgd-momentum":           sgdMomentum,
	"08-rmsprop-adam":           rmspropAdam,
	"09-mini-batches-fit":       miniBatchesFit,
	"10-regularization-dropout": regularizationByHand,
	"11-early-stopping":         earlyStopping,
	"12-metrics":                metricsByHand,
	"13-one-hot-splits":         oneHotSplits,
	"14-randomized-search":      randomizedSearch,
	"15-gradient-check":         gradientCheck,
}

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run changes the named exercises. It prints the names of those that keep their numbers.
func run(seed string, args []string) error {
	for i := 0; i+1 < len(args); i += 2 {
		name := args[i]
		if exercises[name] == nil {
			fmt.Println(name)
			continue
		}
		changes, err := draw(name, seed+" "+name+" "+args[i+1])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		sources := map[string][]byte{}
		for _, c := range changes {
			if sources[c.file], err = os.ReadFile(filepath.FromSlash(c.file)); err != nil {
				return err
			}
		}
		for file, source := range sources {
			if source, err = replace(file, source, changes); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.FromSlash(file), source, 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// change is one text of a file and the text that replaces it.
type change struct{ file, old, new string }

// replace makes the changes of one file. Every old text must occur exactly once in source, and the old
// texts must not overlap.
func replace(file string, source []byte, changes []change) ([]byte, error) {
	var pairs []string
	var wrong []error
	for _, c := range changes {
		if c.file != file {
			continue
		}
		if n := bytes.Count(source, []byte(c.old)); n != 1 {
			wrong = append(wrong, fmt.Errorf("%s: the text occurs %d times, want once:\n%s", file, n, c.old))
		}
		pairs = append(pairs, c.old, "\x00"+c.new)
	}
	if len(wrong) > 0 {
		return nil, errors.Join(wrong...)
	}
	text := strings.NewReplacer(pairs...).Replace(string(source))
	if n, all := strings.Count(text, "\x00"), len(pairs)/2; n != all {
		for i := 0; i < len(pairs); i += 2 {
			if !strings.Contains(text, pairs[i+1]) {
				wrong = append(wrong, fmt.Errorf("%s: the text overlaps another:\n%s", file, pairs[i]))
			}
		}
		return nil, fmt.Errorf("%d of %d texts overlap others: %w", all-n, all, errors.Join(wrong...))
	}
	text = strings.ReplaceAll(text, "\x00", "")
	if filepath.Ext(file) != ".go" {
		return []byte(text), nil
	}
	return format.Source([]byte(text))
}
