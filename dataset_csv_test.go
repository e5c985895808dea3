// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// columnNames returns "column 1", ..., "column n".
func columnNames(n int) (names []string) {
	for j := range n {
		names = append(names, fmt.Sprintf("column %d", j+1))
	}
	return names
}

func TestReadCSV(t *testing.T) {
	X := &Matrix{Rows: 2, Cols: 2, Data: []float64{5.1, 3.5, -7, 3e2}}
	column := func(v ...float64) *Matrix { return &Matrix{Rows: len(v), Cols: 1, Data: v} }
	one := column(1, 2)
	keep := Columns(1)
	features := CSVOptions{}
	regression := CSVOptions{Target: Columns(-1), Task: Regression, Keep: keep}
	class := CSVOptions{Target: Columns(-1), Task: Classification, Keep: keep}
	none := NewMatrix(2, 0)
	names := []string{"length", "width"}
	type data struct {
		X, Y             *Matrix
		Features, Labels []string
	}
	for _, tt := range []struct {
		name    string
		text    string
		options CSVOptions
		want    data
	}{
		{"features only", "5.1,3.5\n-7,3e2\n", features, data{X, none, columnNames(2), nil}},
		{"features with header", "length,width\n5.1,3.5\n-7,3e2\n", features, data{X, none, names, nil}},
		{"one target", "5.1,3.5,1\n-7,3e2,2\n", regression, data{X, one, columnNames(2), []string{"column 3"}}},
		{"two targets with header", "length,width,a,b\n5.1,3.5,1,3\n-7,3e2,2,4\n",
			CSVOptions{Target: Columns(-2, -1), Task: Regression},
			data{X, &Matrix{Rows: 2, Cols: 2, Data: []float64{1, 3, 2, 4}}, names, []string{"a", "b"}}},
		{"classes", "5.1,3.5,virginica\n-7,3e2,setosa\n", class,
			data{X, OneHot([]int{1, 0}, 2), columnNames(2), []string{"setosa", "virginica"}}},
		{"classes with header", "length,width,species\n5.1,3.5,virginica\n-7,3e2,setosa\n", class,
			data{X, OneHot([]int{1, 0}, 2), names, []string{"setosa", "virginica"}}},
		{"numeric classes sort by value", "1,10\n2,9\n", class,
			data{one, OneHot([]int{1, 0}, 2), columnNames(1), []string{"9", "10"}}},
		{"numbers before names", "1,a\n2,10\n", with(class, func(o *CSVOptions) { o.Header = NoHeader }),
			data{one, OneHot([]int{1, 0}, 2), columnNames(1), []string{"10", "a"}}},
		{"infinity is a class", "1,a\n2,inf\n", class,
			data{one, OneHot([]int{0, 1}, 2), columnNames(1), []string{"a", "inf"}}},
		{"like the training set", "1,b\n2,c\n", CSVOptions{Target: Columns(2), Keep: keep,
			Like: &Dataset{Features: columnNames(1), Labels: []string{"c", "b", "a"}}},
			data{one, OneHot([]int{1, 0}, 3), columnNames(1), []string{"c", "b", "a"}}},
		{"one class of the training set", "1,b\n2,b\n", CSVOptions{Target: Columns(2), Keep: keep,
			Like: &Dataset{Features: columnNames(1), Labels: []string{"a", "b"}}},
			data{one, OneHot([]int{1, 1}, 2), columnNames(1), []string{"a", "b"}}},
		{"columns in the order of the training set", "width,length\n3.5,5.1\n3e2,-7\n",
			CSVOptions{Like: &Dataset{Features: names}}, data{X, none, names, nil}},
		{"categories of the training set", "n,c\n5.1,v\n-7,v\n", CSVOptions{Categories: Columns("c"),
			Like: &Dataset{Features: []string{"c=u", "c=v", "n"}}},
			data{&Matrix{Rows: 2, Cols: 3, Data: []float64{0, 1, 5.1, 0, 1, -7}}, none, []string{"c=u", "c=v", "n"}, nil}},
		{"classes of examples that are left out", "1,a\n2,b\n?,c\n", CSVOptions{Target: Columns(2), Keep: keep, Missing: DropExamples},
			data{one, OneHot([]int{0, 1}, 2), columnNames(1), []string{"a", "b"}}},
		{"names for a file without", "5.1,3.5\n-7,3e2\n", CSVOptions{Names: names}, data{X, none, names, nil}},
		{"better names", "l,w\n5.1,3.5\n-7,3e2\n", CSVOptions{Names: names}, data{X, none, names, nil}},
		{"byte order mark", "\ufefflength,width\n5.1,3.5\n-7,3e2\n", features, data{X, none, names, nil}},
		{"byte order mark before a number", "\ufeff1,1\n2,2\n", regression, data{one, one, columnNames(1), []string{"column 2"}}},
		{"CRLF", "5.1,3.5\r\n-7,3e2\r\n", features, data{X, none, columnNames(2), nil}},
		{"no end of line at the end", "5.1,3.5\n-7,3e2", features, data{X, none, columnNames(2), nil}},
		{"empty lines", "\n\n5.1,3.5\n\r\n\n  \n-7,3e2\n\n", features, data{X, none, columnNames(2), nil}},
		{"spaces", " 1 ,\t1\u00a0\n2, 2", regression, data{one, one, columnNames(1), []string{"column 2"}}},
		{"spaces around classes", "1, b\n2,b \n1,a\n", class,
			data{column(1, 2, 1), OneHot([]int{1, 1, 0}, 2), columnNames(1), []string{"a", "b"}}},
		{"quotes", "\"1\",\"x, \"\"y\"\"\"\n2,\"two\nlines\"\n", class,
			data{one, OneHot([]int{1, 0}, 2), columnNames(1), []string{"two\nlines", "x, \"y\""}}},
		{"semicolons", "5.1;3.5\n-7;3e2\n", features, data{X, none, columnNames(2), nil}},
		{"tabs", "5.1\t3.5\n-7\t3e2\n", CSVOptions{Sep: '\t'}, data{X, none, columnNames(2), nil}},
		{"an empty field between tabs", "5.1\t\t1\n-7\t4\t2\n", CSVOptions{Drop: Columns(2), Target: Columns(3), Task: Regression},
			data{column(5.1, -7), one, []string{"column 1"}, []string{"column 3"}}},
		{"one example", "1,2\n", regression, data{column(1), column(2), columnNames(1), []string{"column 2"}}},
		{"too small for a float64", "1e-999,1\n", regression, data{column(0), column(1), columnNames(1), []string{"column 2"}}},
		{"header partly of numbers", "1,width\n5.1,3.5\n-7,3e2\n", CSVOptions{Header: HasHeader},
			data{X, none, []string{"1", "width"}, nil}},
		{"comments", "# by hand\n5.1,3.5\n# the last one\n-7,3e2\n", CSVOptions{Comment: '#'}, data{X, none, columnNames(2), nil}},
		{"decimal commas", "5,1;3,5\n-7;3e2\n", CSVOptions{Decimal: ','}, data{X, none, columnNames(2), nil}},
	} {
		check := func(got *Dataset, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			if !got.X.Equal(tt.want.X) || !got.Y.Equal(tt.want.Y) {
				t.Errorf("got X\n%v\nY\n%v\nwant X\n%v\nY\n%v", got.X, got.Y, tt.want.X, tt.want.Y)
			}
			if got.X.Data == nil || got.Y.Data == nil {
				t.Error("Data is nil")
			}
			if !slices.Equal(got.Features, tt.want.Features) || !slices.Equal(got.Labels, tt.want.Labels) {
				t.Errorf("got names %q and %q, want %q and %q",
					got.Features, got.Labels, tt.want.Features, tt.want.Labels)
			}
		}
		t.Run(tt.name, func(t *testing.T) {
			check(ReadCSV(strings.NewReader(tt.text), tt.options))
			check(ReadCSV(iotest.OneByteReader(strings.NewReader(tt.text)), tt.options))
			path := filepath.Join(t.TempDir(), "some.csv")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			check(ReadCSVFile(path, tt.options))
		})
	}
}

