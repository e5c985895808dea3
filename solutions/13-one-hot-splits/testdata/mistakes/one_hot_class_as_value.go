// Mistake: the class itself is written into its column, in the place of 1
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		Y.Set(i, k, float64(k))
	}
	return Y
}
