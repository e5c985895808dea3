package nn

import (
	"fmt"
	"math"
)

// Standardizer moves and scales every column to mean 0 and standard deviation 1, so that no feature
// outweighs another because of its unit:
//
//	z_ij = (x_ij - mean_j)/std_j
//
// Fit it on the training part alone and transform all parts with it. Means that know the
// test part are a leak: in use the network meets examples that nobody has averaged.
type Standardizer struct {
	Mean, Std *Matrix // (1, columns); Std is 0 where all values are equal
}

// FitStandardizer returns the standardizer for the columns of X. It panics if X has no rows.
//
// One pass over the rows x_1, ..., x_n of each column (Welford 1962), without the cancellation of
// Σx² - n·mean², and with std exactly 0 if all x are equal:
//
//	mean_k = mean_k-1 + (x_k - mean_k-1)/k
//	s_k    = s_k-1 + (x_k - mean_k-1)·(x_k - mean_k)        std = √(s_n/n)
func FitStandardizer(X *Matrix) *Standardizer {
	if X.Rows == 0 {
		panic(fmt.Sprintf("nn: FitStandardizer: %s matrix, want one row or more", X.shape()))
	}
	mean, std := NewMatrix(1, X.Cols), NewMatrix(1, X.Cols)
	for i := range X.Rows {
		k := float64(i + 1)
		for j, x := range X.Row(i) {
			d := x - mean.Data[j]
			mean.Data[j] += x/k - mean.Data[j]/k // not d/k: d may overflow
			std.Data[j] += d * (x - mean.Data[j])
		}
	}
	for j, s := range std.Data {
		std.Data[j] = min(math.Sqrt(s/float64(X.Rows)), math.MaxFloat64)
	}
	return &Standardizer{Mean: mean, Std: std}
}

// Transform returns the standardized X, a new matrix. A column with Std 0 is moved only. The result
// is never kept as index lists, because zeros do not stay zeros.
func (s *Standardizer) Transform(X *Matrix) *Matrix {
	if X.Cols != s.Mean.Cols {
		panicShapes("Transform", X, s.Mean, "numbers of columns differ")
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
