package data

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares with nn.OneHot, nn.MultiHot, Dataset.TrainValidationTest and
// nn.Standardizer. The same seed deals the examples out in the same way.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 1))
	for seed := range uint64(20) {
		n, m := 10+rng.IntN(40), 1+rng.IntN(5)
		classes, sequences := make([]int, n), make([][]int, n)
		for i := range classes {
			classes[i] = rng.IntN(m)
			for range rng.IntN(4) {
				sequences[i] = append(sequences[i], rng.IntN(m))
			}
		}
		X, Y := agree.Random(rng, n, m), OneHot(classes, m)
		agree.Matrix(t, "one-hot", Y, nn.OneHot(classes, m))
		agree.Matrix(t, "sequences", VectorizeSequences(sequences, m), nn.MultiHot(sequences, m))

		validation, test := 0.1+0.3*rng.Float64(), 0.1+0.3*rng.Float64()
		a, b, c := TrainValidationTest(Dataset{X, Y}, validation, test, rand.New(rand.NewPCG(13, seed)))
		theirs := &nn.Dataset{X: agree.Library(X), Y: agree.Library(Y)}
		d, e, f := theirs.TrainValidationTest(validation, test, rand.New(rand.NewPCG(13, seed)))
		for k, part := range []*nn.Dataset{d, e, f} {
			ours := []Dataset{a, b, c}[k]
			agree.Matrix(t, "X", ours.X, part.X)
			agree.Matrix(t, "Y", ours.Y, part.Y)
		}

		for i := range a.X.Rows {
			a.X.Set(i, 0, 3) // a column with std 0
		}
		s := nn.FitStandardizer(agree.Library(a.X))
		p, q, r := Standardize(a.X, b.X, c.X)
		agree.Matrix(t, "train", p, s.Transform(agree.Library(a.X)))
		agree.Matrix(t, "validation", q, s.Transform(agree.Library(b.X)))
		agree.Matrix(t, "test", r, s.Transform(agree.Library(c.X)))
	}
}
