// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// csvOutput is a column of X or Y: a kept column, or 1 where it holds the given text.
type csvOutput struct {
	name string
	at   int
	text int // index of the text, or -1 for the number itself
}

// fillRow sets z to the outputs of a row.
func fillRow(z []float64, outputs []csvOutput, row []float64) {
	for k, out := range outputs {
		v := row[out.at]
		switch {
		case out.text < 0 || math.IsNaN(v):
			z[k] = v
		case int(v) == out.text:
			z[k] = 1
		}
	}
}

func outputNames(outputs []csvOutput) []string {
	names := make([]string, len(outputs))
	for k, out := range outputs {
		names[k] = out.name
	}
	return names
}

// feature returns the name of the column in the dataset.
func (c *csvColumn) feature() string { return cmp.Or(c.name, fmt.Sprintf("column %d", c.number)) }

// oneHot returns an output for each of the texts that are used.
func (c *csvColumn) oneHot(prefix string) (outputs []csvOutput) {
	for _, text := range c.used {
		outputs = append(outputs, csvOutput{prefix + text, c.at, c.index[text]})
	}
	return outputs
}

// features returns the columns of X.
func (t *csvTable) features() ([]csvOutput, error) {
	var x []csvOutput
	for j := range t.columns {
		switch c := &t.columns[j]; {
		case c.target || c.role == roleDropped:
		case c.role == roleCategory:
			x = append(x, c.oneHot(c.feature()+"=")...)
		default:
			x = append(x, csvOutput{c.feature(), c.at, -1})
		}
	}
	if t.o.Like == nil {
		return x, nil
	}
	return t.like(x)
}

// like returns the columns in the order of the training set.
func (t *csvTable) like(x []csvOutput) ([]csvOutput, error) {
	byName := map[string]csvOutput{}
	for _, out := range x {
		if _, twice := byName[out.name]; twice {
			return nil, fmt.Errorf("two features are named %s, so Like cannot tell them apart: set Names",
				printable(out.name))
		}
		byName[out.name] = out
	}
	var ordered []csvOutput
	for _, name := range t.o.Like.Features {
		out, found := byName[name]
		if !found {
			c := t.categoryOf(name)
			if c == nil {
				return nil, fmt.Errorf("the training set (Like) has a feature %s, and this table has none: "+
					"read both with the same Categories, Drop and Names", printable(name))
			}
			out = csvOutput{name, c.at, len(c.texts)} // a text that does not occur here
		}
		delete(byName, name)
		ordered = append(ordered, out)
	}
	for _, out := range x {
		if _, left := byName[out.name]; !left {
			continue
		}
		if out.text >= 0 {
			return nil, fmt.Errorf("the training set (Like) has no category %s: correct the file, or name the "+
				"text in MissingValues to treat it as a missing value%s", printable(out.name), t.meant(out.name, t.o.Like.Features))
		}
		return nil, fmt.Errorf("the training set (Like) has no feature %s: read both with the same Categories, "+
			"Drop and Names", printable(out.name))
	}
	return ordered, nil
}

// categoryOf returns the column of a one-hot feature such as sex=male, or nil.
func (t *csvTable) categoryOf(name string) *csvColumn {
	for j := range t.columns {
		if c := &t.columns[j]; c.role == roleCategory && strings.HasPrefix(name, c.feature()+"=") {
			return c
		}
	}
	return nil
}

// outputs returns the columns of Y.
func (t *csvTable) outputs() (y []csvOutput, err error) {
	for _, j := range t.targets {
		c := &t.columns[j]
		var out []csvOutput
		switch t.o.Task {
		case Regression:
			out = []csvOutput{{c.feature(), c.at, -1}}
		case BinaryClassification:
			out, err = t.binary(c, c.oneHot(""))
		default:
			out, err = t.classes(c, c.oneHot(""))
		}
		if err != nil {
			return nil, err
		}
		y = append(y, out...)
	}
	if like := t.o.Like; like != nil && len(y) > 0 && !slices.Equal(outputNames(y), like.Labels) {
		return nil, fmt.Errorf("the training set (Like) has the targets %s, and this table %s: "+
			"read both with the same Target and Task", fewFields(like.Labels), fewFields(outputNames(y)))
	}
	return y, nil
}

