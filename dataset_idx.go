package nn

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"os"
)

// IDX is a table of bytes with any number of dimensions, the contents of a file in the format of
// MNIST (https://yann.lecun.com/exdb/mnist):
//
//	byte 0     0
//	byte 1     0
//	byte 2     type of the elements: 8, unsigned byte
//	byte 3     number of dimensions
//	byte 4...  for each dimension its size, four bytes, the most significant one first
//	then       the elements, the last index running fastest
type IDX struct {
	Dims []int // 60000, 28, 28 for MNIST's images and 60000 for their labels
	Data []byte
}

// ReadIDX reads a table of unsigned bytes, compressed by gzip or not. Bad data is an error that
// names the byte, counted from 0 after decompression. Memory is taken as the data arrives, and not
// on the word of the header.
func ReadIDX(r io.Reader) (*IDX, error) {
	x, err := readIDX(r)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadIDX: %w", err)
	}
	return x, nil
}

// ReadIDXFile is [ReadIDX] for the file with the given name.
func ReadIDXFile(name string) (*IDX, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadIDXFile: %w", err)
	}
	defer file.Close()
	x, err := readIDX(file)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadIDXFile: %s: %w", name, err)
	}
	return x, nil
}

func readIDX(r io.Reader) (*IDX, error) {
	file := bufio.NewReader(r)
	in := io.Reader(file)
	if magic, _ := file.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			return nil, fmt.Errorf("byte 0: want a gzip header: %w", err)
		}
		in = unzipped
	}
	var magic [4]byte
	if n, err := io.ReadFull(in, magic[:]); err != nil {
		return nil, endsEarly(n, "a header of 4 bytes", err)
	}
	switch {
	case magic[0] != 0 || magic[1] != 0:
		return nil, fmt.Errorf("byte 0: want 00 00, found % x: not an IDX file", magic[:2])
	case magic[2] != 8:
		return nil, fmt.Errorf("byte 2: want type 08, unsigned byte, found %02x", magic[2:3])
	case magic[3] == 0:
		return nil, fmt.Errorf("byte 3: want one dimension or more, found 0")
	}
	sizes := make([]byte, 4*int(magic[3]))
	if n, err := io.ReadFull(in, sizes); err != nil {
		return nil, endsEarly(4+n, fmt.Sprintf("the sizes of %d dimensions", magic[3]), err)
	}
	x, size, room := &IDX{}, 1, math.MaxInt
	for i := 0; i < len(sizes); i += 4 {
		d := binary.BigEndian.Uint32(sizes[i:])
		switch {
		case d > math.MaxInt32 || int(d) > room:
			return nil, fmt.Errorf("byte %d: size %d after %v: want a product that fits into memory",
				4+i, d, x.Dims)
		case d == 0 && i > 0:
			return nil, fmt.Errorf("byte %d: size 0 after %v: want 0 in the first dimension only",
				4+i, x.Dims)
		}
		x.Dims = append(x.Dims, int(d))
		size *= int(d)
		room /= max(int(d), 1)
	}
	if err := x.readData(in, 4+len(sizes), size); err != nil {
		return nil, err
	}
	return x, nil
}

// readData reads the elements, size of them from byte begin on, and expects the end behind them.
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
		return fmt.Errorf("byte %d: want the end after %v elements, found %02x", begin+size, x.Dims, next)
	default:
		return fmt.Errorf("byte %d: want the end: %w", begin+size, err)
	}
}

// endsEarly explains why reading stopped at the given byte.
func endsEarly(at int, want string, err error) error {
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return fmt.Errorf("byte %d: want %s: %w", at, want, err)
}

// Matrix returns the elements times scale, with a row for each index of the first dimension and the
// other dimensions side by side: (60000, 784) for MNIST's images. With scale 1/255.0 the numbers
// are between 0 and 1. It panics if scale is 0, the value of the Go constant 1/255, or not finite.
func (x *IDX) Matrix(scale float64) *Matrix {
	m := NewMatrix(x.mustBeTable("Matrix"))
	values := scaled("Matrix", scale)
	for i, b := range x.Data {
		m.Data[i] = values[b]
	}
	return m
}

// Classes returns the elements as classes, such as the digits of MNIST's labels, for [OneHot]. It
// panics unless there is one dimension.
func (x *IDX) Classes() []int {
	x.mustBeTable("Classes")
	if len(x.Dims) != 1 {
		panic(fmt.Sprintf("nn: Classes: a table of %v bytes, want one dimension", x.Dims))
	}
	classes := make([]int, len(x.Data))
	for i, b := range x.Data {
		classes[i] = int(b)
	}
	return classes
}

// mustBeTable panics unless there are as many elements as the dimensions say, and returns the shape
// of their matrix.
func (x *IDX) mustBeTable(op string) (rows, cols int) {
	cols = 1
	for i, d := range x.Dims {
		if i == 0 {
			rows = d
		} else {
			cols *= d
		}
	}
	if rows*cols != len(x.Data) {
		panic(fmt.Sprintf("nn: %s: a table of %v bytes with %d bytes", op, x.Dims, len(x.Data)))
	}
	return rows, cols
}

// scaled returns the 256 bytes times scale.
func scaled(op string, scale float64) (values [256]float64) {
	if scale == 0 || math.IsInf(scale, 0) || math.IsNaN(scale) {
		panic(fmt.Sprintf("nn: %s: scale %v, want a finite number other than 0 "+
			"(the Go constant 1/255 is 0: write 1/255.0)", op, scale))
	}
	for b := range values {
		values[b] = float64(b) * scale
	}
	return values
}
