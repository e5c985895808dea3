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

// stateFile returns the name of the file for the result of a submitted file. The name contains a
// digest of everything that affects the result, for example the file, the tests and the seed.
func (g *grader) stateFile(tc *testCase, code []byte) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%+v\n%d\n", tc.digest, g.seed, g.running, len(code))
	h.Write(code)
	return filepath.Join(g.state, tc.name, fmt.Sprintf("%x.json", h.Sum(nil)[:16]))
}

// settled returns the stored result of an earlier run, or nil if there is no complete one.
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

// drawSeed writes a new seed, unless another run has written one at the same time. A link never replaces a
// file, and the file is complete when it appears.
func drawSeed(name string) error {
	own := name + "-" + rand.Text() + ".tmp"
	if err := writeFile(own, []byte(rand.Text()+"\n")); err != nil {
		return err
	}
	defer os.Remove(own)
	err := os.Link(own, name)
	if err != nil && !exists(name) { // the file system has no links
		err = os.Rename(own, name)
	}
	if exists(name) {
		return nil
	}
	return err
}

// classSeed returns the seed for the random tests of a class. It is drawn once and stored with the
// results. The seed is secret, so students cannot use results that they recorded under another
// seed.
func classSeed(state string) (string, error) {
	name := filepath.Join(state, "seed")
	data, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		if err := drawSeed(name); err != nil {
			return "", err
		}
		data, err = os.ReadFile(name)
	}
	seed := strings.TrimSpace(string(data))
	if err == nil && seed == "" {
		err = fmt.Errorf("%s is empty: remove it and run the command again, which grades everything again",
			name)
	}
	return seed, err
}
