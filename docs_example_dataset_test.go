package nn

import (
	"fmt"
	"log"
	"math/rand/v2"
	"strings"
)

func ExampleReadCSV() {
	file := strings.NewReader(`sepal length,petal length,species
5.1,1.4,setosa
6.3,6.0,virginica
4.9,1.5,setosa
`)
	d, err := ReadCSV(file, CSVOptions{Target: Columns("species")})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(strings.Join(d.Features, ", "))
	fmt.Println(d.X)
	fmt.Println(strings.Join(d.Labels, ", "))
	fmt.Println(d.Y)
	// Output:
	// sepal length, petal length
	// [   5.1000   1.4000 ]
	// [   6.3000   6.0000 ]
	// [   4.9000   1.5000 ]
	// setosa, virginica
	// [   1.0000   0.0000 ]
	// [   0.0000   1.0000 ]
	// [   1.0000   0.0000 ]
}

// Bad data is refused with its place and a remedy.
func ExampleReadCSV_error() {
	file := strings.NewReader("sepal length,species\n5.1,setosa\n5.0 cm,virginica\n")
	_, err := ReadCSV(file, CSVOptions{Target: Columns("species")})
	fmt.Println(err)
	// Output:
	// nn: ReadCSV: line 3, column 1 (sepal length): found "5.0 cm", want a number (1 of 2 fields are not numbers): remove units and signs such as % or $ from the file
}

// A table with everything that a table can have: a number that identifies the example, a text
// column, missing values, and two classes for a sigmoid.
func ExampleFitImputer() {
	file := strings.NewReader(`id,sex,age,survived
1,male,22,0
2,female,38,1
3,,26,1
4,female,,1
5,male,,0
`)
	d, err := ReadCSV(file, CSVOptions{
		Target: Columns("survived"), Task: BinaryClassification,
		Categories: Columns("sex"), Drop: Columns("id"), Missing: KeepMissing,
	})
	if err != nil {
		log.Fatal(err)
	}
	train, test := d.Split(0.8, nil)
	imputer, err := FitImputer(train, FillMedian)
	if err != nil {
		log.Fatal(err)
	}
	train, test = imputer.Transform(train), imputer.Transform(test)
	fmt.Println(strings.Join(d.Features, ", "))
	fmt.Println(train.X)
	fmt.Println(test.X)
	// Output:
	// sex=female, sex=male, age
	// [   0.0000   1.0000  22.0000 ]
	// [   1.0000   0.0000  38.0000 ]
	// [   1.0000   0.0000  26.0000 ]
	// [   1.0000   0.0000  26.0000 ]
	// [   0.0000   1.0000  26.0000 ]
}

// Four fifths to train on and one fifth to test with. The test part is standardized with the means
// of the training part.
func ExampleDataset_Split() {
	d := &Dataset{
		X: MatrixOf([]float64{180, 80}, []float64{160, 50}, []float64{170, 60},
			[]float64{190, 90}, []float64{175, 70}),
		Y: MatrixOf([]float64{1}, []float64{0}, []float64{0}, []float64{1}, []float64{1}),
	}
	train, test := d.Split(0.8, nil) // nil: in the order of d; otherwise give a generator
	s := FitStandardizer(train.X)
	train.X, test.X = s.Transform(train.X), s.Transform(test.X)
	fmt.Println(train.X)
	fmt.Println(test.X)
	// Output:
	// [   0.4472   0.6325 ]
	// [  -1.3416  -1.2649 ]
	// [  -0.4472  -0.6325 ]
	// [   1.3416   1.2649 ]
	// [   0.0000   0.0000 ]
}

func ExampleOneHot() {
	fmt.Println(OneHot([]int{2, 0, 1}, 3))
	// Output:
	// [   0.0000   0.0000   1.0000 ]
	// [   1.0000   0.0000   0.0000 ]
	// [   0.0000   1.0000   0.0000 ]
}

func ExampleMoons() {
	d := Moons(4, 0.1, rand.New(rand.NewPCG(42, 0)))
	fmt.Println(d.X)
	fmt.Println(d.Y)
	// Output:
	// [   0.8180   0.6515 ]
	// [   0.3915  -0.1383 ]
	// [  -0.9347   0.5769 ]
	// [   1.8536  -0.0286 ]
	// [   0.0000 ]
	// [   1.0000 ]
	// [   0.0000 ]
	// [   1.0000 ]
}

// MNIST, from the files as they are handed out. Its pixels are mostly black, which index lists
// leave out.
func ExampleReadIDXFile() {
	images, err := ReadIDXFile("train-images-idx3-ubyte.gz")
	if err != nil {
		log.Fatal(err)
	}
	labels, err := ReadIDXFile("train-labels-idx1-ubyte.gz")
	if err != nil {
		log.Fatal(err)
	}
	d := &Dataset{X: images.Sparse(1 / 255.0), Y: OneHot(labels.Classes(), 10)}
	train, validation := d.Split(5.0/6, rand.New(rand.NewPCG(42, 0)))
	fmt.Println(train.Len(), validation.Len())
}
