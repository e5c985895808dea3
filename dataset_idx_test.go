// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// idxFile returns an IDX file with the given dimensions and elements.
func idxFile(dims []uint32, data ...byte) []byte {
	file := []byte{0, 0, 8, byte(len(dims))}
	for _, d := range dims {
		file = binary.BigEndian.AppendUint32(file, d)
	}
	return append(file, data...)
}

func zipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

func TestReadIDX(t *testing.T) {
	many := make([]byte, 3<<20+5) // several chunks
	for i := range many {
		many[i] = byte(i * i >> 7)
	}
	for _, tt := range []struct {
		name string
		file []byte
		want IDX
	}{
		{"labels", idxFile([]uint32{3}, 7, 0, 255), IDX{Dims: []int{3}, Data: []byte{7, 0, 255}}},
		{"images", idxFile([]uint32{2, 1, 2}, 1, 2, 3, 4), IDX{Dims: []int{2, 1, 2}, Data: []byte{1, 2, 3, 4}}},
		{"nothing", idxFile([]uint32{0, 28, 28}), IDX{Dims: []int{0, 28, 28}, Data: nil}},
		{"several chunks", idxFile([]uint32{uint32(len(many))}, many...), IDX{Dims: []int{len(many)}, Data: many}},
		{"255 dimensions", idxFile(slices.Repeat([]uint32{1}, 255), 9),
			IDX{Dims: slices.Repeat([]int{1}, 255), Data: []byte{9}}},
	} {
		check := func(name string, got *IDX, err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !slices.Equal(got.Dims, tt.want.Dims) || !bytes.Equal(got.Data, tt.want.Data) {
				t.Errorf("%s: got dimensions %v and %d bytes", name, got.Dims, len(got.Data))
			}
		}
		t.Run(tt.name, func(t *testing.T) {
			for name, file := range map[string][]byte{"plain": tt.file, "gzip": zipped(tt.file)} {
				got, err := ReadIDX(bytes.NewReader(file))
				check(name, got, err)
				got, err = ReadIDX(iotest.HalfReader(bytes.NewReader(file)))
				check(name+" in small pieces", got, err)

				path := filepath.Join(t.TempDir(), "data") // its name does not tell
				if err := os.WriteFile(path, file, 0o600); err != nil {
					t.Fatal(err)
				}
				got, err = ReadIDXFile(path)
				check(name+" file", got, err)
			}
		})
	}
}

