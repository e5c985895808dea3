// Package agree compares the worked answers with the library and prints the numbers of their
// examples. The answers use the Matrix of package given.
package agree

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nn"
	"nn/solutions/given"
)

// Number fails the test unless the numbers of the answer and the library agree within rounding.
func Number(t testing.TB, what string, answer, library float64) {
	t.Helper()
	if d := math.Abs(answer - library); answer != library && !(d <= 1e-12*(1+math.Abs(library))) {
		t.Errorf("%s: the answer returns %v, the library %v", what, answer, library)
	}
}

// Matrix fails the test unless the matrices of the answer and the library agree within rounding.
func Matrix(t testing.TB, what string, answer *given.Matrix, library *nn.Matrix) {
	t.Helper()
	if answer.Rows != library.Rows || answer.Cols != library.Cols {
		t.Fatalf("%s: the answer has shape %s, the library (%d, %d)", what, answer.Shape(),
			library.Rows, library.Cols)
	}
	for i, v := range library.Dense().Data {
		Number(t, what, answer.Data[i], v)
	}
}

// Random returns a matrix of normally distributed numbers.
func Random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}

// Library returns a copy of m as the library's Matrix.
func Library(m *given.Matrix) *nn.Matrix {
	m = m.Clone()
	return &nn.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.Data}
}

// Given returns a copy of m as given's Matrix.
func Given(m *nn.Matrix) *given.Matrix {
	m = m.Clone().Dense()
	return &given.Matrix{Rows: m.Rows, Cols: m.Cols, Data: m.Data}
}

// Show prints pairs of a name and a value side by side, numbers rounded to four decimals:
//
//	X = [ 1 2 ]    W = [ 0.5 ]    loss = 0.25
//	    [ 3 4 ]        [  -1 ]
func Show(namesAndValues ...any) {
	var lines []string
	for i := 0; i+1 < len(namesAndValues); i += 2 {
		label := namesAndValues[i].(string) + " = "
		lines = beside(lines, label, strings.Split(text(namesAndValues[i+1]), "\n"))
	}
	for _, line := range lines {
		fmt.Println(strings.TrimRight(line, " "))
	}
}

// beside puts a labelled value to the right of lines.
func beside(lines []string, label string, value []string) []string {
	width := 0
	for _, line := range lines {
		width = max(width, len([]rune(line))+4)
	}
	indent := strings.Repeat(" ", len([]rune(label)))
	for i, v := range value {
		if i == len(lines) {
			lines = append(lines, "")
		}
		lines[i] = fmt.Sprintf("%-*s%s%s", width, lines[i], label, v)
		label = indent
	}
	return lines
}

// text formats a value; a float64 and the elements of a matrix are rounded to four decimals.
func text(value any) string {
	switch v := value.(type) {
	case float64:
		return fmt.Sprint(round(v))
	case *given.Matrix:
		return v.Apply(round).String()
	}
	return fmt.Sprint(value)
}

func round(v float64) float64 { return math.Round(v*1e4)/1e4 + 0 } // + 0 turns -0 into 0
