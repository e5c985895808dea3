// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// A summary of the data uses at most sampleRows rows, and fewer if they are long.
const (
	sampleRows     = 1000
	sampleElements = 1 << 18
	informative    = 64 // columns that are used to compare examples
)

// dataSummary holds what the rules need to know about the data.
type dataSummary struct {
	train, val []columnSummary // nil without validation
	X, Y       *Matrix         // sampled rows of the training set
	informed   []int           // the columns with the largest standard deviations
	classes    bool            // a row of Y is one-hot, or a single 0 or 1
}

// columnSummary holds numbers about the sampled values of a column of X.
type columnSummary struct{ mean, std, rms, least, most float64 }

// summarizeData samples both sets. val can be nil.
func summarizeData(train, val *Dataset) dataSummary {
	rows := evenly(train.Len(), sampledRows(train.X.Cols))
	s := dataSummary{X: new(Matrix).Gather(train.X, rows).Dense(), Y: new(Matrix).Gather(train.Y, rows).Dense()}
	s.train = columnsOf(s.X)
	if val != nil {
		s.val = columnsOf(new(Matrix).Gather(val.X, evenly(val.Len(), sampledRows(val.X.Cols))).Dense())
	}
	s.informed = evenly(len(s.train), len(s.train)) // all columns
	slices.SortStableFunc(s.informed, func(a, b int) int { return cmp.Compare(s.train[b].std, s.train[a].std) })
	s.informed = s.informed[:min(informative, len(s.informed))]
	s.classes = areClasses(s.Y)
	return s
}

func sampledRows(cols int) int { return min(sampleRows, max(100, sampleElements/cols)) }

// evenly returns at most k row numbers of n, at equal distances.
func evenly(n, k int) []int {
	rows := make([]int, min(n, k))
	for i := range rows {
		rows[i] = i * n / len(rows)
	}
	return rows
}

// columnsOf returns mean, standard deviation, root mean square, least and largest value of each
// column of X, which has 1 or more rows.
func columnsOf(X *Matrix) []columnSummary {
	columns, n := make([]columnSummary, X.Cols), float64(X.Rows)
	first := X.Row(0)
	for j := range columns {
		columns[j].least, columns[j].most = first[j], first[j]
	}
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			c := &columns[j]
			c.mean += x / n
			c.rms += x * x / n
			c.least, c.most = min(c.least, x), max(c.most, x)
		}
	}
	for i := range X.Rows {
		for j, x := range X.Row(i) {
			columns[j].std += square(x-columns[j].mean) / n
		}
	}
	for j := range columns {
		c := &columns[j]
		c.std, c.rms = math.Sqrt(c.std), math.Sqrt(c.rms)
		if c.least == c.most {
			c.std = 0 // without rounding
		}
	}
	return columns
}

// areClasses reports whether every row of Y has one positive number, or is a single 0 or 1.
func areClasses(Y *Matrix) bool {
	for i := range Y.Rows {
		positive := 0
		for _, y := range Y.Row(i) {
			if y < 0 || Y.Cols == 1 && y != 0 && y != 1 {
				return false
			}
			if y > 0 {
				positive++
			}
		}
		if positive != 1 && Y.Cols > 1 {
			return false
		}
	}
	return true
}

// columnName returns "column 3 (age)", or without the name if the dataset has none.
func (d *Diagnosis) columnName(j int) string {
	if j < len(d.train.Features) {
		return fmt.Sprintf("column %d (%s)", j+1, d.train.Features[j])
	}
	return fmt.Sprintf("column %d", j+1)
}

func oneClass(d *Diagnosis) (int, string) {
	Y := d.train.Y
	for i := range Y.Rows {
		if !slices.Equal(Y.Row(i), Y.Row(0)) {
			return 0, ""
		}
	}
	if Y.Rows < 2 {
		return 0, ""
	}
	return 0, fmt.Sprintf("all %d training examples have the same target", Y.Rows)
}

// missingCode looks for the least or the most value of a column, if it is frequent, and further
// away from the others than these are from one another. If a share p of the values is such a code,
// it is √((1-p)/p) standard deviations away from the mean, at least 1.4 for p up to a third.
func missingCode(d *Diagnosis) (int, string) {
	for j, c := range d.data.train {
		for _, end := range [][2]float64{{c.least, c.most}, {c.most, c.least}} {
			code, other := end[0], end[1]
			if c.std == 0 || math.Abs(code-c.mean) < 1.4*c.std {
				continue
			}
			others := d.data.othersThan(code, j)
			count := d.data.X.Rows - others.Rows
			if count < 3 || isCounted(others.Data, other) {
				continue
			}
			o := columnsOf(others)[0]
			if gap := min(math.Abs(code-o.least), math.Abs(code-o.most)); gap > o.most-o.least {
				return 0, fmt.Sprintf("%s is %.4g in %d of %d examples, and %.4g to %.4g in the others",
					d.columnName(j), code, count, d.data.X.Rows, o.least, o.most)
			}
		}
	}
	return 0, ""
}

