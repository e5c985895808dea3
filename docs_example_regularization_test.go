package nn

import (
	"fmt"
	"math/rand/v2"
)

// One weight learns y = 2x from x = 1 and x = -1. E = (2 - w)² + the price of w is least where
//
//	none     -2·(2 - w) = 0                 w = 2
//	L2(λ)    -2·(2 - w) + 2·λ·w = 0         w = 2/(1 + λ) = 1.6 for λ = 0.25
//	L1(λ)    -2·(2 - w) + λ = 0             w = 2 - λ/2 = 1.5 for λ = 1
func ExampleDenseLayer_KernelRegularizer() {
	line := &Dataset{
		X: MatrixOf([]float64{1}, []float64{-1}),
		Y: MatrixOf([]float64{2}, []float64{-2}),
	}
	for _, r := range []*WeightPenalty{nil, L2(0.25), L1(1)} {
		rng := rand.New(rand.NewPCG(1, 1))
		layer := NewDenseLayer(1).KernelRegularizer(r)
		net := NewNeuralNetwork(1, new(MeanSquaredError), NewSGD(0.1, 0), rng).Add(layer)
		net.Epochs = 200
		if err := net.Fit(line, nil); err != nil {
			fmt.Println(err)
		}
		w := layer.Weights.Value
		loss := net.History[len(net.History)-1].Loss
		fmt.Printf("w %.4f  loss %.4f, of it for the weight %.4f\n", w.At(0, 0), loss, r.Penalty(w))
	}
	// Output:
	// w 2.0000  loss 0.0000, of it for the weight 0.0000
	// w 1.6000  loss 0.8000, of it for the weight 0.6400
	// w 1.5000  loss 1.7500, of it for the weight 1.5000
}

func ExampleDropout() {
	ones := MatrixOf([]float64{1, 1, 1, 1, 1, 1}, []float64{1, 1, 1, 1, 1, 1})
	dropout := NewDropout(0.5, rand.New(rand.NewPCG(3, 4)))
	fmt.Printf("training:\n%v\n", dropout.ForwardPropagation(ones, true))
	fmt.Printf("its gradient, for output errors of 1:\n%v\n", dropout.BackwardPropagation(ones))
	fmt.Printf("the next batch:\n%v\n", dropout.ForwardPropagation(ones, true))
	fmt.Printf("prediction:\n%v\n", dropout.ForwardPropagation(ones, false))
	// Output:
	// training:
	// [   0.0000   2.0000   2.0000   2.0000   0.0000   2.0000 ]
	// [   0.0000   0.0000   2.0000   2.0000   0.0000   2.0000 ]
	// its gradient, for output errors of 1:
	// [   0.0000   2.0000   2.0000   2.0000   0.0000   2.0000 ]
	// [   0.0000   0.0000   2.0000   2.0000   0.0000   2.0000 ]
	// the next batch:
	// [   0.0000   0.0000   0.0000   0.0000   2.0000   0.0000 ]
	// [   0.0000   2.0000   0.0000   0.0000   2.0000   2.0000 ]
	// prediction:
	// [   1.0000   1.0000   1.0000   1.0000   1.0000   1.0000 ]
	// [   1.0000   1.0000   1.0000   1.0000   1.0000   1.0000 ]
}

// A network of one unit learns that 1 goes to 2; for validation 1 goes to 1.5, which it passes on
// its way. It starts at 0, and every step takes it a fifth of the way that is left.
func ExampleEarlyStopping() {
	train := &Dataset{X: MatrixOf([]float64{1}), Y: MatrixOf([]float64{2})}
	validation := &Dataset{X: MatrixOf([]float64{1}), Y: MatrixOf([]float64{1.5})}
	unit := NewDenseLayer(1)
	unit.Initializer = Zeros
	rng := rand.New(rand.NewPCG(1, 1))
	net := NewNeuralNetwork(1, new(MeanSquaredError), NewSGD(0.05, 0), rng).Add(unit)
	net.Epochs = 100
	early := NewEarlyStopping(2)
	net.Callbacks = []Callback{early}
	if err := net.Fit(train, validation); err != nil {
		fmt.Println(err)
	}
	for _, r := range net.History {
		fmt.Printf("epoch %d  val_loss %.4f\n", r.Epoch, r.ValLoss)
	}
	fmt.Println(early)
	fmt.Printf("1 goes to %.4f\n", net.Predict(train.X).At(0, 0))
	// Output:
	// epoch 1  val_loss 1.2100
	// epoch 2  val_loss 0.6084
	// epoch 3  val_loss 0.2746
	// epoch 4  val_loss 0.1019
	// epoch 5  val_loss 0.0241
	// epoch 6  val_loss 0.0006
	// epoch 7  val_loss 0.0065
	// epoch 8  val_loss 0.0270
	// val_loss has not improved for 2 epochs; the best was 0.0006 in epoch 6
	// 1 goes to 1.4757
}
