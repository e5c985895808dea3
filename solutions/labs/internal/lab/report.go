package lab

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"html/template"
	"image"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"

	"nn"
)

// Report is a page about a training, for light and dark screens of any width. It is self-contained
// and runs no scripts.
type Report struct {
	Title    string
	Result   string // the most important number, in a sentence
	Facts    []Fact // about the data and the training
	Sections []Section
}

// Fact is a line of the list at the top of the page.
type Fact struct{ Name, Value string }

// Section is a part of the page. Empty fields are left out.
type Section struct {
	Title  string
	Text   string // explanation
	Curves *nn.Curves
	Table  *Table

	Images     []Image
	ImageWidth int // minimum, in pixels on the screen
}

// Table is a table. Columns of numbers are aligned to the right.
type Table struct {
	Head []string
	Rows [][]Cell
}

// Cell is a cell of a table. It is shaded blue for a Shade up to 1 and orange for one down to -1.
type Cell struct {
	Text  string
	Shade float64
	Bar   float64 // length of a bar in the background, up to 1
}

// Cells returns a row of cells with the texts.
func Cells(texts ...string) []Cell {
	var row []Cell
	for _, text := range texts {
		row = append(row, Cell{Text: text})
	}
	return row
}

// Image is a picture with a caption. Its pixels stay sharp when it is enlarged.
type Image struct {
	Picture image.Image
	Alt     string // description for screen readers
	Caption string
	Detail  string // less important part of the caption
}

//go:embed report.html
var reportPage string

var reportTemplate = template.Must(template.New("report").Funcs(template.FuncMap{
	"svg": svg, "png": dataURI, "numbers": numbers,
}).Parse(reportPage))

// Mark returns the end of a title: empty, or a remark that the training was interrupted.
func Mark(interrupted string) string {
	if interrupted == "" {
		return ""
	}
	return " (interrupted)"
}

// Interrupt marks the report as one about an interrupted training, unless interrupted is empty.
func (r *Report) Interrupt(interrupted string) {
	if interrupted != "" {
		r.Title += Mark(interrupted)
		r.Facts = append([]Fact{{"Interrupted", interrupted}}, r.Facts...)
	}
}

// WriteHTML writes the page.
func (r *Report) WriteHTML(w io.Writer) error {
	return reportTemplate.Execute(w, r)
}

// IsNumeric reports whether column j contains only numbers and empty cells.
func (t *Table) IsNumeric(j int) bool {
	for _, row := range t.Rows {
		text := strings.TrimSuffix(row[j].Text, " %")
		if _, err := strconv.ParseFloat(text, 64); err != nil && text != "" {
			return false
		}
	}
	return true
}

// IsWide reports whether the table needs a smaller font on a phone.
func (t *Table) IsWide() bool { return len(t.Head) >= 8 }

// Sign returns the name of the colour: plus, minus, or empty.
func (c Cell) Sign() string {
	switch {
	case c.Shade > 0:
		return "plus"
	case c.Shade < 0:
		return "minus"
	}
	return ""
}

// Strength returns the opacity of the colour, at most 0.5 so that text remains legible.
func (c Cell) Strength() float64 {
	return math.Round(min(math.Abs(c.Shade), 1)*50) / 100
}

// svg returns the curves as an element of the page.
func svg(c *nn.Curves) (template.HTML, error) {
	var b strings.Builder
	err := c.WriteSVG(&b)
	return template.HTML(b.String()), err
}

// numbers returns the table of the curves, at most 100 epochs per run.
func numbers(c *nn.Curves) *Table {
	const most = 100
	t := &Table{Head: []string{"run", "epoch", "loss", c.Metric, "validation loss", "validation " + c.Metric}}
	for _, r := range c.Runs {
		step := max(1, (len(r.History)+most-1)/most)
		for i := 0; i < len(r.History); i += step {
			e := r.History[i]
			row := []string{r.Name, strconv.Itoa(e.Epoch)}
			for _, v := range []float64{e.Loss, e.Metric, e.ValLoss, e.ValMetric} {
				text := ""
				if !math.IsNaN(v) {
					text = Decimals(v)
				}
				row = append(row, text)
			}
			t.Rows = append(t.Rows, Cells(row...))
		}
	}
	return t
}

// dataURI returns an address that contains the picture.
func dataURI(picture image.Image) (template.URL, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&b, picture)
	text := base64.StdEncoding.EncodeToString(b.Bytes())
	return template.URL("data:image/png;base64," + text), err
}