// othersThan returns the values of column j of the sample that are not v, as a matrix of one
// column.
func (s *dataSummary) othersThan(v float64, j int) *Matrix {
	others := &Matrix{Cols: 1}
	for i := j; i < len(s.X.Data); i += s.X.Cols {
		if x := s.X.Data[i]; x != v {
			others.Data = append(others.Data, x)
		}
	}
	others.Rows = len(others.Data)
	return others
}

// isCounted reports whether the values are few different ones, or mostly equal to v, as the pixels
// near the edge of a picture are mostly 0.
func isCounted(values []float64, v float64) bool {
	equal := 0
	for _, x := range values {
		if x == v {
			equal++
		}
	}
	if 2*equal > len(values) {
		return true
	}
	different := map[float64]bool{}
	for _, x := range values {
		if different[x] = true; len(different) == 10 {
			return false
		}
	}
	return true
}

func unlikeScales(d *Diagnosis) (int, string) {
	if d.found("missing-code") {
		return 0, ""
	}
	var sizes []float64
	largest := 0
	for j, c := range d.data.train {
		if c.rms > d.data.train[largest].rms {
			largest = j
		}
		if c.std > 0 {
			sizes = append(sizes, c.rms)
		}
	}
	if len(sizes) < 2 || d.data.train[largest].std == 0 {
		return 0, ""
	}
	slices.Sort(sizes)
	median, most := sizes[(len(sizes)-1)/2], d.data.train[largest].rms
	if most > 30*median && most > 10 || most > 100*median && most > 0.1 {
		return 0, fmt.Sprintf("%s has values of about %.3g, but half of the columns have %.3g or less",
			d.columnName(largest), most, median)
	}
	return 0, ""
}

func inputScale(d *Diagnosis) (int, string) {
	sum, most := 0.0, 0.0
	for _, c := range d.data.train {
		sum += c.rms * c.rms / float64(len(d.data.train))
		most = max(most, math.Abs(c.least), math.Abs(c.most))
	}
	if d.found("missing-code", "unlike-scales") || !(math.Sqrt(sum) > 10) {
		return 0, ""
	}
	return 0, fmt.Sprintf("the inputs are large: their root mean square is %.3g, and the largest is %.3g",
		math.Sqrt(sum), most)
}

// constantColumns looks for constant columns, if they are a quarter of all, or a tenth that is not
// 0. Fewer are usual and harmless, for example pixels at the edge of pictures.
func constantColumns(d *Diagnosis) (int, string) {
	columns := d.data.train
	var constant []int
	for j, c := range columns {
		if c.std == 0 {
			constant = append(constant, j)
		}
	}
	many := func() bool {
		notZero := 0
		for _, j := range constant {
			if columns[j].most != 0 {
				notZero++
			}
		}
		return len(columns) > 1 && len(constant) > 0 &&
			(4*len(constant) >= len(columns) || notZero > 0 && 10*notZero >= len(columns))
	}
	for i := 0; i < d.train.Len() && many(); i++ { // the sample may have missed other values
		row := d.train.X.Row(i)
		constant = slices.DeleteFunc(constant, func(j int) bool { return row[j] != columns[j].most })
	}
	if d.train.Len() < 10 || !many() {
		return 0, ""
	}
	j := constant[len(constant)-1]
	return 0, fmt.Sprintf("%d of %d columns have the same value in every example, for example %s is always %.4g",
		len(constant), len(columns), d.columnName(j), columns[j].most)
}

// isRegression reports whether the loss is a squared error.
func isRegression(loss LossFunction) bool {
	switch loss.(type) {
	case *MeanSquaredError, *SumSquaredError:
		return true
	}
	return false
}

func targetScale(d *Diagnosis) (int, string) {
	if !isRegression(d.net.Loss) || d.found("one-class") {
		return 0, ""
	}
	for j, c := range columnsOf(d.data.Y) {
		if c.rms > 20 {
			return 0, fmt.Sprintf("the targets are large: target %d has values of about %.3g", j+1, c.rms)
		}
	}
	return 0, ""
}

func outputRange(d *Diagnosis) (int, string) {
	if !isRegression(d.net.Loss) {
		return 0, ""
	}
	last := len(d.net.layers)
	least, most := math.Inf(-1), math.Inf(1)
	switch d.net.layers[last-1].(type) {
	case *SigmoidActivation, *SoftmaxActivation:
		least, most = 0, 1
	case *TanhActivation:
		least, most = -1, 1
	case *ReLUActivation:
		least = 0
	}
	outside := 0
	for _, y := range d.data.Y.Data {
		if y < least || y > most {
			outside++
		}
	}
	if 20*outside <= len(d.data.Y.Data) {
		return 0, ""
	}
	return last, fmt.Sprintf("%.0f %% of the targets are outside %v to %v, the range of the last %s",
		100*float64(outside)/float64(len(d.data.Y.Data)), least, most, LayerName(d.net.layers[last-1]))
}
