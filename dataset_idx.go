// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

// IDX is a table with any number of dimensions, the contents of a file in the format of MNIST
// (https://yann.lecun.com/exdb/mnist):
//
//	byte 0     0
//	byte 1     0
//	byte 2     type of the elements, see below
//	byte 3     number of dimensions
//	byte 4...  for each dimension its size, four bytes, the most significant one first
//	then       the elements, the last index running fastest
type IDX struct {
	Dims []int   // 60000, 28, 28 for MNIST's images and 60000 for their labels
	Data []byte  // the elements as in the file, the most significant byte of each first
	Type IDXType // unsigned bytes if it is 0
}

// IDXType is the type of the elements of an [IDX] table.
type IDXType int

const (
	IDXUnsignedByte IDXType = iota // 8 in the file
	IDXSignedByte                  // 9
	IDXInt16                       // 11
	IDXInt32                       // 12
	IDXFloat32                     // 13
	IDXFloat64                     // 14
)

// idxTypes lists what the file and messages call the types, and their sizes in bytes.
var idxTypes = [...]struct {
	code byte
	name string
	size int
}{
	{8, "unsigned bytes", 1}, {9, "signed bytes", 1}, {11, "16-bit integers", 2},
	{12, "32-bit integers", 4}, {13, "32-bit floats", 4}, {14, "64-bit floats", 8},
}

// String returns the name of the type.
func (t IDXType) String() string {
	if t < 0 || int(t) >= len(idxTypes) {
		return fmt.Sprintf("IDXType(%d)", int(t))
	}
	return idxTypes[t].name
}

// maxIDX bounds the elements of a table in bytes. MNIST has 47 MB, and the largest set of EMNIST
// 547 MB. X has 8 bytes for each of them.
const maxIDX = 1 << 30

// ReadIDX reads a table, packed by gzip or not. Bad data is an error that names the byte, counted
// from 0 after decompression. A float that is NaN or infinite is one, too.
//
// ReadIDX takes at most 2 MB and 3 bytes of memory per byte that arrives, whatever the header
// claims, and refuses a header that claims more than 1 GiB. A gzip file that unpacks to more than
// 64 MiB and more than 100 times its size is refused.
func ReadIDX(r io.Reader) (*IDX, error) {
	x, err := readIDX(r)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadIDX: %w", err)
	}
	return x, nil
}

// ReadIDXFile is [ReadIDX] for the file with the given name.
func ReadIDXFile(name string) (*IDX, error) { return readFile("ReadIDXFile", name, readIDX) }

func readIDX(r io.Reader) (*IDX, error) {
	in, err := unpack(r)
	if err != nil {
		return nil, err
	}
	head, _ := in.Peek(4096)
	var magic [4]byte
	if n, err := io.ReadFull(in, magic[:]); err != nil {
		return nil, endsEarly(n, "a header of 4 bytes", err)
	}
	if magic[0] != 0 || magic[1] != 0 {
		what, remedy := knownAs(head)
		if what == "" {
			what, remedy = "something else", "is it the right file? A table of text is for ReadCSV"
		}
		return nil, fmt.Errorf("byte 0: found %.4q, want two zeros: not an IDX file but %s: %s", magic[:2], what, remedy)
	}
	x := &IDX{Type: -1}
	for t, known := range idxTypes {
		if magic[2] == known.code {
			x.Type = IDXType(t)
		}
	}
	switch {
	case x.Type < 0:
		return nil, fmt.Errorf("byte 2: found the element type %d, want 8 (unsigned bytes), 9 (signed bytes), "+
			"11 or 12 (16-bit or 32-bit integers), 13 or 14 (32-bit or 64-bit floats): is it an IDX file?", magic[2])
	case magic[3] == 0:
		return nil, fmt.Errorf("byte 3: found 0 dimensions, want one or more: is it an IDX file?")
	}
	sizes := make([]byte, 4*int(magic[3]))
	if n, err := io.ReadFull(in, sizes); err != nil {
		return nil, endsEarly(4+n, fmt.Sprintf("the sizes of %d dimensions", magic[3]), err)
	}
	elements, room := 1, maxIDX/x.size()
	for i := 0; i < len(sizes); i += 4 {
		d := binary.BigEndian.Uint32(sizes[i:])
		switch {
		case d > math.MaxInt32 || int(d) > room:
			return nil, fmt.Errorf("byte %d: found size %d after %v, want at most %d %s in all: "+
				"is the file damaged? If not, divide it into several files", 4+i, d, x.Dims, maxIDX/x.size(), x.Type)
		case d == 0 && i > 0:
			return nil, fmt.Errorf("byte %d: found size 0 after %v, want 0 in the first dimension only: "+
				"is the file damaged?", 4+i, x.Dims)
		}
		x.Dims = append(x.Dims, int(d))
		elements *= int(d)
		room /= max(int(d), 1)
	}
	if err := x.readData(in, 4+len(sizes), elements*x.size()); err != nil {
		return nil, err
	}
	if err := x.checkFinite(4 + len(sizes)); err != nil {
		return nil, err
	}
	return x, nil
}

// size returns the size of an element in bytes.
func (x *IDX) size() int { return idxTypes[x.Type].size }

