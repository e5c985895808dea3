// Mistake: a class that does not exist is written into a neighbouring row
// Seen: unseen: some rows have two ones, others none
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		Y.Data[i*nClasses+k] = 1
	}
	return Y
}
