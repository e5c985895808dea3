// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbered returns n examples: row i is (i, 10·i), and its desired output 100·i.
func numbered(n int) *Dataset {
	d := &Dataset{X: NewMatrix(n, 2), Y: NewMatrix(n, 1), Features: []string{"a", "b"}, Labels: []string{"y"}}
	for i := range n {
		d.X.Set(i, 0, float64(i))
		d.X.Set(i, 1, float64(10*i))
		d.Y.Set(i, 0, float64(100*i))
	}
	return d
}

// numbers returns the numbers of d's examples, and fails unless each still has its own output and
// the columns have their names.
func numbers(t *testing.T, d *Dataset) []int {
	t.Helper()
	rows := []int{}
	for i := range d.Len() {
		x := d.X.At(i, 0)
		if d.X.At(i, 1) != 10*x || d.Y.At(i, 0) != 100*x {
			t.Errorf("row %d: X %v has Y %v", i, d.X.Row(i), d.Y.Row(i))
		}
		rows = append(rows, int(x))
	}
	if !slices.Equal(d.Features, []string{"a", "b"}) || !slices.Equal(d.Labels, []string{"y"}) {
		t.Errorf("got names %q and %q", d.Features, d.Labels)
	}
	return rows
}

func sparse(d *Dataset) *Dataset {
	c := *d
	c.X = d.X.Sparse()
	return &c
}

func newRng() *rand.Rand { return rand.New(rand.NewPCG(42, 0)) }

func TestSubset(t *testing.T) {
	for _, d := range []*Dataset{numbered(4), sparse(numbered(4))} {
		for _, rows := range [][]int{{2, 0}, {3, 3, 1}, {}, nil} {
			got := d.Subset(rows)
			if n := numbers(t, got); !slices.Equal(n, rows) {
				t.Errorf("Subset(%v) = %v", rows, n)
			}
			if got.X.Cols != 2 || got.Y.Cols != 1 || (got.X.stored == nil) != (d.X.stored == nil) {
				t.Errorf("Subset(%v): X %s, Y %s", rows, got.X.shape(), got.Y.shape())
			}
		}
	}
	d := numbered(3)
	d.Subset([]int{1}).X.Set(0, 0, -1)
	if d.X.At(1, 0) != 1 {
		t.Error("a subset shares memory with the whole")
	}
	mustPanicWith(t, func() { d.Subset([]int{0, 3}) }, "row 3", "(3, 2)")
	mustPanicWith(t, func() { d.Subset([]int{-1}) }, "row -1", "(3, 2)")
}

// A batch's memory serves one dataset after the other, whatever their values are.
func TestGatherAgain(t *testing.T) {
	ones := MultiHot([][]int{{1}, {0, 1}, {}}, 2)
	others := MatrixOf([]float64{0, 7}, []float64{8, 9}).Sparse()
	batch := new(Matrix)
	for _, tt := range []struct {
		a    *Matrix
		rows []int
		want *Matrix
	}{
		{ones, []int{1, 0}, MatrixOf([]float64{1, 1}, []float64{0, 1})},
		{others, []int{1, 0, 1}, MatrixOf([]float64{8, 9}, []float64{0, 7}, []float64{8, 9})},
		{ones, []int{2, 1}, MatrixOf([]float64{0, 0}, []float64{1, 1})},
		{others, []int{1}, MatrixOf([]float64{8, 9})},
		{others, []int{0, 1}, MatrixOf([]float64{0, 7}, []float64{8, 9})},
		{ones, nil, NewMatrix(0, 2)},
	} {
		if got := batch.Gather(tt.a, tt.rows); !got.Equal(tt.want) {
			t.Errorf("rows %v: got\n%v\nwant\n%v", tt.rows, got, tt.want)
		}
	}
}

