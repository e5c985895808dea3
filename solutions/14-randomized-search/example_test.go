package search

import (
	"fmt"
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleSetupModel() {
	model := SetupModel([]int{16, 8}, 0.25, 10, 3)
	agree.Show("topology", []int{16, 8}, "dropoutRate", 0.25, "inputSize", 10, "outputSize", 3)
	agree.Show("InputSize", model.InputSize)
	for i, l := range model.Layers {
		agree.Show(fmt.Sprintf("Layers[%d]", i), l)
	}
	// Output:
	// topology = [16 8]    dropoutRate = 0.25    inputSize = 10    outputSize = 3
	// InputSize = 10
	// Layers[0] = Dense(16, relu)
	// Layers[1] = Dropout(0.25)
	// Layers[2] = Dense(8, relu)
	// Layers[3] = Dropout(0.25)
	// Layers[4] = Dense(3, softmax)
}

// pretended is a backend that gives a model an accuracy that depends on its learning rate.
type pretended map[*Model]Optimizer

func (p pretended) Fit(model *Model, o Optimizer, X, Y *given.Matrix, epochs, batchSize int) {
	p[model] = o
}

// Evaluate returns less for a part with other than four examples.
func (p pretended) Evaluate(model *Model, X, Y *given.Matrix) float64 {
	accuracy := map[float64]float64{0.3: 0.75, 0.03: 0.875, 0.003: 0.625}[p[model].LearningRate]
	if X.Rows != 4 {
		accuracy -= 0.0625
	}
	return accuracy
}

// printed is a backend that prints what it is called with.
type printed struct{}

func (printed) Fit(model *Model, o Optimizer, X, Y *given.Matrix, epochs, batchSize int) {
	agree.Show("optimizer", fmt.Sprintf("%+v", o), "epochs", epochs, "batchSize", batchSize)
}

func (printed) Evaluate(model *Model, X, Y *given.Matrix) float64 { return 0 }

func part(n int) Dataset { return Dataset{given.NewMatrix(n, 2), given.NewMatrix(n, 2)} }

func ExampleTrainDNN() {
	model := SetupModel([]int{8}, 0, 2, 2)
	if err := TrainDNN(printed{}, model, "sgd_momentum", 0.05, part(4), 20, 16); err != nil {
		fmt.Println(err)
	}
	// Output:
	// optimizer = {Name:sgd LearningRate:0.05 Momentum:0.9}    epochs = 20    batchSize = 16
}

func options() OptParams {
	return OptParams{
		Topology:  [][]int{{20}, {40, 10}},
		Algorithm: []string{"sgd", "adam"},
		LR:        []float64{0.3, 0.03, 0.003},
		Dropout:   []float64{0, 0.4},
	}
}

func ExampleRandomConfig() {
	params := options()
	agree.Show("Topology", params.Topology, "Algorithm", params.Algorithm)
	agree.Show("LR", params.LR, "Dropout", params.Dropout)
	agree.Show("config", fmt.Sprintf("%+v", RandomConfig(params, rand.New(rand.NewPCG(14, 516)))))
	// Output:
	// Topology = [[20] [40 10]]    Algorithm = [sgd adam]
	// LR = [0.3 0.03 0.003]    Dropout = [0 0.4]
	// config = {Topology:[20] Algorithm:adam LR:0.003 Dropout:0}
}

func ExampleDNNOptimization() {
	best, accuracy, _ := DNNOptimization(pretended{}, options(), part(6), part(4), 3,
		rand.New(rand.NewPCG(14, 516)), func(c Config, accuracy float64) {
			agree.Show("config", fmt.Sprintf("%+v", c), "accuracy", accuracy)
		})
	agree.Show("best", fmt.Sprintf("%+v", best), "accuracy", accuracy)
	// Output:
	// config = {Topology:[20] Algorithm:adam LR:0.003 Dropout:0}    accuracy = 0.625
	// config = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy = 0.875
	// config = {Topology:[20] Algorithm:adam LR:0.3 Dropout:0}    accuracy = 0.75
	// best = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy = 0.875
}

func ExampleOptimizeAndTest() {
	best, accuracy, _ := OptimizeAndTest(pretended{}, options(), part(6), part(4), part(5), 3,
		rand.New(rand.NewPCG(14, 516)))
	agree.Show("best", fmt.Sprintf("%+v", best), "accuracy on test", accuracy)
	// Output:
	// best = {Topology:[40 10] Algorithm:sgd LR:0.03 Dropout:0.4}    accuracy on test = 0.8125
}
