// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "math"

// MSE returns the mean squared error. n counts all entries, as in [MeanSquaredError]:
//
//	MSE = (1/n) Σ_ij (y_ij - y*_ij)²
//
// Shapes: yTrue and yPred of any shape, the same for both.
//
// Range: 0 to ∞, in the squared unit of y; lower is better.
//
// Edge cases: NaN if an entry is NaN or n = 0; +Inf if a square overflows.
//
// Slide: Python implementation - numpy (metrics)
func MSE(yTrue, yPred *Matrix) float64 { return meanError("MSE", square, yTrue, yPred) }

// meanError returns the mean of f(y - y*) over all entries.
func meanError(op string, f func(float64) float64, yTrue, yPred *Matrix) float64 {
	mustHaveSameShape(op, yTrue, yPred)
	sum := 0.0
	for i := range yTrue.Rows {
		prediction := yPred.Row(i)
		for j, y := range yTrue.Row(i) {
			sum += f(y - prediction[j])
		}
	}
	return sum / float64(yTrue.Rows*yTrue.Cols)
}

// RMSE returns the square root of the mean squared error:
//
//	RMSE = √MSE
//
// Shapes: yTrue and yPred of any shape, the same for both.
//
// Range: 0 to ∞, in the unit of y; lower is better. RMSE is never below [MAE].
//
// Edge cases: as [MSE].
//
// Slide: Python implementation - numpy (metrics)
func RMSE(yTrue, yPred *Matrix) float64 {
	return math.Sqrt(meanError("RMSE", square, yTrue, yPred))
}

// MAE returns the mean absolute error. n counts all entries:
//
//	MAE = (1/n) Σ_ij |y_ij - y*_ij|
//
// Shapes: yTrue and yPred of any shape, the same for both.
//
// Range: 0 to ∞, in the unit of y; lower is better. One large error has less influence than in
// [RMSE].
//
// Edge cases: NaN if an entry is NaN or n = 0.
//
// Slide: Python implementation - numpy (metrics)
func MAE(yTrue, yPred *Matrix) float64 { return meanError("MAE", math.Abs, yTrue, yPred) }

// R2 returns the coefficient of determination. It compares the squared error of the predictions
// with the squared error of always predicting ȳ_j, the mean of column j of the targets:
//
//	R² = 1 - Σ_ij (y_ij - y*_ij)² / Σ_ij (y_ij - ȳ_j)²
//
// Shapes: yTrue and yPred of any shape, the same for both.
//
// Range: -∞ to 1; higher is better. 0 is as good as predicting the means; below 0 is worse.
//
// Edge cases: a column of constant targets has no variance to explain and is left out. If there is no
// other column, for example because there is only one row, R2 is 1 for exact predictions and 0
// otherwise. NaN if an entry is NaN or n = 0. For several columns, R2 corresponds to
// multioutput="variance_weighted" in scikit-learn.
//
// Slide: Python implementation - numpy (metrics)
func R2(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("R2", yTrue, yPred)
	if yTrue.Rows == 0 {
		return math.NaN()
	}
	unit := largestOf(yTrue) // of all numbers, so that no square overflows or becomes 0
	residual, total, exact := 0.0, 0.0, true
	for j := range yTrue.Cols {
		first, mean := yTrue.At(0, j)/unit, 0.0
		for i := range yTrue.Rows {
			mean += (yTrue.At(i, j)/unit - first) / float64(yTrue.Rows)
		}
		mean += first // exact if the column is constant
		ofColumn, spread := 0.0, 0.0
		for i := range yTrue.Rows {
			y := yTrue.At(i, j) / unit
			ofColumn += square(y - yPred.At(i, j)/unit)
			spread += square(y - mean)
		}
		exact = exact && ofColumn == 0
		if spread != 0 || math.IsNaN(ofColumn) {
			residual, total = residual+ofColumn, total+spread
		}
	}
	switch {
	case total == 0 && exact:
		return 1
	case total == 0 && residual == 0:
		return 0
	}
	return 1 - residual/total
}

// largestOf returns the largest finite |y|, 1 if there is none but 0.
func largestOf(y *Matrix) float64 {
	largest := 0.0
	for i := range y.Rows {
		for _, v := range y.Row(i) {
			if v = math.Abs(v); v > largest && !math.IsInf(v, 1) {
				largest = v
			}
		}
	}
	if largest == 0 {
		return 1
	}
	return largest
}
