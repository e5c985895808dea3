package lab

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"nn"
)

// FuzzLoad loads any weights file. An accepted one has finite weights for exactly this network.
func FuzzLoad(f *testing.F) {
	network := func() *nn.NeuralNetwork {
		net := nn.NewNeuralNetwork(2, &nn.MeanSquaredError{}, nn.NewSGD(0.1, 0), rand.New(rand.NewPCG(1, 2)))
		net.Add(nn.NewDenseLayer(3), nn.NewReLUActivation())
		net.Add(nn.NewDenseLayer(1), nn.NewSigmoidActivation())
		return net
	}
	name := filepath.Join(f.TempDir(), "weights.json")
	for _, notes := range []Notes{{}, {Interrupted: "epoch 2"}, {Words: words{"good", "bad"}}} {
		if err := SaveFiles(os.Stderr, Output{Name: "weights", Path: name, Write: NetworkJSON(network(), notes)}); err != nil {
			f.Fatal(err)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"layers":[{"layer":"DenseLayer","input":-1,"output":-3},null]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := ReadNetworkFile(name)
		if err == nil {
			file.Has("Dropout")
			units := file.Hidden()
			new(Units).Set(units.String()) // as the labs do with the hidden layers of a file
		}
		net := network()
		if err := Load(name, net, Units{3}); err != nil {
			return
		}
		for _, v := range net.Predict(nn.MatrixOf([]float64{0.5, -0.5})).Data {
			if !(v >= 0 && v <= 1) {
				t.Fatalf("the loaded network predicts %v", v)
			}
		}
	})
}
