// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// checkText returns an error if there is text in columns of numbers.
func (t *csvTable) checkText() error {
	var found []string
	advice := ""
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleNumber || c.words == 0 {
			continue
		}
		found = append(found, fmt.Sprintf("line %d, %s: found %.40q, want a number (%d of %d fields are not numbers)",
			c.exampleLines[0], c, c.examples[0], c.words, c.words+c.numbers))
		if advice == "" {
			advice = t.textAdvice(c)
		}
	}
	if found == nil {
		return nil
	}
	if advice == "" {
		advice = "correct the file, or name columns of groups in Categories, and other texts in Drop"
		if len(t.o.Target) == 0 {
			advice += "; a class to predict is the Target"
		}
	}
	return fmt.Errorf("%s: %s", joinFew(found), advice)
}

// checkComments returns an error if a column that is dropped has numbers and, in a few lines, such
// texts as #2: these lines are commented out. In columns of features, they are an error anyway.
func (t *csvTable) checkComments() error {
	c := &t.columns[0]
	if c.role == roleNumber || t.o.Comment != 0 || c.numbers == 0 || c.words >= c.numbers {
		return nil
	}
	for k, text := range c.examples {
		if strings.IndexAny(text, "#%") != 0 {
			continue
		}
		if _, isNumber := t.parse(strings.TrimLeft(text, "#% ")); isNumber {
			return fmt.Errorf("line %d, %s: found %.40q among numbers: if the line is a comment, set Comment: '%c'; "+
				"if it is an example, remove the sign from the file", c.exampleLines[k], c, text, text[0])
		}
	}
	return nil
}

// joinFew joins the first parts of a message.
func joinFew(parts []string) string {
	if n := len(parts) - 5; n > 0 {
		parts = append(parts[:5:5], fmt.Sprintf("and %d more columns", n))
	}
	return strings.Join(parts, "; ")
}

// textAdvice explains the text in a column of numbers, or returns "" if it is like any other text.
func (t *csvTable) textAdvice(c *csvColumn) string {
	text := c.examples[0]
	trimmed := strings.TrimRight(strings.TrimLeft(text, "$€£ "), "%$€£ ")
	lower := strings.ToLower(text)
	whole, decimals, comma := strings.Cut(text, ",")
	mark := ""
	if comma && onlyDigits(decimals) && t.o.Decimal == 0 {
		mark = ", and set Decimal: ','"
	}
	below := t.belowNames(c)
	switch {
	case len(t.columns) == 1 && t.inQuotes(text) != "":
		return t.inQuotes(text)
	case c.words < c.numbers && isTotal(text):
		return "correct the file; if the line holds the sums of the others, delete it"
	case c.words < c.numbers && isDate(text):
		return "if Excel has made a date of a number such as 10.3, write it again into a cell with the format Text"
	case c.target:
		return "classes need Task: Classification"
	case len(text) > 1 && strings.Trim(text, "#") == "":
		return "Excel shows ### where a column is too narrow for a number: widen the column and save the file again"
	case c.number == 1 && t.o.Comment == 0 && strings.IndexAny(text, "#%") == 0:
		return fmt.Sprintf("if the line is a comment, set Comment: '%c'", text[0])
	case !t.header && c.words == 1 && c.exampleLines[0] == t.firstLine:
		return "if the line holds the names of the columns, set Header: HasHeader"
	case t.o.Decimal != ',' && isDecimal(withPoint(text)) && strings.Contains(text, ","):
		return "set Decimal: ',' if the comma is the decimal mark; if it separates thousands, remove it from the file"
	case t.o.Decimal == ',' && isDecimal(text):
		return "Decimal is ',', and the number has a point: if points are decimal marks, leave Decimal out; " +
			"if they separate thousands, remove them from the file"
	case isGrouped(whole) && onlyDigits(decimals) && (comma || strings.Count(whole, ".") > 1):
		return "remove the points that separate thousands from the file" + mark
	case isDecimal(text):
		return "the number is too large for a float64: correct the file"
	case isDecimal(strings.Trim(text, `'"`)):
		return "remove the quotes around the numbers"
	case isDecimal(strings.NewReplacer(",", "", "_", "", " ", "", "'", "", "’", "", "\u00a0", "", "\u202f", "").Replace(text)):
		return "remove the signs that separate thousands from the file"
	case isDecimal(withPoint(strings.Trim(text, "()"))), isDecimal(withPoint(strings.TrimRight(text, "- "))):
		return "write negative numbers with the minus sign in front, such as -5.1"
	case isDecimal(withPoint(trimmed)), isDecimal(strings.ReplaceAll(trimmed, ",", "")), hasUnit(text):
		return "remove units and signs such as % or $ from the file"
	case strings.Trim(lower, "+-") == "inf" || strings.Trim(lower, "+-") == "infinity":
		return "infinity cannot be trained with: correct the file, or name it in MissingValues"
	case isDecimal(strings.Map(toLatin, text)):
		return "write the minus sign as -, and digits as 0 to 9"
	case t.text.sep == ' ' && isIndexedNumber(text):
		return "the file is in the format of libsvm: write it in Python with sklearn.datasets.load_svmlight_file, " +
			"toarray and numpy.savetxt"
	case below != "":
		return below
	case c.words < c.numbers:
		return "correct the file, or name the text in MissingValues if it means that there is no value, " +
			"or the column in Categories if its numbers name groups"
	}
	return ""
}

