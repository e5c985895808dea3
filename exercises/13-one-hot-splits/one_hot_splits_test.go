package data_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	data "exercises/13-one-hot-splits"
	"exercises/check"
	"exercises/given"
)

const (
	slideOneHot = "IMDB dataset: pre-processing"
	slideSplit  = "Evaluating DL models"
)

// One column a class, by hand.
//
//exercise:points 2
//exercise:hint 1 What is the shape of the result? Which of both sizes is the number of examples?
//exercise:hint 2 Each row has exactly one 1. The class says where, not what.
//exercise:hint 3 Begin with a matrix of zeros, and set one element in each row.
func TestOneHot(t *testing.T) {
	m := given.MatrixOf
	for _, tt := range []struct {
		name    string
		classes []int
		n       int
		want    *given.Matrix
		// the same with as many columns as occur; with the class in the place of 1; one column to
		// the right, and to the left, where class 0 is written into the row before
		narrower, values, right, left *given.Matrix
	}{{
		name: "four classes, one of which does not occur", classes: []int{2, 0, 2, 1}, n: 4,
		want: m([]float64{0, 0, 1, 0}, []float64{1, 0, 0, 0}, []float64{0, 0, 1, 0},
			[]float64{0, 1, 0, 0}),
		narrower: m([]float64{0, 0, 1}, []float64{1, 0, 0}, []float64{0, 0, 1}, []float64{0, 1, 0}),
		values: m([]float64{0, 0, 2, 0}, []float64{0, 0, 0, 0}, []float64{0, 0, 2, 0},
			[]float64{0, 1, 0, 0}),
		right: m([]float64{0, 0, 0, 1}, []float64{0, 1, 0, 0}, []float64{0, 0, 0, 1},
			[]float64{0, 0, 1, 0}),
		left: m([]float64{0, 1, 0, 1}, []float64{0, 0, 0, 0}, []float64{0, 1, 0, 0},
			[]float64{1, 0, 0, 0}),
	}, {
		name: "one example", classes: []int{1}, n: 3,
		want:     m([]float64{0, 1, 0}),
		narrower: m([]float64{0, 1}),
		values:   m([]float64{0, 1, 0}),
		right:    m([]float64{0, 0, 1}),
		left:     m([]float64{1, 0, 0}),
	}} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "OneHot(classes, nClasses)", "classes", tt.classes, "nClasses",
				tt.n).
				Mistake("the result is transposed: an example is a row, a class a column",
					slideOneHot, tt.want.T()).
				Mistake("there are only as many columns as the sample has classes, not nClasses",
					slideOneHot, tt.narrower).
				Mistake("the class itself is written into its column, in the place of 1",
					slideOneHot, tt.values).
				Mistake("off by one: each class is one column too far to the right", slideOneHot,
					tt.right).
				Mistake("off by one: classes are numbered from 0, not from 1", slideOneHot, tt.left)
			c.Want("", data.OneHot(tt.classes, tt.n), tt.want)
			c.Unchanged(slideOneHot)
		})
	}
}

