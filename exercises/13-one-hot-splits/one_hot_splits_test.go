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

// oneHot is classes and their columns.
type oneHot struct {
	name    string
	classes []int
	n       int
	want    *given.Matrix
	// the same with as many columns as occur; with the class instead of 1; one column to
	// the right, and to the left, where class 0 is written into the row before
	narrower, values, right, left *given.Matrix
}

// randomClasses are classes from 1 to 3 of 6.
func randomClasses(t *testing.T) oneHot {
	rng := check.Rand(t)
	tt := oneHot{name: "random classes", classes: make([]int, 5), n: 6}
	for i := range tt.classes {
		tt.classes[i] = 1 + rng.IntN(3)
	}
	rows := func(columns int, value func(class, column int) float64) *given.Matrix {
		Y := given.NewMatrix(len(tt.classes), columns)
		for i := range Y.Data {
			Y.Data[i] = value(tt.classes[i/columns], i%columns)
		}
		return Y
	}
	at := func(shift int) func(class, column int) float64 {
		return func(class, column int) float64 {
			if column == class+shift {
				return 1
			}
			return 0
		}
	}
	tt.want, tt.right, tt.left = rows(tt.n, at(0)), rows(tt.n, at(1)), rows(tt.n, at(-1))
	tt.narrower = rows(slices.Max(tt.classes)+1, at(0))
	tt.values = rows(tt.n, func(class, column int) float64 { return float64(class) * at(0)(class, column) })
	return tt
}

// One column per class, by hand.
//
//exercise:points 2
//exercise:hint 1 Which shape does the result have? Which of its two sizes is the number of
//exercise:hint 1 examples?
//exercise:hint 2 Each row has exactly one 1. The class is its position, not its value.
//exercise:hint 3 Start with a matrix of zeros, and set one element in each row.
func TestOneHot(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	for _, tt := range []oneHot{{
		name: "four classes, one of which does not occur", classes: []int{2, 0, 2, 1}, n: 4,
		want:     m([]float64{0, 0, 1, 0}, []float64{1, 0, 0, 0}, []float64{0, 0, 1, 0}, []float64{0, 1, 0, 0}),
		narrower: m([]float64{0, 0, 1}, []float64{1, 0, 0}, []float64{0, 0, 1}, []float64{0, 1, 0}),
		values:   m([]float64{0, 0, 2, 0}, []float64{0, 0, 0, 0}, []float64{0, 0, 2, 0}, []float64{0, 1, 0, 0}),
		right:    m([]float64{0, 0, 0, 1}, []float64{0, 1, 0, 0}, []float64{0, 0, 0, 1}, []float64{0, 0, 1, 0}),
		left:     m([]float64{0, 1, 0, 1}, []float64{0, 0, 0, 0}, []float64{0, 1, 0, 0}, []float64{1, 0, 0, 0}),
	}, {
		name: "one example", classes: []int{1}, n: 4,
		want:     m([]float64{0, 1, 0, 0}),
		narrower: m([]float64{0, 1}),
		values:   m([]float64{0, 1, 0, 0}),
		right:    m([]float64{0, 0, 1, 0}),
		left:     m([]float64{1, 0, 0, 0}),
	}, {
		name: "the last class", classes: []int{2, 0}, n: 3,
		want:   m([]float64{0, 0, 1}, []float64{1, 0, 0}),
		values: m([]float64{0, 0, 2}, []float64{0, 0, 0}),
		right:  m([]float64{0, 0, 0}, []float64{1, 1, 0}), // or a panic
		left:   m([]float64{0, 1, 1}, []float64{0, 0, 0}),
	}, randomClasses(t)} {
		t.Run(tt.name, func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "OneHot(classes, nClasses)", "classes", tt.classes, "nClasses",
				tt.n).
				Mistake("the result is transposed, although an example is a row and a class a column",
					slideOneHot, tt.want.T()).
				Mistake("there are only as many columns as the sample has classes, not nClasses",
					slideOneHot, tt.narrower).
				Mistake("the class number is written into its column, not 1",
					slideOneHot, tt.values).
				Mistake("off by one: each class is one column too far to the right", slideOneHot,
					tt.right).
				Mistake("off by one: the first column is used for class 1, not for class 0", slideOneHot, tt.left)
			if slices.Contains(tt.classes, tt.n-1) {
				c.Mistake("off by one: each class is one column too far to the right", slideOneHot, check.Panics)
			}
			c.Want("", data.OneHot(tt.classes, tt.n), tt.want)
			c.Unchanged(slideOneHot)
		})
	}
}

