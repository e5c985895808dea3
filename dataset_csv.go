// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"io"
	"slices"
	"unicode/utf8"
)

// CSVOptions says what the columns of a table are and how the table is written. All columns that
// no field names are features and hold numbers.
//
//	CSVOptions{Target: Columns("species")}                            classes, as text
//	CSVOptions{Target: Columns(-1), Task: Classification}             the last column; 0, 1, 2
//	CSVOptions{Target: Columns("price"), Task: Regression, Drop: Columns("id")}
//	CSVOptions{Target: Columns("survived"), Task: BinaryClassification,
//		Categories: Columns("sex", "port"), Drop: Columns("name"), Missing: DropExamples}
//
// The zero CSVOptions reads a table of features only: Y has no columns. Nothing is guessed. Where
// the file leaves a doubt, the error names the field that decides it.
type CSVOptions struct {
	// Target is the column to predict, or several of them. They may stand anywhere.
	//	Target: Columns("species")        Target: Columns(1)        Target: Columns("height", "width")
	Target []Column

	// Task says what the target is. It may be left out if the target is text, because text can only
	// name classes.
	//	Task: Regression
	Task Task

	// Positive is the class for which Y is 1 in a BinaryClassification. It may be left out if the two
	// classes are 0 and 1, or false and true.
	//	Positive: "malignant"
	Positive string

	// Categories are features whose values name groups. Each becomes one column per group, 1 for the
	// examples of the group and 0 for the others; such columns are named sex=female and sex=male.
	//	Categories: Columns("sex", "colour")
	Categories []Column

	// Drop lists columns to leave out, because they identify the example or hold free text.
	//	Drop: Columns("id", "name")
	Drop []Column

	// Keep lists columns that would be an error, because they look like an index or an identifier, or
	// because two of their classes or categories differ only in spelling, such as male and Male.
	//	Keep: Columns(1)
	Keep []Column

	// Missing says what happens to missing values. It is an error if there are some and Missing is 0.
	//	Missing: DropExamples
	Missing Missing

	// MissingTarget leaves out the examples without a target if Missing is KeepMissing, because a
	// target cannot be filled.
	//	Missing: KeepMissing, MissingTarget: DropExamples
	MissingTarget Missing

	// MissingValues lists further texts that mean a missing value. An empty field, ?, -, ., NA, N/A,
	// n.a., k.A., #N/A, <NA>, NaN, NaT, NULL, None, undefined, \N and Excel's signs such as #DIV/0!, #NV
	// and #WERT! always do, in upper or lower case.
	//	MissingValues: []string{"-999", "unknown"}
	MissingValues []string

	// NotMissing lists texts that are values here although they are in that list.
	//	NotMissing: []string{"-"} // the result of a medical test is + or -
	NotMissing []string

	// Like is the training set when another file is read for the same network. X gets the same
	// columns and Y the same classes, in the same order. A category or a class that the training set
	// does not have is an error.
	//	Like: train
	Like *Dataset

	// MaxClasses is how many classes the target may have, and how many categories a feature. If it
	// is 0, there may be a tenth of the number of examples from 30 examples on, and never more than
	// 1000. This limit finds numbers, such as prices, that are used as classes.
	//	MaxClasses: 26
	MaxClasses int

	// Header says whether the first line holds the names of the columns. It may be left out if a
	// field above uses a name, or if the lines themselves leave no doubt.
	//	Header: HasHeader
	Header Header

	// Names gives names to all columns of a file that has none, or replaces those of its header.
	//	Names: []string{"height", "weight", "sex"}
	Names []string

	// Sep separates the columns: ',', ';', '\t', '|', or ' ' for one or more spaces. If it is 0, it is
	// the separator with which all lines have the same number of columns.
	//	Sep: ';'
	Sep rune

	// Decimal is the decimal mark. A point is used if it is 0. However, it is an error then if the points
	// between tabs or semicolons could separate thousands, as in 1.250 and 12.000.
	//	Decimal: ',' // for numbers such as 3,14
	Decimal rune

	// Comment begins lines to skip. There are none if it is 0.
	//	Comment: '#'
	Comment rune

	// SkipLines is the number of lines to skip at the beginning, such as a title.
	//	SkipLines: 1
	SkipLines int

	// MaxBytes limits the memory for the numbers and for the texts of classes and categories. The
	// limit is 1 GiB if it is 0.
	//	MaxBytes: 4 << 30
	MaxBytes int64
}

// Task is what a network has to predict.
type Task int

const (
	// Classification makes Y one-hot, one column per class, for a softmax.
	Classification Task = iota + 1
	// BinaryClassification makes Y one column of 0 and 1, for a sigmoid. If there are several
	// targets each becomes such a column, and all must hold 0 and 1.
	BinaryClassification
	// Regression makes Y the numbers of the targets.
	Regression
)

// Missing is what to do about missing values.
type Missing int

const (
	// DropExamples leaves out the examples with a missing value.
	DropExamples Missing = iota + 1
	// KeepMissing makes X NaN where a value is missing. An [Imputer] must replace them before a
	// network sees them.
	KeepMissing
)

// Header says what the first line is.
type Header int

const (
	// HasHeader means that the first line holds the names of the columns.
	HasHeader Header = iota + 1
	// NoHeader means that the first line is an example.
	NoHeader
)

// Column is a column of a table, by its name or by its number. The first column is 1, the second
// is 2; the last column is -1, the one before it is -2.
type Column struct {
	Name   string // is used if Number is 0
	Number int
}