// Classes that do not exist.
//
//exercise:points 1
//exercise:hint 1 Row 0 has the columns 0, 1 and 2. Where is Data[3]?
//exercise:hint 2 An index that is wrong for this row may be right for the next one. Who would
//exercise:hint 2 notice?
//exercise:hint 3 Compare each class with both ends of 0, ..., nClasses-1 before it is used. Set
//exercise:hint 3 would panic, too, but its text speaks of a matrix.
func TestClassThatDoesNotExist(t *testing.T) {
	for _, class := range []int{3, -1, 4} {
		t.Run(fmt.Sprint("class ", class), func(t *testing.T) {
			defer check.Recover(t)
			check.Call(t, "OneHot(classes, nClasses)", "classes", []int{0, 1}, "nClasses", 3).
				Want("", data.OneHot([]int{0, 1}, 3),
					given.MatrixOf([]float64{1, 0, 0}, []float64{0, 1, 0}))
			classes := []int{0, class, 2}
			got, panics := outcome(classes, 3)
			check.Call(t, "OneHot(classes, nClasses)", "classes", classes, "nClasses", 3).
				MistakeIf("a class that does not exist is written into the row beside it",
					slideOneHot, !panics && got != nil && len(got.Data) == 9 && sum(got) == 3).
				MistakeIf("a class that does not exist is passed over in silence", slideOneHot,
					!panics && got != nil && len(got.Data) == 9 && sum(got) == 2).
				True("a panic", got, panics)
			text := message(classes, 3)
			check.Call(t, "OneHot(classes, nClasses)", "classes", classes, "nClasses", 3).
				True(fmt.Sprintf("a panic of OneHot itself, before Set or an index panics, with a "+
					"text that names the class %d; got is the text", class), text,
					strings.Contains(text, fmt.Sprint(class)) && !strings.HasPrefix(text, "Set: ") &&
						!strings.HasPrefix(text, "Row: ") && !strings.HasPrefix(text, "runtime error"))
		})
	}
}

// outcome returns what OneHot gives, or that it panics.
func outcome(classes []int, n int) (got *given.Matrix, panics bool) {
	defer func() { panics = recover() != nil }()
	return data.OneHot(classes, n), false
}

// message returns the text of OneHot's panic.
func message(classes []int, n int) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	data.OneHot(classes, n)
	return ""
}

func sum(m *given.Matrix) float64 {
	return check.SumOfProducts(m, m.Apply(func(float64) float64 { return 1 }))
}

// Texts as the words that they have, by hand.
//
//exercise:points 1
//exercise:hint 1 What does the slide's results[i, sequence] = 1. do, if a sequence has a number
//exercise:hint 1 twice?
//exercise:hint 2 It is set to 1 again. The numbers in the row say whether a word is there, not how
//exercise:hint 2 often or where.
//exercise:hint 3 Two loops: over the sequences, and over the words of one. Each word is a column.
func TestVectorizeSequences(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	sequences := [][]int{{3, 1, 3}, {}, {0, 4, 2, 4, 4}}
	c := check.Call(t, "VectorizeSequences(sequences, dimension)", "sequences", sequences,
		"dimension",
		5).
		Mistake("words are counted: a word that occurs twice has 2 in place of 1", slideOneHot,
			m([]float64{0, 1, 0, 2, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 0, 1, 0, 3})).
		Mistake("the words themselves are copied: they are numbers of columns", slideOneHot,
			m([]float64{3, 1, 3, 0, 0}, []float64{0, 0, 0, 0, 0}, []float64{0, 4, 2, 4, 4})).
		Mistake("the place of a word in its text is taken for its number", slideOneHot,
			m([]float64{1, 1, 1, 0, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 1, 1, 1, 1})).
		Mistake("off by one: words are numbered from 0, not from 1", slideOneHot,
			m([]float64{1, 0, 1, 0, 0}, []float64{0, 0, 0, 0, 1}, []float64{0, 1, 0, 1, 0}))
	c.Want("", data.VectorizeSequences(sequences, 5),
		m([]float64{0, 1, 0, 1, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 0, 1, 0, 1}))
	c.Unchanged(slideOneHot)
}

// examples returns n examples that can be told apart: row i of X is k, -k, and that of Y is 10·k,
// with k = i + 1.
func examples(n int) data.Dataset {
	d := data.Dataset{X: given.NewMatrix(n, 2), Y: given.NewMatrix(n, 1)}
	for i := range n {
		k := float64(i + 1)
		d.X.Set(i, 0, k)
		d.X.Set(i, 1, -k)
		d.Y.Set(i, 0, 10*k)
	}
	return d
}

// rows returns which examples a part has, and whether X and Y have the same.
func rows(part data.Dataset) (order []int, together bool) {
	X, Y := part.X, part.Y
	if X == nil || Y == nil || X.Rows != Y.Rows || X.Cols != 2 || Y.Cols != 1 {
		return nil, false
	}
	together = true
	for i := range X.Rows {
		order = append(order, int(X.At(i, 0)))
		together = together && X.At(i, 1) == -X.At(i, 0) && Y.At(i, 0) == 10*X.At(i, 0)
	}
	return order, together
}

