package main

import (
	"math"
	"math/rand/v2"
	"strings"

	"exercises/given"
)

// size is the width and the height of a picture, in pixels.
const size = 12

type point struct{ x, y float64 }

// strokes are the lines of each digit, from point to point, in a square whose top left corner is
// (0, 0) and whose bottom right corner is (1, 1).
var strokes = [10][]point{
	{{.5, .04}, {.26, .18}, {.2, .5}, {.26, .82}, {.5, .96}, {.74, .82}, {.8, .5}, {.74, .18},
		{.5, .04}},
	{{.3, .28}, {.55, .05}, {.55, .95}},
	{{.2, .25}, {.35, .07}, {.65, .07}, {.8, .27}, {.68, .5}, {.2, .95}, {.82, .95}},
	{{.2, .12}, {.6, .05}, {.78, .25}, {.48, .46}, {.8, .7}, {.6, .93}, {.2, .88}},
	{{.66, .95}, {.66, .05}, {.16, .66}, {.86, .66}},
	{{.78, .06}, {.28, .06}, {.24, .45}, {.6, .4}, {.8, .65}, {.62, .93}, {.2, .88}},
	{{.68, .06}, {.36, .3}, {.22, .7}, {.45, .95}, {.76, .8}, {.7, .57}, {.45, .5}, {.24, .68}},
	{{.18, .06}, {.82, .06}, {.42, .95}},
	{{.5, .47}, {.25, .27}, {.5, .05}, {.75, .27}, {.5, .47}, {.2, .72}, {.5, .95}, {.8, .72},
		{.5, .47}},
	{{.74, .36}, {.5, .5}, {.27, .32}, {.45, .06}, {.72, .16}, {.74, .36}, {.62, .95}},
}

// drawDigits returns n pictures, one per row of X, and the digits that they show. Each pixel is a
// number from 0, the paper, to 1, the ink. The pictures differ in the thickness of the pen and in
// the size, rotation, slant and position of the digit.
func drawDigits(n int, rng *rand.Rand) (X *given.Matrix, digits []int) {
	X = given.NewMatrix(n, size*size)
	for i := range n {
		digit := rng.IntN(10)
		digits = append(digits, digit)
		draw(X.Row(i), strokes[digit], rng)
	}
	return X, digits
}

func draw(picture []float64, stroke []point, rng *rand.Rand) {
	between := func(from, to float64) float64 { return from + (to-from)*rng.Float64() }
	width, height := between(6, 8.5), between(7, 9.5) // in pixels
	sin, cos := math.Sincos(between(-0.25, 0.25))
	slant := between(-0.25, 0.25)
	middle := point{size/2 + between(-1, 1), size/2 + between(-1, 1)}
	pen := between(0.5, 1)
	var line []point
	for _, p := range stroke {
		x, y := width*(p.x-0.5), height*(p.y-0.5)
		x -= slant * y
		line = append(line, point{middle.x + cos*x - sin*y, middle.y + sin*x + cos*y})
	}
	for i := range picture {
		pixel := point{float64(i%size) + 0.5, float64(i/size) + 0.5}
		ink := 1 + pen - distance(pixel, line) + 0.15*rng.NormFloat64()
		picture[i] = min(max(ink, 0), 1)
	}
}

// distance returns the distance from p to the nearest point of a line.
func distance(p point, line []point) float64 {
	nearest := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.x-a.x, b.y-a.y
		t := ((p.x-a.x)*dx + (p.y-a.y)*dy) / (dx*dx + dy*dy)
		t = min(max(t, 0), 1)
		nearest = min(nearest, math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy))
	}
	return nearest
}

// sideBySide formats pictures as text, side by side.
func sideBySide(pictures ...[]float64) string {
	var b strings.Builder
	for row := range size {
		for _, picture := range pictures {
			for _, ink := range picture[row*size : (row+1)*size] {
				b.WriteString([]string{"  ", "░░", "▒▒", "▓▓", "██"}[min(int(ink*5), 4)])
			}
			b.WriteString("  ")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
