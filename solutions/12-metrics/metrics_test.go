package metrics

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"nn"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary compares all answers with the library's metrics on random examples.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	for range 40 {
		n, m := 1+rng.IntN(12), 1+rng.IntN(4)
		classes := make([]int, n)
		for i := range classes {
			classes[i] = rng.IntN(m)
		}
		yTrue, yPred := agree.Given(nn.OneHot(classes, m)), agree.Random(rng, n, m)
		if m == 1 {
			for i := range yTrue.Data {
				yTrue.Data[i], yPred.Data[i] = float64(rng.IntN(2)), rng.Float64()
			}
		}
		Y, P := agree.Library(yTrue), agree.Library(yPred)
		if ours, theirs := Classes(yPred), nn.Classes(P); !reflect.DeepEqual(ours, theirs) {
			t.Fatalf("classes of %v: the answer gives %v, the library %v", yPred, ours, theirs)
		}
		agree.Number(t, "accuracy", Accuracy(yTrue, yPred), nn.Accuracy(Y, P))
		ours, theirs := ConfusionMatrix(yTrue, yPred), nn.NewConfusionMatrix(Y, P)
		if !reflect.DeepEqual(ours, theirs.Counts) {
			t.Fatalf("the answer counts %v, the library %v", ours, theirs.Counts)
		}
		for k := range ours {
			agree.Number(t, "precision", Precision(ours, k), theirs.Precision(k))
			agree.Number(t, "recall", Recall(ours, k), theirs.Recall(k))
			agree.Number(t, "F1", F1(ours, k), theirs.F1(k))
		}
	}
}
