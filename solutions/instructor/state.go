package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// stateFile is where the result of a submitted file is kept: under a name made from everything that
// the result depends on, so that it is never taken for that of another file, test or seed.
func (g *grader) stateFile(tc *testCase, code []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%+v\n%d\n", tc.digest, g.seed, g.running, len(code))
	h.Write(code)
	return filepath.Join(g.state, tc.name, fmt.Sprintf("%x.json", h.Sum(nil)[:16]))
}

// settled returns the result of an earlier run, if there is one and it is whole.
func (g *grader) settled(tc *testCase, code []byte) *exerciseResult {
	data, err := os.ReadFile(g.stateFile(tc, code))
	r := new(exerciseResult)
	if err != nil || json.Unmarshal(data, r) != nil {
		return nil
	}
	return r
}

func (g *grader) settle(tc *testCase, code []byte, r *exerciseResult) error {
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return writeFile(g.stateFile(tc, code), append(data, '\n'))
}

// classSeed returns the seed of the random tests of a class. It is drawn once and kept with the
// results. Nobody else knows it, so that results which were recorded under another one, such as the
// students', are of no use.
func classSeed(state string) (string, error) {
	name := filepath.Join(state, "seed")
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		if err := writeFile(name, []byte(rand.Text()+"\n")); err != nil {
			return "", err
		}
		data, err = os.ReadFile(name)
	}
	seed := strings.TrimSpace(string(data))
	if err == nil && seed == "" {
		err = fmt.Errorf("%s is empty: remove it, and everything is graded again", name)
	}
	return seed, err
}