// How many examples each part gets, by hand.
//
//exercise:points 2
//exercise:hint 1 Of how many examples is each fraction? And which part takes what rounding leaves?
//exercise:hint 2 Both fractions are of all n. int(x) cuts off, math.Round goes to the nearest.
//exercise:hint 3 Work out two sizes and subtract them: then no example is left out, and none is
//exercise:hint 3 needed twice.
func TestSplitSizes(t *testing.T) {
	for _, tt := range []struct {
		n                int
		validation, test float64
		want             []int
		ofRest           []int
		cut, cutToTest   []int // the training part, or the test part, has the rest
		trainRounded     []int // and the test part has the rest
	}{
		// 2 and 1, 7 are left; 0.1·8 = 0.8
		{10, 0.2, 0.1, []int{7, 2, 1}, nil, nil, nil, nil},
		// 0.29·100 = 28.999999999999996; 0.25·71 = 17.75
		{100, 0.29, 0.25, []int{46, 29, 25}, []int{53, 29, 18}, []int{47, 28, 25},
			[]int{46, 28, 26}, nil},
		// 0.25·50 = 12.5; 0.5·50 = 25; 0.25·37 = 9.25
		{50, 0.25, 0.25, []int{24, 13, 13}, []int{28, 13, 9}, []int{26, 12, 12}, []int{25, 12, 13},
			[]int{25, 13, 12}},
		// 0.5·40 = 20, 0.25·40 = 10; 0.25·20 = 5
		{40, 0.5, 0.25, []int{10, 20, 10}, []int{15, 20, 5}, nil, nil, nil},
	} {
		t.Run(fmt.Sprint(tt.n, " examples"), func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "TrainValidationTest(d, validation, test, rng)",
				"examples in d", tt.n, "validation", tt.validation, "test", tt.test).
				Mistake("sizes are cut off, not rounded", slideSplit, tt.cut).
				Mistake("sizes are cut off, not rounded", slideSplit, tt.cutToTest).
				Mistake("the test part is a fraction of what the validation part has left",
					slideSplit, tt.ofRest).
				Mistake("the training part is rounded, and the test part takes the rest",
					slideSplit, tt.trainRounded).
				Mistake("the parts are in another order: train, validation, test", slideSplit,
					[]int{tt.want[0], tt.want[2], tt.want[1]})
			got, own := []int{}, true
			dealt := 0
			train, validation, test := data.TrainValidationTest(examples(tt.n), tt.validation,
				tt.test,
				check.Rand(t))
			for _, part := range []data.Dataset{train, validation, test} {
				if part.X == nil {
					part.X = given.NewMatrix(0, 0)
				}
				got = append(got, part.X.Rows)
				dealt += part.X.Rows
				own = own && !slices.Contains(part.X.Data, 0)
			}
			c.MistakeIf("each of the three sizes is worked out by itself, and they do not add up to n",
				slideSplit, dealt != tt.n).
				Want("examples to train, validate and test", got, tt.want)
			check.Call(t, "TrainValidationTest(d, validation, test, rng)", "examples in d", tt.n).
				True("rows of d.X, of which none is 0", nil, own)
		})
	}
}

