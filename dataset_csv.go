package nn

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

// CSVFormat says what the columns of a table are. Features come first, all of them numbers; behind
// them the targets or one column of classes:
//
//	CSVFormat{Header: true, Class: true}    sepal length, ..., petal width, species
//	CSVFormat{Targets: 2}                   features, and two numbers to predict
//	CSVFormat{}                             features only: Y has no columns
type CSVFormat struct {
	// Header says that the first line holds the names of the columns. It is stated and not guessed:
	// a wrong guess would lose an example unnoticed. A first line that contradicts it is an error.
	Header bool

	// Targets is the number of columns, at the end, that hold desired outputs.
	Targets int

	// Class says that the last column holds classes, such as setosa or 7. Y is then one-hot, and
	// Labels names its columns.
	Class bool

	// Labels are the classes in the order of Y's columns; another class in the data is an error.
	// Read a test set with the Labels of its training set: a class that occurs in one of them only
	// would move the columns of the others. If nil, the classes are those of the data, 2 to 1000
	// of them: first the numbers by value, then the names by their bytes.
	Labels []string

	// Comma stands between two columns: a comma if it is 0.
	Comma rune
}

// maxClasses bounds the width of a one-hot Y: a column with more values is hardly one of classes.
const maxClasses = 1000

// ReadCSV reads a table of examples, one a line, as [encoding/csv] does: fields may be quoted, and
// empty lines are skipped. A byte order mark and spaces around a field are ignored.
//
// Bad data is an error that names line and column. Numbers must be finite: one NaN among the
// examples would be in every weight after the first batch. A gap is an error, too: whether to fill
// it or to leave the example out is for somebody to decide who knows the data.
func ReadCSV(r io.Reader, format CSVFormat) (*Dataset, error) {
	d, err := readCSV("ReadCSV", r, format)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadCSV: %w", err)
	}
	return d, nil
}

// ReadCSVFile is [ReadCSV] for the file with the given name.
func ReadCSVFile(name string, format CSVFormat) (*Dataset, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadCSVFile: %w", err)
	}
	defer file.Close()
	d, err := readCSV("ReadCSVFile", file, format)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadCSVFile: %s: %w", name, err)
	}
	return d, nil
}

// csvTable is a table as far as it has been read.
type csvTable struct {
	format  CSVFormat
	in      *csv.Reader
	header  []string // nil if there is none
	columns int      // features, targets and class
	numbers int      // how many columns are numbers: all but the class

	n       int // examples
	x, y    []float64
	class   []string // of each example
	classes map[string]bool
}

func readCSV(op string, r io.Reader, format CSVFormat) (*Dataset, error) {
	t := &csvTable{format: format, y: []float64{}, classes: map[string]bool{}}
	for _, label := range format.Labels {
		t.classes[label] = true
	}
	switch {
	case format.Targets < 0:
		panic(fmt.Sprintf("nn: %s: %d targets, want 0 or more", op, format.Targets))
	case format.Class && format.Targets > 0:
		panic(fmt.Sprintf("nn: %s: Class and %d targets, want one or the other", op, format.Targets))
	case format.Labels != nil && !format.Class:
		panic(fmt.Sprintf("nn: %s: Labels without Class", op))
	case len(t.classes) < len(format.Labels):
		panic(fmt.Sprintf("nn: %s: Labels %q names a class twice", op, format.Labels))
	}
	in := bufio.NewReader(r)
	if mark, _ := in.Peek(3); bytes.Equal(mark, []byte("\ufeff")) {
		in.Discard(3)
	}
	t.in = csv.NewReader(in)
	t.in.FieldsPerRecord = -1 // counted here, for a message with both numbers
	t.in.ReuseRecord = true
	if format.Comma != 0 {
		t.in.Comma = format.Comma
	}
	for {
		fields, err := t.in.Read()
		if err == io.EOF {
			return t.dataset()
		}
		if err != nil {
			return nil, err
		}
		for j, field := range fields {
			fields[j] = strings.TrimSpace(field)
		}
		if err := t.add(fields); err != nil {
			return nil, err
		}
	}
}