func TestIncompleteDataset(t *testing.T) {
	X, Y := NewMatrix(3, 2), NewMatrix(4, 1)
	for _, tt := range []struct {
		name  string
		d     *Dataset
		words []string
	}{
		{"nil", nil, []string{"nil"}},
		{"no X", &Dataset{Y: Y}, []string{"X nil", "Y (4, 1)"}},
		{"no Y", &Dataset{X: X}, []string{"X (3, 2)", "Y nil"}},
		{"lengths", &Dataset{X: X, Y: Y}, []string{"(3, 2)", "(4, 1)", "rows"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for op, f := range map[string]func(){
				"Len":                 func() { tt.d.Len() },
				"Subset":              func() { tt.d.Subset(nil) },
				"Shuffle":             func() { tt.d.Shuffle(newRng()) },
				"Split":               func() { tt.d.Split(0.5, nil) },
				"TrainValidationTest": func() { tt.d.TrainValidationTest(0.1, 0.1, nil) },
			} {
				mustPanicWith(t, f, append(tt.words, op+":")...)
			}
		})
	}
}

func TestShuffle(t *testing.T) {
	for _, d := range []*Dataset{numbered(20), sparse(numbered(20))} {
		got := numbers(t, d.Shuffle(newRng()))
		if slices.IsSorted(got) {
			t.Error("the order is unchanged")
		}
		if again := numbers(t, d.Shuffle(newRng())); !slices.Equal(got, again) {
			t.Errorf("the same seed gives %v and %v", got, again)
		}
		slices.Sort(got)
		if all := inOrder(20, nil); !slices.Equal(got, all) || !slices.Equal(numbers(t, d), all) {
			t.Errorf("shuffled: %v, and the caller's data: %v", got, numbers(t, d))
		}
	}
	mustPanicWith(t, func() { numbered(2).Shuffle(nil) }, "Shuffle", "generator is nil")
}

func TestSplit(t *testing.T) {
	for _, tt := range []struct {
		n        int
		fraction float64
		a        int
	}{
		{10, 0.8, 8}, {10, 0.75, 8}, {10, 0.74, 7}, {3, 0.5, 2}, {3, 2.0 / 3, 2}, {7, 0.2, 1},
		{10, 0.01, 1}, {10, 0.99, 9}, {2, 0.9, 1}, {2, 0.1, 1}, {2, 1e-300, 1}, {2, 1 - 1e-16, 1},
		{10, 0, 0}, {10, 1, 10}, {1, 1, 1}, {1, 0, 0},
	} {
		t.Run(fmt.Sprintf("%v of %d", tt.fraction, tt.n), func(t *testing.T) {
			for _, d := range []*Dataset{numbered(tt.n), sparse(numbered(tt.n))} {
				a, b := d.Split(tt.fraction, nil)
				if a.Len() != tt.a {
					t.Errorf("got %d and %d examples, want %d first", a.Len(), b.Len(), tt.a)
				}
				if got := append(numbers(t, a), numbers(t, b)...); !slices.Equal(got, inOrder(tt.n, nil)) {
					t.Errorf("without a generator: got %v", got)
				}
				a, b = d.Split(tt.fraction, newRng())
				got := append(numbers(t, a), numbers(t, b)...)
				if a.Len() != tt.a || tt.n == 10 && slices.IsSorted(got) {
					t.Errorf("with a generator: got %v, %d of them first", got, a.Len())
				}
				slices.Sort(got)
				if !slices.Equal(got, inOrder(tt.n, nil)) {
					t.Errorf("with a generator, sorted: got %v", got)
				}
			}
		})
	}
	for _, fraction := range []float64{-0.1, 1.01, math.NaN(), math.Inf(1)} {
		mustPanicWith(t, func() { numbered(9).Split(fraction, nil) },
			"Split", fmt.Sprint(fraction), "0 to 1")
	}
	mustPanicWith(t, func() { numbered(1).Split(0.5, nil) }, "1 examples for 2 parts")
	mustPanicWith(t, func() { numbered(0).Split(0.5, nil) }, "0 examples for 2 parts")
	mustPanicWith(t, func() { numbered(0).Split(1, nil) }, "0 examples for 1 parts")
}

