// Mistake: off by one: the first column is used for class 1, not for class 0
// Seen: panics: index out of range, if the first example is of class 0
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		Y.Data[i*nClasses+k-1] = 1
	}
	return Y
}
