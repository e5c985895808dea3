package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"

	"nn"
)

const (
	reach = 2.7 // the picture shows the coordinates -reach to reach
	grid  = 80  // predictions in a row of it
)

// boundary returns an SVG of the plane: what the network says everywhere, and the training points.
func (e *experiment) boundary() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %d %[1]d" role="img" aria-label="What the network says of every point of the plane">`, 4*grid)
	fmt.Fprintf(&b, `<image href="data:image/png;base64,%s" width="%d" height="%[2]d"/>`, e.plane(), 4*grid)
	at := func(x float64) float64 { return (x + reach) / (2 * reach) * 4 * grid }
	for i := range e.train.Len() {
		fmt.Fprintf(&b, `<circle class="c%v" cx="%.1f" cy="%.1f" r="3.5"/>`,
			e.train.Y.At(i, 0), at(e.train.X.At(i, 0)), at(-e.train.X.At(i, 1)))
	}
	b.WriteString("</svg>")
	return b.String()
}

// plane returns a PNG in base64, a pixel for each point of the grid: blue for 1 and orange for 0,
// the paler the less certain.
func (e *experiment) plane() string {
	X := nn.NewMatrix(grid*grid, 2)
	for i := range X.Rows {
		X.Set(i, 0, reach*(2*(float64(i%grid)+0.5)/grid-1))
		X.Set(i, 1, -reach*(2*(float64(i/grid)+0.5)/grid-1))
	}
	img := image.NewRGBA(image.Rect(0, 0, grid, grid))
	for i, p := range e.net.Predict(X).Data {
		img.Set(i%grid, i/grid, shade(2*p-1, 0.75))
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err) // into memory it cannot fail
	}
	return base64.StdEncoding.EncodeToString(out.Bytes())
}

// shade returns blue for v = 1, orange for v = -1, and between them a mixture with white. Depth is
// how far from white it goes.
func shade(v, depth float64) color.RGBA {
	full := color.RGBA{0, 114, 178, 255}
	if v < 0 {
		full = color.RGBA{230, 120, 20, 255}
	}
	v = min(math.Abs(v), 1) * depth
	mix := func(c uint8) uint8 { return uint8(255 - v*(255-float64(c))) }
	return color.RGBA{mix(full.R), mix(full.G), mix(full.B), 255}
}

// network returns an SVG of the layers with a line for each weight: blue if it is positive, orange
// if negative, the thicker the larger.
func (e *experiment) network() string {
	const width, height = 480.0, 300.0
	var weights []*nn.Matrix
	for _, p := range e.net.Params() {
		if p.Name == "weights" {
			weights = append(weights, p.Value)
		}
	}
	x := func(layer int) float64 { return 30 + (width-60)*float64(layer)/float64(len(weights)) }
	y := func(unit, units int) float64 { return height * (float64(unit) + 0.5) / float64(units) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg viewBox="0 0 %v %v" role="img" aria-label="The layers and their weights">`, width, height)
	for k, W := range weights {
		for i := range W.Rows {
			for j := range W.Cols {
				w := W.At(i, j)
				class := "plus"
				if w < 0 {
					class = "minus"
				}
				fmt.Fprintf(&b, `<line class="%s" x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke-width="%.2f"><title>%s</title></line>`,
					class, x(k), y(i, W.Rows), x(k+1), y(j, W.Cols), min(0.2+1.5*math.Abs(w), 6),
					fmt.Sprintf("layer %d, weight %d to %d: %.4f", k+1, i+1, j+1, w))
			}
		}
	}
	for k := range len(weights) + 1 {
		units := 1
		if k < len(weights) {
			units = weights[k].Rows
		}
		for i := range units {
			fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="5"/>`, x(k), y(i, units))
		}
	}
	b.WriteString("</svg>")
	return b.String()
}

// mostRecords is how many epochs the curves show; of a longer training it is every second, or
// third, and so on.
const mostRecords = 150

// curves returns an SVG of loss and accuracy.
func (e *experiment) curves() string {
	step := (len(e.net.History) + mostRecords - 1) / mostRecords
	var shown nn.History
	for i := 0; i < len(e.net.History); i += step {
		shown = append(shown, e.net.History[i])
	}
	var b strings.Builder
	c := nn.Curves{Title: "", Metric: "accuracy", Runs: []nn.Run{{Name: "network", History: shown}}}
	if err := c.WriteSVG(&b); err != nil { // nothing to draw yet
		return `<p>The curves of loss and accuracy will be here.</p>`
	}
	return b.String()
}