func TestTrainValidationTest(t *testing.T) {
	for _, tt := range []struct {
		n                int
		validation, test float64
		sizes            [3]int
	}{
		{10, 0.2, 0.2, [3]int{6, 2, 2}},
		{10, 0.1, 0.3, [3]int{6, 1, 3}},
		{10, 0.15, 0.15, [3]int{6, 2, 2}},
		{10, 0, 0.3, [3]int{7, 0, 3}},
		{10, 0.3, 0, [3]int{7, 3, 0}},
		{10, 0, 0, [3]int{10, 0, 0}},
		{10, 0.01, 0.01, [3]int{8, 1, 1}},
		{3, 0.01, 0.9, [3]int{1, 1, 1}},
		{3, 0.49, 0.5, [3]int{1, 1, 1}},
		{5, 0.5, 0.4999, [3]int{1, 2, 2}},
	} {
		t.Run(fmt.Sprintf("%v and %v of %d", tt.validation, tt.test, tt.n), func(t *testing.T) {
			for _, rng := range []*rand.Rand{nil, newRng()} {
				train, validation, test := numbered(tt.n).TrainValidationTest(tt.validation, tt.test, rng)
				if got := [3]int{train.Len(), validation.Len(), test.Len()}; got != tt.sizes {
					t.Errorf("got sizes %v, want %v", got, tt.sizes)
				}
				got := slices.Concat(numbers(t, train), numbers(t, validation), numbers(t, test))
				if rng != nil {
					if tt.n == 10 && slices.IsSorted(got) {
						t.Errorf("with a generator: got %v", got)
					}
					slices.Sort(got)
				}
				if !slices.Equal(got, inOrder(tt.n, nil)) {
					t.Errorf("got %v", got)
				}
			}
		})
	}
	for _, tt := range []struct {
		n                int
		validation, test float64
		words            []string
	}{
		{10, 0.5, 0.5, []string{"0.5 and 0.5", "nothing to train on"}},
		{10, 1.5, 0, []string{"nothing to train on"}},
		{10, -0.1, 0.1, []string{"-0.1", "0 to 1"}},
		{10, 0.1, math.NaN(), []string{"NaN", "0 to 1"}},
		{2, 0.1, 0.1, []string{"2 examples for 3 parts"}},
	} {
		f := func() { numbered(tt.n).TrainValidationTest(tt.validation, tt.test, nil) }
		mustPanicWith(t, f, append(tt.words, "nn: TrainValidationTest:")...)
	}
}

func TestOneHot(t *testing.T) {
	got := OneHot([]int{2, 0, 2}, 3)
	if want := MatrixOf([]float64{0, 0, 1}, []float64{1, 0, 0}, []float64{0, 0, 1}); !got.Equal(want) {
		t.Errorf("got\n%v\nwant\n%v", got, want)
	}
	if got := OneHot(nil, 3); got.Rows != 0 || got.Cols != 3 {
		t.Errorf("no examples: got %s", got.shape())
	}
	mustPanicWith(t, func() { OneHot([]int{0, 3}, 3) }, "example 1", "class 3 of 3 classes")
	mustPanicWith(t, func() { OneHot([]int{-1}, 3) }, "example 0", "class -1")
	mustPanicWith(t, func() { OneHot([]int{0}, 0) }, "class 0 of 0 classes")
	mustPanicWith(t, func() { OneHot(nil, -1) }, "(0, -1)")
}

