package dense

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares the answer with nn.DenseLayer: with the same seed the weights are
// the same, and so is the output.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 1))
	for seed := range uint64(10) {
		n, in, out := 1+rng.IntN(6), 1+rng.IntN(6), 1+rng.IntN(6)
		theirs := nn.NewDenseLayer(out)
		theirs.SetInputShape(in)
		theirs.Initialize(rand.New(rand.NewPCG(2, seed)))
		ours := &DenseLayer{InputShape: in, NUnits: out}
		ours.Initialize(rand.New(rand.NewPCG(2, seed)))
		agree.Matrix(t, "W", ours.Weights, theirs.Weights.Value)
		agree.Matrix(t, "B", ours.Biases, theirs.Biases.Value)

		ours.Biases = agree.Random(rng, 1, out)
		theirs.Biases.Value = agree.Library(ours.Biases)
		X := agree.Random(rng, n, in)
		Y := theirs.ForwardPropagation(agree.Library(X), true)
		agree.Matrix(t, "Y", ours.ForwardPropagation(X), Y)

		count := 0
		for _, p := range theirs.Params() {
			count += len(p.Value.Data)
		}
		if ours.Parameters() != count || ours.OutputShape() != theirs.OutputShape() {
			t.Errorf("the answer has %d parameters and %d outputs, the library %d and %d",
				ours.Parameters(), ours.OutputShape(), count, theirs.OutputShape())
		}
	}
}
