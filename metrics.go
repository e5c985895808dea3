package nn

// Metric judges the predictions yPred (y* on the slides) of a batch by the truth yTrue (y), a matrix
// of the same shape; other shapes panic. Unlike a [LossFunction] it has no derivative: it is for
// people to read, not for training to descend. Without rows there is nothing to judge, and every
// metric is NaN.
//
// Slide: Python implementation - numpy (metrics); Python implementation - neural network
type Metric func(yTrue, yPred *Matrix) float64

// Classes returns the class that each row of y names, be it truth or prediction:
//
//	several columns   the column of the largest number: one-hot rows and probabilities alike;
//	                  of equal ones the first
//	one column        1 if the number is > 0.5, otherwise 0; so exactly 0.5 is class 0
//
// A row that contains NaN has class -1. Classes panics if there are rows but no columns.
//
// Slide: DNN for IMDB (class_preds = preds > 0.5)
func Classes(y *Matrix) []int {
	if y.Rows > 0 && y.Cols == 0 {
		panic("nn: Classes: " + y.shape() + " has no columns")
	}
	classes := make([]int, y.Rows)
	for i := range classes {
		classes[i] = class(y.Row(i))
	}
	return classes
}

func class(row []float64) int {
	c := 0
	for j, v := range row {
		if v != v { // NaN
			return -1
		}
		if v > row[c] {
			c = j
		}
	}
	if len(row) == 1 && row[0] > 0.5 {
		return 1
	}
	return c
}

// Accuracy is the share of rows whose predicted class is the true one:
//
//	accuracy = (number of rows i with class(y*_i) = class(y_i)) / n
//
// Shapes: yTrue and yPred (n, m), with classes as in [Classes].
//
// Range: 0 to 1; higher is better. To be worth anything it must beat the share of the most frequent
// class.
//
// Edge cases: a row with NaN in truth or prediction counts as wrong; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics); DNN for IMDB
func Accuracy(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("Accuracy", yTrue, yPred)
	right, truth := 0, Classes(yTrue)
	for i, c := range Classes(yPred) {
		if c >= 0 && c == truth[i] {
			right++
		}
	}
	return float64(right) / float64(len(truth))
}