func TestReadCSVErrors(t *testing.T) {
	header, noHeader := CSVOptions{Header: HasHeader}, CSVOptions{Header: NoHeader}
	class := CSVOptions{Target: Columns(-1), Keep: Columns(1)}
	number := CSVOptions{Target: Columns(-1), Task: Classification, Keep: Columns(1)}
	var many strings.Builder
	for i := range maxClasses + 2 {
		fmt.Fprintf(&many, "1,%d.5\n", i)
	}
	for _, tt := range []struct {
		name    string
		text    string
		options CSVOptions
		words   []string
	}{
		{"empty", "", CSVOptions{}, []string{"one example", "no line"}},
		{"empty lines only", "\n\r\n\n", header, []string{"one example", "no line"}},
		{"byte order mark only", "\ufeff", header, []string{"one example", "no line"}},
		{"header only", "a,b\n", header, []string{"one example", "only a line with names"}},
		{"header only, not said", "a,b\n", CSVOptions{}, []string{"one example", "only a line with names"}},
		{"short line", "1,2,3\n4,5,6\n\n7,8\n", CSVOptions{}, []string{"line 4", "found 2 columns", "want 3"}},
		{"long line", "a,b\n1,2\n3,4,5\n", header, []string{"line 3", "found 3 columns", "want 2"}},
		{"word", "1,2\n3,5\n3,four\n", CSVOptions{}, []string{"line 3, column 2:", "want a number", `"four"`, "1 of 3 fields"}},
		{"word after CRLF", "a,b\r\n1,2\r\n3,four\r\n", header, []string{"line 3, column 2 (b)", `"four"`}},
		{"word under a header", "a,b\n\n1,2\n3,four\n", header, []string{"line 4, column 2 (b)", `"four"`}},
		{"word behind a field of two lines", "a,b\n\"1\n\",2\n3,four\n", header, []string{"line 4, column 2 (b)"}},
		{"word beside a field of two lines", "a,b\n\"1\n\",four\n", header, []string{"line 3, column 2 (b)", `"four"`}},
		{"words in many columns", "a,b,c,d,e,f,g\nu,v,w,x,y,z,1\n", header, []string{"column 5 (e)", "and 1 more columns"}},
		{"word in a target", "1,2\n3,5\n3,four\n", CSVOptions{Target: Columns(2), Task: Regression},
			[]string{"line 3, column 2", `"four"`, "Task: Classification"}},
		{"gap", "1.5,2\n3,\n", CSVOptions{}, []string{"1 in column 2 from line 2 on", `""`, "DropExamples"}},
		{"NaN", "1.5,2\n3,NaN\n", CSVOptions{}, []string{"1 in column 2 from line 2 on", `"NaN"`}},
		{"infinity", "1,2\n-Inf,4\n", CSVOptions{}, []string{"line 2, column 1", `"-Inf"`, "infinity"}},
		{"too large", "1,2\n1e999,4\n", CSVOptions{}, []string{"line 2, column 1", `"1e999"`, "too large"}},
		{"hexadecimal", "1,2\n0x10,4\n", CSVOptions{}, []string{"line 2, column 1", `"0x10"`}},
		{"long word", "1\n" + strings.Repeat("x", 1000), noHeader, []string{`found "` + strings.Repeat("x", 40) + `"`}},
		{"header said to be absent", "length,width\n1,2\n", noHeader, []string{"line 1, column 1", `"length"`, "set Header: HasHeader"}},
		{"header said, but absent", "1,2,0\n3,4,1\n", header, []string{"line 1", "only numbers", "leave Header out"}},
		{"a number above and text above", "a,2\n1,2\n", CSVOptions{}, []string{"line 1", `"a", "2"`, "HasHeader", "NoHeader"}},
		{"no column for a feature", "1,2\n", CSVOptions{Target: Columns(1, 2), Task: Regression},
			[]string{"line 1", "found 2 columns", "none is left for a feature"}},
		{"wrong separator", "1;2;a\n", with(class, func(o *CSVOptions) { o.Sep = '\t' }), []string{"line 1", "found 1 columns", `'\t'`, "Sep"}},
		{"no such number", "1,2\n", CSVOptions{Target: Columns(3)}, []string{"line 1", "Target names column 3", "there are 2"}},
		{"no such number from the end", "1,2\n", CSVOptions{Drop: Columns(-3)}, []string{"line 1", "Drop names column -3"}},
		{"a name without a header", "1,2\n", CSVOptions{Header: NoHeader, Drop: Columns("a")}, []string{"Drop names the column a", "Names"}},
		{"a name twice", "a,a\n1,2\n", CSVOptions{Drop: Columns("a")}, []string{"columns 1 and 2", "Drop: Columns(2)"}},
		{"named twice", "a,b\n1,2\n", CSVOptions{Drop: Columns("a"), Target: Columns(1)}, []string{"column 1 (a)", "Target and in Drop"}},
		{"kept and dropped", "a,b\n1,2\n", CSVOptions{Drop: Columns("a"), Keep: Columns("a")}, []string{"column 1 (a)", "Drop and in Keep"}},
		{"too few names", "1,2\n", CSVOptions{Names: []string{"a"}}, []string{"found 2 columns", "1 names"}},
		{"two targets, task not said", "a,b,c\n1,x,y\n2,u,v\n", CSVOptions{Target: Columns("b", "c")}, []string{"2 targets", "Task: Regression"}},
		{"gap for a class", "1,a\n2, \n", class, []string{"1 in column 2 from line 2 on", `""`}},
		{"one class", "1,a\n2,a\n", class, []string{"two classes", `"a"`}},
		{"a number in two ways", "1,1\n2,2\n3,1.0\n", number, []string{"line 3", "differ only in spelling", `"1"`, `"1.0"`}},
		{"another class", "x,y\n1,a\n2,c\n", CSVOptions{Target: Columns("y"), Like: &Dataset{Features: []string{"x"}, Labels: []string{"a", "b"}}},
			[]string{"column 2 (y)", `"c"`, `"a", "b"`}},
		{"another category", "x,y\n1,a\n2,c\n", CSVOptions{Categories: Columns("y"), Like: &Dataset{Features: []string{"x", "y=a"}}},
			[]string{"no category y=c", "MissingValues"}},
		{"another feature", "x,z\n1,1\n2,2\n", CSVOptions{Like: &Dataset{Features: []string{"x"}}}, []string{"no feature z"}},
		{"a feature missing", "x\n1\n", CSVOptions{Like: &Dataset{Features: []string{"x", "z"}}}, []string{"has a feature z"}},
		{"too many classes", many.String(), number, []string{"column 2", "more than 1000 classes", "Regression", "MaxClasses"}},
		{"nothing but gaps", "a,b\n1,\n2,\n", CSVOptions{Missing: KeepMissing}, []string{"column 2 (b) has no value", "Drop"}},
		{"every example has a gap", "a,b\n1.5,\n,2\n", CSVOptions{Missing: DropExamples}, []string{"each of the 2 examples", "leaves none"}},
		{"open quote", "1,2\n3,\"4\n5,6\n", CSVOptions{}, []string{"line 2", "quote"}},
		{"quote in a field", "1,2\n3,4\"5\n", CSVOptions{}, []string{"line 2", "quote"}},
		{"quote in a field after a title", "title\n1,2\n3,4\"5\n", CSVOptions{SkipLines: 1}, []string{"line 3", "quote"}},
		{"open quote after a title", "title\n1,2\n3,\"4\n5,6\n", CSVOptions{SkipLines: 1}, []string{"line 3", "quote"}},
		{"open quote between spaces", "1 2\n3 \"4\n5 6\n", CSVOptions{Sep: ' '}, []string{"line 2", "quote"}},
		{"open quote before a long text", "t,a,y\nfine,2,v\n\"oops,1,u\n" + strings.Repeat("a good film indeed,1,u\n", 200_000),
			CSVOptions{Target: Columns("y"), Drop: Columns("t")}, []string{"line 3:", "quote", "4194304 bytes"}},
		{"open quote after comments", "title\n1,\"2\n\"\n# a\n\n3,\"4\n" + strings.Repeat("5,6,7\n", 800_000),
			CSVOptions{SkipLines: 1, Comment: '#'}, []string{"line 6:", "quote"}},
		{"open quote between spaces before a long text", "1 2\n3 4\n\"5 " + strings.Repeat("6", 5<<20) + "\n",
			CSVOptions{Sep: ' '}, []string{"line 3 or", "quote", "4194304 bytes"}},
		{"a long line", "1,\"2\n\"\n3,4\n" + strings.Repeat("5", 5<<20), CSVOptions{}, []string{"line 4 or", "4194304 bytes"}},
		{"a long text of comments", "1,2\n3,\"4\n\"\n" + strings.Repeat("#\n", 3<<20), CSVOptions{Comment: '#'}, []string{"line 4 or", "4194304 bytes"}},
		{"binary", "\x01\x00\x00\x07\x00", CSVOptions{}, []string{"line 1", "byte 1", "not text"}},
		{"SkipLines beyond the end", "1,2\n", CSVOptions{SkipLines: 3}, []string{"SkipLines is 3", "only 1 lines"}},
		{"three classes for a sigmoid", "1,a\n2,b\n3,c\n", CSVOptions{Target: Columns(2), Keep: Columns(1), Task: BinaryClassification, Positive: "a"},
			[]string{"found 3 classes", "Task: Classification"}},
		{"no positive class", "1,a\n2,b\n", CSVOptions{Target: Columns(2), Keep: Columns(1), Task: BinaryClassification, Positive: "c"},
			[]string{"column 2", `"a", "b"`, `"c"`}},
		{"only zeros", "1,0\n2,0\n", CSVOptions{Target: Columns(2), Keep: Columns(1), Task: BinaryClassification},
			[]string{"column 2", "only the class", "want two"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ReadCSV(strings.NewReader(tt.text), tt.options)
			wantError(t, err, append(tt.words, "nn: ReadCSV: ")...)
			if d != nil {
				t.Errorf("got %+v with an error", d)
			}
			path := filepath.Join(t.TempDir(), "some.csv")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = ReadCSVFile(path, tt.options)
			wantError(t, err, append(tt.words, "nn: ReadCSVFile: ")...)
		})
	}
}