// add adds a line: the header or an example.
func (t *csvTable) add(fields []string) error {
	line, _ := t.in.FieldPos(0)
	if t.columns == 0 {
		least := 1 + t.format.Targets
		t.columns, t.numbers = len(fields), len(fields)
		if t.format.Class {
			least = 2
			t.numbers--
		}
		if t.columns < least {
			return fmt.Errorf("line %d: want at least %d columns, found %d: is Comma right?",
				line, least, t.columns)
		}
		if t.format.Header {
			return t.addHeader(line, fields)
		}
	}
	if len(fields) != t.columns {
		return fmt.Errorf("line %d: want %d columns as on the first line, found %d",
			line, t.columns, len(fields))
	}
	for j, field := range fields[:t.numbers] {
		v, err := t.number(j, field)
		if err != nil {
			return err
		}
		if j < t.columns-t.format.Targets {
			t.x = append(t.x, v)
		} else {
			t.y = append(t.y, v)
		}
	}
	t.n++
	if !t.format.Class {
		return nil
	}
	return t.addClass(fields[t.numbers])
}

// addHeader adds the names of the columns. They are not all numbers.
func (t *csvTable) addHeader(line int, fields []string) error {
	t.header = slices.Clone(fields)
	for _, field := range fields[:t.numbers] {
		if _, isNumber := parseFinite(field); !isNumber {
			return nil
		}
	}
	return fmt.Errorf("line %d: want the names of the columns, found only numbers: "+
		"if the line is an example, do not set Header", line)
}

// number returns the number in column j.
func (t *csvTable) number(j int, field string) (float64, error) {
	v, ok := parseFinite(field)
	if ok {
		return v, nil
	}
	advice := ""
	switch {
	case t.n == 0 && !t.format.Header:
		advice = ": if the line holds the names of the columns, set Header"
	case field == "":
		advice = ": fill the gap or leave the line out"
	}
	return 0, fmt.Errorf("%s: want a finite number, found %.40q%s", t.position(j), field, advice)
}

// parseFinite returns the number that the text stands for, or +Inf and false if that is not finite.
func parseFinite(text string) (v float64, ok bool) {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return math.Inf(1), false
	}
	return v, true
}

// position names the place of column j in the line read last.
func (t *csvTable) position(j int) string {
	line, _ := t.in.FieldPos(j)
	if t.header == nil {
		return fmt.Sprintf("line %d, column %d", line, j+1)
	}
	return fmt.Sprintf("line %d, column %d (%.40s)", line, j+1, t.header[j])
}

// addClass adds the class of an example.
func (t *csvTable) addClass(class string) error {
	want := ""
	switch labels := t.format.Labels; {
	case class == "":
		want = "a class"
	case t.classes[class]:
	case labels != nil:
		want = fmt.Sprintf("one of the %d Labels, %.40q", len(labels), labels[:min(10, len(labels))])
	case len(t.classes) == maxClasses:
		want = fmt.Sprintf("at most %d classes (numbers to predict are Targets)", maxClasses)
	}
	if want != "" {
		return fmt.Errorf("%s: want %s, found %.40q", t.position(t.numbers), want, class)
	}
	t.classes[class] = true
	t.class = append(t.class, class)
	return nil
}

// dataset returns what has been read.
func (t *csvTable) dataset() (*Dataset, error) {
	switch {
	case t.columns == 0:
		return nil, errors.New("want one example or more, found no line")
	case t.n == 0:
		return nil, errors.New("want one example or more, found only a header")
	}
	features := t.numbers - t.format.Targets
	d := &Dataset{
		X: &Matrix{Rows: t.n, Cols: features, Data: t.x},
		Y: &Matrix{Rows: t.n, Cols: t.format.Targets, Data: t.y},
	}
	if t.header != nil {
		d.Features = t.header[:features:features]
		d.Labels = t.header[features:]
	}
	if !t.format.Class {
		return d, nil
	}
	labels, err := t.labels()
	if err != nil {
		return nil, err
	}
	column := map[string]int{}
	for j, label := range labels {
		column[label] = j
	}
	classes := make([]int, t.n)
	for i, class := range t.class {
		classes[i] = column[class]
	}
	d.Y, d.Labels = OneHot(classes, len(labels)), labels
	return d, nil
}

// labels returns the classes in the order of Y's columns.
func (t *csvTable) labels() ([]string, error) {
	if t.format.Labels != nil {
		return t.format.Labels, nil
	}
	labels := slices.SortedFunc(maps.Keys(t.classes), func(a, b string) int {
		v, _ := parseFinite(a)
		w, _ := parseFinite(b)
		return cmp.Or(cmp.Compare(v, w), cmp.Compare(a, b))
	})
	if len(labels) == 1 {
		return nil, fmt.Errorf("want two classes or more, found only %.40q", labels[0])
	}
	for j, label := range labels[1:] {
		v, _ := parseFinite(labels[j])
		w, isNumber := parseFinite(label)
		if isNumber && v == w {
			return nil, fmt.Errorf("want each class written in one way, found %.40q and %.40q",
				labels[j], label)
		}
	}
	return labels, nil
}
