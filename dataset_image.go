// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"slices"
)

// An image may have maxPixels pixels and its file maxImageFile bytes.
const (
	maxPixels    = 25_000_000
	maxImageFile = 64 << 20
)

// The sizes of MNIST: the digit is digitSide pixels high or wide in an image of mnistSide x
// mnistSide.
const (
	mnistSide = 28
	digitSide = 20
)

// leastInk is the ink of a pixel that belongs to the digit, for cropping.
const leastInk = 0.1

// workSide bounds the side of the image that is worked on: five times the side of the result.
const workSide = 140

// ReadDigit reads a PNG or JPEG image of one digit, and returns it as MNIST's digits were made, a
// matrix (1, 784) with 0 for the ground and 1 for the ink:
//
//  1. The ground is found and subtracted. It may be lighter or darker than the ink, and the light
//     uneven.
//  2. The image is cropped to the ink, and its longer side scaled to 20 pixels.
//  3. The digit is placed in 28 x 28 pixels with its centre of mass in the middle.
//
// An image without ink or without a ground, one with two digits, one that is too large and a file of
// another format are errors. A dark border all round is not ink. A photograph is turned as its camera was
// held. ReadDigit takes at most 32 bytes of memory per pixel and 1 per byte of the file.
func ReadDigit(r io.Reader) (*Matrix, error) {
	X, err := readDigit(r)
	if err != nil {
		return nil, fmt.Errorf("nn: ReadDigit: %w", err)
	}
	return X, nil
}

// ReadDigitFile is [ReadDigit] for the file with the given name.
func ReadDigitFile(name string) (*Matrix, error) { return readFile("ReadDigitFile", name, readDigit) }

// CentreDigit performs the last two steps of [ReadDigit]: it crops, scales and centres the ink of a
// digit, one row per row of pixels, with 0 for the ground. Digits for training then have the size
// and the place of those that ReadDigit returns. It panics if there is no ink.
func CentreDigit(ink *Matrix) *Matrix {
	g := &grey{ink.Cols, ink.Rows, ink.Data}
	if len(g.v) == 0 || !(slices.Max(g.v) > leastInk) {
		panic(fmt.Sprintf("nn: CentreDigit: no element of %s is more than %v; ink is about 1", ink.shape(), leastInk))
	}
	return g.crop().scaled().centred()
}

func readDigit(r io.Reader) (*Matrix, error) {
	g, err := readGrey(r)
	if err != nil {
		return nil, err
	}
	if err := g.findInk(); err != nil {
		return nil, err
	}
	g = g.crop()
	if err := g.oneDigit(); err != nil {
		return nil, err
	}
	return g.scaled().centred(), nil
}

// grey is an image of brightness, or of ink: value (x, y) is v[y*w+x].
type grey struct {
	w, h int
	v    []float64
}

// readGrey decodes an image, and shrinks it if it is large.
func readGrey(r io.Reader) (*grey, error) {
	limited := &io.LimitedReader{R: r, N: maxImageFile + 1}
	var head bytes.Buffer
	config, _, err := image.DecodeConfig(io.TeeReader(limited, &head))
	if limited.N == 0 {
		return nil, errImageFile
	}
	if err != nil {
		return nil, imageError(head.Bytes(), err)
	}
	if config.Width < 1 || config.Height < 1 || config.Width > maxPixels/config.Height {
		return nil, fmt.Errorf("found %d x %d pixels, want at most %d in all: make the image smaller, "+
			"a few hundred pixels are enough", config.Width, config.Height, maxPixels)
	}
	start := head.Bytes()
	picture, _, err := image.Decode(io.MultiReader(bytes.NewReader(start), limited))
	if limited.N == 0 {
		return nil, errImageFile
	}
	if err != nil {
		return nil, imageError(start, err)
	}
	return shrunk(picture).turned(orientation(start)), nil
}

var errImageFile = fmt.Errorf("the file has more than %d MiB: make the image smaller, "+
	"a few hundred pixels are enough", maxImageFile>>20)

// imageError says what is wrong with a file that begins with head.
func imageError(head []byte, err error) error {
	if !errors.Is(err, image.ErrFormat) {
		return fmt.Errorf("the image is damaged: %w: save it again as PNG", noEOF(err))
	}
	name, remedy := knownAs(head)
	switch {
	case len(head) == 0:
		return errors.New("the file is empty, want a PNG or JPEG image")
	case len(head) >= 12 && bytes.Equal(head[4:8], []byte("ftyp")):
		name, remedy = "an image of the formats HEIC or AVIF, or a video", "save it as PNG or JPEG"
	case name == "":
		name, remedy = "of an unknown format", "save the image as PNG"
	}
	return fmt.Errorf("the file is %s, want a PNG or JPEG image: %s: %w", name, remedy, err)
}