func with(o CSVOptions, change func(o *CSVOptions)) CSVOptions {
	change(&o)
	return o
}

// Identifiers are recognised by their names, and features with similar names are not.
func TestIsIndexName(t *testing.T) {
	for name, want := range map[string]bool{
		"id": true, "ID": true, "Id": true, "index": true, "PassengerId": true, "customerID": true,
		"user_id": true, "user id": true, "rownames": true,
		"paid": false, "PAID": false, "humid": false, "acid": false, "fixed acid": false, "x": false,
		"": false, "i": false, "width": false,
	} {
		if got := isIndexName(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestIsNumberName(t *testing.T) {
	for name, want := range map[string]bool{
		"customerid": true, "userid": true, "Nr.": true, "No": true, "Kundennummer": true, "patient_no": true, "orderNo": true,
		"Order Number": true, "KundenNr": true, "ordernumber": true,
		"paid": false, "humid": false, "covid": false, "NO": false, "casino": false, "number of rooms": false, "piano": false, "": false, "7": false,
	} {
		if got := isNumberName(name); got != want {
			t.Errorf("%q: got %v", name, got)
		}
	}
}

func TestIsDecimal(t *testing.T) {
	for text, want := range map[string]bool{
		"1": true, "-1.5e3": true, "+.5": true, "5.": true, "1E-3": true,
		"": false, ".": false, "-": false, "1e": false, "1e+": false, "e5": false, "1_000": false, "0x1p2": false,
		"inf": false, "NaN": false, "--1": false, "1.2.3": false, "1,5": false, "１": false, "1e1e1": false,
	} {
		if got := isDecimal(text); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestReadCSVCauses(t *testing.T) {
	_, err := ReadCSVFile(filepath.Join(t.TempDir(), "missing.csv"), CSVOptions{})
	wantError(t, err, "nn: ReadCSVFile: ", "missing.csv")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want it to wrap fs.ErrNotExist", err)
	}
	_, err = ReadCSVFile(t.TempDir(), CSVOptions{})
	wantError(t, err, "is a folder", "give the name of a file")
	broken := errors.New("cable unplugged")
	for _, text := range []string{"", "1,2\n", "1,2\n3,4\n5"} {
		r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
		if _, err := ReadCSV(r, CSVOptions{}); !errors.Is(err, broken) {
			t.Errorf("after %q: got %v, want it to wrap the reader's error", text, err)
		}
	}
	_, err = ReadCSV(strings.NewReader("1,2\n3,4\"\n"), CSVOptions{})
	if !errors.Is(err, csv.ErrBareQuote) {
		t.Errorf("got %v, want it to wrap csv.ErrBareQuote", err)
	}
	packed := zipped([]byte(table(5000, func(i int) string { return fmt.Sprintf("%d.5,%d", i*i, i%7) })))
	packed[len(packed)-6] ^= 1
	_, err = ReadCSV(bytes.NewReader(packed), CSVOptions{})
	if wantError(t, err, "gzip", "fetch the file again"); !errors.Is(err, gzip.ErrChecksum) {
		t.Errorf("got %v, want it to wrap gzip.ErrChecksum", err)
	}
	_, err = ReadCSV(bytes.NewReader(packed[:len(packed)/2]), CSVOptions{})
	if wantError(t, err, "gzip", "fetch the file again"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want it to wrap io.ErrUnexpectedEOF", err)
	}
}

func TestReadCSVMistakes(t *testing.T) {
	target := Columns(1)
	for _, tt := range []struct {
		options CSVOptions
		words   []string
	}{
		{CSVOptions{Task: 9, Target: target}, []string{"Task 9"}},
		{CSVOptions{Task: Regression}, []string{"Task without a Target"}},
		{CSVOptions{Missing: 3}, []string{"Missing 3", "DropExamples"}},
		{CSVOptions{MissingTarget: KeepMissing}, []string{"MissingTarget 2", "DropExamples"}},
		{CSVOptions{Header: 3}, []string{"Header 3", "HasHeader"}},
		{CSVOptions{Target: target, Positive: "a"}, []string{"Positive", "BinaryClassification"}},
		{CSVOptions{Target: Columns(1, 2), Task: Classification}, []string{"2 targets of classes"}},
		{CSVOptions{Like: &Dataset{}}, []string{"Like has no Features"}},
		{CSVOptions{SkipLines: -1}, []string{"SkipLines -1"}},
		{CSVOptions{Decimal: 'x'}, []string{"Decimal 'x'"}},
		{CSVOptions{Decimal: ',', Sep: ','}, []string{"Sep and Decimal"}},
		{CSVOptions{Sep: '"'}, []string{"Sep"}},
		{CSVOptions{Comment: ',', Sep: ','}, []string{"Comment"}},
		{CSVOptions{Drop: []Column{{}}}, []string{"neither a name nor a number"}},
		{CSVOptions{Drop: Columns("")}, []string{"give its number"}},
	} {
		t.Run(tt.words[0], func(t *testing.T) {
			wantPanic(t, func() { ReadCSV(strings.NewReader("1,2\n"), tt.options) }, append(tt.words, "ReadCSV:")...)
			wantPanic(t, func() { ReadCSVFile("some.csv", tt.options) }, append(tt.words, "ReadCSVFile:")...)
		})
	}
	wantPanic(t, func() { Columns(0) }, "no column 0", "first column is 1")
}

// wantPanic checks that f panics with all words.
func wantPanic(t *testing.T, f func(), words ...string) {
	t.Helper()
	defer func() {
		t.Helper()
		message := fmt.Sprint(recover())
		for _, word := range append(words, "nn: ") {
			if !strings.Contains(message, word) {
				t.Errorf("got panic %q, want it to contain %q", message, word)
			}
		}
	}()
	f()
}

// peakMemory returns the most bytes in use while f runs, beyond those before.
func peakMemory(f func()) int64 {
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan bool), make(chan uint64)
	go func() {
		most := uint64(0)
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(3 * time.Millisecond):
				runtime.GC()
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapAlloc)
			}
		}
	}()
	f()
	stop <- true
	return int64(<-peak) - int64(before.HeapAlloc)
}

