// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestXOR(t *testing.T) {
	d := XOR()
	if d.Len() != 4 || d.X.Cols != 2 || d.Y.Cols != 1 || len(d.Features) != 2 || len(d.Labels) != 1 {
		t.Fatalf("got %+v", d)
	}
	seen := map[[2]float64]bool{}
	for i := range 4 {
		x1, x2 := d.X.At(i, 0), d.X.At(i, 1)
		seen[[2]float64{x1, x2}] = true
		if want := float64(int(x1) ^ int(x2)); d.Y.At(i, 0) != want {
			t.Errorf("%v xor %v: got %v", x1, x2, d.Y.At(i, 0))
		}
	}
	if len(seen) != 4 {
		t.Errorf("got %d different examples, want 4", len(seen))
	}
	d.X.Set(0, 0, 9)
	if XOR().X.At(0, 0) != 0 {
		t.Error("two XORs share memory")
	}
}

// The point sets, each with its distance from (x1, x2) to the curve of a class.
var pointSets = []struct {
	name     string
	make     func(n int, noise float64, rng *rand.Rand) *Dataset
	distance func(class int, x1, x2 float64) float64
}{
	{"Moons", Moons, func(class int, x1, x2 float64) float64 {
		if class == 1 {
			x1, x2 = 1-x1, 0.5-x2
		}
		return max(math.Abs(math.Hypot(x1, x2)-1), -x2) // the upper half circle
	}},
	{"Circles", Circles, func(class int, x1, x2 float64) float64 {
		return math.Abs(math.Hypot(x1, x2) - []float64{1, 0.5}[class])
	}},
	{"Spiral", Spiral, func(class int, x1, x2 float64) float64 {
		r := math.Hypot(x1, x2)
		t := 3*math.Pi*(r-0.1)/0.9 + []float64{0, math.Pi}[class]
		return max(math.Hypot(x1-r*math.Cos(t), x2-r*math.Sin(t)), 0.1-r, r-1)
	}},
}

func TestPointSets(t *testing.T) {
	for _, set := range pointSets {
		for _, n := range []int{0, 1, 2, 7, 400} {
			t.Run(fmt.Sprintf("%s %d", set.name, n), func(t *testing.T) {
				d := set.make(n, 0, newRng())
				if d.Len() != n || d.X.Cols != 2 || d.Y.Cols != 1 || len(d.Features)+len(d.Labels) != 3 {
					t.Fatalf("got X %s, Y %s, names %q and %q", d.X.shape(), d.Y.shape(), d.Features, d.Labels)
				}
				for i := range n {
					class := int(d.Y.At(i, 0))
					if class != i%2 {
						t.Errorf("point %d is of class %d", i, class)
					}
					x1, x2 := d.X.At(i, 0), d.X.At(i, 1)
					if away := set.distance(class, x1, x2); !(away <= 1e-12) {
						t.Errorf("(%v, %v) is %v away from class %d", x1, x2, away, class)
					}
					if away := set.distance(1-class, x1, x2); n < 400 && !(away > 1e-3) {
						t.Errorf("(%v, %v) of class %d is %v away from the other class", x1, x2, class, away)
					}
				}
			})
		}
		t.Run(set.name+" noise", func(t *testing.T) {
			const n, noise = 2000, 0.3
			exact, noisy := set.make(n, 0, newRng()), set.make(n, noise, newRng())
			var sum, squares float64
			for i, x := range noisy.X.Data {
				d := x - exact.X.Data[i] // the same seed draws the same points
				sum, squares = sum+d, squares+d*d
			}
			// Standard errors of mean and standard deviation: 0.3/√4000 = 0.005 and 0.3/√8000 =
			// 0.003.
			mean, std := sum/(2*n), math.Sqrt(squares/(2*n))
			if !(math.Abs(mean) < 0.02 && math.Abs(std-noise) < 0.015) {
				t.Errorf("noise has mean %v and standard deviation %v, want 0 and %v", mean, std, noise)
			}
			if again := set.make(n, noise, newRng()); !slices.Equal(again.X.Data, noisy.X.Data) {
				t.Error("the same seed gives other points")
			}
			other := set.make(n, noise, rand.New(rand.NewPCG(43, 0)))
			if slices.Equal(other.X.Data, noisy.X.Data) {
				t.Error("another seed gives the same points")
			}
		})
		t.Run(set.name+" covers the curve", func(t *testing.T) {
			d := set.make(400, 0, newRng())
			var least, most [2][2]float64 // by class and column
			for i := range d.Len() {
				c := int(d.Y.At(i, 0))
				for j, x := range d.X.Row(i) {
					least[c][j], most[c][j] = min(least[c][j], x), max(most[c][j], x)
				}
			}
			want := map[string][2][4]float64{ // least x1, most x1, least x2, most x2
				"Moons":   {{-1, 1, 0, 1}, {0, 2, -0.5, 0.5}},
				"Circles": {{-1, 1, -1, 1}, {-.5, .5, -.5, .5}},
				"Spiral":  {{-1, 0.7, -0.55, 0.85}, {-0.7, 1, -0.85, 0.55}},
			}[set.name]
			for c := range 2 {
				got := [4]float64{least[c][0], most[c][0], least[c][1], most[c][1]}
				for k := range got {
					if !(math.Abs(got[k]-want[c][k]) < 0.05) {
						t.Errorf("class %d reaches over %.3f, want %v", c, got, want[c])
						break
					}
				}
			}
		})
		t.Run(set.name+" mistakes", func(t *testing.T) {
			mustPanicWith(t, func() { set.make(-1, 0, newRng()) }, set.name, "-1")
			mustPanicWith(t, func() { set.make(3, -0.1, newRng()) }, set.name, "-0.1")
			mustPanicWith(t, func() { set.make(3, math.NaN(), newRng()) }, set.name, "NaN")
			mustPanicWith(t, func() { set.make(3, 0, nil) }, set.name, "generator is nil")
		})
	}
}