func TestStandardizer(t *testing.T) {
	const large = math.MaxFloat64
	for _, tt := range []struct {
		name         string
		x            []float64 // one column
		mean, std    float64
		standardized []float64
	}{
		{"one to three", []float64{1, 2, 3}, 2, math.Sqrt(2.0 / 3),
			[]float64{-math.Sqrt(1.5), 0, math.Sqrt(1.5)}},
		{"by hand", []float64{2, 4, 4, 4, 5, 5, 7, 9}, 5, 2, []float64{-1.5, -.5, -.5, -.5, 0, 0, 1, 2}},
		{"far from 0", []float64{1e9 + 1, 1e9 + 2, 1e9 + 3}, 1e9 + 2, math.Sqrt(2.0 / 3),
			[]float64{-math.Sqrt(1.5), 0, math.Sqrt(1.5)}},
		{"constant", []float64{0.1, 0.1, 0.1}, 0.1, 0, []float64{0, 0, 0}},
		{"zero", []float64{0, 0}, 0, 0, []float64{0, 0}},
		{"one row", []float64{7}, 7, 0, []float64{0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			X := &Matrix{Rows: len(tt.x), Cols: 1, Data: slices.Clone(tt.x)}
			for _, X := range []*Matrix{X, X.Sparse()} {
				s := FitStandardizer(X)
				if d := math.Abs(s.Mean.At(0, 0) - tt.mean); !(d <= 1e-15*math.Abs(tt.mean)) {
					t.Errorf("got mean %v, want %v", s.Mean.At(0, 0), tt.mean)
				}
				if d := math.Abs(s.Std.At(0, 0) - tt.std); !(d <= 1e-14*tt.std) {
					t.Errorf("got std %v, want %v", s.Std.At(0, 0), tt.std)
				}
				Z := s.Transform(X)
				for i, want := range tt.standardized {
					if d := math.Abs(Z.At(i, 0) - want); !(d <= 1e-14) {
						t.Errorf("row %d: got %v, want %v", i, Z.At(i, 0), want)
					}
				}
			}
			if !slices.Equal(X.Data, tt.x) {
				t.Errorf("X was changed to %v", X.Data)
			}
		})
	}

	t.Run("by column, and fitted on other rows", func(t *testing.T) {
		s := FitStandardizer(MatrixOf([]float64{1, 20, 5}, []float64{3, 40, 5}))
		got := s.Transform(MatrixOf([]float64{4, 20, 6}))
		if want := MatrixOf([]float64{2, -1, 1}); !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
	t.Run("never NaN", func(t *testing.T) {
		X := MatrixOf([]float64{large, large, 5e-324}, []float64{-large, large, 0},
			[]float64{large, 0, 0})
		s := FitStandardizer(X)
		for name, m := range map[string]*Matrix{"mean": s.Mean, "std": s.Std, "Z": s.Transform(X)} {
			if slices.ContainsFunc(m.Data, math.IsNaN) {
				t.Errorf("%s is %v", name, m.Data)
			}
		}
	})
	t.Run("mistakes", func(t *testing.T) {
		mustPanicWith(t, func() { FitStandardizer(NewMatrix(0, 2)) }, "FitStandardizer", "(0, 2)")
		s := FitStandardizer(NewMatrix(2, 2))
		mustPanicWith(t, func() { s.Transform(NewMatrix(4, 3)) }, "Transform", "(4, 3)", "(1, 2)")
		if Z := s.Transform(NewMatrix(0, 2)); Z.Rows != 0 || Z.Cols != 2 {
			t.Errorf("no rows: got %s", Z.shape())
		}
	})
}

// TestStandardizerOfAnyUnit: the numbers of a column can be tiny, huge or nearly constant.
func TestStandardizerOfAnyUnit(t *testing.T) {
	for _, unit := range []float64{1e-300, 1e-170, 1, 1e170, 1e300} {
		X := new(Matrix).Scale(unit, column(2, 4, 4, 4, 5, 5, 7, 9))
		s := FitStandardizer(X)
		wantNumber(t, "std", s.Std.At(0, 0)/unit, 2, 1e-14)
		wantNumber(t, "mean", s.Mean.At(0, 0)/unit, 5, 1e-14)
		Z := s.Transform(X)
		for i, want := range []float64{-1.5, -.5, -.5, -.5, 0, 0, 1, 2} {
			if !(math.Abs(Z.At(i, 0)-want) <= 1e-14) {
				t.Errorf("unit %v: z = %v, want %v", unit, Z.At(i, 0), want)
			}
		}
	}
	tenth, fifth := 0.1, 0.2
	s := FitStandardizer(column(0.3, tenth+fifth, 0.3, 0.3)) // rounding, not spread
	if std := s.Std.At(0, 0); std != 0 {
		t.Errorf("the std of a column that is constant up to rounding is %v, want 0", std)
	}
	if z := s.Transform(column(0.31)).At(0, 0); !(math.Abs(z-0.01) <= 1e-12) {
		t.Errorf("an unseen 0.31 becomes %v, want 0.01", z)
	}
}

// TestInverseTransform undoes Transform, for the predictions of a regression.
func TestInverseTransform(t *testing.T) {
	X := MatrixOf([]float64{1, 20, 5}, []float64{3, 40, 5}, []float64{8, -7, 5})
	s := FitStandardizer(X)
	wantMatrix(t, "X", s.InverseTransform(s.Transform(X)), X, 1e-14)
	mustPanicWith(t, func() { s.InverseTransform(NewMatrix(1, 2)) }, "nn: InverseTransform", "(1, 2)", "(1, 3)")
}