// Every example in one part, with its own output, at random.
//
//exercise:points 3
//exercise:hint 1 May the network be tested with an example that it has learned from?
//exercise:hint 2 Draw one order of the row numbers, and cut it into three pieces.
//exercise:hint 3 rng.Perm(n) has each of 0, ..., n-1 once. Row i of X and row i of Y go the same
//exercise:hint 3 way.
func TestSplit(t *testing.T) {
	defer check.Recover(t)
	const n = 40
	rng := check.Rand(t)
	d := examples(n)
	split := func(seed uint64) (train, validation, test data.Dataset) {
		return data.TrainValidationTest(data.Dataset{X: d.X.Clone(), Y: d.Y.Clone()}, 0.2, 0.3,
			rand.New(rand.NewPCG(seed, 1)))
	}
	call := func() *check.Case {
		return check.Call(t, "TrainValidationTest(d, validation, test, rng)", "d.X",
			"rows k, -k for k = 1, 2, ...", "d.Y", "rows 10·k",
			"examples", n, "validation", 0.2, "test", 0.3)
	}
	inPlace := check.Call(t, "TrainValidationTest(d, validation, test, rng)", "d.X", d.X, "d.Y",
		d.Y)
	data.TrainValidationTest(d, 0.2, 0.3, rng)
	inPlace.Unchanged(slideSplit)

	seed := rng.Uint64()
	train, validation, test := split(seed)
	a, okA := rows(train)
	b, okB := rows(validation)
	c, okC := rows(test)
	if !okA || !okB || !okC {
		call().MistakeIf("X and Y are dealt out apart: an example has the output of another one",
			slideSplit, len(a) > 0 && len(b) > 0 && len(c) > 0).
			True("each row of X is in a part together with its own row of Y", nil, false)
		return
	}
	all := slices.Concat(a, b, c)
	sorted, want := slices.Sorted(slices.Values(all)), make([]int, n)
	for i := range want {
		want[i] = i + 1
	}
	different := len(slices.Compact(slices.Clone(sorted)))
	call().
		MistakeIf("the parts overlap: an example is in two of them, and another in none",
			slideSplit, different < len(all)).
		MistakeIf("some examples are in no part", slideSplit, different == len(all) &&
			different < n).
		Want("the examples of all parts, sorted", sorted, want)
	if t.Failed() {
		return
	}
	call().
		MistakeIf("the examples are not shuffled: what is sorted in d comes into the parts sorted",
			slideSplit, true).
		True("a random choice; got are the examples of the three parts", [][]int{a, b, c},
			!(slices.IsSorted(a) && slices.Max(a)-slices.Min(a) == len(a)-1))
	again, _, _ := split(seed)
	e, _ := rows(again)
	call().MistakeIf("the choice does not come from rng alone", slideSplit, true).
		Want("the training part, from a generator with the same seed", e, a)
	other, _, _ := split(seed + 1)
	e, _ = rows(other)
	call().MistakeIf("the choice does not come from rng: another seed makes no difference",
		slideSplit, t.Failed() || slices.Equal(a, e)).
		True("another choice with another seed; got is the training part, both times", a,
			t.Failed() || !slices.Equal(a, e))
}

