package gradcheck

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleSlopes() {
	X := given.MatrixOf([]float64{3, -1, 0})
	x := X.Data
	E := func() float64 { return x[0]*x[1]*x[1] + math.Abs(x[2]) }
	left, right := given.NewMatrix(1, 3), given.NewMatrix(1, 3)
	for i := range x {
		left.Data[i], right.Data[i] = Slopes(E, X, i)
	}
	agree.Show("X", X, "E", "x_0·x_1² + |x_2|")
	agree.Show("left", left, "right", right)
	// Output:
	// X = [  3 -1  0 ]    E = x_0·x_1² + |x_2|
	// left = [  1 -6 -1 ]    right = [  1 -6  1 ]
}

// product is a layer Y = XW. It multiplies dW by a factor, which should be 1.
type product struct {
	W      *Param
	X      *given.Matrix
	factor func(n int) float64
}

func (l *product) Params() []*Param { return []*Param{l.W} }

func (l *product) ForwardPropagation(X *given.Matrix) *given.Matrix {
	l.X = X
	return X.Dot(l.W.Value)
}

func (l *product) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	l.W.Grad = l.X.T().Dot(dY).ScaledBy(l.factor(dY.Rows))
	return dY.Dot(l.W.Value.T())
}

func ExampleCheckAt() {
	W := given.MatrixOf([]float64{2}, []float64{-1})
	for _, X := range []*given.Matrix{
		given.MatrixOf([]float64{1, 2}, []float64{-3, 1}),
		given.MatrixOf([]float64{1, 2}),
	} {
		l := &product{W: &Param{Name: "W", Value: W}, factor: func(n int) float64 { return 1 / float64(n) }}
		wrong := CheckAt(l, X, rand.New(rand.NewPCG(15, 1)))
		agree.Show("X", X, "W", W, "wrong", fmt.Sprintf("%q", wrong))
	}
	// Output:
	// X = [  1  2 ]    W = [  2 ]    wrong = "dW"
	//     [ -3  1 ]        [ -1 ]
	// X = [ 1 2 ]    W = [  2 ]    wrong = ""
	//                    [ -1 ]
}

func ExampleCheck() {
	rng := rand.New(rand.NewPCG(15, 1))
	for _, factor := range []float64{0.5, 1} {
		wrong := Check(func(in, out int) Layer {
			W := agree.Random(rng, in, out)
			return &product{W: &Param{Name: "W", Value: W}, factor: func(int) float64 { return factor }}
		}, rng)
		agree.Show("factor", factor, "wrong", fmt.Sprintf("%q", wrong))
	}
	// Output:
	// factor = 0.5    wrong = "dW"
	// factor = 1    wrong = ""
}
