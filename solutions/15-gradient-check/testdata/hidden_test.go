package gradcheck_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	gradcheck "exercises/15-gradient-check"
	"exercises/check"
	"exercises/given"
)

func rejects(t *testing.T, rng *rand.Rand, exhibits []exhibit) {
	t.Helper()
	_, report := visit(rng, exhibits)
	judge(t, len(exhibits)).True(verdict, report, report == "")
}

// The wrong activation functions of exercises 01, 04 and 05.
//
//exercise:points 1
func TestHiddenActivations(t *testing.T) {
	defer check.Recover(t)
	type dx = func(x, y, dy float64) float64
	var exhibits []exhibit
	add := func(f func(x float64) float64, wrong string, names []string, derivatives ...dx) {
		for i, d := range derivatives {
			exhibits = append(exhibits, exhibit{names[i], wrong, elementwise(f, d)})
		}
	}
	chain := func(x float64) float64 { return math.Pow(x/2+3, 3) }
	add(math.Tanh, "", []string{"tanh, right"}, func(x, y, dy float64) float64 { return dy * (1 - y*y) })
	add(chain, "", []string{"(x/2+3)³, right"}, func(x, y, dy float64) float64 { return dy * 1.5 * square(x/2+3) })
	add(chain, "dX", []string{"(x/2+3)³: the slopes are added", "(x/2+3)³: only the last box", "(x/2+3)³: both slopes at x"},
		func(x, y, dy float64) float64 { return dy * (0.5 + 3*square(x/2+3)) },
		func(x, y, dy float64) float64 { return dy * 3 * square(x/2+3) },
		func(x, y, dy float64) float64 { return dy * 1.5 * square(x) })
	add(relu, "dX", []string{"ReLU: everything passes", "ReLU: the sign of dY counts", "ReLU: the other half",
		"ReLU: f for f'", "ReLU: -1 below 0", "ReLU: slope 0 below 1"},
		func(x, y, dy float64) float64 { return dy },
		func(x, y, dy float64) float64 { return relu(dy) },
		func(x, y, dy float64) float64 { return dy - reluBackward(x, y, dy) },
		func(x, y, dy float64) float64 { return dy * y },
		func(x, y, dy float64) float64 { return dy * math.Copysign(1, x) },
		func(x, y, dy float64) float64 { return reluBackward(x-1, y, dy) })
	add(sigmoid, "dX", []string{"sigmoid: f'(f(x))", "sigmoid: x(1-x)", "sigmoid: f", "sigmoid: 1-f", "sigmoid: f(1+f)",
		"sigmoid: twice"},
		func(x, y, dy float64) float64 { return dy * sigmoid(y) * (1 - sigmoid(y)) },
		func(x, y, dy float64) float64 { return dy * x * (1 - x) },
		func(x, y, dy float64) float64 { return dy * y },
		func(x, y, dy float64) float64 { return dy * (1 - y) },
		func(x, y, dy float64) float64 { return dy * y * (1 + y) },
		func(x, y, dy float64) float64 { return dy * square(y*(1-y)) })
	add(math.Tanh, "dX", []string{"tanh: 1-f", "tanh: 1+f²", "tanh: f²-1", "tanh: f'(f(x))", "tanh: f(1-f)",
		"tanh: dY is left out", "tanh: NaN", "tanh: infinite"},
		func(x, y, dy float64) float64 { return dy * (1 - y) },
		func(x, y, dy float64) float64 { return dy * (1 + y*y) },
		func(x, y, dy float64) float64 { return dy * (y*y - 1) },
		func(x, y, dy float64) float64 { return dy * (1 - square(math.Tanh(y))) },
		func(x, y, dy float64) float64 { return dy * y * (1 - y) },
		func(x, y, dy float64) float64 { return 1 - y*y },
		func(x, y, dy float64) float64 { return math.NaN() },
		func(x, y, dy float64) float64 { return math.Inf(1) })
	for _, e := range []struct {
		name string
		dx   func(s, dy, sum float64) float64
	}{
		{"softmax: the diagonal of the Jacobian", func(s, dy, sum float64) float64 { return dy * s * (1 - s) }},
		{"softmax: the sum is left out", func(s, dy, sum float64) float64 { return s * dy }},
		{"softmax: the sum is added", func(s, dy, sum float64) float64 { return s * (dy + sum) }},
		{"softmax: s is left out", func(s, dy, sum float64) float64 { return dy - sum }},
		{"softmax: the sum has no factor s", func(s, dy, sum float64) float64 { return s*dy - sum }},
		{"softmax: dY is returned", func(s, dy, sum float64) float64 { return dy }},
		{"softmax: s - dY", func(s, dy, sum float64) float64 { return s - dy }},
		{"softmax: dY is left out", func(s, dy, sum float64) float64 { return s * (1 - s) }},
	} {
		exhibits = append(exhibits, exhibit{e.name, "dX", softmax(e.dx)})
	}
	rejects(t, check.Rand(t), exhibits)
}

