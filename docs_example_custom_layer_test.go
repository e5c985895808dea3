package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// UnitLength is a layer that the package does not have. It divides each row by its length:
//
//	y_j = x_j/r,  r = √(Σ_j x_j²)
//
// A row of zeros has no direction and must not occur. Every output depends on every input of its
// row. With ∂r/∂x_i = x_i/r = y_i:
//
//	∂y_j/∂x_i = (δ_ij·r - x_j·y_i)/r² = (δ_ij - y_j·y_i)/r
//	∂E/∂x_i   = (∂E/∂y_i - y_i·Σ_j ∂E/∂y_j·y_j)/r
type UnitLength struct {
	BaseLayer
	r []float64
	Y *Matrix
}

// OutputShape returns the input shape.
func (l *UnitLength) OutputShape() int { return l.InputShape() }

// ForwardPropagation returns Y. It must not write into X, and keeps what the way back will need.
func (l *UnitLength) ForwardPropagation(X *Matrix, training bool) *Matrix {
	l.Y, l.r = X.Clone(), make([]float64, X.Rows)
	for i := range l.r {
		y := l.Y.Row(i)
		for _, x := range y {
			l.r[i] += x * x
		}
		l.r[i] = math.Sqrt(l.r[i])
		for j := range y {
			y[j] /= l.r[i]
		}
	}
	return l.Y
}

// BackwardPropagation returns dX. It must not write into dY.
func (l *UnitLength) BackwardPropagation(dY *Matrix) *Matrix {
	dX := dY.Clone()
	for i, r := range l.r {
		dx, y := dX.Row(i), l.Y.Row(i)
		sum := 0.0
		for j := range dx {
			sum += dx[j] * y[j]
		}
		for j := range dx {
			dx[j] = (dx[j] - y[j]*sum) / r
		}
	}
	return dX
}

// A layer of one's own takes three methods, and nothing in the package changes. CheckLayer judges
// them by finite differences before a network is built on them.
func Example_customLayer() {
	report := CheckLayer(&UnitLength{}, 4, rand.New(rand.NewPCG(42, 0)))
	fmt.Println(report.Checked, "gradients checked, error:", report.Err())

	rng := rand.New(rand.NewPCG(42, 0))
	net := NewNeuralNetwork(2, &BinaryCrossEntropy{}, NewAdam(0.02), rng)
	net.BatchSize = 10
	net.Add(NewDenseLayer(8), NewTanhActivation(), &UnitLength{}, NewDenseLayer(1),
		NewSigmoidActivation())
	net.Epochs = 50
	circles := Circles(300, 0.1, rng)
	if err := net.Fit(circles, nil); err != nil {
		panic(err)
	}
	fmt.Print(net.Summary())
	fmt.Println("accuracy above 0.95:", net.Score(circles) > 0.95)
	// Output:
	// 52 gradients checked, error: <nil>
	// Layer               Output shape   Parameters
	// Input               (n, 2)         0
	// DenseLayer          (n, 8)         24
	// TanhActivation      (n, 8)         0
	// UnitLength          (n, 8)         0
	// DenseLayer          (n, 1)         9
	// SigmoidActivation   (n, 1)         0
	// Total                              33
	// accuracy above 0.95: true
}
