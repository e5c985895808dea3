// Package probe calls the functions of exercise 15 with random input.
package probe

import (
	"math"
	"math/rand/v2"

	gradcheck "exercises/15-gradient-check"
	"exercises/given"
)

// Probe hands the results to values, and what depends on shared memory to memory. The step and the
// shapes are free, so results are only what all right answers share.
func Probe(rng *rand.Rand, values, memory func(f func() any)) {
	X := random(rng, 1+rng.IntN(3), 1+rng.IntN(3))
	before := X.Clone()
	E := func() float64 {
		sum := 0.0
		for i, x := range X.Data {
			sum += math.Sin(x*float64(i+1)) + math.Abs(x)
		}
		return sum
	}
	for i, x := range X.Data {
		k := float64(i + 1)
		slope := k*math.Cos(k*x) + math.Copysign(1, x)
		values(func() any {
			left, right := gradcheck.Slopes(E, X, i)
			return []bool{math.Abs(left-slope) < 0.01, math.Abs(right-slope) < 0.01}
		})
	}
	memory(func() any { return X.Subtract(before) })
	wrong, kinks := rng.IntN(8), &relu{atKink: []float64{-1, 0, 1, 2}[rng.IntN(4)]} // before Check uses rng
	l := newLayer(rng, wrong)(X.Cols, 2)
	values(func() any { return gradcheck.CheckAt(l, X, rng) })
	memory(func() any { return X.Subtract(before) })
	values(func() any { return gradcheck.Check(newLayer(rng, wrong), rng) })
	values(func() any { return gradcheck.CheckAt(kinks, given.MatrixOf([]float64{0, 0.5, 0, -1.5}), rng) })
}

// relu is max(0, x) with a derivative at 0 that is wrong if it is not from 0 to 1.
type relu struct {
	X      *given.Matrix
	atKink float64
}

func (l *relu) Params() []*gradcheck.Param { return nil }

func (l *relu) ForwardPropagation(X *given.Matrix) *given.Matrix {
	l.X = X
	return X.Apply(func(x float64) float64 { return max(0, x) })
}

func (l *relu) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	return dY.Multiply(l.X.Apply(func(x float64) float64 {
		switch {
		case x == 0:
			return l.atKink
		case x < 0:
			return 0
		}
		return 1
	}))
}

// layer is a layer Y = (XW)², with a wrong backward pass if wrong is from 1 to 5.
type layer struct {
	W     *gradcheck.Param
	X, Z  *given.Matrix
	wrong int
}

func newLayer(rng *rand.Rand, wrong int) func(in, out int) gradcheck.Layer {
	return func(in, out int) gradcheck.Layer {
		return &layer{W: &gradcheck.Param{Name: "W", Value: random(rng, in, out)}, wrong: wrong}
	}
}

func (l *layer) Params() []*gradcheck.Param { return []*gradcheck.Param{l.W} }

func (l *layer) ForwardPropagation(X *given.Matrix) *given.Matrix {
	l.X, l.Z = X, X.Dot(l.W.Value)
	return l.Z.Multiply(l.Z)
}

func (l *layer) BackwardPropagation(dY *given.Matrix) *given.Matrix {
	dZ := dY.Multiply(l.Z).ScaledBy(2)
	dX := dZ.Dot(l.W.Value.T())
	l.W.Grad = l.X.T().Dot(dZ)
	switch l.wrong {
	case 1:
		dX = dX.ScaledBy(1.01)
	case 2:
		l.W.Grad = l.W.Grad.ScaledBy(1 / float64(dY.Rows))
	case 3:
		l.W.Grad.Data[0] = math.NaN()
	case 4:
		l.W.Value.Data[0] += 0.1
	case 5:
		l.W.Grad = l.W.Grad.ScaledBy(-1)
	}
	return dX
}

func random(rng *rand.Rand, rows, cols int) *given.Matrix {
	m := given.NewMatrix(rows, cols)
	for i := range m.Data {
		m.Data[i] = rng.NormFloat64()
	}
	return m
}
