package main

// compareProgram is the part of a program that calls Probe with two versions of an exercise and
// compares the results.
const compareProgram = `package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
)

type result struct {
	line    int // of Probe
	text    string
	numbers []float64
}

type prober = func(rng *rand.Rand, values, memory func(f func() any))

// results returns what one version returns for one random input.
func results(probe prober, seed, stream uint64, all bool) (list []result) {
	do := func(f func() any) {
		_, _, line, _ := runtime.Caller(1)
		r := result{line: line}
		defer func() {
			if recover() != nil {
				r = result{line: line, text: "panic"}
			}
			list = append(list, r)
		}()
		r.add(reflect.ValueOf(f()))
	}
	memory := do
	if !all {
		memory = func(func() any) {}
	}
	probe(rand.New(rand.NewPCG(seed, stream)), do, memory)
	return list
}

// add adds a value. Fields that students add to a type are private and do not count.
func (r *result) add(v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		r.numbers = append(r.numbers, v.Float())
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			r.text += "nil "
			return
		}
		r.add(v.Elem())
	case reflect.Slice, reflect.Array:
		r.text += fmt.Sprint("[", v.Len(), "] ")
		for i := range v.Len() {
			r.add(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				r.add(v.Field(i))
			}
		}
	case reflect.Invalid:
		r.text += "nil "
	default:
		r.text += fmt.Sprint(v, " ")
	}
}

// compared is what one version has returned for one random input.
type compared struct {
	seed    uint64
	results []result
}

// difference returns the index of the first input for which a version returns something else than another
// one has returned, or -1.
func difference(with []compared, probe prober, stream uint64) int {
	for i, c := range with {
		if differ(c.results, results(probe, c.seed, stream, true), true) != "" {
			return i
		}
	}
	return -1
}

// differ describes the first difference. It returns "" if there is none. What comes after a panic
// depends on where in the function it was, and counts only if toEnd is true.
func differ(a, b []result, toEnd bool) string {
	if len(a) != len(b) {
		return fmt.Sprint(len(a), " results and ", len(b))
	}
	for i, x := range a {
		y := b[i]
		if x.text != y.text || len(x.numbers) != len(y.numbers) {
			return fmt.Sprintf("result %d is %.120s and %.120s", i, fmt.Sprint(x.text, x.numbers), fmt.Sprint(y.text, y.numbers))
		}
		if x.text == "panic" && !toEnd {
			return ""
		}
		for k, v := range x.numbers {
			w := y.numbers[k]
			if v != w && !(math.Abs(v-w) <= 1e-9*(1+math.Abs(v))) && !(math.IsNaN(v) && math.IsNaN(w)) {
				return fmt.Sprintf("number %d of result %d is %v and %v", k, i, v, w)
			}
		}
	}
	return ""
}
`
