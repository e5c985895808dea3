// Mistake, unnamed: the words of each text are sorted in the caller's list
// Seen: memory: the texts have lost the order of their words
package data

import "slices"

func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	X := given.NewMatrix(len(sequences), dimension)
	for i, sequence := range sequences {
		slices.Sort(sequence)
		for _, word := range slices.Compact(slices.Clone(sequence)) {
			X.Set(i, word, 1)
		}
	}
	return X
}
