// Package probe calls the functions of exercise 14 with random input.
package probe

import (
	"fmt"
	"math"
	"math/rand/v2"

	search "exercises/14-randomized-search"
	"exercises/given"
)

// backend pretends to train. The accuracy depends on the model, its trainings and the examples.
type backend struct {
	calls  []string
	fits   map[*search.Model]string
	digits float64 // of the accuracies: with few of them, several models are equal
}

func (b *backend) Fit(m *search.Model, o search.Optimizer, X, Y *given.Matrix, epochs, batchSize int) {
	text := fmt.Sprint(*m, o, epochs, batchSize, X, Y)
	b.calls = append(b.calls, text)
	b.fits[m] += text
}

func (b *backend) Evaluate(m *search.Model, X, Y *given.Matrix) float64 {
	text := fmt.Sprint(b.fits[m], X, Y)
	b.calls = append(b.calls, "evaluate "+text)
	sum := uint32(1)
	for _, c := range text {
		sum = sum*31 + uint32(c)
	}
	return math.Floor(b.digits*float64(sum%1009)/1009) / b.digits
}

// Probe hands the results to values, and what depends on shared memory to memory.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	text := func(v ...any) any { return fmt.Sprint(v...) }
	topology := make([]int, rng.IntN(4))
	for i := range topology {
		topology[i] = 1 + rng.IntN(9)
	}
	rate := 0.5 * float64(rng.IntN(2))
	values(func() any { return text(*search.SetupModel(topology, rate, 1+rng.IntN(5), 6+rng.IntN(5))) })
	one := func(rows, cols int) *given.Matrix {
		m := given.NewMatrix(rows, cols)
		m.Data[0] = rng.Float64()
		return m
	}
	part := func() search.Dataset { return search.Dataset{X: one(1, 2), Y: one(1, 3)} }
	train, validation, test := part(), part(), part()
	newBackend := func() *backend {
		return &backend{fits: map[*search.Model]string{}, digits: []float64{3, 1009}[rng.IntN(2)]}
	}
	algorithms := []string{"sgd", "rmsprop", "adam", "sgd_momentum"}
	wrong := append(algorithms[:4:4], "", "SGD", "momentum")
	b := newBackend()
	values(func() any {
		err := search.TrainDNN(b, &search.Model{InputSize: 3}, wrong[rng.IntN(7)], rng.Float64(), train, rng.IntN(9), 9+rng.IntN(9))
		return text(err != nil, b.calls)
	})
	params := search.OptParams{Topology: [][]int{{1}, {2, 3}, {4}}[:1+rng.IntN(3)], Algorithm: algorithms[:1+rng.IntN(4)],
		LR: []float64{0.1, 0.2, 0.3}[:1+rng.IntN(3)], Dropout: []float64{0, 0.5}[:1+rng.IntN(2)]}
	if rng.IntN(10) == 0 {
		params.Algorithm = wrong[3:]
	}
	lists := text(params)
	seed := rng.Uint64()
	draw := rand.New(rand.NewPCG(seed, 1))
	for range 3 {
		values(func() any { return text(search.RandomConfig(params, draw)) })
	}
	iterations := 1 + rng.IntN(5)
	b = newBackend()
	var told []string
	verbose := func(c search.Config, a float64) { told = append(told, fmt.Sprint(c, a)) }
	if rng.IntN(3) == 0 {
		verbose = nil
	}
	values(func() any {
		best, accuracy, err := search.DNNOptimization(b, params, train, validation, iterations, draw, verbose)
		if err != nil {
			return text("error", b.calls, told)
		}
		return text(best, accuracy, b.calls, told)
	})
	b = newBackend()
	values(func() any {
		best, accuracy, err := search.OptimizeAndTest(b, params, train, validation, test, iterations, draw)
		if err != nil {
			return text("error", b.calls)
		}
		return text(best, accuracy, b.calls)
	})
	memory(func() any { return text(params) == lists })
}
