// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
)

// validationScale looks for columns whose mean in validation is more than three standard deviations
// away, or whose standard deviation is ten times larger or smaller. A quarter of the most
// informative columns must be so.
func validationScale(d *Diagnosis) (int, string) {
	if d.val == nil || d.val.Len() < 10 {
		return 0, ""
	}
	var different []int
	varying := 0
	for _, j := range d.data.informed {
		t, v := d.data.train[j], d.data.val[j]
		if t.std == 0 {
			continue
		}
		varying++
		if math.Abs(v.mean-t.mean) > 3*t.std || v.std > 10*t.std || v.std < 0.1*t.std {
			different = append(different, j)
		}
	}
	if len(different) == 0 || 4*len(different) < varying {
		return 0, ""
	}
	j := different[0]
	t, v := d.data.train[j], d.data.val[j]
	return 0, fmt.Sprintf("the inputs of validation have a different scale: %s has mean %.3g and standard deviation %.3g, but %.3g and %.3g in training",
		d.columnName(j), v.mean, v.std, t.mean, t.std)
}

// differentSets compares the shares of the classes, or the means of the targets. With p and q the
// shares in both sets, the distance is Σ|p - q|/2, from 0 to 1.
func differentSets(d *Diagnosis) (int, string) {
	if d.val == nil || d.val.Len() < 10 || d.found("one-class") {
		return 0, ""
	}
	if !d.data.classes || !areClasses(d.val.Y) {
		val := columnsOf(d.val.Y.Dense())
		for j, t := range columnsOf(d.train.Y.Dense()) {
			if v := val[j]; t.std > 0 && math.Abs(v.mean-t.mean) > 2*t.std {
				return 0, fmt.Sprintf("the targets of validation have the mean %.3g, those of training %.3g", v.mean, t.mean)
			}
		}
		return 0, ""
	}
	p, q := classShares(d.train.Y), classShares(d.val.Y)
	distance, worst := 0.0, 0
	for k := range p {
		distance += math.Abs(p[k]-q[k]) / 2
		if math.Abs(p[k]-q[k]) > math.Abs(p[worst]-q[worst]) {
			worst = k
		}
	}
	if distance < 0.25+math.Sqrt(float64(len(p))/float64(d.val.Len())) {
		return 0, ""
	}
	return 0, fmt.Sprintf("class %d is %.0f %% of validation, but %.0f %% of the training set", worst, 100*q[worst], 100*p[worst])
}

// classShares returns the share of each class.
func classShares(Y *Matrix) []float64 {
	shares := make([]float64, max(2, Y.Cols))
	for _, class := range Classes(Y) {
		shares[max(class, 0)] += 1 / float64(Y.Rows)
	}
	return shares
}

// duplicates looks for 500 examples of validation in the training set. Tables with few different
// rows have duplicates by chance, and are left out.
func duplicates(d *Diagnosis) (int, string) {
	if d.val == nil || d.val.Len() < 10 {
		return 0, ""
	}
	columns := d.data.informed[:min(16, len(d.data.informed))]
	different := map[uint64]bool{}
	for i := range d.data.X.Rows {
		different[keyOf(d.data.X, i, columns)] = true
	}
	if 2*len(different) < d.data.X.Rows {
		return 0, ""
	}
	wanted, sampled := map[uint64][]int{}, evenly(d.val.Len(), 500)
	for _, i := range sampled {
		key := keyOf(d.val.X, i, columns)
		wanted[key] = append(wanted[key], i)
	}
	same := func(i, k int) bool {
		return slices.Equal(d.train.X.Row(k), d.val.X.Row(i)) && slices.Equal(d.train.Y.Row(k), d.val.Y.Row(i))
	}
	found, compared := 0, 0
	for k := 0; k < d.train.Len() && compared < 5000; k++ {
		key := keyOf(d.train.X, k, columns)
		if rows := wanted[key]; len(rows) > 0 {
			rest := slices.DeleteFunc(rows, func(i int) bool { compared++; return same(i, k) })
			found += len(rows) - len(rest)
			wanted[key] = rest
		}
	}
	if float64(found) < 0.3*float64(len(sampled)) {
		return 0, ""
	}
	return 0, fmt.Sprintf("%d of %d examples of validation are also in the training set", found, len(sampled))
}

// keyOf returns a number that is equal for equal rows, from the given columns.
func keyOf(X *Matrix, i int, columns []int) (key uint64) {
	for _, j := range columns {
		key = (key ^ math.Float64bits(X.At(i, j)+0)) * 0x9e3779b97f4a7c15 // + 0 makes -0 equal to 0
		key ^= key >> 29
	}
	return key
}

// unmatchedLabels compares the target of each of 400 examples with that of its nearest neighbour.
// If the targets belong to the inputs, they have a correlation. The measure is r·√n for the target
// with the largest correlation r; by chance it is between -2.5 and 2.5.
func unmatchedLabels(d *Diagnosis) (int, string) {
	if d.found("one-class") || d.data.classes && slices.Max(classShares(d.train.Y)) > 0.8 {
		return 0, "" // the rare classes are too few to measure
	}
	bestVal := math.Inf(1)
	for _, r := range d.records {
		bestVal = min(bestVal, r.ValLoss)
	}
	if d.val != nil {
		bestVal = (bestVal - d.net.penalty()) / constantLossOf(d.net.Loss, d.val.Y)
	}
	if !(d.probe.level > 0.9 || d.val != nil && bestVal > 0.95) || d.data.X.Rows < 40 {
		return 0, ""
	}
	if measure := neighbourMeasure(&d.data); measure < 2.5 {
		return 0, fmt.Sprintf("examples with similar inputs have unrelated targets (r·√n = %.1f, by chance it is up to 2.5)", measure)
	}
	return 0, ""
}

// neighbourMeasure returns the largest r·√n of all targets, and at least 0. For the targets y of n
// examples and the targets y' of their nearest neighbours:
//
//	r = 1/n·Σ(y - mean y)·(y' - mean y')/(std y·std y')
func neighbourMeasure(s *dataSummary) float64 {
	rows := evenly(s.X.Rows, 400)
	Z := NewMatrix(len(rows), len(s.informed))
	for r, i := range rows {
		for k, j := range s.informed {
			if c := s.train[j]; c.std > 0 {
				Z.Data[r*Z.Cols+k] = (s.X.At(i, j) - c.mean) / c.std
			}
		}
	}
	Y := new(Matrix).Gather(s.Y, rows)
	nearest := new(Matrix).Gather(Y, nearestRows(Z))
	measure, a, b := 0.0, columnsOf(Y), columnsOf(nearest)
	for j := range Y.Cols {
		if a[j].std == 0 || b[j].std == 0 {
			continue
		}
		r := 0.0
		for i := range Y.Rows {
			r += (Y.At(i, j) - a[j].mean) * (nearest.At(i, j) - b[j].mean) / float64(Y.Rows)
		}
		r /= a[j].std * b[j].std
		measure = max(measure, r*math.Sqrt(float64(len(rows))))
	}
	return measure
}

// nearestRows returns for each row of Z the number of the row with the smallest Σ(z - z')².
func nearestRows(Z *Matrix) []int {
	nearest := make([]int, Z.Rows)
	for i := range Z.Rows {
		best := math.Inf(1)
		for k := range Z.Rows {
			if k == i {
				continue
			}
			distance, z := 0.0, Z.Row(k)
			for j, v := range Z.Row(i) {
				distance += square(v - z[j])
			}
			if distance < best {
				best, nearest[i] = distance, k
			}
		}
	}
	return nearest
}
