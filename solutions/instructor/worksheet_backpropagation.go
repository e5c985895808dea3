package main

import (
	"math"
	"math/rand/v2"

	"nn"
)

// backpropagationSheet is one training step of a network with two inputs, two sigmoid units and one
// linear output, with a batch of two examples.
func backpropagationSheet(rng *rand.Rand) *worksheet {
	X := draw(rng, 2, 2, -2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2)
	Y := draw(rng, 2, 1, -1, -0.5, 0, 0.5, 1, 2)
	α := []float64{0.1, 0.2, 0.5}[rng.IntN(3)]
	first, last := handDense(rng, 2, 2), handDense(rng, 2, 1)
	W1, B1 := first.Weights.Value.Clone(), first.Biases.Value.Clone()
	W2, B2 := last.Weights.Value.Clone(), last.Biases.Value.Clone()
	activation, loss := nn.NewSigmoidActivation(), new(nn.MeanSquaredError)
	f, slope := activation.ActivationFunction, activation.Derivative

	Z := first.ForwardPropagation(X, true).Clone()
	A := activation.ForwardPropagation(Z, true).Clone()
	P := last.ForwardPropagation(A, true).Clone()
	L := loss.Loss(Y, P)
	dP := loss.Derivative(Y, P).Clone()
	dA := last.BackwardPropagation(dP).Clone()
	dW2, dB2 := last.Weights.Grad.Clone(), last.Biases.Grad.Clone()
	dZ := activation.BackwardPropagation(dA).Clone()
	dX := first.BackwardPropagation(dZ).Clone()
	dW1, dB1 := first.Weights.Grad.Clone(), first.Biases.Grad.Clone()
	updated := func(p *nn.Param) *nn.Matrix {
		nn.NewSGD(α, 0).Update(p)
		return p.Value
	}
	newW1, newB1 := updated(first.Weights), updated(first.Biases)
	newW2, newB2 := updated(last.Weights), updated(last.Biases)
	update := func(symbol string, W, dW, W_ *nn.Matrix) *worksheetStep {
		return step(symbol+" ← "+symbol+" − α·d"+symbol, symbol, W_,
			"the sign is wrong: "+symbol+" + α·d"+symbol, minus(W, scale(-α, dW)),
			"α is left out", minus(W, dW))
	}

	const n = 2
	return &worksheet{
		Title: "Back-propagation by hand", Slide: "Backward propagation", Minutes: 40,
		About: "One training step of a network: a dense layer with two units and the sigmoid f, a dense layer " +
			"with one unit and no activation, and the mean squared error. The batch has n = 2 examples, one " +
			"per row. Y is the target and Y* the output.",
		Given: []worksheetMatrix{{"X", X}, {"W₁", W1}, {"B₁", B1}, {"W₂", W2}, {"B₂", B2}, {"Y", Y}, {"α", scalar(α)}},
		Parts: []worksheetPart{
			{"Forward propagation", "", []*worksheetStep{
				step("Z = X·W₁ + B₁", "Z", Z,
					"the weights are transposed: X·W₁ᵀ + B₁", addRow(mulT(X, W1), B1),
					"the bias is missing", mul(X, W1)),
				step("A = f(Z), f(z) = 1/(1 + e⁻ᶻ)", "A", A,
					"the exponent has the wrong sign", each(f, scale(-1, Z)),
					"it is tanh", each(math.Tanh, Z)),
				step("Y* = A·W₂ + B₂", "Y*", P,
					"the bias is missing", mul(A, W2),
					"the activation is skipped: Z·W₂ + B₂", addRow(mul(Z, W2), B2)),
			}},
			{"Loss", "", []*worksheetStep{
				step("L = 1/n·Σ (y − y*)²", "L", scalar(L),
					"it is the sum, not the mean", scalar(n*L),
					"it is the root of the mean", scalar(math.Sqrt(L))),
				step("dY* = 2/n·(Y* − Y)", "dY*", dP,
					"the sign is wrong: Y − Y*", scale(-1, dP),
					"it is not divided by n", scale(n, dP),
					"the factor 2 is missing", scale(0.5, dP)),
			}},
			{"Backward propagation, second dense layer", "", []*worksheetStep{
				step("STEP 1: dA = dY*·W₂ᵀ", "dA", dA,
					"W₂ was updated before the backward pass", mulT(dP, newW2),
					"the weights are left out", mulT(dP, each(func(float64) float64 { return 1 }, W2)),
					"dY* is divided by n once more", scale(1.0/n, dA)),
				step("STEP 2: dW₂ = Aᵀ·dY*", "dW₂", dW2,
					"it is the mean over the batch, not the sum", scale(1.0/n, dW2),
					"the input is Z, not A", tMul(Z, dP),
					"only the last example counts", tMul(A.RowRange(1, 2), dP.RowRange(1, 2))),
				step("STEP 3: dB₂ = sum of the rows of dY*", "dB₂", dB2,
					"it is the mean over the batch, not the sum", scale(1.0/n, dB2),
					"only the last example counts", dP.RowRange(1, 2)),
			}},
			{"Backward propagation, activation", "", []*worksheetStep{
				step("STEP 1: dZ = dA ⊙ f'(Z)", "dZ", dZ,
					"the derivative is taken at the output: f'(A)", times(dA, each(slope, A)),
					"it is f(Z), not f'(Z)", times(dA, A),
					"the output error is left out: f'(Z) alone", each(slope, Z),
					"the derivative is left out", dA),
			}},
			{"Backward propagation, first dense layer", "", []*worksheetStep{
				step("STEP 1: dX = dZ·W₁ᵀ", "dX", dX,
					"the weights are not transposed: dZ·W₁", mul(dZ, W1),
					"W₁ was updated before the backward pass", mulT(dZ, newW1)),
				step("STEP 2: dW₁ = Xᵀ·dZ", "dW₁", dW1,
					"it is transposed: dZᵀ·X", tMul(dZ, X),
					"it is the mean over the batch, not the sum", scale(1.0/n, dW1),
					"X is not transposed: X·dZ", mul(X, dZ)),
				step("STEP 3: dB₁ = sum of the rows of dZ", "dB₁", dB1,
					"it is the mean over the batch, not the sum", scale(1.0/n, dB1),
					"only the last example counts", dZ.RowRange(1, 2)),
			}},
			{"STEP 4, after the whole backward pass", "", []*worksheetStep{
				update("W₁", W1, dW1, newW1), update("B₁", B1, dB1, newB1),
				update("W₂", W2, dW2, newW2), update("B₂", B2, dB2, newB2),
			}},
		},
	}
}

// handDense returns a dense layer whose parameters have one decimal.
func handDense(rng *rand.Rand, in, out int) *nn.DenseLayer {
	l := nn.NewDenseLayer(out)
	l.SetInputShape(in)
	l.Initialize(rng)
	numbers := []float64{-1.5, -1.2, -0.8, -0.6, -0.4, -0.2, 0.2, 0.4, 0.6, 0.8, 1.2, 1.5}
	l.Weights.Value.Copy(draw(rng, in, out, numbers...))
	l.Biases.Value.Copy(draw(rng, 1, out, numbers...))
	return l
}
