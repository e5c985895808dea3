package nn

import (
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// A network is trained and saved with its standardizer and its names. Another program loads the
// file and predicts a new example by the names of its features.
func ExampleModel() {
	rng := rand.New(rand.NewPCG(42, 0))
	train := &Dataset{
		X:        MatrixOf([]float64{5.1, 1.4}, []float64{4.9, 1.5}, []float64{6.3, 6.0}, []float64{5.8, 5.1}),
		Y:        OneHot([]int{0, 0, 1, 1}, 2),
		Features: []string{"sepal length", "petal length"}, Labels: []string{"setosa", "virginica"},
	}
	standardizer := FitStandardizer(train.X)
	net := NewNeuralNetwork(2, &CategoricalCrossEntropy{}, NewSGD(0.5, 0), rng)
	net.Add(NewDenseLayer(2), NewSoftmaxActivation())
	net.Epochs = 100
	if err := net.Fit(&Dataset{X: standardizer.Transform(train.X), Y: train.Y}, nil); err != nil {
		log.Fatal(err)
	}
	file := filepath.Join(os.TempDir(), "example-iris.json")
	defer os.Remove(file)
	m := &Model{Network: net, Inputs: standardizer, Features: train.Features, Labels: train.Labels}
	if err := m.Save(file); err != nil {
		log.Fatal(err)
	}

	later, err := LoadModel(file)
	if err != nil {
		log.Fatal(err)
	}
	flower := map[string]float64{"sepal length": 6.0, "petal length": 4.8}
	class, err := later.Class(flower)
	if err != nil {
		log.Fatal(err)
	}
	probabilities, err := later.Predict(flower)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s with probability %.2f\n", class, probabilities[class])
	_, err = later.Class(map[string]float64{"sepal length": 6.0})
	fmt.Println(err)
	// Output:
	// virginica with probability 0.99
	// nn: Predict: there is no value for "petal length"; the features are ["sepal length" "petal length"]
}

// Weights for examples need no additional code: under categorical cross-entropy, a row of Y that is
// multiplied by w counts as w examples. Here the rare class gets the weight 9, because nine times
// as many examples belong to the other class. The network finds all of them, at the price of some
// false alarms.
func ExampleCategoricalCrossEntropy_classWeights() {
	rng := rand.New(rand.NewPCG(42, 0))
	X, classes := NewMatrix(500, 1), make([]int, 500)
	for i := range X.Rows {
		if i%10 == 0 {
			classes[i] = 1 // one in ten
		}
		X.Data[i] = rng.NormFloat64() + 1.5*float64(classes[i])
	}
	for _, weight := range []float64{1, 9} {
		train := &Dataset{X: X, Y: OneHot(classes, 2)}
		for i, class := range classes {
			if class == 1 {
				train.Y.Set(i, 1, weight)
			}
		}
		net := NewNeuralNetwork(1, &CategoricalCrossEntropy{}, NewSGD(0.1, 0), rand.New(rand.NewPCG(1, 0)))
		net.Add(NewDenseLayer(2), NewSoftmaxActivation())
		net.Epochs = 50
		if err := net.Fit(train, nil); err != nil {
			log.Fatal(err)
		}
		c := NewConfusionMatrix(train.Y, net.Predict(X))
		fmt.Printf("weight %v: recall %.2f, precision %.2f\n", weight, c.Recall(1), c.Precision(1))
	}
	// Output:
	// weight 1: recall 0.22, precision 0.69
	// weight 9: recall 0.84, precision 0.28
}
