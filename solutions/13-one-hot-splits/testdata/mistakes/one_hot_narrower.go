// Mistake: there are only as many columns as the sample has classes, not nClasses
// Seen: panics: the numbers of columns do not match
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	most := 0
	for _, k := range classes {
		most = max(most, k)
	}
	Y := given.NewMatrix(len(classes), most+1)
	for i, k := range classes {
		Y.Set(i, k, 1)
	}
	return Y
}
