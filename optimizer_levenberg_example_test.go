// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// One wave of a sine from 50 points: Levenberg-Marquardt in less than 100 steps, where SGD needs
// thousands of epochs.
func ExampleNeuralNetwork_FitLevenbergMarquardt() {
	wave := &Dataset{X: NewMatrix(50, 1), Y: NewMatrix(50, 1)}
	for i := range 50 {
		x := 2 * math.Pi * float64(i) / 49
		wave.X.Set(i, 0, x)
		wave.Y.Set(i, 0, math.Sin(x))
	}
	network := func() *NeuralNetwork {
		rng := rand.New(rand.NewPCG(1, 0))
		net := NewNeuralNetwork(1, new(MeanSquaredError), NewSGD(0.1, 0.9), rng)
		net.Add(NewDenseLayer(8), NewTanhActivation(), NewDenseLayer(1))
		net.Metric, net.BatchSize = nil, 10
		return net
	}
	// steps returns after how many epochs the loss was below 1e-5.
	steps := func(h History) int {
		for _, r := range h {
			if r.Loss < 1e-5 {
				return r.Epoch
			}
		}
		return math.MaxInt
	}

	lm := network()
	lm.Epochs = 99
	if err := lm.FitLevenbergMarquardt(wave, nil); err != nil {
		fmt.Println(err)
	}
	fmt.Println("Levenberg-Marquardt needs less than 100 steps:", steps(lm.History) < 100)
	sgd := network()
	sgd.Epochs = 1000
	if err := sgd.Fit(wave, nil); err != nil {
		fmt.Println(err)
	}
	fmt.Println("SGD needs more than 1000 epochs:", steps(sgd.History) > 1000)
	X := MatrixOf([]float64{1}, []float64{2}, []float64{3}, []float64{4})
	for i, y := range lm.Predict(X).Data {
		fmt.Printf("sin %.0f = %.2f, the network says %.2f\n", X.At(i, 0), math.Sin(X.At(i, 0)), y)
	}
	// Output:
	// Levenberg-Marquardt needs less than 100 steps: true
	// SGD needs more than 1000 epochs: true
	// sin 1 = 0.84, the network says 0.84
	// sin 2 = 0.91, the network says 0.91
	// sin 3 = 0.14, the network says 0.14
	// sin 4 = -0.76, the network says -0.76
}