// readData reads the elements, size bytes from byte begin on, and expects the end after them.
func (x *IDX) readData(in io.Reader, begin, size int) error {
	const chunk = 1 << 20
	for len(x.Data) < size {
		have := len(x.Data)
		more := min(size-have, max(have, chunk)) // at most as much again
		x.Data = append(make([]byte, 0, have+more), x.Data...)[:have+more]
		if n, err := io.ReadFull(in, x.Data[have:]); err != nil {
			return endsEarly(begin+have+n, fmt.Sprintf("%v elements, to byte %d", x.Dims, begin+size-1), err)
		}
	}
	var next [1]byte
	switch _, err := io.ReadFull(in, next[:]); err {
	case io.EOF:
		return nil
	case nil:
		return fmt.Errorf("byte %d: found more bytes (the first is %d), want the end after %v elements: "+
			"is the file damaged?", begin+size, next[0], x.Dims)
	default:
		return fmt.Errorf("byte %d: want the end: %w", begin+size, err)
	}
}

// endsEarly explains why reading stopped at the given byte.
func endsEarly(at int, want string, err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return fmt.Errorf("byte %d: the file ends, want %s: %w: fetch the file again", at, want, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("byte %d: want %s: %w", at, want, err)
}

// checkFinite returns an error if an element is NaN or infinite.
func (x *IDX) checkFinite(begin int) error {
	if x.Type != IDXFloat32 && x.Type != IDXFloat64 {
		return nil
	}
	for i := range len(x.Data) / x.size() {
		if v := x.element(i); !isFinite(v) {
			return fmt.Errorf("byte %d: found %v as element %d of %v, want finite numbers: "+
				"replace it where the file was made", begin+i*x.size(), v, i, x.Dims)
		}
	}
	return nil
}

// element returns element i of Data.
func (x *IDX) element(i int) float64 {
	switch x.Type {
	case IDXSignedByte:
		return float64(int8(x.Data[i]))
	case IDXInt16:
		return float64(int16(binary.BigEndian.Uint16(x.Data[2*i:])))
	case IDXInt32:
		return float64(int32(binary.BigEndian.Uint32(x.Data[4*i:])))
	case IDXFloat32:
		return float64(math.Float32frombits(binary.BigEndian.Uint32(x.Data[4*i:])))
	case IDXFloat64:
		return math.Float64frombits(binary.BigEndian.Uint64(x.Data[8*i:]))
	}
	return float64(x.Data[i])
}

// Matrix returns the elements times scale, with a row for each index of the first dimension and the
// other dimensions side by side: (60000, 784) for MNIST's images. With scale 1/255.0 the numbers
// are between 0 and 1. It panics if scale is 0, the value of the Go constant 1/255, or not finite.
func (x *IDX) Matrix(scale float64) *Matrix {
	m := NewMatrix(x.mustBeTable("Matrix"))
	mustBeScale("Matrix", scale)
	if x.Type == IDXUnsignedByte {
		values := scaledBytes(scale)
		for i, b := range x.Data {
			m.Data[i] = values[b]
		}
		return m
	}
	for i := range m.Data {
		m.Data[i] = x.element(i) * scale
	}
	return m
}

// Classes returns the elements as classes, such as the digits of MNIST's labels, for [OneHot],
// which wants them from 0 on. It panics unless there is one dimension of integers that are not
// negative. Where labels begin with 1, for example the letters of EMNIST, use [IDX.ClassesFrom].
func (x *IDX) Classes() []int { return x.classesFrom("Classes", 0) }

// ClassesFrom returns the elements minus first, the smallest label:
//
//	OneHot(letters.ClassesFrom(1), 26) // labels 1 to 26 become classes 0 to 25
//
// It panics if a label is smaller, and where [IDX.Classes] does.
func (x *IDX) ClassesFrom(first int) []int { return x.classesFrom("ClassesFrom", first) }

func (x *IDX) classesFrom(op string, first int) []int {
	n, _ := x.mustBeTable(op)
	if len(x.Dims) != 1 {
		panic(fmt.Sprintf("nn: %s: a table of %v %s, want labels in one dimension: are these the images?",
			op, x.Dims, x.Type))
	}
	classes := make([]int, n)
	for i := range classes {
		label := x.element(i)
		switch {
		case label != math.Trunc(label) || math.Abs(label) > math.MaxInt32:
			panic(fmt.Sprintf("nn: %s: label %d is %v, want an integer", op, i, label))
		case int(label) < first:
			panic(fmt.Sprintf("nn: %s: label %d is %v, want %d or more, because OneHot wants classes from 0: "+
				"give the smallest label to ClassesFrom", op, i, label, first))
		}
		classes[i] = int(label) - first
	}
	return classes
}

// mustBeTable panics unless there are as many elements as the dimensions say, and returns the shape
// of their matrix.
func (x *IDX) mustBeTable(op string) (rows, cols int) {
	if x.Type < 0 || int(x.Type) >= len(idxTypes) {
		panic(fmt.Sprintf("nn: %s: a table of unknown type %d", op, int(x.Type)))
	}
	cols = 1
	for i, d := range x.Dims {
		if i == 0 {
			rows = d
		} else {
			cols *= d
		}
	}
	if rows*cols*x.size() != len(x.Data) {
		panic(fmt.Sprintf("nn: %s: a table of %v %s with %d bytes, want %d",
			op, x.Dims, x.Type, len(x.Data), rows*cols*x.size()))
	}
	return rows, cols
}

func mustBeScale(op string, scale float64) {
	if scale == 0 || !isFinite(scale) {
		panic(fmt.Sprintf("nn: %s: scale %v, want a finite number other than 0 "+
			"(the Go constant 1/255 is 0: write 1/255.0)", op, scale))
	}
}

// scaledBytes returns the 256 bytes times scale.
func scaledBytes(scale float64) (values [256]float64) {
	for b := range values {
		values[b] = float64(b) * scale
	}
	return values
}
