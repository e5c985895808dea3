package nn

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

func TestReadCSV(t *testing.T) {
	X := MatrixOf([]float64{5.1, 3.5}, []float64{-7, 3e2})
	one := MatrixOf([]float64{1}, []float64{2})
	names := []string{"length", "width"}
	for _, tt := range []struct {
		name   string
		text   string
		format CSVFormat
		want   Dataset
	}{
		{"features only", "5.1,3.5\n-7,3e2\n", CSVFormat{}, Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"features with header", "length,width\n5.1,3.5\n-7,3e2\n", CSVFormat{Header: true},
			Dataset{X, NewMatrix(2, 0), names, nil}},
		{"one target", "5.1,3.5,1\n-7,3e2,2\n", CSVFormat{Targets: 1}, Dataset{X, one, nil, nil}},
		{"two targets with header", "length,width,a,b\n5.1,3.5,1,3\n-7,3e2,2,4\n",
			CSVFormat{Header: true, Targets: 2},
			Dataset{X, MatrixOf([]float64{1, 3}, []float64{2, 4}), names, []string{"a", "b"}}},
		{"classes", "5.1,3.5,virginica\n-7,3e2,setosa\n", CSVFormat{Class: true},
			Dataset{X, OneHot([]int{1, 0}, 2), nil, []string{"setosa", "virginica"}}},
		{"classes with header", "length,width,species\n5.1,3.5,virginica\n-7,3e2,setosa\n",
			CSVFormat{Header: true, Class: true},
			Dataset{X, OneHot([]int{1, 0}, 2), names, []string{"setosa", "virginica"}}},
		{"numeric classes sort by value", "1,10\n2,9\n", CSVFormat{Class: true},
			Dataset{one, OneHot([]int{1, 0}, 2), nil, []string{"9", "10"}}},
		{"numbers before names", "1,a\n2,10\n", CSVFormat{Class: true},
			Dataset{one, OneHot([]int{1, 0}, 2), nil, []string{"10", "a"}}},
		{"not a number is a name", "1,nan\n2,inf\n", CSVFormat{Class: true},
			Dataset{one, OneHot([]int{1, 0}, 2), nil, []string{"inf", "nan"}}},
		{"given labels", "1,b\n2,c\n", CSVFormat{Class: true, Labels: []string{"c", "b", "a"}},
			Dataset{one, OneHot([]int{1, 0}, 3), nil, []string{"c", "b", "a"}}},
		{"one of the given labels", "1,b\n2,b\n", CSVFormat{Class: true, Labels: []string{"a", "b"}},
			Dataset{one, OneHot([]int{1, 1}, 2), nil, []string{"a", "b"}}},
		{"byte order mark", "\ufefflength,width\n5.1,3.5\n-7,3e2\n", CSVFormat{Header: true},
			Dataset{X, NewMatrix(2, 0), names, nil}},
		{"byte order mark before a number", "\ufeff1,1\n2,2\n", CSVFormat{Targets: 1},
			Dataset{one, one, nil, nil}},
		{"CRLF", "5.1,3.5\r\n-7,3e2\r\n", CSVFormat{}, Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"no end of line at the end", "5.1,3.5\n-7,3e2", CSVFormat{},
			Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"empty lines", "\n\n5.1,3.5\n\r\n\n-7,3e2\n\n", CSVFormat{},
			Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"spaces", " 1 ,\t1\u00a0\n2, 2", CSVFormat{Targets: 1}, Dataset{one, one, nil, nil}},
		{"spaces around classes", "1, b\n2,b \n1,a\n", CSVFormat{Class: true},
			Dataset{MatrixOf([]float64{1}, []float64{2}, []float64{1}), OneHot([]int{1, 1, 0}, 2),
				nil, []string{"a", "b"}}},
		{"quotes", "\"1\",\"x, \"\"y\"\"\"\n2,\"two\nlines\"\n", CSVFormat{Class: true},
			Dataset{one, OneHot([]int{1, 0}, 2), nil, []string{"two\nlines", "x, \"y\""}}},
		{"semicolons", "5.1;3.5\n-7;3e2\n", CSVFormat{Comma: ';'}, Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"tabs", "5.1\t3.5\n-7\t3e2\n", CSVFormat{Comma: '\t'}, Dataset{X, NewMatrix(2, 0), nil, nil}},
		{"one example", "1,2\n", CSVFormat{Targets: 1},
			Dataset{MatrixOf([]float64{1}), MatrixOf([]float64{2}), nil, nil}},
		{"too small for a float64", "1e-999,1\n", CSVFormat{Targets: 1},
			Dataset{MatrixOf([]float64{0}), MatrixOf([]float64{1}), nil, nil}},
		{"header partly of numbers", "1,width\n5.1,3.5\n-7,3e2\n", CSVFormat{Header: true},
			Dataset{X, NewMatrix(2, 0), []string{"1", "width"}, nil}},
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
			_ = append(got.Features, "one more") // must not become the first label
			if !slices.Equal(got.Features, tt.want.Features) || !slices.Equal(got.Labels, tt.want.Labels) {
				t.Errorf("got names %q and %q, want %q and %q",
					got.Features, got.Labels, tt.want.Features, tt.want.Labels)
			}
		}
		t.Run(tt.name, func(t *testing.T) {
			check(ReadCSV(strings.NewReader(tt.text), tt.format))
			check(ReadCSV(iotest.OneByteReader(strings.NewReader(tt.text)), tt.format))
			path := filepath.Join(t.TempDir(), "some.csv")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			check(ReadCSVFile(path, tt.format))
		})
	}
}

