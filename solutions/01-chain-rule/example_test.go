package chain

import (
	"math"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleFiniteDifference() {
	cube := func(x float64) float64 { return x * x * x }
	agree.Show("x", 2, "h", 0.1, "slope", FiniteDifference(cube, 2, 0.1))
	// Output:
	// x = 2    h = 0.1    slope = 12.01
}

func ExampleChainRule() {
	line := Box{func(v float64) float64 { return 4*v - 1 }, func(float64) float64 { return 4 }}
	cube := Box{func(v float64) float64 { return v * v * v },
		func(v float64) float64 { return 3 * v * v }}
	x := 0.75
	y, dydx := ChainRule([]Box{line, cube}, x)
	agree.Show("x", x, "y", y, "dy/dx", dydx)
	// Output:
	// x = 0.75    y = 8    dy/dx = 48
}

func ExampleBackwardPropagation() {
	x, w1, w2, yTrue := 1.5, 2.0, -1.0, 10.0
	dw1, dw2, dx := BackwardPropagation(x, w1, w2, yTrue)
	agree.Show("x", x, "w1", w1, "w2", w2, "yTrue", yTrue)
	agree.Show("dw1", dw1, "dw2", dw2, "dx", dx)
	// Output:
	// x = 1.5    w1 = 2    w2 = -1    yTrue = 10
	// dw1 = 22.5    dw2 = -11.25    dx = 37.5
}

func ExampleGradient() {
	E := func(X *given.Matrix) float64 {
		return X.At(0, 0)*math.Pow(X.At(0, 1), 2) + math.Pow(X.At(1, 0), 3)
	}
	X := given.MatrixOf([]float64{3, -1}, []float64{2, 0.5})
	agree.Show("X", X, "h", 0.1, "dX", Gradient(E, X, 0.1))
	// Output:
	// X = [   3  -1 ]    h = 0.1    dX = [     1    -6 ]
	//     [   2 0.5 ]                    [ 12.01     0 ]
}
