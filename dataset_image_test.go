// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seven returns the ink at (x, y), in units of the picture's side, of a 7 with soft edges.
func seven(x, y, width float64) float64 {
	distance := func(ax, ay, bx, by float64) float64 {
		t := ((x-ax)*(bx-ax) + (y-ay)*(by-ay)) / ((bx-ax)*(bx-ax) + (by-ay)*(by-ay))
		t = min(max(t, 0), 1)
		return math.Hypot(x-ax-t*(bx-ax), y-ay-t*(by-ay))
	}
	d := min(distance(0.3, 0.2, 0.7, 0.2), distance(0.7, 0.2, 0.45, 0.8))
	return min(max((width-d)/0.02+0.5, 0), 1)
}

// drawn returns a picture of w x h pixels with the brightness f(x, y), 0 to 1 in both directions.
func drawn(w, h int, f func(x, y float64) float64) *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			v := f((float64(x)+0.5)/float64(w), (float64(y)+0.5)/float64(h))
			picture.SetGray(x, y, color.Gray{uint8(math.Round(255 * min(max(v, 0), 1)))})
		}
	}
	return picture
}

func pngOf(picture image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func mustReadDigit(t *testing.T, file []byte) *Matrix {
	t.Helper()
	X, err := ReadDigit(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return X
}

// An image that is as MNIST's are stays as it is: 20 pixels high, its centre of mass in (14, 14), and
// 0 around it.
func TestReadDigitKeepsMNIST(t *testing.T) {
	want := make([]float64, 784)
	picture := image.NewGray(image.Rect(0, 0, 28, 28))
	for y := 4; y < 24; y++ { // a bar of 20 x 4 pixels with a grey edge
		for x := 12; x < 17; x++ {
			level := uint8(255)
			if x == 12 || x == 16 {
				level = 102
			}
			picture.SetGray(x, y, color.Gray{level})
			want[y*28+x] = float64(level) / 255
		}
	}
	X := mustReadDigit(t, pngOf(picture))
	if X.Rows != 1 || X.Cols != 784 {
		t.Fatalf("got %d x %d", X.Rows, X.Cols)
	}
	for i, v := range X.Row(0) {
		if math.Abs(v-want[i]) > 0.01 {
			t.Errorf("pixel (%d, %d): got %v, want %v", i%28, i/28, v, want[i])
		}
	}
}

// However it is photographed, the same digit becomes nearly the same input.
func TestReadDigitConditions(t *testing.T) {
	if testing.Short() {
		t.Skip("calculates for a second")
	}
	const width = 0.05
	plain := func(x, y float64) float64 { return seven(x, y, width) }
	want := mustReadDigit(t, pngOf(drawn(280, 280, plain)))
	rng := rand.New(rand.NewPCG(1, 2))
	noisy := func(v float64) float64 { return v + 0.05*rng.NormFloat64() }
	transparent := func(ink color.NRGBA) image.Image {
		picture := image.NewNRGBA(image.Rect(0, 0, 200, 200))
		for y := range 200 {
			for x := range 200 {
				ink.A = uint8(255 * seven((float64(x)+0.5)/200, (float64(y)+0.5)/200, width))
				picture.SetNRGBA(x, y, ink)
			}
		}
		return picture
	}
	var photograph bytes.Buffer
	colours := image.NewRGBA(image.Rect(0, 0, 300, 300))
	for y := range 300 {
		for x := range 300 {
			v := 1 - 0.8*seven((float64(x)+0.5)/300, (float64(y)+0.5)/300, width)
			colours.SetRGBA(x, y, color.RGBA{uint8(240 * v), uint8(220 * v), uint8(160 * v), 255})
		}
	}
	jpeg.Encode(&photograph, colours, &jpeg.Options{Quality: 75})
	offset := drawn(200, 200, func(x, y float64) float64 { return plain(x, y) })
	for _, tt := range []struct {
		name  string
		file  []byte
		least float64 // of the correlation with want
	}{
		{"dark on light", pngOf(drawn(280, 280, func(x, y float64) float64 { return 1 - plain(x, y) })), 0.999},
		{"faint", pngOf(drawn(280, 280, func(x, y float64) float64 { return 0.6 - 0.2*plain(x, y) })), 0.99},
		{"large", pngOf(drawn(1000, 1000, plain)), 0.96},
		{"small", pngOf(drawn(28, 28, plain)), 0.93},
		{"in a corner", pngOf(drawn(600, 600, func(x, y float64) float64 { return plain(3*x-0.05, 3*y-0.05) })), 0.96},
		{"wide picture", pngOf(drawn(560, 280, func(x, y float64) float64 { return plain(2*x-0.8, y) })), 0.97},
		{"lit from one side", pngOf(drawn(280, 280, func(x, y float64) float64 { return (0.9 - 0.7*plain(x, y)) * (0.2 + 0.8*x) })), 0.995},
		{"lit from one side, noisy", pngOf(drawn(280, 280, func(x, y float64) float64 {
			return noisy((0.9 - 0.7*plain(x, y)) * (0.6 + 0.4*x))
		})), 0.93},
		{"paper on a dark table", pngOf(drawn(280, 280, func(x, y float64) float64 {
			if max(math.Abs(x-0.5), math.Abs(y-0.5)) > 0.46 {
				return 0.1
			}
			return 0.9 - 0.7*plain(x, y)
		})), 0.98},
		{"a spot beside it", pngOf(drawn(280, 280, func(x, y float64) float64 {
			if math.Hypot(x-0.9, y-0.9) < 0.03 {
				return 1
			}
			return plain(x, y)
		})), 0.999},
		{"black ink, transparent", pngOf(transparent(color.NRGBA{})), 0.97},
		{"white ink, transparent", pngOf(transparent(color.NRGBA{255, 255, 255, 0})), 0.97},
		{"colour photograph", photograph.Bytes(), 0.97},
		{"part of a picture, whose corner is not (0, 0)", pngOf(offset.SubImage(image.Rect(20, 10, 190, 195))), 0.97},
	} {
		t.Run(tt.name, func(t *testing.T) {
			X := mustReadDigit(t, tt.file)
			if c := correlation(X.Row(0), want.Row(0)); c < tt.least {
				t.Errorf("correlation %.3f with the plain one, want at least %v", c, tt.least)
			} else {
				t.Logf("correlation %.4f", c)
			}
			checkDigit(t, X)
		})
	}
}

// A part that touches most of the edge is the border if something else can be the digit, and the digit
// otherwise.
func TestLargeParts(t *testing.T) {
	const side = 40
	for blob, want := range map[int]struct{ edge, middle bool }{0: {true, false}, 2: {true, false}, 10: {false, true}} {
		g := &grey{w: side, h: side, v: make([]float64, side*side)}
		for i := range g.v {
			x, y := i%side, i/side
			edge := min(x, y, side-1-x, side-1-y) < 3
			if edge || max(x, y) < 20+blob && min(x, y) >= 20 {
				g.v[i] = 1
			}
		}
		ink := g.largeParts(g.v, 0.5)
		if edge, middle := ink[side+1], ink[20*side+20]; edge != want.edge || middle != want.middle {
			t.Errorf("with %d x %d pixels inside, ink at the edge is %v and inside %v, want %v and %v", blob, blob, edge,
				middle, want.edge, want.middle)
		}
	}
}

// checkDigit checks what is true of all MNIST's digits.
func checkDigit(t *testing.T, X *Matrix) {
	t.Helper()
	box := image.Rectangle{}
	mass, mx, my := 0.0, 0.0, 0.0
	for i, v := range X.Row(0) {
		if !(v >= 0 && v <= 1) {
			t.Fatalf("pixel %d is %v", i, v)
		}
		if v > 0 {
			at := image.Pt(i%28, i/28)
			box = box.Union(image.Rectangle{at, at.Add(image.Pt(1, 1))})
		}
		mass += v
		mx += v * float64(i%28)
		my += v * float64(i/28)
	}
	if side := max(box.Dx(), box.Dy()); side > 20 || side < 18 {
		t.Errorf("got ink in %v, want the longer side to be about 20", box)
	}
	if math.Abs(mx/mass-14) > 0.51 || math.Abs(my/mass-14) > 0.51 {
		t.Errorf("got the centre of mass in (%.2f, %.2f), want (14, 14)", mx/mass, my/mass)
	}
}

// correlation returns the correlation of two pictures. One may be moved by a pixel, because the centre of
// mass is rounded.
func correlation(a, b []float64) (best float64) {
	for _, move := range []int{-29, -28, -27, -1, 0, 1, 27, 28, 29} {
		ab, aa, bb := 0.0, 0.0, 0.0
		for i := 29; i < 784-29; i++ {
			ab += a[i] * b[i+move]
			aa += a[i] * a[i]
			bb += b[i+move] * b[i+move]
		}
		best = max(best, ab/math.Sqrt(aa*bb))
	}
	return best
}

// pngHeader returns the beginning of a PNG image that claims w x h pixels.
func pngHeader(w, h uint32) []byte {
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, w)
	chunk = binary.BigEndian.AppendUint32(chunk, h)
	chunk = append(chunk, 8, 0, 0, 0, 0)
	file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(chunk))
}

