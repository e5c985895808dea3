package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// gymFile is added to the companion's package play. It sets the list of known mistakes.
const gymFile = "solutions/labs/companion/play/gym_list.go"

// mostOfFunction is the number of mistakes of a function that are compiled in at most, because each makes
// the program for the browser larger.
const mostOfFunction = 16

func gymCommand(*flag.FlagSet) action {
	return func(_ context.Context, c *course, w io.Writer, args []string) error {
		overlay, err := c.gymOverlay()
		if err != nil {
			return err
		}
		file, err := writeOverlay(args[0], overlay)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(w, file)
		return err
	}
}

// gymOverlay returns the files with which the companion is compiled, so that it can train with known
// mistakes: the package of each exercise acts as its answer or as one of the mistakes.
func (c *course) gymOverlay() (map[string][]byte, error) {
	overlay := map[string][]byte{}
	var imports, list strings.Builder
	for i, e := range c.exercises {
		answer, err := os.ReadFile(e.answer())
		if err != nil {
			return nil, err
		}
		mistakes, err := e.trainedMistakes(answer)
		if err != nil {
			return nil, err
		}
		if len(mistakes) == 0 {
			continue
		}
		var alternatives [][]byte
		count := map[string]int{} // of the alternatives of each function
		for _, m := range mistakes {
			if drawsFreely.Match(m.code) {
				continue // a class would not get the same evidence
			}
			key := strings.Join(m.functions, " ")
			if count[key]++; count[key] > mostOfFunction {
				continue
			}
			alternatives = append(alternatives, inAnswers(m.code))
			fmt.Fprintf(&list, "{&e%d.Acting, %d, %q, %#v},\n", i, len(alternatives), m.name, m.functions)
		}
		if overlay[e.answer()], err = schemata(answer, alternatives); err != nil {
			return nil, fmt.Errorf("%s: %w", e.name, err)
		}
		fmt.Fprintf(&imports, "e%d %s\n", i, strconv.Quote("nn/solutions/"+e.name))
	}
	overlay[filepath.Join(c.root, filepath.FromSlash(gymFile))] =
		fmt.Appendf(nil, "package play\n\nimport (\n%s)\n\nvar list = [...]flaw{\n%s}\n\nfunc init() { flaws = list[:] }\n", imports.String(), list.String())
	return overlay, nil
}

// inAnswers changes the imports of an exercise's file, which belongs to another module, to those of the
// answers.
func inAnswers(code []byte) []byte {
	return bytes.ReplaceAll(code, []byte(`"exercises/`), []byte(`"nn/solutions/`))
}

// drawsFreely matches code that has a new seed in each run.
var drawsFreely = regexp.MustCompile(`rand\.(Float64|Perm)\(|time\.Now`)

// trainedMistake is a known mistake in functions that a training calls.
type trainedMistake struct {
	*mistake
	functions []string
}

// trainedMistakes returns the exercise's mistakes in functions that a training calls.
func (e *exercise) trainedMistakes(answer []byte) (all []trainedMistake, err error) {
	right, err := readSourceFile(answer)
	if err != nil {
		return nil, err
	}
	mistakes, err := e.readMistakes(answer)
	if err != nil {
		return nil, err
	}
	for _, m := range mistakes {
		functions, err := m.functions(right)
		if err != nil {
			return nil, err
		}
		functions = slices.DeleteFunc(functions, func(f string) bool { return !takesPart(e.name[:2], f) })
		if len(functions) > 0 {
			all = append(all, trainedMistake{m, functions})
		}
	}
	return all, nil
}

// takesPart reports whether the training calls a function of an exercise. The programs of exercises
// 01, 11, 12, 14 and 15 work before or after it, or decide how long it is.
func takesPart(number, function string) bool {
	switch function {
	case "DenseLayer.Parameters", "Jacobian", "VectorizeSequences", "NeuralNetwork.Score":
		return false
	}
	return number >= "02" && number <= "10" || number == "13" || function == "SetupModel"
}
