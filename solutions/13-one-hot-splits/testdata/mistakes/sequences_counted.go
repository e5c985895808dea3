// Mistake: words are counted: a word that occurs twice has 2, not 1
// Seen: numbers: some elements are above 1, where all should be 0 or 1
package data

func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	X := given.NewMatrix(len(sequences), dimension)
	for i, sequence := range sequences {
		for _, word := range sequence {
			X.Set(i, word, X.At(i, word)+1)
		}
	}
	return X
}
