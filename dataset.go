package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
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
	return &Dataset{
		X:        new(Matrix).Gather(d.X, rows),
		Y:        new(Matrix).Gather(d.Y, rows),
		Features: d.Features,
		Labels:   d.Labels,
	}
}

// Shuffle returns a copy with the examples in random order; d keeps its own.
func (d *Dataset) Shuffle(rng *rand.Rand) *Dataset {
	d.mustBeComplete("Shuffle")
	mustHaveGenerator("Shuffle", rng)
	return d.Subset(rng.Perm(d.Len()))
}

// Split deals the examples out to two datasets: a gets the given fraction of them and b the rest.
//
//	train, test := d.Split(0.8, rng)
//
// The examples are drawn at random, or, if rng is nil, a gets the first ones: right for data in
// random order, and wrong for data sorted by class.
//
// The size of a is fraction·Len, rounded; but a part is empty only where the fraction says so, by
// 0 or 1. Split panics if the fraction is not in [0, 1] or if there are too few examples for that.
func (d *Dataset) Split(fraction float64, rng *rand.Rand) (a, b *Dataset) {
	d.mustBeComplete("Split")
	sizes, _ := partSizes("Split", d.Len(), fraction)
	rows := inOrder(d.Len(), rng)
	return d.Subset(rows[:sizes[0]]), d.Subset(rows[sizes[0]:])
}

// TrainValidationTest deals the examples out to three datasets: one to train on, one to choose
// among networks and their settings, and one to judge the chosen network at the very end. The
// latter two get the given fractions, the first one the rest.
//
//	train, validation, test := d.TrainValidationTest(0.2, 0.1, rng)
//
// Order and sizes are as in [Dataset.Split]. It panics if nothing is left to train on.
//
// Slide: Evaluating DL models
func (d *Dataset) TrainValidationTest(validation, test float64, rng *rand.Rand) (a, b, c *Dataset) {
	const op = "TrainValidationTest"
	d.mustBeComplete(op)
	if validation+test >= 1 {
		panic(fmt.Sprintf("nn: %s: fractions %v and %v leave nothing to train on", op, validation, test))
	}
	sizes, rest := partSizes(op, d.Len(), validation, test)
	rows := inOrder(d.Len(), rng)
	begin, end := rest, rest+sizes[0]
	return d.Subset(rows[:begin]), d.Subset(rows[begin:end]), d.Subset(rows[end:])
}

// partSizes returns how many of n examples each fraction gets, and how many are left. A part that
// is to get some gets at least one, if need be from the largest part.
func partSizes(op string, n int, fractions ...float64) (sizes []int, rest int) {
	sum, parts := 0.0, 0 // parts counts those that must not be empty
	rest = n
	for _, fraction := range fractions {
		if !(fraction >= 0 && fraction <= 1) {
			panic(fmt.Sprintf("nn: %s: fraction %v, want 0 to 1", op, fraction))
		}
		size := 0
		if fraction > 0 {
			size = max(1, int(math.Round(fraction*float64(n))))
			parts++
		}
		sizes = append(sizes, size)
		rest -= size
		sum += fraction
	}
	least := 0
	if sum < 1 {
		least = 1
	}
	if n < parts+least {
		panic(fmt.Sprintf("nn: %s: %d examples for %d parts, want one or more for each",
			op, n, parts+least))
	}
	for ; rest < least; rest++ {
		sizes[slices.Index(sizes, slices.Max(sizes))]--
	}
	return sizes, rest
}

// inOrder returns 0, ..., n-1, shuffled unless rng is nil.
func inOrder(n int, rng *rand.Rand) []int {
	if rng != nil {
		return rng.Perm(n)
	}
	rows := make([]int, n)
	for i := range rows {
		rows[i] = i
	}
	return rows
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

func mustHaveGenerator(op string, rng *rand.Rand) {
	if rng == nil {
		panic(fmt.Sprintf("nn: %s: the random generator is nil", op))
	}
}