func TestReadCSVErrors(t *testing.T) {
	header, class := CSVFormat{Header: true}, CSVFormat{Class: true}
	var many strings.Builder
	for i := range maxClasses + 1 {
		fmt.Fprintf(&many, "1,%d.5\n", i)
	}
	for _, tt := range []struct {
		name   string
		text   string
		format CSVFormat
		words  []string
	}{
		{"empty", "", CSVFormat{}, []string{"one example", "no line"}},
		{"empty lines only", "\n\r\n\n", header, []string{"one example", "no line"}},
		{"byte order mark only", "\ufeff", header, []string{"one example", "no line"}},
		{"header only", "a,b\n", header, []string{"one example", "only a header"}},
		{"short line", "1,2,3\n4,5,6\n\n7,8\n", CSVFormat{},
			[]string{"line 4", "want 3 columns", "found 2"}},
		{"long line", "a,b\n1,2\n3,4,5\n", header, []string{"line 3", "want 2 columns", "found 3"}},
		{"blank but not empty line", "1,2\n  \n3,4\n", CSVFormat{},
			[]string{"line 2", "want 2 columns", "found 1"}},
		{"word", "1,2\n3,four\n", CSVFormat{}, []string{"line 2, column 2:", "finite number", `"four"`}},
		{"word under a header", "a,b\n\n1,2\n3,four\n", header,
			[]string{"line 4, column 2 (b)", `"four"`}},
		{"word behind a field of two lines", "a,b\n\"1\n\",2\n3,four\n", header,
			[]string{"line 4, column 2 (b)"}},
		{"word beside a field of two lines", "a,b\n\"1\n\",four\n", header,
			[]string{"line 3, column 2 (b)", `"four"`}},
		{"word in a target", "1,2\n3,four\n", CSVFormat{Targets: 1},
			[]string{"line 2, column 2", `"four"`}},
		{"gap", "1,2\n3,\n", CSVFormat{}, []string{"line 2, column 2", `""`, "fill the gap"}},
		{"NaN", "1,2\n3,NaN\n", CSVFormat{}, []string{"line 2, column 2", "finite", `"NaN"`}},
		{"infinity", "1,2\n-Inf,4\n", CSVFormat{}, []string{"line 2, column 1", "finite", `"-Inf"`}},
		{"too large", "1,2\n1e999,4\n", CSVFormat{}, []string{"line 2, column 1", "finite", `"1e999"`}},
		{"decimal comma", "1,5;2\n2,5;3\n", CSVFormat{Comma: ';'}, []string{"line 1, column 1", `"1,5"`}},
		{"long word", "1\n" + strings.Repeat("x", 1000), CSVFormat{},
			[]string{`found "` + strings.Repeat("x", 40) + `"`}},
		{"header not announced", "length,width\n1,2\n", CSVFormat{},
			[]string{"line 1, column 1", `"length"`, "set Header"}},
		{"header announced but absent", "1,2,0\n3,4,1\n", CSVFormat{Header: true, Targets: 1},
			[]string{"line 1", "only numbers", "do not set Header"}},
		{"header announced but absent, with classes", "\n1,2,a\n3,4,b\n",
			CSVFormat{Header: true, Class: true},
			[]string{"line 2", "only numbers"}},
		{"no column for a feature", "1,2\n", CSVFormat{Targets: 2},
			[]string{"line 1", "at least 3 columns", "found 2"}},
		{"wrong comma", "1;2;a\n", class, []string{"line 1", "at least 2 columns", "found 1", "Comma"}},
		{"gap for a class", "1,a\n2, \n", class, []string{"line 2, column 2", "want a class", `""`}},
		{"one class", "1,a\n2,a\n", class, []string{"two classes", `"a"`}},
		{"a number in two ways", "1,1\n2,2\n3,1.0\n", class, []string{"one way", `"1"`, `"1.0"`}},
		{"another class", "x,y\n1,a\n2,c\n",
			CSVFormat{Header: true, Class: true, Labels: []string{"a", "b"}},
			[]string{"line 3, column 2 (y)", "one of the 2 Labels", `"a" "b"`, `"c"`}},
		{"no labels", "1,a\n", CSVFormat{Class: true, Labels: []string{}},
			[]string{"line 1", "one of the 0 Labels"}},
		{"too many classes", many.String(), class,
			[]string{"line 1001, column 2", "at most 1000", `"1000.5"`, "Targets"}},
		{"open quote", "1,2\n3,\"4\n5,6\n", CSVFormat{}, []string{"line 2", `"`}},
		{"quote in a field", "1,2\n3,4\"5\n", CSVFormat{}, []string{"line 2", `"`}},
		{"impossible comma", "1,2\n", CSVFormat{Comma: '"'}, []string{"delimiter"}},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00", CSVFormat{}, []string{"line 1, column 1", `"\x89PNG`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := ReadCSV(strings.NewReader(tt.text), tt.format)
			wantError(t, err, append(tt.words, "nn: ReadCSV: ")...)
			if d != nil {
				t.Errorf("got %+v with an error", d)
			}
			if tt.format.Header && strings.Contains(err.Error(), ", set Header") {
				t.Errorf("got error %q, but Header is set", err)
			}
			path := filepath.Join(t.TempDir(), "some.csv")
			if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = ReadCSVFile(path, tt.format)
			wantError(t, err, append(tt.words, "nn: ReadCSVFile: "+path+": ")...)
		})
	}
}

func TestReadCSVCauses(t *testing.T) {
	_, err := ReadCSVFile(filepath.Join(t.TempDir(), "missing.csv"), CSVFormat{})
	wantError(t, err, "nn: ReadCSVFile: ", "missing.csv")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want it to wrap fs.ErrNotExist", err)
	}
	broken := errors.New("cable unplugged")
	if _, err := ReadCSV(iotest.ErrReader(broken), CSVFormat{}); !errors.Is(err, broken) {
		t.Errorf("got %v, want it to wrap the reader's error", err)
	}
	_, err = ReadCSV(strings.NewReader("1,2\"\n"), CSVFormat{})
	if parse := new(csv.ParseError); !errors.As(err, &parse) || parse.Line != 1 {
		t.Errorf("got %v, want it to wrap a csv.ParseError", err)
	}
}

func TestReadCSVMistakes(t *testing.T) {
	for _, tt := range []struct {
		format CSVFormat
		words  []string
	}{
		{CSVFormat{Targets: -1}, []string{"-1 targets"}},
		{CSVFormat{Targets: 2, Class: true}, []string{"2 targets", "Class"}},
		{CSVFormat{Targets: 2, Labels: []string{"a", "b"}}, []string{"Labels without Class"}},
		{CSVFormat{Class: true, Labels: []string{"a", "a"}}, []string{`["a" "a"]`, "twice"}},
	} {
		t.Run(tt.words[0], func(t *testing.T) {
			mustPanicWith(t, func() { ReadCSV(strings.NewReader("1,2\n"), tt.format) },
				append(tt.words, "ReadCSV:")...)
			path := filepath.Join(t.TempDir(), "some.csv")
			if err := os.WriteFile(path, []byte("1,2\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			mustPanicWith(t, func() { ReadCSVFile(path, tt.format) }, append(tt.words, "ReadCSVFile:")...)
		})
	}
}
