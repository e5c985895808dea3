package data

import (
	"math/rand/v2"

	"nn/solutions/given"
	"nn/solutions/internal/agree"
)

func ExampleOneHot() {
	classes := []int{1, 3, 0}
	agree.Show("classes", classes, "nClasses", 5, "Y", OneHot(classes, 5))
	// Output:
	// classes = [1 3 0]    nClasses = 5    Y = [ 0 1 0 0 0 ]
	//                                          [ 0 0 0 1 0 ]
	//                                          [ 1 0 0 0 0 ]
}

func ExampleVectorizeSequences() {
	sequences := [][]int{{5, 0, 5, 2}, {4}}
	agree.Show("sequences", sequences, "dimension", 6, "X", VectorizeSequences(sequences, 6))
	// Output:
	// sequences = [[5 0 5 2] [4]]    dimension = 6    X = [ 1 0 1 0 0 1 ]
	//                                                     [ 0 0 0 0 1 0 ]
}

func ExampleTrainValidationTest() {
	d := Dataset{given.MatrixOf([]float64{1, 2, 3, 4, 5, 6, 7, 8}).T(),
		given.MatrixOf([]float64{10, 20, 30, 40, 50, 60, 70, 80}).T()}
	a, b, c := TrainValidationTest(d, 0.2, 0.35, rand.New(rand.NewPCG(13, 6)))
	agree.Show("a.X", a.X, "a.Y", a.Y, "b.X", b.X, "b.Y", b.Y, "c.X", c.X, "c.Y", c.Y)
	// Output:
	// a.X = [ 2 ]    a.Y = [ 20 ]    b.X = [ 8 ]    b.Y = [ 80 ]    c.X = [ 3 ]    c.Y = [ 30 ]
	//       [ 5 ]          [ 50 ]          [ 4 ]          [ 40 ]          [ 1 ]          [ 10 ]
	//       [ 6 ]          [ 60 ]                                         [ 7 ]          [ 70 ]
}

func ExampleStandardize() {
	m := given.MatrixOf
	train := m([]float64{1, 4}, []float64{7, 4}, []float64{1, 4}, []float64{7, 4})
	validation, test := m([]float64{10, 6}), m([]float64{2.5, 3})
	agree.Show("train", train, "validation", validation, "test", test)
	a, b, c := Standardize(train, validation, test)
	agree.Show("a", a, "b", b, "c", c)
	// Output:
	// train = [ 1 4 ]    validation = [ 10  6 ]    test = [ 2.5   3 ]
	//         [ 7 4 ]
	//         [ 1 4 ]
	//         [ 7 4 ]
	// a = [ -1  0 ]    b = [ 2 2 ]    c = [ -0.5   -1 ]
	//     [  1  0 ]
	//     [ -1  0 ]
	//     [  1  0 ]
}
