// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import "fmt"

// Dataset holds examples. Row i of X contains the inputs of example i, and row i of Y its targets.
//
// Slide: Python implementation - numpy (data)
type Dataset struct {
	X, Y     *Matrix
	Features []string // names of the columns of X; can be nil
	Labels   []string // names of the columns of Y (classes, if Y is one-hot); can be nil
	zero     string   // class for which Y is 0, if CSVOptions.Positive names the other one
}

// Len returns the number of examples.
func (d *Dataset) Len() int {
	d.mustBeComplete("Len")
	return d.X.Rows
}

// Subset returns a copy of the examples with the given indices, in the given order. It panics if an
// index is not in 0, ..., Len-1.
func (d *Dataset) Subset(rows []int) *Dataset {
	d.mustBeComplete("Subset")
	X, Y := new(Matrix).Gather(d.X, rows), new(Matrix).Gather(d.Y, rows)
	return &Dataset{X: X, Y: Y, Features: d.Features, Labels: d.Labels, zero: d.zero}
}

// OneHot returns the matrix (len(classes), nClasses) whose row i is 1 in column classes[i] and 0
// elsewhere. These rows are the targets for a softmax. A row can be multiplied by a weight, but only
// for [CategoricalCrossEntropy]. OneHot panics if a class is not in 0, ...,
// nClasses-1.
func OneHot(classes []int, nClasses int) *Matrix {
	Y := NewMatrix(len(classes), nClasses)
	for i, class := range classes {
		if class < 0 || class >= nClasses {
			panic(fmt.Sprintf("nn: OneHot: example %d has class %d of %d classes, want 0 to %d", i, class, nClasses, nClasses-1))
		}
		Y.Data[i*nClasses+class] = 1
	}
	return Y
}

// XOR returns the four examples of exclusive or: y is 1 if exactly one of x1 and x2 is 1. A network
// without a hidden layer cannot learn them, because no straight line separates the two classes.
func XOR() *Dataset {
	return &Dataset{
		X:        MatrixOf([]float64{0, 0}, []float64{0, 1}, []float64{1, 0}, []float64{1, 1}),
		Y:        MatrixOf([]float64{0}, []float64{1}, []float64{1}, []float64{0}),
		Features: []string{"x1", "x2"}, Labels: []string{"x1 xor x2"},
	}
}

// mustBeComplete panics unless d has both X and Y, with the same number of rows.
func (d *Dataset) mustBeComplete(op string) {
	switch {
	case d == nil:
		panic(fmt.Sprintf("nn: %s: the dataset is nil, want examples", op))
	case d.X == nil || d.Y == nil:
		panic(fmt.Sprintf("nn: %s: the dataset has X %s and Y %s, want both",
			op, d.X.shape(), d.Y.shape()))
	case d.X.Rows != d.Y.Rows:
		panicShapes(op, d.X, d.Y, "X and Y of the dataset have different numbers of rows, want one row per example in both")
	}
	d.X.mustBeWhole(op)
	d.Y.mustBeWhole(op)
}
