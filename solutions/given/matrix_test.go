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

// TestAgreesWithLibrary compares every operation with the library's of the same name.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		n, m, k := 1+rng.IntN(5), 1+rng.IntN(5), 1+rng.IntN(5)
		A, B, C, row := agree.Random(rng, n, m), agree.Random(rng, n, m), agree.Random(rng, m,
			k), agree.Random(rng, 1, m)
		a, b, c := agree.Library(A), agree.Library(B), agree.Library(C)
		Z := func() *nn.Matrix { return new(nn.Matrix) }

		agree.Matrix(t, "MatMul", A.MatMul(C), Z().MatMul(a, c))
		agree.Matrix(t, "T and MatMul", A.T().MatMul(B), Z().TMatMul(a, b))
		agree.Matrix(t, "MatMul and T", A.MatMul(B.T()), Z().MatMulT(a, b))
		agree.Matrix(t, "AddRow", A.AddRow(row), Z().AddRow(a, agree.Library(row)))
		agree.Matrix(t, "SumRows", A.SumRows(), Z().SumRows(a))
		agree.Matrix(t, "Sub", A.Sub(B), Z().Sub(a, b))
		agree.Matrix(t, "Add", A.Add(B), Z().Sub(a, Z().Scale(-1, b)))
		agree.Matrix(t, "Mul", A.Mul(B), Z().Mul(a, b))
		agree.Matrix(t, "Scale", A.Scale(-2), Z().Scale(-2, a))
		agree.Matrix(t, "Map", A.Map(math.Exp), Z().Map(math.Exp, a))
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
		"Clone": A.Clone(), "T": A.T(), "MatMul": A.MatMul(A), "AddRow": A.AddRow(row), "SumRows": A.SumRows(),
		"Add": A.Add(A), "Sub": A.Sub(A), "Mul": A.Mul(A), "Scale": A.Scale(1), "Map": A.Map(same),
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
		"MatMul: (2, 3) by (2, 4)":               func() { A.MatMul(B) },
		"AddRow: (2, 3) by (2, 4)":               func() { A.AddRow(B) },
		"Add: (2, 3) by (2, 4)":                  func() { A.Add(B) },
		"Sub: (2, 3) by (2, 4)":                  func() { A.Sub(B) },
		"Mul: (2, 3) by (2, 4)":                  func() { A.Mul(B) },
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