// Columns returns the columns with the given names or numbers.
//
//	Columns("age", "sex")
//	Columns(1, -1)
//
// It panics if a number is 0, because columns are counted from 1.
func Columns[T string | int](which ...T) []Column {
	columns := make([]Column, len(which))
	for i, w := range which {
		switch w := any(w).(type) {
		case string:
			columns[i].Name = w
		case int:
			if w == 0 {
				panic("nn: Columns: there is no column 0: the first column is 1, the last is -1")
			}
			columns[i].Number = w
		}
	}
	return columns
}

// ReadCSV reads a table with one example per line, as [encoding/csv] does: a field may be quoted,
// and lines without any text between the separators are skipped. The text is UTF-8 and may be
// packed by gzip. A byte order mark, spaces around a field, an Excel line such as sep=; and a
// separator at the end of each line are ignored. Lines end with LF, CRLF or CR.
//
// Bad data is an error that names the line, the column, the text found and the remedy. Numbers are
// finite decimal numbers such as -1.5e3.
//
// Features and Labels of the dataset are the names from the header, which must be different; a column
// without one is named by its number, such as "column 3". Classes are ordered: first the numbers by
// value, then the others by their bytes.
//
// ReadCSV takes at most 64 MB and 16 bytes of memory per byte of text, 8 bytes per element of a
// one-hot column, 500 bytes per different class or category of a column, and 1000 per column of
// these. The numbers among that, 8 bytes per field while reading and 8 per element of X and Y, may
// take MaxBytes together with the texts of classes and categories, which count 300 bytes more than
// they have. One example may have 4 MiB of text and 100,000 columns. A gzip file that unpacks to more
// than 64 MiB and more than 100 times its size is refused.
func ReadCSV(r io.Reader, options CSVOptions) (*Dataset, error) {
	options.mustMakeSense("ReadCSV")
	d, err := readCSV(r, &options)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadCSV: %w", err)
	}
	return d, nil
}

// ReadCSVFile is [ReadCSV] for the file with the given name.
func ReadCSVFile(name string, options CSVOptions) (*Dataset, error) {
	options.mustMakeSense("ReadCSVFile")
	return readFile("ReadCSVFile", name, func(r io.Reader) (*Dataset, error) { return readCSV(r, &options) })
}

// mustMakeSense panics if fields contradict each other.
func (o *CSVOptions) mustMakeSense(op string) {
	mistake := ""
	switch {
	case slices.Contains(o.namedColumns(), Column{}):
		mistake = "a Column has neither a name nor a number: for a column without a name, give its number"
	case o.Task < 0 || o.Task > Regression:
		mistake = fmt.Sprintf("Task %d, want Classification, BinaryClassification or Regression", o.Task)
	case o.Task != 0 && len(o.Target) == 0:
		mistake = "Task without a Target: name the column to predict, Target: Columns(\"price\")"
	case o.Missing < 0 || o.Missing > KeepMissing:
		mistake = fmt.Sprintf("Missing %d, want DropExamples or KeepMissing", o.Missing)
	case o.MissingTarget != 0 && o.MissingTarget != DropExamples:
		mistake = fmt.Sprintf("MissingTarget %d, want DropExamples or nothing: a target cannot be filled",
			o.MissingTarget)
	case o.Header < 0 || o.Header > NoHeader:
		mistake = fmt.Sprintf("Header %d, want HasHeader or NoHeader", o.Header)
	case o.Task != BinaryClassification && o.Positive != "":
		mistake = "Positive is for BinaryClassification: set Task"
	case len(o.Target) > 1 && (o.Task == Classification || o.Positive != ""):
		mistake = fmt.Sprintf("%d targets of classes, want one", len(o.Target))
	case o.Like != nil && o.Like.Features == nil:
		mistake = "Like has no Features: give the dataset that ReadCSV returned"
	case o.MaxClasses < 0 || o.SkipLines < 0 || o.MaxBytes < 0:
		mistake = fmt.Sprintf("MaxClasses %d, SkipLines %d, MaxBytes %d: want no negative number",
			o.MaxClasses, o.SkipLines, o.MaxBytes)
	case o.Decimal != 0 && o.Decimal != '.' && o.Decimal != ',':
		mistake = fmt.Sprintf("Decimal %q, want '.' or ','", o.Decimal)
	case o.Decimal != 0 && o.Decimal == o.Sep:
		mistake = fmt.Sprintf("Sep and Decimal are both %q: leave Sep out, and commas separate quoted numbers", o.Sep)
	case !canSeparate(o.Sep):
		mistake = fmt.Sprintf("Sep %q cannot separate columns", o.Sep)
	case o.Comment != 0 && o.Comment == o.Sep || !canSeparate(o.Comment):
		mistake = fmt.Sprintf("Comment %q cannot begin a comment", o.Comment)
	}
	if mistake != "" {
		panic(fmt.Sprintf("nn: %s: %s", op, mistake))
	}
}

// namedColumns returns the columns of all fields.
func (o *CSVOptions) namedColumns() []Column {
	return slices.Concat(o.Target, o.Categories, o.Drop, o.Keep)
}

// canSeparate reports whether [encoding/csv] can tell the character from its own.
func canSeparate(r rune) bool {
	return utf8.ValidRune(r) && !slices.Contains([]rune{'"', '\r', '\n', utf8.RuneError}, r)
}