// The memory follows the text and MaxBytes, whatever the text claims.
func TestReadCSVMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of many megabytes")
	}
	const size, long = 2 << 20, 8 << 20
	fields := func(line string) string { return strings.Repeat(line, size/len(line)) }
	classes := table(400_000, func(i int) string { return fmt.Sprint("1.5,c", i%1000) })
	for _, tt := range []struct {
		name, text string
		options    CSVOptions
		words      []string // of the error; nil if it can be read
	}{
		{"narrow numbers", fields("1,2\n"), CSVOptions{Keep: Columns(1)}, nil},
		{"one digit a line", fields("1\n"), CSVOptions{}, nil},
		{"gaps", fields("1,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,1\n"), CSVOptions{Missing: KeepMissing}, []string{"has no value"}},
		{"commas", strings.Repeat(",", size), CSVOptions{}, []string{"line 1", "columns"}},
		{"one long field", strings.Repeat("x", long), CSVOptions{}, []string{"line 1", "not a table"}},
		{"an open quote", `"` + fields("1,2\n"), CSVOptions{}, []string{"line 1", "quote"}},
		{"wide lines", strings.Repeat(strings.Repeat("1,", 90_000)+"1\n", 16), CSVOptions{Keep: Columns(1)}, nil},
		{"texts", table(600_000, func(i int) string { return fmt.Sprint("1.5,c", i) }), CSVOptions{Target: Columns(2)}, []string{"more than 1000 classes"}},
		{"400,000 examples of 1000 classes", classes, CSVOptions{Target: Columns(2)}, []string{"400000 examples", "3.0 GiB", "1.0 GiB", "MaxBytes"}},
		{"many groups of spaces", fields("a b \"c d\" 1\n"), CSVOptions{Sep: ' '}, []string{"line 1, column 1", `"c d"`}},
		{"comments", strings.Repeat("#1\n", long/3), CSVOptions{Comment: '#'}, []string{"line 1", "not a table"}},
		{"empty lines", strings.Repeat("\r\n\n", long/3), CSVOptions{}, []string{"line 1", "not a table"}},
	} {
		t.Run(tt.name, func(t *testing.T) { checkMemory(t, tt.text, tt.options, 0, tt.words) })
	}
	// Each class or category takes more than its text.
	var all []int
	for j := range 10_000 {
		all = append(all, j+1)
	}
	wide := table(30, func(i int) string {
		return strings.Repeat(fmt.Sprintf("%c,%c,", 'a'+i%10, 'a'+i*3%10), 5000) + "1.5"
	})
	different := table(100_000, func(i int) string { return fmt.Sprintf("1.5,c%x", i) })
	for _, tt := range []struct {
		name, text string
		options    CSVOptions
		texts      int // classes and categories, and the columns of them twice
		elements   int // of one-hot columns
		words      []string
	}{
		{"many columns of categories", wide, CSVOptions{Categories: Columns(all...), MaxClasses: 10}, 120_000, 30 * 100_000, nil},
		{"different texts", different, CSVOptions{Target: Columns(2), MaxClasses: 1e7}, 12_000, 0, []string{"line 11587, column 2", "1.0 GiB", "Drop"}},
		{"different texts without a number", strings.ReplaceAll(different, "1.5", "?") + "1.5,a\n2,b\n",
			CSVOptions{Target: Columns(2), MaxClasses: 1e7, Missing: DropExamples}, 100_000, 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			checkMemory(t, tt.text, tt.options, 500*tt.texts+8*tt.elements, tt.words)
		})
	}
}

