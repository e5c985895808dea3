// Mistake: off by one: each class is one column too far to the right
// Seen: panics: index out of range, if the last example is of the last class
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		Y.Data[i*nClasses+k+1] = 1
	}
	return Y
}
