package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strings"
)

// rateChart is a picture of the loss over the learning rate. Both axes are logarithmic.
type rateChart struct {
	title   string
	results []rateResult
}

const ratesStyle = `
.rates { background: #fff; color: #1f2328; font: 12px system-ui, sans-serif }
.rates text { fill: currentColor; text-anchor: middle }
.rates .title { font-size: 17px; font-weight: 600; text-anchor: start }
.rates .axis { font-size: 13px; font-weight: 600 }
.rates .tick { text-anchor: end }
.rates .zone { fill: currentColor; opacity: .07 }
.rates .grid { stroke: currentColor; opacity: .15 }
.rates .line { fill: none; stroke: #0072b2; stroke-width: 2 }
.rates .dot { fill: #0072b2 }
.rates .cross { stroke: #c44e00; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) {
.rates { background: #0d1117; color: #e6edf3 }
.rates .line { stroke: #56b4e9 } .rates .dot { fill: #56b4e9 } .rates .cross { stroke: #ff9d4d }
}
`

// Lengths in the units of the SVG file.
const (
	chartWidth, chartHeight = 480.0, 340.0
	chartLeft, chartRight   = 64.0, 464.0
	chartTop, chartBottom   = 76.0, 284.0
)

// WriteSVG writes the picture as a self-contained SVG file, for light and dark screens.
func (c rateChart) WriteSVG(w io.Writer) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" class="rates" role="img">`+"\n"+
		"<title>%s</title>\n<desc>%s</desc>\n<style>%s</style>\n", chartWidth, chartHeight,
		escaped(c.title), escaped(c.numbers()), ratesStyle)
	text(&b, "title", 16, 28, c.title)
	c.zones(&b)
	lowest, highest := c.decades()
	y := func(loss float64) float64 { // at most the top, where the trainings that diverged are
		share := (math.Log10(loss) - float64(lowest)) / float64(highest-lowest)
		return chartBottom - min(share, 1)*(chartBottom-chartTop-24)
	}
	for k := lowest; k <= highest; k++ {
		loss := math.Pow(10, float64(k))
		fmt.Fprintf(&b, "<path class=\"grid\" d=\"M%g %.1fH%g\"/>\n", chartLeft, y(loss), chartRight)
		text(&b, "tick", chartLeft-8, y(loss)+4, fmt.Sprintf("%.3g", loss))
	}
	var line strings.Builder
	var points bytes.Buffer
	for i, r := range c.results {
		x := c.x(i)
		if i%2 == 0 {
			text(&points, "", x, chartBottom+18, fmt.Sprintf("%.3g", r.rate))
		}
		if math.IsInf(r.loss, 1) {
			fmt.Fprintf(&points, "<path class=\"cross\" d=\"M%.1f %.1fl10 10m0 -10l-10 10\"/>\n", x-5, chartTop+8)
			text(&points, "", x, chartTop+34, "diverged")
			continue
		}
		command := "L"
		if line.Len() == 0 {
			command = "M"
		}
		fmt.Fprintf(&line, "%s%.1f %.1f", command, x, y(r.loss))
		fmt.Fprintf(&points, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n", x, y(r.loss))
	}
	fmt.Fprintf(&b, "<path class=\"line\" d=\"%s\"/>\n", &line)
	b.Write(points.Bytes())
	text(&b, "axis", (chartLeft+chartRight)/2, chartBottom+42, "learning rate (logarithmic)")
	fmt.Fprintf(&b, "<g transform=\"translate(20 %g) rotate(-90)\">", (chartTop+chartBottom)/2)
	text(&b, "axis", 0, 0, "validation loss (logarithmic)")
	b.WriteString("</g>\n</svg>\n")
	_, err := w.Write(b.Bytes())
	return err
}

// zones names the learning rates that are too small, right and too large, and shades the right
// ones.
func (c rateChart) zones(b *bytes.Buffer) {
	half := (c.x(1) - c.x(0)) / 2
	for i := 0; i < len(c.results); {
		from, verdict := i, c.results[i].verdict
		for i < len(c.results) && c.results[i].verdict == verdict {
			i++
		}
		left, right := c.x(from)-half, c.x(i-1)+half
		if verdict == "right" {
			fmt.Fprintf(b, "<rect class=\"zone\" x=\"%.1f\" y=\"%g\" width=\"%.1f\" height=\"%g\"/>\n",
				left, chartTop, right-left, chartBottom-chartTop)
		}
		text(b, "", (left+right)/2, chartTop-10, verdict)
	}
}

// x returns the position of result i. The learning rates have equal distances on a logarithmic
// scale.
func (c rateChart) x(i int) float64 {
	return chartLeft + (float64(i)+0.5)*(chartRight-chartLeft)/float64(len(c.results))
}

// decades returns the powers of ten below the lowest and above the highest loss. Losses far above
// the loss of the smallest rate, which has hardly learned, are cut at the top.
func (c rateChart) decades() (lowest, highest int) {
	low, high := math.Inf(1), 0.0
	for _, r := range c.results {
		if low = min(low, r.loss); !math.IsInf(r.loss, 1) {
			high = max(high, min(r.loss, 100*c.results[0].loss))
		}
	}
	if math.IsInf(low, 1) || !(low > 0) {
		return -1, 1
	}
	lowest = int(math.Floor(math.Log10(low)))
	return lowest, max(lowest+1, int(math.Ceil(math.Log10(high))))
}

// numbers returns the results as text, for screen readers.
func (c rateChart) numbers() string {
	var parts []string
	for _, r := range c.results {
		parts = append(parts, fmt.Sprintf("learning rate %v: loss %s, %s", r.rate, r.lossText(), r.verdict))
	}
	return strings.Join(parts, "; ")
}

func text(b *bytes.Buffer, class string, x, y float64, s string) {
	fmt.Fprintf(b, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", class, x, y, escaped(s))
}

// escaped returns s as text of an XML file.
func escaped(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a Buffer never returns an error
	return b.String()
}
