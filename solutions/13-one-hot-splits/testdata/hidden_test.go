package data_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	data "exercises/13-one-hot-splits"
	"exercises/check"
	"exercises/given"
)

// Many classes and long texts.
//
//exercise:points 1
func TestHiddenOneHot(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	for _, n := range []int{1, 2, 10, 300} {
		classes, texts := make([]int, 50), make([][]int, 50)
		want, words := given.NewMatrix(50, n), given.NewMatrix(50, n)
		for i := range classes {
			classes[i] = rng.IntN(n)
			want.Set(i, classes[i], 1)
			for range rng.IntN(20) {
				texts[i] = append(texts[i], rng.IntN(n))
				words.Set(i, texts[i][len(texts[i])-1], 1)
			}
		}
		check.Call(t, "OneHot(classes, nClasses)", "classes", classes, "nClasses", n).
			Want("", data.OneHot(classes, n), want)
		check.Call(t, "VectorizeSequences(sequences, dimension)", "sequences", texts, "dimension", n).
			Want("", data.VectorizeSequences(texts, n), words)
	}
}

// Other numbers of examples and fractions.
//
//exercise:points 1
func TestHiddenSplits(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		n                int
		validation, test float64
	}{{3, 0.3, 0.3}, {50, 0.58, 0.02}, {1000, 0.1, 0.15}, {57, 0.2, 0.2}} {
		t.Run(fmt.Sprint(tt), func(t *testing.T) {
			defer check.Recover(t)
			a, b, c := data.TrainValidationTest(examples(tt.n), tt.validation, tt.test, check.Rand(t))
			var all []int
			together := true
			for _, part := range []data.Dataset{a, b, c} {
				order, ok := rows(part)
				all, together = append(all, order...), together && ok
			}
			slices.Sort(all)
			n := float64(tt.n)
			sizes := []float64{n, math.Round(tt.validation * n), math.Round(tt.test * n)}
			sizes[0] -= sizes[1] + sizes[2]
			check.Call(t, "TrainValidationTest(d, validation, test, rng)", "examples", tt.n,
				"validation", tt.validation, "test", tt.test).
				True("each example in one part, with its own target; got shows all of them, sorted", all,
					together && len(slices.Compact(all)) == tt.n)
			check.Call(t, "TrainValidationTest(d, validation, test, rng)", "examples", tt.n,
				"validation", tt.validation, "test", tt.test).
				Want("sizes", []float64{float64(a.X.Rows), float64(b.X.Rows), float64(c.X.Rows)}, sizes)
		})
	}
}

// Random features: mean 0 and std 1 of the training part, and the same linear function for all
// parts.
//
//exercise:points 1
func TestHiddenStandardize(t *testing.T) {
	defer check.Recover(t)
	for _, n := range []int{2, 3, 40} {
		t.Run(fmt.Sprint(n, " examples"), func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			train := check.Random(rng, n, 4).ScaledBy(1000).Apply(func(x float64) float64 { return x + 500 })
			for i := range n {
				train.Set(i, 2, 8)
			}
			a, b, c := data.Standardize(train, train.ScaledBy(2), given.MatrixOf(train.Row(1)))
			call := func() *check.Case {
				return check.Call(t, "Standardize(train, validation, test)", "train", train,
					"validation", "2·train", "test", "row 1 of train")
			}
			call().Want("the mean of the training part", a.SumAxis0().
				ScaledBy(1/float64(n)), given.NewMatrix(1, 4))
			call().Want("the mean square of the training part", a.Multiply(a).SumAxis0().ScaledBy(1/float64(n)),
				given.MatrixOf([]float64{1, 1, 0, 1}))
			call().Want("the test part", c, given.MatrixOf(a.Row(1)))
			// z(2x) - z(x) = x/std = z(x) - z(0), which has the same std
			d := b.Subtract(a)
			d = d.AddToRows(d.SumAxis0().ScaledBy(-1 / float64(n)))
			d = d.Multiply(d).SumAxis0().ScaledBy(1 / float64(n))
			call().Want("the mean square of validation minus train", d, given.MatrixOf([]float64{1, 1, 0, 1}))
		})
	}
}