// Classes that do not exist.
//
//exercise:points 1
//exercise:hint 1 Row 0 has the columns 0, 1 and 2. Where is Data[3]?
//exercise:hint 2 An index that is wrong for this row can be right for the next one. Who would
//exercise:hint 2 notice?
//exercise:hint 3 Compare each class with both ends of 0, ..., nClasses-1 before it is used. Set
//exercise:hint 3 would panic, too, but its text speaks of a matrix.
func TestClassThatDoesNotExist(t *testing.T) {
	defer check.Recover(t)
	for _, class := range []int{3, -1, 4} {
		t.Run(fmt.Sprint("class ", class), func(t *testing.T) {
			defer check.Recover(t)
			check.Call(t, "OneHot(classes, nClasses)", "classes", []int{0, 1}, "nClasses", 3).
				Want("", data.OneHot([]int{0, 1}, 3),
					given.MatrixOf([]float64{1, 0, 0}, []float64{0, 1, 0}))
			classes := []int{0, class, 2}
			got, panics := outcome(classes, 3)
			ignored := given.MatrixOf([]float64{1, 0, 0}, []float64{0, 0, 0}, []float64{0, 0, 1})
			neighbour := ignored.Clone()
			neighbour.Data[3+class] = 1
			is := func(m *given.Matrix) bool {
				return !panics && got != nil && got.Rows == 3 && slices.Equal(got.Data, m.Data)
			}
			other := false // class in the same row
			for k := range 3 {
				m := ignored.Clone()
				m.Set(1, k, 1)
				other = other || is(m)
			}
			check.Call(t, "OneHot(classes, nClasses)", "classes", classes, "nClasses", 3).
				MistakeIf("a class that does not exist is written into a neighbouring row",
					slideOneHot, is(neighbour)).
				MistakeIf("a class that does not exist is silently ignored", slideOneHot, is(ignored)).
				MistakeIf("a class that does not exist is treated as a different class", slideOneHot, other).
				True("a panic", got, panics)
			if t.Failed() {
				return
			}
			text := message(classes, 3)
			check.Call(t, "OneHot(classes, nClasses)", "classes", classes, "nClasses", 3).
				True(fmt.Sprintf("a panic of OneHot itself, before Set or an index panics, with a "+
					"text that names the class %d; got is the text", class), text,
					strings.Contains(text, fmt.Sprint(class)) && !strings.HasPrefix(text, "Set: ") &&
						!strings.HasPrefix(text, "Row: ") && !strings.HasPrefix(text, "runtime error"))
		})
	}
}

// outcome returns the result of OneHot, or a note that it panics.
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

// Texts as the words that occur in them, by hand.
//
//exercise:points 1
//exercise:hint 1 What does the slide's results[i, sequence] = 1. do if a sequence contains a number
//exercise:hint 1 twice?
//exercise:hint 2 It is set to 1 again. The numbers in the row show whether a word occurs, not how
//exercise:hint 2 often or where.
//exercise:hint 3 Two loops: over the sequences, and over the words of one sequence. Each word is a
//exercise:hint 3 column.
func TestVectorizeSequences(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	sequences := [][]int{{3, 1, 3}, {}, {0, 4, 2, 4, 4}}
	c := check.Call(t, "VectorizeSequences(sequences, dimension)", "sequences", sequences,
		"dimension",
		5).
		Mistake("words are counted: a word that occurs twice has 2, not 1", slideOneHot,
			m([]float64{0, 1, 0, 2, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 0, 1, 0, 3})).
		Mistake("the words themselves are copied, although they are column numbers", slideOneHot,
			m([]float64{3, 1, 3, 0, 0}, []float64{0, 0, 0, 0, 0}, []float64{0, 4, 2, 4, 4})).
		Mistake("the position of a word in its text is used, not its number", slideOneHot,
			m([]float64{1, 1, 1, 0, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 1, 1, 1, 1})).
		Mistake("off by one: the first column is used for word 1, not for word 0", slideOneHot,
			m([]float64{1, 0, 1, 0, 0}, []float64{0, 0, 0, 0, 1}, []float64{0, 1, 0, 1, 0})).
		Mistake("the last word, dimension - 1, is skipped", slideOneHot,
			m([]float64{0, 1, 0, 1, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 0, 1, 0, 0}))
	if skipsZero() {
		c.Mistake("word 0 is skipped, as if it were padding", slideOneHot,
			m([]float64{0, 1, 0, 1, 0}, []float64{0, 0, 0, 0, 0}, []float64{0, 0, 1, 0, 1}))
	}
	c.Want("", data.VectorizeSequences(sequences, 5),
		m([]float64{0, 1, 0, 1, 0}, []float64{0, 0, 0, 0, 0}, []float64{1, 0, 1, 0, 1}))
	c.Unchanged(slideOneHot)
}

