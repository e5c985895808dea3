// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// lastLines is the number of lines at the end of a table that may hold totals.
const lastLines = 5

// csvLabel is a text such as Total in a column that is not of numbers.
type csvLabel struct {
	example int // index after the first line
	line    int
	column  int // index
	text    string
}

var totalWords = []string{"total", "totals", "grand total", "sum", "summe", "gesamt", "gesamtsumme", "gesamtergebnis",
	"insgesamt", "average", "avg", "mean", "mittelwert", "durchschnitt", "ø"}

// isTotal reports whether the text says that its line holds totals.
func isTotal(text string) bool {
	text = strings.TrimRight(text, ": ")
	return len(text) <= len("gesamtergebnis") && slices.ContainsFunc(totalWords, func(word string) bool { return strings.EqualFold(text, word) })
}

// checkTotals returns an error if one of the last lines holds the sums or means of the lines above
// it, as in a spreadsheet. The last line needs no label if it has the sum in each column.
func (t *csvTable) checkTotals() error {
	sums, most, counts := make([]float64, t.kept), make([]float64, t.kept), make([]float64, t.kept)
	above, example := 0, 0
	if t.firstX != nil {
		example = -1
	}
	for row := range t.rows {
		label := slices.IndexFunc(t.labels, func(l csvLabel) bool { return l.example == example })
		if (label >= 0 || example == t.n-1) && t.isComplete(row) {
			numbers, isSum, isMean := 0, 0, 0
			for j := range t.columns {
				c := &t.columns[j]
				if c.role != roleNumber || math.IsNaN(row[c.at]) || most[c.at] == 0 {
					continue
				}
				numbers++
				switch v := row[c.at]; {
				case math.Abs(v) > most[c.at] && isRounded(v, sums[c.at]),
					label >= 0 && math.Abs(v) > most[c.at] && isRounded(v, sums[c.at]/2): // above it are sums of groups, too
					isSum++
				case isRounded(v, sums[c.at]/counts[c.at]):
					isMean++
				}
			}
			switch {
			case label >= 0 && above > 1 && (isSum > 0 || numbers > 0 && isMean == numbers):
				l := &t.labels[label]
				return fmt.Errorf("line %d, %s: found %.40q, and the line holds the sums or means of the lines above it: "+
					"delete the line, because it is not an example", l.line, &t.columns[l.column], l.text)
			case above >= 3 && numbers > 1 && isSum == numbers:
				return fmt.Errorf("line %d holds the sums of the lines above it in each column of numbers: delete the "+
					"line, because it is not an example", t.lastLine)
			}
		}
		for j := range t.columns {
			if c := &t.columns[j]; c.role == roleNumber && !math.IsNaN(row[c.at]) {
				sums[c.at] += row[c.at]
				most[c.at] = max(most[c.at], math.Abs(row[c.at]))
				counts[c.at]++
			}
		}
		above, example = above+1, example+1
	}
	return nil
}

// isRounded reports whether v is the exact number, rounded to the decimal places that v has if it has
// any.
func isRounded(v, exact float64) bool {
	slack := 1e-9 * math.Abs(v)
	if _, decimals, found := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), "."); found {
		slack += 0.5 * math.Pow10(-len(decimals))
	}
	return math.Abs(v-exact) <= slack
}
