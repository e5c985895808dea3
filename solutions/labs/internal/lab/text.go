package lab

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"nn"
)

// wrapped returns text with lines of at most Columns characters, if the terminal has fewer than 80.
// The labs write no longer lines themselves. Text that moves the cursor stays as it is.
func wrapped(text string) string {
	width := Columns()
	if width >= 80 || strings.Contains(text, "\r") {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		lines[i] = wrapLine(line, width)
	}
	return strings.Join(lines, "")
}

// Fill breaks the lines of text at spaces so that they fit on the terminal.
func Fill(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(wrapLine(line, Columns()))
	}
	return b.String()
}

var wordWithSpaces = regexp.MustCompile(` *[^ ]+`)

// wrapLine breaks a line at spaces and indents what follows by two more characters.
func wrapLine(line string, width int) string {
	text := strings.TrimRight(line, "\n")
	if utf8.RuneCountInString(text) <= width {
		return line
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	var b strings.Builder
	length := 0
	for _, word := range wordWithSpaces.FindAllString(text, -1) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+n > width {
			word = indent + "  " + strings.TrimLeft(word, " ")
			b.WriteByte('\n')
			length, n = 0, utf8.RuneCountInString(word)
		}
		b.WriteString(word)
		length += n
	}
	return b.String() + line[len(text):]
}

// WriteTable writes rows of cells below their heads. If they are wider than the terminal, it writes
// one cell per line, with its head, below the first cell of the row.
func WriteTable(w io.Writer, head []string, rows [][]string) {
	if text := aligned(append([][]string{head}, rows...)); width(text) <= Columns() {
		io.WriteString(w, text)
		return
	}
	for _, row := range rows {
		fmt.Fprintln(w, strings.TrimSpace(head[0]+" "+row[0]))
		var fields [][]string
		for j, cell := range row[1:] {
			if cell != "" {
				fields = append(fields, []string{"  " + head[j+1], cell})
			}
		}
		io.WriteString(w, aligned(fields))
	}
}

var spacesAtEnd = regexp.MustCompile(` +\n`)

// aligned returns the rows, which have equally many cells, with their columns aligned to the left and
// two characters apart.
func aligned(rows [][]string) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, strings.Join(row, "\t"))
	}
	w.Flush()
	return spacesAtEnd.ReplaceAllString(b.String(), "\n")
}

// width returns the number of characters of the longest line.
func width(text string) int {
	longest := 0
	for line := range strings.Lines(text) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimRight(line, "\n")))
	}
	return longest
}

// Fits reports whether no line of the text is wider than the terminal.
func Fits(text string) bool { return width(text) <= Columns() }

// Summary returns the table of the layers of a network.
func Summary(net *nn.NeuralNetwork) string {
	text := net.Summary()
	if Fits(text) {
		return text
	}
	var rows [][]string
	gap := regexp.MustCompile(`   +`)
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		cells := gap.Split(line, -1)
		if len(cells) == 2 { // the total, which has no shape
			cells = []string{cells[0], "", cells[1]}
		}
		rows = append(rows, cells)
	}
	var b strings.Builder
	WriteTable(&b, rows[0], rows[1:])
	return b.String()
}
