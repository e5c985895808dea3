// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestImputer(t *testing.T) {
	nan := math.NaN()
	features := []string{"age", "sex=female", "sex=male", "sex=other", "a=b"}
	train := &Dataset{Features: features, Y: NewMatrix(5, 1), X: &Matrix{Rows: 5, Cols: 5, Data: []float64{
		1, 0, 1, 0, nan,
		nan, 1, 0, 0, 2,
		2, 0, 1, 0, 4,
		2, nan, nan, nan, 2,
		7, 1, 0, 0, 9,
	}}}
	test := &Dataset{Features: features, Y: NewMatrix(2, 1), Labels: []string{"y"}, X: &Matrix{Rows: 2, Cols: 5, Data: []float64{
		nan, nan, nan, nan, nan,
		8, 0, 0, 1, -1,
	}}}
	for _, tt := range []struct {
		fill Fill
		want []float64
	}{
		// The categories tie, two to two: the first one is taken.
		{FillMean, []float64{3, 1, 0, 0, 4.25}},
		{FillMedian, []float64{2, 1, 0, 0, 3}},
		{FillMostFrequent, []float64{2, 1, 0, 0, 2}},
	} {
		imputer, err := FitImputer(train, tt.fill)
		if err != nil {
			t.Fatal(err)
		}
		got := imputer.Transform(test)
		for j, want := range tt.want {
			if math.Abs(got.X.At(0, j)-want) > 1e-12 {
				t.Errorf("fill %d: got %v, want %v", tt.fill, got.X.Row(0), tt.want)
				break
			}
		}
		if !slices.Equal(got.X.Row(1), test.X.Row(1)) {
			t.Errorf("fill %d: a row without missing values became %v", tt.fill, got.X.Row(1))
		}
		if got.Y != test.Y || !slices.Equal(got.Labels, test.Labels) || !slices.Equal(got.Features, features) {
			t.Errorf("fill %d: got another Y or other names", tt.fill)
		}
		if !math.IsNaN(test.X.At(0, 0)) {
			t.Error("the dataset itself was changed")
		}
		if got := imputer.Transform(train).X; got.At(1, 0) != tt.want[0] || got.At(3, 1) != 1 || got.At(3, 2) != 0 {
			t.Errorf("fill %d: got the training part\n%v", tt.fill, got)
		}
	}
}

// Only columns that are one-hot are a category, whatever they are called.
func TestImputerNamesAlone(t *testing.T) {
	train := &Dataset{Features: []string{"p=1", "p=2"}, X: &Matrix{Rows: 3, Cols: 2, Data: []float64{
		5, 1,
		math.NaN(), 2,
		7, 3,
	}}}
	imputer, err := FitImputer(train, FillMean)
	if err != nil || !slices.Equal(imputer.Values, []float64{6, 2}) {
		t.Errorf("got %v, %v", imputer, err)
	}
}

func TestImputerExtremes(t *testing.T) {
	train := &Dataset{X: &Matrix{Rows: 2, Cols: 1, Data: []float64{math.MaxFloat64, math.MaxFloat64}}}
	for _, fill := range []Fill{FillMean, FillMedian, FillMostFrequent} {
		imputer, err := FitImputer(train, fill)
		if err != nil || imputer.Values[0] != math.MaxFloat64 {
			t.Errorf("fill %d: got %v, %v", fill, imputer, err)
		}
	}
}

// The values come from the training part alone: what the test part holds must not move them.
func TestImputerDoesNotLeak(t *testing.T) {
	d, err := ReadCSV(strings.NewReader("a,y\n1,5\n3,5\n,5\n900,5\n"),
		CSVOptions{Target: Columns("y"), Task: Regression, Missing: KeepMissing})
	if err != nil {
		t.Fatal(err)
	}
	train, _ := d.Split(0.75, nil)
	imputer, err := FitImputer(train, FillMean)
	if err != nil || imputer.Values[0] != 2 {
		t.Errorf("got %v, %v, want the mean of 1 and 3", imputer, err)
	}
}

func TestImputerErrors(t *testing.T) {
	gaps := &Dataset{Features: []string{"a", "b"}, X: &Matrix{Rows: 1, Cols: 2, Data: []float64{1, math.NaN()}}}
	_, err := FitImputer(gaps, FillMean)
	wantError(t, err, "nn: FitImputer: ", "column 2 (b)", "no known value", "leave the column out")
	wantPanic(t, func() { FitImputer(nil, FillMean) }, "FitImputer", "nil")
	wantPanic(t, func() { FitImputer(gaps, 0) }, "FitImputer", "Fill 0", "FillMedian")
	full := &Dataset{Features: []string{"a", "b"}, X: NewMatrix(1, 2)}
	imputer, err := FitImputer(full, FillMedian)
	if err != nil {
		t.Fatal(err)
	}
	wantPanic(t, func() { imputer.Transform(nil) }, "Transform", "nil")
	wantPanic(t, func() { imputer.Transform(&Dataset{Features: []string{"a"}, X: NewMatrix(1, 1)}) }, "1 features", "the 2 of", "Like")
	wantPanic(t, func() { imputer.Transform(&Dataset{Features: []string{"b", "a"}, X: NewMatrix(1, 2)}) }, "Transform", "Like")
}

// Of several values that are equally frequent the smallest one is taken, in whatever order they come.
func TestImputerTie(t *testing.T) {
	train := &Dataset{X: &Matrix{Rows: 5, Cols: 1, Data: []float64{5, 3, 5, 3, 4}}}
	imputer, err := FitImputer(train, FillMostFrequent)
	if err != nil || imputer.Values[0] != 3 {
		t.Errorf("got %v, %v, want 3", imputer, err)
	}
}
