package play

import (
	"fmt"
	"html"
	"math"
	"strings"

	"nn"
)

// exampleView shows the forward pass of one example, with the sum of every unit.
func (e *Session) exampleView(at []float64) string {
	ps, target := e.passes(at)
	var b strings.Builder
	fmt.Fprintf(&b, `<h3>Forward pass of (%s, %s)</h3><p>The network returns %s. The nearest point that trains has the target %s.</p>`,
		digits(at[0]), digits(at[1]), digits(ps[len(ps)-1].Y.At(0, 0)), digits(target))
	widths := e.widths()
	for column := 1; column < len(widths); column++ {
		dense, act := ps[denseAt(column)], ps[denseAt(column)+1]
		W, B := e.parameter[2*column-2].Value, e.parameter[2*column-1].Value
		fmt.Fprintf(&b, `<table class="numbers"><caption>Layer %d: z = Σ x·w + b, y = f(z), f is %s</caption><tr><th scope="col">unit<th scope="col" class="sum">sum<th scope="col">z<th scope="col">y</tr>`,
			column, e.activationName(column))
		for j := range W.Cols {
			var terms []string
			for i := range W.Rows {
				terms = append(terms, fmt.Sprintf("%s·%s", digits(dense.X.At(0, i)), digits(W.At(i, j))))
			}
			fmt.Fprintf(&b, `<tr><th scope="row">%d<td class="sum">%s + %s<td>%s<td>%s</tr>`, j+1,
				strings.Join(terms, " + "), digits(B.At(0, j)), digits(dense.Y.At(0, j)), digits(act.Y.At(0, j)))
		}
		b.WriteString("</table>")
	}
	return b.String()
}

// activationName returns the name of the activation function of a column of the diagram.
func (e *Session) activationName(column int) string {
	switch {
	case column <= len(e.units()):
		return e.Activation
	case e.regression():
		return "linear"
	}
	return "sigmoid"
}

// activationOf returns the function f and its derivative, from the package's layers.
func activationOf(name string) *nn.ActivationLayer {
	s := Settings{Activation: name}
	switch l := s.activation().(type) {
	case *nn.TanhActivation:
		return &l.ActivationLayer
	case *nn.SigmoidActivation:
		return &l.ActivationLayer
	case *nn.LinearActivation:
		return &l.ActivationLayer
	case *nn.ReLUActivation:
		return &l.ActivationLayer
	}
	panic("play: there is no activation " + name)
}

// unitView shows a unit: its function with the tangent at the chosen example, and its weights.
func (e *Session) unitView(column, j int, at []float64) string {
	if column == 0 {
		return `<p>An input has no weights. Choose a unit of another layer.</p>`
	}
	ps, _ := e.passes(at)
	z := ps[denseAt(column)].Y.At(0, j)
	f := activationOf(e.activationName(column))
	y, slope := f.ActivationFunction(z), f.Derivative(z)
	var b strings.Builder
	name := e.unitName(column, j)
	fmt.Fprintf(&b, `<h3>%s</h3>`, strings.ToUpper(name[:1])+name[1:])
	b.WriteString(e.warning(column, j))
	b.WriteString(functionGraph(f, z))
	fmt.Fprintf(&b, `<p>For the example (%s, %s): z = %s, f(z) = %s, f'(z) = %s. The dot is on f, the dashed line is its tangent, and the thin line is f'.</p>`,
		digits(at[0]), digits(at[1]), digits(z), digits(y), digits(slope))
	b.WriteString(`<div class="weights">`)
	for _, p := range []int{2*column - 2, 2*column - 1} {
		m := e.parameter[p].Value
		for i := range m.Rows {
			k := i*m.Cols + j
			fmt.Fprintf(&b, `<div><label>%s <input data-do="setweight" data-w="%d.%d" value="%s" inputmode="decimal"></label><button data-do="weight" data-w="%[2]d.%[3]d" aria-label="Chain rule of the %[1]s">Chain rule</button></div>`,
				html.EscapeString(e.weightName(p, k)), p, k, formatNumber(m.Data[k]))
		}
	}
	b.WriteString("</div>")
	return b.String()
}

// functionGraph returns an SVG of f and f' from -4 to 4, or further if z is, and the tangent at z.
func functionGraph(f *nn.ActivationLayer, z float64) string {
	const w, h = 320.0, 160.0
	y, slope := f.ActivationFunction(z), f.Derivative(z)
	reach, height := max(4, 1.1*math.Abs(z)), max(2.2, 1.1*math.Abs(y)) // so that z and f(z) are inside
	at := func(x, y float64) (float64, float64) { return (x/reach + 1) / 2 * w, h / 2 * (1 - y/height) }
	line := func(class string, g func(float64) float64) string {
		var d strings.Builder
		for k := range 161 {
			x := reach * (float64(k)/80 - 1)
			px, py := at(x, g(x))
			fmt.Fprintf(&d, "%c%.1f %.1f", "ML"[min(k, 1)], px, py)
		}
		return fmt.Sprintf(`<path class="%s" d="%s"/>`, class, d.String())
	}
	numbers := nn.NewMatrix(9, 3)
	for k := range numbers.Rows {
		x := reach * (float64(k)/4 - 1)
		copy(numbers.Row(k), []float64{x, f.ActivationFunction(x), f.Derivative(x)})
	}
	px, py := at(z, y)
	return fmt.Sprintf(`<svg class="function" viewBox="0 0 %v %v" role="img" aria-label="f(z) = %s with slope %s at z = %s"><path class="axis" d="M0 %vH%vM%v 0V%v"/>%s%s%s<circle cx="%.1f" cy="%.1f" r="4"/></svg><details><summary>Numbers of the graph</summary>%s</details>`,
		w, h, digits(y), digits(slope), digits(z), h/2, w, w/2, h,
		line("f", f.ActivationFunction), line("slope", f.Derivative),
		line("tangent", func(x float64) float64 { return y + slope*(x-z) }), px, py, matrixTable("z, f(z), f'(z)", numbers))
}

