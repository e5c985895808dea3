package given_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares every operation with the library's.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		n, m, k := 1+rng.IntN(5), 1+rng.IntN(5), 1+rng.IntN(5)
		A, B, C, row := agree.Random(rng, n, m), agree.Random(rng, n, m), agree.Random(rng, m,
			k), agree.Random(rng, 1, m)
		a, b, c := agree.Library(A), agree.Library(B), agree.Library(C)
		Z := func() *nn.Matrix { return new(nn.Matrix) }

		agree.Matrix(t, "Dot", A.Dot(C), Z().MatMul(a, c))
		agree.Matrix(t, "T and Dot", A.T().Dot(B), Z().TMatMul(a, b))
		agree.Matrix(t, "Dot and T", A.Dot(B.T()), Z().MatMulT(a, b))
		agree.Matrix(t, "AddToRows", A.AddToRows(row), Z().AddRow(a, agree.Library(row)))
		agree.Matrix(t, "SumAxis0", A.SumAxis0(), Z().SumRows(a))
		agree.Matrix(t, "Subtract", A.Subtract(B), Z().Sub(a, b))
		agree.Matrix(t, "Add", A.Add(B), Z().Sub(a, Z().Scale(-1, b)))
		agree.Matrix(t, "Multiply", A.Multiply(B), Z().Mul(a, b))
		agree.Matrix(t, "ScaledBy", A.ScaledBy(-2), Z().Scale(-2, a))
		agree.Matrix(t, "Apply", A.Apply(math.Exp), Z().Map(math.Exp, a))
		agree.Matrix(t, "the operands afterwards", A, a)
		agree.Number(t, "At", A.At(n-1, m-1), a.At(n-1, m-1))
	}
}

// TestFreshResults writes into each result: no operand may change.
func TestFreshResults(t *testing.T) {
	A := given.MatrixOf([]float64{1, 2}, []float64{3, 4})
	row := given.MatrixOf([]float64{5, 6})
	same := func(x float64) float64 { return x }
	for name, result := range map[string]*given.Matrix{
		"Clone": A.Clone(), "T": A.T(), "Dot": A.Dot(A), "AddToRows": A.AddToRows(row),
		"SumAxis0": A.SumAxis0(), "Add": A.Add(A), "Subtract": A.Subtract(A),
		"Multiply": A.Multiply(A), "ScaledBy": A.ScaledBy(1), "Apply": A.Apply(same),
	} {
		for i := range result.Data {
			result.Data[i] = 99
		}
		if A.String() != "[ 1 2 ]\n[ 3 4 ]" || row.String() != "[ 5 6 ]" {
			t.Fatalf("%s shares its result's memory with an operand", name)
		}
	}
}

func TestWrongShapes(t *testing.T) {
	A, B := given.NewMatrix(2, 3), given.NewMatrix(2, 4)
	for want, call := range map[string]func(){
		"Dot: (2, 3) by (2, 4)":                  func() { A.Dot(B) },
		"AddToRows: (2, 3) by (2, 4)":            func() { A.AddToRows(B) },
		"Add: (2, 3) by (2, 4)":                  func() { A.Add(B) },
		"Subtract: (2, 3) by (2, 4)":             func() { A.Subtract(B) },
		"Multiply: (2, 3) by (2, 4)":             func() { A.Multiply(B) },
		"At: element (2, 0) of a (2, 3) matrix":  func() { A.At(2, 0) },
		"Set: element (0, 3) of a (2, 3) matrix": func() { A.Set(0, 3, 1) },
		"Row: row 2 of a (2, 3) matrix":          func() { A.Row(2) },
		"MatrixOf: row 1 has 1 numbers, row 0 has 2": func() {
			given.MatrixOf([]float64{1, 2},
				[]float64{3})
		},
	} {
		func() {
			defer func() {
				if got, _ := recover().(string); !strings.HasPrefix(got, want) {
					t.Errorf("got %q, want it to begin %q", got, want)
				}
			}()
			call()
		}()
	}
}
