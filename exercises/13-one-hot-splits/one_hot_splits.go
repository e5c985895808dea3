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

// OneHot returns the targets of a softmax, a matrix (len(classes), nClasses): for an example of
// class k, a row with 1 in column k and 0 elsewhere. Classes are numbered from 0. If a class is not
// one of 0, ..., nClasses-1, OneHot panics with a text of its own, which names that class.
//
// For example:
//
//	classes = [1 3 0]    nClasses = 5    Y = [ 0 1 0 0 0 ]
//	                                         [ 0 0 0 1 0 ]
//	                                         [ 1 0 0 0 0 ]
func OneHot(classes []int, nClasses int) *given.Matrix {
	panic("not written yet: OneHot")
}

// VectorizeSequences is the slide's vectorize_sequences. Each sequence is a text: the list of the
// numbers of its words, in their order. The result is a matrix (len(sequences), dimension). In row
// i, the columns of the words in sequence i are 1, however often a word occurs, and all other
// columns are 0.
//
// For example:
//
//	sequences = [[5 0 5 2] [4]]    dimension = 6    X = [ 1 0 1 0 0 1 ]
//	                                                    [ 0 0 0 0 1 0 ]
func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	panic("not written yet: VectorizeSequences")
}

// Dataset holds n examples: row i of X is an example, and row i of Y is its target.
type Dataset struct{ X, Y *given.Matrix }

// TrainValidationTest splits the n examples of d into three parts: a for training, b for optimizing
// models and hyperparameters, c for estimating the error of the final model. Every example is in
// exactly one part.
//
// Conventions. b gets validation·n examples and c gets test·n, both rounded to the nearest whole
// number with math.Round; a gets the rest. rng selects the examples at random, all selections with
// the same probability. d stays unchanged. Each part has at least one example.
//
// For example, one possible split of eight examples with validation = 0.2 and test = 0.35:
//
//	a.X = [ 2 ]    a.Y = [ 20 ]    b.X = [ 8 ]    b.Y = [ 80 ]    c.X = [ 3 ]    c.Y = [ 30 ]
//	      [ 5 ]          [ 50 ]          [ 4 ]          [ 40 ]          [ 1 ]          [ 10 ]
//	      [ 6 ]          [ 60 ]                                         [ 7 ]          [ 70 ]
func TrainValidationTest(d Dataset, validation, test float64, rng *rand.Rand) (a, b, c Dataset) {
	panic("not written yet: TrainValidationTest")
}

// Standardize shifts and scales every column (feature) of the inputs X of the three parts, so that
// each column of the training part has mean 0 and standard deviation 1. It returns three new
// matrices:
//
//	z_ij = (x_ij - mean_j)/std_j        std_j = √(the mean of (x_ij - mean_j)²)
//
// Conventions. The means are over the n examples, so they are divided by n. mean and std are
// computed from the training part alone and applied to all three parts. A column whose computed std
// is exactly 0 is only shifted.
//
// For example:
//
//	train = [ 1 4 ]    validation = [ 10  6 ]    test = [ 2.5   3 ]
//	        [ 7 4 ]
//	        [ 1 4 ]
//	        [ 7 4 ]
//	a = [ -1  0 ]    b = [ 2 2 ]    c = [ -0.5   -1 ]
//	    [  1  0 ]
//	    [ -1  0 ]
//	    [  1  0 ]
func Standardize(train, validation, test *given.Matrix) (a, b, c *given.Matrix) {
	panic("not written yet: Standardize")
}
