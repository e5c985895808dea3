package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"nn/solutions/given"
)

// drawing is one run of an exercise's function: with the public numbers if rng is nil, otherwise with
// drawn ones. The texts of the first run are those of the public files, so a table that the answer does
// not produce is found.
type drawing struct {
	rng   *rand.Rand
	name  string
	texts []change // with only one of the texts
}

// draw returns the changes that give the exercise other numbers. The seed determines them.
func draw(name, seed string) ([]change, error) {
	public := &drawing{name: name}
	exercises[name](public)
	h := fnv.New64a()
	h.Write([]byte(seed))
	rng := rand.New(rand.NewPCG(h.Sum64(), 0))
	for range 10_000 {
		drawn := &drawing{name: name, rng: rng}
		if !drawn.accepted() {
			continue
		}
		if len(drawn.texts) != len(public.texts) {
			return nil, fmt.Errorf("%d texts with public numbers, %d with drawn ones", len(public.texts), len(drawn.texts))
		}
		for i, t := range public.texts {
			drawn.texts[i].old = t.new
		}
		return drawn.texts, nil
	}
	return nil, errors.New("none of 10,000 draws meets the requirements")
}

// refused is the panic of a drawing whose numbers do not meet a requirement.
type refused struct{}

func (d *drawing) accepted() (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			if _, unsuitable := v.(refused); !unsuitable {
				panic(v)
			}
		}
	}()
	exercises[d.name](d)
	return true
}

// require refuses drawn numbers that are unsuitable for a table.
func (d *drawing) require(suitable bool) {
	if d.rng != nil && !suitable {
		panic(refused{})
	}
}

// distinct requires that the numbers of each group are different and not 0.
func (d *drawing) distinct(groups ...[]float64) {
	for _, group := range groups {
		for i, x := range group {
			d.require(math.Abs(x) > 1e-9)
			for _, y := range group[:i] {
				d.require(math.Abs(x-y) > 1e-9)
			}
		}
	}
}

// text adds a text of a file of the exercise. The folder is exercises/NN-name if the file is "test", and
// otherwise solutions/NN-name. The arguments are formatted with %v; see show.
func (d *drawing) text(file, format string, args ...any) {
	shown := make([]any, len(args))
	for i, a := range args {
		shown[i] = show(a)
	}
	if file == "test" {
		file = "exercises/" + d.name + "/" + strings.ReplaceAll(d.name[3:], "-", "_") + "_test.go"
	} else {
		file = "solutions/" + d.name + "/" + file
	}
	d.texts = append(d.texts, change{file: file, new: fmt.Sprintf(format, shown...)})
}

// show formats numbers as Go code: a matrix as the arguments of given.MatrixOf, and slices as elements.
func show(a any) any {
	switch a := a.(type) {
	case float64:
		return strconv.FormatFloat(math.Round(a*1e10)/1e10+0, 'f', -1, 64) // + 0 turns -0 into 0
	case []float64:
		return joined(a)
	case []int:
		return joined(a)
	case []string:
		return strings.Join(a, ", ")
	case *given.Matrix:
		rows := make([]string, a.Rows)
		for i := range rows {
			rows[i] = "[]float64{" + joined(a.Row(i)) + "}"
		}
		return strings.Join(rows, ", ")
	}
	return a
}

func joined[T any](list []T) string {
	shown := make([]string, len(list))
	for i, x := range list {
		shown[i] = fmt.Sprint(show(x))
	}
	return strings.Join(shown, ", ")
}

// one returns public or, in a variant, one of the choices.
func one[T any](d *drawing, public T, choices ...T) T {
	if d.rng == nil {
		return public
	}
	return choices[d.rng.IntN(len(choices))]
}

// numbers returns the public numbers or others: whole numbers from -5 to 5, or halves if the public ones
// are not whole. They are different and not 0.
func (d *drawing) numbers(public ...float64) []float64 {
	if d.rng == nil {
		return public
	}
	step := 1.0
	for _, x := range public {
		if x != math.Trunc(x) {
			step = 0.5
		}
	}
	drawn := make([]float64, 0, len(public))
	for len(drawn) < len(public) {
		x := step * float64(1+d.rng.IntN(5)) * one(d, 1.0, 1, -1)
		if !slices.Contains(drawn, x) || len(drawn) >= 8 {
			drawn = append(drawn, x)
		}
	}
	return drawn
}

// matrix returns the public matrix, for example "1 2; 3 4", or one with other numbers.
func (d *drawing) matrix(public string) *given.Matrix {
	rows := strings.Split(public, ";")
	var all []float64
	for _, row := range rows {
		for _, word := range strings.Fields(row) {
			x, err := strconv.ParseFloat(word, 64)
			if err != nil {
				panic(err)
			}
			all = append(all, x)
		}
	}
	return &given.Matrix{Rows: len(rows), Cols: len(all) / len(rows), Data: d.numbers(all...)}
}
