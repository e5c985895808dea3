package nn

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// dataset returns what has been read.
func (t *csvTable) dataset() (*Dataset, error) {
	if err := t.decideHeader(); err != nil {
		return nil, err
	}
	switch {
	case t.o.Names != nil || t.header:
	default: // the names were fields of an example
		for j := range t.columns {
			t.columns[j].name = ""
		}
	}
	if !t.header {
		if err := t.addFront(); err != nil {
			return nil, err
		}
	}
	for _, check := range []func() error{t.checkTask, t.checkText, t.checkMissing, t.checkIndex} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return t.build()
}

// addFront makes the first line the first example.
func (t *csvTable) addFront() error {
	t.firstX = make([]float64, t.kept)
	for j, field := range t.first {
		c := &t.columns[j]
		before := *c
		v, err := t.cell(c, field, t.firstLine)
		if err != nil {
			return err
		}
		if c.gaps > before.gaps {
			c.gapLine = t.firstLine
		}
		if c.words > before.words {
			c.examples = append([]string{field}, before.examples...)
			c.exampleLines = append([]int{t.firstLine}, before.exampleLines...)
		}
		if c.numbers > before.numbers {
			c.counts, c.start = before.counts && (before.numbers == 0 || v+1 == before.start), v
			if c.role == roleClass || c.role == roleCategory {
				c.counts = false
			}
		}
		if c.role != roleDropped {
			t.firstX[c.at] = v
		}
	}
	return nil
}

// rows yields the kept columns of all examples.
func (t *csvTable) rows(yield func(row []float64) bool) {
	if t.firstX != nil && !yield(t.firstX) {
		return
	}
	for _, block := range t.cells {
		for ; len(block) > 0; block = block[t.kept:] {
			if !yield(block[:t.kept]) {
				return
			}
		}
	}
}

// checkTask returns an error if the target could be classes or numbers and Task does not say which.
func (t *csvTable) checkTask() error {
	if t.o.Task != 0 {
		return nil
	}
	for _, j := range t.targets {
		c := &t.columns[j]
		if c.numbers > 0 || len(t.targets) > 1 {
			return fmt.Errorf("line %d, %s: the target has numbers (%d different texts): set Task: Classification if they "+
				"name classes, BinaryClassification if they are 0 and 1 for a sigmoid, or Regression to predict the numbers",
				t.firstLine, c, len(c.texts))
		}
	}
	return nil
}

// isComplete reports whether an example has all the values that it must have.
func (t *csvTable) isComplete(row []float64) bool {
	for j := range t.columns {
		c := &t.columns[j]
		if c.role != roleDropped && c.gaps > 0 && math.IsNaN(row[c.at]) && (c.target || t.o.Missing == DropExamples) {
			return false
		}
	}
	return true
}

// csvOutput is a column of X or Y: a kept column, or 1 where it holds the given text.
type csvOutput struct {
	name string
	at   int
	text int // index of the text, or -1 for the number itself
}

