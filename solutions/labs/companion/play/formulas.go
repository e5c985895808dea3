package play

import (
	"fmt"
	"math"
	"math/rand/v2"

	"nn"
)

// finite returns the finite differences of the number E with respect to every element of x, which E
// reads.
func finite(x *nn.Matrix, E func() float64) *nn.Matrix {
	const h = 1e-5
	d := nn.NewMatrix(x.Rows, x.Cols)
	for i := range x.Data {
		old := x.Data[i]
		x.Data[i] = old + h
		above := E()
		x.Data[i] = old - h
		d.Data[i] = (above - E()) / (2 * h)
		x.Data[i] = old
	}
	return d
}

// dot returns Σ a ⊙ b: an E whose derivative with respect to b is a.
func dot(a, b *nn.Matrix) (sum float64) {
	for i, v := range a.Data {
		sum += v * b.Data[i]
	}
	return sum
}

func denseOf(in map[string]*nn.Matrix) *nn.DenseLayer {
	l := nn.NewDenseLayer(in["W"].Cols)
	l.SetInputShape(in["W"].Rows)
	l.Initialize(rand.New(rand.NewPCG(0, 0)))
	l.Weights.Value.Copy(in["W"])
	l.Biases.Value.Copy(in["B"])
	return l
}

func denseDerivation(in map[string]*nn.Matrix) []named {
	l := denseOf(in)
	Y := l.ForwardPropagation(in["X"], true).Clone()
	dX := l.BackwardPropagation(in["dY"])
	out := []named{{"Y = X·W + B", Y}, {"STEP 1: dX = dY·Wᵀ", dX}, {"STEP 2: dW = Xᵀ·dY", l.Weights.Grad}, {"STEP 3: dB = sum of the rows of dY", l.Biases.Grad}}
	sgd := nn.NewSGD(in["α"].Data[0], 0)
	sgd.Update(l.Weights)
	sgd.Update(l.Biases)
	return append(out, named{"STEP 4: W ← W - α·dW", l.Weights.Value}, named{"STEP 4: B ← B - α·dB", l.Biases.Value})
}

// denseMisprint shows dB without the sum, the dX of a layer that updates its weights first, and the
// finite differences of E = Σ dY ⊙ Y.
func denseMisprint(in map[string]*nn.Matrix) []named {
	E := func() float64 { return dot(in["dY"], denseOf(in).ForwardPropagation(in["X"], true)) }
	l := denseOf(in)
	l.ForwardPropagation(in["X"], true)
	l.BackwardPropagation(in["dY"])
	nn.NewSGD(in["α"].Data[0], 0).Update(l.Weights)
	early := l.BackwardPropagation(in["dY"])
	return []named{{"As printed, STEP 3: dB = dY", in["dY"]}, {"Finite difference: dB", finite(in["B"], E)},
		{"STEP 4 before STEP 1: dX with the new W", early}, {"Finite difference: dX", finite(in["X"], E)}}
}

func activationDerivation(name string) derivation {
	d := derivation{inputs: []named{{"X", batchX}, {"dY", batchDY}}, compute: func(in map[string]*nn.Matrix) []named {
		l := activationOf(name)
		l.SetInputShape(in["X"].Cols)
		Y := l.ForwardPropagation(in["X"], true).Clone()
		slope := new(nn.Matrix).Map(l.Derivative, in["X"])
		return []named{{"Y = f(X)", Y}, {"f'(X)", slope}, {"dX = dY ⊙ f'(X)", l.BackwardPropagation(in["dY"])}}
	}, figure: func(in map[string]*nn.Matrix) string {
		return functionGraph(activationOf(name), in["X"].Data[0]) +
			`<p>The thick line is f, the thin one f'. The dot is at the first element of X, and the dashed line is the tangent there.</p>`
	}}
	if name == "relu" {
		d.misprint = func(in map[string]*nn.Matrix) []named {
			l := activationOf(name)
			kink := func(x float64) float64 {
				if x >= 0 {
					return 1
				}
				return 0
			}
			dX := new(nn.Matrix).Map(kink, in["X"])
			return []named{{"As printed: dX with f'(0) = 1, for x ≥ 0", dX.Mul(in["dY"], dX)},
				{"Finite difference: dX, between both at a kink", finite(in["X"], func() float64 { return dot(in["dY"], l.ForwardPropagation(in["X"], true)) })}}
		}
	}
	return d
}