// skipsZero reports whether word 0 is missing where it is not the first word.
func skipsZero() bool {
	defer func() { _ = recover() }()
	return slices.Equal(data.VectorizeSequences([][]int{{2, 0, 1}}, 4).Data, []float64{0, 1, 1, 0})
}

// examples returns n examples that can be told apart: row i of X is k, -k, and row i of Y is 10·k,
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
//exercise:hint 1 Each fraction refers to how many examples? And which part gets the rest after
//exercise:hint 1 rounding?
//exercise:hint 2 Both fractions refer to all n examples. int(x) truncates, math.Round rounds to the
//exercise:hint 2 nearest.
//exercise:hint 3 Compute two sizes and subtract them: then every example is used, and none is used
//exercise:hint 3 twice.
func TestSplitSizes(t *testing.T) {
	defer check.Recover(t)
	for _, tt := range []struct {
		n                int
		validation, test float64
		want             []int
		ofRest           []int
		cut, cutToTest   []int // truncated; the training part, or the test part, has the rest
		trainRounded     []int // and the test part has the rest
	}{
		// 0.2·10 = 2, 0.1·10 = 1; 0.1·8 = 0.8
		{10, 0.2, 0.1, []int{7, 2, 1}, nil, nil, nil, nil},
		// 0.29·100 = 28.999999999999996, 0.25·100 = 25; 0.25·71 = 17.75
		{100, 0.29, 0.25, []int{46, 29, 25}, []int{53, 29, 18}, []int{47, 28, 25}, []int{46, 28, 26}, nil},
		// 0.25·50 = 12.5, 0.25·50 = 12.5; 0.25·37 = 9.25
		{50, 0.25, 0.25, []int{24, 13, 13}, []int{28, 13, 9}, []int{26, 12, 12}, []int{25, 12, 13}, []int{25, 13, 12}},
		// 0.5·40 = 20, 0.25·40 = 10; 0.25·20 = 5
		{40, 0.5, 0.25, []int{10, 20, 10}, []int{15, 20, 5}, nil, nil, nil},
		// 0.24·10 = 2.4, 0.14·10 = 1.4000000000000001; 0.14·8 = 1.12
		{10, 0.24, 0.14, []int{7, 2, 1}, nil, nil, []int{6, 2, 2}, []int{6, 2, 2}},
	} {
		t.Run(fmt.Sprintf("%d examples, %v and %v", tt.n, tt.validation, tt.test), func(t *testing.T) {
			defer check.Recover(t)
			c := check.Call(t, "TrainValidationTest(d, validation, test, rng)",
				"examples in d", tt.n, "validation", tt.validation, "test", tt.test).
				Mistake("sizes are truncated, not rounded", slideSplit, tt.cut).
				Mistake("sizes are truncated, not rounded, and the test part gets the rest", slideSplit,
					tt.cutToTest).
				Mistake("the test part is a fraction of the examples that the validation part leaves",
					slideSplit, tt.ofRest).
				Mistake("the training part is rounded, and the test part gets the rest",
					slideSplit, tt.trainRounded).
				Mistake("the sizes of the validation part and of the test part are swapped", slideSplit,
					[]int{tt.want[0], tt.want[2], tt.want[1]})
			got, own := []int{}, true
			train, validation, test := data.TrainValidationTest(examples(tt.n), tt.validation,
				tt.test,
				check.Rand(t))
			for _, part := range []data.Dataset{train, validation, test} {
				if part.X == nil {
					part.X = given.NewMatrix(0, 0)
				}
				got = append(got, part.X.Rows)
				own = own && !slices.Contains(part.X.Data, 0)
			}
			byItself := int(math.Round((1 - tt.validation - tt.test) * float64(tt.n)))
			c.Mistake("the three sizes are computed separately, so they do not add up to n",
				slideSplit, []int{byItself, tt.want[1], tt.want[2]}).
				Want("examples to train, validate and test", got, tt.want)
			check.Call(t, "TrainValidationTest(d, validation, test, rng)", "examples in d", tt.n).
				True("rows of d.X, of which none is 0", nil, own)
		})
	}
}

