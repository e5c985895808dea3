// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
)

// LossFunction measures the error of the predictions, which training minimizes. yTrue is Y, the
// targets; yPred is Y*, the network's predictions. Both are (n, m) with one row per example.
//
// Every loss is a mean over the batch, and its derivative is the derivative of that mean. Therefore
// the gradient of a batch is the mean of its examples' gradients, and a learning rate has the same
// meaning for every batch size.
//
// Both methods panic if the shapes differ or if there are no examples. Derivative returns a new
// matrix, so several networks can share one loss.
//
// Slide: Training: cost function; Python implementation - Loss functions
type LossFunction interface {
	Loss(yTrue, yPred *Matrix) float64
	Derivative(yTrue, yPred *Matrix) *Matrix // dE/dY*
}

// MeanSquaredError (MSE) is the usual loss for regression.
//
// Forward, the mean over all n·m entries of Y:
//
//	L = 1/(n·m)·Σ_ij (y_ij - y*_ij)²
//
// Shapes:
//
//	Y, Y*, dY* (n, m);  L a number
//
// Backward:
//
//	∂L/∂y*_ij = 2/(n·m)·(y_ij - y*_ij)·(-1)        dY* = 2/(n·m)·(Y* - Y)
//
// Slide: Training: loss functions in backprop (Mean squared error)
type MeanSquaredError struct{}

// Loss returns L.
func (l *MeanSquaredError) Loss(yTrue, yPred *Matrix) float64 {
	mustCompare("MeanSquaredError", yTrue, yPred)
	return sumOfSquares(yTrue, yPred) / float64(yPred.Rows*yPred.Cols)
}

// Derivative returns dY* = 2/(n·m)·(Y* - Y).
func (l *MeanSquaredError) Derivative(yTrue, yPred *Matrix) *Matrix {
	mustCompare("MeanSquaredError", yTrue, yPred)
	d := new(Matrix).Sub(yPred, yTrue)
	return d.Scale(2/float64(yPred.Rows*yPred.Cols), d)
}

// SumSquaredError (SSE) sums the squared errors of an example's m outputs. Like every loss here, it
// is a mean over the examples, so it is m times the MSE.
//
// Forward:
//
//	L = 1/n·Σ_ij (y_ij - y*_ij)²
//
// Shapes:
//
//	Y, Y*, dY* (n, m);  L a number
//
// Backward:
//
//	∂L/∂y*_ij = 2/n·(y*_ij - y_ij)        dY* = 2/n·(Y* - Y)
//
// Slide: Training: cost function (SSE)
type SumSquaredError struct{}

// Loss returns L.
func (l *SumSquaredError) Loss(yTrue, yPred *Matrix) float64 {
	mustCompare("SumSquaredError", yTrue, yPred)
	return sumOfSquares(yTrue, yPred) / float64(yPred.Rows)
}

// Derivative returns dY* = 2/n·(Y* - Y).
func (l *SumSquaredError) Derivative(yTrue, yPred *Matrix) *Matrix {
	mustCompare("SumSquaredError", yTrue, yPred)
	d := new(Matrix).Sub(yPred, yTrue)
	return d.Scale(2/float64(yPred.Rows), d)
}

// BinaryCrossEntropy is the loss for outputs that are independent probabilities, for example the
// outputs of a sigmoid.
//
// Forward, the mean over all n·m entries:
//
//	L = -1/(n·m)·Σ_ij (y_ij·log y*_ij + (1 - y_ij)·log(1 - y*_ij))
//
// Shapes:
//
//	Y, Y*, dY* (n, m), in [0, 1];  L a number
//
// Backward, with (log u)' = u'/u:
//
//	∂L/∂y*_ij = 1/(n·m)·(-y_ij/y*_ij + (1 - y_ij)/(1 - y*_ij))
//
// After a sigmoid, f' = y*·(1 - y*), the two derivatives combine. [NeuralNetwork.Fit] uses the
// result:
//
//	∂L/∂x_ij = ∂L/∂y*_ij·f'(x_ij) = 1/(n·m)·(y*_ij - y_ij)        dX = 1/(n·m)·(Y* - Y)
//
// Stability: log 0 is -Inf. Therefore y* is replaced by 2⁻¹⁰²² if it is smaller, and 1 - y* by
// 2⁻⁵³, because 1 - y* cannot be smaller in float64 unless it is 0. The loss changes only where the
// network is certain and wrong: -log gives 708 or 37 instead of Inf.
//
// Slide: Training: loss functions in backprop (Binary cross entropy)
type BinaryCrossEntropy struct{}

