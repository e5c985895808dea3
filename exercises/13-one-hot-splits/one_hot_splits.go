// Package data is exercise 13: one-hot encoding, splits, and standardization without a leak.
//
//	Slide   IMDB dataset: pre-processing; Evaluating DL models
//	Time    35 minutes
//	Points  12, and 3 for tests that are not shown
package data

import (
	"math/rand/v2"

	"exercises/given"
)

// OneHot returns what a softmax is to give for each example: for class k a row with 1 in column k
// and 0 elsewhere. The result is (len(classes), nClasses). Classes are numbered from 0. It panics
// if a class is none of 0, ..., nClasses-1.
func OneHot(classes []int, nClasses int) *given.Matrix {
	panic("not written yet: OneHot")
}

// VectorizeSequences is the slide's vectorize_sequences: each sequence is a text, as a list of the
// numbers of its words, in their order. In row i of the result, (len(sequences), dimension), the
// columns of the words that sequence i has are 1, however often it has them, and all others are 0.
func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	panic("not written yet: VectorizeSequences")
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
	panic("not written yet: TrainValidationTest")
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
	panic("not written yet: Standardize")
}
