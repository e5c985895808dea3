package losses

import (
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// regression returns targets and predictions of two examples.
func regression() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf([]float64{1, 0}, []float64{3, -2}),
		given.MatrixOf([]float64{1.5, -1}, []float64{2, 0})
}

func yesOrNo() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf([]float64{1, 0}, []float64{1, 0}),
		given.MatrixOf([]float64{0.8, 0.2}, []float64{0.4, 0.1})
}

func threeClasses() (yTrue, yPred *given.Matrix) {
	return given.MatrixOf([]float64{0, 0, 1}, []float64{0, 1, 0}),
		given.MatrixOf([]float64{0.2, 0.2, 0.6}, []float64{0.1, 0.4, 0.5})
}

func ExampleMeanSquaredError_Loss() {
	yTrue, yPred := regression()
	agree.Show("yTrue", yTrue, "yPred", yPred, "loss", MeanSquaredError{}.Loss(yTrue, yPred))
	// Output:
	// yTrue = [  1  0 ]    yPred = [ 1.5  -1 ]    loss = 1.5625
	//         [  3 -2 ]            [   2   0 ]
}

func ExampleMeanSquaredError_Derivative() {
	yTrue, yPred := regression()
	agree.Show("yTrue", yTrue, "yPred", yPred,
		"∂L/∂Y*", MeanSquaredError{}.Derivative(yTrue, yPred))
	// Output:
	// yTrue = [  1  0 ]    yPred = [ 1.5  -1 ]    ∂L/∂Y* = [ 0.25 -0.5 ]
	//         [  3 -2 ]            [   2   0 ]             [ -0.5    1 ]
}

func ExampleBinaryCrossEntropy_Loss() {
	yTrue, yPred := yesOrNo()
	agree.Show("yTrue", yTrue, "yPred", yPred, "loss", BinaryCrossEntropy{}.Loss(yTrue, yPred))
	// Output:
	// yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    loss = 0.367
	//         [ 1 0 ]            [ 0.4 0.1 ]
}

func ExampleBinaryCrossEntropy_Derivative() {
	yTrue, yPred := yesOrNo()
	agree.Show("yTrue", yTrue, "yPred", yPred,
		"∂L/∂Y*", BinaryCrossEntropy{}.Derivative(yTrue, yPred))
	// Output:
	// yTrue = [ 1 0 ]    yPred = [ 0.8 0.2 ]    ∂L/∂Y* = [ -0.3125  0.3125 ]
	//         [ 1 0 ]            [ 0.4 0.1 ]             [  -0.625  0.2778 ]
}

func ExampleCategoricalCrossEntropy_Loss() {
	yTrue, yPred := threeClasses()
	agree.Show("yTrue", yTrue, "yPred", yPred, "loss", CategoricalCrossEntropy{}.Loss(yTrue, yPred))
	// Output:
	// yTrue = [ 0 0 1 ]    yPred = [ 0.2 0.2 0.6 ]    loss = 0.7136
	//         [ 0 1 0 ]            [ 0.1 0.4 0.5 ]
}

func ExampleCategoricalCrossEntropy_Derivative() {
	yTrue, yPred := threeClasses()
	agree.Show("yTrue", yTrue, "yPred", yPred,
		"∂L/∂Y*", CategoricalCrossEntropy{}.Derivative(yTrue, yPred))
	// Output:
	// yTrue = [ 0 0 1 ]    yPred = [ 0.2 0.2 0.6 ]    ∂L/∂Y* = [       0       0 -0.8333 ]
	//         [ 0 1 0 ]            [ 0.1 0.4 0.5 ]             [       0   -1.25       0 ]
}
