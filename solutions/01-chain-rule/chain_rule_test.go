package chain

import (
	"math"
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestChainRuleAgreesWithLibrary compares ChainRule with a stack of activation layers.
func TestChainRuleAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 10 {
		x := rng.NormFloat64()
		var boxes []Box
		var layers []*nn.ActivationLayer
		for range rng.IntN(6) {
			l := []*nn.ActivationLayer{
				&nn.NewTanhActivation().ActivationLayer,
				&nn.NewSigmoidActivation().ActivationLayer,
				&nn.NewReLUActivation().ActivationLayer,
				square(),
			}[rng.IntN(4)]
			layers = append(layers, l)
			boxes = append(boxes, Box{l.ActivationFunction, l.Derivative})
		}
		Y := nn.MatrixOf([]float64{x})
		for _, l := range layers {
			Y = l.ForwardPropagation(Y, true)
		}
		dX := nn.MatrixOf([]float64{1})
		for i := len(layers) - 1; i >= 0; i-- {
			dX = layers[i].BackwardPropagation(dX)
		}
		y, dydx := ChainRule(boxes, x)
		agree.Number(t, "y", y, Y.At(0, 0))
		agree.Number(t, "dy/dx", dydx, dX.At(0, 0))
	}
}

// TestBackwardPropagationAgreesWithLibrary builds the small network of the library's layers.
func TestBackwardPropagationAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		x, w1, w2, yTrue := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		neurons, squares, sum := nn.NewDenseLayer(2), square(), nn.NewDenseLayer(1)
		neurons.SetInputShape(1)
		neurons.Initialize(rng)
		neurons.Weights.Value = nn.MatrixOf([]float64{w1, w2})
		sum.SetInputShape(2)
		sum.Initialize(rng)
		sum.Weights.Value = nn.MatrixOf([]float64{1}, []float64{1})

		loss, Y := new(nn.MeanSquaredError), nn.MatrixOf([]float64{yTrue})
		a := neurons.ForwardPropagation(nn.MatrixOf([]float64{x}), true)
		dY := loss.Derivative(Y, sum.ForwardPropagation(squares.ForwardPropagation(a, true), true))
		dX := neurons.BackwardPropagation(squares.BackwardPropagation(sum.BackwardPropagation(dY)))

		dw1, dw2, dx := BackwardPropagation(x, w1, w2, yTrue)
		agree.Number(t, "dw1", dw1, neurons.Weights.Grad.At(0, 0))
		agree.Number(t, "dw2", dw2, neurons.Weights.Grad.At(0, 1))
		agree.Number(t, "dx", dx, dX.At(0, 0))
	}
}

// TestGradientAgreesWithLibrary compares both finite differences with the library's derivatives of
// the mean squared error, for which they are exact but for rounding: it is a parabola.
func TestGradientAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	for range 10 {
		n, m := 1+rng.IntN(5), 1+rng.IntN(5)
		yTrue, yPred := agree.Random(rng, n, m), agree.Random(rng, n, m)
		loss := new(nn.MeanSquaredError)
		Y := agree.Library(yTrue)
		E := func(X *given.Matrix) float64 { return loss.Loss(Y, agree.Library(X)) }
		agree.Matrix(t, "dX", Gradient(E, yPred, 0.5), loss.Derivative(Y, agree.Library(yPred)))
	}
	x := rng.NormFloat64()
	got, want := FiniteDifference(math.Tanh, x, 1e-5), nn.NewTanhActivation().Derivative(x)
	if d := math.Abs(got - want); !(d <= 1e-9) {
		t.Errorf("tanh'(%v): the answer gives %v, the library %v", x, got, want)
	}
}

func square() *nn.ActivationLayer {
	return &nn.ActivationLayer{
		ActivationFunction: func(x float64) float64 { return x * x },
		Derivative:         func(x float64) float64 { return 2 * x },
	}
}
