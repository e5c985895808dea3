package main

import (
	"fmt"
	"math"
	"strings"

	"nn/solutions/given"
)

// fraction formats a number with a small denominator, for example 3/4.
func fraction(x float64) string {
	for q := 1.0; q <= 64; q++ {
		if p := math.Round(x * q); math.Abs(x*q-p) < 1e-9 {
			return strings.TrimSuffix(fmt.Sprintf("%v/%v", p, q), "/1")
		}
	}
	return fmt.Sprint(show(x))
}

// term is the product of a positive factor, formatted as a fraction, and a number of any sign.
type term struct{ factor, x float64 }

// sum formats a sum, for example -3/4·2 + 1/4·4. The signs of the numbers stand before the factors.
func sum(terms ...term) string {
	var b strings.Builder
	for i, t := range terms {
		sign := map[bool]string{true: " - ", false: " + "}[t.x < 0]
		if i == 0 {
			sign = map[bool]string{true: "-", false: ""}[t.x < 0]
		}
		b.WriteString(sign)
		if t.factor != 0 {
			b.WriteString(fraction(t.factor) + "·")
		}
		b.WriteString(fmt.Sprint(show(math.Abs(t.x))))
	}
	return b.String()
}

// products formats a scalar product, for example 1·2-3·(-1).
func products(x, w []float64) string {
	var b strings.Builder
	for i := range x {
		if i > 0 && x[i] >= 0 {
			b.WriteString("+")
		}
		fmt.Fprintf(&b, "%v·%v", show(x[i]), bracketed(w[i]))
	}
	return b.String()
}

// bracketed formats a number for the right of an operator.
func bracketed(x float64) string {
	if x < 0 {
		return fmt.Sprintf("(%v)", show(x))
	}
	return fmt.Sprint(show(x))
}

// spaced formats numbers with spaces between them.
func spaced(list []float64) string { return strings.ReplaceAll(joined(list), ",", "") }

// literal formats a number as a constant of type float64.
func literal(x float64) string {
	s := fmt.Sprint(show(x))
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// grid returns the rows of a table with columns of equal width.
func grid(cells [][]string) []string {
	rows := make([]string, len(cells))
	for j := range cells[0] {
		width := 0
		for i := range cells {
			width = max(width, len([]rune(cells[i][j])))
		}
		for i := range cells {
			if j > 0 {
				rows[i] += "   "
			}
			rows[i] += fmt.Sprintf("%-*s", width, cells[i][j])
		}
	}
	return rows
}

// lines writes a matrix with one row per line, each but the first after indent.
func lines(m *given.Matrix, indent string) string {
	return strings.ReplaceAll(show(m).(string), "}, ", "},\n"+indent)
}
