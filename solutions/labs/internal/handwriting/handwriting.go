// Package handwriting draws images of handwritten digits, in the form of MNIST.
package handwriting

import (
	"math"
	"math/rand/v2"

	"nn"
)

const (
	Side    = 28 // pixels of an image, in both directions
	Classes = 10
)

// Draw draws n images of digits, equally many of each digit, in random order. The result has the
// form that [nn.ReadIDXFile] returns for images and labels.
func Draw(n int, rng *rand.Rand) (images, labels *nn.IDX) {
	images = &nn.IDX{Dims: []int{n, Side, Side}, Data: make([]byte, n*Side*Side)}
	labels = &nn.IDX{Dims: []int{n}, Data: make([]byte, n)}
	for i, k := range rng.Perm(n) {
		digit := k % 10
		labels.Data[i] = byte(digit)
		drawDigit(images.Data[i*Side*Side:(i+1)*Side*Side], digit, rng)
	}
	return images, labels
}

// drawDigit draws a digit into a black image, in a random handwriting.
func drawDigit(image []byte, digit int, rng *rand.Rand) {
	around := func(mean, spread float64) float64 { return mean + spread*rng.NormFloat64() }
	ways := shapes[digit]
	way := ways[rng.IntN(len(ways))]

	// The hand: turned, slanted, large or small, wide or narrow, and never quite in the middle. It
	// sways, so that lines that should be straight or round are not.
	height := around(18.5, 1.2)
	width := height * max(0.4, around(0.72, 0.12))
	sin, cos := math.Sincos(around(0, 0.12))
	slant := around(0.12, 0.18)
	left, top := around(Side/2, 0.7), around(Side/2, 0.7)
	swayX, phaseX := around(0, 0.06), 2*math.Pi*rng.Float64()
	swayY, phaseY := around(0, 0.06), 2*math.Pi*rng.Float64()
	place := func(p point) point {
		x := width * (p.x - 0.5 + swayX*math.Sin(5*p.y+phaseX) + around(0, 0.022))
		y := height * (p.y - 0.5 + swayY*math.Sin(5*p.x+phaseY) + around(0, 0.018))
		x -= slant * y
		return point{left + cos*x - sin*y, top + sin*x + cos*y}
	}

	// The pen: thick or thin, pressed more or less on its way.
	radius := max(0.6, around(1.15, 0.33))
	ink := make([]float64, Side*Side)
	for _, line := range way {
		placed := make(stroke, len(line))
		for i, p := range line {
			placed[i] = place(p)
			if i > 0 && p == line[i-1] {
				placed[i] = placed[i-1] // a corner stays one
			}
		}
		curve := smooth(placed)
		for i := 1; i < len(curve); i++ {
			radius = max(0.6, radius+around(0, 0.02))
			brush(ink, curve[i-1], curve[i], radius)
		}
	}
	for i, v := range ink {
		if v > 0 { // paper stays black, ink is grained
			image[i] = byte(255 * min(1, max(0, v*around(0.97, 0.05))))
		}
	}
}

// smooth returns a curve through all points of a stroke, a few short steps between two of them.
//
// Between b and c, with a before and d after them, it is the cubic of Catmull and Rom (1974): its
// direction in b is that from a to c, and in c that from b to d.
func smooth(s stroke) stroke {
	const steps = 5
	curve := stroke{s[0]}
	for i := 1; i < len(s); i++ {
		a, b, c, d := s[max(i-2, 0)], s[i-1], s[i], s[min(i+1, len(s)-1)]
		if b == c {
			continue
		}
		for k := 1; k <= steps; k++ {
			t := float64(k) / steps
			cubic := func(a, b, c, d float64) float64 {
				return b + t/2*(c-a+t*(2*a-5*b+4*c-d+t*(3*(b-c)+d-a)))
			}
			curve = append(curve, point{cubic(a.x, b.x, c.x, d.x), cubic(a.y, b.y, c.y, d.y)})
		}
	}
	return curve
}

// brush draws the straight line from p to q. A pixel within the radius is white, and the edge fades
// over the width of one pixel.
func brush(ink []float64, p, q point, radius float64) {
	reach := radius + 0.5
	dx, dy := q.x-p.x, q.y-p.y
	length2 := dx*dx + dy*dy
	left, right := int(min(p.x, q.x)-reach), int(max(p.x, q.x)+reach)
	top, bottom := int(min(p.y, q.y)-reach), int(max(p.y, q.y)+reach)
	for y := max(top, 0); y <= min(bottom, Side-1); y++ {
		for x := max(left, 0); x <= min(right, Side-1); x++ {
			px, py := float64(x)+0.5-p.x, float64(y)+0.5-p.y
			t := 0.0 // the nearest point of the line is p + t·(q - p)
			if length2 > 0 {
				t = min(1, max(0, (px*dx+py*dy)/length2))
			}
			distance := math.Hypot(px-t*dx, py-t*dy)
			ink[y*Side+x] = max(ink[y*Side+x], min(1, reach-distance))
		}
	}
}
