package optimizer_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	optimizer "exercises/08-rmsprop-adam"
	"exercises/check"
	"exercises/given"
)

// Random gradients, against the averages written as sums over all gradients so far.
//
//exercise:points 2
func TestHiddenSizes(t *testing.T) {
	defer check.Recover(t)
	for _, size := range [][2]int{{1, 1}, {1, 7}, {6, 1}, {5, 4}} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			defer check.Recover(t)
			rng := check.Rand(t)
			α, β, ε := 0.01, 0.9, 1e-7
			o := &optimizer.RMSProp{LearningRate: α, Beta: β, Epsilon: ε}
			random(t, rng, size, o.Update, func(past []float64) float64 {
				return α * past[len(past)-1] / (math.Sqrt(average(past, β, 2)) + ε)
			})
			β1, β2 := 0.9, 0.999
			adam := &optimizer.Adam{LearningRate: α, Beta1: β1, Beta2: β2, Epsilon: ε}
			random(t, rng, size, adam.Update, func(past []float64) float64 {
				n := float64(len(past))
				M, V := average(past, β1, 1)/(1-math.Pow(β1, n)), average(past, β2, 2)/(1-math.Pow(β2, n))
				return α * M / (math.Sqrt(V) + ε)
			})
		})
	}
}

// average is (1 - β)·Σ_k β^(t-k)·g_k^power over the gradients g_1, ..., g_t.
func average(past []float64, β, power float64) float64 {
	sum := 0.0
	for k, g := range past {
		sum += (1 - β) * math.Pow(β, float64(len(past)-1-k)) * math.Pow(g, power)
	}
	return sum
}

// random makes eight updates with gradients of very different sizes, and one of 0.
func random(t *testing.T, rng *rand.Rand, size [2]int,
	update func(W, dW *given.Matrix) *given.Matrix,
	step func(past []float64) float64) {
	t.Helper()
	W := check.Random(rng, size[0], size[1])
	past := make([][]float64, len(W.Data))
	for k := 0; k < 8 && !t.Failed(); k++ {
		dW := check.Random(rng, size[0], size[1]).ScaledBy([]float64{1, 1e-6, 1e6, 0}[k%4])
		want := W.Clone()
		for i, g := range dW.Data {
			past[i] = append(past[i], g)
			want.Data[i] -= step(past[i])
		}
		c := check.Call(t, "Update(W, dW)", "W", W, "dW", dW)
		W = update(W.Clone(), dW.Clone())
		c.Want(fmt.Sprintf("W after update %d", k+1), W, want)
	}
}
