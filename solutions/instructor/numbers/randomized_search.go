package main

import (
	"fmt"
	"slices"
	"strings"
)

func randomizedSearch(d *drawing) {
	a, b, c, rate := one(d, 100, 120, 90, 80), one(d, 50, 60, 45, 40), one(d, 250, 200, 150, 300), one(d, 0.2, 0.1, 0.3, 0.4)
	last := one(d, 0.5, 0.25, 0.45)
	x, y, drop, end := relu(a), relu(b), dropout(rate), "dense(10, \"softmax\")"
	input := relu(784)
	layers := func(list ...string) string { return "layers{" + strings.Join(list, ", ") + "}" }
	d.text("test", `topology: []int{%v, %v}, rate: %v,
		want:        %v,
		onceAtEnd:   %v,
		between:     %v,
		afterOutput: %v,
		onInput:     %v,
		none:        %v,
		noOutput:    %v,
		inputLayer:  %v,
`, a, b, rate, layers(x, drop, y, drop, end), layers(x, y, drop, end), layers(x, drop, y, end), layers(x, drop, y, drop, end, drop),
		layers(drop, x, drop, y, end), layers(x, y, end), layers(x, drop, y, drop), layers(input, drop, x, drop, y, drop, end))
	x = relu(c)
	d.text("test", `topology: []int{%v}, rate: 0,
		want:       %v,
		onceAtEnd:  %v,
		noOutput:   %v,
		inputLayer: %v,
`, c, layers(x, end), layers(x, dropout(0), end), layers(x), layers(input, x, end))
	drop = dropout(last)
	d.text("test", `topology: []int{}, rate: %v,
		want:        %v,
		onceAtEnd:   %v,
		afterOutput: %v,
		noOutput:    layers{},
		inputLayer:  %v,
`, last, layers(end), layers(drop, end), layers(end, drop), layers(input, drop, end))

	rate, epochs, batchSize := one(d, 0.01, 0.02, 0.03, 0.05), one(d, 7, 3, 4, 6, 8), one(d, 32, 16, 24, 48)
	for _, algorithm := range []string{"sgd", "rmsprop", "adam"} {
		d.text("test", "{%[1]q, search.Optimizer{Name: %[1]q, LearningRate: %[2]v}},", algorithm, rate)
	}
	d.text("test", `{Name: "sgd", LearningRate: %v, Momentum: 0.9}},`, rate)
	d.text("test", `"lr", %v, "epochs", %v, "batchSize", %v)`, rate, epochs, batchSize)
	d.text("test", "tt.algorithm, %v, train, %v, %v)", rate, epochs, batchSize)
	d.text("test", "Name: tt.algorithm, LearningRate: %v}\n", rate)
	d.text("test", "Name: tt.algorithm, LearningRate: %v, Momentum: 0.9}\n", rate)
	d.text("test", "swapped\", slideSearch, []int{%v, %v}).\n				Mistake(\"the constants", batchSize, epochs)
	d.text("test", "					[]int{%v, %v})\n			call().Want(\"arguments of Fit\"", epochs, batchSize)
	examplesOfSearch(d)
}

func relu(units int) string       { return fmt.Sprintf("dense(%d, \"relu\")", units) }
func dropout(rate float64) string { return fmt.Sprintf("dropout(%v)", rate) }

func examplesOfSearch(d *drawing) {
	topology, rate := one(d, []int{16, 8}, []int{12, 6}, []int{20, 10}, []int{24, 5}), one(d, 0.25, 0.1, 0.2, 0.4)
	in, out := one(d, 10, 8, 12, 14), one(d, 3, 2, 4)
	d.text("example_test.go", "SetupModel([]int{%v}, %v, %v, %v)", topology, rate, in, out)
	d.text("example_test.go", `"topology", []int{%v}, "dropoutRate", %v, "inputSize", %v, "outputSize", %v)`, topology, rate, in, out)
	lr, epochs, batchSize := one(d, 0.05, 0.04, 0.06, 0.08), one(d, 20, 12, 15, 25), one(d, 16, 8, 32, 10)
	d.text("example_test.go", `"sgd_momentum", %v, part(4), %v, %v)`, lr, epochs, batchSize)
	d.text("randomized_search.go", "with lr = %v, %v epochs and batches of %v:", lr, epochs, batchSize)
	units := []int{20, 40, 10}
	if d.rng != nil {
		units = []int{d.rng.IntN(20) + 11, d.rng.IntN(20) + 31, d.rng.IntN(10) + 1}
	}
	d.text("example_test.go", "[][]int{{%v}, {%v}}", units[:1], units[1:])
	d.text("example_test.go", "Dropout:   []float64{0, %v},", one(d, 0.4, 0.1, 0.2, 0.3))
	rates := []float64{0.3, 0.03, 0.003}
	if d.rng != nil {
		by := one(d, 1.0, 1, 2)
		for i := range rates {
			rates[i] *= by
		}
	}
	accuracies := one(d, []float64{0.75, 0.875, 0.625}, []float64{0.625, 0.8125, 0.5}, []float64{0.6875, 0.9375, 0.75})
	d.text("example_test.go", "map[float64]float64{%v: %v, %v: %v, %v: %v}", rates[0], accuracies[0], rates[1], accuracies[1], rates[2], accuracies[2])
	d.text("example_test.go", "LR:        []float64{%v},", slices.Clone(rates))
}