// penalty builds layers with Y = Σ 0.3·|w| + 0.1·w², one number for the whole batch.
func penalty(rng *rand.Rand, dw func(w float64) float64) builder {
	return func(in, out int) gradcheck.Layer {
		W := &gradcheck.Param{Name: "W", Value: check.Random(rng, in, out)}
		return &layer{
			params: []*gradcheck.Param{W},
			forward: func(X *given.Matrix) *given.Matrix {
				sum := 0.0
				for _, w := range W.Value.Data {
					sum += 0.3*math.Abs(w) + 0.1*w*w
				}
				return given.MatrixOf([]float64{sum})
			},
			backward: func(X, Y, dY *given.Matrix) *given.Matrix {
				W.Grad = W.Value.Apply(func(w float64) float64 { return dY.At(0, 0) * dw(w) })
				return X.ScaledBy(0)
			},
		}
	}
}

func signOf(x float64) float64 {
	if x == 0 {
		return 0
	}
	return math.Copysign(1, x)
}

// dropout builds dropout layers with p = 0.2 and a fixed selection.
func dropout(dx func(mask, dy float64) float64) builder {
	return func(in, out int) gradcheck.Layer {
		mask := func(X *given.Matrix) *given.Matrix {
			M := X.Clone()
			for i := range M.Data {
				M.Data[i] = 1.25
				if i%5 == 3 {
					M.Data[i] = 0
				}
			}
			return M
		}
		return &layer{
			forward: func(X *given.Matrix) *given.Matrix { return X.Multiply(mask(X)) },
			backward: func(X, Y, dY *given.Matrix) *given.Matrix {
				dX := mask(X)
				for i, m := range dX.Data {
					dX.Data[i] = dx(m, dY.Data[i])
				}
				return dX
			},
		}
	}
}

// twoPaths builds layers y = (w_1·x)² + (w_2·x)².
func twoPaths(rng *rand.Rand, dw, dx func(w1, w2, x float64) (float64, float64)) builder {
	return func(in, out int) gradcheck.Layer {
		W := &gradcheck.Param{Name: "W", Value: check.Random(rng, 1, 2)}
		w := W.Value.Data
		return &layer{
			params: []*gradcheck.Param{W},
			forward: func(X *given.Matrix) *given.Matrix {
				return X.Apply(func(x float64) float64 { return square(w[0]*x) + square(w[1]*x) })
			},
			backward: func(X, Y, dY *given.Matrix) *given.Matrix {
				W.Grad = given.NewMatrix(1, 2)
				dX := X.Clone()
				for i, x := range X.Data {
					a, b := dw(w[0], w[1], x)
					W.Grad.Data[0] += dY.Data[i] * a
					W.Grad.Data[1] += dY.Data[i] * b
					a, b = dx(w[0], w[1], x)
					dX.Data[i] = dY.Data[i] * (a + b)
				}
				return dX
			},
		}
	}
}

