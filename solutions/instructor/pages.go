package main

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"
)

//go:embed pages
var pageFiles embed.FS

var pageTemplates = template.Must(template.ParseFS(pageFiles, "pages/*.html"))

// execute fills in the template of a page. The page contains its style, so the file can be sent
// alone.
func execute(name string, data map[string]any) ([]byte, error) {
	style, err := pageFiles.ReadFile("pages/style.css")
	if err != nil {
		return nil, err
	}
	data["Style"] = template.CSS(style)
	var b bytes.Buffer
	err = pageTemplates.ExecuteTemplate(&b, name, data)
	return b.Bytes(), err
}

// exercisePage is one exercise on the page of a student.
type exercisePage struct {
	Name, Score, Of, Late, Sentence, Message, File, Causes string
	Excused                                                bool
	Adjusted                                               []string
	Tests                                                  []testPage
}

type testPage struct{ Class, Title, Sentence, Message string }

// feedbackPage returns an HTML page with the same content as feedback.
func feedbackPage(cl *class, st *student) ([]byte, error) {
	score, of := st.total()
	data := map[string]any{"Name": oneLine(st.name), "Score": number(score), "Of": number(of),
		"Audit": cl.audit.handedOut()}
	switch {
	case st.absent:
		data["Problem"] = "There is no submission."
	case st.unread != nil:
		data["Problem"] = "The submission could not be read: " + oneLine(st.unread.Error()) + "."
	}
	var all []exercisePage
	for _, m := range st.marks {
		if data["Problem"] == nil || len(m.adjusted) > 0 {
			all = append(all, m.page())
		}
	}
	data["Exercises"] = all
	return execute("feedback.html", data)
}

func (m *mark) page() exercisePage {
	p := exercisePage{Name: m.tc.name, Score: number(m.score), Of: number(m.max), Excused: m.excused}
	if m.excused {
		return p
	}
	if m.kept < 1 {
		p.Late = m.lateness()
	}
	if len(m.adjusted) > 0 {
		p.Adjusted = strings.Split(strings.TrimPrefix(m.adjustments("\n"), "\n"), "\n")
	}
	if m.file.path != "" {
		p.File = fmt.Sprintf("Graded: %s, SHA-256 %.12s", oneLine(m.file.path), m.file.digest)
	}
	if m.result.Status != "" {
		p.Sentence = sentences[m.result.Status]
		if m.result.Status != todo {
			p.Message = printable(m.result.Message)
		}
		return p
	}
	p.Causes = m.causes()
	for _, t := range m.tests {
		switch {
		case t.test.hidden:
		case t.result.Status == pass:
			p.Tests = append(p.Tests, testPage{Class: "pass", Title: fmt.Sprintf(
				"%s: passed, %s of %s points", t.test.Name, number(t.score), number(t.max))})
		default:
			p.Tests = append(p.Tests, testPage{"fail",
				fmt.Sprintf("%s: %s of %s points", t.test.Name, number(t.score), number(t.max)),
				t.sentence(), printable(t.result.Message)})
		}
	}
	passed, hidden, score, of := m.notShown()
	p.Tests = append(p.Tests, testPage{Class: "hidden", Title: fmt.Sprintf(
		"Hidden tests: %d of %d passed, %s of %s points", passed, hidden, number(score),
		number(of))})
	return p
}
