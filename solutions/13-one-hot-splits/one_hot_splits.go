// Package data is exercise 13: one-hot encoding, splits, and standardization without a leak.
//
//	Slide   IMDB dataset: pre-processing; Evaluating DL models
//	Time    35 minutes
//	Points  12, and 3 for tests that are not shown
package data

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nn/solutions/given"
)

// OneHot returns what a softmax is to give for each example: for class k a row with 1 in column k
// and 0 elsewhere. The result is (len(classes), nClasses). Classes are numbered from 0. It panics
// if a class is none of 0, ..., nClasses-1.
func OneHot(classes []int, nClasses int) *given.Matrix {
	// Exercise:
	//
	// Classes are names, not quantities: 7 is not nearer to 8 than to 1. With a column of its own
	// every class is as far from each other one. How many columns there are is the caller's to say,
	// for a small sample need not have every class. A class that does not exist is a mistake in the
	// data; as an index it may still be that of another element, so it is looked at before it is used.
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		if k < 0 || k >= nClasses {
			panic(fmt.Sprintf("OneHot: example %d has class %d of %d", i, k, nClasses))
		}
		Y.Set(i, k, 1)
	}
	return Y
}

// VectorizeSequences is the slide's vectorize_sequences: each sequence is a text, as a list of the
// numbers of its words, in their order. In row i of the result, (len(sequences), dimension), the
// columns of the words that sequence i has are 1, however often it has them, and all others are 0.
func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	// Exercise: a row can have as many ones as its text has different words; the order is neglected.
	X := given.NewMatrix(len(sequences), dimension)
	for i, sequence := range sequences {
		for _, word := range sequence {
			X.Set(i, word, 1)
		}
	}
	return X
}

// Dataset holds n examples: the one in row i of X has its desired output in row i of Y.
type Dataset struct{ X, Y *given.Matrix }

// TrainValidationTest deals the n examples of d out to three parts: a to train, b to optimize
// models and hyperparameters, c to estimate the error of the final model. Every example is in
// exactly one part.
//
// Conventions. b gets validation·n examples, c gets test·n, both rounded to the nearest whole
// number with math.Round; a gets the rest. Which ones is random, drawn by rng. d stays as it is.
// Each part has at least one example.
func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	// Exercise:
	//
	// An example that was trained on says nothing about new ones, so no example may be in two parts:
	// one random order of all is cut into three pieces. Random, because data is often sorted, by class
	// or by date, and then the parts would not be alike. Only two sizes are rounded, so that the three
	// sum to n. And to the nearest, for 0.29·100 is 28.999999999999996.
	n := d.X.Rows
	order := rng.Perm(n)
	sizes := []int{0, int(math.Round(validation * float64(n))), int(math.Round(test * float64(n)))}
	sizes[0] = n - sizes[1] - sizes[2]
	var parts []Dataset
	for _, size := range sizes {
		var x, y [][]float64
		for _, i := range order[:size] {
			x, y = append(x, d.X.Row(i)), append(y, d.Y.Row(i))
		}
		parts = append(parts, Dataset{given.MatrixOf(x...), given.MatrixOf(y...)})
		order = order[size:]
	}
	return parts[0], parts[1], parts[2]
}

// Standardize moves and scales every column (feature) of the inputs X of the three parts, so that
// in the training part each has the mean 0 and the standard deviation 1. It returns three new
// matrices:
//
//	z_ij = (x_ij - mean_j)/std_j        std_j = √(the mean of (x_ij - mean_j)²)
//
// Conventions. The means are over the n examples, and so divided by n. mean and std know the
// training part alone and serve all three parts. A column that has std 0 is moved only.
func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	// Exercise:
	//
	// In use the network meets examples one by one, which have no mean of their own, and which nobody
	// has averaged before: mean and std are learned, as the weights are, and from the same examples.
	// Of means that know the test part, the estimate of the error would be too good: a leak. And with
	// means of its own each part would be moved by another distance, and the network would see another
	// feature. Without all this a feature measured in grams outweighs one in tons.
	n := float64(train.Rows)
	minusMean := train.SumAxis0().Apply(func(sum float64) float64 { return -sum / n })
	d := train.AddToRows(minusMean)
	std := d.Multiply(d).SumAxis0().Apply(func(sum float64) float64 { return math.Sqrt(sum / n) })
	transform := func(X *given.Matrix) *given.Matrix {
		Z := X.AddToRows(minusMean)
		for i := range Z.Data {
			if s := std.Data[i%Z.Cols]; s != 0 {
				Z.Data[i] /= s
			}
		}
		return Z
	}
	return transform(train), transform(validation), transform(test)
}
