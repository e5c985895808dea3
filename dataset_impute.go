// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Imputer replaces missing values, which are NaN in X, by a value that is typical of the training
// part.
//
//	d, err := ReadCSVFile("people.csv", CSVOptions{Target: Columns("income"), Missing: KeepMissing})
//	train, test := d.Split(0.8, rng)
//	imputer, err := FitImputer(train, FillMedian)
//	train, test = imputer.Transform(train), imputer.Transform(test)
//
// Fit it on the training part alone and transform all parts with it, as a [Standardizer] and before
// it. Values computed on the test part would leak information about it into training.
type Imputer struct {
	Features []string // of the training part
	Values   []float64
}

// Fill is the value that an [Imputer] uses.
type Fill int

const (
	FillMean         Fill = iota + 1 // the mean of the known values
	FillMedian                       // the middle one of them, or the mean of the middle two
	FillMostFrequent                 // the most frequent one, and the smallest of several
)

// FitImputer returns the imputer with a value for each column of train.X. The one-hot columns of a
// category, such as sex=female and sex=male, get the most frequent category in any case, because
// the mean of categories means nothing.
//
// A column without a known value in the training part is an error.
func FitImputer(train *Dataset, fill Fill) (*Imputer, error) {
	if train == nil || train.X == nil {
		panic("nn: FitImputer: the dataset or its X is nil")
	}
	if fill < FillMean || fill > FillMostFrequent {
		panic(fmt.Sprintf("nn: FitImputer: Fill %d, want FillMean, FillMedian or FillMostFrequent", fill))
	}
	imputer := &Imputer{Features: train.Features, Values: make([]float64, train.X.Cols)}
	for j := range imputer.Values {
		var known []float64
		for i := range train.X.Rows {
			if v := train.X.At(i, j); !math.IsNaN(v) {
				known = append(known, v)
			}
		}
		if len(known) == 0 {
			return nil, fmt.Errorf("nn: FitImputer: %s has no known value in the %d examples of the training part: "+
				"leave the column out", imputer.name(j), train.X.Rows)
		}
		slices.Sort(known)
		switch fill {
		case FillMean:
			imputer.Values[j] = meanOfValues(known)
		case FillMedian:
			n := len(known)
			imputer.Values[j] = known[(n-1)/2]/2 + known[n/2]/2
		case FillMostFrequent:
			imputer.Values[j] = mostFrequentValue(known)
		}
	}
	imputer.fillCategories(train.X)
	return imputer, nil
}

// meanOfValues returns the mean of the values. It cannot overflow.
func meanOfValues(values []float64) (m float64) {
	for k, v := range values {
		n := float64(k + 1)
		m += v/n - m/n
	}
	return m
}

// mostFrequentValue returns the value with the longest run in sorted values.
func mostFrequentValue(values []float64) (most float64) {
	longest, begin := 0, 0
	for k, v := range values {
		if v != values[begin] {
			begin = k
		}
		if k-begin+1 > longest {
			longest, most = k-begin+1, v
		}
	}
	return most
}

// fillCategories makes the values of one-hot columns those of the most frequent category.
func (m *Imputer) fillCategories(X *Matrix) {
	for from := 0; from < len(m.Features); {
		category, _, found := strings.Cut(m.Features[from], "=")
		to := from + 1
		for found && to < len(m.Features) && strings.HasPrefix(m.Features[to], category+"=") {
			to++
		}
		if counts := oneHotCounts(X, from, to); to-from > 1 && counts != nil {
			most := slices.Index(counts, slices.Max(counts))
			clear(m.Values[from:to])
			m.Values[from+most] = 1
		}
		from = to
	}
}

// oneHotCounts returns how often each of the columns is 1, or nil unless in each row one of them is
// 1 and the others are 0, or all are missing.
func oneHotCounts(X *Matrix, from, to int) []int {
	counts := make([]int, to-from)
	for i := range X.Rows {
		gaps, zeros, one := 0, 0, -1
		for k, v := range X.Row(i)[from:to] {
			switch {
			case math.IsNaN(v):
				gaps++
			case v == 0:
				zeros++
			case v == 1:
				one = k
			}
		}
		switch {
		case gaps == to-from:
		case one >= 0 && zeros == to-from-1:
			counts[one]++
		default:
			return nil
		}
	}
	return counts
}

// Transform returns the dataset with the missing values of X replaced, in memory of its own; Y is
// shared. It panics if d has other features than the training part.
func (m *Imputer) Transform(d *Dataset) *Dataset {
	if d == nil || d.X == nil {
		panic("nn: Transform: the dataset or its X is nil")
	}
	if d.X.Cols != len(m.Values) || !slices.Equal(d.Features, m.Features) {
		panic(fmt.Sprintf("nn: Transform: the dataset has %d features, want the %d of the training part: "+
			"read another file with Like", d.X.Cols, len(m.Values)))
	}
	X := NewMatrix(d.X.Rows, d.X.Cols)
	for i := range X.Rows {
		row := X.Row(i)
		copy(row, d.X.Row(i))
		for j, v := range row {
			if math.IsNaN(v) {
				row[j] = m.Values[j]
			}
		}
	}
	return &Dataset{X: X, Y: d.Y, Features: d.Features, Labels: d.Labels, zero: d.zero}
}

// name names column j in a message.
func (m *Imputer) name(j int) string {
	if j < len(m.Features) {
		return columnText(j+1, m.Features[j])
	}
	return columnText(j+1, "")
}
