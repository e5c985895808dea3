package main

import "fmt"

// probes is the number of random inputs on which a submission must agree with a mistake.
const probes = 300

// knownProgram returns the program of the known mistakes. With "useless", the version of a mistake and
// trivial versions, it fails if the mistake returns the same as one of them, or twice different results.
// With the name of a test and a version, it runs the test.
func knownProgram(path string, list []gradedTest) []byte {
	return fmt.Appendf(nil, `package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	known %[1]q
	"%[1]s/probe"
	student "%[1]s_test"
)

var tests = map[string]func(*testing.T){
%[2]s}

func main() {
	if os.Args[1] == "useless" {
		if useless() {
			os.Exit(3)
		}
		return
	}
	name := os.Args[1]
	known.Acting = version(os.Args[2])
	os.Args = append(os.Args[:1], "-test.v")
	testing.Main(func(pattern, name string) (bool, error) { return true, nil },
		[]testing.InternalTest{{Name: name, F: quiet(tests[name])}}, nil, nil)
}

// useless compares a mistake with itself and with all trivial versions.
func useless() bool {
	known.Acting = version(os.Args[2])
	var mistake []compared
	for k := range uint64(%[3]d) {
		mistake = append(mistake, compared{k, results(probe.Probe, k, 1, true)})
	}
	same := func(trivial string) bool {
		known.Acting = version(trivial)
		return difference(mistake, probe.Probe, 1) < 0
	}
	return !same(os.Args[2]) || slices.ContainsFunc(os.Args[3:], same)
}
`+versionSource+quietSource, path, testTable(list), probes)
}

// versionSource reads the alternatives of a version.
const versionSource = `
func version(arg string) (acting []int) {
	for _, word := range strings.Split(arg, ",") {
		k, _ := strconv.Atoi(word)
		acting = append(acting, k)
	}
	return acting
}
`

// quietSource runs a test without what the tested code prints. The testing package writes to the
// standard output that it has found before.
const quietSource = `
func quiet(test func(*testing.T)) func(*testing.T) {
	return func(t *testing.T) {
		null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		os.Stdout = null
		test(t)
	}
}
`

// agreeProgram returns the program that compares a submission with known mistakes. Its first
// argument is a file, to which it writes a fingerprint of the submission's results on all random
// inputs, and the versions that agree with them. The submission acts first and cannot see the results
// of the others.
func agreeProgram(own, path string) []byte {
	return fmt.Appendf(nil, `package main

import (
	"fmt"
	"hash/fnv"
	"math"
	"os"
	"strconv"
	"strings"

	own "%[1]s/probe"
	known %[2]q
	"%[2]s/probe"
)

func main() {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		os.Exit(3)
	}
	file, versions := os.Args[1], os.Args[2:]
	os.Stdout = null
	h := fnv.New64a()
	h.Write([]byte(os.Getenv("EXERCISES_SEED")))
	stream := h.Sum64()
	var submitted []compared
	print := fnv.New128a()
	for k := range uint64(%[3]d) {
		list := results(own.Probe, k, stream, true)
		submitted = append(submitted, compared{k, list})
		for _, r := range list {
			fmt.Fprintf(print, "%%s\n", r.text)
			for _, x := range r.numbers {
				if math.Abs(x) < 1e-9 { // also -0
					x = 0
				}
				fmt.Fprintf(print, "%%.5g ", x)
			}
		}
	}
	all := []string{fmt.Sprintf("%%x", print.Sum(nil))}
	for _, v := range versions {
		if len(all) > %[4]d {
			break
		}
		known.Acting = version(v)
		i := difference(submitted, probe.Probe, stream)
		if i < 0 {
			all = append(all, v)
		} else if known.Acting[len(known.Acting)-1] > 0 {
			// A thousand pairs differ. An input that shows it is the first for the next pair, because most of
			// the others show nothing. A single mistake meets the inputs in the order in which the submission
			// has met them, because it can keep something from one to the next.
			c := submitted[i]
			copy(submitted[1:], submitted[:i])
			submitted[0] = c
		}
	}
	if err := os.WriteFile(file, []byte(strings.Join(all, "\n")), 0o644); err != nil {
		os.Exit(3)
	}
}
`+versionSource, own, path, probes, mostAgreeing)
}

// mostAgreeing is the number of versions with which a submission can agree on random inputs before
// the outputs of its tests decide.
const mostAgreeing = 8