// Loss returns L.
func (l *BinaryCrossEntropy) Loss(yTrue, yPred *Matrix) float64 {
	mustCompare("BinaryCrossEntropy", yTrue, yPred)
	sum := 0.0
	for i := range yPred.Rows {
		y, p := yTrue.Row(i), yPred.Row(i)
		for j := range y {
			if y[j] != 0 {
				sum -= y[j] * math.Log(awayFrom0(p[j]))
			}
			if y[j] != 1 {
				sum -= (1 - y[j]) * math.Log(restAwayFrom0(p[j]))
			}
		}
	}
	return sum / float64(yPred.Rows*yPred.Cols)
}

// Derivative returns dY* = 1/(n·m)·(-Y/Y* + (1 - Y)/(1 - Y*)).
func (l *BinaryCrossEntropy) Derivative(yTrue, yPred *Matrix) *Matrix {
	mustCompare("BinaryCrossEntropy", yTrue, yPred)
	nm := float64(yPred.Rows * yPred.Cols)
	d := NewMatrix(yPred.Rows, yPred.Cols)
	for i := range yPred.Rows {
		y, p, dy := yTrue.Row(i), yPred.Row(i), d.Row(i)
		for j := range y {
			dy[j] = (-y[j]/awayFrom0(p[j]) + (1-y[j])/restAwayFrom0(p[j])) / nm
		}
	}
	return d
}

// CategoricalCrossEntropy is the loss for outputs that are probabilities of m classes, exactly one
// of which is right, for example the outputs of a softmax. A row of Y is one-hot, or any other
// distribution. A one-hot row that is multiplied by a weight w counts as w examples, for example to
// give rare classes more influence.
//
// Forward, a sum over the m classes and a mean over the n examples:
//
//	L = -1/n·Σ_i Σ_j y_ij·log y*_ij
//
// Shapes:
//
//	Y, Y*, dY* (n, m), in [0, 1];  L a number
//
// Backward:
//
//	∂L/∂y*_ij = -1/n·y_ij/y*_ij
//
// After a softmax s = y*, the two derivatives combine. [NeuralNetwork.Fit] uses the result. For
// each row:
//
//	∂L/∂x_i = s_i·(-1/n·y_i/s_i + 1/n·Σ_k y_k/s_k·s_k)        dx_i = 1/n·(s_i·Σ_k y_k - y_i)
//
// If the row is w times a one-hot row, Σ_k y_k = w, so L and dx of this row are w times as large.
// (n still counts the rows.) The other losses have no such weights: for [MeanSquaredError] and
// [SumSquaredError], w·y is a different target, and for [BinaryCrossEntropy] it can exceed 1. Repeat
// examples with [Dataset.Subset] there.
//
// An untrained network predicts about 1/m for every class. Its loss is therefore about log m, for
// example 2.303 for ten digits.
//
// Stability: y* is replaced by 2⁻¹⁰²² if it is smaller, because log 0 is -Inf. The loss changes
// only where the right class has a probability of 0: -log gives 708 instead of Inf.
//
// Slide: Training: loss functions in backprop (Categorical cross entropy)
type CategoricalCrossEntropy struct{}

// Loss returns L.
func (l *CategoricalCrossEntropy) Loss(yTrue, yPred *Matrix) float64 {
	mustCompare("CategoricalCrossEntropy", yTrue, yPred)
	sum := 0.0
	for i := range yPred.Rows {
		y, p := yTrue.Row(i), yPred.Row(i)
		for j := range y {
			if y[j] != 0 {
				sum -= y[j] * math.Log(awayFrom0(p[j]))
			}
		}
	}
	return sum / float64(yPred.Rows)
}

