package nn

import (
	"fmt"
)

// Two of three reviews are classified well: 0.4 is not above the threshold of 0.5.
func ExampleAccuracy() {
	yTrue := MatrixOf([]float64{1}, []float64{0}, []float64{1})
	yPred := MatrixOf([]float64{0.9}, []float64{0.2}, []float64{0.4})
	fmt.Println(Classes(yPred))
	fmt.Printf("%.4f\n", Accuracy(yTrue, yPred))
	// Output:
	// [1 0 0]
	// 0.6667
}

func ExampleConfusionMatrix() {
	yTrue := MultiHot([][]int{{0}, {0}, {0}, {1}, {1}, {2}}, 3)
	yPred := MatrixOf(
		[]float64{0.7, 0.2, 0.1},
		[]float64{0.6, 0.3, 0.1},
		[]float64{0.2, 0.7, 0.1}, // a cat taken for a dog
		[]float64{0.1, 0.8, 0.1},
		[]float64{0.4, 0.5, 0.1},
		[]float64{0.2, 0.1, 0.7})
	c := NewConfusionMatrix(yTrue, yPred, "cat", "dog", "fish")
	fmt.Println(c)
	fmt.Printf("%.2f of the dogs are found, %.2f of the alleged dogs are dogs\n",
		c.Recall(1), c.Precision(1))
	// Output:
	// true\pred    0    1    2 total recall
	// 0 cat        2    1    .     3   0.67
	// 1 dog        .    2    .     2   1.00
	// 2 fish       .    .    1     1   1.00
	// total        2    3    1     6
	// precision 1.00 0.67 1.00
	// correct 5 of 6 (83.33 %), macro F1 0.8667
	// 1.00 of the dogs are found, 0.67 of the alleged dogs are dogs
}

// A network that predicts well, but once by 2 too little.
func ExampleR2() {
	yTrue := MatrixOf([]float64{1}, []float64{2}, []float64{3}, []float64{6})
	yPred := MatrixOf([]float64{1}, []float64{2}, []float64{3}, []float64{4})
	fmt.Printf("MSE %.4f  RMSE %.4f  MAE %.4f  R² %.4f\n",
		MSE(yTrue, yPred), RMSE(yTrue, yPred), MAE(yTrue, yPred), R2(yTrue, yPred))
	// Output: MSE 1.0000  RMSE 1.0000  MAE 0.5000  R² 0.7143
}
