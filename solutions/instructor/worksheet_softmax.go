package main

import (
	"math"
	"math/rand/v2"

	"nn"
)

// softmaxSheet is the softmax of two examples with categorical cross-entropy, forward and backward.
func softmaxSheet(rng *rand.Rand) *worksheet {
	const n, m = 2, 3
	X := draw(rng, n, m, -1, -0.8, -0.5, -0.2, 0, 0.2, 0.5, 0.8, 1, 1.5, 2)
	classes := []int{rng.IntN(m), rng.IntN(m)}
	Y := nn.OneHot(classes, m)
	softmax, loss := nn.NewSoftmaxActivation(), new(nn.CategoricalCrossEntropy)
	S := softmax.ForwardPropagation(X, true).Clone()
	for i, k := range classes {
		if S.At(i, k) < 0.2 {
			return nil // dS = -1/(n·s) would be large, and so would its rounding error
		}
	}
	L := loss.Loss(Y, S)
	dS := loss.Derivative(Y, S).Clone()
	dX := softmax.BackwardPropagation(dS).Clone()
	J := jacobian(S.Row(0))

	exponentials := each(math.Exp, X)
	overAll, overColumns, squares := nn.NewMatrix(n, m), nn.NewMatrix(n, m), nn.NewMatrix(n, m)
	columns, total := sumRows(exponentials), 0.0
	for _, e := range exponentials.Data {
		total += e
	}
	for i := range n {
		for j := range m {
			e := exponentials.At(i, j)
			overAll.Set(i, j, e/total)
			overColumns.Set(i, j, e/columns.At(0, j))
			squares.Set(i, j, S.At(i, j)*(1-S.At(i, j)))
		}
	}
	withoutDiagonal := scale(-1, tMul(S.RowRange(0, 1), S.RowRange(0, 1)))
	return &worksheet{
		Title: "Softmax with cross-entropy by hand", Slide: "Training: activation functions; Training: loss functions in backprop",
		Minutes: 30,
		About: "The last layer of a network is a softmax over three classes. The batch has n = 2 examples, one per " +
			"row. X is the input of the softmax, S its output, and Y the one-hot target. log is the natural logarithm.",
		Given: []worksheetMatrix{{"X", X}, {"Y", Y}},
		Parts: []worksheetPart{
			{"Forward propagation", "", []*worksheetStep{
				step("s_i = e^x_i / Σ_j e^x_j, in each row", "S", S,
					"the sum runs over the whole batch", overAll,
					"the sum runs down a column, over the examples", overColumns,
					"the exponent has the wrong sign", nn.NewSoftmaxActivation().ForwardPropagation(scale(-1, X), true).Clone()),
				step("L = −1/n·Σ y·log s", "L", scalar(L),
					"it is the sum, not the mean", scalar(n*L),
					"the minus is missing", scalar(-L),
					"it is the logarithm to base 10", scalar(L/math.Ln10),
					"it is divided by n·m", scalar(L/m)),
			}},
			{"Backward propagation", "", []*worksheetStep{
				step("dS = −1/n·Y/S", "dS", dS,
					"it is not divided by n", scale(n, dS),
					"the minus is missing", scale(-1, dS),
					"it is divided by n·m", scale(1.0/m, dS),
					"it is −Y·S/n", scale(-1.0/n, times(Y, S))),
				step("J of the first example: ∂s_i/∂x_j = s_i·(1 − s_i) if i = j, otherwise −s_i·s_j", "J", J,
					"the elements off the diagonal have the wrong sign", each(math.Abs, J),
					"the diagonal is −s_i², like the rest", withoutDiagonal),
				step("dx_i = s_i·(ds_i − Σ_j ds_j·s_j), in each row", "dX", dX,
					"only the diagonal of J: ds·s·(1 − s)", times(dS, squares),
					"the sign is wrong: (Y − S)/n", scale(-1, dX),
					"it is not divided by n: S − Y", scale(n, dX),
					"ds is left out of the sum", minus(times(S, dS), S)),
			}},
			{"Check", "", []*worksheetStep{
				step("dX once more, with the short formula (S − Y)/n", "dX", minus(scale(1.0/n, S), scale(1.0/n, Y))),
			}},
		},
	}
}

// jacobian returns ∂s_i/∂x_j for one example. Row j is the input error for an output error that is 1
// at s_j and 0 elsewhere; the Jacobian is symmetric.
func jacobian(s []float64) *nn.Matrix {
	J := nn.NewMatrix(len(s), len(s))
	for j := range s {
		softmax := nn.NewSoftmaxActivation()
		softmax.ForwardPropagation(each(math.Log, nn.MatrixOf(s)), true) // the softmax of log s is s
		copy(J.Row(j), softmax.BackwardPropagation(nn.OneHot([]int{j}, len(s))).Data)
	}
	return J
}