// checkMemory reads a text with at most 16 bytes of memory for each of its bytes, and more bytes beside
// them. The error must have the words, or be nil if there are none.
func checkMemory(t *testing.T, text string, options CSVOptions, more int, words []string) {
	t.Helper()
	var err error
	peak := peakMemory(func() { _, err = ReadCSV(strings.NewReader(text), options) })
	if words != nil {
		wantError(t, err, words...)
	} else if err != nil {
		t.Error(err)
	}
	if limit := int64(24<<20 + 16*len(text) + more); peak > limit {
		t.Errorf("%d bytes of text took %d bytes, want at most %d", len(text), peak, limit)
	} else {
		t.Logf("%d bytes of text took %d bytes, at most %d", len(text), peak, limit)
	}
}

// A class that the training set does not have is an error, also where Y is 1 for one class.
func TestReadCSVLikeBinary(t *testing.T) {
	options := CSVOptions{Target: Columns("d"), Task: BinaryClassification, Positive: "malignant", Keep: Columns("x")}
	all, err := ReadCSV(strings.NewReader("x,d\n1,malignant\n2,benign\n3,benign\n4,malignant\n"), options)
	if err != nil {
		t.Fatal(err)
	}
	imputer, err := FitImputer(all, FillMean)
	if err != nil {
		t.Fatal(err)
	}
	for name, train := range map[string]*Dataset{"read": all, "a part": all.Subset([]int{0, 1}), "filled": imputer.Transform(all),
		"made by hand": {Features: []string{"x"}, Labels: []string{"d=malignant"}}} {
		for _, tt := range []struct {
			text    string
			refused []string // words of the error; nil if it can be read
		}{
			{"x,d\n1,malignant\n2,malignant\n", nil},
			{"x,d\n1,benign\n2,benign\n", nil},
			{"x,d\n1,benign\n2,malignant\n", nil},
			{"x,d\n1,Malignant\n2,Malignant\n", []string{"column 2 (d)", `found the class "Malignant"`, "is malignant meant?"}},
			{"x,d\n1,Malignant\n2,malign ant\n", []string{"column 2 (d)", "differ only in spelling"}},
			{"x,d\n1,malignant\n2,unclear\n", []string{`found the class "unclear"`, `has only "benign", "malignant"`, "correct the file"}},
			{"x,d\n1,unclear\n2,unclear\n", []string{`found the class "unclear"`}},
			{"x,d\n1,Benign\n2,malignant\n", []string{`found the class "Benign"`, "is benign meant?"}},
		} {
			o := options
			o.Like = train
			d, err := ReadCSV(strings.NewReader(tt.text), o)
			switch {
			case train.X == nil && (strings.Contains(tt.text, "unclear") || strings.Contains(tt.text, "Benign")): // it has no examples to know of
			case tt.refused != nil:
				wantError(t, err, tt.refused...)
			case err != nil:
				t.Errorf("%s, %q: %v", name, tt.text, err)
			case (d.Y.At(0, 0) == 1) != strings.HasPrefix(tt.text, "x,d\n1,m"):
				t.Errorf("%s, %q: Y is\n%v", name, tt.text, d.Y)
			}
		}
	}
	options.Like, options.Positive = all, "benign"
	_, err = ReadCSV(strings.NewReader("x,d\n1,malignant\n2,benign\n"), options)
	wantError(t, err, "has the targets", "d=malignant", "d=benign")
	options.Like, options.Positive = nil, "malignant"
	options.Keep = Columns("d", "x") // accepts two spellings as two classes, and then there are three
	_, err = ReadCSV(strings.NewReader("x,d\n1,malignant\n2,Malignant\n3,benign\n"), options)
	wantError(t, err, "found 3 classes")
	options.Keep = nil
	_, err = ReadCSV(strings.NewReader("x,d\n1,malignant\n2,Malignant\n"), options)
	wantError(t, err, "differ only in spelling")
	_, err = ReadCSV(strings.NewReader("x,d\n1,benign\n2,Malignant\n"), options)
	wantError(t, err, `none of them is Positive, "malignant": is Malignant meant?`)
}

func TestReadCSVFinite(t *testing.T) {
	c, err := ReadCSV(strings.NewReader("n,sex\n1,f\n2,\n3,m\n"), CSVOptions{Categories: Columns("sex"), Missing: KeepMissing})
	if err != nil || !math.IsNaN(c.X.At(1, 1)) || !math.IsNaN(c.X.At(1, 2)) || c.X.At(2, 2) != 1 {
		t.Errorf("got %v, %v", c, err)
	}
	d, err := ReadCSV(strings.NewReader("1.5,?\n2.5,3\n"), CSVOptions{Missing: KeepMissing})
	if err != nil || !math.IsNaN(d.X.At(0, 1)) || d.X.At(1, 1) != 3 {
		t.Errorf("got %v, %v", d, err)
	}
}
