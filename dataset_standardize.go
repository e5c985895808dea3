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
// It makes one pass over the values x_1, ..., x_n of each column (Welford 1962). Unlike
// Σx² - n·mean², this sum does not suffer from cancellation, and std is exactly 0 if all x are
// equal:
//
//	mean_k = mean_k-1 + (x_k - mean_k-1)/k
//	s_k    = s_k-1 + (x_k - mean_k-1)·(x_k - mean_k)        std = √(s_n/n)
func FitStandardizer(X *Matrix) *Standardizer {
	if X.Rows == 0 {
		panic(fmt.Sprintf("nn: FitStandardizer: %s matrix, want one or more rows", X.shape()))
	}
	mean, std := NewMatrix(1, X.Cols), NewMatrix(1, X.Cols)
	for i := range X.Rows {
		k := float64(i + 1)
		for j, x := range X.Row(i) {
			d := x - mean.Data[j]
			mean.Data[j] += x/k - mean.Data[j]/k // not d/k, because d can overflow
			std.Data[j] += d * (x - mean.Data[j])
		}
	}
	for j, s := range std.Data {
		std.Data[j] = min(math.Sqrt(s/float64(X.Rows)), math.MaxFloat64)
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
