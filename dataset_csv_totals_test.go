// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"strings"
	"testing"
)

// A line of totals is not an example, and a line with a label that is not one is.
func TestReadCSVTotals(t *testing.T) {
	refused := func(line int, text string) []string {
		return []string{fmt.Sprintf("line %d, column 1 (n): found %q", line, text), "delete"}
	}
	for _, tt := range []struct {
		name, text string
		refused    []string // words of the error; nil if it can be read
	}{
		{"rounded cells", "A,0.33,0.67\nB,0.33,0.67\nC,0.33,0.67\nTotal,1.00,2.00\n", refused(5, "Total")},
		{"rounded per cents", "A,33,1\nB,33,1\nC,33,2\nTotal,100,4\n", refused(5, "Total")},
		{"rounded means", "A,11.1,5\nB,11.2,7\nC,11.2,8\nMean,11.1,6.7\n", refused(5, "Mean")},
		{"far from the sum", "A,0.33,0.67\nB,0.33,0.67\nC,0.33,0.67\nTotal,1.20,1.50\n", nil},
		{"French", "A,1,2\nB,2,3\nC,4,4\nTotal général,7,9\n", refused(5, "Total général")},
		{"French, short", "A,1,2\nB,2,3\nC,4,4\nTotaux,7,9\n", refused(5, "Totaux")},
		{"Italian", "A,1,2\nB,2,3\nC,4,4\nTotale,7,9\n", refused(5, "Totale")},
		{"a French mean", "A,1,2\nB,2,3\nC,6,4\nMoyenne,3,3\n", refused(5, "Moyenne")},
		{"Russian", "A,1,2\nB,2,3\nC,4,4\nИтого,7,9\n", refused(5, "Итого")},
		{"a sign", "A,1,2\nB,2,3\nC,4,4\nΣ,7,9\n", refused(5, "Σ")},
		{"German", "A,1,2\nB,2,3\nC,4,4\nErgebnis,7,9\n", refused(5, "Ergebnis")},
		{"all", "A,1,2\nB,2,3\nC,4,4\nAll,7,9\n", refused(5, "All")},
		{"with a remark", "A,1,2\nB,2,3\nC,4,4\nTOTAL (n=40),7,9\n", refused(5, "TOTAL (n=40)")},
		{"of what", "A,1,2\nB,2,3\nC,4,4\nTotal sales,7,9\n", refused(5, "Total sales")},
		{"two spaces", "A,1,2\nB,2,3\nC,4,4\nGrand  Total,7,9\n", refused(5, "Grand  Total")},
		{"grand total of other lines", "A,1,2\nB,2,3\nC,4,4\nGrand Total,17,19\n", refused(5, "Grand Total")},
		{"standard deviation", "A,1,2\nB,2,3\nC,6,4\nSD,2.65,1\n", refused(5, "SD")},
		{"standard deviation of all", "A,1,2\nB,2,3\nC,6,4\nstd,2.16,0.82\n", refused(5, "std")},
		{"median", "A,1,2\nB,2,3\nC,6,4\nMedian,2,3\n", refused(5, "Median")},
		{"minimum", "A,1,2\nB,2,3\nC,6,4\nMin,1,2\n", refused(5, "Min")},
		{"maximum", "A,1,2\nB,2,3\nC,6,4\nMax,6,4\n", refused(5, "Max")},
		{"what describe of pandas writes", "A,1,2\nB,2,3\nC,6,4\ncount,3,3\nmean,3,3\nstd,2.65,1\nmin,1,2\n25%,1.5,2.5\n50%,2,3\n75%,4,3.5\nmax,6,4\n", refused(5, "count")},
		{"mean and deviation", "A,1,2\nB,2,3\nC,6,4\nMean ± SD,3,3\n", refused(5, "Mean ± SD")},
		{"first", "Total,7,9\nA,1,2\nB,2,3\nC,4,4\n", refused(2, "Total")},
		{"sums of groups", "A,1,2\nB,2,3\nSubtotal,3,5\nC,4,4\nD,4,8\nSubtotal,8,12\n", refused(4, "Subtotal")},
		{"sums of groups and of all", "A,3,1\nA,4,2\nSubtotal,7,3\nB,5,1\nSubtotal,5,1\nC,5,1\nC,1,1\nSubtotal,6,2\nGrand Total,18,6\n",
			[]string{"line 4,", "line 6,", "line 9,", "line 10,", "delete them"}},
		{"sums of many groups", table(60, func(i int) string {
			return fmt.Sprintf("A,%d,1\nB,%d,7\nTotal,%d,8", i, i*i, i+i*i)
		}), []string{`line 4, column 1 (n): found "Total"; line 7`, "...", "delete them"}},
		{"Mean Girls is a name", "Lee,1,2\nPoe,2,3\nKoo,6,4\nMean Girls,3,3\n", nil},
		{"Total Recall is a name", "Lee,1,2\nPoe,2,3\nKoo,6,4\nTotal Recall,3,3\n", nil},
		{"n is no", "y,1,2\nn,2,3\nn,4,4\nn,3,5\n", nil},
		{"Max is a name", "Lee,1,2\nPoe,2,3\nMax,2,2\n", nil},
		{"Max and Min are names", "Max,3,2\nMin,2,3\nMax,2,1\nMin,2,5\n", nil},
		{"All is a name", "Lee,1,2\nPoe,2,3\nAll,9,2\n", nil},
		{"Total is a name in each group", "Shell,1,2\nTotal,2,3\nShell,7,1\nTotal,9,3\nBP,7,1\n", nil},
		{"Total is first and a name", "Total,2,3\nShell,7,1\nBP,7,3\nAral,7,1\n", nil},
		{"std is standard", "std,1.5,2\nstd,2,3\npro,6,4\nstd,2,3\n", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, o := range []CSVOptions{{Drop: Columns("n")}, {Categories: Columns("n")}} {
				o.Target, o.Task = Columns("y"), Regression
				if o.Categories != nil && strings.Contains(tt.name, "many groups") {
					o.MaxClasses = 10
				}
				d, err := ReadCSV(strings.NewReader("n,a,y\n"+tt.text), o)
				if tt.refused != nil {
					wantError(t, err, tt.refused...)
				} else if err != nil {
					t.Error(err)
				} else if n := strings.Count(tt.text, "\n"); d.Len() != n {
					t.Errorf("got %d examples, want %d", d.Len(), n)
				}
			}
		})
	}
	d, err := ReadCSV(strings.NewReader("Total,7,9\nA,1,2\nB,2,3\nC,4,4\n"), CSVOptions{Target: Columns(3), Task: Regression, Drop: Columns(1)})
	if wantError(t, err, `line 1, column 1: found "Total"`, "lines below"); d != nil {
		t.Error("got a dataset with an error")
	}
}
