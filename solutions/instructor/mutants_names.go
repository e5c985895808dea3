package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// inPlace is check.InPlace.
const inPlace = "the function changes values that it should only read"

// falseName returns what is wrong with the names that the failures of a mutant show.
func (m *mutation) falseName(i int, text string) string {
	for _, shown := range m.runs[i].names {
		test, name, _ := strings.Cut(shown, ": ")
		if name == inPlace {
			continue // the test has seen that an argument is changed
		}
		how := "no mistake's file has this name"
		for k, mistake := range m.mistakes {
			if mistake.name == name {
				if how = m.otherwise(i+1, len(m.mutants)+k+1, test); how == "" {
					break
				}
			}
		}
		if how != "" {
			return fmt.Sprintf("is named %q, wrongly: %s\n  %s", shown, text, how)
		}
	}
	return ""
}

// otherwise returns how a mutant behaves differently from a known mistake, or nothing. Where a mutant
// differs from the answer, it must behave like the mistake for random input. If it does so in some calls of
// Probe but not in all, the mistake is still what the test has seen if the test says the same of both,
// with several random inputs.
func (m *mutation) otherwise(mutant, mistake int, test string) string {
	how := strings.TrimSpace(m.command("explain", strconv.Itoa(mutant), strconv.Itoa(mistake)))
	if how == "alike" {
		return ""
	}
	if !strings.HasPrefix(how, "partly") {
		return how
	}
	for _, seed := range []string{"", "a", "b", "c"} {
		if m.said(seed, mutant, test) != m.said(seed, mistake, test) {
			return how
		}
	}
	return ""
}

// placeOrDuration matches the line of a panic and the duration of a test.
var placeOrDuration = regexp.MustCompile(`panic at [^ ]*: |\(\d+\.\d+s\)`)

// said is what a test prints with an alternative.
func (m *mutation) said(seed string, alternative int, test string) string {
	run := readRuns(m.seeded(seed, "tests", strconv.Itoa(alternative)))[test]
	return placeOrDuration.ReplaceAllString(run.output, "")
}
