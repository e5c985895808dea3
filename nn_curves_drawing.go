// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// drawing is an SVG drawing that grows downwards. y is its current lower end.
type drawing struct {
	strings.Builder
	y float64
}

// text writes s on the line at d.y, abbreviated to the given number of characters.
func (d *drawing) text(class string, x float64, s string, length int) {
	if runes := []rune(s); len(runes) > length {
		s = string(runes[:length-1]) + "…"
	}
	fmt.Fprintf(d, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
		class, x, d.y, escaped(s))
}

// verticalText writes s upwards, centred at (x, y).
func (d *drawing) verticalText(class string, x, y float64, s string, length int) {
	before := d.y
	d.y = 0
	fmt.Fprintf(d, "<g transform=\"translate(%.1f %.1f) rotate(-90)\">", x, y)
	d.text(class, 0, s, length)
	d.WriteString("</g>\n")
	d.y = before
}

// path draws a path of the given format. A path of almost no length, h.01, appears as a dot,
// because its ends are round.
func (d *drawing) path(class, format string, lengths ...any) {
	fmt.Fprintf(d, "<path class=\"%s\" d=\"%s\"/>\n", class, fmt.Sprintf(format, lengths...))
}

func (d *drawing) ring(class string, x, y float64) {
	fmt.Fprintf(d, "<circle class=\"ring %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>\n", class, x, y)
}

func runClass(i int) string { return fmt.Sprintf("run%d", i) }

// number formats v with the given number of decimal places, or in scientific notation if that is
// shorter.
func number(v float64, decimals int) string {
	switch {
	case !drawable(v):
		return ""
	case math.Abs(v) >= 1e5 || decimals > 5:
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// fourDigitsOrSmall formats v with four decimal places, or in scientific notation if only zeros
// would remain.
func fourDigitsOrSmall(v float64) string {
	if v != 0 && math.Abs(v) < 0.0005 {
		return strconv.FormatFloat(v, 'g', 2, 64)
	}
	return number(v, 4)
}

// escaped returns s as text of an XML file.
func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder never returns an error
	return b.String()
}
