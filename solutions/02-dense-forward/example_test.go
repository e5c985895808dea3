package dense

import (
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleDenseLayer_Initialize() {
	l := &DenseLayer{InputShape: 2, NUnits: 3}
	l.Initialize(rand.New(rand.NewPCG(2, 7)))
	agree.Show("InputShape", l.InputShape, "NUnits", l.NUnits)
	agree.Show("W", l.Weights, "B", l.Biases)
	// Output:
	// InputShape = 2    NUnits = 3
	// W = [ -0.3375  0.8234 -0.1764 ]    B = [ 0 0 0 ]
	//     [ -0.3109 -0.0453 -0.5299 ]
}

func ExampleDenseLayer_Parameters() {
	l := &DenseLayer{InputShape: 4, NUnits: 3}
	agree.Show("InputShape", l.InputShape, "NUnits", l.NUnits, "Parameters()", l.Parameters())
	// Output:
	// InputShape = 4    NUnits = 3    Parameters() = 15
}

func ExampleDenseLayer_OutputShape() {
	l := &DenseLayer{InputShape: 4, NUnits: 3}
	agree.Show("InputShape", l.InputShape, "NUnits", l.NUnits, "OutputShape()", l.OutputShape())
	// Output:
	// InputShape = 4    NUnits = 3    OutputShape() = 3
}

func ExampleDenseLayer_ForwardPropagation() {
	m := given.MatrixOf
	X := m([]float64{1, 2, -1}, []float64{0.5, 0, 3})
	W := m([]float64{2, -1}, []float64{0, 1.5}, []float64{1, -2})
	B := m([]float64{0.5, -1})
	l := &DenseLayer{InputShape: 3, NUnits: 2, Weights: W, Biases: B}
	agree.Show("X", X, "W", W, "B", B)
	agree.Show("Y", l.ForwardPropagation(X))
	// Output:
	// X = [   1   2  -1 ]    W = [   2  -1 ]    B = [ 0.5  -1 ]
	//     [ 0.5   0   3 ]        [   0 1.5 ]
	//                            [   1  -2 ]
	// Y = [  1.5    3 ]
	//     [  4.5 -7.5 ]
}
