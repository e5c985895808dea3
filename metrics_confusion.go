// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// ConfusionMatrix counts how often each class was predicted for each target class. For a class k:
//
//	TP = Counts[k][k]                       true positives: class k, predicted as k
//	FP = Σ_t Counts[t][k] - TP              false positives: a different class, predicted as k
//	FN = Σ_p Counts[k][p] - TP + NaN[k]     false negatives: class k, not predicted as k
//
// A quotient 0/0, for example the precision of a class that was never predicted, is 0 as in
// scikit-learn. If there are no rows, all quotients are NaN.
//
// Slide: Python implementation - numpy (metrics)
type ConfusionMatrix struct {
	Counts [][]int  // Counts[t][p] rows have the target class t and the predicted class p
	NaN    []int    // NaN[t] rows have the target class t and a prediction that contains NaN
	Labels []string // names of the classes, or empty
}

// Precision returns the fraction of true positives among the rows that are predicted positive. It
// equals [ConfusionMatrix.Precision] of class 1:
//
//	precision = TP / (TP + FP)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that rarely predicts class 1 can reach a high
// precision without being useful.
//
// Edge cases: 0 if no row is predicted positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func Precision(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("Precision", yTrue, yPred).Precision(1)
}

// Recall returns the fraction of true positives among the rows that are positive. It equals
// [ConfusionMatrix.Recall] of class 1:
//
//	recall = TP / (TP + FN)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic.
//
// Range: 0 to 1; higher is better. A network that always predicts class 1 has recall 1 without
// being useful.
//
// Edge cases: 0 if no row is positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func Recall(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("Recall", yTrue, yPred).Recall(1)
}

// F1 returns the harmonic mean of [Precision] P and [Recall] R. It equals [ConfusionMatrix.F1] of
// class 1:
//
//	F1 = 2·P·R / (P + R)
//
// Shapes: yTrue and yPred (n, 1) or (n, 2), with classes as in [Classes]; others panic. Use
// [MacroF1] for more classes.
//
// Range: 0 to 1; higher is better.
//
// Edge cases: 0 if there is no true positive; NaN if n = 0.
//
// Slide: Python implementation - numpy (metrics)
func F1(yTrue, yPred *Matrix) float64 {
	return ofTwoClasses("F1", yTrue, yPred).F1(1)
}

func ofTwoClasses(op string, yTrue, yPred *Matrix) *ConfusionMatrix {
	mustHaveSameShape(op, yTrue, yPred)
	if yTrue.Cols > 2 {
		panicShapes(op, yTrue, yPred, "want one or two columns; use MacroF1 for more classes")
	}
	return NewConfusionMatrix(yTrue, yPred)
}

// MacroF1 returns the mean of F1 over the classes, as [ConfusionMatrix.MacroF1] does. Each class
// has the same weight, whereas in [Accuracy] each row has. A network that neglects rare classes
// therefore cannot score well.
//
// Shapes: yTrue and yPred (n, m), with classes as in [Classes].
//
// Range: 0 to 1; higher is better.
//
// Edge cases: classes that occur neither in the targets nor in the predictions are left out. NaN if
// n = 0.
//
// Slide: Python implementation - numpy (metrics)
func MacroF1(yTrue, yPred *Matrix) float64 {
	mustHaveSameShape("MacroF1", yTrue, yPred)
	return NewConfusionMatrix(yTrue, yPred).MacroF1()
}

// NewConfusionMatrix counts the rows of yTrue and yPred, both (n, m), by their [Classes]. There are
// m classes, or the classes 0 and 1 if m = 1. The labels, one per class or none, appear in String.
//
// Do not swap yTrue and yPred, because that transposes the counts and swaps precision and recall.
// NewConfusionMatrix panics if a row of yTrue contains NaN, because such a row has no class.
func NewConfusionMatrix(yTrue, yPred *Matrix, labels ...string) *ConfusionMatrix {
	mustHaveSameShape("NewConfusionMatrix", yTrue, yPred)
	m := max(yTrue.Cols, 2) // one column has two classes
	if len(labels) != 0 && len(labels) != m {
		panic(fmt.Sprintf("nn: NewConfusionMatrix: %d labels for %d classes, want one per class or none", len(labels), m))
	}
	c := &ConfusionMatrix{Counts: make([][]int, m), NaN: make([]int, m), Labels: labels}
	for t := range c.Counts {
		c.Counts[t] = make([]int, m)
	}
	truth := Classes(yTrue)
	for i, p := range Classes(yPred) {
		switch t := truth[i]; {
		case t < 0:
			panic(fmt.Sprintf("nn: NewConfusionMatrix: row %d of yTrue contains NaN, want a class", i))
		case p < 0:
			c.NaN[t]++
		default:
			c.Counts[t][p]++
		}
	}
	return c
}

