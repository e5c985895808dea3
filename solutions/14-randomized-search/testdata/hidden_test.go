package search_test

import (
	"fmt"
	"testing"

	search "exercises/14-randomized-search"
	"exercises/check"
)

// Long searches, lists of one option, and one iteration.
//
//exercise:points 1
func TestHiddenSearch(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	bestOf(t, 40, rng)
	allTheSame(t, 9, 0.5)
	allTheSame(t, 9, 0)
	allTheSame(t, 1, 0)

	one := search.OptParams{Topology: [][]int{{5}}, Algorithm: []string{"sgd"}, LR: []float64{0.5},
		Dropout: []float64{0.1}}
	train, validation, _ := three()
	b := &backend{accuracy: luck}
	best, accuracy, err := search.DNNOptimization(b, one, train, validation, 1, rng, nil)
	want := search.Config{Topology: []int{5}, Algorithm: "sgd", LR: 0.5, Dropout: 0.1}
	check.Call(t, "DNNOptimization(backend, params, train, validation, 1, rng, nil)", "params", one).
		Want("best, its accuracy and the error", fmt.Sprint(result(best, accuracy), err),
			fmt.Sprint(result(want, luck("validation", want)), nil))
}

// Several final models, and models of other sizes.
//
//exercise:points 1
func TestHiddenFinalModel(t *testing.T) {
	defer check.Recover(t)
	train, validation, test := three()
	rng := check.Rand(t)
	for range 5 {
		b := &backend{accuracy: luck}
		best, accuracy, _ := search.OptimizeAndTest(b, params(), train, validation, test, 6, rng)
		want, onTest := search.Config{}, 0
		for _, f := range b.fits {
			if want.Algorithm == "" || luck("validation", f.config) > luck("validation", want) {
				want = f.config
			}
		}
		for _, e := range b.evaluated {
			if e.part == "test" {
				onTest++
			}
		}
		check.Call(t, "OptimizeAndTest(backend, params, train, validation, test, 6, rng)").
			Want("best and its accuracy on test", result(best, accuracy), result(want, luck("test", want)))
		check.Call(t, "OptimizeAndTest(backend, params, train, validation, test, 6, rng)").
			Want("evaluations on test", onTest, 1)
	}
	model := search.SetupModel([]int{3, 2, 1}, 0.9, 4, 2)
	check.Call(t, "SetupModel([3 2 1], 0.9, 4, 2)").Want("Layers", fmt.Sprint(model.Layers),
		"[Dense(3, relu) Dropout(0.9) Dense(2, relu) Dropout(0.9) Dense(1, relu) Dropout(0.9) "+
			"Dense(2, softmax)]")
}