// Derivative returns dY* = -1/n·Y/Y*.
func (l *CategoricalCrossEntropy) Derivative(yTrue, yPred *Matrix) *Matrix {
	mustCompare("CategoricalCrossEntropy", yTrue, yPred)
	n := float64(yPred.Rows)
	d := NewMatrix(yPred.Rows, yPred.Cols)
	for i := range yPred.Rows {
		y, p, dy := yTrue.Row(i), yPred.Row(i), d.Row(i)
		for j := range y {
			if y[j] != 0 {
				dy[j] = -y[j] / awayFrom0(p[j]) / n
			}
		}
	}
	return d
}

// lossOfInput returns the combined derivative of the last layer and the loss: a function that
// takes Y, Y* and the last layer's input X, returns L and sets dX to ∂L/∂X. It returns nil unless
// the pair is softmax with categorical or sigmoid with binary cross-entropy.
//
// The chain rule gives the same dX in two steps, the derivative of the loss times the derivative of
// the layer: for a sigmoid (-y/y* + (1-y)/(1-y*))·y*·(1-y*) = y* - y. In floating point, however,
// y* is rounded to 0 or 1 where |x| is large. The loss can then no longer measure how wrong y* is,
// the product of the two derivatives is 0, and the weights would never change again. Computed from
// x, loss and derivative are exact everywhere.
func lossOfInput(layers []Layer, loss LossFunction) func(yTrue, yPred, X, dX *Matrix) (L float64) {
	_, softmax := layers[len(layers)-1].(*SoftmaxActivation)
	_, sigmoid := layers[len(layers)-1].(*SigmoidActivation)
	_, categorical := loss.(*CategoricalCrossEntropy)
	_, binary := loss.(*BinaryCrossEntropy)
	switch {
	case softmax && categorical:
		return softmaxCrossEntropy
	case sigmoid && binary:
		return sigmoidCrossEntropy
	}
	return nil
}

// softmaxCrossEntropy combines [SoftmaxActivation] and [CategoricalCrossEntropy]. Let M be the
// largest x of a row and s_M its softmax. Then e^M = s_M·Σ_k e^x_k, and therefore
//
//	-log s_j = log(Σ_k e^x_k) - x_j = (M - x_j) - log s_M
//	L        = -1/n·Σ_i Σ_j y_ij·log s_ij
//	∂L/∂x_ij = 1/n·(s_ij·Σ_k y_ik - y_ij)         = (s - y)/n if the y of a row sum to 1
//
// The logarithm of s_M is accurate, because s_M is at least 1/m.
func softmaxCrossEntropy(yTrue, yPred, X, dX *Matrix) (L float64) {
	mustCompare("CategoricalCrossEntropy", yTrue, yPred)
	n := float64(yPred.Rows)
	dX.receive("softmaxCrossEntropy", yPred.Rows, yPred.Cols)
	for i := range yPred.Rows {
		y, s, x := yTrue.Row(i), yPred.Row(i), X.Row(i)
		M, sM, sum := slices.Max(x), slices.Max(s), 0.0
		for j := range y {
			if y[j] != 0 {
				L += y[j] * ((M - x[j]) - math.Log(sM)) / n
			}
			sum += y[j]
		}
		for j := range y {
			dX.Set(i, j, (s[j]*sum-y[j])/n)
		}
	}
	return L
}

