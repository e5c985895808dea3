package metrics

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleClasses() {
	m := given.MatrixOf
	several := m([]float64{0.1, 0.2, 0.7}, []float64{0.4, 0.4, 0.2}, []float64{0.1, 0.8, 0.1})
	one := m([]float64{0.7}, []float64{0.5}, []float64{0.1})
	agree.Show("Y", several, "classes", Classes(several))
	agree.Show("Y", one, "classes", Classes(one))
	// Output:
	// Y = [ 0.1 0.2 0.7 ]    classes = [2 0 1]
	//     [ 0.4 0.4 0.2 ]
	//     [ 0.1 0.8 0.1 ]
	// Y = [ 0.7 ]    classes = [1 0 0]
	//     [ 0.5 ]
	//     [ 0.1 ]
}

// five returns the targets and predictions of five examples.
func five() (yTrue, yPred *given.Matrix) {
	m := given.MatrixOf
	a, b, c := []float64{1, 0, 0}, []float64{0, 1, 0}, []float64{0, 0, 1}
	return m(a, a, b, c, c), m([]float64{0.6, 0.3, 0.1}, []float64{0.2, 0.5, 0.3},
		[]float64{0.1, 0.7, 0.2}, []float64{0.4, 0.3, 0.3}, []float64{0.1, 0.1, 0.8})
}

func ExampleAccuracy() {
	yTrue, yPred := five()
	agree.Show("yTrue", yTrue, "yPred", yPred, "accuracy", Accuracy(yTrue, yPred))
	// Output:
	// yTrue = [ 1 0 0 ]    yPred = [ 0.6 0.3 0.1 ]    accuracy = 0.6
	//         [ 1 0 0 ]            [ 0.2 0.5 0.3 ]
	//         [ 0 1 0 ]            [ 0.1 0.7 0.2 ]
	//         [ 0 0 1 ]            [ 0.4 0.3 0.3 ]
	//         [ 0 0 1 ]            [ 0.1 0.1 0.8 ]
}

func ExampleConfusionMatrix() {
	yTrue, yPred := five()
	agree.Show("yTrue", yTrue, "yPred", yPred, "counts", ConfusionMatrix(yTrue, yPred))
	// Output:
	// yTrue = [ 1 0 0 ]    yPred = [ 0.6 0.3 0.1 ]    counts = [[1 1 0] [0 1 0] [1 0 1]]
	//         [ 1 0 0 ]            [ 0.2 0.5 0.3 ]
	//         [ 0 1 0 ]            [ 0.1 0.7 0.2 ]
	//         [ 0 0 1 ]            [ 0.4 0.3 0.3 ]
	//         [ 0 0 1 ]            [ 0.1 0.1 0.8 ]
}

var classes3 = [][]int{{5, 1, 2}, {0, 3, 1}, {2, 2, 4}}

func ExamplePrecision() {
	agree.Show("counts", classes3, "k", 0, "precision", Precision(classes3, 0))
	// Output:
	// counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    precision = 0.7143
}

func ExampleRecall() {
	agree.Show("counts", classes3, "k", 0, "recall", Recall(classes3, 0))
	// Output:
	// counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    recall = 0.625
}

func ExampleF1() {
	agree.Show("counts", classes3, "k", 0, "F1", F1(classes3, 0))
	// Output:
	// counts = [[5 1 2] [0 3 1] [2 2 4]]    k = 0    F1 = 0.6667
}