// The same means and standard deviations for all parts, by hand.
//
//exercise:points 3
//exercise:hint 1 Which examples may be known before the network is tested? From which are the
//exercise:hint 1 means?
//exercise:hint 2 One mean and one std for each column, of the training part, serve all three parts.
//exercise:hint 3 First the means; then the deviations from them; then the root of their mean
//exercise:hint 3 square. Then transform each part, one element after the other. And if all
//exercise:hint 3 deviations are 0?
func TestStandardize(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	// train        1  2  5    mean 1.5  4  5    standardized  -1 -1  0
	//              2  6  5    std  0.5  2  0                   1  1  0
	//              2  2  5                                     1 -1  0
	//              1  6  5                                    -1  1  0
	// validation   2  8  6    less the mean 0.5 4  1,  by std  1  2  1
	// test         5  0  4                  3.5 -4 -1          7 -2 -1
	//              1  4  5                 -0.5 0  0          -1  0  0
	train := m([]float64{1, 2, 5}, []float64{2, 6, 5}, []float64{2, 2, 5}, []float64{1, 6, 5})
	want := m([]float64{-1, -1, 0}, []float64{1, 1, 0}, []float64{1, -1, 0}, []float64{-1, 1, 0})
	columns := func(x, y, z float64) *given.Matrix { // want with its columns times x and y, plus z
		return want.Dot(m([]float64{x, 0, 0}, []float64{0, y, 0}, []float64{0, 0, 0})).
			AddToRows(m([]float64{0, 0, z}))
	}
	validation := m([]float64{2, 8, 6})
	test := m([]float64{5, 0, 4}, []float64{1, 4, 5})
	call := func() *check.Case {
		return check.Call(t, "Standardize(train, validation, test)", "train", train, "validation",
			validation, "test", test)
	}
	unchanged := call()
	a, b, c := data.Standardize(train, validation, test)
	unchanged.Unchanged(slideSplit)

	// of all seven examples: means 2, 4, 5; mean squares of the deviations 12/7, 48/7, 2/7
	s1, s2, s3 := math.Sqrt(12.0/7), math.Sqrt(48.0/7), math.Sqrt(2.0/7)
	const leak = "mean and std are of all parts together: the test part leaks into the training"
	call().
		MistakeIf("0 is divided by 0: a column with std 0 is moved only", slideSplit,
			a != nil && !check.Finite(a)).
		Mistake(leak, slideSplit, m([]float64{-1 / s1, -2 / s2, 0}, []float64{0, 2 / s2, 0},
			[]float64{0, -2 / s2, 0}, []float64{-1 / s1, 2 / s2, 0})).
		Mistake("the root is forgotten: the deviations are divided by the variance", slideSplit,
			columns(2, 0.5, 0)).
		Mistake("std is divided by n - 1 in place of n", slideSplit,
			want.ScaledBy(math.Sqrt(3.0/4))).
		Mistake("std is the root of a sum: it is divided neither by n nor by n - 1", slideSplit,
			want.ScaledBy(0.5)).
		Mistake("a column with std 0 is left as it is: it is to be moved", slideSplit,
			columns(1, 1, 5)).
		Mistake("only the mean is divided by std: the difference is not in brackets", slideSplit,
			m([]float64{-2, 0, 0}, []float64{-1, 4, 0}, []float64{-1, 0, 0}, []float64{-2, 4, 0})).
		Mistake("the columns are moved, but not divided by std", slideSplit,
			columns(0.5, 2, 0)).
		Mistake("the columns are divided by std, but not moved", slideSplit,
			m([]float64{2, 1, 5}, []float64{4, 3, 5}, []float64{4, 1, 5}, []float64{2, 3, 5})).
		// 42/12 = 3.5; 190/12 - 3.5² = 43/12
		Mistake("there is one mean and one std for all columns", slideSplit,
			train.Apply(func(x float64) float64 { return (x - 3.5) / math.Sqrt(43.0/12) })).
		MistakeIf("something small is added to std: it need not be, for a std of 0 is a case of its own",
			slideSplit, a != nil && closeTo(a, want, 1e-2)).
		Want("the training part", a, want)
	if t.Failed() {
		return
	}
	call().
		Mistake("the validation part has means of its own, and is moved elsewhere than the training part",
			slideSplit, m([]float64{0, 0, 0})).
		Mistake("the validation part is left as it is", slideSplit, validation).
		MistakeIf("0 is divided by 0: a column with std 0 is moved only", slideSplit,
			b != nil && !check.Finite(b)).
		Want("the validation part", b, m([]float64{1, 2, 1}))
	call().
		Mistake("the test part has means of its own, and is moved elsewhere than the training part",
			slideSplit, m([]float64{1, -1, -1}, []float64{-1, 1, 1})).
		Mistake(leak, slideSplit, m([]float64{3 / s1, -4 / s2, -1 / s3},
			[]float64{-1 / s1, 0, 0})).
		Mistake("the test part is left as it is", slideSplit, test).
		Want("the test part", c, m([]float64{7, -2, -1}, []float64{-1, 0, 0}))
}

// closeTo reports whether no element of a is farther than d from that of b.
func closeTo(a, b *given.Matrix, d float64) bool {
	return a.Rows == b.Rows && a.Cols == b.Cols && !slices.ContainsFunc(a.Subtract(b).Data,
		func(x float64) bool { return !(math.Abs(x) <= d) })
}