// classes returns the columns of a one-hot Y.
func (t *csvTable) classes(c *csvColumn, found []csvOutput) ([]csvOutput, error) {
	if t.o.Like == nil {
		if len(found) < 2 {
			return nil, fmt.Errorf("%s: want two classes or more, found only %.40q: is another column the Target?",
				c, outputNames(found))
		}
		return found, nil
	}
	var y []csvOutput
	for _, label := range t.o.Like.Labels {
		k := len(c.texts)
		if i := slices.IndexFunc(found, func(out csvOutput) bool { return out.name == label }); i >= 0 {
			k = found[i].text
		}
		y = append(y, csvOutput{label, c.at, k})
	}
	return y, t.onlyClasses(c, found, t.o.Like.Labels)
}

// onlyClasses returns an error if the training set does not have one of the classes.
func (t *csvTable) onlyClasses(c *csvColumn, found []csvOutput, known []string) error {
	for _, out := range found {
		if !slices.Contains(known, out.name) {
			return fmt.Errorf("line %d, %s: found the class %.40q, and the training set (Like) has only %s: correct the file%s",
				c.textLines[out.text], c, out.name, fewFields(known), t.meant(out.name, known))
		}
	}
	return nil
}

// onlyClassesOf returns an error if one of the classes is neither Positive nor the other one of the
// training set. If that one is not known, a class must not be Positive in another spelling.
func (t *csvTable) onlyClassesOf(c *csvColumn, found []csvOutput) error {
	positive := t.o.Positive
	if zero := t.o.Like.zero; zero != "" {
		return t.onlyClasses(c, found, []string{zero, positive})
	}
	for _, out := range found {
		if out.name != positive && t.meant(out.name, []string{positive}) != "" && !c.keep {
			return t.onlyClasses(c, []csvOutput{out}, []string{positive})
		}
	}
	return nil
}

// binary returns the column of Y that is 1 for the positive class.
func (t *csvTable) binary(c *csvColumn, found []csvOutput) ([]csvOutput, error) {
	positive, name := t.o.Positive, c.feature()
	if positive != "" {
		name += "=" + positive
	}
	if t.o.Like != nil && positive != "" && slices.Contains(t.o.Like.Labels, name) {
		if err := t.onlyClassesOf(c, found); err != nil {
			return nil, err
		}
	}
	y := csvOutput{name, c.at, len(c.texts)}
	zeros, ones := 0, 0
	for _, out := range found {
		v, isNumber := t.parse(out.name)
		switch {
		case positive != "" && out.name == positive,
			positive == "" && (isNumber && v == 1 || strings.EqualFold(out.name, "true")):
			y.text = out.text
			ones++
		case positive != "" || isNumber && v == 0 || strings.EqualFold(out.name, "false"):
			zeros++
		default:
			return nil, fmt.Errorf("%s: found the classes %s, want 0 and 1: set Positive to the one for which Y is 1, "+
				"as Positive: %.40q", c, fewFields(outputNames(found)), found[len(found)-1].name)
		}
	}
	switch {
	case positive != "" && ones == 0 && t.o.Like == nil:
		return nil, fmt.Errorf("%s: found %s, and none of them is Positive, %.40q%s",
			c, fewFields(outputNames(found)), positive, t.meant(positive, outputNames(found)))
	case zeros > 1 || ones > 1:
		return nil, fmt.Errorf("%s: found %d classes, %s, want two: for more, set Task: Classification",
			c, len(found), fewFields(outputNames(found)))
	case t.o.Like == nil && (zeros == 0 || ones == 0):
		return nil, fmt.Errorf("%s: found only the class %s, want two: is another column the Target?",
			c, fewFields(outputNames(found)))
	}
	if positive != "" {
		for _, out := range found {
			if out.name != positive {
				t.zero = out.name
			}
		}
		if t.o.Like != nil {
			t.zero = cmp.Or(t.o.Like.zero, t.zero)
		}
	}
	return []csvOutput{y}, nil
}
