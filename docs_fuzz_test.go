package nn

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// FuzzReadCSV reads any text as any table. What is not an error is a consistent dataset of numbers
// no larger than the text can fill. Written out it is read as the same dataset again.
func FuzzReadCSV(f *testing.F) {
	f.Add("length,width,species\n5.1,3.5,setosa\n6.2,2.9,virginica\n", -1, 0, 0, 0, 0, rune(0), rune(0))
	f.Add("1;2,5;3\r\n4;5;6\r\n\r\n", 2, 0, 3, 0, 0, ';', ',')
	f.Add("\ufeff\"a \"\"b\"\"\",\"c\nd\"\n-1e-3,0x1p-2\n", 1, 0, 3, 0, 1, rune(0), rune(0))
	f.Add("1.5,NaN\n2,\n3,4\n", 0, 0, 0, 1, 0, ',', rune(0))
	f.Add("1.5,NaN,1\n2,,0\n3,4,1\n", 3, 0, 2, 2, 2, rune(0), rune(0))
	f.Add("1,7\n2,07\n3,7.0\n", 2, 0, 1, 0, 0, ',', rune(0))
	f.Add("5 a 3\n4 \"b c\" 2\n", -1, 2, 1, 0, 2, rune(0), rune(0))
	f.Add("sep=;\ra;y;\r1.5;u;\r2.5;v;\r", -1, 0, 0, 0, 0, rune(0), rune(0))
	f.Add("2,2\n5.1,3.5\n4.9,3\n", 1, 2, 2, 0, 0, '\t', '.')
	f.Add("# a\n?,-\n", 1, 0, 0, 0, 0, '|', rune(0))
	f.Add("\"\"\n1\n", 0, 0, 0, 0, 0, ',', rune(0))
	f.Fuzz(func(t *testing.T, text string, target, category, task, missing, header int, sep, decimal rune) {
		o := CSVOptions{Task: Task(task), Missing: Missing(missing), Header: Header(header), Sep: sep, Decimal: decimal}
		if target != 0 {
			o.Target = Columns(target)
		}
		if category != 0 {
			o.Categories = Columns(category)
		}
		if contradicts(func() { o.mustMakeSense("ReadCSV") }) {
			return
		}
		d, err := ReadCSV(strings.NewReader(text), o)
		if err != nil {
			if i := strings.IndexFunc(err.Error(), func(r rune) bool { return r < ' ' }); i >= 0 {
				t.Fatalf("control character in the message %q", err)
			}
			return
		}
		cells := d.Len()
		if category == 0 {
			cells *= d.X.Cols
		}
		if cells > len(text)+1 || len(d.Features) != d.X.Cols || len(d.Labels) != d.Y.Cols {
			t.Fatalf("X %d x %d and Y %d x %d from %d bytes", d.X.Rows, d.X.Cols, d.Y.Rows, d.Y.Cols, len(text))
		}
		for _, v := range slices.Concat(d.X.Data, d.Y.Data) {
			if math.IsInf(v, 0) || math.IsNaN(v) && o.Missing != KeepMissing {
				t.Fatalf("%v among the numbers", v)
			}
		}
		if i := slices.IndexFunc(d.Y.Data, func(v float64) bool { return math.IsNaN(v) }); i >= 0 {
			t.Fatalf("target %d is NaN", i)
		}
		if strings.ContainsAny(strings.Join(slices.Concat(d.Features, d.Labels), ""), "\r") {
			return
		}
		names := slices.Concat(d.Features, d.Labels)
		written := writeCSV(d, names)
		again, err := ReadCSV(strings.NewReader(written), rereadOptions(d, names))
		if err != nil {
			t.Fatalf("written as %q: %v", written, err)
		}
		if !d.X.Equal(again.X) || !d.Y.Equal(again.Y) {
			t.Fatalf("got X\n%v\nY\n%v\nand again\n%v\n%v", d.X, d.Y, again.X, again.Y)
		}
	})
}

func contradicts(f func()) (panicked bool) {
	defer func() { panicked = recover() != nil }()
	f()
	return
}

// rereadOptions reads what writeCSV wrote: each column of Y is a target of its own.
func rereadOptions(d *Dataset, names []string) CSVOptions {
	o := CSVOptions{Header: NoHeader, Sep: ',', Missing: KeepMissing}
	for j := range names {
		if j < d.X.Cols {
			o.Keep = append(o.Keep, Column{Number: j + 1})
		} else {
			o.Target = append(o.Target, Column{Number: j + 1})
			o.Task = Regression
		}
	}
	return o
}

// writeCSV writes the numbers of X and Y, one example per line.
func writeCSV(d *Dataset, names []string) string {
	var b strings.Builder
	for i := range d.Len() {
		for j, v := range slices.Concat(d.X.Row(i), d.Y.Row(i)) {
			if j > 0 {
				b.WriteString(",")
			}
			b.WriteString(strconv.FormatFloat(v, 'g', -1, 64))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// FuzzReadIDX reads any bytes. What is not an error is a table with as many elements as its
// dimensions say, it is the same compressed, and its two matrices are equal.
func FuzzReadIDX(f *testing.F) {
	f.Add(idxFile([]uint32{3}, 7, 0, 9))
	f.Add(idxFile([]uint32{2, 1, 2}, 0, 255, 51, 0))
	f.Add(idxFile([]uint32{0, 28, 28}))
	for code := byte(9); code < 15; code++ {
		file := idxFile([]uint32{1}, 0x3f, 0x80, 0, 0, 0, 0, 0, 0)
		file[2] = code
		f.Add(file)
	}
	f.Add(idxFile([]uint32{2, 0}))
	f.Add(idxFile([]uint32{math.MaxInt32, math.MaxInt32, math.MaxInt32}, 1))
	f.Add(zipped(idxFile([]uint32{2, 2}, 1, 2, 3, 4)))
	f.Add(zipped(idxFile([]uint32{math.MaxInt32}, 1, 2, 3, 4))[:25])
	f.Fuzz(func(t *testing.T, file []byte) {
		x, err := ReadIDX(bytes.NewReader(file))
		again, errAgain := ReadIDX(bytes.NewReader(zipped(file)))
		compressed := bytes.HasPrefix(file, []byte{0x1f, 0x8b})
		if !compressed && fmt.Sprint(x, err) != fmt.Sprint(again, errAgain) {
			t.Fatalf("got %v, %v, and compressed %v, %v", x, err, again, errAgain)
		}
		if err != nil {
			return
		}
		size := 1
		for _, d := range x.Dims {
			size *= d
		}
		if size*x.size() != len(x.Data) || len(x.Dims) == 0 {
			t.Fatalf("dimensions %v, %d bytes", x.Dims, len(x.Data))
		}
		dense := x.Matrix(0.5)
		if lists := x.Sparse(0.5); dense.Rows != x.Dims[0] || !dense.Equal(lists) {
			t.Fatalf("got %s as numbers and %s as index lists", dense.shape(), lists.shape())
		}
		if len(x.Dims) == 1 && x.Type == IDXUnsignedByte && len(x.Classes()) != x.Dims[0] {
			t.Fatalf("%d classes of %v bytes", len(x.Classes()), x.Dims)
		}
	})
}