func TestReadDigitErrors(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	good := pngOf(drawn(100, 100, func(x, y float64) float64 { return seven(x, y, 0.05) }))
	for _, tt := range []struct {
		name  string
		file  []byte
		words []string
	}{
		{"empty file", nil, []string{"empty", "PNG or JPEG"}},
		{"white", pngOf(drawn(50, 40, func(x, y float64) float64 { return 1 })), []string{"no ink", "50 x 40 pixels"}},
		{"black", pngOf(drawn(50, 40, func(x, y float64) float64 { return 0 })), []string{"no ink"}},
		{"two digits", pngOf(drawn(200, 100, func(x, y float64) float64 { return seven(math.Mod(2*x, 1), y, 0.05) })),
			[]string{"two parts side by side, 50 % of it on the left", "crop the image to one digit"}},
		{"two digits below each other", pngOf(drawn(100, 200, func(x, y float64) float64 { return seven(x, math.Mod(2*y, 1), 0.05) })),
			[]string{"two parts one above the other, 50 % of it above", "crop the image to one digit"}},
		{"one pixel", pngOf(drawn(1, 1, func(x, y float64) float64 { return 0.5 })), []string{"no ink"}},
		{"one row", pngOf(drawn(50, 1, func(x, y float64) float64 { return 0.5 })), []string{"no ink"}},
		{"light from one side only", pngOf(drawn(80, 80, func(x, y float64) float64 { return 0.2 + 0.7*x })), []string{"no ink"}},
		{"noise only", pngOf(drawn(80, 80, func(x, y float64) float64 { return 0.5 + 0.05*rng.NormFloat64() })), []string{"no ink"}},
		{"too faint", pngOf(drawn(80, 80, func(x, y float64) float64 { return 0.5 + 0.03*seven(x, y, 0.05) })), []string{"no ink", "too faint"}},
		{"claims 2^62 pixels", pngHeader(1<<31-1, 1<<31-1), []string{"damaged", "dimension overflow"}},
		{"claims 2^40 pixels", pngHeader(1<<20, 1<<20), []string{"1048576 x 1048576", "at most 25000000", "smaller"}},
		{"claims 10^9 pixels", pngHeader(100_000, 10_000), []string{"100000 x 10000", "at most 25000000"}},
		{"no pixels", pngHeader(0, 10), []string{"damaged"}},
		{"cut off", good[:len(good)/2], []string{"damaged", "save it again"}},
		{"header cut off", good[:20], []string{"damaged"}},
		{"a GIF", []byte("GIF89a\x0a\x00\x0a\x00"), []string{"GIF image", "save it as PNG"}},
		{"a WebP", []byte("RIFF\x00\x00\x00\x00WEBPVP8 "), []string{"WebP image", "save it as PNG"}},
		{"a HEIC photograph", []byte("\x00\x00\x00\x18ftypheic"), []string{"HEIC", "save it as PNG"}},
		{"a BMP", []byte("BM\x36\x00\x0c\x00\x00\x00\x00\x00"), []string{"BMP image", "save it as PNG"}},
		{"a page", []byte("<!DOCTYPE html><html></html>"), []string{"HTML page"}},
		{"text", []byte("BMI,age\n1,2\n"), []string{"unknown format", "PNG"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			X, err := ReadDigit(bytes.NewReader(tt.file))
			wantError(t, err, append(tt.words, "nn: ReadDigit: ")...)
			if X != nil {
				t.Error("got a matrix with an error")
			}
			path := filepath.Join(t.TempDir(), "digit.png")
			if err := os.WriteFile(path, tt.file, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err = ReadDigitFile(path)
			wantError(t, err, append(tt.words, "nn: ReadDigitFile: ", "digit.png: ")...)
			if strings.Contains(err.Error(), "ReadDigit: ") {
				t.Errorf("got %q, which names two functions", err)
			}
		})
	}
	_, err := ReadDigitFile(t.TempDir())
	wantError(t, err, "nn: ReadDigitFile: ", "is a folder")
	path := filepath.Join(t.TempDir(), "digit.png")
	os.WriteFile(path, good, 0o600)
	if X, err := ReadDigitFile(path); err != nil || !X.Equal(mustReadDigit(t, good)) {
		t.Errorf("from a file: %v", err)
	}
}

// The claims of a header take no memory, and a file without end is not read to its end.
func TestReadDigitMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads files of many megabytes")
	}
	var err error
	peak := peakMemory(func() { _, err = ReadDigit(bytes.NewReader(pngHeader(5000, 5000))) })
	wantError(t, err, "damaged")
	if peak > 64<<20 {
		t.Errorf("an empty picture of 5000 x 5000 pixels took %d bytes", peak)
	}
	endless := io.MultiReader(bytes.NewReader([]byte("\xff\xd8")), endlessSegments{})
	peak = peakMemory(func() { _, err = ReadDigit(endless) })
	wantError(t, err, "more than 64 MiB")
	if peak > 4*maxImageFile {
		t.Errorf("a file without end took %d bytes", peak)
	}
	large := pngOf(drawn(2000, 2000, func(x, y float64) float64 { return seven(x, y, 0.05) }))
	peak = peakMemory(func() { _, err = ReadDigit(bytes.NewReader(large)) })
	if limit := int64(16*2000*2000 + len(large)); err != nil || peak > limit {
		t.Errorf("4 million pixels took %d bytes, want at most %d; %v", peak, limit, err)
	}
	deep := image.NewNRGBA64(image.Rect(0, 0, 2000, 2000))
	draw.Draw(deep, deep.Rect, drawn(2000, 2000, func(x, y float64) float64 { return seven(x, y, 0.05) }), image.Point{}, draw.Src)
	large = pngOf(deep)
	peak = peakMemory(func() { _, err = ReadDigit(bytes.NewReader(large)) })
	if limit := int64(32*2000*2000 + len(large)); err != nil || peak > limit {
		t.Errorf("4 million pixels of 16 bits took %d bytes, want at most %d; %v", peak, limit, err)
	}
}

