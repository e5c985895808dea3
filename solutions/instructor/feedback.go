package main

import (
	"bytes"
	"fmt"
	"strings"
)

// feedback returns the text for the student. It contains each visible test with its failure, and
// only the points of the hidden tests.
func feedback(cl *class, st *student) []byte {
	var b bytes.Buffer
	score, of := st.total()
	fmt.Fprintf(&b, "# %s\n\n**%s of %s points**\n\n%s\n", escape(st.name), number(score),
		number(of), escape(cl.audit.handedOut()))
	switch {
	case st.absent:
		fmt.Fprintf(&b, "\nThere is no submission.\n")
	case st.unread != nil:
		fmt.Fprintf(&b, "\nThe submission could not be read: %s.\n", escape(st.unread.Error()))
	default:
		for _, m := range st.marks {
			m.feedback(&b)
		}
		return b.Bytes()
	}
	for _, m := range st.marks {
		if len(m.adjusted) > 0 {
			fmt.Fprintf(&b, "\n## %s: %s of %s points\n", m.tc.name, number(m.score), number(m.max))
			b.WriteString(escapeLines(m.adjustments("\n- ")) + "\n")
		}
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
		fmt.Fprintf(b, "%s\n\n", m.lateness())
	}
	if m.file.path != "" {
		fmt.Fprintf(b, "Graded: %s, SHA-256 %.12s\n\n", escape(m.file.path), m.file.digest)
	}
	if len(m.adjusted) > 0 {
		fmt.Fprintf(b, "%s\n\n", strings.TrimSpace(escapeLines(m.adjustments("\n- "))))
	}
	if m.result.Status != "" {
		fmt.Fprintf(b, "%s\n", sentences[m.result.Status])
		if m.result.Message != "" && m.result.Status != todo {
			fence(b, "", m.result.Message)
		}
		return
	}
	if text := m.causes(); text != "" {
		fmt.Fprintf(b, "%s\n\n", escape(text))
	}
	for _, t := range m.tests {
		switch {
		case t.test.hidden:
		case t.result.Status == pass:
			fmt.Fprintf(b, "- %s, %s of %s points: passed\n",
				t.test.Name, number(t.score), number(t.max))
		default:
			fmt.Fprintf(b, "- **%s, %s of %s points.** %s\n",
				t.test.Name, number(t.score), number(t.max), t.sentence())
			if t.result.Message != "" {
				fence(b, "  ", t.result.Message)
			}
		}
	}
	passed, hidden, score, of := m.notShown()
	fmt.Fprintf(b, "- hidden tests: %d of %d passed, %s of %s points\n",
		passed, hidden, number(score), number(of))
}

func (m *mark) lateness() string {
	return fmt.Sprintf("The submission was late, so %s %% of the points count.", number(100*m.kept))
}

// notShown sums the results of the hidden tests.
func (m *mark) notShown() (passed, hidden int, score, of float64) {
	for _, t := range m.tests {
		if !t.test.hidden {
			continue
		}
		hidden, score, of = hidden+1, score+t.score, of+t.max
		if t.result.Status == pass {
			passed++
		}
	}
	return passed, hidden, score, of
}

// appeal returns the text with which an instructor can answer an appeal. It contains every test,
// visible or hidden, with its failure.
func appeal(cl *class, st *student) []byte {
	var b bytes.Buffer
	score, of := st.total()
	fmt.Fprintf(&b, "# %s: for the instructor only\n\n**%s of %s points**\n\n%s\n", escape(st.name),
		number(score), number(of), escape(cl.audit.String()))
	for _, r := range st.remarks() {
		fmt.Fprintf(&b, "\n- %s", escape(r))
	}
	for _, m := range st.marks {
		fmt.Fprintf(&b, "\n\n## %s: %s of %s points\n\n", m.tc.name, number(m.score), number(m.max))
		if m.file.path != "" {
			fmt.Fprintf(&b, "File: %s, SHA-256 %s\n\n", escape(m.file.path), m.file.digest)
		}
		if m.result.Status != "" {
			fmt.Fprintf(&b, "%s\n", sentences[m.result.Status])
			fence(&b, "", m.result.Message)
			continue
		}
		if text := m.causes(); text != "" {
			fmt.Fprintf(&b, "%s\n\n", escape(text))
		}
		for _, t := range m.tests {
			kind := ""
			if t.test.hidden {
				kind = ", hidden"
			}
			fmt.Fprintf(&b, "- %s%s: %s, %s of %s points\n", t.test.Name, kind, t.result.Status,
				number(t.score), number(t.max))
			if t.result.Message != "" {
				fence(&b, "  ", t.result.Message)
			}
		}
	}
	return b.Bytes()
}

// escapeLines escapes each line of a text.
func escapeLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = escape(line)
	}
	return strings.Join(lines, "\n")
}

// fence writes text as a Markdown code block with a fence that does not occur in the text.
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
