package stopping

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// TestAgreesWithLibrary trains networks with steps so large that the error goes up and down, and
// tells the answer what the library was told.
func TestAgreesWithLibrary(t *testing.T) {
	stopped := 0
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(11, seed))
		patience, minDelta := 1+rng.IntN(4), []float64{0, 0.01}[rng.IntN(2)]
		data := &nn.Dataset{X: agree.Library(agree.Random(rng, 12, 2)),
			Y: agree.Library(agree.Random(rng, 12, 1))}
		train, validation := data.Split(0.5, nil)

		fit := func(epochs int, s *nn.EarlyStopping) *nn.NeuralNetwork {
			net := nn.NewNeuralNetwork(2, new(nn.MeanSquaredError), nn.NewSGD(0.4, 0),
				rand.New(rand.NewPCG(seed, 11)))
			net.Add(nn.NewDenseLayer(5), nn.NewTanhActivation(), nn.NewDenseLayer(1))
			net.Epochs, net.BatchSize, net.Metric = epochs, 3, nil
			if s != nil {
				net.Callbacks = []nn.Callback{s}
			}
			if err := net.Fit(train, validation); err != nil {
				t.Fatal(err)
			}
			return net
		}
		theirs := nn.NewEarlyStopping(patience)
		theirs.MinDelta = minDelta
		restored := fit(3+rng.IntN(15), theirs)
		history := restored.History

		ours := NewEarlyStopping(patience, minDelta)
		epochs := 0
		for _, r := range history {
			epochs = r.Epoch
			if ours.Stop(r.Epoch, r.ValLoss, values(fit(r.Epoch, nil))) {
				stopped++
				break
			}
		}
		if epochs != len(history) || ours.BestEpoch != theirs.BestEpoch || ours.Best != theirs.Best {
			t.Fatalf("seed %d: the answer ends after %d epochs with the best %v in epoch %d, "+
				"the library after %d with %v in %d",
				seed, epochs, ours.Best, ours.BestEpoch, len(history), theirs.Best, theirs.BestEpoch)
		}
		weights := values(fit(epochs, nil))
		ours.Restore(weights)
		for i, p := range restored.Params() {
			agree.Matrix(t, p.Name, weights[i], p.Value)
		}
	}
	if stopped == 0 || stopped == 20 {
		t.Errorf("%d of 20 trainings were stopped, want some and not all", stopped)
	}
}

func values(net *nn.NeuralNetwork) []*given.Matrix {
	var all []*given.Matrix
	for _, p := range net.Params() {
		all = append(all, agree.Given(p.Value))
	}
	return all
}
