package nn

import (
	"fmt"
	"math/rand/v2"
)

// The derivations of the slides with numbers: two examples of three inputs, an upstream error dY as
// if the rest of a network had sent it, and every matrix on the way.

// show prints a matrix with its formula and shape.
func show(formula string, m *Matrix) {
	fmt.Printf("%s  (%d, %d)\n%v\n", formula, m.Rows, m.Cols, m)
}

// batch returns two examples of three inputs.
func batch() *Matrix {
	return MatrixOf(
		[]float64{1, -2, 0.5},
		[]float64{-0.25, 1.5, 3},
	)
}

// upstream returns the error dE/dY of an output of batch's shape.
func upstream() *Matrix {
	return MatrixOf(
		[]float64{0.5, -1, 2},
		[]float64{1, 0.25, -0.75},
	)
}

// showActivation prints one layer forward and backward.
func showActivation(l Layer, forward, backward string) {
	X, dY := batch(), upstream()
	l.SetInputShape(X.Cols)
	show("X", X)
	show(forward, l.ForwardPropagation(X, true))
	show("dY", dY)
	show(backward, l.BackwardPropagation(dY))
}

// showLoss prints a loss of two examples and its derivative.
func showLoss(loss LossFunction, yTrue, yPred *Matrix, value, derivative string) {
	show("Y", yTrue)
	show("Y*", yPred)
	fmt.Printf("%s = %.4f\n", value, loss.Loss(yTrue, yPred))
	show(derivative, loss.Derivative(yTrue, yPred))
}

// showUpdates prints what becomes of a parameter by three gradients of changing sign and size.
func showUpdates(o Optimizer) {
	p := &Param{Name: "weights", Value: MatrixOf([]float64{1, -0.5, 2}), Grad: new(Matrix)}
	show("W", p.Value)
	for _, g := range [][]float64{{0.5, -2, 0.5}, {0.25, 1, 0.5}, {-1, 0.5, 0.125}} {
		show("dW", p.Grad.Copy(MatrixOf(g)))
		o.Update(p)
		show("W", p.Value)
	}
}

func ExampleDenseLayer_derivation() {
	X := batch()
	W := MatrixOf([]float64{0.5, -1}, []float64{0.25, 2}, []float64{-0.5, 1})
	B := MatrixOf([]float64{0.125, -0.25})
	dY := MatrixOf([]float64{1, -0.5}, []float64{0.25, 2})

	l := NewDenseLayer(2)
	l.SetInputShape(3)
	l.Initialize(rand.New(rand.NewPCG(42, 0)))
	l.Weights.Value.Copy(W)
	l.Biases.Value.Copy(B)

	show("X", X)
	show("W", W)
	show("B", B)
	show("Y = X·W + B", l.ForwardPropagation(X, true))
	show("dY", dY)
	dX := l.BackwardPropagation(dY)
	show("STEP 1: dX = dY·Wᵀ", dX)
	show("STEP 2: dW = Xᵀ·dY", l.Weights.Grad)
	show("STEP 3: dB = sum of the rows of dY", l.Biases.Grad)
	NewSGD(0.5, 0).Update(l.Weights)
	NewSGD(0.5, 0).Update(l.Biases)
	show("STEP 4: W ← W - 0.5·dW", l.Weights.Value)
	show("STEP 4: B ← B - 0.5·dB", l.Biases.Value)
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// W  (3, 2)
	// [   0.5000  -1.0000 ]
	// [   0.2500   2.0000 ]
	// [  -0.5000   1.0000 ]
	// B  (1, 2)
	// [   0.1250  -0.2500 ]
	// Y = X·W + B  (2, 2)
	// [  -0.1250  -4.7500 ]
	// [  -1.1250   6.0000 ]
	// dY  (2, 2)
	// [   1.0000  -0.5000 ]
	// [   0.2500   2.0000 ]
	// STEP 1: dX = dY·Wᵀ  (2, 3)
	// [   1.0000  -0.7500  -1.0000 ]
	// [  -1.8750   4.0625   1.8750 ]
	// STEP 2: dW = Xᵀ·dY  (3, 2)
	// [   0.9375  -1.0000 ]
	// [  -1.6250   4.0000 ]
	// [   1.2500   5.7500 ]
	// STEP 3: dB = sum of the rows of dY  (1, 2)
	// [   1.2500   1.5000 ]
	// STEP 4: W ← W - 0.5·dW  (3, 2)
	// [   0.0312  -0.5000 ]
	// [   1.0625   0.0000 ]
	// [  -1.1250  -1.8750 ]
	// STEP 4: B ← B - 0.5·dB  (1, 2)
	// [  -0.5000  -1.0000 ]
}

func ExampleReLUActivation_derivation() {
	showActivation(NewReLUActivation(), "Y: x if x ≥ 0, else 0", "dX: dy if x > 0, else 0")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y: x if x ≥ 0, else 0  (2, 3)
	// [   1.0000   0.0000   0.5000 ]
	// [   0.0000   1.5000   3.0000 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX: dy if x > 0, else 0  (2, 3)
	// [   0.5000   0.0000   2.0000 ]
	// [   0.0000   0.2500  -0.7500 ]
}

