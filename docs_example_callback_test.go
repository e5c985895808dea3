package nn

import (
	"fmt"
	"math/rand/v2"
)

// goodEnough stops a training when the loss is small.
type goodEnough float64

func (limit goodEnough) EndEpoch(net *NeuralNetwork, r EpochRecord) error {
	if r.Loss > float64(limit) {
		return nil
	}
	return fmt.Errorf("%w: a loss of %.4f is good enough", ErrStop, r.Loss)
}

// A callback of one's own needs one method.
func ExampleCallback() {
	rng := rand.New(rand.NewPCG(42, 0))
	net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.5, 0.9), rng)
	net.Add(NewDenseLayer(4), NewTanhActivation(), NewDenseLayer(1), NewSigmoidActivation())
	net.Epochs = 1000
	net.Callbacks = []Callback{goodEnough(0.01)}
	if err := net.Fit(XOR(), nil); err != nil {
		fmt.Println(err)
	}
	last := net.History[len(net.History)-1]
	fmt.Printf("%d epochs, loss %.4f\n", last.Epoch, last.Loss)
	// Output:
	// 393 epochs, loss 0.0100
}