// Every example in one part, with its own target, at random.
//
//exercise:points 3
//exercise:hint 1 May the network be tested with an example that it has learned from?
//exercise:hint 2 Draw one order of the row numbers, and cut it into three pieces.
//exercise:hint 3 rng.Perm(n) contains each of 0, ..., n-1 once. Row i of X and row i of Y go into
//exercise:hint 3 the same part.
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
		var X, Y []float64 // the first column of X, and Y
		whole := true      // rows of X
		for _, part := range []data.Dataset{train, validation, test} {
			if part.X != nil && part.Y != nil && part.X.Cols == 2 && part.Y.Cols == 1 {
				X, Y = slices.Concat(X, part.X.T().Row(0)), slices.Concat(Y, part.Y.Data)
				for i := range part.X.Rows {
					whole = whole && part.X.At(i, 1) == -part.X.At(i, 0)
				}
			}
		}
		slices.Sort(X)
		slices.Sort(Y)
		call().MistakeIf("X and Y are in different orders, so inputs and targets no longer match",
			slideSplit, whole && len(a) == 20 && len(b) == 8 && len(c) == 12 && slices.Equal(X, d.X.T().Row(0)) && slices.Equal(Y, d.Y.Data)).
			True("each row of X is in a part together with its own row of Y", nil, false)
		return
	}
	all := slices.Concat(a, b, c)
	sorted, want := slices.Sorted(slices.Values(all)), make([]int, n)
	for i := range want {
		want[i] = i + 1
	}
	// the parts have their sizes, each without a repetition, and share some examples but not all
	shared := func(a, b []int) int { return len(a) + len(b) - distinct(a, b) }
	overlap := len(a) == 20 && len(b) == 8 && len(c) == 12 && distinct(a) == 20 && distinct(b) == 8 &&
		distinct(c) == 12 && shared(a, b) < 8 && shared(b, c) < 8 && shared(a, c) < 12 && distinct(a, b, c) < n
	call().
		MistakeIf("the parts overlap: some examples are in two of them, others in none",
			slideSplit, overlap).
		Want("the examples of all parts, sorted", sorted, want)
	if t.Failed() {
		return
	}
	if choices(t, rng); t.Failed() {
		return
	}
	again, _, _ := split(seed)
	e, _ := rows(again)
	call().MistakeIf("the choice does not depend on rng alone", slideSplit, true).
		Want("the training part, from a generator with the same seed", e, a)
	other, _, _ := split(seed + 1)
	e, _ = rows(other)
	call().MistakeIf("the choice does not depend on rng: a different seed makes no difference",
		slideSplit, t.Failed() || slices.Equal(a, e)).
		True("a different choice with a different seed; got shows the training part, both times", a,
			t.Failed() || !slices.Equal(a, e))
}

