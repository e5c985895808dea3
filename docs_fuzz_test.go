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

// FuzzReadCSV reads any text as any table. What is not an error is a consistent dataset of finite
// numbers no larger than the text can fill, and written out it is read as the same again.
func FuzzReadCSV(f *testing.F) {
	f.Add("length,width,species\n5.1,3.5,setosa\n6.2,2.9,virginica\n", true, 0, true, ',')
	f.Add("1;2;3\r\n4;5;6\r\n\r\n", false, 2, false, ';')
	f.Add("\ufeff\"a \"\"b\"\"\",\"c\nd\"\n-1e-3,0x1p-2\n", true, 1, false, rune(0))
	f.Add("1,NaN\n2,\n", false, 0, false, ',')
	f.Add("1,7\n2,07\n3,7.0\n", false, 0, true, ',')
	f.Add("\"\"\n1\n", true, 0, false, ',')
	f.Fuzz(func(t *testing.T, text string, header bool, targets int, class bool, comma rune) {
		format := CSVFormat{Header: header, Targets: targets, Class: class, Comma: comma}
		if targets < 0 || class && targets > 0 {
			return // the caller's mistakes
		}
		d, err := ReadCSV(strings.NewReader(text), format)
		if err != nil {
			return
		}
		n, cells := d.Len(), len(d.X.Data)
		if !class {
			cells += len(d.Y.Data)
		}
		if cells != n*(d.X.Cols+targets) || 2*cells > len(text)+1 {
			t.Fatalf("X %s and Y %s from %d bytes", d.X.shape(), d.Y.shape(), len(text))
		}
		for _, v := range slices.Concat(d.X.Data, d.Y.Data) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Fatalf("%v among the numbers", v)
			}
		}
		if (d.Features != nil) != header || header && len(d.Features) != d.X.Cols {
			t.Fatalf("%d features are named %q", d.X.Cols, d.Features)
		}
		if (header || class) && len(d.Labels) != d.Y.Cols {
			t.Fatalf("%d columns of Y are named %q", d.Y.Cols, d.Labels)
		}
		if strings.Contains(text, "\r") {
			return // encoding/csv drops it at the end of a line, in quotes too
		}
		written := writeCSV(d, format)
		again, err := ReadCSV(strings.NewReader(written), format)
		if err != nil {
			t.Fatalf("written as %q: %v", written, err)
		}
		if !d.X.Equal(again.X) || !d.Y.Equal(again.Y) {
			t.Fatalf("got X\n%v\nY\n%v\nand again\n%v\n%v", d.X, d.Y, again.X, again.Y)
		}
		if !slices.Equal(d.Features, again.Features) || !slices.Equal(d.Labels, again.Labels) {
			t.Fatalf("got names %q and %q, and again %q and %q",
				d.Features, d.Labels, again.Features, again.Labels)
		}
	})
}

// writeCSV is the inverse of ReadCSV, with all names in quotes.
func writeCSV(d *Dataset, format CSVFormat) string {
	comma := format.Comma
	if comma == 0 {
		comma = ','
	}
	var b strings.Builder
	write := func(fields []string) {
		for j, field := range fields {
			if j > 0 {
				b.WriteRune(comma)
			}
			b.WriteString(`"` + strings.ReplaceAll(field, `"`, `""`) + `"`)
		}
		b.WriteString("\n")
	}
	if format.Header && format.Class {
		write(append(slices.Clone(d.Features), "class"))
	} else if format.Header {
		write(slices.Concat(d.Features, d.Labels))
	}
	for i := range d.Len() {
		var fields []string
		values := d.X.Row(i)
		if !format.Class {
			values = slices.Concat(values, d.Y.Row(i))
		}
		for _, v := range values {
			fields = append(fields, strconv.FormatFloat(v, 'g', -1, 64))
		}
		if format.Class {
			fields = append(fields, d.Labels[slices.Index(d.Y.Row(i), 1)])
		}
		write(fields)
	}
	return b.String()
}

// FuzzReadIDX reads any bytes. What is not an error is a table with as many elements as its
// dimensions say, it is the same compressed, and its two matrices are equal.
func FuzzReadIDX(f *testing.F) {
	f.Add(idxFile([]uint32{3}, 7, 0, 9))
	f.Add(idxFile([]uint32{2, 1, 2}, 0, 255, 51, 0))
	f.Add(idxFile([]uint32{0, 28, 28}))
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
		if size != len(x.Data) || len(x.Dims) == 0 {
			t.Fatalf("dimensions %v, %d bytes", x.Dims, len(x.Data))
		}
		dense := x.Matrix(0.5)
		if lists := x.Sparse(0.5); dense.Rows != x.Dims[0] || !dense.Equal(lists) {
			t.Fatalf("got %s as numbers and %s as index lists", dense.shape(), lists.shape())
		}
		if len(x.Dims) == 1 && len(x.Classes()) != x.Dims[0] {
			t.Fatalf("%d classes of %v bytes", len(x.Classes()), x.Dims)
		}
	})
}