func TestReadIDXErrors(t *testing.T) {
	good := idxFile([]uint32{2, 3}, 1, 2, 3, 4, 5, 6)
	changed := func(at int, b byte) []byte {
		file := slices.Clone(good)
		file[at] = b
		return file
	}
	largest := uint32(math.MaxInt32)
	for _, tt := range []struct {
		name  string
		file  []byte
		words []string
	}{
		{"empty", nil, []string{"byte 0", "4 bytes", "unexpected EOF"}},
		{"three bytes", good[:3], []string{"byte 3", "4 bytes", "unexpected EOF"}},
		{"not IDX", []byte("5.1,3.5,1.4"), []string{"byte 0", "want two zeros", `"5."`, "not an IDX file", "ReadCSV"}},
		{"second byte", changed(1, 1), []string{"byte 0", `"\x00\x01"`, "want two zeros"}},
		{"unknown type", changed(2, 10), []string{"byte 2", "element type 10", "8 (unsigned bytes)", "14 (32-bit or 64-bit floats)"}},
		{"fewer elements than the type needs", changed(2, 14), []string{"byte 18", "to byte 59"}},
		{"no dimension", changed(3, 0), []string{"byte 3", "found 0 dimensions"}},
		{"sizes cut off", good[:9], []string{"byte 9", "2 dimensions", "unexpected EOF"}},
		{"no elements", good[:12], []string{"byte 12", "[2 3]", "to byte 17", "unexpected EOF"}},
		{"last element missing", good[:17], []string{"byte 17", "[2 3]", "to byte 17", "unexpected EOF"}},
		{"second megabyte cut off", idxFile([]uint32{1 << 21}, make([]byte, 1<<20+100)...),
			[]string{"byte 1048684:", "[2097152]", "to byte 2097159", "unexpected EOF"}},
		{"one byte more", append(slices.Clone(good), 0xab),
			[]string{"byte 18", "the end", "[2 3]", "171"}},
		{"a byte after nothing", idxFile([]uint32{0}, 1), []string{"byte 8", "the end"}},
		{"claims 4 GB", idxFile([]uint32{2, 1 << 31}, 1), []string{"byte 8", "2147483648", "[2]"}},
		{"claims 1 GiB", idxFile([]uint32{1 << 30}, 1, 2),
			[]string{"byte 10", "[1073741824]", "unexpected EOF"}},
		{"claims a byte more", idxFile([]uint32{5, 1<<30/5 + 1}, 1, 2),
			[]string{"byte 8", "size 214748365 after [5]", "at most 1073741824 unsigned bytes in all", "divide it"}},
		{"claims 1 GiB of wide numbers", append([]byte{0, 0, 14, 1}, 1<<27>>24, 0, 0, 1),
			[]string{"byte 4", "size 134217729", "at most 134217728 64-bit floats in all"}},
		{"claims 2^93", idxFile([]uint32{largest, largest, largest}, 1),
			[]string{"byte 4", "size 2147483647 after []"}},
		{"claims 2^93 without images", idxFile([]uint32{0, largest, largest, largest}),
			[]string{"byte 8", "size 2147483647 after [0]"}},
		{"no pixels", idxFile([]uint32{2, 0}),
			[]string{"byte 8", "size 0 after [2]", "first dimension only"}},
		{"more dimensions than there are", changed(3, 200),
			[]string{"byte 18", "200 dimensions", "unexpected EOF"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, file := range [][]byte{tt.file, zipped(tt.file)} {
				x, err := ReadIDX(bytes.NewReader(file))
				wantError(t, err, append(tt.words, "nn: ReadIDX: ")...)
				if x != nil {
					t.Errorf("got %v with an error", x.Dims)
				}
			}
			path := filepath.Join(t.TempDir(), "some.idx")
			if err := os.WriteFile(path, tt.file, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := ReadIDXFile(path)
			wantError(t, err, append(tt.words, "nn: ReadIDXFile: "+path+": ")...)
		})
	}
}

func TestReadIDXBadGzip(t *testing.T) {
	pixels := make([]byte, 5000)
	for i := range pixels {
		pixels[i] = byte(i * i >> 3)
	}
	good := zipped(idxFile([]uint32{50, 100}, pixels...))
	flipped := slices.Clone(good)
	flipped[len(flipped)-6] ^= 1 // the check sum
	for name, file := range map[string][]byte{
		"header cut off":    good[:5],
		"elements cut off":  good[:len(good)/2],
		"check sum cut off": good[:len(good)-3],
		"wrong check sum":   flipped,
		"something after":   append(slices.Clone(good), "more"...),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadIDX(bytes.NewReader(file))
			wantError(t, err, "byte ", "want ")
			if name == "wrong check sum" && !errors.Is(err, gzip.ErrChecksum) {
				t.Errorf("got %v, want it to wrap gzip.ErrChecksum", err)
			}
			if strings.HasSuffix(name, "cut off") && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("got %v, want it to wrap io.ErrUnexpectedEOF", err)
			}
		})
	}
}

func TestReadIDXFileAndReaderErrors(t *testing.T) {
	_, err := ReadIDXFile(filepath.Join(t.TempDir(), "missing.gz"))
	wantError(t, err, "nn: ReadIDXFile: ", "missing.gz")
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want it to wrap fs.ErrNotExist", err)
	}
	_, err = ReadIDXFile(t.TempDir())
	wantError(t, err, "is a folder", "give the name of a file")

	broken := errors.New("cable unplugged")
	for _, n := range []int{0, 3, 9, 14, 18} {
		file := idxFile([]uint32{2, 3}, 1, 2, 3, 4, 5, 6)[:n]
		_, err := ReadIDX(io.MultiReader(bytes.NewReader(file), iotest.ErrReader(broken)))
		wantError(t, err, fmt.Sprintf("byte %d:", n))
		if !errors.Is(err, broken) {
			t.Errorf("after %d bytes: got %v, want it to wrap the reader's error", n, err)
		}
	}
}

// A header of a few bytes must not make the reader take gigabytes.
func TestReadIDXMemory(t *testing.T) {
	for name, file := range map[string][]byte{
		"2 GB, none there":   idxFile([]uint32{math.MaxInt32}),
		"2^62, 100 kB there": idxFile([]uint32{math.MaxInt32, math.MaxInt32}, make([]byte, 100_000)...),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := ReadIDX(bytes.NewReader(file)); err == nil {
			t.Errorf("%s: no error", name)
		}
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 4<<20 {
			t.Errorf("%s: %d bytes taken", name, taken)
		}
	}
}

