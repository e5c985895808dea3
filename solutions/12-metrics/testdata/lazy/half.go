// Lazy: every quotient is one half, and no class is right
// Earns: nothing
package metrics

func Classes(Y *given.Matrix) []int { return make([]int, Y.Rows) }

func Accuracy(yTrue, yPred *given.Matrix) float64 { return 0.5 }

func ConfusionMatrix(yTrue, yPred *given.Matrix) (counts [][]int) {
	return [][]int{make([]int, yTrue.Cols), make([]int, yTrue.Cols)}
}

func Precision(counts [][]int, k int) float64 { return 0 }

func Recall(counts [][]int, k int) float64 { return 0 }

func F1(counts [][]int, k int) float64 { return 0 }