// endlessSegments are comments of a JPEG file.
type endlessSegments struct{}

func (endlessSegments) Read(p []byte) (int, error) {
	n := 0
	for ; n+4 <= len(p); n += 4 {
		copy(p[n:], "\xff\xfe\x00\x02")
	}
	return max(n, copy(p, "\xff\xfe\x00\x02")), nil
}

// FuzzReadDigit reads any bytes. What is not an error is a digit of 784 numbers from 0 to 1.
func FuzzReadDigit(f *testing.F) {
	good := drawn(30, 40, func(x, y float64) float64 { return seven(x, y, 0.05) })
	f.Add(pngOf(good))
	f.Add(pngHeader(100, 100))
	var photograph bytes.Buffer
	jpeg.Encode(&photograph, good, nil)
	f.Add(photograph.Bytes())
	f.Fuzz(func(t *testing.T, file []byte) {
		if c, _, err := image.DecodeConfig(bytes.NewReader(file)); err == nil && c.Width*c.Height > 1<<20 {
			return // right, but slow
		}
		X, err := ReadDigit(bytes.NewReader(file))
		if err != nil {
			return
		}
		most := 0.0
		for _, v := range X.Row(0) {
			if !(v >= 0 && v <= 1) {
				t.Fatalf("%v among the pixels", v)
			}
			most = max(most, v)
		}
		if X.Rows != 1 || X.Cols != 784 || most < 0.99 {
			t.Fatalf("got %d x %d with at most %v", X.Rows, X.Cols, most)
		}
	})
}

