package nn

import (
	"fmt"
	"math/rand/v2"
)

// A first network: exclusive or, which no single layer can learn.
func Example_xor() {
	rng := rand.New(rand.NewPCG(42, 0))
	net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.5, 0.9), rng)
	net.Add(NewDenseLayer(4), NewTanhActivation())
	net.Add(NewDenseLayer(1), NewSigmoidActivation())
	net.Epochs, net.Metric = 1000, Accuracy
	xor := XOR()
	if err := net.Fit(xor, nil); err != nil {
		panic(err)
	}
	fmt.Println(net.Predict(xor.X))
	fmt.Println("accuracy", net.Score(xor))
	// Output:
	// [   0.0274 ]
	// [   0.9556 ]
	// [   0.9576 ]
	// [   0.0490 ]
	// accuracy 1
}