// choices looks at the parts of many calls.
func choices(t *testing.T, rng *rand.Rand) {
	t.Helper()
	call := func(n int, fraction any) *check.Case {
		return check.Call(t, "TrainValidationTest(d, validation, test, rng), many times", "d.X",
			"rows k, -k for k = 1, 2, ...", "examples", n, "validation", fraction, "test", fraction)
	}
	// each call returns the part of each example
	calls := func(n int, fraction float64, times int) (all [][]int) {
		d := examples(n)
		for range times {
			a, b, c := data.TrainValidationTest(d, fraction, fraction, rng)
			of := make([]int, n)
			for part, d := range []data.Dataset{a, b, c} {
				order, _ := rows(d)
				for _, k := range order {
					of[(k-1+n)%n] = part
				}
			}
			all = append(all, of)
		}
		return all
	}

	some := calls(6, 1.0/3, 300)
	every := func(f func(of []int) bool) bool {
		return !slices.ContainsFunc(some, func(of []int) bool { return !f(of) })
	}
	// the number of places where one part ends and the next begins, with the first example after the last
	borders := func(of []int) (count int) {
		for i, part := range of {
			if part != of[(i+1)%len(of)] {
				count++
			}
		}
		return count
	}
	always := func(k int) bool { return every(func(of []int) bool { return of[k] == some[0][k] }) }
	name := ""
	switch {
	case every(func(of []int) bool { return slices.Equal(of, some[0]) }) && borders(some[0]) == 3:
		name = "the examples are not shuffled, so sorted data gives sorted parts"
	case every(func(of []int) bool { return slices.Equal(of, some[0]) }):
		name = "the choice does not depend on rng: each call gives the same parts"
	case every(func(of []int) bool { return borders(of) == 3 }):
		name = "each part has neighbouring examples in every call"
	case slices.ContainsFunc([]int{0, 1, 2, 3, 4, 5}, always):
		name = "some examples are in the same part in every call"
	}
	call(6, "1/3").MistakeIf(name, slideSplit, true).
		True("a random choice in each call; got shows the part of each example in the first three, 0 for train",
			some[:3], name == "")
	if t.Failed() {
		return
	}

	// The sum is about 11 for a right choice, and above 80 with a probability below 1e-10.
	const times, divisions = 18000, 12
	counts := map[string]int{}
	for _, of := range calls(4, 0.25, times) {
		counts[fmt.Sprint(of)]++
	}
	fewest, most, squares := times, 0, float64(divisions-len(counts))*times/divisions
	for _, count := range counts {
		fewest, most = min(fewest, count), max(most, count)
		squares += math.Pow(float64(count)-times/divisions, 2) / (times / divisions)
	}
	call(4, 0.25).MistakeIf("some divisions are more likely than others", slideSplit, true).
		True(fmt.Sprintf("each of the %d divisions of four examples in about %d of %d calls", divisions,
			times/divisions, times),
			fmt.Sprintf("%d divisions, in %d to %d calls each", len(counts), fewest, most), squares < 80)
}

// distinct returns how many different numbers the lists have.
func distinct(lists ...[]int) int {
	return len(slices.Compact(slices.Sorted(slices.Values(slices.Concat(lists...)))))
}

