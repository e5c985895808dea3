// SPDX-License-Identifier: MIT-0
// Origin: nn 1.0.0, neural networks for teaching in plain Go.

package nn

import (
	"html/template"
	"io"
	"strings"
)

// WriteHTML writes the trace as a self-contained HTML page. The page shows the computation graph
// with the values of the forward pass and the gradients of the backward pass. Below the graph, it
// lists every step with its formula and its matrices.
func (t *Trace) WriteHTML(w io.Writer) error {
	return tracePage().Execute(w, struct {
		*Trace
		Graph []graphNode
	}{t, t.graph()})
}

// graphNode is a box of the computation graph with the arrows below it.
type graphNode struct {
	Number   int
	Name     string
	Top      int    // y coordinate of the upper edge
	Value    string // result of the forward pass
	Gradient string // gradient that the backward pass returns to the box
}

const graphStep = 96 // distance between the tops of two boxes

// graph returns the boxes of the input, the layers in order and the loss.
func (t *Trace) graph() []graphNode {
	var nodes []graphNode
	for _, s := range t.Steps {
		switch s.Way {
		case "forward":
			if len(nodes) == 0 {
				nodes = append(nodes, graphNode{Name: "input", Value: "X " + brief(s.get("X"))})
			}
			nodes = append(nodes, graphNode{Number: s.Number, Name: s.Name, Value: "Y " + brief(s.get("Y"))})
		case "loss":
			nodes[len(nodes)-1].Gradient = "dY* " + brief(s.get("dY*"))
			nodes = append(nodes, graphNode{Name: s.Name, Value: "L " + brief(s.get("L"))})
		case "backward":
			if dX := s.get("dX"); dX != nil {
				nodes[s.Number-1].Gradient = "dX " + brief(dX)
			}
		}
	}
	for i := range nodes {
		nodes[i].Top = 8 + i*graphStep
	}
	return nodes
}

// get returns the matrix with the given name, or nil if the step has none.
func (s TraceStep) get(name string) *Matrix {
	for _, m := range s.Matrices {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// brief returns the numbers of a small matrix, or the shape of a large one.
func brief(m *Matrix) string {
	if m.Rows > 1 || m.Cols > 3 {
		return m.shape()
	}
	return strings.Join(digits(m, 0), "  ")
}

// digits returns the numbers in row i of m as text.
func digits(m *Matrix, i int) []string {
	var texts []string
	for _, v := range m.Row(i) {
		texts = append(texts, traceNumber(v))
	}
	return texts
}

// tableSize is the maximum number of rows and of columns of a matrix on the page.
const tableSize = 12

// tableRows returns the rows of a matrix as text. It leaves out the middle of a large matrix.
func tableRows(m *Matrix) [][]string {
	var rows [][]string
	for i := range m.Rows {
		row := digits(m, i)
		if len(row) > tableSize {
			row = append(append(row[:tableSize-2:tableSize-2], "…"), row[len(row)-1])
		}
		rows = append(rows, row)
	}
	if len(rows) > tableSize {
		rows = append(append(rows[:tableSize-2:tableSize-2], []string{"…"}), rows[len(rows)-1])
	}
	return rows
}

// tracePage parses the page. It is a function, and not a variable, because a program without a trace
// on a page then does not contain html/template.
func tracePage() *template.Template {
	return template.Must(template.New("trace").Funcs(template.FuncMap{
		"rows":  tableRows,
		"shape": (*Matrix).shape,
		"add":   func(a, b int) int { return a + b },
		"title": func(way string) string {
			return map[string]string{"forward": "Forward propagation", "loss": "Loss",
				"backward": "Backward propagation", "update": "Update"}[way]
		},
	}).Parse(traceText))
}

const traceText = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>One training step</title>
<style>
:root { color-scheme: light dark; --ink: #1f2328; --ground: #fff; --soft: #f3f4f6; --line: #c9ced6; --forward: #0072b2; --backward: #c44e00 }
@media (prefers-color-scheme: dark) {
	:root { --ink: #e6edf3; --ground: #0d1117; --soft: #1b222c; --line: #3d4551; --forward: #56b4e9; --backward: #ff9d4d }
}
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--ink); background: var(--ground); font: 16px/1.5 system-ui, sans-serif }
svg { display: block; width: 100%; max-width: 40rem; margin: 0 auto; font: 14px system-ui, sans-serif }
svg text { fill: currentColor; text-anchor: middle }
svg .forward { fill: var(--forward); text-anchor: end }
svg .backward { fill: var(--backward); text-anchor: start }
rect { fill: var(--soft); stroke: var(--line) }
path { fill: none; stroke-width: 2 }
path.f { stroke: var(--forward) } path.b { stroke: var(--backward) }
section { margin: 1rem 0; padding: .6rem 1rem; border-left: 4px solid var(--line); background: var(--soft); overflow-x: auto }
section.forward { border-color: var(--forward) } section.backward { border-color: var(--backward) }
h3, p { margin: 0 } h3 { font-size: 1rem }
.formula { font-family: ui-monospace, monospace; white-space: pre-wrap }
.matrices { display: flex; flex-wrap: wrap; align-items: start; gap: .8rem 1.6rem; margin-top: .5rem }
table { border-collapse: collapse; border-left: 2px solid; border-right: 2px solid; font: .85rem ui-monospace, monospace }
td { padding: .1rem .5rem; text-align: right; white-space: nowrap }
caption { text-align: left; white-space: nowrap; font-family: system-ui, sans-serif }
</style>
<h1>One training step</h1>
<p>Values of the forward pass are blue, gradients of the backward pass are orange. A layer has the same number in both passes.
{{- $last := len .Graph}}</p>
<svg viewBox="0 0 480 {{add (index .Graph (add $last -1)).Top 76}}" role="img" aria-label="Computation graph">
<defs>
<marker id="f" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" style="fill: var(--forward)"/></marker>
<marker id="b" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" style="fill: var(--backward)"/></marker>
</defs>
{{range $i, $n := .Graph -}}
<rect x="140" y="{{$n.Top}}" width="200" height="36" rx="6"/>
<text x="240" y="{{add $n.Top 23}}">{{if $n.Number}}({{$n.Number}}) {{end}}{{$n.Name}}</text>
{{if eq (add $i 1) $last -}}
<text x="240" y="{{add $n.Top 58}}">{{$n.Value}}</text>
{{else -}}
<path class="f" d="M220 {{add $n.Top 38}}V{{add $n.Top 92}}" marker-end="url(#f)"/>
<text class="forward" x="210" y="{{add $n.Top 71}}">{{$n.Value}}</text>
{{if $n.Gradient -}}
<path class="b" d="M260 {{add $n.Top 94}}V{{add $n.Top 40}}" marker-end="url(#b)"/>
<text class="backward" x="270" y="{{add $n.Top 71}}">{{$n.Gradient}}</text>
{{end}}{{end}}{{end -}}
</svg>
{{$way := "" -}}
{{range .Steps}}{{if ne .Way $way}}<h2>{{title .Way}}</h2>{{$way = .Way}}{{end}}
<section class="{{.Way}}">
<h3>{{if .Number}}({{.Number}}) {{end}}{{.Name}}</h3>
<p class="formula">{{.Formula}}</p>
{{with .Settings}}<p class="formula">{{.}}</p>
{{end}}<div class="matrices">
{{range .Matrices}}<table><caption>{{.Name}} {{shape .Value}}</caption>
{{range rows .Value}}<tr>{{range .}}<td>{{.}}{{end}}
{{end}}</table>
{{end}}</div>
</section>
{{end}}
`
