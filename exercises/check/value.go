package check

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"exercises/given"
)

// distance describes the difference between got and want. It returns "" if every element is within
// the tolerance.
func distance(got, want any, tolerance float64) string {
	g, w := tableOf(got), tableOf(want)
	switch {
	case w == nil && g == nil && reflect.DeepEqual(got, want):
		return ""
	case w == nil && g == nil:
		return "they are not equal"
	case g == nil:
		return fmt.Sprintf("got %s, want %s", kind(got, g), kind(want, w))
	case w == nil || g.shape != w.shape:
		return fmt.Sprintf("the shape is %s, want %s", kind(got, g), kind(want, w))
	}
	worst, at, different := -1.0, 0, 0
	for i, v := range g.data {
		d := math.Abs(v - w.data[i])
		if v == w.data[i] || d <= tolerance*(1+math.Abs(w.data[i])) && !math.IsInf(w.data[i], 0) {
			continue
		}
		if different++; d > worst || math.IsNaN(d) && !math.IsNaN(worst) {
			worst, at = d, i
		}
	}
	if different == 0 {
		return ""
	}
	allowed := tolerance * (1 + math.Abs(w.data[at]))
	far := fmt.Sprintf("the difference is %.3g", worst)
	if len(g.data) > 1 {
		digits := 6
		if show(g.data[at]) == show(w.data[at]) {
			digits = 17
		}
		far = fmt.Sprintf("%d of %d elements differ, most at %s: "+
			"%.*g instead of %.*g, a difference of %.3g",
			different, len(g.data), g.position(at), digits, g.data[at], digits, w.data[at], worst)
	}
	return far + fmt.Sprintf(", allowed %.2g", allowed) + ratio(g.data, w.data)
}

// ratio returns a line if got is want times one factor. Only numbers of different size show that: a
// single number, or equal ones, always have such a factor.
func ratio(got, want []float64) string {
	r, compared, first, different := math.NaN(), 0, 0.0, false
	for i, w := range want {
		if w == 0 && got[i] == 0 {
			continue
		}
		q := got[i] / w
		if compared++; compared == 1 {
			r, first = q, w
		}
		different = different || math.Abs(w) != math.Abs(first)
		if !(math.Abs(q-r) <= 1e-6*math.Abs(r)) {
			return ""
		}
	}
	if !different || math.IsNaN(r) || math.IsInf(r, 0) || r == 0 || math.Abs(r-1) <= 1e-6 {
		return ""
	}
	return fmt.Sprintf("\ngot is %.6g times want", r)
}

// table is a number, a slice of numbers or a matrix as one list.
type table struct {
	shape string
	cols  int // for a matrix
	data  []float64
}

func (t *table) position(i int) string {
	if t.cols > 0 {
		return fmt.Sprintf("(%d, %d)", i/t.cols, i%t.cols)
	}
	return fmt.Sprintf("[%d]", i)
}

func tableOf(v any) *table {
	switch v := v.(type) {
	case float64:
		return &table{shape: "one number", data: []float64{v}}
	case []float64:
		return &table{shape: fmt.Sprintf("%d numbers", len(v)), data: v}
	case *given.Matrix:
		if v != nil && whole(v) {
			return &table{shape: v.Shape(), cols: v.Cols, data: v.Data}
		}
	}
	return nil
}

func matrix(v any) (*given.Matrix, bool) {
	m, ok := v.(*given.Matrix)
	return m, ok
}

// whole reports whether the number of elements of m matches its shape.
func whole(m *given.Matrix) bool {
	n := len(m.Data)
	return m.Rows >= 0 && m.Cols >= 0 && m.Rows <= n+1 && m.Cols <= n+1 && m.Rows*m.Cols == n
}

func kind(v any, t *table) string {
	if t != nil {
		return t.shape
	}
	if m, ok := matrix(v); ok && m != nil {
		return fmt.Sprintf("a matrix of shape %s with %d numbers", m.Shape(), len(m.Data))
	}
	return show(v)
}

// show formats a value for messages and abbreviates large values.
func show(v any) string {
	const most = 8
	switch v := v.(type) {
	case float64:
		return fmt.Sprintf("%.6g", v)
	case []float64:
		if len(v) > most {
			return fmt.Sprintf("%.6g and %d numbers more", v[:most], len(v)-most)
		}
		return fmt.Sprintf("%.6g", v)
	case *given.Matrix:
		if v == nil {
			return "nil, no matrix"
		}
		if !whole(v) {
			return kind(v, nil)
		}
		if v.Rows <= most && v.Cols <= most {
			return v.String()
		}
		part := given.NewMatrix(min(v.Rows, most), min(v.Cols, most))
		for i := range part.Rows {
			copy(part.Row(i), v.Row(i))
		}
		return fmt.Sprintf("%v\nthe first %d rows and %d columns of %s",
			part, part.Rows, part.Cols, v.Shape())
	case string:
		return v
	}
	s := fmt.Sprintf("%v", v)
	if len(s) > 400 {
		s = s[:400] + " ..."
	}
	return s
}

// exact formats numbers with all digits, because values that differ can look the same with six.
func exact(v any) string {
	t := tableOf(v)
	if t == nil {
		return show(v)
	}
	var text strings.Builder
	for i, x := range t.data[:min(len(t.data), 8)] {
		if fmt.Fprintf(&text, "%.17g ", x); t.cols > 0 && (i+1)%t.cols == 0 {
			text.WriteString("\n")
		}
	}
	if more := len(t.data) - 8; more > 0 {
		fmt.Fprintf(&text, "and %d numbers more", more)
	}
	return strings.TrimSpace(text.String())
}

func indent(text string, by int) string {
	return strings.ReplaceAll(text, "\n", "\n"+strings.Repeat(" ", by))
}
