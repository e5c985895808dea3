// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"slices"
)

// findInk replaces brightness by ink: 0 for the ground, and about 1 in the middle of a stroke.
func (g *grey) findInk() error {
	light := slices.Clone(g.v)
	noise := g.subtractGround()
	smooth := g.smoothed()
	darkest, lightest := slices.Min(smooth), slices.Max(smooth)
	if -darkest > lightest {
		// Dark ink reflects a part of the light, however much there is: ink = (ground - light)/ground.
		for i, v := range g.v {
			g.v[i] = -v / max(light[i]-v, -darkest)
		}
		noise /= max(-darkest, meanOfValues(light))
		smooth = g.smoothed()
		lightest = slices.Max(smooth)
	}
	const leastContrast = 0.08
	if lightest < max(leastContrast, 4*noise) {
		return fmt.Errorf("found no ink in %d x %d pixels: the ink must differ more from the ground: "+
			"is the image empty or too faint, or does the digit fill it? If the digit is small in it, crop the image",
			g.w, g.h)
	}
	threshold := max(0.4*lightest, 2.5*noise)
	ink := g.largeParts(smooth, threshold)
	var strokes []float64
	for i, is := range ink {
		if is {
			strokes = append(strokes, g.v[i])
		}
	}
	slices.Sort(strokes)
	full := strokes[len(strokes)*9/10]
	near := g.grown(ink, max(1, max(g.w, g.h)/mnistSide/2))
	low := min(2*noise, full/3)
	for i, v := range g.v {
		g.v[i] = 0
		if near[i] {
			g.v[i] = min(max((v-low)/(full-low), 0), 1)
		}
	}
	return nil
}

// ground returns the terms of the ground's brightness at (x, y): a paraboloid is bent enough for
// a lamp on one side.
func (g *grey) ground(x, y int) [6]float64 {
	u := 2*(float64(x)+0.5)/float64(g.w) - 1
	v := 2*(float64(y)+0.5)/float64(g.h) - 1
	return [6]float64{1, u, v, u * u, u * v, v * v}
}

// subtractGround subtracts the ground, and returns the standard deviation of the noise in it. Least
// trimmed squares: fit the ground to all pixels, then again and again to the half of them that is
// nearest to it. Less than that is ground only if the digit fills the picture.
func (g *grey) subtractGround() (noise float64) {
	const rounds, share = 20, 0.5
	rest := slices.Clone(g.v)
	away := make([]float64, len(g.v))
	limit := math.Inf(1)
	for range rounds {
		var A [6][6]float64
		var b [6]float64
		for i, v := range g.v {
			if math.Abs(rest[i]) > limit {
				continue
			}
			t := g.ground(i%g.w, i/g.w)
			for p := range t {
				for q := range t {
					A[p][q] += t[p] * t[q]
				}
				b[p] += t[p] * v
			}
		}
		c := solveGround(A, b)
		for i, v := range g.v {
			t := g.ground(i%g.w, i/g.w)
			for p := range t {
				v -= c[p] * t[p]
			}
			rest[i] = v
			away[i] = math.Abs(v)
		}
		slices.Sort(away)
		limit = away[int(share*float64(len(away)-1))]
	}
	g.v = rest
	// Of a normal distribution 30 % is within 0.385 standard deviations; a larger share may be ink.
	return away[int(0.3*float64(len(away)-1))] / 0.385
}

// solveGround solves A·c = b by elimination. A is made a little larger on its diagonal, because it
// is singular for an image of one row or column.
func solveGround(A [6][6]float64, b [6]float64) (c [6]float64) {
	for p := range A {
		A[p][p] += 1e-9 * (1 + A[0][0])
	}
	for p := range A {
		for q := p + 1; q < len(A); q++ {
			f := A[q][p] / A[p][p]
			for r := p; r < len(A); r++ {
				A[q][r] -= f * A[p][r]
			}
			b[q] -= f * b[p]
		}
	}
	for p := len(A) - 1; p >= 0; p-- {
		c[p] = b[p]
		for r := p + 1; r < len(A); r++ {
			c[p] -= A[p][r] * c[r]
		}
		c[p] /= A[p][p]
	}
	return c
}

// smoothed returns the means over squares, wider in larger images. They have less noise.
func (g *grey) smoothed() []float64 {
	radius := max(g.w, g.h) / 70
	s := slices.Clone(g.v)
	for range 2 { // along x, then along y
		turned := make([]float64, len(s))
		w, h := g.w, g.h
		for y := range h {
			sum, n := 0.0, 0
			for x := -radius; x < w; x++ {
				if x+radius < w {
					sum += s[y*w+x+radius]
					n++
				}
				if x-radius > 0 {
					sum -= s[y*w+x-radius-1]
					n--
				}
				if x >= 0 {
					turned[x*h+y] = sum / float64(n)
				}
			}
		}
		s = turned
		g.w, g.h = h, w
	}
	return s
}

// largeParts returns where v is above the threshold, without spots and without the border. A spot is a
// connected part that is small beside the largest one. The border, as the table under the paper, touches
// most of the image's edge, and has something inside that can be a digit.
func (g *grey) largeParts(v []float64, threshold float64) []bool {
	const onBorder, leastSize = 0.7, 0.005
	part := make([]int, len(v)) // 0: none yet
	sizes, border, largest := []int{}, 0, 0
	for i := range v {
		if v[i] <= threshold || part[i] != 0 {
			continue
		}
		sizes = append(sizes, 0)
		part[i] = len(sizes)
		onEdge := 0
		for todo := []int{i}; len(todo) > 0; {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			sizes[len(sizes)-1]++
			if x, y := at%g.w, at/g.w; x == 0 || y == 0 || x == g.w-1 || y == g.h-1 {
				onEdge++
			}
			g.around(at, 1, func(j int) {
				if v[j] > threshold && part[j] == 0 {
					part[j] = len(sizes)
					todo = append(todo, j)
				}
			})
		}
		if float64(onEdge) > onBorder*float64(2*(g.w+g.h)-4) {
			border = len(sizes)
		} else {
			largest = max(largest, sizes[len(sizes)-1])
		}
	}
	if border > 0 && float64(largest) < leastSize*float64(len(v)) { // it is the digit itself
		border, largest = 0, max(largest, sizes[border-1])
	}
	ink := make([]bool, len(v))
	for i, p := range part {
		ink[i] = p > 0 && p != border && 12*sizes[p-1] >= largest
	}
	return ink
}

// around calls f for the pixels at most radius away from pixel i, along x and along y.
func (g *grey) around(i, radius int, f func(j int)) {
	x, y := i%g.w, i/g.w
	for py := max(0, y-radius); py <= min(g.h-1, y+radius); py++ {
		for px := max(0, x-radius); px <= min(g.w-1, x+radius); px++ {
			f(py*g.w + px)
		}
	}
}

// grown returns the ink and the pixels near to it: the soft edges of the strokes.
func (g *grey) grown(ink []bool, radius int) []bool {
	near := make([]bool, len(ink))
	for i, is := range ink {
		if is {
			g.around(i, radius, func(j int) { near[j] = true })
		}
	}
	return near
}
