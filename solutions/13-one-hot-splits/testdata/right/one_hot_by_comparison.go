// Right: each column is compared with the class, and the panic is an error
package data

func OneHot(classes []int, nClasses int) *given.Matrix {
	Y := given.NewMatrix(len(classes), nClasses)
	for i, class := range classes {
		found := false
		for k := range nClasses {
			if k == class {
				Y.Row(i)[k], found = 1, true
			}
		}
		if !found {
			panic(fmt.Errorf("class %d does not exist", class))
		}
	}
	return Y
}
