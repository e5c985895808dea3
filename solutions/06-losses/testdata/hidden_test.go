package losses_test

import (
	"testing"

	"exercises/check"
)

// One example, one output, and many of each.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	for _, l := range all() {
		t.Run(l.name, func(t *testing.T) {
			defer check.Recover(t)
			for _, size := range [][2]int{{1, 4}, {5, 1}, {3, 3}, {9, 7}} {
				slopes(t, l, size[0], size[1])
			}
			yTrue, yPred := l.random(check.Rand(t), 1, 5)
			whole := l.Loss(yTrue, yPred)
			check.Call(t, l.name+".Loss(yTrue, yPred)", "yTrue", yTrue, "yPred", yTrue).
				True("the loss is smallest where Y* equals Y", whole, l.Loss(yTrue, yTrue) < whole)
		})
	}
}