// The same means and standard deviations for all parts, by hand.
//
//exercise:points 3
//exercise:hint 1 Which examples can be known before the network is tested? Which of them give the
//exercise:hint 1 means?
//exercise:hint 2 One mean and one std per column, computed on the training part, serve all three
//exercise:hint 2 parts.
//exercise:hint 3 First the means; then the deviations from them; then the root of their mean
//exercise:hint 3 square. Then transform each part, one element after the other. And if all
//exercise:hint 3 deviations are 0?
func TestStandardize(t *testing.T) {
	defer check.Recover(t)
	m := given.MatrixOf
	// The means are 1.5 4 5, the stds 0.5 2 0; a std of 0 counts as 1. The validation part is 0.5 4 1 above the
	// means, the test part 3.5 -4 -1 and -0.5 0 0.
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

	// of all seven examples: means 2 4 5; the mean squares of the deviations are these times 1/7
	s1, s2, s3 := math.Sqrt(12.0/7), math.Sqrt(48.0/7), math.Sqrt(2.0/7)
	const leak = "mean and std include all parts, so the test part leaks into the training"
	call().
		MistakeIf("a column with std 0 is divided by 0", slideSplit,
			onlyColumn2(a, want)).
		Mistake(leak, slideSplit,
			m([]float64{-1 / s1, -2 / s2, 0}, []float64{0 / s1, 2 / s2, 0}, []float64{0 / s1, -2 / s2, 0}, []float64{-1 / s1, 2 / s2, 0})).
		Mistake("the deviations are divided by the variance, because the square root is left out", slideSplit,
			columns(2, 0.5, 0)).
		Mistake("the mean square in std divides by n - 1, not by n", slideSplit,
			want.ScaledBy(math.Sqrt(3.0/4))).
		Mistake("std is the root of the sum, which is divided neither by n nor by n - 1", slideSplit,
			want.ScaledBy(0.5)).
		Mistake("a column with std 0 is left unchanged, not shifted", slideSplit,
			columns(1, 1, 5)).
		Mistake("only the mean is divided by std, because the difference has no parentheses", slideSplit,
			m([]float64{-2, 0, 0}, []float64{-1, 4, 0}, []float64{-1, 0, 0}, []float64{-2, 4, 0})).
		Mistake("the columns are shifted, but not divided by std", slideSplit,
			columns(0.5, 2, 0)).
		Mistake("the columns are divided by std, but not shifted", slideSplit,
			m([]float64{2, 1, 5}, []float64{4, 3, 5}, []float64{4, 1, 5}, []float64{2, 3, 5})).
		// 42 is the sum of all numbers, 190 of their squares
		Mistake("one mean and one std are used for all columns", slideSplit,
			train.Apply(func(x float64) float64 { return (x - 42.0/12) / math.Sqrt(190.0/12-42.0/12*42.0/12) })).
		MistakeIf(small, slideSplit, smallAdded(a, want, []float64{0.5, 2, 0})).
		Want("the training part", a, want)
	randomFeatures(t, leak)
	if t.Failed() {
		return
	}
	far := m([]float64{1e8 + 1}, []float64{1e8 + 2}, []float64{1e8 + 4}, []float64{1e8 + 9})
	a, _, _ = data.Standardize(far, far, far)
	s := math.Sqrt((9.0 + 4 + 0 + 25) / 4)
	check.Call(t, "Standardize(train, train, train)", "train", far).
		MistakeIf("digits are lost for numbers far from 0, as in the mean square minus the squared mean",
			slideSplit, otherScale(a, []float64{-3, -2, 0, 5})).
		Want("the training part", a, m([]float64{-3 / s}, []float64{-2 / s}, []float64{0}, []float64{5 / s}))
	if t.Failed() {
		return
	}
	call().
		Mistake("the validation part has its own means, so its shift differs from the training part",
			slideSplit, m([]float64{0, 0, 0})).
		Mistake("the validation part is left unchanged", slideSplit, validation).
		MistakeIf("a column with std 0 is divided by 0", slideSplit,
			b != nil && len(b.Data) == 3 && b.Data[0] == 1 && b.Data[1] == 2 && !check.Finite(b)).
		Want("the validation part", b, m([]float64{1, 2, 1}))
	call().
		Mistake("the validation part has its own means, so its shift differs from the training part",
			slideSplit, m([]float64{1, -1, -1}, []float64{-1, 1, 1})).
		Mistake("the test part has its own means, so its shift differs from the training part",
			slideSplit, m([]float64{1, -1, -1}, []float64{-1, 1, 1})).
		Mistake(leak, slideSplit,
			m([]float64{3 / s1, -4 / s2, -1 / s3}, []float64{-1 / s1, 0 / s2, 0 / s3})).
		Mistake("the test part is left unchanged", slideSplit, test).
		Want("the test part", c, m([]float64{7, -2, -1}, []float64{-1, 0, 0}))
}

// randomFeatures is the same with random numbers, which have no coincidences: in the table above the
// largest number of a column is two std above the smallest.
func randomFeatures(t *testing.T, leak string) {
	t.Helper()
	rng := check.Rand(t)
	train, validation, test := check.Random(rng, 5, 3), check.Random(rng, 2, 3), check.Random(rng, 7, 3)
	for _, X := range []*given.Matrix{train, validation, test} {
		for i := range X.Rows {
			X.Set(i, 2, 5)
		}
	}
	all := slices.Concat(rowsOf(train), rowsOf(validation), rowsOf(test))
	mean, std := moments(train)
	// each element from x, mean and std; a column with std 0 gets std 1
	each := func(mean, std []float64, f func(x, mean, std float64) float64) *given.Matrix {
		Z := train.Clone()
		for i := range Z.Data {
			s := std[i%3]
			if s < 1e-9 {
				s = 1
			}
			Z.Data[i] = f(Z.Data[i], mean[i%3], s)
		}
		return Z
	}
	z := func(x, mean, std float64) float64 { return (x - mean) / std }
	want, n := each(mean, std, z), float64(train.Rows)
	allMean, allStd := moments(given.MatrixOf(all...))
	oneMean, oneStd := moments(given.MatrixOf(train.Data).T())
	unmoved := want.Clone()
	for i := range train.Rows {
		unmoved.Set(i, 2, 5)
	}
	a, b, _ := data.Standardize(train.Clone(), validation, test)
	c := check.Call(t, "Standardize(train, validation, test)", "train", train, "validation", validation, "test", test).
		MistakeIf("a column with std 0 is divided by 0", slideSplit,
			onlyColumn2(a, want)).
		Mistake(leak, slideSplit, each(allMean, allStd, z)).
		Mistake("the deviations are divided by the variance, because the square root is left out", slideSplit,
			each(mean, std, func(x, mean, std float64) float64 { return (x - mean) / (std * std) })).
		Mistake("the mean square in std divides by n - 1, not by n", slideSplit, want.ScaledBy(math.Sqrt((n-1)/n))).
		Mistake("std is the root of the sum, which is divided neither by n nor by n - 1", slideSplit,
			want.ScaledBy(1/math.Sqrt(n))).
		Mistake("a column with std 0 is left unchanged, not shifted", slideSplit, unmoved).
		Mistake("only the mean is divided by std, because the difference has no parentheses", slideSplit,
			each(mean, std, func(x, mean, std float64) float64 { return x - mean/std })).
		Mistake("the columns are divided by std, but not shifted", slideSplit,
			each(mean, std, func(x, mean, std float64) float64 { return x / std })).
		Mistake("one mean and one std are used for all columns", slideSplit,
			train.Apply(func(x float64) float64 { return z(x, oneMean[0], oneStd[0]) })).
		MistakeIf(small, slideSplit, smallAdded(a, want, std))
	if b != nil && b.Rows == validation.Rows {
		c.Mistake("the columns are shifted, but not divided by std", slideSplit,
			each(mean, std, func(x, mean, std float64) float64 { return x - mean }))
	}
	c.Want("the training part", a, want)
}

