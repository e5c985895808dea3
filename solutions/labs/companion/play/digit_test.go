package play

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"

	"nn"
)

// three returns a picture of a 3: two arcs of a pen with the given radius on white paper.
func three(t *testing.T, pen, width, height, end float64) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 280, 280))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	arc := func(from, to, middle float64) {
		for a := from; a <= to; a += 0.01 {
			x, y := 130+width*math.Cos(a), middle+height*math.Sin(a)
			for dx := -pen; dx <= pen; dx++ {
				for dy := -pen; dy <= pen; dy++ {
					if dx*dx+dy*dy <= pen*pen {
						m.SetGray(int(x+dx), int(y+dy), color.Gray{})
					}
				}
			}
		}
	}
	arc(-end, 1.6, 90)
	arc(-1.6, end, 90+2*height)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A network that has been trained on the page's own digits reads a drawn 3, and what the page shows
// are the network's numbers.
func TestDigits(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a network for digits")
	}
	d := NewDigits()
	if f := d.Do("open", nil); f.Text["train"] != "Train" || !strings.Contains(f.Text["digit-state"], "not trained") {
		t.Errorf("at the start: %v", f.Text)
	}
	d.Do("train", nil)
	for d.running {
		d.Do("tick", nil)
	}
	if accuracy := d.net.Score(d.test); accuracy < 0.95 {
		t.Errorf("%v of the drawn digits are read, want 0.95", accuracy)
	}
	read, all := 0, 0
	for _, pen := range []float64{6, 8, 10, 13} {
		for _, width := range []float64{35, 50, 65} {
			for _, height := range []float64{38, 45} {
				for _, end := range []float64{2.3, 2.8} {
					all++
					if f := d.Do("read", three(t, pen, width, height, end)); strings.Contains(f.HTML["digit-result"], `<strong id="guess">3</strong>`) {
						read++
					}
				}
			}
		}
	}
	if t.Logf("%d of %d drawn threes are read", read, all); read < all-2 {
		t.Errorf("%d of %d drawn threes are read", read, all)
	}
	picture := three(t, 10, 50, 43, 2.6)
	f := d.Do("read", picture)
	if !strings.Contains(f.HTML["digit-result"], `<strong id="guess">3</strong>`) {
		t.Errorf("a drawn 3: %.200s", f.HTML["digit-result"])
	}
	X, err := nn.ReadDigit(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	for k, p := range d.net.Predict(X).Row(0) {
		if want := fmt.Sprintf("%d<td><div style=\"width:%.1f%%\"></div><td>%.1f %%", k, 100*p, 100*p); !strings.Contains(f.HTML["digit-result"], want) {
			t.Errorf("no %s for digit %d", want, k)
		}
	}
	if n := len(f.Pictures); n != 3 || f.Pictures[0].Cells != 28 || f.Pictures[1].Cells != 8 || f.Pictures[2].Cells != 6 {
		t.Errorf("%d pictures", n)
	}

	other := NewDigits()
	other.Do("weights", WriteWeights(DigitUnits, d.net))
	if g := other.Do("read", picture); g.HTML["digit-result"] != f.HTML["digit-result"] {
		t.Error("the weights of a file give other probabilities")
	}
	for _, damaged := range [][]byte{nil, {1}, {255, 255, 255, 255}, WriteWeights([]int{3}, d.net)} {
		if g := other.Do("weights", damaged); !strings.Contains(g.Errors["digit"], "weights file") {
			t.Errorf("damaged weights of %d bytes: %v", len(damaged), g.Errors)
		}
	}
	if g := other.Do("read", []byte("no picture")); !strings.Contains(g.Errors["digit"], "want a PNG or JPEG") {
		t.Errorf("no picture: %v", g.Errors)
	}
	if g := other.Do("sample", nil); !strings.Contains(g.HTML["digit-result"], "guess") || g.Errors["digit"] != "" {
		t.Errorf("a sample: %v", g.Errors)
	}
	if g := other.Do("clear", nil); strings.Contains(g.HTML["digit-result"], "guess") {
		t.Error("after clearing there is still a digit")
	}
}