// FuzzFindInk makes any small picture of grey pixels, which a changed file would rarely be.
func FuzzFindInk(f *testing.F) {
	f.Add(3, []byte{0, 0, 0, 0, 255, 0, 0, 0, 0})
	f.Add(1, []byte{1, 200, 3, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, w int, pixels []byte) {
		if w < 1 || w > 100 || len(pixels) < w {
			return
		}
		picture := &image.Gray{Pix: pixels, Stride: w, Rect: image.Rect(0, 0, w, min(100, len(pixels)/w))}
		X, err := ReadDigit(bytes.NewReader(pngOf(picture)))
		if err != nil {
			return
		}
		for _, v := range X.Row(0) {
			if !(v >= 0 && v <= 1) {
				t.Fatalf("%v among the pixels", v)
			}
		}
	})
}

// TestReadDigitOrientation reads photographs from cameras that were held in all ways. The stored picture
// has the 7 as the orientation says: its row 0 and column 0 are sides of the upright picture.
func TestReadDigitOrientation(t *testing.T) {
	upright := func(x, y float64) float64 { return 1 - seven(x, y, 0.05) }
	jpegOf := func(w, h int, f func(x, y float64) float64) []byte {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, drawn(w, h, f), &jpeg.Options{Quality: 95}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	want := mustReadDigit(t, jpegOf(300, 400, upright))
	for o, stored := range map[uint16]func(x, y float64) float64{
		1: upright,
		2: func(x, y float64) float64 { return upright(1-x, y) },   // row 0 is the top, column 0 the right side
		3: func(x, y float64) float64 { return upright(1-x, 1-y) }, // bottom, right
		4: func(x, y float64) float64 { return upright(x, 1-y) },   // bottom, left
		5: func(x, y float64) float64 { return upright(y, x) },     // left, top
		6: func(x, y float64) float64 { return upright(1-y, x) },   // right, top
		7: func(x, y float64) float64 { return upright(1-y, 1-x) }, // right, bottom
		8: func(x, y float64) float64 { return upright(y, 1-x) },   // left, bottom
	} {
		w, h := 300, 400
		if o >= 5 {
			w, h = h, w
		}
		file := jpegOf(w, h, stored)
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			exif := []byte("Exif\x00\x00MM")
			if order == binary.AppendByteOrder(binary.LittleEndian) {
				exif = []byte("Exif\x00\x00II")
			}
			exif = order.AppendUint16(exif, 42)
			exif = order.AppendUint32(exif, 8) // where the list is
			exif = order.AppendUint16(exif, 2) // entries: the resolution's unit, and the orientation
			for _, entry := range [][2]uint16{{0x0128, 2}, {0x0112, o}} {
				exif = order.AppendUint16(exif, entry[0])
				exif = order.AppendUint16(exif, 3)
				exif = order.AppendUint32(exif, 1)
				exif = order.AppendUint16(order.AppendUint16(exif, entry[1]), 0)
			}
			segment := append(binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(2+len(exif))), exif...)
			X := mustReadDigit(t, append(append([]byte{0xff, 0xd8}, segment...), file[2:]...))
			if c := correlation(X.Data, want.Data); c < 0.97 {
				t.Errorf("orientation %d, %v: correlation %.3f with the upright picture", o, order, c)
			}
			for n := range exif {
				orientation(append([]byte{0xff, 0xd8}, segment[:4+n]...)) // must not panic
				exifOrientation(exif[:n])
			}
		}
	}
}

// CentreDigit gives ink the size and the place of MNIST, and panics where there is none.
func TestCentreDigit(t *testing.T) {
	ink := NewMatrix(40, 30)
	for y := 2; y < 12; y++ {
		for x := 20; x < 24; x++ {
			ink.Set(y, x, 0.5)
		}
	}
	X := CentreDigit(ink)
	left, right, top, bottom := mnistSide, -1, mnistSide, -1
	for i, v := range X.Data {
		if v > leastInk {
			left, right = min(left, i%mnistSide), max(right, i%mnistSide)
			top, bottom = min(top, i/mnistSide), max(bottom, i/mnistSide)
		}
	}
	if left != 11 || right != 18 || top != 5 || bottom != 24 || X.Rows != 1 || X.Cols != mnistSide*mnistSide {
		t.Errorf("columns %d to %d, rows %d to %d, want 11 to 18 and 5 to 24", left, right, top, bottom)
	}
	mustPanicWith(t, func() { CentreDigit(NewMatrix(3, 3)) }, "CentreDigit", "no element of (3, 3)")
}