// build makes X and Y.
func (t *csvTable) build() (*Dataset, error) {
	n := 0
	used := make([][]bool, len(t.columns)) // texts in examples that are complete
	for j := range t.columns {
		used[j] = make([]bool, len(t.columns[j].texts))
	}
	for row := range t.rows {
		if !t.isComplete(row) {
			continue
		}
		n++
		for j := range t.columns {
			if c := &t.columns[j]; len(c.texts) > 0 && !math.IsNaN(row[c.at]) {
				used[j][int(row[c.at])] = true
			}
		}
	}
	if n == 0 {
		return nil, fmt.Errorf("each of the %d examples has a missing value, so DropExamples leaves none: "+
			"name the columns with most of them in Drop, or set KeepMissing", t.n+t.firstCount())
	}
	for j := range t.columns {
		c := &t.columns[j]
		var texts []string
		for k, text := range c.texts {
			if used[j][k] {
				texts = append(texts, text)
			}
		}
		if err := t.checkTexts(c, texts, n); err != nil {
			return nil, err
		}
	}
	x, err := t.features(used)
	if err != nil {
		return nil, err
	}
	y, err := t.outputs(used)
	if err != nil {
		return nil, err
	}
	if need := 8 * (int64(n)*int64(len(x)+len(y)) + int64(t.size)); need > t.maxBytes() {
		return nil, fmt.Errorf("%d examples with %d columns of X and %d of Y take %s, and MaxBytes allows %s: "+
			"set MaxBytes higher if the memory is there, or use fewer classes, Categories or columns",
			n, len(x), len(y), byteSize(need), byteSize(t.maxBytes()))
	}
	d := &Dataset{X: NewMatrix(n, len(x)), Y: NewMatrix(n, len(y))}
	i := 0
	for row := range t.rows {
		if t.isComplete(row) {
			fillRow(d.X.Row(i), x, row)
			fillRow(d.Y.Row(i), y, row)
			i++
		}
	}
	d.Features = outputNames(x)
	if len(y) > 0 {
		d.Labels = outputNames(y)
	}
	return d, nil
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
func (c *csvColumn) feature() string {
	if c.name == "" {
		return fmt.Sprintf("column %d", c.number)
	}
	return c.name
}

// checkTexts returns an error if the texts of a column cannot be its classes or categories.
func (t *csvTable) checkTexts(c *csvColumn, texts []string, n int) error {
	if c.role == roleNumber || c.role == roleDropped {
		return nil
	}
	what, advice := "categories", "name the column in Drop, or leave it out of Categories if it holds numbers"
	if c.target {
		what, advice = "classes", "is another column the Target, or is the Task Regression?"
	}
	sortClasses(texts)
	limit := t.o.MaxClasses
	switch {
	case limit > 0:
	case n >= 30:
		limit = min(maxClasses, n/10)
	default:
		limit = maxClasses
	}
	if c.many || len(texts) > limit {
		number := fmt.Sprint(len(texts))
		if c.many {
			number = fmt.Sprintf("more than %d", t.distinct)
		}
		return fmt.Errorf("%s has %s %s in %d examples, such as %s: %s If so many are right, set MaxClasses: %d",
			c, number, what, n, fewFields(texts[:min(3, len(texts))]), asSentence(advice), len(texts))
	}
	for j := range texts[:max(0, len(texts)-1)] {
		v, _ := parseOrInf(texts[j], t)
		w, isNumber := parseOrInf(texts[j+1], t)
		if isNumber && v == w {
			return fmt.Errorf("%s: one number is written in two ways, %.40q and %.40q: correct the file, "+
				"because each would be one of the %s", c, texts[j], texts[j+1], what)
		}
	}
	return nil
}

// asSentence ends a piece of advice.
func asSentence(advice string) string {
	if strings.HasSuffix(advice, "?") {
		return advice
	}
	return advice + "."
}

func parseOrInf(text string, t *csvTable) (float64, bool) {
	if v, ok := t.parse(text); ok {
		return v, true
	}
	return math.Inf(1), false
}

// sortClasses sorts classes: first the numbers by value, then the others by their bytes.
func sortClasses(texts []string) {
	value := func(text string) float64 {
		if v, ok := parseFinite(strings.Replace(text, ",", ".", 1)); ok {
			return v
		}
		return math.Inf(1)
	}
	slices.SortFunc(texts, func(a, b string) int {
		return cmp.Or(cmp.Compare(value(a), value(b)), cmp.Compare(a, b))
	})
}

// oneHot returns an output for each of the texts that are used, in their order.
func (c *csvColumn) oneHot(used []bool, prefix string) (outputs []csvOutput) {
	var texts []string
	for k, text := range c.texts {
		if used[k] {
			texts = append(texts, text)
		}
	}
	sortClasses(texts)
	for _, text := range texts {
		outputs = append(outputs, csvOutput{prefix + text, c.at, c.index[text]})
	}
	return outputs
}

// features returns the columns of X.
func (t *csvTable) features(used [][]bool) ([]csvOutput, error) {
	var x []csvOutput
	for j := range t.columns {
		switch c := &t.columns[j]; {
		case c.target || c.role == roleDropped:
		case c.role == roleCategory:
			x = append(x, c.oneHot(used[j], c.feature()+"=")...)
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
				"text in MissingValues to treat it as a missing value", printable(out.name))
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
func (t *csvTable) outputs(used [][]bool) (y []csvOutput, err error) {
	for _, j := range t.targets {
		c := &t.columns[j]
		var out []csvOutput
		switch t.o.Task {
		case Regression:
			out = []csvOutput{{c.feature(), c.at, -1}}
		case BinaryClassification:
			out, err = t.binary(c, c.oneHot(used[j], ""))
		default:
			out, err = t.classes(c, c.oneHot(used[j], ""))
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
	for _, out := range found {
		if !slices.Contains(t.o.Like.Labels, out.name) {
			return nil, fmt.Errorf("%s: found the class %.40q, and the training set (Like) has only %s: "+
				"correct the file", c, out.name, fewFields(t.o.Like.Labels))
		}
	}
	return y, nil
}

// binary returns the column of Y that is 1 for the positive class.
func (t *csvTable) binary(c *csvColumn, found []csvOutput) ([]csvOutput, error) {
	positive, name := t.o.Positive, c.feature()
	if positive != "" {
		name += "=" + positive
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
		return nil, fmt.Errorf("%s: found %s, and none of them is Positive, %.40q",
			c, fewFields(outputNames(found)), positive)
	case zeros > 1 || ones > 1:
		return nil, fmt.Errorf("%s: found %d classes, %s, want two: for more, set Task: Classification",
			c, len(found), fewFields(outputNames(found)))
	case t.o.Like == nil && (zeros == 0 || ones == 0):
		return nil, fmt.Errorf("%s: found only the class %s, want two: is another column the Target?",
			c, fewFields(outputNames(found)))
	}
	return []csvOutput{y}, nil
}
