package play

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"nn"
)

// Reach is the largest coordinate on the page: the plane shows x1 and x2 from -Reach to Reach.
const Reach = 3.0

// A set is a dataset that the page can generate. It returns the point number i and its target.
type set struct {
	name string
	draw func(i int, rng *rand.Rand) (x1, x2, y float64)
}

var sets = []set{
	{"and", gate(func(a, b bool) bool { return a && b })},
	{"or", gate(func(a, b bool) bool { return a || b })},
	{"xor", gate(func(a, b bool) bool { return a != b })},
	{"linear", square(func(x1, x2 float64) float64 { return class(x1+x2 > 0) })},
	{"blobs", func(i int, rng *rand.Rand) (x1, x2, y float64) {
		y = float64(i % 2)
		center := 1.3 * (2*y - 1)
		return center + 0.5*rng.NormFloat64(), center + 0.5*rng.NormFloat64(), y
	}},
	{"circles", scaled(nn.Circles, 2.2, 0, 0)},
	{"moons", scaled(nn.Moons, 1.6, 0.5, 0.25)},
	{"squares", square(func(x1, x2 float64) float64 { return class(x1*x2 < 0) })},
	{"spiral", scaled(nn.Spiral, 2.5, 0, 0)},
	{"plane", square(func(x1, x2 float64) float64 { return (x1 + x2) / 5 })},
	{"hills", square(func(x1, x2 float64) float64 {
		return math.Exp(-((x1-1.2)*(x1-1.2) + (x2-1.2)*(x2-1.2))) - math.Exp(-((x1+1.2)*(x1+1.2) + (x2+1.2)*(x2+1.2)))
	})},
}

func dataNames() (names []string) {
	for _, s := range sets {
		names = append(names, s.name)
	}
	return append(names, "own")
}

func class(positive bool) float64 {
	if positive {
		return 1
	}
	return 0
}

// gate returns points at the four corners (±1, ±1), where 1 is true and -1 is false.
func gate(f func(a, b bool) bool) func(int, *rand.Rand) (x1, x2, y float64) {
	return func(i int, _ *rand.Rand) (x1, x2, y float64) {
		a, b := i&1 == 1, i&2 == 2
		return 2*class(a) - 1, 2*class(b) - 1, class(f(a, b))
	}
}

// square returns points of the square from -2.5 to 2.5 with the target f.
func square(f func(x1, x2 float64) float64) func(int, *rand.Rand) (x1, x2, y float64) {
	return func(_ int, rng *rand.Rand) (x1, x2, y float64) {
		x1, x2 = 5*rng.Float64()-2.5, 5*rng.Float64()-2.5
		return x1, x2, f(x1, x2)
	}
}

// scaled returns points of a generated set of the package, moved to the middle of the plane.
func scaled(points func(n int, noise float64, rng *rand.Rand) *nn.Dataset, scale, middle1, middle2 float64) func(int, *rand.Rand) (x1, x2, y float64) {
	return func(i int, rng *rand.Rand) (x1, x2, y float64) {
		d, k := points(2, 0, rng), i%2 // one point of each class, of which one is taken
		return scale * (d.X.At(k, 0) - middle1), scale * (d.X.At(k, 1) - middle2), d.Y.At(k, 0)
	}
}

// points returns the coordinates (n, 2) and the targets (n, 1) of all points, in random order.
func (s *Settings) points(rng *rand.Rand) (X, Y *nn.Matrix) {
	if s.Data == "own" {
		rows, _ := parseOwn(s.Own) // Set has checked it
		X, Y = nn.NewMatrix(len(rows), 2), nn.NewMatrix(len(rows), 1)
		for i, r := range rows {
			copy(X.Row(i), r[:2])
			Y.Data[i] = r[2]
		}
	} else {
		X, Y = nn.NewMatrix(s.Points, 2), nn.NewMatrix(s.Points, 1)
		k := slices.IndexFunc(sets, func(x set) bool { return x.name == s.Data }) // Set has checked it
		for i := range s.Points {
			x1, x2, y := sets[k].draw(i, rng)
			X.Set(i, 0, x1+s.Noise*rng.NormFloat64())
			X.Set(i, 1, x2+s.Noise*rng.NormFloat64())
			Y.Data[i] = y
		}
	}
	order := rng.Perm(X.Rows)
	return new(nn.Matrix).Gather(X, order), new(nn.Matrix).Gather(Y, order)
}

// parseOwn reads points, each with two coordinates and a class, divided by lines or semicolons.
func parseOwn(text string) (rows [][3]float64, err error) {
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ';' }) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		if len(words) != 3 {
			return nil, fmt.Errorf("point %d: want two coordinates and a class, for example 1 -0.5 0; found %q", len(rows)+1, line)
		}
		var row [3]float64
		for k, word := range words {
			if row[k], err = parseNumber(word); err != nil {
				return nil, fmt.Errorf("point %d: %w", len(rows)+1, err)
			}
		}
		if math.Abs(row[0]) > Reach || math.Abs(row[1]) > Reach || row[2] != 0 && row[2] != 1 {
			return nil, fmt.Errorf("point %d: want coordinates from -%v to %[2]v and class 0 or 1; found %q", len(rows)+1, Reach, line)
		}
		rows = append(rows, row)
	}
	if len(rows) > mostPoints {
		return nil, fmt.Errorf("want at most %d points; found %d", mostPoints, len(rows))
	}
	return rows, nil
}

func setOwn(s *Settings, text string) error {
	rows, err := parseOwn(text)
	if err != nil {
		return err
	}
	s.Own = formatOwn(rows)
	return nil
}

func formatOwn(rows [][3]float64) string {
	lines := make([]string, len(rows))
	for i, r := range rows {
		lines[i] = fmt.Sprintf("%s %s %v", formatNumber(r[0]), formatNumber(r[1]), r[2])
	}
	return strings.Join(lines, "; ")
}

// A feature is an input of the network, computed from the coordinates.
type feature struct {
	name, label string
	of          func(x1, x2 float64) float64
}

var features = []feature{
	{"x1", "x₁", func(x1, _ float64) float64 { return x1 }},
	{"x2", "x₂", func(_, x2 float64) float64 { return x2 }},
	{"x1x1", "x₁²", func(x1, _ float64) float64 { return x1 * x1 }},
	{"x2x2", "x₂²", func(_, x2 float64) float64 { return x2 * x2 }},
	{"x1x2", "x₁x₂", func(x1, x2 float64) float64 { return x1 * x2 }},
	{"sin1", "sin x₁", func(x1, _ float64) float64 { return math.Sin(x1) }},
	{"sin2", "sin x₂", func(_, x2 float64) float64 { return math.Sin(x2) }},
}

func featureNames() (names []string) {
	for _, f := range features {
		names = append(names, f.name)
	}
	return names
}

// chosen returns the numbers of the features that the settings choose.
func (s *Settings) chosen() (numbers []int) {
	for _, name := range strings.Split(s.Features, ",") {
		numbers = append(numbers, slices.Index(featureNames(), name))
	}
	return numbers
}

// inputs returns the features (n, in) that the settings choose, for the coordinates (n, 2).
func (s *Settings) inputs(coordinates *nn.Matrix) *nn.Matrix {
	chosen := s.chosen()
	X := nn.NewMatrix(coordinates.Rows, len(chosen))
	for j, k := range chosen {
		for i := range X.Rows {
			X.Set(i, j, features[k].of(coordinates.At(i, 0), coordinates.At(i, 1)))
		}
	}
	return X
}