// Precision returns the fraction of the rows predicted as k that have class k, from 0 to 1:
//
//	precision = TP / (TP + FP)
func (c *ConfusionMatrix) Precision(k int) float64 {
	right, _, called := c.count(k)
	return c.quotient(right, called)
}

// Recall returns the fraction of the rows with class k that are predicted as k, from 0 to 1:
//
//	recall = TP / (TP + FN)
func (c *ConfusionMatrix) Recall(k int) float64 {
	right, are, _ := c.count(k)
	return c.quotient(right, are)
}

// F1 returns the harmonic mean of the precision P and the recall R of class k, from 0 to 1. It is
// at most twice the smaller of the two:
//
//	F1 = 2·P·R / (P + R) = 2·TP / (2·TP + FP + FN)
func (c *ConfusionMatrix) F1(k int) float64 {
	right, are, called := c.count(k)
	return c.quotient(2*right, are+called)
}

// MacroPrecision returns the mean of Precision over the same classes as MacroF1.
func (c *ConfusionMatrix) MacroPrecision() float64 { return c.macro(c.Precision) }

// MacroRecall returns the mean of Recall over the same classes as MacroF1.
func (c *ConfusionMatrix) MacroRecall() float64 { return c.macro(c.Recall) }

// MacroF1 returns the mean of F1 over the classes that occur in the targets or in the predictions,
// as scikit-learn does. A rare class has the same weight as a frequent one.
func (c *ConfusionMatrix) MacroF1() float64 { return c.macro(c.F1) }

// String formats the counts as a table with one row per target class and one column per predicted
// class. Its margins show recall, precision and totals. A dot stands for zero. Predictions that
// contain NaN are counted in a separate column.
func (c *ConfusionMatrix) String() string {
	right, invalid := 0, 0
	for k, n := range c.NaN {
		right += c.Counts[k][k]
		invalid += n
	}
	head, total, precision := []string{`true\pred`}, []string{"total"}, []string{"precision"}
	var body [][]string
	for k, counts := range c.Counts {
		_, are, called := c.count(k)
		head = append(head, fmt.Sprint(k))
		total = append(total, fmt.Sprint(called))
		precision = append(precision, fmt.Sprintf("%.2f", c.Precision(k)))
		line := []string{fmt.Sprint(k)}
		if len(c.Labels) > 0 {
			line[0] += " " + c.Labels[k]
		}
		for _, n := range counts {
			line = append(line, dotted(n))
		}
		if invalid > 0 {
			line = append(line, dotted(c.NaN[k]))
		}
		body = append(body, append(line, fmt.Sprint(are), fmt.Sprintf("%.2f", c.Recall(k))))
	}
	if invalid > 0 {
		head, total = append(head, "NaN"), append(total, fmt.Sprint(invalid))
	}
	n := c.rows()
	table := append([][]string{append(head, "total", "recall")}, body...)
	table = append(table, append(total, fmt.Sprint(n)), precision)
	return fmt.Sprintf("%scorrect %d of %d (%.2f %%), macro F1 %.4f",
		aligned(table), right, n, 100*float64(right)/float64(n), c.MacroF1())
}

// count returns how many rows of class k are predicted as k, how many have class k, and how many
// are predicted as k: TP, TP + FN and TP + FP.
func (c *ConfusionMatrix) count(k int) (right, are, called int) {
	if k < 0 || k >= len(c.Counts) {
		panic(fmt.Sprintf("nn: ConfusionMatrix: class %d of %d classes, want 0 to %d", k, len(c.Counts), len(c.Counts)-1))
	}
	are = c.NaN[k]
	for other := range c.Counts {
		are += c.Counts[k][other]
		called += c.Counts[other][k]
	}
	return c.Counts[k][k], are, called
}

func (c *ConfusionMatrix) rows() int {
	n := 0
	for k := range c.Counts {
		_, are, _ := c.count(k)
		n += are
	}
	return n
}

// quotient returns a/b. It returns 0 for 0/0, or NaN if there are no rows.
func (c *ConfusionMatrix) quotient(a, b int) float64 {
	if b == 0 && c.rows() > 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// macro returns the mean of f over the classes that occur.
func (c *ConfusionMatrix) macro(f func(k int) float64) float64 {
	sum, classes := 0.0, 0
	for k := range c.Counts {
		if _, are, called := c.count(k); are+called > 0 {
			sum += f(k)
			classes++
		}
	}
	return sum / float64(classes)
}

func dotted(n int) string {
	if n == 0 {
		return "."
	}
	return fmt.Sprint(n)
}

// aligned formats a table with its first column aligned left and the others aligned right.
func aligned(table [][]string) string {
	width := make([]int, len(table[0]))
	for _, line := range table {
		for j, cell := range line {
			width[j] = max(width[j], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for _, line := range table {
		fmt.Fprintf(&b, "%-*s", width[0], line[0])
		for j, cell := range line[1:] {
			fmt.Fprintf(&b, " %*s", width[j+1], cell)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
