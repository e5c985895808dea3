package handwriting

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestDraw(t *testing.T) {
	images, labels := Draw(1000, rand.New(rand.NewPCG(1, 1)))
	if !slices.Equal(images.Dims, []int{1000, Side, Side}) || !slices.Equal(labels.Dims, []int{1000}) {
		t.Fatalf("dimensions %v and %v", images.Dims, labels.Dims)
	}
	for digit := range byte(Classes) {
		if n := bytes.Count(labels.Data, []byte{digit}); n != 100 {
			t.Errorf("%d times a %d, want 100", n, digit)
		}
	}
	if first := labels.Data[:10]; string(first) == "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09" {
		t.Error("the digits come in order")
	}
	edge := 0
	for i := range 1000 {
		image := images.Data[i*Side*Side : (i+1)*Side*Side]
		ink := len(image) - bytes.Count(image, []byte{0})
		if ink < 20 || ink > 400 || slices.Max(image) < 150 {
			t.Errorf("image %d, a %d: %d pixels of ink, the brightest %d",
				i, labels.Data[i], ink, slices.Max(image))
		}
		for k := range Side {
			if image[k] > 0 || image[len(image)-1-k] > 0 || image[k*Side] > 0 || image[k*Side+Side-1] > 0 {
				edge++
				break
			}
		}
	}
	if edge > 50 {
		t.Errorf("%d of 1000 digits touch the edge, want at most 50", edge)
	}

	again, _ := Draw(1000, rand.New(rand.NewPCG(1, 1)))
	if !bytes.Equal(again.Data, images.Data) {
		t.Error("the same seed draws other images")
	}
	other, _ := Draw(1000, rand.New(rand.NewPCG(2, 1)))
	if bytes.Equal(other.Data, images.Data) {
		t.Error("another seed draws the same images")
	}
}

func TestShapesAreInTheBox(t *testing.T) {
	for digit, ways := range shapes {
		if len(ways) < 2 {
			t.Errorf("%d: one way to write it, want more", digit)
		}
		for _, way := range ways {
			for _, line := range way {
				if len(line) < 2 {
					t.Errorf("%d: a stroke of %d points", digit, len(line))
				}
				for _, p := range line {
					if p.x < 0 || p.x > 1 || p.y < 0 || p.y > 1 {
						t.Errorf("%d: point %v is not in the box", digit, p)
					}
				}
			}
		}
	}
}

func TestSmooth(t *testing.T) {
	s := stroke{{0, 0}, {1, 1}, {2, 0}, {2, 0}, {3, 0}}
	curve := smooth(s)
	for _, p := range s {
		if !slices.Contains(curve, p) {
			t.Errorf("the curve %v misses %v", curve, p)
		}
	}
	if len(curve) != 1+3*5 {
		t.Errorf("%d points, want 16: five steps between two points that differ", len(curve))
	}
	// From b = (0, 0) to c = (1, 1), half-way, by hand: a = b because nothing is before b, d = (2,
	// 0).
	//	x: b + t/2·(c-a + t·(2a-5b+4c-d + t·(3(b-c)+d-a))) = 1/4·(1 + 1/2·(4-2 + 1/2·(-3+2))) = 7/16
	//	y:                                                    1/4·(1 + 1/2·(4-0 + 1/2·(-3+0))) = 9/16
	half := smooth(stroke{{0, 0}, {1, 1}, {2, 0}})
	x := (half[2].x + half[3].x) / 2
	if d := math.Abs(x - 7.0/16); !(d < 0.02) {
		t.Errorf("half-way x is about %v, want %v", x, 7.0/16)
	}
}

func TestBrush(t *testing.T) {
	ink := make([]float64, Side*Side)
	brush(ink, point{10.5, 5.5}, point{10.5, 15.5}, 1)
	for _, tt := range []struct {
		name string
		x, y int
		want float64
	}{
		{"on the line", 10, 10, 1},
		{"at its end", 10, 15, 1},
		{"one beside, at the radius", 11, 10, 0.5},
		{"two beside", 12, 10, 0},
		{"one behind the end", 10, 16, 0.5},
		{"far away", 20, 20, 0},
	} {
		if v := ink[tt.y*Side+tt.x]; v != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, v, tt.want)
		}
	}
	brush(ink, point{-5, -5}, point{40, 40}, 3) // beyond the paper
	brush(ink, point{3, 20}, point{3, 20}, 1)   // a dot
	if v := ink[20*Side+3]; v == 0 {
		t.Error("a dot leaves no ink")
	}
}