func TestIDXMatrix(t *testing.T) {
	for _, tt := range []struct {
		name  string
		x     IDX
		scale float64
		want  *Matrix
	}{
		{"images", IDX{Dims: []int{2, 2, 2}, Data: []byte{0, 255, 51, 0, 0, 0, 0, 102}}, 1 / 255.0,
			MatrixOf([]float64{0, 1, 0.2, 0}, []float64{0, 0, 0, 0.4})},
		{"a black image", IDX{Dims: []int{2, 2}, Data: []byte{0, 0, 0, 3}}, 2,
			MatrixOf([]float64{0, 0}, []float64{0, 6})},
		{"labels", IDX{Dims: []int{3}, Data: []byte{7, 0, 9}}, -1,
			MatrixOf([]float64{-7}, []float64{0}, []float64{-9})},
		{"no images", IDX{Dims: []int{0, 2, 3}, Data: nil}, 1, NewMatrix(0, 6)},
		{"no pixels", IDX{Dims: []int{2, 0}, Data: nil}, 1, NewMatrix(2, 0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dense := tt.x.Matrix(tt.scale)
			for i, want := range tt.want.Data {
				if d := math.Abs(dense.Data[i] - want); !(d <= 1e-15) {
					t.Errorf("element %d: got %v, want %v", i, dense.Data[i], want)
				}
			}
			if dense.Rows != tt.want.Rows || dense.Cols != tt.want.Cols {
				t.Errorf("got\n%v\nwant\n%v", dense, tt.want)
			}
		})
	}
	x := &IDX{Dims: []int{2, 3}, Data: make([]byte, 6)}
	for scale, word := range map[float64]string{0: "255.0", math.NaN(): "NaN", math.Inf(-1): "-Inf"} {
		wantPanic(t, func() { x.Matrix(scale) }, "Matrix:", word, fmt.Sprint("scale ", scale))
	}
}

func TestIDXClasses(t *testing.T) {
	if got := (&IDX{Dims: []int{3}, Data: []byte{5, 0, 255}}).Classes(); !slices.Equal(got, []int{5, 0, 255}) {
		t.Errorf("got %v", got)
	}
	wantPanic(t, func() { (&IDX{Dims: []int{1, 2}, Data: []byte{1, 2}}).Classes() },
		"Classes", "[1 2]", "one dimension")
	for _, x := range []*IDX{{Dims: []int{3}, Data: []byte{1}}, {Data: []byte{1}}, {Dims: []int{2, 2}, Data: []byte{1, 2, 3}}} {
		wantPanic(t, func() { x.Classes() }, fmt.Sprint(x.Dims), fmt.Sprint(len(x.Data)))
		wantPanic(t, func() { x.Matrix(1) }, fmt.Sprint(x.Dims), fmt.Sprint(len(x.Data)))
	}
}

