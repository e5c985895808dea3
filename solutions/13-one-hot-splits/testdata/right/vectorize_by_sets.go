// Right: each text is a set of words first
package data

func VectorizeSequences(sequences [][]int, dimension int) *given.Matrix {
	rows := make([][]float64, len(sequences))
	for i, sequence := range sequences {
		words := map[int]bool{}
		for _, word := range sequence {
			words[word] = true
		}
		rows[i] = make([]float64, dimension)
		for word := range words {
			rows[i][word]++
		}
	}
	return given.MatrixOf(rows...)
}
