package check

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"exercises/given"
)

// SlopeTolerance is the tolerance for comparisons with Slope and Slopes.
const SlopeTolerance = 1e-7

// Slope returns df/dx, computed by finite differences through four points, so that its deviation
// falls with h⁴.
func Slope(f func(x float64) float64, x float64) float64 {
	h := 1e-3 * max(1, math.Abs(x))
	near, wide := f(x+h)-f(x-h), f(x+2*h)-f(x-2*h)
	return (8*near - wide) / (12 * h)
}

// Slopes returns ∂E/∂x for every element x of X. Each call of E computes the error from the current
// elements of X. Slopes moves every element of X by up to 0.002 and restores it.
//
// Let E be [SumOfProducts] of the output Y and a random matrix dY. Then ∂E/∂Y is dY, and the slopes
// of X are the matrix that a backward pass must return for dY.
func Slopes(X *given.Matrix, E func() float64) *given.Matrix {
	dX := given.NewMatrix(X.Rows, X.Cols)
	for i, x := range X.Data {
		dX.Data[i] = Slope(func(moved float64) float64 {
			X.Data[i] = moved
			return E()
		}, x)
		X.Data[i] = x
	}
	return dX
}

// SumOfProducts returns the sum of the elementwise products of a and b.
func SumOfProducts(a, b *given.Matrix) float64 {
	sum := 0.0
	for i, v := range a.Data {
		sum += v * b.Data[i]
	}
	return sum
}

// Finite reports whether v, a number, slice or matrix, contains no NaN and no infinity.
func Finite(v any) bool {
	t := tableOf(v)
	return t == nil || !slices.ContainsFunc(t.data, func(x float64) bool {
		return math.IsNaN(x) || math.IsInf(x, 0)
	})
}

// Rand returns a random generator for this test. Its numbers are the same in every run, unless the
// environment variable EXERCISES_SEED changes.
func Rand(t testing.TB) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(t.Name()))
	seed := fnv.New64a()
	seed.Write([]byte(os.Getenv("EXERCISES_SEED")))
	return rand.New(rand.NewPCG(h.Sum64(), seed.Sum64()))
}

// Random returns a matrix of normally distributed numbers.
func Random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}
