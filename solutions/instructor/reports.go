package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
)

// writeReports writes marks.csv and summary.md of the class, and of each student feedback.md below
// students/, which is handed out, and results.json below instructor/, which has what hidden tests
// print.
func writeReports(out string, cl *class) error {
	files := map[string][]byte{"marks.csv": marksCSV(cl), "summary.md": summary(cl)}
	for _, st := range cl.students {
		if st.ungraded != nil {
			continue
		}
		data, err := json.MarshalIndent(gradescope(st), "", "  ")
		if err != nil {
			return err
		}
		files[filepath.Join("instructor", st.name, "results.json")] = append(data, '\n')
		files[filepath.Join("students", st.name, "feedback.md")] = feedback(st)
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(out, name), data); err != nil {
			return err
		}
	}
	return nil
}

// marksCSV has one line a student: the points of each exercise, their sum, the sum that could be
// reached, and remarks. An exercise that does not count is left empty.
func marksCSV(cl *class) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := []string{"student"}
	for _, tc := range cl.cases {
		head = append(head, tc.name)
	}
	w.Write(append(head, "points", "of", "remarks"))
	for _, st := range cl.students {
		record := []string{cell(st.name)}
		var remarks []string
		for _, m := range st.marks {
			switch {
			case m.excused, st.ungraded != nil:
				record = append(record, "")
			default:
				record = append(record, number(m.score))
			}
			if r := m.remark(); r != "" && st.unread == nil && st.ungraded == nil {
				remarks = append(remarks, r)
			}
		}
		score, of := st.total()
		points := number(score)
		switch {
		case st.ungraded != nil:
			points, remarks = "", []string{"could not be graded: run again"}
		case st.unread != nil:
			remarks = []string{"could not be read: " + st.unread.Error()}
		}
		w.Write(append(record, points, number(of), cell(strings.Join(remarks, "; "))))
	}
	w.Flush()
	return b.Bytes()
}

// remark says what an instructor has to know about a mark besides its points.
func (m *mark) remark() string {
	switch {
	case m.excused:
		return m.tc.name + " excused"
	case m.result.Status != "" && m.result.Status != todo:
		return m.tc.name + ": " + string(m.result.Status)
	case m.kept < 1 && m.result.Status == "":
		return fmt.Sprintf("%s late: %s %% kept", m.tc.name, number(100*m.kept))
	}
	return ""
}

// cell keeps a spreadsheet from taking text for a formula.
func cell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

// number writes points with two digits at most.
func number(x float64) string {
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", x), "0"), ".")
}

// gradescopeResults is the file that Gradescope reads, as its documentation of autograders says.
type gradescopeResults struct {
	Score        float64          `json:"score"`
	Output       string           `json:"output"`
	OutputFormat string           `json:"output_format"`
	Tests        []gradescopeTest `json:"tests"`
}

type gradescopeTest struct {
	Name         string  `json:"name"`
	Number       string  `json:"number"`
	Score        float64 `json:"score"`
	MaxScore     float64 `json:"max_score"`
	Status       string  `json:"status"` // passed or failed
	Output       string  `json:"output,omitempty"`
	OutputFormat string  `json:"output_format"`
	Visibility   string  `json:"visibility"` // visible, or hidden from the student for good
}

func gradescope(st *student) gradescopeResults {
	score, _ := st.total()
	r := gradescopeResults{
		Score: score, Output: string(feedback(st)), OutputFormat: "md", Tests: []gradescopeTest{},
	}
	for _, m := range st.marks {
		if m.excused {
			continue
		}
		for i, t := range m.tests {
			g := gradescopeTest{
				Name: m.tc.name + " " + t.test.Name, Number: fmt.Sprintf("%s.%d", m.tc.name[:2], i+1),
				Score: t.score, MaxScore: t.max, Status: "passed",
				OutputFormat: "text", Visibility: "visible",
			}
			if t.result.Status != pass {
				g.Status, g.Output = "failed", sentences[t.result.Status]+"\n"+t.result.Message
			}
			if t.test.hidden {
				g.Visibility = "hidden"
			}
			r.Tests = append(r.Tests, g)
		}
	}
	return r
}

// feedback is what a student gets to read: each test that the student has, with its failure, and of
// the others only the points.
func feedback(st *student) []byte {
	var b bytes.Buffer
	score, of := st.total()
	fmt.Fprintf(&b, "# %s\n\n**%s of %s points**\n", escape(st.name), number(score), number(of))
	if st.unread != nil {
		fmt.Fprintf(&b, "\nThe hand-in could not be read: %s.\n", escape(st.unread.Error()))
		return b.Bytes()
	}
	for _, m := range st.marks {
		m.feedback(&b)
	}
	return b.Bytes()
}

func (m *mark) feedback(b *bytes.Buffer) {
	if m.excused {
		fmt.Fprintf(b, "\n## %s: excused\n", m.tc.name)
		return
	}
	fmt.Fprintf(b, "\n## %s: %s of %s points\n\n", m.tc.name, number(m.score), number(m.max))
	if m.kept < 1 {
		fmt.Fprintf(b, "It came late, which leaves %s %% of the points.\n\n", number(100*m.kept))
	}
	if m.result.Status != "" {
		fmt.Fprintf(b, "%s\n", sentences[m.result.Status])
		if m.result.Message != "" && m.result.Status != todo {
			fence(b, "", m.result.Message)
		}
		return
	}
	hidden, passed, score, of := 0, 0, 0.0, 0.0
	for _, t := range m.tests {
		switch {
		case t.test.hidden:
			hidden, score, of = hidden+1, score+t.score, of+t.max
			if t.result.Status == pass {
				passed++
			}
		case t.result.Status == pass:
			fmt.Fprintf(b, "- %s, %s of %s points: passed\n",
				t.test.Name, number(t.score), number(t.max))
		default:
			fmt.Fprintf(b, "- **%s, 0 of %s points.** %s\n",
				t.test.Name, number(t.max), sentences[t.result.Status])
			if t.result.Message != "" {
				fence(b, "  ", t.result.Message)
			}
		}
	}
	fmt.Fprintf(b, "- tests that are not shown: %d of %d passed, %s of %s points\n",
		passed, hidden, number(score), number(of))
}

// fence writes text that no character of can be taken for Markdown.
func fence(b *bytes.Buffer, indent, text string) {
	mark := "```"
	for strings.Contains(text, mark) {
		mark += "`"
	}
	fmt.Fprintf(b, "\n%s%s\n", indent, mark)
	for line := range strings.Lines(strings.TrimSpace(printable(text)) + "\n") {
		b.WriteString(indent + line)
	}
	fmt.Fprintf(b, "%s%s\n", indent, mark)
}

// escape keeps a name or a message from being taken for Markdown or HTML.
func escape(text string) string {
	return strings.NewReplacer("\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "<", "&lt;",
		"|", "\\|", "[", "\\[",
		"\n", " ").Replace(printable(text))
}

// printable leaves a space in place of control characters: a carriage return would end a line of
// Markdown, and a terminal would obey others.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return ' '
		}
		return r
	}, text)
}
