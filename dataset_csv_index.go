// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// checkIndex returns an error if a feature looks like the number of the example.
func (t *csvTable) checkIndex() error {
	n, features := t.examples(), t.kept-len(t.targets)
	for j := range t.columns {
		c := &t.columns[j]
		if c.keep || c.target || c.role != roleNumber {
			continue
		}
		named := t.header || t.o.Names != nil
		reason := ""
		switch {
		case named && (c.name == "" || strings.HasPrefix(c.name, "Unnamed: ")):
			reason = "has no name, as an index that was written with the table"
		case named && isIndexName(c.name):
			reason = "is named as what identifies an example"
		case (!named || n >= 30) && j == 0 && features > 1 && n >= 2 && c.numbers == n && c.counts &&
			(c.start == 0 || c.start == 1):
			reason = fmt.Sprintf("counts %v, %v, ... as an index does", c.start, c.start+1)
		case j == 0 && features > 1 && n >= 30 && c.numbers == n && c.counts && !mayBeTime(c):
			reason = fmt.Sprintf("counts %v, %v, ... as an identifier does", c.start, c.start+1)
		case features > 1 && n >= 30 && t.isShuffledIndex(c, n):
			reason = fmt.Sprintf("has each number from %v to %v once, as an index in a different order does", c.least, c.most)
		case !named && j == 0 && features > 1 && n >= 30 && c.fractions == 0 && float64(t.distinctNumbers(c.at)) > 0.9*float64(n):
			reason = "has a different integer in almost every example, as an identifier does"
		case named && isNumberName(c.name) && features > 1 && n >= 10 && c.numbers == n && c.fractions == 0 && t.distinctNumbers(c.at) == n:
			reason = "has a different integer in each example, and its name is one of an identifier"
		default:
			continue
		}
		which := fmt.Sprintf("Columns(%d)", c.number)
		if c.name != "" {
			which = fmt.Sprintf("Columns(%q)", printable(c.name))
		}
		return fmt.Errorf("line %d, %s %s: leave it out with Drop: %s; if it is a feature, set Keep: %s; "+
			"if it is to be predicted, it is the Target", t.firstLine, c, reason, which, which)
	}
	return nil
}

// isShuffledIndex reports whether the column has each of the numbers 0 to n-1, or 1 to n, once.
func (t *csvTable) isShuffledIndex(c *csvColumn, n int) bool {
	return (c.least == 0 || c.least == 1) && c.most == c.least+float64(n-1) && c.numbers == n && c.fractions == 0 &&
		t.distinctNumbers(c.at) == n
}

// isIndexName reports whether the name is typical of identifiers: id, index, PassengerId, user_id,
// id_number.
func isIndexName(name string) bool {
	lower := strings.ToLower(name)
	switch lower {
	case "id", "index", "idx", "rowid", "row_id", "rownames", "row.names", "row_names", "uuid", "guid":
		return true
	}
	if len(name) > 2 && lower[:2] == "id" && strings.IndexByte("_ .-#", lower[2]) >= 0 {
		return true
	}
	i := len(name) - 2
	if i < 1 || lower[i:] != "id" {
		return false
	}
	before := rune(name[i-1])
	return !unicode.IsLetter(before) && before < 0x80 || unicode.IsLower(before) && name[i] == 'I'
}

// isNumberName reports whether the name of a column can be one of an identifier, if each example has a
// different one: userid, customer number, Kundennummer, Nr., patient_no.
func isNumberName(name string) bool {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(words) == 0 {
		return false
	}
	last := words[len(words)-1]
	if i := strings.LastIndexFunc(last, unicode.IsUpper); i > 0 && unicode.IsLower(rune(last[i-1])) { // orderNo
		last = last[i:]
	}
	lower := strings.ToLower(last)
	switch {
	case last == "NO": // nitrogen monoxide
		return false
	case lower == "nr", lower == "no", strings.HasSuffix(lower, "nummer"), strings.HasSuffix(lower, "nr"), strings.HasSuffix(lower, "number"):
		return true
	}
	whose, isID := strings.CutSuffix(lower, "id")
	return isID && slices.Contains(strings.Fields("account acct artikel auftrag booking car case client cust customer device emp employee "+
		"house invoice item kunden listing loan member movie object order participant patient person policy product property "+
		"record request respondent row sample session shipment song store student subject ticket trans transaction trip tx user vehicle visit"), whose)
}

// mayBeTime reports whether the column can be a time that goes on by one, such as a year: by its name,
// or without a name by its numbers.
func mayBeTime(c *csvColumn) bool {
	if c.name == "" {
		return c.least >= 1500 && c.most < 2200
	}
	lower := strings.ToLower(c.name)
	return slices.ContainsFunc(strings.Fields("year time jahr zeit date datum day tag month monat week woche quarter quartal hour stunde "+
		"minute second sekunde epoch step année annee año anno temps jour"), func(word string) bool { return strings.Contains(lower, word) }) ||
		lower == "t" || lower == "y" || lower == "yr"
}

// distinctNumbers counts the different numbers in a kept column.
func (t *csvTable) distinctNumbers(at int) int {
	var values []float64
	for row := range t.rows {
		values = append(values, row[at])
	}
	slices.Sort(values)
	return len(slices.Compact(values))
}
