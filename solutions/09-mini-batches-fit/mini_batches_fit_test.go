package network

import (
	"math/rand/v2"
	"testing"

	"nn"
	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

// layer is a layer of the library with the library's optimizer.
type layer struct {
	nn.Layer
	optimizer nn.Optimizer
	rng       *rand.Rand
}

func (l layer) SetInputShape(cols int) {
	l.Layer.SetInputShape(cols)
	if d, ok := l.Layer.(*nn.DenseLayer); ok {
		d.Initialize(l.rng)
	}
}

func (l layer) ForwardPropagation(input *given.Matrix, training bool) *given.Matrix {
	return agree.Given(l.Layer.ForwardPropagation(agree.Library(input), training))
}

func (l layer) BackwardPropagation(outputError *given.Matrix) *given.Matrix {
	return agree.Given(l.Layer.BackwardPropagation(agree.Library(outputError)))
}

func (l layer) Update() {
	for _, p := range l.Params() {
		l.optimizer.Update(p)
	}
}

type mse struct{ nn.MeanSquaredError }

func (l *mse) Loss(yTrue, yPred *given.Matrix) float64 {
	return l.MeanSquaredError.Loss(agree.Library(yTrue), agree.Library(yPred))
}

func (l *mse) Derivative(yTrue, yPred *given.Matrix) *given.Matrix {
	return agree.Given(l.MeanSquaredError.Derivative(agree.Library(yTrue), agree.Library(yPred)))
}

// TestAgreesWithLibrary trains the same network twice, by nn.NeuralNetwork and by the answer with
// the library's layers. The same seed gives the same weights and the same batches.
func TestAgreesWithLibrary(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	for seed := range uint64(5) {
		n, in, hidden, out := 5+rng.IntN(20), 1+rng.IntN(4), 1+rng.IntN(5), 1+rng.IntN(3)
		X, Y := agree.Random(rng, n, in), agree.Random(rng, n, out)
		layers := func() []nn.Layer {
			return []nn.Layer{nn.NewDenseLayer(hidden), nn.NewTanhActivation(), nn.NewDenseLayer(out)}
		}

		theirs := nn.NewNeuralNetwork(in, new(nn.MeanSquaredError), nn.NewSGD(0.1, 0.9),
			rand.New(rand.NewPCG(9, seed)))
		theirs.Add(layers()...)
		theirs.Epochs, theirs.BatchSize, theirs.Metric = 4, 1+rng.IntN(n+2), nn.MAE
		data := &nn.Dataset{X: agree.Library(X), Y: agree.Library(Y)}
		if err := theirs.Fit(data, nil); err != nil {
			t.Fatal(err)
		}

		ours := &NeuralNetwork{InputShape: in, Epochs: theirs.Epochs, BatchSize: theirs.BatchSize,
			Loss: new(mse), Rng: rand.New(rand.NewPCG(9, seed)),
			Metric: func(yTrue, yPred *given.Matrix) float64 {
				return nn.MAE(agree.Library(yTrue), agree.Library(yPred))
			}}
		optimizer := nn.NewSGD(0.1, 0.9)
		for _, l := range layers() {
			ours.Add(layer{l, optimizer, ours.Rng})
		}
		ours.Fit(X, Y)
		if len(ours.History) != len(theirs.History) {
			t.Fatalf("the answer has %d records, the library %d", len(ours.History), len(theirs.History))
		}
		for k, r := range theirs.History {
			agree.Number(t, "loss", ours.History[k].Loss, r.Loss)
			agree.Number(t, "metric", ours.History[k].Metric, r.Metric)
		}
		agree.Matrix(t, "Y*", ours.Predict(X), theirs.Predict(data.X))
		agree.Number(t, "score", ours.Score(X, Y), theirs.Score(data))
	}
}