func ExampleSigmoidActivation_derivation() {
	showActivation(NewSigmoidActivation(), "Y: f(x) = 1/(1 + e⁻ˣ)", "dX = dY ⊙ f(X) ⊙ (1 - f(X))")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y: f(x) = 1/(1 + e⁻ˣ)  (2, 3)
	// [   0.7311   0.1192   0.6225 ]
	// [   0.4378   0.8176   0.9526 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX = dY ⊙ f(X) ⊙ (1 - f(X))  (2, 3)
	// [   0.0983  -0.1050   0.4700 ]
	// [   0.2461   0.0373  -0.0339 ]
}

func ExampleTanhActivation_derivation() {
	showActivation(NewTanhActivation(), "Y: f(x) = tanh x", "dX = dY ⊙ (1 - f(X)²)")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y: f(x) = tanh x  (2, 3)
	// [   0.7616  -0.9640   0.4621 ]
	// [  -0.2449   0.9051   0.9951 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX = dY ⊙ (1 - f(X)²)  (2, 3)
	// [   0.2100  -0.0707   1.5729 ]
	// [   0.9400   0.0452  -0.0074 ]
}

func ExampleLinearActivation_derivation() {
	showActivation(NewLinearActivation(), "Y = X", "dX = dY")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y = X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX = dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
}

func ExampleActivationLayer_derivation() {
	square := &ActivationLayer{
		ActivationFunction: func(x float64) float64 { return x * x },
		Derivative:         func(x float64) float64 { return 2 * x },
	}
	showActivation(square, "Y: f(x) = x²", "dX = dY ⊙ 2·X")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y: f(x) = x²  (2, 3)
	// [   1.0000   4.0000   0.2500 ]
	// [   0.0625   2.2500   9.0000 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX = dY ⊙ 2·X  (2, 3)
	// [   1.0000   4.0000   2.0000 ]
	// [  -0.5000   0.7500  -4.5000 ]
}

// The whole Jacobian, and beside it what the slide's f(x)·(1 - f(x)) alone would give.
func ExampleSoftmaxActivation_derivation() {
	showActivation(NewSoftmaxActivation(), "Y: s_i = e^x_i / Σ_j e^x_j", "dX: s_i·(dy_i - Σ_j dy_j·s_j)")
	l := NewSoftmaxActivation()
	s := l.ForwardPropagation(batch(), true)
	diagonal := new(Matrix).Map(func(s float64) float64 { return s * (1 - s) }, s)
	show("wrong: dY ⊙ s ⊙ (1 - s), the diagonal only", diagonal.Mul(upstream(), diagonal))
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y: s_i = e^x_i / Σ_j e^x_j  (2, 3)
	// [   0.6037   0.0301   0.3662 ]
	// [   0.0307   0.1768   0.7925 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX: s_i·(dy_i - Σ_j dy_j·s_j)  (2, 3)
	// [  -0.3044  -0.0602   0.3647 ]
	// [   0.0467   0.1360  -0.1827 ]
	// wrong: dY ⊙ s ⊙ (1 - s), the diagonal only  (2, 3)
	// [   0.1196  -0.0292   0.4642 ]
	// [   0.0298   0.0364  -0.1234 ]
}

// Dropout with p = 0.5: the factor 1/(1 - p) = 2 is on both ways.
func ExampleDropout_derivation() {
	showActivation(NewDropout(0.5, rand.New(rand.NewPCG(42, 0))), "Y = X ⊙ M, m = 0 or 2", "dX = dY ⊙ M")
	// Output:
	// X  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// Y = X ⊙ M, m = 0 or 2  (2, 3)
	// [   0.0000  -4.0000   0.0000 ]
	// [   0.0000   3.0000   0.0000 ]
	// dY  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// dX = dY ⊙ M  (2, 3)
	// [   0.0000  -2.0000   0.0000 ]
	// [   0.0000   0.5000   0.0000 ]
}

func ExampleWeightPenalty_derivation() {
	W, dW := batch(), new(Matrix)
	r := L1L2(0.5, 0.25)
	show("W", W)
	fmt.Printf("λ₁·Σ|w| + λ₂·Σw² = %.4f\n", r.Penalty(W))
	r.AddDerivative(dW.Copy(NewMatrix(2, 3)), W)
	show("its part of dW = λ₁·sign(W) + 2·λ₂·W", dW)
	// Output:
	// W  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// λ₁·Σ|w| + λ₂·Σw² = 8.2656
	// its part of dW = λ₁·sign(W) + 2·λ₂·W  (2, 3)
	// [   1.0000  -1.5000   0.7500 ]
	// [  -0.6250   1.2500   2.0000 ]
}

func ExampleMeanSquaredError_derivation() {
	showLoss(&MeanSquaredError{}, upstream(), batch(), "L = 1/(n·m)·Σ(y - y*)²", "dY* = 2/(n·m)·(Y* - Y)")
	// Output:
	// Y  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// Y*  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// L = 1/(n·m)·Σ(y - y*)² = 3.4479
	// dY* = 2/(n·m)·(Y* - Y)  (2, 3)
	// [   0.1667  -0.3333  -0.5000 ]
	// [  -0.4167   0.4167   1.2500 ]
}

