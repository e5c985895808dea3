// Mistake: the place of a word in its text is taken for its number
// Seen: slow: the network knows how long each text is, and nothing else
package data

func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	X := given.NewMatrix(len(sequences), dimension)
	for i := range sequences {
		for j := range sequences[i] {
			X.Set(i, j, 1)
		}
	}
	return X
}