// softmaxDerivation computes row i of a Jacobian as the dX of the dY that is 1 at i and 0
// elsewhere.
func softmaxDerivation(in map[string]*nn.Matrix) []named {
	l, n := nn.NewSoftmaxActivation(), in["X"].Cols
	l.SetInputShape(n)
	s := l.ForwardPropagation(in["X"], true).Clone()
	out := []named{{"Y = softmax of each row", s}, {"dX = dY·Jacobian, row by row", l.BackwardPropagation(in["dY"]).Clone()}}
	for r := range s.Rows {
		l.ForwardPropagation(in["X"].RowRange(r, r+1), true)
		jacobian := nn.NewMatrix(n, n)
		for i := range n {
			unit := nn.NewMatrix(1, n)
			unit.Data[i] = 1
			copy(jacobian.Row(i), l.BackwardPropagation(unit).Data)
		}
		out = append(out, named{fmt.Sprintf("Jacobian ∂s_i/∂x_j of row %d", r+1), jacobian})
	}
	return out
}

func softmaxMisprint(in map[string]*nn.Matrix) []named {
	l := nn.NewSoftmaxActivation()
	l.SetInputShape(in["X"].Cols)
	diagonal := new(nn.Matrix).Map(func(s float64) float64 { return s * (1 - s) }, l.ForwardPropagation(in["X"], true))
	return []named{{"As printed: dX with f·(1 - f), the diagonal only", diagonal.Mul(in["dY"], diagonal)},
		{"Finite difference: dX", finite(in["X"], func() float64 { return dot(in["dY"], l.ForwardPropagation(in["X"], true)) })}}
}

// lossDerivation returns the derivation of a loss. For n examples with m outputs the slides' derivative
// is larger by the given factor.
func lossDerivation(loss nn.LossFunction, Y, yPred *nn.Matrix, factor func(n, m int) float64) derivation {
	return derivation{inputs: []named{{"Y", Y}, {"Y*", yPred}}, compute: func(in map[string]*nn.Matrix) []named {
		return []named{{"L", row(loss.Loss(in["Y"], in["Y*"]))}, {"dY*", loss.Derivative(in["Y"], in["Y*"])}}
	}, misprint: func(in map[string]*nn.Matrix) []named {
		f := factor(in["Y"].Rows, in["Y"].Cols)
		printed := new(nn.Matrix).Map(func(v float64) float64 { return f * v }, loss.Derivative(in["Y"], in["Y*"]))
		return []named{{fmt.Sprintf("As printed: dY* is %v times as large", f), printed},
			{"Finite difference: dY*", finite(in["Y*"], func() float64 { return loss.Loss(in["Y"], in["Y*"]) })}}
	}}
}

// withProbabilities keeps the predictions away from 0 and 1, where no finite difference can be taken.
func withProbabilities(d derivation) derivation {
	d.limits = map[string][2]float64{"Y": {0, 1}, "Y*": {1e-4, 1 - 1e-4}}
	return d
}

func withMisprint(d derivation, misprint func(in map[string]*nn.Matrix) []named) derivation {
	d.misprint = misprint
	return d
}

// kerasMomentum shows V = β·V + g, without the factor 1-β of the slide.
func kerasMomentum(in map[string]*nn.Matrix) (out []named) {
	α, β := in["α"].Data[0], in["β"].Data[0]
	W, V := in["W"].Clone(), nn.NewMatrix(1, in["W"].Cols)
	for t := range in["dW"].Rows {
		for i := range V.Data {
			V.Data[i] = β*V.Data[i] + in["dW"].At(t, i)
			W.Data[i] -= α * V.Data[i]
		}
		out = append(out, named{fmt.Sprintf("Keras: W after step %d with V = βV + g", t+1), W.Clone()})
	}
	return out
}

// uncorrectedAdam shows Adam without the correction for the start of its averages at 0.
func uncorrectedAdam(in map[string]*nn.Matrix) (out []named) {
	α := in["α"].Data[0]
	W, M, V := in["W"].Clone(), nn.NewMatrix(1, in["W"].Cols), nn.NewMatrix(1, in["W"].Cols)
	for t := range in["dW"].Rows {
		for i := range W.Data {
			g := in["dW"].At(t, i)
			M.Data[i] = 0.9*M.Data[i] + 0.1*g
			V.Data[i] = 0.999*V.Data[i] + 0.001*g*g
			W.Data[i] -= α * M.Data[i] / (math.Sqrt(V.Data[i]) + 1e-7)
		}
		out = append(out, named{fmt.Sprintf("As printed: W after step %d with M and V not corrected", t+1), W.Clone()})
	}
	return out
}
