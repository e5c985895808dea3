// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
)

// Standardizer shifts and scales every column to mean 0 and standard deviation 1. Otherwise, a
// feature could outweigh the others only because of its unit:
//
//	z_ij = (x_ij - mean_j)/std_j
//
// Fit it on the training set alone, and transform all sets with it. Computing the mean on the test
// set as well would leak information, because a network in use meets examples that were not part of
// any mean.
type Standardizer struct {
	Mean, Std *Matrix // (1, columns); Std is 0 for a column of equal values
}

// FitStandardizer returns the standardizer for the columns of X. It panics if X has no rows.
//
// For each column with the values x_1, ..., x_n, and with m the largest |x_i - mean|:
//
//	mean = x_1 + Σ_i (x_i - x_1)/n        std = m·√(1/n·Σ_i ((x_i - mean)/m)²)
//
// The differences to x_1 and the division by m keep every number in the range of a float64, whatever
// the unit of x, and make std exactly 0 if all x are equal. It is also 0 if the x differ by no more
// than rounding, because a value that was not in X would otherwise become huge.
func FitStandardizer(X *Matrix) *Standardizer {
	if X.Rows == 0 {
		panic(fmt.Sprintf("nn: FitStandardizer: %s matrix, want one or more rows", X.shape()))
	}
	n := float64(X.Rows)
	mean, std, largest := X.RowRange(0, 1).Clone(), NewMatrix(1, X.Cols), NewMatrix(1, X.Cols)
	first := mean.Clone().Data
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			mean.Data[j] += 2 * ((x/2 - first[j]/2) / n) // halves, because x - first can overflow
		}
	}
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			largest.Data[j] = max(largest.Data[j], math.Abs(x/2-mean.Data[j]/2))
		}
	}
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			std.Data[j] += square((x/2 - mean.Data[j]/2) / largest.Data[j])
		}
	}
	for j, m := range largest.Data {
		std.Data[j] = min(2*m*math.Sqrt(std.Data[j]/n), math.MaxFloat64)
		if m <= 0x1p-51*math.Abs(mean.Data[j]) { // 0, or nothing but rounding
			std.Data[j] = 0
		}
	}
	return &Standardizer{Mean: mean, Std: std}
}

// Transform returns the standardized X as a new matrix. A column with Std 0 is shifted but not
// scaled. The result never stores index lists, because zeros do not remain zeros.
func (s *Standardizer) Transform(X *Matrix) *Matrix {
	if X.Cols != s.Mean.Cols {
		panicShapes("Transform", X, s.Mean, "want the columns of the fitted matrix")
	}
	Z := NewMatrix(X.Rows, X.Cols)
	for i := range X.Rows {
		z := Z.Row(i)
		for j, x := range X.Row(i) {
			z[j] = x - s.Mean.Data[j]
			if std := s.Std.Data[j]; std != 0 {
				z[j] /= std
			}
		}
	}
	return Z
}

// InverseTransform returns the X that Transform has made Z of, as a new matrix: for example, the
// predictions of a regression in the unit of its targets.
func (s *Standardizer) InverseTransform(Z *Matrix) *Matrix {
	if Z.Cols != s.Mean.Cols {
		panicShapes("InverseTransform", Z, s.Mean, "numbers of columns differ")
	}
	X := NewMatrix(Z.Rows, Z.Cols)
	for i := range Z.Rows {
		x := X.Row(i)
		for j, z := range Z.Row(i) {
			if std := s.Std.Data[j]; std != 0 {
				z *= std
			}
			x[j] = z + s.Mean.Data[j]
		}
	}
	return X
}