// matricesView shows the weights and biases of all layers as matrices.
func (e *Session) matricesView() string {
	var b strings.Builder
	b.WriteString(`<h3>Weights and biases</h3><div class="matrices">`)
	for p, param := range e.parameter {
		b.WriteString(matrixTable(fmt.Sprintf("%s of layer %d", []string{"W", "B"}[p%2], p/2+1), param.Value))
	}
	b.WriteString("</div>")
	return b.String()
}

// matrixTable returns a matrix with its name and shape.
func matrixTable(name string, m *nn.Matrix) string { return tableOf(name, meaning(name), m) }

func tableOf(name, meaning string, m *nn.Matrix) string {
	var b strings.Builder
	b.WriteString(tableStart(name, meaning, m))
	for i := range min(m.Rows, 24) {
		b.WriteString("<tr>")
		for _, v := range m.Row(i) {
			b.WriteString("<td>" + digits(v))
		}
		b.WriteString("</tr>")
	}
	if m.Rows > 24 {
		b.WriteString("<tr><td>…</tr>")
	}
	b.WriteString("</table>")
	return b.String()
}

// surfaceCells is the number of losses in a row of the loss surface.
const surfaceCells = 21

// surfaceView shows E over two weights, all others fixed, and the path of both in the last epochs.
func (e *Session) surfaceView(a, b [2]int) string {
	if a == b {
		return "<p>Choose two weights, one after the other: each of the last two is an axis.</p>"
	}
	wa, wb := &e.parameter[a[0]].Value.Data[a[1]], &e.parameter[b[0]].Value.Data[b[1]]
	oldA, oldB := *wa, *wb
	spread := 2.0
	ia, ib := e.flatIndex(a), e.flatIndex(b)
	for _, w := range e.trail {
		spread = max(spread, 1.1*math.Abs(w[ia]-oldA), 1.1*math.Abs(w[ib]-oldB))
	}
	var E [surfaceCells * surfaceCells]float64
	lowest, highest := math.Inf(1), math.Inf(-1)
	for k := range E {
		*wa = oldA + spread*(2*float64(k%surfaceCells)/(surfaceCells-1)-1)
		*wb = oldB - spread*(2*float64(k/surfaceCells)/(surfaceCells-1)-1)
		E[k] = e.value()
		lowest, highest = min(lowest, E[k]), max(highest, E[k])
	}
	*wa, *wb = oldA, oldB

	const cell = 14.0
	const size = cell * surfaceCells
	var s strings.Builder
	fmt.Fprintf(&s, `<h3>Loss surface</h3><p>To the right: %s. Upwards: %s. From %s (white) to %s (blue); the ring is the network now, in the middle of ±%s.</p>
<svg class="surface" viewBox="0 0 %v %[6]v" role="img" aria-label="Loss over two weights, from %[3]s to %[4]s">`,
		html.EscapeString(e.weightName(a[0], a[1])), html.EscapeString(e.weightName(b[0], b[1])), digits(lowest), digits(highest), digits(spread), size)
	for k, v := range E {
		depth := math.Sqrt((v - lowest) / max(highest-lowest, 1e-12))
		red, green, blue := shade(depth)
		fmt.Fprintf(&s, `<rect x="%v" y="%v" width="14.5" height="14.5" style="fill:rgb(%d,%d,%d)"/>`, cell*float64(k%surfaceCells), cell*float64(k/surfaceCells), red, green, blue)
	}
	var d strings.Builder
	for k, w := range e.trail {
		fmt.Fprintf(&d, "%c%.1f %.1f", "ML"[min(k, 1)], size/2+(w[ia]-oldA)/spread*(size-cell)/2, size/2-(w[ib]-oldB)/spread*(size-cell)/2)
	}
	fmt.Fprintf(&s, `<path class="path" d="%s"/><circle class="now" cx="%v" cy="%[2]v" r="5"/></svg><details><summary>Numbers of the surface</summary>%s</details>`,
		d.String(), size/2, matrixTable("E", &nn.Matrix{Rows: surfaceCells, Cols: surfaceCells, Data: E[:]}))
	return s.String()
}

// flatIndex returns the place of a weight in the list of all weights.
func (e *Session) flatIndex(w [2]int) int {
	n := w[1]
	for _, p := range e.parameter[:w[0]] {
		n += len(p.Value.Data)
	}
	return n
}