// The other wrong layers of exercises 01, 03, 05 and 10.
//
//exercise:points 1
func TestHiddenLayers(t *testing.T) {
	defer check.Recover(t)
	rng := check.Rand(t)
	sum := func(w float64) float64 { return 0.3*signOf(w) + 0.2*w }
	dw := func(w1, w2, x float64) (float64, float64) { return 2 * w1 * x * x, 2 * w2 * x * x }
	dx := func(w1, w2, x float64) (float64, float64) { return 2 * w1 * w1 * x, 2 * w2 * w2 * x }
	l, X := penalty(rng, sum)(2, 3), check.Random(rng, 4, 2)
	l.Params()[0].Value.Set(0, 1, 0)
	check.Call(t, "CheckAt(l, X, rng)", "l", "Σ 0.3·|w| + 0.1·w²", "W", l.Params()[0].Value).
		Want("wrong", fmt.Sprintf("%q", gradcheck.CheckAt(l, X, rng)), `""`)
	rejects(t, rng, []exhibit{
		{"penalty, right", "", penalty(rng, sum)},
		{"L1 without the sign of w", "dW", penalty(rng, func(w float64) float64 { return 0.3 + 0.2*w })},
		{"L1 with |w|", "dW", penalty(rng, func(w float64) float64 { return 0.3*math.Abs(w) + 0.2*w })},
		{"L2 without the 2", "dW", penalty(rng, func(w float64) float64 { return 0.3*signOf(w) + 0.1*w })},
		{"penalty without a derivative", "dW", penalty(rng, func(w float64) float64 { return 0 })},
		{"dropout, right", "", dropout(func(mask, dy float64) float64 { return mask * dy })},
		{"dropout without the mask", "dX", dropout(func(mask, dy float64) float64 { return dy })},
		{"dropout without the factor", "dX", dropout(func(mask, dy float64) float64 { return dy * signOf(mask) })},
		{"dropout with the mask alone", "dX", dropout(func(mask, dy float64) float64 { return mask })},
		{"two paths, right", "", twoPaths(rng, dw, dx)},
		{"two paths: dX has one of them", "dX", twoPaths(rng, dw,
			func(w1, w2, x float64) (float64, float64) { return 2 * w1 * w1 * x, 0 })},
		{"two paths: the squares have no 2", "dX", twoPaths(rng, dw,
			func(w1, w2, x float64) (float64, float64) { return w1 * w1 * x, w2 * w2 * x })},
		{"two paths: the weights are swapped in dW", "dW", twoPaths(rng,
			func(w1, w2, x float64) (float64, float64) { return 2 * w2 * x * x, 2 * w1 * x * x }, dx)},
		{"dense: dX is dY·W where it fits", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dY.Clone() })},
		{"dense: dX uses the last output only", "dX", dense(rng, 1, func(p *pass) {
			p.dX = p.dY.Subtract(only(p.dY, p.n, p.out-1)).Dot(p.W.T())
		})},
		{"dense: dX is zero", "dX", dense(rng, 1, func(p *pass) { p.dX = p.dX.ScaledBy(0) })},
		{"dense: dW without X", "dW", dense(rng, 1, func(p *pass) { p.dW = p.X.Apply(one).T().Dot(p.dY) })},
		{"dense: dW without dY", "dW", dense(rng, 1, func(p *pass) { p.dW = p.X.T().Dot(p.dY.Apply(one)) })},
		{"dense: dW of the first example", "dW", dense(rng, 1, func(p *pass) { p.dW = top(p.X, 1).T().Dot(top(p.dY, 1)) })},
		{"dense: dW is dYᵀ·X with the shape forced", "dW", dense(rng, 1, func(p *pass) {
			p.dW = copyInto(p.dW.Clone(), p.dW.T())
		})},
		{"dense: dB of the first example", "dB", dense(rng, 1, func(p *pass) { p.dB = top(p.dY, 1) })},
		{"dense: dB is the sum of everything", "dB", dense(rng, 1, func(p *pass) {
			all := p.dB.Dot(p.dB.Apply(one).T()).At(0, 0)
			p.dB = p.dB.Apply(func(float64) float64 { return all })
		})},
		{"dense: dB is summed over the outputs", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dY.T().SumAxis0() })},
		{"dense: dB is zero", "dB", dense(rng, 1, func(p *pass) { p.dB = p.dB.ScaledBy(0) })},
		{"dense: dB is never set", "dB", dense(rng, 1, func(p *pass) { p.dB = nil })},
		{"softmax over the columns", "dX", softmaxOf(func(S, dY *given.Matrix) *given.Matrix {
			return S.Multiply(dY.Subtract(dY.ScaledBy(0).AddToRows(S.Multiply(dY).SumAxis0())))
		})},
		{"softmax over the whole batch", "dX", softmaxOf(func(S, dY *given.Matrix) *given.Matrix {
			all := check.SumOfProducts(S, dY)
			return S.Multiply(dY.Apply(func(dy float64) float64 { return dy - all }))
		})},
		{"softmax: the Jacobian of the first example", "dX", softmaxOf(func(S, dY *given.Matrix) *given.Matrix {
			S = S.ScaledBy(0).AddToRows(top(S, 1))
			return S.Multiply(dY.Apply(func(dy float64) float64 { return dy - check.SumOfProducts(top(S, 1), top(dY, 1)) }))
		})},
	})
}