// shrunk returns the brightness of the picture, 0 to 1, with k x k pixels averaged to one so that
// no side is longer than workSide. Transparent parts become white under dark ink, and black under
// light ink.
func shrunk(picture image.Image) *grey {
	b := picture.Bounds()
	k := (max(b.Dx(), b.Dy()) + workSide - 1) / workSide
	g := &grey{w: (b.Dx() + k - 1) / k, h: (b.Dy() + k - 1) / k}
	g.v = make([]float64, g.w*g.h)
	alpha := make([]float64, g.w*g.h)
	light, opaque := 0.0, 0.0
	for y := range g.h {
		for x := range g.w {
			part := image.Rect(x*k, y*k, (x+1)*k, (y+1)*k).Add(b.Min).Intersect(b)
			n := float64(part.Dx() * part.Dy())
			l, a := 0.0, 0.0
			for py := part.Min.Y; py < part.Max.Y; py++ {
				for px := part.Min.X; px < part.Max.X; px++ {
					red, green, blue, opacity := picture.At(px, py).RGBA()
					l += 0.299*float64(red) + 0.587*float64(green) + 0.114*float64(blue)
					a += float64(opacity)
				}
			}
			i := y*g.w + x
			g.v[i], alpha[i] = l/(n*0xffff), a/(n*0xffff)
			light += g.v[i]
			opaque += alpha[i]
		}
	}
	if light < opaque/2 {
		for i := range g.v {
			g.v[i] += 1 - alpha[i]
		}
	}
	return g
}

// crop returns the part that has ink.
func (g *grey) crop() *grey {
	part := image.Rectangle{}
	for i, v := range g.v {
		if v > leastInk {
			at := image.Pt(i%g.w, i/g.w)
			part = part.Union(image.Rectangle{at, at.Add(image.Pt(1, 1))})
		}
	}
	c := &grey{w: part.Dx(), h: part.Dy()}
	for y := part.Min.Y; y < part.Max.Y; y++ {
		c.v = append(c.v, g.v[y*g.w+part.Min.X:y*g.w+part.Max.X]...)
	}
	return c
}

// leastPart is the smallest part of the ink that can be a digit beside another one. A gap between parts
// of this size is in 52 of MNIST's 70,000 digits, and in 10 of them from top to bottom.
const leastPart = 0.2

// oneDigit returns an error if the ink has two large parts with a gap between them.
func (g *grey) oneDigit() error {
	const remedy = "the gap: crop the image to one digit, or close the gap in it"
	if part := g.leftOfGap(); part > 0 {
		return fmt.Errorf("the ink has two parts side by side, %.0f %% of it on the left of %s", 100*part, remedy)
	}
	if part := g.turned(5).leftOfGap(); part > 0 { // rows become columns
		return fmt.Errorf("the ink has two parts one above the other, %.0f %% of it above %s", 100*part, remedy)
	}
	return nil
}

// leftOfGap returns the part of the ink to the left of columns without ink, or 0 if there are none with a
// large part on both sides.
func (g *grey) leftOfGap() float64 {
	all, left, ink := 0.0, 0.0, make([]float64, g.w) // ink of each column
	for i, v := range g.v {
		ink[i%g.w] += v
		all += v
	}
	for x, column := range ink {
		gap := true
		for y := range g.h {
			gap = gap && g.v[y*g.w+x] <= leastInk
		}
		if gap && min(left, all-left-column) >= leastPart*all {
			return left / all
		}
		left += column
	}
	return 0
}

// scaled returns the image with its longer side scaled to digitSide pixels.
func (g *grey) scaled() *grey {
	longer := max(g.w, g.h)
	size := func(n int) int { return max(1, (2*n*digitSide+longer)/(2*longer)) }
	s := g.scaledAcross(size(g.w)).scaledAcross(size(g.h)) // each turns the image over
	if most := slices.Max(s.v); most > 0 {
		for i := range s.v {
			s.v[i] /= most
		}
	}
	return s
}

// scaledAcross scales the width to w and swaps x and y. The weight of an old pixel falls from the
// centre of the new one to 0 at the centres of its neighbours:
//
//	weight = 1 - |distance|/max(1, old width/w)
func (g *grey) scaledAcross(w int) *grey {
	s := &grey{w: g.h, h: w, v: make([]float64, g.h*w)}
	ratio := float64(g.w) / float64(w)
	reach := max(1, ratio)
	for x := range w {
		centre := (float64(x)+0.5)*ratio - 0.5
		from, to := max(0, int(math.Ceil(centre-reach))), min(g.w-1, int(math.Floor(centre+reach)))
		for y := range g.h {
			sum, weights := 0.0, 0.0
			for j := from; j <= to; j++ {
				weight := max(0, 1-math.Abs(float64(j)-centre)/reach)
				sum += weight * g.v[y*g.w+j]
				weights += weight
			}
			s.v[x*s.w+y] = sum / weights
		}
	}
	return s
}

// centred returns the row of 784 pixels with the centre of mass in the middle, as far as the whole
// digit fits in.
func (g *grey) centred() *Matrix {
	mass, mx, my := 0.0, 0.0, 0.0
	for i, v := range g.v {
		mass += v
		mx += v * float64(i%g.w)
		my += v * float64(i/g.w)
	}
	offset := func(centre float64, size int) int {
		return min(max(int(math.Round(mnistSide/2-centre)), 0), mnistSide-size)
	}
	left, top := offset(mx/mass, g.w), offset(my/mass, g.h)
	X := NewMatrix(1, mnistSide*mnistSide)
	for i, v := range g.v {
		X.Data[(top+i/g.w)*mnistSide+left+i%g.w] = v
	}
	return X
}
