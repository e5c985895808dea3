package regularization

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestPenaltyAgreesWithLibrary compares the penalty and its derivative with nn.Regularizer.
func TestPenaltyAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 1))
	for range 10 {
		in, out, λ1, λ2 := 1+rng.IntN(5), 1+rng.IntN(5), rng.Float64(), rng.Float64()
		W, dW := agree.Random(rng, in, out), agree.Random(rng, in, out)
		W.Data[0] = 0
		theirs, dTheirs := nn.L1L2(λ1, λ2), agree.Library(dW)
		theirs.AddDerivative(dTheirs, agree.Library(W))

		ours := &DenseLayer{Weights: W, WeightsError: dW, L1: λ1, L2: λ2}
		ours.AddPenaltyDerivative()
		agree.Matrix(t, "dW", ours.WeightsError, dTheirs)
		agree.Number(t, "penalty", ours.Penalty(), theirs.Penalty(agree.Library(W)))
	}
}

// TestDropoutAgreesWithLibrary compares with nn.Dropout: the same seed selects the same elements.
func TestDropoutAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 2))
	for seed := range uint64(10) {
		n, m, p := 1+rng.IntN(6), 1+rng.IntN(6), rng.Float64()
		theirs := nn.NewDropout(p, rand.New(rand.NewPCG(10, seed)))
		theirs.SetInputShape(m)
		ours := &Dropout{Rate: p, Rng: rand.New(rand.NewPCG(10, seed))}
		for _, training := range []bool{false, true, true} {
			X, dY := agree.Random(rng, n, m), agree.Random(rng, n, m)
			agree.Matrix(t, "Y", ours.ForwardPropagation(X, training),
				theirs.ForwardPropagation(agree.Library(X), training))
			if training {
				agree.Matrix(t, "dX", ours.BackwardPropagation(dY),
					theirs.BackwardPropagation(agree.Library(dY)))
			}
		}
	}
}