// BenchmarkIDX reads 10,000 made-up images of 28 by 28 pixels, four fifths of them black.
func BenchmarkIDX(b *testing.B) {
	x := &IDX{Dims: []int{10_000, 28, 28}, Data: make([]byte, 10_000*28*28)}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range x.Data {
		if i/28%5 == 0 {
			x.Data[i] = byte(rng.IntN(256))
		}
	}
	file := idxFile([]uint32{10_000, 28, 28}, x.Data...)
	for _, in := range []struct {
		name string
		file []byte
	}{{"plain", file}, {"gzip", zipped(file)}} {
		b.Run("ReadIDX/"+in.name, func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadIDX(bytes.NewReader(in.file)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("Matrix", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x.Matrix(1 / 255.0)
		}
	})
}

// Each type of element, as 2 rows of 2: the bytes are worked out by hand.
func TestIDXTypes(t *testing.T) {
	for _, tt := range []struct {
		code  byte
		want  IDXType
		bytes string
		data  []float64
	}{
		{8, IDXUnsignedByte, "\x00\x01\x80\xff", []float64{0, 1, 128, 255}},
		{9, IDXSignedByte, "\x00\x01\x80\xff", []float64{0, 1, -128, -1}},
		{11, IDXInt16, "\x00\x00\x01\x00\x80\x00\xff\xff", []float64{0, 256, -32768, -1}},
		{12, IDXInt32, "\x00\x00\x00\x00\x00\x01\x00\x00\x80\x00\x00\x00\xff\xff\xff\xff", []float64{0, 65536, -2147483648, -1}},
		{13, IDXFloat32, "\x00\x00\x00\x00\x3f\x80\x00\x00\xbf\x00\x00\x00\x40\x20\x00\x00", []float64{0, 1, -0.5, 2.5}},
		{14, IDXFloat64, "\x00\x00\x00\x00\x00\x00\x00\x00\x3f\xf0\x00\x00\x00\x00\x00\x00" +
			"\xbf\xe0\x00\x00\x00\x00\x00\x00\x40\x04\x00\x00\x00\x00\x00\x00", []float64{0, 1, -0.5, 2.5}},
	} {
		t.Run(tt.want.String(), func(t *testing.T) {
			file := idxFile([]uint32{2, 2}, []byte(tt.bytes)...)
			file[2] = tt.code
			x, err := ReadIDX(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			want := &Matrix{Rows: 2, Cols: 2, Data: tt.data}
			if x.Type != tt.want || !x.Matrix(1).Equal(want) {
				t.Errorf("got %v\n%v", x.Type, x.Matrix(1))
			}
			if got := x.Matrix(-2).At(1, 1); got != -2*tt.data[3] {
				t.Errorf("got %v times -2 = %v", tt.data[3], got)
			}
			_, err = ReadIDX(bytes.NewReader(file[:len(file)-1]))
			wantError(t, err, fmt.Sprintf("byte %d: the file ends", len(file)-1))
			_, err = ReadIDX(bytes.NewReader(append(file, 0)))
			wantError(t, err, fmt.Sprintf("byte %d: found more bytes", len(file)))
		})
	}
	for bytesOf, code := range map[string]byte{
		"\x3f\x80\x00\x00\x7f\xc0\x00\x00":                                 13, // 1, NaN
		"\x3f\x80\x00\x00\xff\x80\x00\x00":                                 13, // 1, -Inf
		"\x00\x00\x00\x00\x00\x00\x00\x00\x7f\xf0\x00\x00\x00\x00\x00\x00": 14, // 0, +Inf
	} {
		file := idxFile([]uint32{2}, []byte(bytesOf)...)
		file[2] = code
		_, err := ReadIDX(bytes.NewReader(file))
		wantError(t, err, fmt.Sprintf("byte %d:", 8+len(bytesOf)/2), "element 1", "finite")
	}
}

func TestIDXClassesFrom(t *testing.T) {
	letters := &IDX{Dims: []int{3}, Data: []byte{1, 26, 3}}
	if got := letters.ClassesFrom(1); !slices.Equal(got, []int{0, 25, 2}) {
		t.Errorf("got %v", got)
	}
	wantPanic(t, func() { letters.ClassesFrom(2) }, "ClassesFrom", "label 0 is 1", "want 2 or more", "OneHot")
	negative := &IDX{Dims: []int{2}, Data: []byte{0, 255}, Type: IDXSignedByte}
	wantPanic(t, func() { negative.Classes() }, "Classes", "label 1 is -1", "ClassesFrom")
	if got := negative.ClassesFrom(-1); !slices.Equal(got, []int{1, 0}) {
		t.Errorf("got %v", got)
	}
	half := &IDX{Dims: []int{1}, Data: []byte{0x3f, 0, 0, 0}, Type: IDXFloat32}
	wantPanic(t, func() { half.Classes() }, "label 0 is 0.5", "integer")
	wantPanic(t, func() { (&IDX{Dims: []int{1}, Data: []byte{1}, Type: 9}).Classes() }, "unknown type 9")
}

// Other files are named as what they are.
func TestReadIDXNamesOthers(t *testing.T) {
	for head, words := range map[string][]string{
		"PK\x03\x04\x14\x00\x00\x00x.npy": {".npz", "numpy"},
		"<!DOCTYPE html><html>":           {"HTML page"},
		"\x89PNG\r\n\x1a\n":               {"PNG", "ReadDigit"},
	} {
		_, err := ReadIDX(strings.NewReader(head))
		wantError(t, err, append(words, "byte 0", "not an IDX file")...)
	}
}

// A small gzip file that unpacks to gigabytes is refused before it takes them.
func TestReadIDXUnpacked(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of many megabytes")
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write(idxFile([]uint32{1 << 30}))
	zeros := make([]byte, 1<<20)
	for range 128 {
		w.Write(zeros)
	}
	w.Close()
	var err error
	size := packed.Len()
	peak := peakMemory(func() { _, err = ReadIDX(&packed) })
	wantError(t, err, "more than 100 times its size", "gunzip")
	if limit := int64(3*(maxUnpacked+100*size) + 2<<20); peak > limit {
		t.Errorf("%d bytes took %d, want at most %d", size, peak, limit)
	}
	// What is black is still read.
	packed.Reset()
	w = gzip.NewWriter(&packed)
	w.Write(idxFile([]uint32{50, 1 << 20}))
	for range 50 {
		w.Write(zeros)
	}
	w.Close()
	if x, err := ReadIDX(&packed); err != nil || len(x.Data) != 50<<20 {
		t.Errorf("50 MB of zeros: %v", err)
	}
}
