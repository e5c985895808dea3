package nn

import (
	"fmt"
)

// Dataset holds examples: row i of X with the desired outputs in row i of Y.
//
// Slide: Python implementation - numpy (data)
type Dataset struct {
	X, Y     *Matrix
	Features []string // names of X's columns; may be nil
	Labels   []string // names of the classes (columns of a one-hot Y) or of the targets; may be nil
}

// Len returns the number of examples.
func (d *Dataset) Len() int {
	d.mustBeComplete("Len")
	return d.X.Rows
}

// Subset returns the examples with the given indices, in their order, in memory of their own.
// It panics if an index is not in 0, ..., Len-1.
func (d *Dataset) Subset(rows []int) *Dataset {
	d.mustBeComplete("Subset")
	X, Y := new(Matrix).Gather(d.X, rows), new(Matrix).Gather(d.Y, rows)
	return &Dataset{X: X, Y: Y, Features: d.Features, Labels: d.Labels}
}

// OneHot returns the matrix (len(classes), nClasses) whose row i is 1 in column classes[i] and 0
// elsewhere: what a softmax is to give for class classes[i]. It panics if a class is not in 0, ...,
// nClasses-1.
func OneHot(classes []int, nClasses int) *Matrix {
	Y := NewMatrix(len(classes), nClasses)
	for i, class := range classes {
		if class < 0 || class >= nClasses {
			panic(fmt.Sprintf("nn: OneHot: example %d has class %d of %d classes", i, class, nClasses))
		}
		Y.Data[i*nClasses+class] = 1
	}
	return Y
}

// XOR returns the four examples of the exclusive or: y is 1 where exactly one of x1 and x2 is. No
// straight line separates the two classes, so a network without a hidden layer cannot learn them.
func XOR() *Dataset {
	return &Dataset{
		X:        MatrixOf([]float64{0, 0}, []float64{0, 1}, []float64{1, 0}, []float64{1, 1}),
		Y:        MatrixOf([]float64{0}, []float64{1}, []float64{1}, []float64{0}),
		Features: []string{"x1", "x2"},
		Labels:   []string{"x1 xor x2"},
	}
}

// mustBeComplete panics unless d has X and Y with a row for each example.
func (d *Dataset) mustBeComplete(op string) {
	switch {
	case d == nil:
		panic(fmt.Sprintf("nn: %s: the dataset is nil", op))
	case d.X == nil || d.Y == nil:
		panic(fmt.Sprintf("nn: %s: the dataset has X %s and Y %s, want both",
			op, d.X.shape(), d.Y.shape()))
	case d.X.Rows != d.Y.Rows:
		panicShapes(op, d.X, d.Y, "X and Y of a dataset have different numbers of rows")
	}
	d.X.mustBeWhole(op)
	d.Y.mustBeWhole(op)
}