// hasUnit reports whether the text is a number and a word, such as 4.7 cm.
func hasUnit(text string) bool {
	number, unit, _ := strings.Cut(text, " ")
	return isDecimal(withPoint(number)) && unit != "" && !strings.ContainsFunc(unit, func(r rune) bool { return !unicode.IsLetter(r) })
}

// isIndexedNumber reports whether the text is an index and a number, such as 3:0.5.
func isIndexedNumber(text string) bool {
	index, value, found := strings.Cut(text, ":")
	return found && index != "" && onlyDigits(index) && isDecimal(value)
}

// checkThousands returns an error if the points of a column could separate thousands: in a file that
// Excel has written in a country with decimal commas, 1.250 is 1250. A point in another column that can
// only be a decimal mark settles the matter. Between tabs, programs write numbers with three decimals, but
// then each number has them.
func (t *csvTable) checkThousands() error {
	if t.o.Decimal != 0 || t.text.sep != ';' && t.text.sep != '\t' ||
		slices.ContainsFunc(t.columns, func(c csvColumn) bool { return c.points > c.grouped }) {
		return nil
	}
	for j := range t.columns {
		if c := &t.columns[j]; c.role == roleNumber && c.grouped >= 3 && (t.text.sep == ';' || c.numbers > c.grouped) {
			return fmt.Errorf("line %d, %s: found %.40q, which could be %s or %s, as the other numbers with a point: "+
				"if points separate thousands, remove them from the file; if they are decimal marks, set Decimal: '.'",
				c.groupLine, c, c.groupText, strings.TrimRight(strings.TrimRight(c.groupText, "0"), "."), strings.ReplaceAll(c.groupText, ".", ""))
		}
	}
	return nil
}

// checkMissing returns an error if values are missing and the options do not say what to do.
func (t *csvTable) checkMissing() error {
	var found, texts, numbers []string
	onlyTargets := true
	for j := range t.columns {
		if c := &t.columns[j]; c.role != roleDropped && !c.target && c.gaps == t.examples() {
			numbers = append(numbers, fmt.Sprint(c.number))
		}
	}
	if len(numbers) > 1 && len(numbers) <= 100 {
		list := strings.Join(numbers, ", ")
		return fmt.Errorf("each of the columns %s has no value in any example: "+
			"leave them out with Drop: Columns(%s)", list, list)
	}
	for j := range t.columns {
		c := &t.columns[j]
		policy := t.o.Missing
		if c.target && (policy == KeepMissing || t.o.MissingTarget != 0) {
			policy = t.o.MissingTarget
		}
		if c.role == roleDropped || c.gaps == 0 {
			continue
		}
		if c.gaps == t.examples() {
			advice := "name it in Drop"
			if c.target {
				advice += ", or leave Target out"
			}
			return fmt.Errorf("%s has no value in any example: %s", c, advice)
		}
		if policy != 0 {
			continue
		}
		onlyTargets = onlyTargets && c.target
		found = append(found, fmt.Sprintf("%d in %s from line %d on", c.gaps, c, c.gapLine))
		for _, text := range c.gapTexts {
			if !slices.Contains(texts, text) {
				texts = append(texts, text)
			}
		}
	}
	switch {
	case found == nil:
		return nil
	case onlyTargets && t.o.Missing == KeepMissing:
		return fmt.Errorf("missing targets: %s (found %s): they cannot be filled; "+
			"leave these examples out with MissingTarget: DropExamples", joinFew(found), fewFields(texts))
	}
	return fmt.Errorf("missing values: %s (found %s): leave these examples out with Missing: DropExamples, "+
		"fill the values with Missing: KeepMissing and an Imputer, or name the column in Drop; "+
		"if the text is a value, name it in NotMissing", joinFew(found), fewFields(texts))
}

// examples returns the number of examples, with the first line if that is one.
func (t *csvTable) examples() int {
	if t.header {
		return t.n
	}
	return t.n + 1
}
