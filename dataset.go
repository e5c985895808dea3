package nn

import "fmt"

// Dataset holds examples: row i of X with the desired outputs in row i of Y.
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
	return &Dataset{
		X:        new(Matrix).Gather(d.X, rows),
		Y:        new(Matrix).Gather(d.Y, rows),
		Features: d.Features,
		Labels:   d.Labels,
	}
}

// mustBeComplete panics unless d has X and Y with a row for each example.
func (d *Dataset) mustBeComplete(op string) {
	switch {
	case d == nil:
		panic(fmt.Sprintf("nn: %s: the dataset is nil", op))
	case d.X == nil || d.Y == nil:
		panic(fmt.Sprintf("nn: %s: the dataset has X %s and Y %s, want both", op, shapeOrNil(d.X), shapeOrNil(d.Y)))
	case d.X.Rows != d.Y.Rows:
		panicShapes(op, d.X, d.Y, "X and Y of a dataset have different numbers of rows")
	}
}

func shapeOrNil(m *Matrix) string {
	if m == nil {
		return "nil"
	}
	return m.shape()
}
