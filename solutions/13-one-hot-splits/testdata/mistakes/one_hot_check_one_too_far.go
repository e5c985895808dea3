// Mistake, unnamed: the check lets the class nClasses pass, although the last class is nClasses - 1
// Seen: panics: Set, with an element of a matrix, and without the example
package data

import "fmt"

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, k := range classes {
		if k < 0 || k > nClasses {
			panic(fmt.Sprintf("example %d has class %d", i, k))
		}
		Y.Set(i, k, 1)
	}
	return Y
}
