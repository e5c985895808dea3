// Mistake: a class that does not exist is silently ignored
// Seen: unseen: some examples have no class: their rows are all 0
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		if k >= 0 && k < nClasses {
			Y.Set(i, k, 1)
		}
	}
	return Y
}
