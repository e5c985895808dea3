package main

import (
	"math"
	"testing"

	"nn"
)

// rounded returns a with four decimals, as a student writes it down.
func rounded(a *nn.Matrix) *nn.Matrix {
	return each(func(v float64) float64 { return math.Round(v*1e4) / 1e4 }, a)
}

// byHand repeats the calculation of a worksheet as its students do: every result is rounded, and the next
// step uses the rounded numbers.
var byHand = map[string]func(given []worksheetMatrix) []*nn.Matrix{
	"backpropagation": func(given []worksheetMatrix) []*nn.Matrix {
		X, W1, B1, W2, B2, Y := given[0].Value, given[1].Value, given[2].Value, given[3].Value, given[4].Value, given[5].Value
		Z := rounded(addRow(mul(X, W1), B1))
		A := rounded(each(func(z float64) float64 { return 1 / (1 + math.Exp(-z)) }, Z))
		P := rounded(addRow(mul(A, W2), B2))
		dP := rounded(minus(P, Y))
		L := rounded(scale(0.5, sumRows(times(dP, dP))))
		dA, dW2, dB2 := rounded(mulT(dP, W2)), rounded(tMul(A, dP)), rounded(sumRows(dP))
		dZ := rounded(times(dA, each(func(a float64) float64 { return a * (1 - a) }, A)))
		dX, dW1, dB1 := rounded(mulT(dZ, W1)), rounded(tMul(X, dZ)), rounded(sumRows(dZ))
		results := []*nn.Matrix{Z, A, P, L, dP, dA, dW2, dB2, dZ, dX, dW1, dB1}
		for i, d := range []*nn.Matrix{dW1, dB1, dW2, dB2} {
			results = append(results, rounded(minus(given[i+1].Value, scale(given[6].Value.At(0, 0), d))))
		}
		return results
	},
	"softmax": func(given []worksheetMatrix) []*nn.Matrix {
		X, Y := given[0].Value, given[1].Value
		S, dS, dX := nn.NewMatrix(2, 3), nn.NewMatrix(2, 3), nn.NewMatrix(2, 3)
		J, L := nn.NewMatrix(3, 3), 0.0
		for i := range 2 {
			e := rounded(each(math.Exp, X.RowRange(i, i+1))).Row(0)
			sum := e[0] + e[1] + e[2]
			copy(S.Row(i), rounded(nn.MatrixOf([]float64{e[0] / sum, e[1] / sum, e[2] / sum})).Row(0))
			s := S.Row(i)
			for j, y := range Y.Row(i) {
				dS.Set(i, j, math.Round(-y/s[j]/2*1e4)/1e4)
				L -= y * math.Log(s[j]) / 2
			}
			ds := dS.Row(i)
			for j := range s {
				dX.Set(i, j, s[j]*(ds[j]-ds[0]*s[0]-ds[1]*s[1]-ds[2]*s[2]))
			}
		}
		for i, s := range S.Row(0) {
			for j := range 3 {
				J.Set(i, j, -s*S.At(0, j))
			}
			J.Set(i, i, s*(1-s))
		}
		return []*nn.Matrix{S, rounded(scalar(L)), dS, rounded(J), rounded(dX), rounded(scale(0.5, minus(S, Y)))}
	},
	"optimizers": func(given []worksheetMatrix) (results []*nn.Matrix) {
		w0, g := given[0].Value.At(0, 0), given[1].Value.Row(0)
		α, β := given[2].Value.At(0, 0), given[3].Value.At(0, 0)
		result := func(v float64) float64 {
			results = append(results, rounded(scalar(v)))
			return results[len(results)-1].At(0, 0)
		}
		w, V, M := w0, 0.0, 0.0
		for _, g := range g {
			V = result(β*V + (1-β)*g)
			w = result(w - α*V)
		}
		w, V = w0, 0
		for t, g := range g {
			M = result(adamβ1*M + (1-adamβ1)*g)
			V = result(adamβ2*V + (1-adamβ2)*g*g)
			m := result(M / (1 - math.Pow(adamβ1, float64(t+1))))
			v := result(V / (1 - math.Pow(adamβ2, float64(t+1))))
			w = result(w - adamα*m/(math.Sqrt(v)+adamε))
		}
		return results
	},
}

// TestWorksheetsAllowRounding: a student who makes no mistake, and rounds as the worksheet says, is within
// the error that the key accepts, in every number of sixty worksheets.
func TestWorksheetsAllowRounding(t *testing.T) {
	for _, kind := range worksheetKinds {
		calculate := byHand[kind.file]
		if calculate == nil {
			continue // the confusion matrix has counts and their quotients
		}
		for i := range 2 * worksheetClass {
			s := newWorksheet(kind.make, "seed", kind.file, string(rune('a'+i)))
			results := calculate(s.Given)
			for _, part := range s.Parts {
				for _, st := range part.Steps {
					if len(results) == 0 {
						t.Fatalf("%s: no result for %s", kind.file, st.Name)
					}
					off := 0.0
					for _, v := range minus(results[0], st.Value).Data {
						off = max(off, math.Abs(v))
					}
					if !(off <= roundingError) {
						t.Errorf("%s of student %d: %s %s by hand is %v, the key has %v", kind.file, i, st.Name, st.Formula,
							results[0].Data, st.Value.Data)
					}
					results = results[1:]
				}
			}
			if len(results) > 0 {
				t.Errorf("%s: %d results too many", kind.file, len(results))
			}
		}
	}
}

// TestWorksheetsHaveDifferentNumbers: no number occurs twice in a matrix of inputs or weights, because
// two equal weights would hide a wrong index.
func TestWorksheetsHaveDifferentNumbers(t *testing.T) {
	for _, kind := range worksheetKinds[:2] {
		for i := range worksheetClass {
			for _, m := range newWorksheet(kind.make, "seed", kind.file, string(rune('a'+i))).Given {
				if m.Name != "Y" && !distinct(m.Value.Data, printedApart) {
					t.Errorf("%s of student %d: %s = %v has a number twice", kind.file, i, m.Name, m.Value.Data)
				}
			}
		}
	}
}
