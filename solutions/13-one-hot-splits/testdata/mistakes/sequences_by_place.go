// Mistake: the position of a word in its text is used, not its number
// Seen: slow: the predictions depend only on the length of each text
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
