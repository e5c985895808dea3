package nn

import (
	"math/rand/v2"
	"os"
)

// One step of back-propagation with all its numbers, to check by hand: two inputs, two layers of
// two sigmoid units, one example.
func ExampleNeuralNetwork_Trace() {
	rng := rand.New(rand.NewPCG(42, 0))
	hidden, output := NewDenseLayer(2), NewDenseLayer(2)
	net := NewNeuralNetwork(2, &MeanSquaredError{}, NewSGD(0.5, 0), rng)
	net.Add(hidden, NewSigmoidActivation(), output, NewSigmoidActivation())

	hidden.Weights.Value.Copy(MatrixOf([]float64{0.15, 0.25}, []float64{0.20, 0.30}))
	hidden.Biases.Value.Copy(MatrixOf([]float64{0.35, 0.35}))
	output.Weights.Value.Copy(MatrixOf([]float64{0.40, 0.50}, []float64{0.45, 0.55}))
	output.Biases.Value.Copy(MatrixOf([]float64{0.60, 0.60}))

	example := &Dataset{X: MatrixOf([]float64{0.05, 0.10}), Y: MatrixOf([]float64{0.01, 0.99})}
	net.Trace(example).WriteText(os.Stdout)
	// Output:
	// FORWARD
	// (1) DenseLayer
	//     Y = X·W + B
	//     X        (1, 2)     [   0.0500   0.1000 ]
	//     W        (2, 2)     [   0.1500   0.2500 ]
	//                         [   0.2000   0.3000 ]
	//     B        (1, 2)     [   0.3500   0.3500 ]
	//     Y        (1, 2)     [   0.3775   0.3925 ]
	//
	// (2) SigmoidActivation
	//     Y = f(X)    f(x) = 1/(1 + e⁻ˣ)
	//     X        (1, 2)     [   0.3775   0.3925 ]
	//     Y        (1, 2)     [   0.5933   0.5969 ]
	//
	// (3) DenseLayer
	//     Y = X·W + B
	//     X        (1, 2)     [   0.5933   0.5969 ]
	//     W        (2, 2)     [   0.4000   0.5000 ]
	//                         [   0.4500   0.5500 ]
	//     B        (1, 2)     [   0.6000   0.6000 ]
	//     Y        (1, 2)     [   1.1059   1.2249 ]
	//
	// (4) SigmoidActivation
	//     Y = f(X)    f(x) = 1/(1 + e⁻ˣ)
	//     X        (1, 2)     [   1.1059   1.2249 ]
	//     Y        (1, 2)     [   0.7514   0.7729 ]
	//
	// LOSS
	// MeanSquaredError
	//     L = 1/(n·m)·Σ(y - y*)²    dY* = 2/(n·m)·(Y* - Y)
	//     Y        (1, 2)     [   0.0100   0.9900 ]
	//     Y*       (1, 2)     [   0.7514   0.7729 ]
	//     L        (1, 1)     [   0.2984 ]
	//     dY*      (1, 2)     [   0.7414  -0.2171 ]
	//
	// BACKWARD
	// (4) SigmoidActivation
	//     dX = dY ⊙ f'(X)    f'(x) = f(x)·(1 - f(x))
	//     dY       (1, 2)     [   0.7414  -0.2171 ]
	//     dX       (1, 2)     [   0.1385  -0.0381 ]
	//
	// (3) DenseLayer
	//     dW = Xᵀ·dY    dB = sum of the rows of dY    dX = dY·Wᵀ
	//     dY       (1, 2)     [   0.1385  -0.0381 ]
	//     dW       (2, 2)     [   0.0822  -0.0226 ]
	//                         [   0.0827  -0.0227 ]
	//     dB       (1, 2)     [   0.1385  -0.0381 ]
	//     dX       (1, 2)     [   0.0364   0.0414 ]
	//
	// (2) SigmoidActivation
	//     dX = dY ⊙ f'(X)    f'(x) = f(x)·(1 - f(x))
	//     dY       (1, 2)     [   0.0364   0.0414 ]
	//     dX       (1, 2)     [   0.0088   0.0100 ]
	//
	// (1) DenseLayer
	//     dW = Xᵀ·dY    dB = sum of the rows of dY
	//     dY       (1, 2)     [   0.0088   0.0100 ]
	//     dW       (2, 2)     [  4.386e-04  4.977e-04 ]
	//                         [  8.771e-04  9.954e-04 ]
	//     dB       (1, 2)     [   0.0088   0.0100 ]
	//
	// UPDATE
	// (1) SGD
	//     V ← β·V + (1 - β)·dW    W ← W - α·V
	//     α = 0.5    β = 0
	//     W before (2, 2)     [   0.1500   0.2500 ]
	//                         [   0.2000   0.3000 ]
	//     dW       (2, 2)     [  4.386e-04  4.977e-04 ]
	//                         [  8.771e-04  9.954e-04 ]
	//     V before (2, 2)     [   0.0000   0.0000 ]
	//                         [   0.0000   0.0000 ]
	//     V after  (2, 2)     [  4.386e-04  4.977e-04 ]
	//                         [  8.771e-04  9.954e-04 ]
	//     W after  (2, 2)     [   0.1498   0.2498 ]
	//                         [   0.1996   0.2995 ]
	//
	// (1) SGD
	//     V ← β·V + (1 - β)·dW    W ← W - α·V
	//     α = 0.5    β = 0
	//     B before (1, 2)     [   0.3500   0.3500 ]
	//     dB       (1, 2)     [   0.0088   0.0100 ]
	//     V before (1, 2)     [   0.0000   0.0000 ]
	//     V after  (1, 2)     [   0.0088   0.0100 ]
	//     B after  (1, 2)     [   0.3456   0.3450 ]
	//
	// (3) SGD
	//     V ← β·V + (1 - β)·dW    W ← W - α·V
	//     α = 0.5    β = 0
	//     W before (2, 2)     [   0.4000   0.5000 ]
	//                         [   0.4500   0.5500 ]
	//     dW       (2, 2)     [   0.0822  -0.0226 ]
	//                         [   0.0827  -0.0227 ]
	//     V before (2, 2)     [   0.0000   0.0000 ]
	//                         [   0.0000   0.0000 ]
	//     V after  (2, 2)     [   0.0822  -0.0226 ]
	//                         [   0.0827  -0.0227 ]
	//     W after  (2, 2)     [   0.3589   0.5113 ]
	//                         [   0.4087   0.5614 ]
	//
	// (3) SGD
	//     V ← β·V + (1 - β)·dW    W ← W - α·V
	//     α = 0.5    β = 0
	//     B before (1, 2)     [   0.6000   0.6000 ]
	//     dB       (1, 2)     [   0.1385  -0.0381 ]
	//     V before (1, 2)     [   0.0000   0.0000 ]
	//     V after  (1, 2)     [   0.1385  -0.0381 ]
	//     B after  (1, 2)     [   0.5308   0.6190 ]
}
