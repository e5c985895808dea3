package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"nn"
)

// worksheet is a calculation by hand with numbers for one student.
type worksheet struct {
	Student, ID         string
	Title, Slide, About string
	Minutes             int
	Given               []worksheetMatrix
	Parts               []worksheetPart
}

// worksheetMatrix is a matrix with its name in the formulas.
type worksheetMatrix struct {
	Name  string
	Value *nn.Matrix
}

// worksheetPart is a heading of the worksheet with its steps.
type worksheetPart struct {
	Title, Formula string // a formula that all steps share, or nothing
	Steps          []*worksheetStep
}

// worksheetStep is one formula: the student fills in the matrix.
type worksheetStep struct {
	Formula string
	worksheetMatrix
	Mistakes []*worksheetMistake
}

// worksheetMistake is a known mistake in one step whose previous steps are right.
type worksheetMistake struct {
	What  string
	Value *nn.Matrix

	row, col int // the element that shows the mistake
}

// step returns a step whose result is value. Descriptions and results of its known mistakes
// alternate.
func step(formula, name string, value *nn.Matrix, mistakes ...any) *worksheetStep {
	s := &worksheetStep{Formula: formula, worksheetMatrix: worksheetMatrix{name, value}}
	for i := 0; i < len(mistakes); i += 2 {
		s.Mistakes = append(s.Mistakes, &worksheetMistake{What: mistakes[i].(string), Value: mistakes[i+1].(*nn.Matrix)})
	}
	return s
}

const (
	roundingError = 0.001 // accepted, because students round to four decimals
	apart         = 0.004 // between the result of a step and of its mistakes; more than two errors
	printedApart  = 0.0005
	longest       = 100 // no number is this large
)

// isFair reports whether all numbers are short and each known mistake has a number of its own.
func (s *worksheet) isFair() bool {
	var wrong []float64
	for _, part := range s.Parts {
		for _, st := range part.Steps {
			if !isShort(st.Value) {
				return false
			}
			for _, m := range st.Mistakes {
				if !isShort(m.Value) || !st.chooseElement(m) {
					return false
				}
				wrong = append(wrong, m.Value.At(m.row, m.col))
			}
		}
	}
	return distinct(wrong, printedApart)
}

// chooseElement finds an element at which the result of a mistake differs from the right result and
// from the results of all other mistakes of the step.
func (st *worksheetStep) chooseElement(m *worksheetMistake) bool {
	for i := range st.Value.Rows {
		for j := range st.Value.Cols {
			differs := math.Abs(m.Value.At(i, j)-st.Value.At(i, j)) >= apart
			for _, other := range st.Mistakes {
				differs = differs && (other == m || math.Abs(m.Value.At(i, j)-other.Value.At(i, j)) >= apart)
			}
			if differs {
				m.row, m.col = i, j
				return true
			}
		}
	}
	return false
}

// distinct reports whether every two of the values differ by at least the given distance.
func distinct(values []float64, distance float64) bool {
	for i, v := range values {
		for _, w := range values[:i] {
			if math.Abs(v-w) < distance {
				return false
			}
		}
	}
	return true
}

func isShort(m *nn.Matrix) bool {
	for _, v := range m.Data {
		if !(math.Abs(v) < longest) {
			return false
		}
	}
	return true
}

// Place names the element that shows a mistake, counted from 1 as on the slides, and nothing for a
// single number.
func (m *worksheetMistake) Place() string {
	switch {
	case len(m.Value.Data) == 1:
		return ""
	case m.Value.Rows == 1:
		return fmt.Sprintf("column %d", m.col+1)
	}
	return fmt.Sprintf("row %d, column %d", m.row+1, m.col+1)
}

// Right returns the right number at the element that shows the mistake.
func (st *worksheetStep) Right(m *worksheetMistake) string {
	return decimals(st.Value.At(m.row, m.col))
}

// Number returns the number that shows the mistake.
func (m *worksheetMistake) Number() string { return decimals(m.Value.At(m.row, m.col)) }

// Shape returns the shape for the heading of a matrix, and nothing for a single number.
func (m worksheetMatrix) Shape() string {
	if len(m.Value.Data) == 1 {
		return ""
	}
	return fmt.Sprintf("(%d, %d)", m.Value.Rows, m.Value.Cols)
}

// Cells returns the numbers of the matrix as text.
func (m worksheetMatrix) Cells() [][]string {
	var rows [][]string
	for i := range m.Value.Rows {
		var row []string
		for _, v := range m.Value.Row(i) {
			row = append(row, decimals(v))
		}
		rows = append(rows, row)
	}
	return rows
}

// decimals writes a number with four decimals at most and a minus sign.
func decimals(v float64) string {
	text := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
	if text == "-0" {
		return "0"
	}
	return strings.Replace(text, "-", "−", 1)
}

// draw returns a matrix of randomly chosen numbers, all different, because equal ones would hide a wrong index.
func draw(rng *rand.Rand, rows, cols int, from ...float64) *nn.Matrix {
	z := nn.NewMatrix(rows, cols)
	for i, k := range rng.Perm(len(from))[:rows*cols] {
		z.Data[i] = from[k]
	}
	return z
}

// Operations that return a new matrix, so that a mistake is one formula.
func mul(a, b *nn.Matrix) *nn.Matrix           { return new(nn.Matrix).MatMul(a, b) }
func mulT(a, b *nn.Matrix) *nn.Matrix          { return new(nn.Matrix).MatMulT(a, b) }
func tMul(a, b *nn.Matrix) *nn.Matrix          { return new(nn.Matrix).TMatMul(a, b) }
func addRow(a, row *nn.Matrix) *nn.Matrix      { return new(nn.Matrix).AddRow(a, row) }
func minus(a, b *nn.Matrix) *nn.Matrix         { return new(nn.Matrix).Sub(a, b) }
func times(a, b *nn.Matrix) *nn.Matrix         { return new(nn.Matrix).Mul(a, b) }
func sumRows(a *nn.Matrix) *nn.Matrix          { return new(nn.Matrix).SumRows(a) }
func scale(s float64, a *nn.Matrix) *nn.Matrix { return new(nn.Matrix).Scale(s, a) }
func each(f func(float64) float64, a *nn.Matrix) *nn.Matrix {
	return new(nn.Matrix).Map(f, a)
}
func scalar(v float64) *nn.Matrix { return nn.MatrixOf([]float64{v}) }