// moments returns the mean and the standard deviation of each column: std² is the mean of the squared
// distances between two numbers, halved.
func moments(X *given.Matrix) (mean, std []float64) {
	n := float64(X.Rows)
	for _, column := range rowsOf(X.T()) {
		sum, squares := 0.0, 0.0
		for _, x := range column {
			sum += x
			for _, y := range column {
				squares += (x - y) * (x - y)
			}
		}
		mean, std = append(mean, sum/n), append(std, math.Sqrt(squares/2)/n)
	}
	return mean, std
}

func rowsOf(X *given.Matrix) (rows [][]float64) {
	for i := range X.Rows {
		rows = append(rows, X.Row(i))
	}
	return rows
}

// onlyColumn2 reports whether a is want but for column 2, which is NaN.
func onlyColumn2(a, want *given.Matrix) bool {
	if a == nil || len(a.Data) != len(want.Data) {
		return false
	}
	for i, v := range a.Data {
		if i%3 == 2 != math.IsNaN(v) || i%3 != 2 && math.Abs(v-want.Data[i]) > 1e-9 {
			return false
		}
	}
	return true
}

const small = "a small number is added to std or to its square, although a std of 0 is a separate case"

// smallAdded reports whether a has the divisors std + c or √(std² + c), with one c below 0.01.
func smallAdded(a, want *given.Matrix, std []float64) bool {
	if a == nil || a.Rows != want.Rows || a.Cols != want.Cols || closeTo(a, want, 1e-9) {
		return false
	}
	divisor := std[0] * want.Data[0] / a.Data[0]
	for _, power := range []float64{1, 2} {
		c := math.Pow(divisor, power) - math.Pow(std[0], power)
		with := want.Clone()
		for i := range with.Data {
			if s := std[i%len(std)]; s > 0 {
				with.Data[i] *= s / math.Pow(math.Pow(s, power)+c, 1/power)
			}
		}
		if c > 0 && c < 0.01 && closeTo(a, with, 1e-9) {
			return true
		}
	}
	return false
}

// otherScale reports whether a is a multiple of the deviations, other than the deviations themselves, or NaN.
func otherScale(a *given.Matrix, deviations []float64) bool {
	if a == nil || len(a.Data) != len(deviations) {
		return false
	}
	by := a.Data[0] / deviations[0]
	for i, d := range deviations {
		if z := a.Data[i]; !(math.Abs(z-by*d) < 1e-9 || math.IsNaN(by) && math.IsNaN(z)) {
			return false
		}
	}
	return math.Abs(by-1) > 1e-6 || math.IsNaN(by)
}

// closeTo reports whether no element of a is farther than d from the same element of b.
func closeTo(a, b *given.Matrix, d float64) bool {
	return a.Rows == b.Rows && a.Cols == b.Cols && !slices.ContainsFunc(a.Subtract(b).Data,
		func(x float64) bool { return !(math.Abs(x) <= d) })
}
