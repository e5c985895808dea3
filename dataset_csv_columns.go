// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

const (
	roleNumber   = iota // a feature, or a target of a regression
	roleCategory        // a feature whose texts are counted
	roleClass           // a target whose texts are counted
	roleDropped
)

// csvColumn is what is known about a column. The counts leave the first line out.
type csvColumn struct {
	number int    // from 1
	name   string // may be empty
	role   int
	target bool
	keep   bool
	at     int // index among the kept columns

	texts     []string       // classes or categories
	textLines []int          // where each was read first
	used      []string       // those in complete examples, sorted
	index     map[string]int // of each text
	seen      []bool         // which of them checkWidth has counted
	width     int            // and how many
	many      bool           // more of them than may be
	totals    bool           // one of its texts is the label of totals

	numbers, words, gaps int
	repeats              int    // fields that equal the one on the first line
	fractions            int    // numbers that are not integers
	points, grouped      int    // numbers with a point, and those where it could separate thousands
	groupText            string // one of these, and its line
	groupLine            int
	last                 float64 // the number read last
	counts               bool    // every number is the last one plus 1
	start                float64 // the number after the first line
	least, most          float64 // of the numbers
	examples             []string
	exampleLines         []int
	gapTexts             []string
	gapLine              int
}

// namesAColumn reports whether the options use the name of a column.
func (t *csvTable) namesAColumn() bool {
	return slices.ContainsFunc(t.o.namedColumns(), func(c Column) bool { return c.Number == 0 })
}

// findColumns gives the columns their roles.
func (t *csvTable) findColumns() error {
	used := map[int]string{}
	for _, use := range []struct {
		field   string
		columns []Column
	}{{"Target", t.o.Target}, {"Categories", t.o.Categories}, {"Drop", t.o.Drop}, {"Keep", t.o.Keep}} {
		for _, which := range use.columns {
			j, err := t.find(use.field, which)
			if err != nil {
				return err
			}
			c := &t.columns[j]
			if use.field == "Keep" {
				if c.role == roleDropped {
					return fmt.Errorf("line %d: %s is in %s and in Keep: name it in one of them%s",
						t.firstLine, c, used[j], t.sepAdvice(len(t.columns)))
				}
				c.keep = true
				continue
			}
			if used[j] != "" {
				return fmt.Errorf("line %d: %s is in %s and in %s: name it once%s",
					t.firstLine, c, used[j], use.field, t.sepAdvice(len(t.columns)))
			}
			used[j] = use.field
			switch use.field {
			case "Target":
				c.target = true
				if c.role = roleClass; t.o.Task == Regression {
					c.role = roleNumber
				}
				t.targets = append(t.targets, j)
			case "Categories":
				c.role = roleCategory
			case "Drop":
				c.role = roleDropped
			}
		}
	}
	return nil
}

// find returns the index of a column.
func (t *csvTable) find(field string, which Column) (int, error) {
	n := len(t.columns)
	if which.Number != 0 {
		j := which.Number - 1
		if which.Number < 0 {
			j = n + which.Number
		}
		if j < 0 || j >= n {
			return 0, fmt.Errorf("line %d: %s names column %d, and there are %d columns%s",
				t.firstLine, field, which.Number, n, t.sepAdvice(n))
		}
		return j, nil
	}
	if t.o.Header == NoHeader && t.o.Names == nil {
		return 0, fmt.Errorf("%s names the column %s, and there are no names (Header is NoHeader): "+
			"set Names, or give the column's number", field, printable(which.Name))
	}
	found := -1
	for j := range t.columns {
		switch name := t.columns[j].name; {
		case name == which.Name && found >= 0:
			return 0, fmt.Errorf("line %d: columns %d and %d are both named %s: give the number, %s: Columns(%d)",
				t.firstLine, found+1, j+1, printable(name), field, j+1)
		case name == which.Name:
			found = j
		}
	}
	if found < 0 {
		var names []string
		for _, c := range t.columns {
			names = append(names, c.name)
		}
		return 0, fmt.Errorf("line %d: %s names the column %s, and the names are %s%s%s",
			t.firstLine, field, printable(which.Name), t.list(), t.meant(which.Name, names), t.sepAdvice(n))
	}
	return found, nil
}

// list returns the names of the first columns.
func (t *csvTable) list() string {
	var names []string
	for _, c := range t.columns[:min(20, len(t.columns))] {
		names = append(names, cmp.Or(printable(c.name), `""`))
	}
	if len(t.columns) > len(names) {
		names = append(names, "...")
	}
	return strings.Join(names, ", ")
}

// String names the column in a message.
func (c *csvColumn) String() string { return columnText(c.number, c.name) }

// columnText names a column in a message, by its number from 1 and its name, which may be empty.
func columnText(number int, name string) string {
	if name == "" {
		return fmt.Sprintf("column %d", number)
	}
	return fmt.Sprintf("column %d (%s)", number, printable(name))
}

// sepAdvice asks about the separator where there is only one column.
func (t *csvTable) sepAdvice(columns int) string {
	if columns > 1 {
		return ""
	}
	if advice := t.inQuotes(t.first[0]); advice != "" {
		return ": " + advice
	}
	return fmt.Sprintf(": columns are separated by %q, is that right? If not, set Sep", t.text.sep)
}

// inQuotes gives advice about the only field of a line if it has separators, or returns "".
func (t *csvTable) inQuotes(field string) string {
	if t.text.sep == ' ' || t.text.sep == t.o.Decimal || !strings.ContainsRune(field, t.text.sep) {
		return ""
	}
	return "the whole line is one quoted field: remove the quotes (\") around the lines"
}