// sigmoidCrossEntropy combines [SigmoidActivation] and [BinaryCrossEntropy]. With y* = 1/(1 + e⁻ˣ):
//
//	-log y*       = log(1 + e⁻ˣ) = max(-x, 0) + log(1 + e^-|x|)
//	-log (1 - y*) = log(1 + eˣ)  = max(x, 0) + log(1 + e^-|x|)
//	L             = -1/(n·m)·Σ_ij (y_ij·log y*_ij + (1 - y_ij)·log(1 - y*_ij))
//	∂L/∂x_ij      = 1/(n·m)·(y*_ij - y_ij)
func sigmoidCrossEntropy(yTrue, yPred, X, dX *Matrix) (L float64) {
	mustCompare("BinaryCrossEntropy", yTrue, yPred)
	nm := float64(yPred.Rows * yPred.Cols)
	dX.receive("sigmoidCrossEntropy", yPred.Rows, yPred.Cols)
	for i := range yPred.Rows {
		y, p := yTrue.Row(i), yPred.Row(i)
		for j, x := range X.Row(i) {
			L += (y[j]*max(-x, 0) + (1-y[j])*max(x, 0) + math.Log1p(math.Exp(-math.Abs(x)))) / nm
			dX.Set(i, j, (p[j]-y[j])/nm)
		}
	}
	return L
}

// awayFrom0 returns p, or the smallest normal number if p is smaller.
func awayFrom0(p float64) float64 { return max(p, 0x1p-1022) }

// restAwayFrom0 returns 1 - p, or 2⁻⁵³ if 1 - p is smaller: the distance from 1 to the number below
// it.
func restAwayFrom0(p float64) float64 { return max(1-p, 0x1p-53) }

// sumOfSquares returns Σ_ij (y_ij - y*_ij)².
func sumOfSquares(yTrue, yPred *Matrix) float64 {
	sum := 0.0
	for i := range yPred.Rows {
		y, p := yTrue.Row(i), yPred.Row(i)
		for j := range y {
			sum += (y[j] - p[j]) * (y[j] - p[j])
		}
	}
	return sum
}

func mustCompare(loss string, yTrue, yPred *Matrix) {
	if yTrue.Rows != yPred.Rows || yTrue.Cols != yPred.Cols {
		panic(fmt.Sprintf("nn: %s: yTrue %s, yPred %s: make the shapes equal", loss, yTrue.shape(), yPred.shape()))
	}
	if yPred.Rows == 0 || yPred.Cols == 0 {
		panic(fmt.Sprintf("nn: %s: no examples: yTrue and yPred are %s, want (1, 1) or more", loss, yPred.shape()))
	}
}

// mustSuitLoss panics if a target or a prediction is outside the domain of this package's
// cross-entropies. NaN passes, because Fit reports it as a divergence.
func mustSuitLoss(purpose string, loss LossFunction, yTrue, yPred *Matrix) {
	_, binary := loss.(*BinaryCrossEntropy)
	_, categorical := loss.(*CategoricalCrossEntropy)
	if !binary && !categorical {
		return
	}
	refuse := func(i int, format string, args ...any) {
		panic(fmt.Sprintf("nn: %s data, example %d: %s: %s", purpose, i, typeName(loss), fmt.Sprintf(format, args...)))
	}
	for i := range yTrue.Rows {
		sum, positive := 0.0, 0
		for _, y := range yTrue.Row(i) {
			if y < 0 || binary && y > 1 {
				refuse(i, "target %v, want 0 to 1; write 0 instead of -1, and for classes 0, 1, 2, ... "+
					"use OneHot, a softmax and CategoricalCrossEntropy", y)
			}
			if y > 0 {
				positive++
			}
			sum += y
		}
		switch {
		case binary:
		case yTrue.Cols == 1:
			refuse(i, "one column of targets; use OneHot, which makes one column per class")
		case sum == 0:
			refuse(i, "every target is 0; the column of the right class must be 1")
		case positive > 1 && math.Abs(sum-1) > 1e-6:
			refuse(i, "%d positive targets with the sum %v, want one of them or the sum 1; "+
				"if several classes can be right, use sigmoids and BinaryCrossEntropy", positive, sum)
		}
	}
	for i := range yPred.Rows {
		for _, p := range yPred.Row(i) {
			if p < 0 || p > 1 {
				refuse(i, "prediction %v is not a probability; make the last layer a softmax, or a sigmoid for BinaryCrossEntropy", p)
			}
		}
	}
}
