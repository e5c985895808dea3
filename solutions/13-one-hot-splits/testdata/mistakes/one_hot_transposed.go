// Mistake: the result is transposed, although an example is a row and a class a column
// Seen: panics: the numbers of columns do not match
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(nClasses, len(classes))
	for i, k := range classes {
		Y.Set(k, i, 1)
	}
	return Y
}