func ExampleSumSquaredError_derivation() {
	showLoss(&SumSquaredError{}, upstream(), batch(), "L = 1/n·Σ(y - y*)²", "dY* = 2/n·(Y* - Y)")
	// Output:
	// Y  (2, 3)
	// [   0.5000  -1.0000   2.0000 ]
	// [   1.0000   0.2500  -0.7500 ]
	// Y*  (2, 3)
	// [   1.0000  -2.0000   0.5000 ]
	// [  -0.2500   1.5000   3.0000 ]
	// L = 1/n·Σ(y - y*)² = 10.3438
	// dY* = 2/n·(Y* - Y)  (2, 3)
	// [   0.5000  -1.0000  -1.5000 ]
	// [  -1.2500   1.2500   3.7500 ]
}

func ExampleBinaryCrossEntropy_derivation() {
	Y := MatrixOf([]float64{1}, []float64{0})
	yPred := MatrixOf([]float64{0.75}, []float64{0.375})
	showLoss(&BinaryCrossEntropy{}, Y, yPred, "L = -1/n·Σ(y·log y* + (1-y)·log(1-y*))",
		"dY* = 1/n·(-Y/Y* + (1-Y)/(1-Y*))")
	// Output:
	// Y  (2, 1)
	// [   1.0000 ]
	// [   0.0000 ]
	// Y*  (2, 1)
	// [   0.7500 ]
	// [   0.3750 ]
	// L = -1/n·Σ(y·log y* + (1-y)·log(1-y*)) = 0.3788
	// dY* = 1/n·(-Y/Y* + (1-Y)/(1-Y*))  (2, 1)
	// [  -0.6667 ]
	// [   0.8000 ]
}

func ExampleCategoricalCrossEntropy_derivation() {
	Y := MatrixOf([]float64{0, 1, 0}, []float64{1, 0, 0})
	yPred := MatrixOf([]float64{0.25, 0.625, 0.125}, []float64{0.5, 0.125, 0.375})
	showLoss(&CategoricalCrossEntropy{}, Y, yPred, "L = -1/n·Σ y·log y*", "dY* = -1/n·Y/Y*")
	// Output:
	// Y  (2, 3)
	// [   0.0000   1.0000   0.0000 ]
	// [   1.0000   0.0000   0.0000 ]
	// Y*  (2, 3)
	// [   0.2500   0.6250   0.1250 ]
	// [   0.5000   0.1250   0.3750 ]
	// L = -1/n·Σ y·log y* = 0.5816
	// dY* = -1/n·Y/Y*  (2, 3)
	// [   0.0000  -0.8000   0.0000 ]
	// [  -1.0000   0.0000   0.0000 ]
}

// V = 0.9·V + 0.1·dW, W ← W - 0.5·V.
func ExampleSGD_derivation() {
	showUpdates(NewSGD(0.5, 0.9))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9750  -0.4000   1.9750 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9400  -0.3600   1.9275 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.9585  -0.3490   1.8785 ]
}

// S = 0.9·S + 0.1·dW², W ← W - 0.1·dW/(√S + ε).
func ExampleRMSProp_derivation() {
	showUpdates(NewRMSProp(0.1))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.6838  -0.1838   1.6838 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.5363  -0.3312   1.4544 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.8182  -0.4067   1.3950 ]
}

// M̂ and V̂ are corrected for their start at 0: the first step is 0.1 in the direction of -dW.
func ExampleAdam_derivation() {
	showUpdates(NewAdam(0.1))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9000  -0.4000   1.9000 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.8068  -0.3734   1.8000 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.8274  -0.3672   1.7128 ]
}

// S = S + dW², W ← W - 0.1·dW/(√S + ε).
func ExampleAdaGrad_derivation() {
	showUpdates(NewAdaGrad(0.1))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9000  -0.4000   1.9000 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.8553  -0.4447   1.8293 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.9426  -0.4665   1.8119 ]
}

// The size of the gradient does not matter: a step grows by 1.2 while the sign stays, and halves
// and pauses when it changes.
func ExampleRprop_derivation() {
	showUpdates(NewRprop(0.1))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9000  -0.4000   1.9000 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.7800  -0.4000   1.7800 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.7800  -0.4500   1.6360 ]
}

func ExampleQuickprop_derivation() {
	showUpdates(NewQuickprop(0.125))
	// Output:
	// W  (1, 3)
	// [   1.0000  -0.5000   2.0000 ]
	// dW  (1, 3)
	// [   0.5000  -2.0000   0.5000 ]
	// W  (1, 3)
	// [   0.9375  -0.2500   1.9375 ]
	// dW  (1, 3)
	// [   0.2500   1.0000   0.5000 ]
	// W  (1, 3)
	// [   0.8438  -0.3333   1.7656 ]
	// dW  (1, 3)
	// [  -1.0000   0.5000   0.1250 ]
	// W  (1, 3)
	// [   0.9187  -0.4792   1.6927 ]
}
